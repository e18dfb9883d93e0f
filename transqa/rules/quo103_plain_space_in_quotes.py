"""Plain space inside quotation marks where a no-break space is due.

What it finds:
    An ordinary space on the inner side of a guillemet.

Why it matters:
    The line may break there and leave a lonely mark at its end or start.

Example:
    Elle «[space]gèle[space]» son compte.

When it is fine:
    Where the text is set by software that inserts no-break spaces itself. Then ignore the rule.

How it decides:
    The inner spacings that the language pack allows are no-break ones, and the one found is made of
    plain spaces. A single slip in a document that gets it right five times and more, before
    punctuation marks included, is left to the strict profile.

References:
    Lexique des règles typographiques en usage à l'Imprimerie nationale, « Guillemets ».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.spacing import is_lone_slip
from transqa.model import Edit
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="QUO103",
    name="plain-space-in-quotes",
    summary="plain space inside quotation marks where a no-break one is due",
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each mark with only plain inner space."""
    plain = [gap for gap in ctx.inner_gaps if gap.actual and not gap.actual.strip(" \t")]
    if is_lone_slip(ctx, len(plain)):
        return
    for gap in plain:
        message = "plain space inside quotation marks; the line may break there"
        yield Hit(gap.span, message, edits=(Edit(gap.space, gap.right),))
