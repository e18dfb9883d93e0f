"""A participle with avoir that agrees with nothing, or not with the object before it.

What it finds:
    A past participle with the auxiliary of objects (avoir) that is feminine or plural without an
    object before it, or does not agree with the object that stands before it.

Why it matters:
    The rule is hard, so translators and machines miss it; readers of careful texts do not.

Example:
    Nous avons mangée des pommes.

When it is fine:
    A participle before an infinitive (les arbres qu'il a fait couper), measures (les kilomètres qu'il
    a couru), impersonal verbs, objects whose gender or number is open (m', nous, en).

How it decides:
    The auxiliary must stand right before the participle, adverbs apart. An object before it is a
    pronoun beside the auxiliary, or the noun before que where the tree makes que the object.

References:
    Grevisse & Goosse, Le bon usage, « L'accord du participe passé conjugué avec avoir ».
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
    code="AGR104",
    name="participle-object-disagreement",
    summary="a participle with avoir that agrees with none, or not with the object before it",
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
