"""A chain of sure points through both texts, and the band around it that the search looks into."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from transqa.alignment.chain import heaviest_chain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transqa.alignment.lexical import Lexical, Side

    Ints = NDArray[np.int32]
    Point = tuple[int, int, float]

FULL = 60
"""Texts of up to this many lines are searched without a band."""
WIDTH = 8
"""Lines to either side of the chain."""
OPEN = 200
"""A stretch between two points of the chain is searched wholly up to this many target lines."""
CELLS, LEAST_WIDTH = 1_000_000, 24
"""States that may be searched, so that memory stays below 300 MB, and for each line: beyond, the band is narrowed."""
COMMON = 12
"""A word in more lines than this of either side says little about where a line belongs."""
CHUNK = 2_000
"""Source lines whose candidates are looked for at a time."""
BEST = 3
"""Candidate partners kept for a line."""
NEAR, DRIFT = 8, 4
"""A point of the chain counts when another lies within NEAR lines and at most DRIFT off its diagonal."""


def chained(found: list[Point]) -> list[tuple[int, int]]:
    """Return the sure points among `candidates`: numbers of source and of target lines read, rising."""
    chain = heaviest_chain([(i, j, 1, 1) for i, j, _ in found], [weight for _, _, weight in found])
    return [(i + 1, j + 1) for i, j in _supported([found[k][:2] for k in chain])]


def band(n: int, m: int, chain: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    """Return, for each number of source lines read (0 to n), the least and the greatest number of target lines read.

    Args:
        n: number of source lines.
        m: number of target lines.
        chain: the sure points.
    """
    if n <= FULL and m <= FULL:
        return np.zeros(n + 1, dtype=np.int32), np.full(n + 1, m, dtype=np.int32)
    points = [(0, 0), *chain, (n, m)]
    low, high = np.full(n + 1, m, dtype=np.int32), np.zeros(n + 1, dtype=np.int32)
    for (i1, j1), (i2, j2) in pairwise(points):
        rows = np.arange(i1, i2 + 1)
        if j2 - j1 <= OPEN or i1 == i2:
            lower, upper = np.full(len(rows), j1), np.full(len(rows), j2)
        else:
            middle = np.linspace(j1, j2, len(rows))
            margin = max(OPEN / 2, (j2 - j1) / 4)
            lower, upper = np.maximum(j1, middle - margin), np.minimum(j2, middle + margin)
        low[rows] = np.minimum(low[rows], lower.astype(np.int32))
        high[rows] = np.maximum(high[rows], np.ceil(upper).astype(np.int32))
    low, high = _spread(low, np.minimum) - WIDTH, _spread(high, np.maximum) + WIDTH
    return _whole(*_narrowed(low, high, points), m)


def _spread(values: Ints, pick: np.ufunc) -> Ints:
    """Return for each place the least (or greatest) of the values at most WIDTH places away."""
    padded = np.pad(values, WIDTH, mode="edge")
    out = values
    for shift in range(2 * WIDTH + 1):
        out = pick(out, padded[shift : shift + len(values)])
    return out


def _narrowed(low: Ints, high: Ints, points: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    """Where the band has more than CELLS states, keep it near the chain of *points*."""
    n = len(low)
    if (high - low).sum() <= max(CELLS, LEAST_WIDTH * n):
        return low, high
    most = max(CELLS / n, LEAST_WIDTH) / 2
    middle = np.interp(np.arange(n), [i for i, _ in points], [j for _, j in points])
    return np.maximum(low, middle - most).astype(np.int32), np.minimum(high, np.ceil(middle + most)).astype(np.int32)


def _whole(low: Ints, high: Ints, m: int) -> tuple[Ints, Ints]:
    """Keep the band inside the text, rising, from its first state to its last."""
    low, high = np.clip(low, 0, m), np.clip(high, 0, m)
    low[0], high[-1] = 0, m
    low, high = np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high)
    return low.astype(np.int32), np.maximum(high, low).astype(np.int32)


def candidates(lexical: Lexical) -> list[Point]:
    """Return (source line, target line, weight) for the best partners of each line, by the rare words they share."""
    there = _lines_by_word(lexical.target)
    common = np.diff(_lines_by_word(lexical.source)[1])
    return [p for first in range(0, len(lexical.source), CHUNK) for p in _candidates(lexical, first, there, common)]


def _candidates(
    lexical: Lexical, first: int, there: tuple[NDArray[np.int64], NDArray[np.int64]], common: NDArray[np.int64]
) -> list[Point]:
    """Return the candidates of CHUNK source lines; *there*: lines of target words, *common*: number of lines of source words."""
    source, size = lexical.source, max(1, len(lexical.target))
    lines, starts = there
    line_of, places = source.renderings(first, min(len(source), first + CHUNK))
    often = np.repeat(common, np.diff(source.into_of))[places]
    into = source.into[places]
    sizes = np.diff(starts)[into]
    rare = (often <= COMMON) & (sizes <= COMMON)
    line_of, into, sizes = line_of[rare], into[rare], sizes[rare]
    at = np.repeat(starts[into] - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
    weight = np.repeat(source.into_p[places[rare]] / np.maximum(1, sizes * often[rare]), sizes)
    pairs, inverse = np.unique(np.repeat(line_of * size, sizes) + lines[at], return_inverse=True)
    weights = np.bincount(inverse, weights=weight, minlength=len(pairs))
    i, j = np.divmod(pairs, size)
    order = np.lexsort((j, -weights, i))
    rank = np.arange(len(order)) - np.searchsorted(i[order], i[order])
    best = order[rank < BEST]
    return list(zip((i[best] + first).tolist(), j[best].tolist(), weights[best].tolist(), strict=True))


def _lines_by_word(side: Side) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the lines in which each word stands, end to end, and where those of each word start."""
    line = np.repeat(np.arange(len(side)), np.diff(side.starts))
    size = max(1, len(side))
    key = np.unique(side.words.astype(np.int64) * size + line)
    words, lines = np.divmod(key, size)
    counts = np.bincount(words, minlength=len(side.into_of) - 1)
    return lines, np.concatenate([[0], np.cumsum(counts)])


def _supported(chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop points that stand alone: a shared name in the wrong place must not bend the band."""

    def near(a: tuple[int, int], b: tuple[int, int]) -> bool:
        return abs(a[0] - b[0]) <= NEAR and abs((a[0] - b[0]) - (a[1] - b[1])) <= DRIFT

    return [p for k, p in enumerate(chain) if (k > 0 and near(p, chain[k - 1])) or (k + 1 < len(chain) and near(p, chain[k + 1]))]
