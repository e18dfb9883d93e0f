"""A sentence of the target that stands for nothing in the source.

What it finds:
    A sentence or line without counterpart in the source: invented words, advertisements, links to
    other articles.

Why it matters:
    The reader takes for the author's what the author never wrote.

Example:
    Publicité

When it is fine:
    Notes by the translator, legal lines that a locale demands.

How it decides:
    The aligner leaves the sentence alone, with high confidence, and its neighbours are long enough
    without it. Lines that stand too often (REP101) or were not translated (UNT101) are reported
    there.

References:
    docs/explanation/alignment.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.unpaired import unpaired
from transqa.model import Severity
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="ADD101",
    name="line-added",
    summary="a sentence of the target that stands for nothing in the source",
    severity=Severity.MAJOR,
    mqm="accuracy/addition",
    needs_source=True,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each run of target sentences without counterpart."""
    for run in unpaired(ctx, "target"):
        yield Hit(run.span, "added: nothing in the source answers to this", cause=None)
