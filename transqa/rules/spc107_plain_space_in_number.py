"""Plain space between the digit groups of a number.

What it finds:
    In locales that part thousands by a space, an ordinary space there: `1 200`.

Why it matters:
    The line may break inside the number, and programs read two numbers.

Example:
    Plus de 1[space]200 entreprises y participent.

When it is fine:
    Two numbers that happen to meet (en 12 300 personnes), telephone numbers.

How it decides:
    Groups of three digits behind one to three, not led by a zero. With a source, the source has a
    number of that value, or none of the values of its parts.

References:
    Bureau international des poids et mesures, Le Système international d'unités.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transqa.annotate.numbers import separators
from transqa.annotate.spacing import NO_BREAK
from transqa.model import Edit, Span
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="SPC107",
    name="plain-space-in-number",
    summary="plain space between the digit groups of a number",
    mqm="locale-conventions/number-format",
)


@cache
def _grouped() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\d.,:/+-])(?<![\d.,:/+-][ \u00a0\u202f])[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?![\d/]|[-:]\d|[ \u00a0\u202f]\d)"
    )


@cache
def _gate() -> re.Pattern[str]:
    return re.compile(r"\d \d")


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each number whose groups are parted by a plain space."""
    if not ctx.target.pack.digit_group_spaces or not _gate().search(ctx.target.prose):
        return
    space = _no_break(ctx)
    message = "plain space between the digits of a number; the line may break there"
    for m in _grouped().finditer(ctx.target.prose):
        if " " in m.group() and not _two_numbers(ctx, m):
            plain = [m.start() + i for i, c in enumerate(m.group()) if c == " "]
            yield Hit(Span(m.start(), m.end()), message, edits=tuple(Edit(Span(i, i + 1), space) for i in plain))


def _no_break(ctx: Context) -> str:
    """Return the no-break space that the document groups digits with, else the one it sets beside marks, else the locale's."""
    used = re.search(r"\d([\u00a0\u202f])\d{3}(?!\d)", ctx.target.prose)
    if used:
        return used.group(1)
    if ctx.target.no_break_used:
        return ctx.target.no_break_used.most_common(1)[0][0]
    default = separators(ctx.target.pack.tag)[1]
    return default if default in NO_BREAK else NO_BREAK[0]


def _two_numbers(ctx: Context, m: re.Match[str]) -> bool:
    segment = ctx.target.segment_at(m.start())
    bead = ctx.bead_of(segment.index) if segment else None
    if ctx.source is None or bead is None or not bead.source:
        return False
    values = {k for i in bead.source for n in ctx.source.numbers(i) for k in n.keys}
    whole = float(re.sub(r"\D", "", m.group()))
    parts = [float(p) for p in re.split(r"\D", m.group())]
    return whole not in values and all(p in values for p in parts)
