"""One person who is a woman in some words and a man in others.

What it finds:
    Words that make a man of a person whom other words of the same translation make a woman, or the
    other way round, where nothing else says which it is. It needs no source.

Why it matters:
    One of the two is wrong, whoever the person is; a reader stumbles over it.

Example:
    "Ada Belloc annonce qu’elle part. … Belloc est très actif."

When it is fine:
    Words that speak of another person of that name; a person who is both by intent.

How it decides:
    With a source: all words of the target that are led to one person of the source, of whom the source
    does not say the gender. Without: words that agree with a name, or with a pronoun that takes up a
    name; there one gender must prevail (twice as many words), and the others are marked. With a source
    and as many words of either gender, all are marked.

References:
    Lee et al. 2013 on clusters of mentions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.model import Evidence, Severity
from transqa.rules.base import Hit, Rule
from transqa.rules.base_gender import GENDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="GEN108",
    name="person-of-two-genders",
    summary="one person who is a woman in some words and a man in others",
    severity=Severity.MAJOR,
    mqm="linguistic-conventions/grammar",
)
SHOWN = 3
"""Words of the other gender that are shown as evidence at most."""


def check(ctx: Context) -> Iterator[Hit]:
    """Yield the words of the gender that does not prevail."""
    for number, found in enumerate(ctx.twofold):
        for word in found.wrong:
            others = found.others or tuple(w for w in found.wrong if w.gender != word.gender)
            evidence = tuple(Evidence("target", w.span, f"here the same person is {GENDER[w.gender]}") for w in others[:SHOWN])
            text = ctx.target.text
            message = (
                f"“{word.span.cut(text)}” is {GENDER[word.gender]}, but the same person is "
                f"{GENDER[others[0].gender]} in “{others[0].span.cut(text)}”"
            )
            sure = bool(found.others)
            wanted = others[0].gender
            yield Hit(
                word.span,
                message,
                cause=str(number),
                evidence=evidence,
                suggestions=ctx.genders.suggestions(word.segment, word.token, wanted) if sure else (),
                edits=ctx.genders.edits(word.segment, word.token, wanted) if sure else (),
            )
