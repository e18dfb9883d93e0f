"""From documents to sentences and words, with what is no prose masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.segment.protect import mask
from transqa.segment.sentences import segment

if TYPE_CHECKING:
    from transqa.langs import Pack
    from transqa.model import Document, Protected, Segment


def segment_document(document: Document, pack: Pack) -> tuple[str, tuple[Protected, ...], tuple[Segment, ...]]:
    """Return the prose of a document (its text, masked where text rules must not look), what is protected, and its sentences."""
    prose, protected = mask(document)
    return prose, protected, segment(document, prose, pack)
