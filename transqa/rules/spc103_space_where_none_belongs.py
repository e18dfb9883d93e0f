"""Space before a punctuation mark, or after an opening bracket, where none belongs.

What it finds:
    A space before a comma, a full stop or a closing bracket, or behind an opening one; in English,
    French of Canada and other locales also before marks that stand close there.

Why it matters:
    It is a slip of the machine or of the hand, and the mark may fall to the next line.

Example:
    Il reste , elle part .

When it is fine:
    Suspension points, file names (.txt), versions of numbers; those are not looked at.

How it decides:
    The language pack lists the marks that stand close. A colon counts before a space only, a full
    stop not before a letter.

References:
    Lexique des règles typographiques en usage à l'Imprimerie nationale; New Hart's Rules.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transqa.annotate.spacing import PLAIN, SPACES
from transqa.model import Edit, Span
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="SPC103",
    name="space-where-none-belongs",
    summary="space before a mark, or after an opening bracket, where none belongs",
)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"[(\[]([{SPACES}]+)(?=\w)")


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each space before a mark that stands close in this locale, then those behind an opening bracket."""
    for gap in ctx.gaps:
        if gap.actual and not gap.allowed[0] and (PLAIN in gap.actual or gap.allowed == ("",)):
            yield Hit(gap.span, "space before a mark that stands close", edits=(Edit(gap.space, ""),))
    if not ctx.target.pack.space_before(ctx.profile):
        return
    for m in _opening().finditer(ctx.target.prose):
        space = Span(m.start(1), m.end(1))
        yield Hit(Span(m.start(), m.end()), "space after an opening bracket", cause="bracket", edits=(Edit(space, ""),))
