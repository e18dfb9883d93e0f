"""What several rules need to know of a text, computed once and only when a rule asks."""

from transqa.annotate.context import Context, Side

__all__ = ["Context", "Side"]
