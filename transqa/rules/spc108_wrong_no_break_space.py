"""No-break space of the wrong width before a punctuation mark.

What it finds:
    In the strict profile, U+00A0 where the locale sets the thin U+202F (before ; ! ?), or the thin
    one before a colon.

Why it matters:
    Careful typesetting keeps the two apart.

Example:
    Vraiment[nbsp]!

When it is fine:
    Nearly everywhere: word processors write U+00A0 for all marks. So the rule is on in the strict
    profile only.

How it decides:
    The spacing is a single no-break space that the strict table of the language pack does not list.

References:
    Lexique des règles typographiques en usage à l'Imprimerie nationale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.spacing import PLAIN, gaps
from transqa.model import Edit
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="SPC108",
    name="wrong-no-break-space",
    summary="no-break space of the wrong width before a punctuation mark",
    profiles=("strict",),
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each no-break space that the strict table does not allow."""
    for gap in gaps(ctx.target, "strict"):
        if gap.actual and PLAIN not in gap.actual and gap.actual not in gap.allowed and gap.allowed != ("",):
            message = f"U+{ord(gap.actual[0]):04X} before {gap.mark}; this locale sets another width"
            yield Hit(gap.span, message, cause=gap.mark, edits=(Edit(gap.space, gap.allowed[0]),))
