"""Quotation marks of another language.

What it finds:
    A document whose outer quotation marks are none of those that its locale uses: straight or
    English marks in French.

Why it matters:
    Quotation marks differ from language to language; those of the source show at first sight that a
    text is translated.

Example:
    Elle a dit : "Je reste."

When it is fine:
    Second-rank marks inside the locale's own («[nbsp]Il a crié “au feu”[nbsp]»); code; inches and
    seconds (27").

How it decides:
    Marks are paired over the whole document. The rule speaks only when no pair is of the locale's
    own style; where both stand, QUO105 does. Marks in code and markup are not seen.

References:
    CLDR, delimiters; Office québécois de la langue française, « Guillemets et citation de second
    rang ».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.quotes import respelt
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="QUO104",
    name="foreign-quotation-marks",
    summary="quotation marks of another language all through the document",
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield both marks of each outer pair, when none is of the locale's styles."""
    accepted = ctx.target.pack.quotes.accepted
    pairs = ctx.outer_pairs
    if not accepted or any(p.style in accepted for p in pairs):
        return
    for opening in pairs:
        for mark, edit in respelt(ctx.target, opening):
            message = f"{''.join(opening.style)} is not a quotation-mark style of {ctx.target.pack.tag}"
            yield Hit(mark, message, edits=(edit,))
