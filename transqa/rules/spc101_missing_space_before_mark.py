"""No space before a punctuation mark that wants one.

What it finds:
    In French, a colon, semicolon, exclamation or question mark, or a percent sign glued to what stands before it.

Why it matters:
    It is the best-known rule of French typography, and the first thing that machine translation of English forgets.

Example:
    Elle a déclaré: oui.

When it is fine:
    Times (12:30), ratios, URLs, code, names that end in a mark (Bravo!); ; ! ? in French of Canada; all four in
    French of Switzerland.

How it decides:
    The spacings that the language pack allows before the mark do not contain the empty one. A name with a mark
    stands so in the source too, inside a sentence.

References:
    Lexique des règles typographiques en usage à l'Imprimerie nationale; OQLF, « Espacement avant et après les signes
    de ponctuation et les symboles ».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.spacing import right_space
from transqa.model import Edit
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context
    from transqa.annotate.spacing import Gap

RULE = Rule(
    code="SPC101",
    name="missing-space-before-mark",
    summary="no space before a punctuation mark that wants one",
    mqm="linguistic-conventions/punctuation",
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each mark that stands close where the locale wants a space."""
    for gap in ctx.gaps:
        if not gap.actual and "" not in gap.allowed and not _is_name(ctx, gap):
            space = right_space(ctx.target, gap.allowed)
            yield Hit(gap.word, f"no space before {gap.mark}", edits=(Edit(gap.space, space),))


def _is_name(ctx: Context, gap: Gap) -> bool:
    """Say whether the mark belongs to a name: the source has it too, with the sentence going on behind it."""
    word = gap.word.cut(ctx.target.prose)
    segment = ctx.target.segment_at(gap.span.start)
    if gap.mark not in "!?" or segment is None or not word[0].isupper():
        return False
    source = ctx.source_text(segment.index)
    at = source.find(word)
    ends_here = gap.span.end >= segment.span.end
    return at >= 0 and not (ends_here and at + len(word) >= len(source.rstrip("\"'”’»)")))
