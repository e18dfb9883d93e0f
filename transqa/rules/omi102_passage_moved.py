"""A passage that stands elsewhere in the target than in the source.

What it finds:
    Sentences or whole paragraphs of the target whose source stands in another place, before or
    after sentences that it follows here.

Why it matters:
    An argument, a story or a list of steps reads wrongly in another order; often a block was
    pasted into the wrong place.

Example:
    The last step of a list stands first.

When it is fine:
    Captions, notes and links that a layout puts elsewhere; a translator's own order.

How it decides:
    The aligner leaves a sentence alone on either side, and the two are far likelier translations
    of each other than lost and invented. Single lines of up to five words are not looked at.
    Neighbouring sentences that moved together are one finding.

References:
    docs/explanation/alignment.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.unpaired import moved
from transqa.model import Evidence, Severity
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="OMI102",
    name="passage-moved",
    summary="a passage that stands elsewhere in the target than in the source",
    severity=Severity.MINOR,
    mqm="accuracy/mistranslation",
    needs_source=True,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each run of sentences that stand in another order than in the source."""
    for target, source in moved(ctx):
        evidence = Evidence("source", source, "its source stands here, elsewhere among the sentences around it")
        yield Hit(target, "moved: in the source this stands elsewhere", cause=None, source_span=source, evidence=(evidence,))
