"""No-break and plain space side by side inside quotation marks.

What it finds:
    A plain space next to a no-break space on the inner side of a quotation mark: `«` + no-break +
    plain + word.

Why it matters:
    The gap is twice as wide as it should be, and the line may break between mark and word all the
    same. Machine translation systems that treat the no-break space as a token of its own write it
    so through a whole article.

Example:
    Elle veut «[nbsp][space]geler[space][nbsp]» ses comptes.

When it is fine:
    Never.

How it decides:
    The inner spacing of the locale's primary marks is read off the language pack. Marks without
    partner count too; arrows («[space]Précédent) do not. All places of a document are one finding.

References:
    Lexique des règles typographiques en usage à l'Imprimerie nationale, « Guillemets ».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.spacing import NO_BREAK
from transqa.model import Edit
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="QUO101",
    name="mixed-space-in-quotes",
    summary="no-break and plain space side by side inside quotation marks",
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each mark whose inner spacing mixes both kinds."""
    for gap in ctx.inner_gaps:
        if gap.actual.strip(NO_BREAK) and gap.actual.strip(" \t"):
            yield Hit(
                gap.span,
                "no-break and plain space side by side inside quotation marks",
                edits=(Edit(gap.space, gap.right),),
            )
