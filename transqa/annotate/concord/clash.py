"""Two words of a sentence that disagree."""

from __future__ import annotations

from typing import NamedTuple


class Clash(NamedTuple):
    """Two words that disagree.

    Attributes:
        word: place of the wrong one.
        controller: place of the one that it should agree with.
        rule: code of the rule that reports it.
        wanted: set of gender and number that it should have; or of persons.
        suggestions: right forms, where the lexicon does not give them.
    """

    word: int
    controller: int
    rule: str
    wanted: int
    suggestions: tuple[str, ...] = ()
