"""A noun for a role in the form of the other gender.

What it finds:
    `le serveur` or `le bibliothécaire` for a woman, `une infirmière` for a man: by the noun's form, or by the
    determiner or adjective of a noun that is alike for both.

Why it matters:
    The reader takes a woman for a man, or a man for a woman.

Example:
    "The librarian … she" becomes "Le bibliothécaire".

When it is fine:
    Nouns of one gender whoever they speak of (une personne, un témoin). A masculine title whose feminine
    is contested (elle est écrivain) is GEN105.

How it decides:
    Who is meant: word links, and the syntax of both sides, lead from the word to the words of
    the source; those that speak of one person there are one cluster, whose gender its pronouns,
    titles and nouns say (`she`, `Mrs`, `mother`), in the sentence or before it. No evidence, or
    evidence for both genders: silence.

References:
    Bentivogli et al. 2020 (MuST-SHE), Currey et al. 2022 (MT-GenEval) on gender in translation;
    Lee et al. 2013 on the clusters.
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
    code="GEN104",
    name="role-noun-of-other-gender",
    summary="a noun for a role in the form of the other gender",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    needs_source=True,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each role noun against the person of the source."""
    yield from hits(ctx, RULE.code)
