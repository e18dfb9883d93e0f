"""One JSON object a bead, one bead a line, in target order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from transqa.model import Bead
    from transqa.report.alignments.bitext import Bitext

LINE_ENDS = str.maketrans({c: f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"})
"""JSON lets these stand, but some readers end a line at them."""


def render(bitext: Bitext) -> str:
    """Return a line for each bead.

    `source` and `target` are indexes from 0 (none where a side is empty), `source_texts` and `target_texts` the texts of
    those segments. Where links are asked for, `source_spans` and `target_spans` say where the segments stand, and `links`
    are rows [source start, source end, target start, target end, probability]; all positions are code points of the whole
    texts.
    """
    return "".join(json.dumps(_row(b, bitext), ensure_ascii=False).translate(LINE_ENDS) + "\n" for b in bitext.alignment)


def _row(bead: Bead, bitext: Bitext) -> dict[str, Any]:
    source, target = bitext.sides(bead)
    row = {
        "source": list(bead.source),
        "target": list(bead.target),
        "source_texts": [s.text for s in source],
        "target_texts": [s.text for s in target],
        "score": round(bead.score, 3),
        "confidence": round(bead.confidence, 4),
        "moved": bead.moved,
    }
    if bitext.links:
        row["source_spans"] = [[s.span.start, s.span.end] for s in source]
        row["target_spans"] = [[s.span.start, s.span.end] for s in target]
        row["links"] = [[x.source.start, x.source.end, x.target.start, x.target.end, round(x.probability, 4)] for x in bead.links]
    return row
