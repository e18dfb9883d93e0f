"""A number of the source that the target does not have.

What it finds:
    A figure of the source that no figure or number word of the translated sentence answers to.

Why it matters:
    Figures are facts; when one is gone, the sentence says less, or something else.

Example:
    "A team of 60 volunteers" becomes "Une équipe de bénévoles".

When it is fine:
    Figures that are part of a name or a code, times and measures in another form (see NUM101).

How it decides:
    As NUM101; here no other figure of the target stands in the number's place. Neighbouring
    sentences are looked at too.

References:
    CLDR number symbols.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.model import Evidence, Severity
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="NUM102",
    name="number-lost",
    summary="a number of the source that the target does not have",
    severity=Severity.MAJOR,
    mqm="accuracy/omission",
    needs_source=True,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each source number without partner, at the target sentence that should hold it."""
    for m in ctx.number_mismatches:
        if m.wrong is None:
            span = ctx.target.stretch(m.bead.target)
            evidence = (Evidence("source", m.number.span, "no number of this value in the target"),)
            yield Hit(span, f"the number {m.number.text} is lost", cause=None, source_span=m.number.span, evidence=evidence)
