"""An adjective that does not agree with the subject it is said of.

What it finds:
    An attribute (after être, rester, sembler, devenir …) with another gender or number than its subject.

Why it matters:
    It is a fault that every reader sees; in a translation it often comes from a changed noun.

Example:
    La porte est blanc.

When it is fine:
    Subjects whose gender or number is open: je, tu, on, names; nous and vous of one person.

How it decides:
    The tree leads from the attribute to its subject, also through infinitives and relative clauses.
    A word that could agree with another noun near the subject is left alone.

References:
    Grevisse & Goosse, Le bon usage, « L'accord de l'attribut ».
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
    code="AGR102",
    name="attribute-disagreement",
    summary="an adjective that does not agree with the subject it is said of",
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
