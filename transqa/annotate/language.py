"""Which of two languages a stretch of text is in, by the frequency of its words in either.

Language identifiers are trained on whole sentences and guess on three words; here a word counts only when it is known in
one language and rare or unknown in the other, so that names, numbers and words common to both say nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from transqa.langs import same_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transqa.langs import Pack

CLEARLY = 1.5
"""Zipf units (powers of ten) by which a word must be more frequent in one language to speak for it."""


@dataclass(frozen=True, slots=True)
class Votes:
    """How many words speak for the foreign and for the own language, and how many of the foreign ones are function words."""

    foreign: int
    own: int
    foreign_function: int
    total: int


class LanguageEvidence:
    """Tells words of a foreign language from words of the text's own."""

    @staticmethod
    @cache
    def between(own: Pack, foreign: Pack) -> LanguageEvidence:
        """Return the evidence for two languages; there is one for each pair."""
        return LanguageEvidence(own, foreign)

    def __init__(self, own: Pack, foreign: Pack) -> None:
        """Take the facts of both languages; without word lists for both, no word says anything."""
        self.own = own
        self.foreign = foreign

    @cached_property
    def usable(self) -> bool:
        """Whether the two languages differ and the words of both are known."""
        return not same_language(self.own.tag, self.foreign.tag) and bool(self.own.words) and bool(self.foreign.words)

    @cached_property
    def own_function(self) -> frozenset[str]:
        """Function words of the own language that the foreign one does not use."""
        return frozenset(w for w in self.own.function_words if w not in self.foreign.words)

    def side_of(self, word: str) -> int:
        """Return 1 for a word of the foreign language, -1 for one of the own, 0 for one that tells nothing."""
        word = word.lower()
        here, there = self.own.words.get(word), self.foreign.words.get(word)
        if here == there or len(word) == 1:
            return 0
        if there is not None and (here is None or there - here >= CLEARLY):
            return 1
        if here is not None and (there is None or here - there >= CLEARLY):
            return -1
        return 0

    def votes(self, words: Iterable[str]) -> Votes:
        """Count what the words of a sentence say; words with a capital inside it are taken for names."""
        foreign = own = function = total = 0
        for i, word in enumerate(words):
            if not word[0].isalpha():
                continue
            total += 1
            if word[0].isupper() and (i > 0 or (len(word) > 1 and word.isupper())):
                continue
            side = self.side_of(word)
            foreign += side > 0
            own += side < 0
            function += side > 0 and word.lower() in self.foreign.function_words
        return Votes(foreign, own, function, total)
