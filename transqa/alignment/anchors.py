"""A chain of sure points through both texts, and the band around it that the search looks into."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transqa.alignment.lexical import Lexical

    Ints = NDArray[np.int32]

FULL = 60
"""Texts of up to this many lines are searched without a band."""
WIDTH = 12
"""Lines to either side of the chain."""
OPEN = 200
"""A stretch between two points of the chain is searched wholly up to this many target lines."""
COMMON = 12
"""A word pair in more lines than this of either side says little about where a line belongs."""
BEST = 3
"""Candidate partners kept for a line."""
NEAR, DRIFT = 8, 4
"""A point of the chain counts when another lies within NEAR lines and at most DRIFT off its diagonal."""


def band(lexical: Lexical) -> tuple[Ints, Ints]:
    """Return, for each number of source lines read (0 to n), the least and the greatest number of target lines read."""
    n, m = len(lexical.source.types), len(lexical.target.types)
    if n <= FULL and m <= FULL:
        return np.zeros(n + 1, dtype=np.int32), np.full(n + 1, m, dtype=np.int32)
    points = [(0, 0), *((i + 1, j + 1) for i, j in _supported(_chain(_candidates(lexical)))), (n, m)]
    low, high = np.full(n + 1, m, dtype=np.int32), np.zeros(n + 1, dtype=np.int32)
    for (i1, j1), (i2, j2) in pairwise(points):
        rows = np.arange(i1, i2 + 1)
        if j2 - j1 <= OPEN or i1 == i2:
            lower, upper = np.full(len(rows), j1), np.full(len(rows), j2)
        else:
            middle = np.linspace(j1, j2, len(rows))
            margin = (j2 - j1) / 4
            lower, upper = np.maximum(j1, middle - margin), np.minimum(j2, middle + margin)
        low[rows] = np.minimum(low[rows], lower.astype(np.int32))
        high[rows] = np.maximum(high[rows], np.ceil(upper).astype(np.int32))
    low, high = _spread(low, WIDTH, np.minimum) - WIDTH, _spread(high, WIDTH, np.maximum) + WIDTH
    low, high = np.clip(low, 0, m), np.clip(high, 0, m)
    low[0], high[n] = 0, m
    return np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high)


def _spread(values: Ints, by: int, pick: np.ufunc) -> Ints:
    """Return for each place the least (or greatest) of the values at most *by* places away."""
    padded = np.pad(values, by, mode="edge")
    out = values
    for shift in range(2 * by + 1):
        out = pick(out, padded[shift : shift + len(values)])
    return out


def _candidates(lexical: Lexical) -> list[tuple[int, int, float]]:
    """Return (source line, target line, weight) for the best partners of each line, by the rare words they share."""
    lines_of: defaultdict[int, list[int]] = defaultdict(list)
    for j, line in enumerate(lexical.target.types):
        for w in set(line.tolist()):
            lines_of[w].append(j)
    source_lines = Counter(v for line in lexical.source.types for v in set(line.tolist()))
    found = []
    for i, line in enumerate(lexical.source.types):
        weights: defaultdict[int, float] = defaultdict(float)
        for v in set(line.tolist()):
            if source_lines[v] > COMMON:
                continue
            for w, p in zip(*(a.tolist() for a in lexical.to_target[v]), strict=True):
                where = lines_of[w]
                if len(where) <= COMMON:
                    for j in where:
                        weights[j] += p / (len(where) * source_lines[v])
        best = sorted(weights.items(), key=lambda jw: (-jw[1], jw[0]))[:BEST]
        found += [(i, j, weight) for j, weight in best]
    return found


def _chain(points: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the heaviest chain of points that rises in both texts (patience sorting with weights, O(n log n))."""
    ends: list[int] = []  # target line of the end of each kept chain, rising
    heads: list[tuple[float, int]] = []  # its weight, rising, and its last point
    back: list[int] = []
    order = sorted(range(len(points)), key=lambda k: (points[k][0], -points[k][1]))
    last = [-1] * len(points)
    for k in order:
        _, j, weight = points[k]
        at = bisect_left(ends, j)
        total = weight + (heads[at - 1][0] if at else 0.0)
        last[k] = heads[at - 1][1] if at else -1
        if at < len(ends) and ends[at] == j and heads[at][0] >= total:
            continue
        stop = at
        while stop < len(ends) and heads[stop][0] <= total:
            stop += 1
        ends[at:stop], heads[at:stop] = [j], [(total, k)]
    at_point = heads[-1][1] if heads else -1
    while at_point >= 0:
        back.append(at_point)
        at_point = last[at_point]
    return [points[k][:2] for k in reversed(back)]


def _supported(chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop points that stand alone: a shared name in the wrong place must not bend the band."""

    def near(a: tuple[int, int], b: tuple[int, int]) -> bool:
        return abs(a[0] - b[0]) <= NEAR and abs((a[0] - b[0]) - (a[1] - b[1])) <= DRIFT

    return [p for k, p in enumerate(chain) if (k > 0 and near(p, chain[k - 1])) or (k + 1 < len(chain) and near(p, chain[k + 1]))]
