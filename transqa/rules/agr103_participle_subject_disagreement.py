"""A participle with être that does not agree with its subject.

What it finds:
    A past participle with the auxiliary of subjects (être) with another gender or number than its subject,
    whatever it says: an event (elle a été élue) or a state (elle était amusée). Words that the lexicon has
    as an adjective, and participles behind other verbs (elle reste assise), are AGR102's.

Why it matters:
    It is a fault that every reader sees; in a translation it often comes from a changed noun.

Example:
    La lettre est arrivé.

When it is fine:
    Pronominal verbs whose pronoun is an indirect object (elles se sont parlé), participles before an
    infinitive (elle s'est fait couper les cheveux), subjects of open gender or number.

How it decides:
    As AGR102; participles of pronominal verbs may stay masculine singular where the verb is in a
    list of those with an indirect pronoun, or has a direct object behind it.

References:
    Grevisse & Goosse, Le bon usage, « L'accord du participe passé employé avec être ».
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
    code="AGR103",
    name="participle-subject-disagreement",
    summary="a participle with être that does not agree with its subject",
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
