"""From documents to sentences and words, with what is no prose masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.segment.protect import mask
from transqa.segment.sentences import segment

if TYPE_CHECKING:
    from transqa.langs import Pack
    from transqa.model import Document, Segment


def segment_document(document: Document, pack: Pack) -> tuple[str, tuple[Segment, ...]]:
    """Return the prose of a document (its text, masked where text rules must not look), and its sentences."""
    prose = mask(document)
    return prose, segment(document, prose, pack)
