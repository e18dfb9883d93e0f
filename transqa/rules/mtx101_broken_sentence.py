"""A sentence broken in two by the machine.

What it finds:
    A full stop in mid-sentence, before a dash or a lower-case word: `l’après-midi. – seulement`.

Why it matters:
    Translation systems that work line by line, or split at dashes and quotation marks, end a
    sentence where it goes on.

Example:
    Le conseil a voté la loi. qui entre en vigueur lundi.

When it is fine:
    Abbreviations, initials, names that start with a small letter (iPhone), enumerations (a. b.).

How it decides:
    The word before the stop is a word of the language or a long one, and no abbreviation; the word
    behind is written small, and is no name. Suspension points do not count. Where the source breaks
    so too, the rule is silent.

References:
    None.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from transqa.model import Severity, Span
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="MTX101",
    name="broken-sentence",
    summary="a sentence broken in two by the machine",
    severity=Severity.MAJOR,
    mqm="linguistic-conventions/punctuation",
)
LONG = 7
"""Letters; an abbreviation is rarely as long, so a word of this length needs not be known."""


@cache
def _break() -> regex.Pattern[str]:
    elided, close = r"(?:\p{L}{1,7}['’])?", r"(?:[ \u00a0\u202f]?[»”\"’)])?"
    dash = r"(?P<dash>[–—-][ \u00a0\u202f]*)?"
    return regex.compile(
        rf"(?<![\p{{L}}\p{{N}}.\ufffc’'-]){elided}(?P<before>\p{{L}}[\p{{L}}\p{{M}}]+){close}(?<!\.)\.[ \u00a0\u202f]+"
        rf"{dash}(?P<after>\p{{Ll}}[\p{{L}}\p{{M}}]*)(?=[\s’',;:.»!?\u00a0\u202f-]|\Z)"
    )


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each full stop in mid-sentence, with the words around it."""
    if not ctx.target.pack.words or not any(stop in ctx.target.prose for stop in (". ", ".\u00a0", ".\u202f")):
        return
    for m in _break().finditer(ctx.target.prose, overlapped=True):
        if _breaks(ctx, m) and not _source_breaks(ctx, m.start()):
            yield Hit(Span(m.start(), m.end()), "a sentence broken in two: full stop, then it goes on", cause=None)


def _breaks(ctx: Context, m: regex.Match[str]) -> bool:
    pack = ctx.target.pack
    before, after = m.group("before"), m.group("after")
    kind = pack.abbreviations.get(f"{before}.") or pack.abbreviations.get(f"{before.lower()}.")
    if kind is not None and not (kind == "number" and before.lower() in pack.words):  # mer. is Wednesday, and the sea
        return False
    if len(after) == 1 and after not in pack.function_words:
        return False
    known = before.lower() in pack.words or before.lower() in pack.function_words or len(before) >= LONG or before[0].isupper()
    goes_on = m.group("dash") is not None or after in pack.words or after in pack.function_words
    return known and goes_on


def _source_breaks(ctx: Context, offset: int) -> bool:
    segment = ctx.target.segment_at(offset)
    return segment is not None and bool(_break().search(ctx.source_text(segment.index)))
