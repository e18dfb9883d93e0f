"""Words of a text with their places."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from transqa.model import Span


class Word(NamedTuple):
    """A run of letters (with marks and digits), and where it stands."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The place of the word."""
        return Span(self.start, self.end)


@cache
def _word() -> regex.Pattern[str]:
    # Apostrophes and hyphens part words: l’eau is l + eau, plate-forme is plate + forme. Han, kana and Thai have no
    # spaces; each character counts as a word there.
    return regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*")


@cache
def _compound() -> regex.Pattern[str]:
    return regex.compile(r"\p{L}[\p{L}\p{M}\p{N}]*(?:[-\u2010\u2011]\p{L}[\p{L}\p{M}\p{N}]*)*")


def words(text: str, offset: int = 0) -> list[Word]:
    """Return the words of *text*; places are moved by *offset*."""
    new = tuple.__new__  # half the time of Word(...), and this is the most frequent call of all
    return [new(Word, (m.group(), m.start() + offset, m.end() + offset)) for m in _word().finditer(text)]


def compounds(text: str, offset: int = 0) -> list[Word]:
    """Return the words of *text* with hyphenated compounds as one word."""
    return [Word(m.group(), m.start() + offset, m.end() + offset) for m in _compound().finditer(text)]
