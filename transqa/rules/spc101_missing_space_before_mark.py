"""No space before a punctuation mark that wants one.

What it finds:
    In French, a colon, semicolon, exclamation or question mark, or a percent sign glued to what
    stands before it.

Why it matters:
    It is the best-known rule of French typography, and the first thing that machine translation of
    English forgets.

Example:
    Elle a déclaré: oui.

When it is fine:
    Times (12:30), ratios, URLs, code, names that end in a mark (Bravo!); ; ! ? in French of Canada;
    all four in French of Switzerland.

How it decides:
    The spacings that the language pack allows before the mark do not contain the empty one. A name
    with a mark stands so in the source too, with the same word or the rest of the sentence behind
    it. Lines left untranslated are passed over.

References:
    Lexique des règles typographiques en usage à l'Imprimerie nationale; OQLF, « Espacement avant et
    après les signes de ponctuation et les symboles ».
"""

from __future__ import annotations

import re
from functools import cache
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
        if not gap.actual and "" not in gap.allowed and not _is_drive(ctx, gap) and not _is_name(ctx, gap):
            space = right_space(ctx.target, gap.allowed)
            yield Hit(gap.word, f"no space before {gap.mark}", edits=(Edit(gap.space, space),))


def _is_drive(ctx: Context, gap: Gap) -> bool:
    """Say whether a colon belongs to a drive (C:): one capital letter, and no line starts with it (Q: at an interview)."""
    word = gap.word.cut(ctx.target.prose)
    return len(word) == 2 and word[0].isupper() and word[1] == ":" and ctx.target.lines.locate(gap.word.start)[1] > 1


def _is_name(ctx: Context, gap: Gap) -> bool:
    """Say whether the mark belongs to a name (Yahoo!): the source has it too, and goes on behind it as the target does."""
    word = gap.word.cut(ctx.target.prose)
    if ctx.source is None or gap.mark not in "!?" or not word[0].isupper():
        return False
    follower = _word().match(ctx.target.prose, gap.span.end)
    if follower is None:
        return False
    goes_on = follower.group(1)[0].islower()
    for at in _occurrences(ctx.source.text, word):
        next_word = _word().match(ctx.source.text, at + len(word))
        if next_word is not None and (goes_on or next_word.group(1) == follower.group(1)):
            return True
    return False


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[ \u00a0\u202f]+(\w+)")


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
