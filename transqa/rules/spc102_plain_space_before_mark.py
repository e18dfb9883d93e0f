"""Plain space before a punctuation mark where a no-break space is due.

What it finds:
    In French, an ordinary space before : ; ! ? or %.

Why it matters:
    The mark may fall to the start of the next line, alone.

Example:
    Est-ce vrai[space]?

When it is fine:
    Where the text is set by software that inserts no-break spaces itself. Then ignore the rule.

How it decides:
    The spacings that the language pack allows are no-break ones (U+00A0 and U+202F alike, except in
    the strict profile), and the one found holds a plain space. A single slip in a document that
    gets it right five times and more, inside quotation marks included, is left to the strict
    profile.

References:
    Lexique des règles typographiques en usage à l'Imprimerie nationale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.spacing import PLAIN, is_lone_slip
from transqa.model import Edit
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="SPC102",
    name="plain-space-before-mark",
    summary="plain space before a punctuation mark where a no-break one is due",
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each mark with a plain space before it where the locale wants one that does not break."""
    plain = [gap for gap in ctx.gaps if gap.allowed[0] and PLAIN in gap.actual]
    if is_lone_slip(ctx, len(plain)):
        return
    for gap in plain:
        message = "plain space before a punctuation mark; the line may break there"
        yield Hit(gap.span, message, edits=(Edit(gap.space, gap.right),))
