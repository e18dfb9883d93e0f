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
    glued = [gap for gap in ctx.gaps if not gap.actual and "" not in gap.allowed and not _is_drive(ctx, gap)]
    names = _names(ctx.source.text) if glued and ctx.source is not None else {}
    for gap in glued:
        if not _is_name(ctx, gap, names):
            yield Hit(gap.word, f"no space before {gap.mark}", edits=(Edit(gap.space, gap.right),))


def _is_drive(ctx: Context, gap: Gap) -> bool:
    """Say whether a colon belongs to a drive (C:): one capital letter, and no line starts with it (Q: at an interview)."""
    word = gap.word.cut(ctx.target.prose)
    return len(word) == 2 and word[0].isupper() and word[1] == ":" and ctx.target.lines.locate(gap.word.start)[1] > 1


@cache
def _name() -> re.Pattern[str]:
    return re.compile(r"(?=([^\W\d_a-z][\w’'-]*[!?]+)[ \u00a0\u202f]+(\w+))")


def _names(source: str) -> dict[str, set[str]]:
    """Return the words of the source with a capital and a mark (Yahoo!), each with the words that follow it."""
    names: dict[str, set[str]] = {}
    for m in _name().finditer(source):
        names.setdefault(m.group(1), set()).add(m.group(2))
    return names


def _is_name(ctx: Context, gap: Gap, names: dict[str, set[str]]) -> bool:
    """Say whether the mark belongs to a name: the source has it too, and goes on behind it as the target does."""
    followers = names.get(gap.word.cut(ctx.target.prose))
    here = _follower().match(ctx.target.prose, gap.span.end)
    return bool(followers) and here is not None and (here.group(1)[0].islower() or here.group(1) in (followers or ()))


@cache
def _follower() -> re.Pattern[str]:
    return re.compile(r"[ \u00a0\u202f]+(\w+)")
