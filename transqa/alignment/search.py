"""How probable each bead of the band is, and the path of beads of which most are likely to be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from transqa.alignment.chain import heaviest_chain
from transqa.alignment.score import SHAPES, WIDEST, length_scores

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from transqa.alignment.score import Fit, Scorer

    Ints = NDArray[np.int32]
    Floats = NDArray[np.float32]
    Row = NDArray[np.float64]

ROWS = 32
"""Source lines scored at a time: numpy's overhead is shared, memory stays small."""
NEVER = -1e30
"""A score that no path survives; finite, so that differences are defined."""
RING = WIDEST + 1
"""Rows of states that beads reach over."""
LEAST = 0.02
"""A less probable bead is not taken into the path."""
ALONE, ALONE_COUNTS = 0.6, 0.7
"""From what probability on a line is better left alone, and what that counts against a bead's probability (chosen for F1)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: lines read before it, how many it reads on either side, its score and posterior probability."""

    i: int
    j: int
    a: int
    b: int
    score: float
    confidence: float


class Lattice:
    """All beads in the band. Row i holds the states "i source lines read, low[i] to high[i] target lines read"."""

    def __init__(self, scorer: Scorer, low: Ints, high: Ints) -> None:
        """Score all beads inside the band but for their lengths; each is kept with the state that it ends in."""
        self.scorer = scorer
        self.n, self.m = len(low) - 1, len(scorer.lexical.target)
        self.bounds = low, high
        self.low, self.high = low.tolist(), high.tolist()
        self.states = np.concatenate([[0], np.cumsum(high - low + 1, dtype=np.int64)])
        self.begins = self.states.tolist()
        self.row = np.repeat(np.arange(self.n + 1, dtype=np.int32), high - low + 1)
        self.column = (np.arange(self.begins[-1]) - np.repeat(self.states[:-1] - low, high - low + 1)).astype(np.int32)
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
        states = slice(self.begins[r0], self.begins[r1])
        row, column = self.row[states], self.column[states]
        for k, (a, b) in enumerate(SHAPES):
            end = np.minimum(row + a, self.n)
            inside = (row + a <= self.n) & (column + b <= high[end]) & (column + b >= low[end])
            i, j, end = row[inside], column[inside], end[inside]
            self.evidence[k, self.states[end] + j + b - low[end]] = window[a, b][i - r0, j - c0]

    def scores(self, fit: Fit, rows: int) -> Floats:
        """Return the scores of all beads that end in the first so many *rows*."""
        states = self.begins[rows]
        out = length_scores(self.scorer, fit, self.row[:states], self.column[:states])
        out += self.evidence[:, :states]
        return out

    def columns(self, i: int) -> slice:
        """Return the states of row *i* as a slice of a row that starts WIDEST before the text."""
        return slice(self.low[i] + WIDEST, self.high[i] + WIDEST + 1)


class Search:
    """Sums over all paths through a lattice, forwards and backwards: how probable each bead is, and each line without partner.

    Attributes:
        alone_source: for each source line the probability that it has no partner, wherever among the others it stands.
        alone_target: the same for target lines.
    """

    def __init__(self, lattice: Lattice, fit: Fit, end: tuple[int, int] | None = None) -> None:
        """Run both passes with what is known of the document, over the first *end* lines of both sides; None: over all."""
        self.lattice = lattice
        self.end = end or (lattice.n, lattice.m)
        self.scores = lattice.scores(fit, self.end[0] + 1)
        null_source, null_target = lattice.scorer.nulls(fit)
        self.null_source = null_source.astype(np.float64)
        self.null_target = np.concatenate([[0.0], np.cumsum(null_target, dtype=np.float64)])
        self.alone_source = np.zeros(lattice.n)
        self.alone_target = np.zeros(lattice.m)
        self.before = self._forward()
        self.total = float(self.before[-1][self.end[1] - lattice.low[self.end[0]]])
        self.after = self._backward()

    def _forward(self) -> list[Row]:
        """Return, row by row, the log sum over all ways into each state."""
        x = self.lattice
        ring = np.full((RING, x.m + 1 + WIDEST), NEVER)  # the last rows
        spans: list[slice | None] = [None] * RING
        before: list[Row] = []
        for i in range(self.end[0] + 1):
            at, begin, end = x.columns(i), x.begins[i], x.begins[i + 1]
            into = np.full((len(SHAPES) + 1, end - begin), NEVER)
            for k, (a, b) in enumerate(SHAPES):
                if a <= i:
                    np.add(ring[(i - a) % RING, at.start - b : at.stop - b], self.scores[k, begin:end], out=into[k])
            if i:
                np.add(ring[(i - 1) % RING, at], self.null_source[i - 1], out=into[-1])
            else:
                into[0, 0] = 0.0
            mine, old = i % RING, spans[i % RING]
            if old is not None:
                ring[mine, old] = NEVER
            nulls = self.null_target[x.low[i] : x.high[i] + 1]
            ring[mine, at] = sums = np.logaddexp.accumulate(_log_sum(into) - nulls) + nulls
            spans[mine] = at
            before.append(sums)
        return before

    def _backward(self) -> list[Row]:
        """Return, row by row, the log sum over all ways from each state to the end."""
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
        return after[::-1]

    def _count_alone(self, i: int, total: Row, following: Row | None) -> None:
        """Add up at row *i* the probabilities that lines stand alone; *total* are the sums from it, *following* from the next."""
        x = self.lattice
        low, high = x.low[i], x.high[i]
        cost = np.diff(self.null_target[low : high + 1])
        self.alone_target[low:high] += np.exp(np.minimum(0.0, self.before[i][:-1] + cost + total[1:] - self.total))
        if following is not None:
            first, last = max(low, x.low[i + 1]), min(high, x.high[i + 1])
            ways = self.before[i][first - low : last + 1 - low] + following[first - x.low[i + 1] : last + 1 - x.low[i + 1]]
            self.alone_source[i] = min(1.0, np.exp(np.minimum(0.0, ways + self.null_source[i] - self.total)).sum())

    def posteriors(self) -> Iterator[Row]:
        """Yield for each of SHAPES the probability of every bead of it, by the states that they end in."""
        x = self.lattice
        low, high = x.bounds
        states = self.scores.shape[1]
        row, column = x.row[:states], x.column[:states]
        before, after = np.concatenate(self.before), np.concatenate(self.after)
        begins = x.states
        for k, (a, b) in enumerate(SHAPES):
            start = np.maximum(row - a, 0)
            inside = (row >= a) & (column - b >= low[start]) & (column - b <= high[start])
            at = np.flatnonzero(inside)
            log_p = before[begins[start[at]] + column[at] - b - low[start[at]]] + self.scores[k, at] + after[at] - self.total
            out = np.zeros(states)
            out[at] = np.exp(np.minimum(0.0, log_p))
            yield out

    def beads(self, least: float) -> list[Step]:
        """Return the beads whose probability is at least *least*, by where they start; from 0.5 on they never overlap."""
        x = self.lattice
        steps = []
        for k, (p, (a, b)) in enumerate(zip(self.posteriors(), SHAPES, strict=True)):
            for at in np.flatnonzero(p >= least).tolist():
                i, j = int(x.row[at]) - a, int(x.column[at]) - b
                steps.append(Step(i, j, a, b, float(self.scores[k, at]), float(p[at])))
        return sorted(steps, key=lambda s: (s.i, s.j, s.a, s.b))

    def best_path(self) -> list[Step]:
        """Return the path with the greatest expected number of right beads: minimum Bayes risk (Goel & Byrne 2000).

        A bead gains its probability, a line alone its own less ALONE, times ALONE_COUNTS: a right bead of two sides counts for
        precision and recall, a right lone line for precision only. So lines that could go together in many ways still do in one.
        """
        alone = [np.concatenate([[0.0], np.cumsum(ALONE_COUNTS * (p - ALONE))]) for p in (self.alone_source, self.alone_target)]
        beads = self.beads(LEAST)
        gains = [s.confidence - float(alone[0][s.i + s.a] - alone[0][s.i] + alone[1][s.j + s.b] - alone[1][s.j]) for s in beads]
        path: list[Step] = []
        i = j = 0
        for s in [
            *(beads[k] for k in heaviest_chain([(s.i, s.j, s.a, s.b) for s in beads], gains)),
            Step(*self.end, 0, 0, 0.0, 1.0),
        ]:
            path += [Step(r, j, 1, 0, float(self.null_source[r]), float(self.alone_source[r])) for r in range(i, s.i)]
            path += [
                Step(s.i, c, 0, 1, float(self.null_target[c + 1] - self.null_target[c]), min(1.0, float(self.alone_target[c])))
                for c in range(j, s.j)
            ]
            path.append(s)
            i, j = s.i + s.a, s.j + s.b
        return path[:-1]


def _log_sum(matrix: Row) -> Row:
    """Return the log of the summed exponentials of each column."""
    top = matrix.max(axis=0)
    out: Row = np.log(np.exp(matrix - top).sum(axis=0)) + top
    return out
