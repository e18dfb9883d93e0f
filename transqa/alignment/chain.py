"""The heaviest chain through both texts: of points that say where lines belong, and of the beads of the best path."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Box = tuple[int, int, int, int]


def heaviest_chain(boxes: Sequence[Box], gains: Sequence[float]) -> list[int]:
    """Return the boxes, of which each starts behind the last in both texts, that gain most together.

    Like patience sorting: among chains that end early enough only those count that none both shorter and heavier beats.

    Args:
        boxes: (source line, target line, number of source lines, number of target lines), by source line.
        gains: what each gains; a chain takes none that makes it lose.
    """
    ends: list[int] = []  # target line behind the end of each chain kept, rising
    heads: list[tuple[float, int]] = []  # its gain, rising, and its last box
    last = [-1] * len(boxes)
    total = [0.0] * len(boxes)
    waiting = sorted(range(len(boxes)), key=lambda k: boxes[k][0] + boxes[k][2])
    done = 0
    for k, (i, j, _, _) in enumerate(boxes):
        while done < len(waiting) and boxes[waiting[done]][0] + boxes[waiting[done]][2] <= i:
            number = waiting[done]
            _keep(ends, heads, boxes[number][1] + boxes[number][3], total[number], number)
            done += 1
        at = bisect_right(ends, j)
        if at and heads[at - 1][0] > 0:
            total[k], last[k] = heads[at - 1][0] + gains[k], heads[at - 1][1]
        else:
            total[k] = gains[k]
    best = max(range(len(boxes)), key=lambda k: total[k], default=-1)
    chain = []
    while best >= 0 and total[best] > 0:
        chain.append(best)
        best = last[best]
    return chain[::-1]


def _keep(ends: list[int], heads: list[tuple[float, int]], end: int, total: float, number: int) -> None:
    """Keep a chain up to target line *end* if none that ends as early gains as much, and drop those that it beats."""
    at = bisect_right(ends, end)
    if at and heads[at - 1][0] >= total:
        return
    first = bisect_left(ends, end)
    stop = first
    while stop < len(ends) and heads[stop][0] <= total:
        stop += 1
    ends[first:stop], heads[first:stop] = [end], [(total, number)]
