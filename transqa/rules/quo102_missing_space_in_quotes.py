"""No space inside quotation marks that want one.

What it finds:
    A guillemet glued to the word it encloses, in locales that set a space there.

Why it matters:
    French guillemets without inner space look foreign (German and Italian set them so); in an
    article that spaces the others they look careless.

Example:
    Elle «gèle» son compte.

When it is fine:
    In French of Switzerland, where both ways of setting occur.

How it decides:
    The inner spacings that the language pack allows do not contain the empty one.

References:
    Lexique des règles typographiques en usage à l'Imprimerie nationale, « Guillemets ».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.model import Edit
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="QUO102",
    name="missing-space-in-quotes",
    summary="no space inside quotation marks that want one",
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each mark without inner space."""
    for gap in ctx.inner_gaps:
        if not gap.actual and "" not in gap.allowed:
            yield Hit(
                gap.word,
                "no space inside the quotation marks",
                edits=(Edit(gap.space, gap.right),),
            )
