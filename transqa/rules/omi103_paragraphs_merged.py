"""Paragraphs of the source that stand as one in the target.

What it finds:
    Paragraph breaks of the source that the target does not have.

Why it matters:
    Breaks carry rhythm and argument; without them a page becomes a wall of text.

Example:
    Three paragraphs of an answer stand as one.

When it is fine:
    House styles that want long paragraphs. Therefore it is on in the strict profile only.

How it decides:
    The aligner gives the sentences of several paragraphs of the source to one of the target, with
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
    code="OMI103",
    name="paragraphs-merged",
    summary="paragraphs of the source that stand as one in the target",
    severity=Severity.NEUTRAL,
    mqm="design-and-markup/layout",
    profiles=("strict",),
    needs_source=True,
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each paragraph that is several in the source."""
    for target, source in regrouped(ctx, split=False):
        yield Hit(target, "merged: several paragraphs of the source stand as one", source_span=source)
