"""The alignment of paragraphs in the shape of one of sentences, so that all renderers show it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from transqa.model import Alignment, Bead, Segment, Span
from transqa.report.alignments.bitext import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transqa.model import WordLink


def by_blocks(alignment: Alignment) -> Alignment:
    """Return the paragraphs of *alignment* as an alignment whose segments are blocks.

    Blocks count without those that hold no prose, from 0. Where a paragraph's bead does not say them itself, its score is
    the sum of its sentences', it is moved where all of its sentences are, and its word links are theirs.
    """
    source, source_number = _blocks(alignment.source)
    target, target_number = _blocks(alignment.target)
    beads = [
        _bead(tuple(source_number[k] for k in p.source), tuple(target_number[k] for k in p.target), p, inside)
        for p, inside in zip(alignment.paragraphs, _inside(alignment), strict=True)
    ]
    return Alignment(tuple(beads), source, target, tuple(beads))


def _blocks(segments: Sequence[Segment]) -> tuple[tuple[Segment, ...], dict[int, int]]:
    """Return one segment a block, and the place of each block among them."""
    blocks: list[Segment] = []
    for number, group in groupby(segments, key=lambda s: s.block):
        parts = list(group)
        blocks.append(Segment(len(blocks), Span(parts[0].span.start, parts[-1].span.end), joined(parts), number))
    return tuple(blocks), {b.block: b.index for b in blocks}


def _inside(alignment: Alignment) -> list[list[Bead]]:
    """Return for each paragraph bead the beads of sentences, of both sides, that lie wholly in it."""
    home = {("source", k): n for n, p in enumerate(alignment.paragraphs) for k in p.source}
    home |= {("target", k): n for n, p in enumerate(alignment.paragraphs) for k in p.target}
    out: list[list[Bead]] = [[] for _ in alignment.paragraphs]
    for b in alignment.beads:
        homes = {home["source", alignment.source[i].block] for i in b.source}
        homes |= {home["target", alignment.target[j].block] for j in b.target}
        if b.source and b.target and len(homes) == 1:
            out[homes.pop()].append(b)
    return out


def _bead(source: tuple[int, ...], target: tuple[int, ...], paragraph: Bead, inside: list[Bead]) -> Bead:
    moved = paragraph.moved or (bool(inside) and all(b.moved for b in inside))
    score = paragraph.score or sum(b.score for b in inside)
    return Bead(source, target, score, paragraph.confidence, moved, paragraph.linker or _linker(inside))


def _linker(beads: list[Bead]) -> Callable[[Bead], tuple[WordLink, ...]]:
    return lambda _: tuple(link for b in beads for link in b.links)
