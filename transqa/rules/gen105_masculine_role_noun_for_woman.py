"""A masculine title for a woman, where a feminine one is in use.

What it finds:
    A noun for a role in the masculine, said of a woman, whose feminine is in use but not everywhere:
    `elle est écrivain`, `professeur`, `auteur`.

Why it matters:
    Most style guides ask for the feminine today; some writers, and some women, keep the masculine. So this
    is a remark (neutral), never an error.

Example:
    "She is a writer" becomes "Elle est écrivain".

When it is fine:
    Where the house style keeps masculine titles: ignore the rule.

How it decides:
    Who is meant: word links, and the syntax of both sides, lead from the word to the words of
    the source; those that speak of one person there are one cluster, whose gender its pronouns,
    titles and nouns say (`she`, `Mrs`, `mother`), in the sentence or before it. No evidence, or
    evidence for both genders: silence.

References:
    Académie française, La féminisation des noms de métiers et de fonctions (2019); Guide d'aide à la
    féminisation (1999); OQLF on feminine titles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.model import Severity
from transqa.rules.base import Hit, Rule
from transqa.rules.base_gender import hits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="GEN105",
    name="masculine-role-noun-for-woman",
    summary="a masculine title for a woman, where a feminine one is in use",
    severity=Severity.NEUTRAL,
    mqm="accuracy/mistranslation",
    needs_source=True,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each masculine title of a woman."""
    yield from hits(ctx, RULE.code)
