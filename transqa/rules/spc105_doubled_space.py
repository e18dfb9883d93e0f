"""Two spaces in a row.

What it finds:
    A run of spaces inside a line, such as two plain ones between words, or a plain one beside a
    no-break one.

Why it matters:
    The gap shows, and repeated ones tell that words were cut out or pasted in.

Example:
    Elle reste[space][space]ici.

When it is fine:
    Indentation, columns of plain-text tables, spaced-out separators (|, •), and where the source
    sets two spaces in the same sentence (after full stops).

How it decides:
    Runs before punctuation marks and inside quotation marks belong to SPC102, SPC103 and QUO101. A
    line with two wide gaps is a table.

References:
    Any house style.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transqa.annotate.spacing import NO_BREAK, SPACES
from transqa.model import Edit, Span
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="SPC105",
    name="doubled-space",
    summary="two spaces in a row",
    mqm="design-and-markup/character-formatting",
)


@cache
def _run() -> re.Pattern[str]:
    return re.compile(rf"(?<=[^\s{SPACES}])[{SPACES}]{{2,}}(?=[^\s{SPACES}])")


@cache
def _table() -> re.Pattern[str]:
    return re.compile(r"\S(?: {3,}|\t+)\S+.*?(?: {3,}|\t+)\S")


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each run of spaces that no other rule looks at."""
    prose = ctx.target.prose
    runs = [Span(m.start(), m.end()) for m in _run().finditer(prose) if " " in m.group()]
    if not runs:
        return
    taken = {gap.space.start for gap in ctx.gaps if gap.actual}
    source_doubles = ctx.source is not None and bool(_after_stop().search(ctx.source.prose))
    for span in runs:
        if span.start in taken or prose[span.start - 1] in "«|•·" or prose[span.end] in "»|•·":
            continue
        line = ctx.target.lines.line(ctx.target.lines.locate(span.start)[0])
        if _table().search(line.cut(prose)) or _as_in_source(ctx, span, source_doubles=source_doubles):
            continue
        kept = next((c for c in span.cut(prose) if c in NO_BREAK), " ")
        yield Hit(span, "two spaces in a row", edits=(Edit(span, kept),))


@cache
def _after_stop() -> re.Pattern[str]:
    return re.compile(rf"[.!?…:][»”\"’')]*[{SPACES}]{{2,}}(?=\S)")


def _as_in_source(ctx: Context, span: Span, *, source_doubles: bool) -> bool:
    """Say whether the source sets two spaces as well: in the sentence itself, or behind full stops in general."""
    before = ctx.target.prose[max(0, span.start - 4) : span.start].rstrip("»”\"’')]")
    if source_doubles and before.endswith((".", "!", "?", "…", ":")):
        return True
    segment = ctx.target.segment_at(span.start)
    return segment is not None and bool(_run().search(ctx.source_text(segment.index)))
