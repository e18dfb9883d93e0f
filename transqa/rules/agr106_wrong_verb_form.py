"""A participle, an infinitive or a finite form where another form must stand.

What it finds:
    A form of a verb that cannot follow the auxiliary, modal verb or preposition before it: infinitive
    or finite form for a participle (il a manger), participle for an infinitive (pour débuté).

Why it matters:
    The forms sound alike, so ears do not catch what eyes stumble over.

Example:
    Il a manger.

When it is fine:
    Words that are nouns or adjectives too (avoir besoin, pour habitué).

How it decides:
    The word must stand right behind, adverbs apart, and have no reading that can stand there.

References:
    Grevisse & Goosse, Le bon usage, « Le participe passé », « L'infinitif ».
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
    code="AGR106",
    name="wrong-verb-form",
    summary="participle, infinitive or finite form where another form must stand",
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
