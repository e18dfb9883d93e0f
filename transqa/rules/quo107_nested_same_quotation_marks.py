"""Quotation marks inside quotation marks of the same kind.

What it finds:
    A pair of guillemets inside a pair of guillemets.

Why it matters:
    Quotation and quotation inside it cannot be told apart, and at the end nobody knows which of
    them is closed.

Example:
    «[nbsp]Prévenez-nous quand la crue «[nbsp]passe[nbsp]» la digue.[nbsp]»

When it is fine:
    Older French printing set guillemets in second rank too; ignore the rule for such a house style.

How it decides:
    Marks are paired over the whole document; the inner pair is marked when the pair around it has
    the same style and is complete inside the paragraph. Severity neutral: both usages have their
    authorities.

References:
    Office québécois de la langue française, « Guillemets et citation de second rang ».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.model import Edit, Severity
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="QUO107",
    name="nested-same-quotation-marks",
    summary="quotation marks inside quotation marks of the same kind",
    severity=Severity.NEUTRAL,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield both marks of each pair that stands directly inside a complete pair of its own style."""
    nested = ctx.target.pack.quotes.nested
    for mark in ctx.target.quotes:
        outer = mark.parent
        if mark.partner is None or outer is None or outer.partner is None or outer.style != mark.style or not nested:
            continue
        if outer.block != outer.partner.block:
            continue
        text = nested[0][0 if mark.opens else 1]
        message = f"{''.join(mark.style)} inside {''.join(mark.style)}; inside a quotation write {''.join(nested[0])}"
        yield Hit(mark.span, message, edits=(Edit(mark.span, text, safe=False),))
