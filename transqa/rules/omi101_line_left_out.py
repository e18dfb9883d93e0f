"""A sentence of the source that the target does not have.

What it finds:
    A sentence, heading or paragraph of the source without counterpart.

Why it matters:
    The reader never learns what it said.

Example:
    The source has "The library will stay open on Sundays."; nothing in the target answers to it.

When it is fine:
    Page furniture (menus, advertisements) that the publisher leaves out on purpose, and a line that
    the source repeats.

How it decides:
    The aligner leaves the sentence alone, with high confidence, and neighbouring target sentences
    are no longer than their own sources account for. Neighbouring sentences of one paragraph are
    one finding.

References:
    docs/explanation/alignment.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.unpaired import unpaired
from transqa.model import Severity, Span
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="OMI101",
    name="line-left-out",
    summary="a sentence of the source that the target does not have",
    severity=Severity.MAJOR,
    mqm="accuracy/omission",
    needs_source=True,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each run of source sentences without counterpart, at the place where it should stand."""
    for run in unpaired(ctx, "source"):
        place = Span(run.anchor, run.anchor)
        yield Hit(place, "left out: this part of the source has no counterpart", cause=None, source_span=run.span)
