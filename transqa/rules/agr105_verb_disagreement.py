"""A verb that does not agree with its subject.

What it finds:
    A finite verb in another person or number than its subject.

Why it matters:
    It is a fault that every reader sees.

Example:
    Les trains arrive.

When it is fine:
    Nouns of quantity, whose verb may agree with their complement; several subjects; subjects behind
    the verb; titles.

How it decides:
    A subject pronoun right before or behind the verb needs no more. A noun must be the subject in
    the tree, with nothing between it and the verb that could be the subject too.

References:
    Grevisse & Goosse, Le bon usage, « L'accord du verbe ».
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
    code="AGR105",
    name="verb-disagreement",
    summary="a verb that does not agree with its subject",
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
