"""A paragraph of the source that stands as several in the target.

What it finds:
    Paragraph breaks that the source does not have.

Why it matters:
    Breaks carry rhythm and argument; a layout that was made for the source may not hold them.

Example:
    A paragraph of five sentences stands as five paragraphs of one.

When it is fine:
    House styles that want short paragraphs. Therefore it is on in the strict profile only.

How it decides:
    The aligner gives the sentences of one paragraph of the source to several of the target, with
    high confidence. Headings, list items and table cells are not looked at. All places are one
    finding.

References:
    docs/explanation/alignment.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.paragraphs import regrouped
from transqa.model import Severity
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="ADD102",
    name="paragraph-split",
    summary="a paragraph of the source that stands as several in the target",
    severity=Severity.NEUTRAL,
    mqm="design-and-markup/layout",
    profiles=("strict",),
    needs_source=True,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each run of paragraphs that is one in the source."""
    for target, source in regrouped(ctx, split=True):
        yield Hit(target, "split: one paragraph of the source stands as several", source_span=source)
