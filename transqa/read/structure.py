"""What a reader finds in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transqa.model import Block, Protected, Span


@dataclass(slots=True)
class Structure:
    """Blocks in order, stretches that are no prose, and links with their text."""

    blocks: list[Block] = field(default_factory=list)
    protected: list[Protected] = field(default_factory=list)
    links: list[Span] = field(default_factory=list)
