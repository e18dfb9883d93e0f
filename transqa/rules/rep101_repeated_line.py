"""A line that stands more often than in the source.

What it finds:
    A caption, teaser or sentence that the target holds several times and the source once, or not as
    often.

Why it matters:
    Scraped pages repeat captions and links at every picture; translation systems repeat a line when
    they lose their place.

Example:
    The same caption stands nine times under an article whose source has it once.

When it is fine:
    Refrains, forms and lists that repeat in the source too.

How it decides:
    Equal lines (case and punctuation aside) are counted against the source lines that they are
    aligned with. Without a source, a line of five words or more must stand three times. Cells of
    tables are not looked at.

References:
    None; no other checker counts lines against the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.model import Evidence, Severity
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="REP101",
    name="repeated-line",
    summary="a line that stands more often than in the source",
    severity=Severity.MAJOR,
    mqm="accuracy/addition",
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield all places of each line that stands too often."""
    for r in ctx.repeated:
        expected = "" if r.expected is None else f"; the source has it {_times(r.expected)}"
        message = f"this line stands {_times(len(r.places))}{expected}"
        evidence = (Evidence("source", r.source_span, "the line it translates"),) if r.source_span else ()
        for place in r.places:
            yield Hit(place, message, cause=str(r.places[0]), source_span=r.source_span, evidence=evidence)


def _times(n: int) -> str:
    return "once" if n == 1 else "twice" if n == 2 else "not at all" if n == 0 else f"{n} times"
