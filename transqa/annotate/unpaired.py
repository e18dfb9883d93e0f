"""Runs of segments without counterpart that may be reported: sure of it, and not explained otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transqa.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.context import Context, Side

SURE = 0.8
"""Posterior probability from which a one-sided bead is believed."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring segments of one block without counterpart; *anchor* is where they would stand in the target."""

    span: Span
    anchor: int


def unpaired(ctx: Context, side: str) -> Iterator[Run]:
    """Yield the runs of *side* ("source" or "target") that have no counterpart."""
    if ctx.alignment is None or ctx.source is None:
        return
    if all(b.source and b.target for b in ctx.alignment):
        return
    mine = ctx.source if side == "source" else ctx.target
    explained = _explained_in_source(ctx) if side == "source" else _explained_in_target(ctx)
    run: list[int] = []
    anchor = run_anchor = 0
    for bead in ctx.alignment:
        indexes, others = (bead.source, bead.target) if side == "source" else (bead.target, bead.source)
        alone = bool(indexes) and not others and bead.confidence >= SURE and explained.isdisjoint(indexes)
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


def _run(side: Side, indexes: list[int], anchor: int) -> Run:
    return Run(Span(side.segments[indexes[0]].span.start, side.segments[indexes[-1]].span.end), anchor)


def _explained_in_target(ctx: Context) -> set[int]:
    """Return the target segments that other rules report."""
    return set(ctx.untranslated).union(*(r.segments for r in ctx.repeated))


def _explained_in_source(ctx: Context) -> set[int]:
    """Return the source segments that are no loss: without letters, kept as they are, or equal to one that has a counterpart."""
    assert ctx.source is not None
    assert ctx.alignment is not None
    keys = ctx.source.keys
    there = set(ctx.target.keys)
    there |= {keys[i] for b in ctx.alignment if b.target for i in b.source}
    return {i for i, k in enumerate(keys) if k in there or not any(c.isalpha() for c in k)}
