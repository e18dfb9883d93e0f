"""Paragraphs that were split or joined: read off the alignment, shared by the rules on both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.context import Context

SURE = 0.8
"""Least confidence of a paragraph bead, the mean of its sentences': a doubtful one is no finding."""


def regrouped(ctx: Context, *, split: bool) -> Iterator[tuple[Span, Span]]:
    """Yield (target, source) of the paragraphs of the source that stand as several (*split*), or of several that stand as one.

    Headings, list items and table cells are structure, not paragraphs.
    """
    if ctx.alignment is None or ctx.source is None:
        return
    ours, theirs = ctx.source.document.blocks, ctx.target.document.blocks
    for bead in ctx.alignment.paragraphs:
        one, several = (bead.source, bead.target) if split else (bead.target, bead.source)
        blocks = [*(ours[k] for k in bead.source), *(theirs[k] for k in bead.target)]
        prose = all(b.kind is BlockKind.PARAGRAPH for b in blocks)
        if len(one) == 1 and len(several) > 1 and prose and bead.confidence >= SURE:
            yield (
                Span(theirs[bead.target[0]].span.start, theirs[bead.target[-1]].span.end),
                Span(ours[bead.source[0]].span.start, ours[bead.source[-1]].span.end),
            )
