"""A title or a word for a relative of the other gender than in the source.

What it finds:
    `père` for mother, `le roi` for the queen, `M.` for Ms.

Why it matters:
    It says something else than the source: another person, or a woman addressed as a man.

Example:
    "His mother" becomes "Son père".

When it is fine:
    Words that have no partner of the other gender, and set phrases (mother tongue).

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
    code="GEN103",
    name="kinship-or-title-of-other-gender",
    summary="a title or a word for a relative of the other gender than in the source",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    needs_source=True,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each title and kinship word against the person of the source."""
    yield from hits(ctx, RULE.code)
