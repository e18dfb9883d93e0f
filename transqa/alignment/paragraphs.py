"""Which paragraphs translate each other: derived from the beads of sentences, never the other way round.

Translators and machines join and split paragraphs; an alignment that goes by paragraphs first carries its errors on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.model import Bead

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transqa.model import Segment


def paragraph_beads(beads: Iterable[Bead], source: Sequence[Segment], target: Sequence[Segment]) -> tuple[Bead, ...]:
    """Return the beads of paragraphs that beads of sentences make: blocks that share at least half of one's letters.

    Their *confidence* is the mean of the sentence beads', weighted by letters.
    """
    mass: dict[tuple[int, int], float] = {}
    sure: dict[tuple[int, int], float] = {}
    sizes: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for side, segments in zip(sizes, (source, target), strict=True):
        for s in segments:
            side[s.block] = side.get(s.block, 0.0) + len(s.text) + 1
    for b in beads:
        ours = {source[i].block for i in b.source}
        theirs = {target[j].block for j in b.target}
        letters = sum(len(source[i].text) + 1 for i in b.source) + sum(len(target[j].text) + 1 for j in b.target)
        for pair in ((x, y) for x in ours for y in theirs):
            share = letters / (2 * len(ours) * len(theirs))
            mass[pair] = mass.get(pair, 0.0) + share
            sure[pair] = sure.get(pair, 0.0) + share * b.confidence
    linked = [(x, y) for (x, y), m in mass.items() if m >= min(sizes[0][x], sizes[1][y]) / 2]
    return _components(linked, sizes, mass, sure)


def _components(
    linked: list[tuple[int, int]],
    sizes: tuple[dict[int, float], dict[int, float]],
    mass: dict[tuple[int, int], float],
    sure: dict[tuple[int, int], float],
) -> tuple[Bead, ...]:
    """Return a bead for each set of blocks that links hold together, and one for each block that none does."""
    root: dict[tuple[int, int], tuple[int, int]] = {(side, k): (side, k) for side in (0, 1) for k in sizes[side]}

    def find(node: tuple[int, int]) -> tuple[int, int]:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for x, y in linked:
        root[find((0, x))] = find((1, y))
    groups: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    for side, k in sorted(root, key=lambda node: (node[0], node[1])):
        groups.setdefault(find((side, k)), ([], []))[side].append(k)
    totals: dict[tuple[int, int], list[float]] = {}
    for x, y in linked:
        t = totals.setdefault(find((0, x)), [0.0, 0.0])
        t[0] += mass[x, y]
        t[1] += sure[x, y]
    beads = [
        Bead(tuple(own), tuple(theirs), confidence=totals[node][1] / totals[node][0] if node in totals else 1.0)
        for node, (own, theirs) in groups.items()
    ]
    return _in_order(beads)


def _in_order(beads: list[Bead]) -> tuple[Bead, ...]:
    """Return beads in target order, each one-sided one of the source behind the bead of the source segment before it."""
    place = {i: b.target[0] for b in beads if b.target for i in b.source}
    last = -1
    keys = {}
    for b in sorted((b for b in beads if b.source), key=lambda b: b.source):
        last = place.get(b.source[0], last)
        keys[id(b)] = (last, 1 if not b.target else 0, b.source[0])
    return tuple(sorted(beads, key=lambda b: keys.get(id(b)) or (b.target[0], 0, -1)))
