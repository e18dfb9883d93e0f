"""Tab-separated: source text, target text, confidence; one bead a line, in target order, without a heading."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transqa.report.alignments.bitext import joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transqa.model import Segment
    from transqa.report.alignments.bitext import Bitext


def render(bitext: Bitext) -> str:
    """Return a line for each bead; the cell of a side without segments is empty.

    A tab or a line end inside a text becomes a space. Nothing is quoted: a quotation mark is a character like any other.
    """
    rows = []
    for bead in bitext.alignment:
        source, target = bitext.sides(bead)
        rows.append(f"{_cell(source)}\t{_cell(target)}\t{bead.confidence:.4f}\n")
    return "".join(rows)


def _cell(segments: Iterable[Segment]) -> str:
    return _separators().sub(" ", joined(segments))


@cache
def _separators() -> re.Pattern[str]:
    """Return what ends a cell or, to any reader (`str.splitlines`), a line."""
    return re.compile("\r\n|[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
