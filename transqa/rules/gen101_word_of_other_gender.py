"""An adjective or participle in the other gender than the person of the source.

What it finds:
    An adjective, a participle or an apposition that agrees with a name, or with a word that is alike
    for women and men, and shows the other gender than the source says of this person.

Why it matters:
    The reader takes a woman for a man, or a man for a woman; a grammar checker cannot see it.

Example:
    "Ms. Okafor was elected" becomes "Okafor a été élu".

When it is fine:
    The word agrees with a noun whose gender says nothing of the person (une victime), or with
    something else than the person.

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
    code="GEN101",
    name="word-of-other-gender",
    summary="an adjective or participle in the other gender than the person of the source",
    severity=Severity.MAJOR,
    mqm="linguistic-conventions/grammar",
    needs_source=True,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each adjective and participle against the person of the source."""
    yield from hits(ctx, RULE.code)
