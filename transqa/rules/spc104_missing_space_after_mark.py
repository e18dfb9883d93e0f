"""No space after a full stop, a comma or an initial.

What it finds:
    Two sentences, two words or a name run together at a punctuation mark: `fin.Le`, `oui,mais`,
    `Michael B.Jordan`.

Why it matters:
    Sentence splitters, search engines and screen readers take the two for one word.

Example:
    Le projet prend fin.Les travaux commencent.

When it is fine:
    Web addresses, file names, code, decimal figures, abbreviations (U.S., J.-C.), names written so
    (E.Leclerc).

How it decides:
    Before a full stop stands a word of two lower-case letters or more and after it a word that the
    language knows, with a capital; or an initial after a name with a capital, or an abbreviation
    such as M.; around a comma stand two words. What the source has letter for letter is a name.

References:
    Lexique des règles typographiques en usage à l'Imprimerie nationale.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import regex

from transqa.model import Edit, Span
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="SPC104",
    name="missing-space-after-mark",
    summary="no space after a full stop, a comma or an initial",
)


@cache
def _glued() -> regex.Pattern[str]:
    return regex.compile(
        r"(?P<stop>(?<![\p{L}\p{N}.\ufffc])\p{L}*\p{Ll}{2}[)”»]?(?P<a>\.)(?=\p{Lu}\p{Ll}*(?![\p{L}.(]))\p{L}+)"
        r"|(?P<initial>(?<![\p{L}\p{N}.'’-])(?:\p{Lu}|\p{Lu}\p{Ll}{1,3})(?P<b>\.)(?=\p{Lu}\p{Ll}{2})[\p{L}-]+)"
        r"|(?P<comma>(?<![\p{L}\p{N},\ufffc])\p{L}{2,}(?P<c>,)(?=\p{L}{2})[\p{L}\p{M}]+(?![\p{L},(]))"
    )


@cache
def _gate() -> re.Pattern[str]:
    return re.compile(r"\w[)”»]?[.,][^\W\d_]")


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each pair of words glued together at a mark."""
    if not _gate().search(ctx.target.prose):
        return
    in_source = {m.group() for m in _glued().finditer(ctx.source.prose)} if ctx.source is not None else set()
    for m in _glued().finditer(ctx.target.prose):
        mark = m.start("a") if m.group("a") else m.start("b") if m.group("b") else m.start("c")
        if m.group() in in_source or not _is_fault(ctx, m, mark):
            continue
        what = "comma" if m.group("c") else "full stop"
        edit = Edit(Span(mark + 1, mark + 1), " ")
        yield Hit(Span(m.start(), m.end()), f"no space after the {what}", edits=(edit,))


@cache
def _capitalised_before() -> regex.Pattern[str]:
    return regex.compile(r"\p{Lu}[\p{L}'’-]*\.?\s+\Z", regex.REVERSE)


def _is_fault(ctx: Context, m: regex.Match[str], mark: int) -> bool:
    text, pack = m.group(), ctx.target.pack
    after = text[mark - m.start() + 1 :]
    if m.group("stop"):
        return after.lower() in pack.function_words or (after.lower() in pack.words and text[0].islower())  # Node.Js
    if m.group("initial"):
        before = text[: mark - m.start() + 1]
        if len(before) > 2:  # M.Dupont, Dr.House: an abbreviation that never ends a sentence
            return pack.abbreviations.get(before) == "never"
        if pack.abbreviations.get(before) == "never":
            return True
        return _capitalised_before().search(ctx.target.prose, 0, m.start()) is not None
    return "@" not in text
