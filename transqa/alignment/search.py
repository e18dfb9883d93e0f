"""The best path of beads through the band, and the posterior probability of each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from transqa.alignment.score import PRIORS, ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from transqa.alignment.score import Scorer

    Ints = NDArray[np.int32]
    Row = NDArray[np.float64]

SHAPES = list(PRIORS)
SOURCE_ONLY, TARGET_ONLY = len(SHAPES), len(SHAPES) + 1
TEMPERATURE = 1.0
"""Scores are divided by it before they become probabilities."""


@dataclass(frozen=True, slots=True)
class Path:
    """A step of the best path: lines read before it, its shape, score and posterior probability."""

    i: int
    j: int
    a: int
    b: int
    score: float
    confidence: float


class Lattice:
    """All beads in the band. Row i holds the states "i source lines read, low[i] to high[i] target lines read"."""

    def __init__(self, scorer: Scorer, low: Ints, high: Ints) -> None:
        """Score all beads that start inside the band."""
        self.n, self.m = len(low) - 1, len(scorer.null_target)
        self.low, self.high = low.tolist(), high.tolist()
        self.null_source = scorer.null_source.astype(np.float64)
        self.null_target = np.concatenate([[0.0], np.cumsum(scorer.null_target, dtype=np.float64)])
        self.scores: list[dict[tuple[int, int], NDArray[np.float32]]] = []
        for r0 in range(0, self.n, ROWS):
            self._score_rows(scorer, r0, min(self.n, r0 + ROWS))

    def _score_rows(self, scorer: Scorer, r0: int, r1: int) -> None:
        c0, c1 = self.low[r0], min(self.m, max(self.high[r0:r1]))
        window = scorer.window(r0, r1, c0, c1) if c1 > c0 else {}
        for i in range(r0, r1):
            first, last = self.low[i] - c0, min(self.high[i], self.m - 1) - c0 + 1
            self.scores.append({shape: w[i - r0, first:last].copy() for shape, w in window.items()})

    def place(self, row: Row, start: int, i: int) -> Row:
        """Return *row*, whose first state is *start*, cut and filled up to the states of row *i*."""
        low, high = self.low[i], self.high[i]
        out = np.full(high - low + 1, -np.inf)
        a, b = max(low, start), min(high + 1, start + len(row))
        if b > a:
            out[a - low : b - low] = row[a - start : b - start]
        return out

    def steps_into(self, i: int, rows: list[Row], scale: float = 1.0) -> Iterator[tuple[int, Row]]:
        """Yield (shape, totals over the states of row *i*) of all beads that end there and read source lines."""
        for k, (a, b) in enumerate(SHAPES):
            if a <= i:
                step = self.scores[i - a].get((a, b))
                if step is not None and len(step):
                    yield k, self.place(rows[i - a][: len(step)] + scale * step, self.low[i - a] + b, i)
        if i:
            yield SOURCE_ONLY, self.place(rows[i - 1] + scale * self.null_source[i - 1], self.low[i - 1], i)

    def steps_out(self, i: int, rows: dict[int, Row], scale: float) -> Iterator[Row]:
        """Yield the totals over the states of row *i* of all beads that start there and read source lines."""
        for a, b in SHAPES:
            step = self.scores[i].get((a, b)) if i + a <= self.n else None
            if step is not None and len(step):
                ahead = self.place(rows[i + a], self.low[i + a] - b, i)
                ahead[: len(step)] += scale * step
                ahead[len(step) :] = -np.inf
                yield ahead
        if i < self.n:
            yield self.place(rows[i + 1], self.low[i + 1], i) + scale * self.null_source[i]


def best_path(lattice: Lattice) -> list[Path]:
    """Return the beads of the best path, in order."""
    rows: list[Row] = []
    chosen: list[NDArray[np.int8]] = []
    for i in range(lattice.n + 1):
        total = np.full(lattice.high[i] - lattice.low[i] + 1, -np.inf)
        shape = np.full(len(total), TARGET_ONLY, dtype=np.int8)
        if i == 0:
            total[0] = 0.0
        for k, row in lattice.steps_into(i, rows):
            better = row > total
            total[better], shape[better] = row[better], k
        nulls = lattice.null_target[lattice.low[i] : lattice.high[i] + 1]
        reached = np.maximum.accumulate(total - nulls) + nulls
        shape[reached > total] = TARGET_ONLY
        rows.append(np.maximum(total, reached))
        chosen.append(shape)
    return _trace(lattice, chosen, _posterior(lattice))


def _trace(lattice: Lattice, chosen: list[NDArray[np.int8]], posterior: _Posterior) -> list[Path]:
    i, j = lattice.n, lattice.m
    path = []
    while i or j:
        k = int(chosen[i][j - lattice.low[i]])
        a, b = SHAPES[k] if k < len(SHAPES) else (1, 0) if k == SOURCE_ONLY else (0, 1)
        i, j = i - a, j - b
        if a and b:
            score = float(lattice.scores[i][a, b][j - lattice.low[i]])
        elif a:
            score = float(lattice.null_source[i])
        else:
            score = float(lattice.null_target[j + 1] - lattice.null_target[j])
        confidence = posterior.of(i, j, a, b, score) if a and b else posterior.alone(i, j, source=bool(a))
        path.append(Path(i, j, a, b, score, confidence))
    return path[::-1]


class _Posterior:
    """Log sums over all paths up to a state (before) and from it (after)."""

    def __init__(self, lattice: Lattice, before: list[Row], after: dict[int, Row]) -> None:
        self.low, self.high = lattice.low, lattice.high
        self.lattice = lattice
        self.before, self.after = before, after
        self.total = before[-1][lattice.m - lattice.low[-1]]

    def of(self, i: int, j: int, a: int, b: int, score: float) -> float:
        ends = self.after[i + a][j + b - self.low[i + a]]
        log_p = self.before[i][j - self.low[i]] + score / TEMPERATURE + ends - self.total
        return float(min(1.0, np.exp(min(0.0, log_p))))

    def alone(self, i: int, j: int, *, source: bool) -> float:
        """Return the probability that a line has no partner, wherever among the other side's lines it stands."""
        if source:
            low, high = max(self.low[i], self.low[i + 1]), min(self.high[i], self.high[i + 1])
            before = self.before[i][low - self.low[i] : high + 1 - self.low[i]]
            after = self.after[i + 1][low - self.low[i + 1] : high + 1 - self.low[i + 1]]
            log_p = before + after + self.lattice.null_source[i] / TEMPERATURE - self.total
        else:
            rows = range(bisect_left(self.high, j + 1), bisect_right(self.low, j))
            cost = (self.lattice.null_target[j + 1] - self.lattice.null_target[j]) / TEMPERATURE
            sums = [self.before[r][j - self.low[r]] + self.after[r][j + 1 - self.low[r]] for r in rows]
            log_p = np.array(sums) + cost - self.total
        return float(min(1.0, np.exp(np.minimum(0.0, log_p)).sum()))


def _posterior(lattice: Lattice) -> _Posterior:
    scale = 1 / TEMPERATURE
    before: list[Row] = []
    for i in range(lattice.n + 1):
        total = np.full(lattice.high[i] - lattice.low[i] + 1, -np.inf)
        if i == 0:
            total[0] = 0.0
        for _, row in lattice.steps_into(i, before, scale):
            total = np.logaddexp(total, row)
        nulls = scale * lattice.null_target[lattice.low[i] : lattice.high[i] + 1]
        before.append(np.logaddexp.accumulate(total - nulls) + nulls)
    after: dict[int, Row] = {}
    for i in range(lattice.n, -1, -1):
        total = np.full(lattice.high[i] - lattice.low[i] + 1, -np.inf)
        if i == lattice.n:
            total[-1] = 0.0
        for row in lattice.steps_out(i, after, scale):
            total = np.logaddexp(total, row)
        nulls = scale * lattice.null_target[lattice.low[i] : lattice.high[i] + 1]
        after[i] = np.logaddexp.accumulate((total + nulls)[::-1])[::-1] - nulls
    return _Posterior(lattice, before, after)
