"""A determiner or an adjective that does not agree with its noun.

What it finds:
    A determiner, adjective or participle in a noun phrase with another gender or number than the noun.

Why it matters:
    It is a fault that every reader sees, and a trace of machine translation or of careless editing.

Example:
    Une forêt tropical.

When it is fine:
    Invariable words (des yeux marron), several nouns (un homme et une femme heureux), nouns whose
    complement may govern (une centaine de personnes), what the dictionary lists in both genders.

How it decides:
    The tree says which noun a word describes; a word that could agree with another noun of the
    same phrase is left alone, and so is one that has any reading that fits.

References:
    Grevisse & Goosse, Le bon usage, chapter « L'accord de l'adjectif ».
    The lists: langs/<tag>/pack.toml, [agreement].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.model import Severity
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="AGR101",
    name="noun-phrase-disagreement",
    summary="a determiner or adjective that does not agree with its noun",
    severity=Severity.MAJOR,
    mqm="linguistic-conventions/grammar",
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield the disagreements that this rule reports."""
    for found in ctx.disagreements_of(RULE.code):
        yield Hit(
            found.span,
            found.message,
            cause=None,
            suggestions=found.suggestions,
            evidence=found.evidence,
            edits=found.edits,
        )
