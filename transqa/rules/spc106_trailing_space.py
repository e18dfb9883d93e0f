"""Space at the end of a line.

What it finds:
    Spaces behind the last word of a line of plain text.

Why it matters:
    Nobody sees them, but they change strings that programs compare, and show up in every later
    difference of versions.

Example:
    Fin de ligne[space]

When it is fine:
    Markdown, where two spaces break a line; and where the source's lines end in spaces as well.

How it decides:
    Only plain text is looked at, and lines that hold something.

References:
    Any house style.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transqa.annotate.spacing import SPACES
from transqa.model import Edit, Span
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="SPC106",
    name="trailing-space",
    summary="space at the end of a line",
    mqm="design-and-markup/character-formatting",
)


@cache
def _trailing() -> re.Pattern[str]:
    return re.compile(rf"(?<=[^\s{SPACES}])[{SPACES}]+(?=[\r\n]|\Z)")


def check(ctx: Context) -> Iterator[Hit]:
    """Yield the spaces at the end of each line."""
    if ctx.target.document.format != "text":
        return
    text = ctx.target.text
    if text[-1:] not in SPACES and not any(c + end in text for c in SPACES for end in "\r\n"):
        return
    found = [Span(m.start(), m.end()) for m in _trailing().finditer(text)]
    if found and ctx.source is not None and len(_trailing().findall(ctx.source.text)) >= len(found):
        return
    for span in found:
        yield Hit(span, "space at the end of a line", edits=(Edit(span, ""),))
