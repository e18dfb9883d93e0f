"""A number with another value than in the source.

What it finds:
    A figure of the source without partner by value, in a sentence whose translation holds a figure
    that the source does not have.

Why it matters:
    Wrong numbers look right: no reader of the translation alone can see them.

Example:
    The source says 1,250, the target 12[nbsp]500.

When it is fine:
    Other forms of the same value (1,200 = 1[nbsp]200, $1.5 million = 1,5 million de dollars, thirty
    = 30), times (5 p.m. = 17 h), conversions right within rounding (39 miles = 63 km), Roman
    figures, decades.

How it decides:
    Numbers of both sides are read by the marks of their locale (CLDR) with their scale words, and
    compared by value inside each bead. Words (thirty, a dozen) may answer to a figure, none is
    asked of them. Of several candidates the one with the most similar digits is named.

References:
    CLDR number symbols; NIST Special Publication 811 (conversion factors).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.model import Evidence, Severity
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="NUM101",
    name="number-changed",
    summary="a number with another value than in the source",
    severity=Severity.MAJOR,
    mqm="accuracy/mistranslation",
    needs_source=True,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each target number that stands in the place of a source number of another value."""
    for m in ctx.number_mismatches:
        if m.wrong is not None:
            message = f"the source has {m.number.text}, the target {m.wrong.text}"
            evidence = (Evidence("source", m.number.span, "no number of this value in the target"),)
            yield Hit(m.wrong.span, message, cause=None, source_span=m.number.span, evidence=evidence)
