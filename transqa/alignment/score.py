"""Scores of all beads inside a band: a symmetric log-likelihood ratio of words, the length of both sides, paragraph starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transqa.alignment.lexical import Lexical, Side

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int32]

PRIORS: dict[tuple[int, int], float] = {
    (1, 1): 0.0,
    (1, 2): -2.5,
    (2, 1): -2.5,
    (1, 3): -4.0,
    (3, 1): -4.0,
    (2, 2): -5.0,
    (1, 4): -5.0,
    (4, 1): -5.0,
    (2, 3): -6.0,
    (3, 2): -6.0,
}
"""Log prior of each shape of bead (source lines, target lines) against 1–1."""
WIDEST = 4
FLOOR = 0.65
"""Share of a word's probability that needs no translation: what keeps a free rendering from counting as a contradiction."""
LENGTH_WEIGHT = 1.3
LENGTH_VARIANCE = 6.8
"""Variance of the length of a translation per character (Gale & Church 1993)."""
LENGTH_FLOOR = -10.0
NULL_BASE, NULL_PER_WORD, NULL_WORDS = 1.2, 0.2, 20
"""Cost of a line without partner: grows with its words, up to a limit."""
START_AGREE, START_CLASH, CROSS = 0.5, -0.7, -1.5
"""Paragraphs: both sides start one; only one does; a bead runs over a paragraph's end on one side only."""
ROWS = 64
"""Source lines scored at a time: numpy's overhead is shared, memory stays small."""


@dataclass(frozen=True, slots=True)
class Starts:
    """Which lines start a paragraph, on either side."""

    source: NDArray[np.bool_]
    target: NDArray[np.bool_]


class Scorer:
    """Scores beads for windows of the alignment matrix."""

    def __init__(self, lexical: Lexical, starts: Starts | None) -> None:
        """Hold the evidence; *starts* is None where the lines have no paragraphs."""
        self.lexical = lexical
        self.starts = starts
        self.ratio = _length_ratio(lexical)
        self.null_source = _null(lexical.source)
        self.null_target = _null(lexical.target)

    def window(self, r0: int, r1: int, c0: int, c1: int) -> dict[tuple[int, int], Floats]:
        """Return for each shape the scores of beads that start at source lines r0..r1-1 and target lines c0..c1-1.

        A bead that would reach past the end of a text scores minus infinity.
        """
        src, tgt = self.lexical.source, self.lexical.target
        rows, cols = min(r1 + WIDEST - 1, len(src.types)), min(c1 + WIDEST - 1, len(tgt.types))
        forward = _likelihood(src, tgt, self.lexical.to_target, (r0, rows), (c0, cols))
        backward = _likelihood(tgt, src, self.lexical.to_source, (c0, cols), (r0, rows))
        out = {}
        for (a, b), prior in PRIORS.items():
            words = 0.5 * (_sum_cols(forward[a], b, c1 - c0)[: r1 - r0] + _sum_cols(backward[b], a, r1 - r0)[: c1 - c0].T)
            score = words + prior + self._length(a, b, r0, r1, c0, c1)
            if self.starts is not None:
                score = score + self._paragraphs(a, b, r0, r1, c0, c1)
            out[a, b] = score.astype(np.float32)
        return out

    def _length(self, a: int, b: int, r0: int, r1: int, c0: int, c1: int) -> Floats:
        source = _run_sum(self.lexical.source.chars, a, r0, r1)[:, None] * self.ratio
        target = _run_sum(self.lexical.target.chars, b, c0, c1)[None, :]
        with np.errstate(invalid="ignore"):
            delta = (target - source) ** 2 / (LENGTH_VARIANCE * np.maximum(1.0, (source + target) / 2))
        score = LENGTH_WEIGHT * np.maximum(-delta / 2, LENGTH_FLOOR)
        return np.asarray(np.where(np.isfinite(source + target), score, -np.inf), dtype=np.float32)

    def _paragraphs(self, a: int, b: int, r0: int, r1: int, c0: int, c1: int) -> Floats:
        assert self.starts is not None
        s, t = _inner(self.starts.source, a, r0, r1)[:, None], _inner(self.starts.target, b, c0, c1)[None, :]
        first_s, first_t = self.starts.source[r0:r1][:, None], self.starts.target[c0:c1][None, :]
        agree = np.where(first_s & first_t, START_AGREE, np.where(first_s ^ first_t, START_CLASH, 0.0))
        return np.asarray(agree + CROSS * np.abs(s - t), dtype=np.float32)


def _null(side: Side) -> Floats:
    return (-(NULL_BASE + NULL_PER_WORD * np.minimum(side.counts, NULL_WORDS))).astype(np.float32)


def _length_ratio(lexical: Lexical) -> float:
    """Target characters for each source character, over the whole text, kept within what languages do."""
    ratio = (float(lexical.target.chars.sum()) + 200) / (float(lexical.source.chars.sum()) + 200)
    return min(1.5, max(0.67, ratio))


def _run_sum(values: Floats, width: int, first: int, last: int) -> Floats:
    """Return the sums of *width* values from each start in first..last-1; infinite where they reach past the end."""
    total = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    starts = np.arange(first, last)
    ends = starts + width
    sums = np.full(len(starts), np.inf)
    inside = ends < len(total)
    sums[inside] = total[ends[inside]] - total[starts[inside]]
    return sums.astype(np.float32)


def _inner(starts: NDArray[np.bool_], width: int, first: int, last: int) -> Floats:
    """Return how many paragraphs start inside each run of *width* lines, its first line left out."""
    runs = _run_sum(starts.astype(np.float32), width, first, last) - starts[first:last]
    return np.where(np.isfinite(runs), runs, 0.0).astype(np.float32)


def _likelihood(
    given: Side, words: Side, table: list[tuple[Ints, Floats]], g: tuple[int, int], w: tuple[int, int]
) -> dict[int, Floats]:
    """Return, for runs of 1 to WIDEST lines of *given*, the log-likelihood ratio of each line of *words*.

    Result [n][i, j]: lines i..i+n-1 of the window *g* of *given*, line j of the window *w* of *words*.
    """
    lines = words.types[w[0] : w[1]]
    sizes = np.array([len(line) for line in lines])
    tokens = np.concatenate(lines) if len(lines) else np.empty(0, dtype=np.int32)
    height = g[1] - g[0]
    if not len(tokens):
        return {n: np.zeros((height, len(lines)), dtype=np.float32) for n in range(1, WIDEST + 1)}
    local, place = np.unique(tokens, return_inverse=True)
    mass = _mass(given.types[g[0] : g[1]], table, local)[:, place]
    inverse_p = np.exp(-words.logp[tokens])[None, :]
    counts = given.counts[g[0] : g[1]]
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    out = {}
    total, n_words = np.zeros_like(mass), np.zeros(height, dtype=np.float32)
    for n in range(1, WIDEST + 1):
        total = total + _shift_up(mass, n - 1)
        n_words = n_words + _shift_up(counts[:, None], n - 1)[:, 0]
        ratio = np.log(FLOOR + (1 - FLOOR) * total * inverse_p / (n_words[:, None] + 1))
        padded = np.concatenate([ratio, np.zeros((height, 1), dtype=np.float32)], axis=1)
        sums = np.add.reduceat(padded, np.minimum(begins, len(tokens)), axis=1)
        out[n] = np.where(sizes[None, :] > 0, sums, 0.0).astype(np.float32)
    return out


def _mass(lines: list[Ints], table: list[tuple[Ints, Floats]], local: Ints) -> Floats:
    """Return, for each line and each word of *local*, the translation probability that the line's words give to it."""
    out = np.zeros((len(lines), len(local)), dtype=np.float32)
    for i, line in enumerate(lines):
        for v in line:
            ids, p = table[v]
            at = np.searchsorted(local, ids)
            at[at == len(local)] = 0
            hit = local[at] == ids
            out[i, at[hit]] += p[hit]
    return out


def _shift_up(matrix: Floats, by: int) -> Floats:
    if by == 0:
        return matrix
    out = np.zeros_like(matrix)
    out[:-by] = matrix[by:]
    return out


def _sum_cols(matrix: Floats, width: int, starts: int) -> Floats:
    """Return the sums of *width* neighbouring columns from each of the first *starts* columns (past the end: fewer)."""
    total = np.concatenate([np.zeros((len(matrix), 1), dtype=np.float32), np.cumsum(matrix, axis=1)], axis=1)
    ends = np.minimum(np.arange(starts) + width, matrix.shape[1])
    out: Floats = total[:, ends] - total[:, np.arange(starts)]
    return out
