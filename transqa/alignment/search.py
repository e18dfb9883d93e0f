"""The best path of beads through the band, and the posterior probability of each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from transqa.alignment.score import SHAPES, WIDEST, length_scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transqa.alignment.score import Fit, Scorer

    Ints = NDArray[np.int32]
    Floats = NDArray[np.float32]
    Row = NDArray[np.float64]

SOURCE_ONLY, TARGET_ONLY = len(SHAPES), len(SHAPES) + 1
ROWS = 32
"""Source lines scored at a time: numpy's overhead is shared, memory stays small."""
NEVER = -1e30
"""A score that no path survives; finite, so that differences are defined."""
RING = WIDEST + 1
"""Rows of states that beads reach over."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: lines read before it, how many it reads on either side, its score and posterior probability."""

    i: int
    j: int
    a: int
    b: int
    score: float
    confidence: float

    @property
    def paired(self) -> bool:
        """Whether it reads lines of both sides."""
        return bool(self.a and self.b)


class Lattice:
    """All beads in the band. Row i holds the states "i source lines read, low[i] to high[i] target lines read"."""

    def __init__(self, scorer: Scorer, low: Ints, high: Ints) -> None:
        """Score all beads inside the band but for their lengths; each is kept with the state that it ends in."""
        self.scorer = scorer
        self.n, self.m = len(low) - 1, len(scorer.lexical.target)
        self.bounds = low, high
        self.low, self.high = low.tolist(), high.tolist()
        self._begins = np.concatenate([[0], np.cumsum(high - low + 1, dtype=np.int64)])
        self.begins = self._begins.tolist()
        self.evidence = np.full((len(SHAPES), self.begins[-1]), NEVER, dtype=np.float32)
        for r0 in range(0, self.n, ROWS):
            self._score_rows(r0, min(self.n, r0 + ROWS))

    def _score_rows(self, r0: int, r1: int) -> None:
        """Score the beads that start at rows r0..r1-1."""
        low, high = self.bounds
        c0, c1 = self.low[r0], min(self.m, self.high[r1 - 1] + 1)
        if c1 <= c0:
            return
        columns = np.arange(c0, c1)
        band = (columns >= low[r0:r1, None]) & (columns <= high[r0:r1, None])
        window = self.scorer.window(r0, r1, c0, c1, band)
        widths = high[r0:r1] - low[r0:r1] + 1
        row = np.repeat(np.arange(r0, r1), widths)
        column = np.arange(len(row)) - np.repeat(np.cumsum(widths) - widths - low[r0:r1], widths)
        begins = self._begins
        for k, (a, b) in enumerate(SHAPES):
            end = np.minimum(row + a, self.n)
            inside = (row + a <= self.n) & (column + b <= high[end]) & (column + b >= low[end])
            i, j, end = row[inside], column[inside], end[inside]
            self.evidence[k, begins[end] + j + b - low[end]] = window[a, b][i - r0, j - c0]

    def lengths(self, fit: Fit) -> Floats:
        """Return the scores of the lengths of all beads."""
        low, high = self.bounds
        row = np.repeat(np.arange(self.n + 1), high - low + 1)
        column = np.arange(self.begins[-1]) - np.repeat(self._begins[:-1] - low, high - low + 1)
        return length_scores(self.scorer, fit, row, column)

    def columns(self, i: int) -> slice:
        """Return the states of row *i* as a slice of a row that starts WIDEST before the text."""
        return slice(self.low[i] + WIDEST, self.high[i] + WIDEST + 1)


class Search:
    """Both passes over a lattice: forwards for the best path and the sums over all paths, backwards for the other sums.

    Attributes:
        alone_source: for each source line the probability that it has no partner, wherever among the others it stands.
        alone_target: the same for target lines.
    """

    def __init__(self, lattice: Lattice, fit: Fit, end: tuple[int, int] | None = None) -> None:
        """Run both passes with what is known of the document, over the first *end* lines of both sides; None: over all."""
        self.lattice = lattice
        self.end = end or (lattice.n, lattice.m)
        self.scores = lattice.lengths(fit)
        self.scores += lattice.evidence
        null_source, null_target = lattice.scorer.nulls(fit)
        self.null_source = null_source.astype(np.float64)
        self.null_target = np.concatenate([[0.0], np.cumsum(null_target, dtype=np.float64)])
        self.chosen: list[NDArray[np.int8]] = []
        self.before: list[Row] = []
        self.after: list[Row] = []
        self.alone_source = np.zeros(lattice.n)
        self.alone_target = np.zeros(lattice.m)
        self._forward()
        self.total = float(self.before[-1][self.end[1] - lattice.low[self.end[0]]])
        self._backward()

    def _forward(self) -> None:
        """Fill, row by row, the best way into each state and the log sum over all ways."""
        x = self.lattice
        rings = np.full((2, RING, x.m + 1 + WIDEST), NEVER)  # best ways, and sums of ways, into the states of the last rows
        spans: list[slice | None] = [None] * RING
        for i in range(self.end[0] + 1):
            at, begin, end = x.columns(i), x.begins[i], x.begins[i + 1]
            into = np.full((2, len(SHAPES) + 1, end - begin), NEVER)
            for k, (a, b) in enumerate(SHAPES):
                if a <= i:
                    np.add(rings[:, (i - a) % RING, at.start - b : at.stop - b], self.scores[k, begin:end], out=into[:, k])
            if i:
                np.add(rings[:, (i - 1) % RING, at], self.null_source[i - 1], out=into[:, -1])
            else:
                into[:, 0, 0] = 0.0
            mine, old = i % RING, spans[i % RING]
            if old is not None:
                rings[:, mine, old] = NEVER
            nulls = self.null_target[x.low[i] : x.high[i] + 1]
            rings[0, mine, at] = self._choose(into[0], nulls)
            sums = np.logaddexp.accumulate(_log_sum(into[1]) - nulls) + nulls
            rings[1, mine, at] = sums
            spans[mine] = at
            self.before.append(sums)

    def _choose(self, into: Row, nulls: Row) -> Row:
        """Note the best way into each state of a row, and return what it scores."""
        choice = into.argmax(axis=0).astype(np.int8)
        gain = into.max(axis=0) - nulls
        reached = np.maximum.accumulate(gain)
        choice[reached > gain] = TARGET_ONLY
        self.chosen.append(choice)
        out: Row = reached + nulls
        return out

    def _backward(self) -> None:
        """Fill, from the last row to the first, the log sum over all ways from each state to the end."""
        x = self.lattice
        ring = np.full((RING, len(SHAPES) + 1, x.m + 1 + WIDEST), NEVER)
        reach = [slice(0, x.m + 1 + WIDEST)] * RING
        after: list[Row] = []
        for i in range(self.end[0], -1, -1):
            at, begin, end = x.columns(i), x.begins[i], x.begins[i + 1]
            mine = ring[i % RING]
            ways = mine[:, at]
            if i == self.end[0]:
                ways[0, self.end[1] - x.low[i]] = 0.0
            nulls = self.null_target[x.low[i] : x.high[i] + 1]
            total = np.logaddexp.accumulate((_log_sum(ways) + nulls)[::-1])[::-1] - nulls
            mine[:, reach[i % RING]] = NEVER
            for k, (a, b) in enumerate(SHAPES):
                if a <= i:
                    np.add(total, self.scores[k, begin:end], out=ring[(i - a) % RING, k, at.start - b : at.stop - b])
            if i:
                np.add(total, self.null_source[i - 1], out=ring[(i - 1) % RING, -1, at])
            reach[i % RING] = slice(max(0, x.low[max(0, i - RING)]), x.high[i] + WIDEST + 1)
            self._count_alone(i, total, after[-1] if after else None)
            after.append(total)
        self.after = after[::-1]

    def _count_alone(self, i: int, total: Row, following: Row | None) -> None:
        """Add up at row *i* the probabilities that lines stand alone; *total* are the sums from it, *following* from the next."""
        x = self.lattice
        low, high = x.low[i], x.high[i]
        cost = np.diff(self.null_target[low : high + 1])
        self.alone_target[low:high] += np.exp(np.minimum(0.0, self.before[i][:-1] + cost + total[1:] - self.total))
        if following is not None:
            first, last = max(low, x.low[i + 1]), min(high, x.high[i + 1])
            ways = self.before[i][first - low : last + 1 - low] + following[first - x.low[i + 1] : last + 1 - x.low[i + 1]]
            self.alone_source[i] = np.exp(np.minimum(0.0, ways + self.null_source[i] - self.total)).sum()

    def posteriors(self) -> Row:
        """Return the posterior probability of every bead, laid out as the scores are."""
        x = self.lattice
        out = np.zeros(self.scores.shape)
        for i in range(1, self.end[0] + 1):
            begin, end = x.begins[i], x.begins[i + 1]
            for k, (a, b) in enumerate(SHAPES):
                if a <= i:
                    first, last = max(x.low[i] - b, x.low[i - a]), min(x.high[i] - b, x.high[i - a])
                    if last >= first:
                        at = slice(first + b - x.low[i], last + b - x.low[i] + 1)
                        before = self.before[i - a][first - x.low[i - a] : last - x.low[i - a] + 1]
                        log_p = before + self.scores[k, begin:end][at] + self.after[i][at] - self.total
                        out[k, begin:end][at] = np.exp(np.minimum(0.0, log_p))
        return out

    def best_path(self) -> list[Step]:
        """Return the beads of the best path, in order."""
        x = self.lattice
        i, j = self.end
        path = []
        while i or j:
            k = int(self.chosen[i][j - x.low[i]])
            a, b = SHAPES[k] if k < len(SHAPES) else (1, 0) if k == SOURCE_ONLY else (0, 1)
            end = x.begins[i] + j - x.low[i]
            ahead = self.after[i][j - x.low[i]]
            i, j = i - a, j - b
            if a and b:
                score = float(self.scores[k, end])
                log_p = self.before[i][j - x.low[i]] + score + ahead - self.total
                confidence = float(np.exp(min(0.0, log_p)))
            else:
                score = float(self.null_source[i]) if a else float(self.null_target[j + 1] - self.null_target[j])
                confidence = min(1.0, float(self.alone_source[i] if a else self.alone_target[j]))
            path.append(Step(i, j, a, b, score, confidence))
        return path[::-1]


def _log_sum(matrix: Row) -> Row:
    """Return the log of the summed exponentials of each column."""
    top = matrix.max(axis=0)
    out: Row = np.log(np.exp(matrix - top).sum(axis=0)) + top
    return out
