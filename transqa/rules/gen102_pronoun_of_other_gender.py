"""A pronoun of the other gender than the person of the source.

What it finds:
    `il` for she, `elle` for he, `celui-ci` for a woman; `elles` for the boys.

Why it matters:
    The reader loses who is meant, or takes a woman for a man.

Example:
    "She paints" becomes "Il peint".

When it is fine:
    `il` that stands for nobody (il pleut), or for a thing (it) whose noun is masculine; a pronoun that
    takes up a noun of fixed gender: la victime … elle.

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
    code="GEN102",
    name="pronoun-of-other-gender",
    summary="a pronoun of the other gender than the person of the source",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    needs_source=True,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each pronoun against the person of the source."""
    yield from hits(ctx, RULE.code)
