"""A line left in the source language.

What it finds:
    A sentence, heading or scrap of page furniture that was not translated: `Skip to content`.

Why it matters:
    The reader meets a foreign sentence; what it says is lost on many.

Example:
    Skip to content

When it is fine:
    Names, brands, titles of works, addresses, code, words that both languages share.

How it decides:
    The line equals a line of the source, or reads as the source language: function words of that
    language, none of the target's. A word speaks for a language only when it is at least thirty
    times as frequent there; capitals inside a line are taken for names. Lines that web pages put
    around their text are known to the language pack.

References:
    Word frequencies: transqa/train/words.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.model import Evidence, Severity
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="UNT101",
    name="untranslated-line",
    summary="a line left in the source language",
    severity=Severity.MAJOR,
    mqm="accuracy/untranslated",
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each segment left untranslated."""
    for index, reason in ctx.untranslated.items():
        span = ctx.target.segments[index].span
        source_span = ctx.source_span(index)
        evidence = (Evidence("target", span, reason),)
        yield Hit(span, f"left untranslated: {reason}", cause=None, source_span=source_span, evidence=evidence)
