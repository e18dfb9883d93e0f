"""Quotation mark without partner.

What it finds:
    A quotation mark that is opened and never closed, or closed and never opened.

Why it matters:
    The reader cannot tell where the quoted words end; a lost mark often stands for lost words.

Example:
    «[nbsp]Nous restons ici, a déclaré la mairesse.

When it is fine:
    Quotations over several paragraphs, each opened by a mark that recalls the quotation; inches;
    navigation arrows.

How it decides:
    Marks are paired over sentences and paragraphs. A quotation open at the end of a paragraph goes
    on when the next one starts with a mark of its kind, or when the next mark of its kind closes
    it. In a single paragraph a mark at its very start or end may have its partner outside; it
    counts only when the source's marks are complete.

References:
    Services publics et Approvisionnement Canada, Le guide du rédacteur, 7.2.5 (quotations over
    several paragraphs).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.model import Severity
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context
    from transqa.annotate.quotes import QuoteMark

RULE = Rule(
    code="QUO106",
    name="unbalanced-quotation-mark",
    summary="quotation mark without partner",
    severity=Severity.MAJOR,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each mark that is alone."""
    for mark in ctx.target.quotes:
        if mark.partner is None and not mark.continues and not mark.arrow and not _cut_off(ctx, mark):
            kind = "opened and never closed" if mark.opens else "closed and never opened"
            yield Hit(mark.span, f"quotation mark {kind}")


def _cut_off(ctx: Context, mark: QuoteMark) -> bool:
    """Say whether the partner may stand outside a text of one paragraph: a quotation that the text is cut from."""
    theirs = ctx.source.quotes if ctx.source is not None else []
    if len(ctx.target.document.blocks) != 1 or (theirs and all(m.partner for m in theirs)):
        return False
    prose = ctx.target.prose
    before, after = prose[: mark.span.start].strip(" \t\r\n\u00a0\u202f–—-"), prose[mark.span.end :].strip()
    return not before or (not mark.opens and not after)
