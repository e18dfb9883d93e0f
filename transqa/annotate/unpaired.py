"""Runs of segments without counterpart that may be reported: sure of it, and not explained otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.context import Context, Side
    from transqa.model import Alignment, Bead, Span

SURE, VERY_SURE = 0.7, 0.9
"""Posterior probability from which a one-sided bead is believed, in a translation that goes sentence by sentence, and in a
freer one. Of the one-sided beads on the five news-noisy sets 591 reach 0.7, 98 % of them right; on en-fr-novels 23 do, 91 %
right, and 10 reach 0.9, all right (all sets together: docs/reference/accuracy.md)."""
LITERAL = 0.8
"""Share of one-to-one beads among two-sided ones from which a translation goes sentence by sentence."""


TOO_LONG = 1.35
"""A sentence this much longer than the text's average rendering may hold its neighbour as well."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring segments of one block without counterpart; *anchor* is where they would stand in the target."""

    span: Span
    anchor: int


def unpaired(ctx: Context, side: str) -> Iterator[Run]:
    """Yield the runs of *side* ("source" or "target") that have no counterpart."""
    if ctx.alignment is None or ctx.source is None:
        return
    beads = list(ctx.alignment)
    if all(b.source and b.target for b in beads):
        return
    mine = ctx.source if side == "source" else ctx.target
    sure = _threshold(ctx.alignment)
    explained = _explained_in_source(ctx) if side == "source" else _explained_in_target(ctx)
    absorbed, split = _Absorbed(ctx, side), _Split(ctx)
    run: list[int] = []
    anchor = run_anchor = 0
    for at, bead in enumerate(beads):
        indexes, others = (bead.source, bead.target) if side == "source" else (bead.target, bead.source)
        alone = bool(indexes) and not others and explained.isdisjoint(indexes)
        alone = alone and bead.confidence >= (VERY_SURE if side == "target" and split.within(indexes[0]) else sure)
        alone = alone and not absorbed.by_neighbour(beads, at)
        new_block = run and indexes and mine.segments[run[-1]].block != mine.segments[indexes[0]].block
        if run and indexes and (new_block or not alone):
            yield _run(mine, run, run_anchor)
            run = []
        if alone:
            run_anchor = run_anchor if run else anchor
            run += indexes
        if bead.target:
            anchor = ctx.target.segments[bead.target[-1]].span.end
    if run:
        yield _run(mine, run, run_anchor)


def moved(ctx: Context) -> Iterator[tuple[Span, Span]]:
    """Yield (place in the target, place in the source) of passages that stand in another order than in the source."""
    if ctx.alignment is None or ctx.source is None:
        return
    run: list[Bead] = []
    for bead in [*(b for b in ctx.alignment if b.moved and b.confidence >= SURE), None]:
        if run and (bead is None or (bead.source[0], bead.target[0]) != (run[-1].source[-1] + 1, run[-1].target[-1] + 1)):
            yield ctx.target.stretch([j for b in run for j in b.target]), ctx.source.stretch([i for b in run for i in b.source])
            run = []
        if bead is not None:
            run.append(bead)


class _Absorbed:
    """Tells whether the sentence beside a lone one is so long on the other side that it renders both.

    The aligner decides by words and length; where a sentence was split on one side only, it may leave the smaller half alone.
    """

    def __init__(self, ctx: Context, side: str) -> None:
        assert ctx.source is not None
        self.side = side
        self.lengths = tuple([len(s.text) for s in x.segments] for x in (ctx.source, ctx.target))
        total = [sum(x) + 100 for x in self.lengths]
        self.ratio = total[1] / total[0] if side == "source" else total[0] / total[1]

    def _sizes(self, bead: Bead) -> tuple[float, int]:
        """Return what the own side of a bead should come to on the other side, and what it comes to there."""
        sides = sum(self.lengths[0][i] for i in bead.source), sum(self.lengths[1][j] for j in bead.target)
        own, other = sides if self.side == "source" else sides[::-1]
        return own * self.ratio, other

    def by_neighbour(self, beads: list[Bead], at: int) -> bool:
        """Say whether a neighbour of the one-sided bead *at* is too long without it, and right with it."""
        extra, _ = self._sizes(beads[at])
        for near in beads[max(0, at - 1) : at] + beads[at + 1 : at + 2]:
            due, there = self._sizes(near)
            if near.source and near.target and there >= TOO_LONG * due and abs(there - due - extra) < abs(there - due):
                return True
        return False


class _Split:
    """Tells target sentences whose paragraph holds others that have a source.

    Translators split sentences more often than they invent them, so that such a one must be all the surer.
    """

    def __init__(self, ctx: Context) -> None:
        assert ctx.alignment is not None
        self.segments = ctx.target.segments
        self.paired = {self.segments[j].block for b in ctx.alignment if b.source for j in b.target}

    def within(self, index: int) -> bool:
        """Say whether another sentence of the paragraph of segment *index* has a source."""
        return self.segments[index].block in self.paired


def _threshold(alignment: Alignment) -> float:
    two_sided = [b for b in alignment if b.source and b.target]
    single = sum(1 for b in two_sided if len(b.source) == len(b.target) == 1)
    return SURE if single >= LITERAL * len(two_sided) else VERY_SURE


def _run(side: Side, indexes: list[int], anchor: int) -> Run:
    return Run(side.stretch(indexes), anchor)


def _explained_in_target(ctx: Context) -> set[int]:
    """Return the target segments that other rules report, or that say nothing: without letters."""
    wordless = (s.index for s in ctx.target.segments if not any(map(str.isalpha, s.text)))
    return set(ctx.untranslated).union(wordless, *(r.segments for r in ctx.repeated))


def _explained_in_source(ctx: Context) -> set[int]:
    """Return the source segments that are no loss: without letters, kept as they are, or equal to one that has a counterpart."""
    assert ctx.source is not None
    assert ctx.alignment is not None
    keys = ctx.source.keys
    there = set(ctx.target.keys)
    there |= {keys[i] for b in ctx.alignment if b.target for i in b.source}
    return {i for i, k in enumerate(keys) if k in there or not any(c.isalpha() for c in k)}
