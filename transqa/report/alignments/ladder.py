"""The ladder of hunalign: rungs up both texts, `source_index TAB target_index TAB score`.

A rung (n, m) says that the first n segments of the source answer to the first m of the target; its score is that of the bead
that starts there. The first rung is (0, 0), the last is (number of source segments, number of target segments), with score 0.

Rungs cannot cross: a ladder must be monotone. A moved bead is therefore written as its two one-sided halves, each at its own
place with score 0, and so is any other bead that does not follow the order of both texts or whose segments do not adjoin. Of
beads that cross each other, the longest chain that does not is kept.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transqa.model import Bead
    from transqa.report.alignments.bitext import Bitext

    Step = tuple[int, int, float]
    """How many segments of source and target a step takes, and its score."""
    Sides = dict[int, tuple[int, float]]
    """First segment of a one-sided bead or of a half: how many segments it has, and its score."""


def render(bitext: Bitext) -> str:
    """Return the rungs, one a line."""
    n = m = 0
    lines = []
    for source, target, score in _steps(bitext):
        lines.append(f"{n}\t{m}\t{score:.3f}\n")
        n, m = n + source, m + target
    return "".join(lines) + f"{n}\t{m}\t0.000\n"


def _steps(bitext: Bitext) -> Iterator[Step]:
    """Yield the steps between rungs: beads of the chain, and before each what stands alone, source first."""
    alignment = bitext.alignment
    chain = _chain(alignment.beads)
    kept = {b.target[0] for b in chain}
    alone = [b for b in alignment if not (b.target and b.target[0] in kept)]
    ours = {b.source[0]: (len(b.source), 0.0 if b.target else b.score) for b in alone if b.source and _adjoin(b.source)}
    theirs = {b.target[0]: (len(b.target), 0.0 if b.source else b.score) for b in alone if b.target and _adjoin(b.target)}
    i = j = 0
    for bead in chain:
        yield from _between((i, j), (bead.source[0], bead.target[0]), ours, theirs)
        yield len(bead.source), len(bead.target), bead.score
        i, j = bead.source[-1] + 1, bead.target[-1] + 1
    yield from _between((i, j), (len(alignment.source), len(alignment.target)), ours, theirs)


def _between(start: tuple[int, int], end: tuple[int, int], ours: Sides, theirs: Sides) -> Iterator[Step]:
    yield from ((k, 0, score) for k, score in _runs(start[0], end[0], ours))
    yield from ((0, k, score) for k, score in _runs(start[1], end[1], theirs))


def _runs(start: int, end: int, sides: Sides) -> Iterator[tuple[int, float]]:
    """Yield the lengths and scores of one-sided steps from *start* to *end*; segments that do not adjoin go one by one."""
    while start < end:
        length, score = sides.get(start, (1, 0.0))
        yield length, score
        start += length


def _chain(beads: Sequence[Bead]) -> list[Bead]:
    """Return the longest chain of two-sided beads in the order of both texts, by patience sorting."""
    able = [b for b in beads if b.source and b.target and not b.moved and _adjoin(b.source) and _adjoin(b.target)]
    able.sort(key=lambda b: b.target[0])
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, bead in enumerate(able):
        length = bisect_left(tops, bead.source[0])
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [bead.source[0]]
        ends[length : length + 1] = [at]
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(able[at])
        at = before[at]
    return chain[::-1]


def _adjoin(numbers: tuple[int, ...]) -> bool:
    return numbers[-1] - numbers[0] == len(numbers) - 1
