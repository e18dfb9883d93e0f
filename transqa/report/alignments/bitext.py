"""What a renderer of alignments is given: the beads and how to show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transqa.report import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transqa.model import Alignment, Bead, Segment


@dataclass(frozen=True, slots=True)
class Bitext:
    """A text and its translation, aligned, with all that any of the formats needs.

    Attributes:
        alignment: the beads and the segments that they hold.
        source_lang: BCP-47 tag of the source.
        target_lang: BCP-47 tag of the target.
        style: how a terminal wants its text.
        links: whether word links are asked for.
        segtype: what a segment is, in the words of TMX: "sentence", "paragraph" or "block" (anything else, such as a line).
    """

    alignment: Alignment
    source_lang: str
    target_lang: str
    style: Style = field(default_factory=Style)
    links: bool = False
    segtype: str = "sentence"

    def sides(self, bead: Bead) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
        """Return the source segments and the target segments of a bead."""
        ours, theirs = self.alignment.source, self.alignment.target
        return tuple(ours[i] for i in bead.source), tuple(theirs[j] for j in bead.target)


def joined(segments: Iterable[Segment]) -> str:
    """Return the texts of *segments*, joined by a space where something stands between them.

    Segments that adjoin in their text, as sentences do in scripts without spaces, are joined as they stand.
    """
    parts: list[str] = []
    end = -1
    for s in segments:
        if s.text.strip():
            parts += [" ", s.text] if parts and s.span.start != end else [s.text]
            end = s.span.end
    return "".join(parts)
