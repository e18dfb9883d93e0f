"""Scores the tokeniser against a treebank: do the same words stand at the same places?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from transqa.morphosyntax.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transqa.langs.pack import Pack
    from transqa.train.treebanks import Sentence


class TokenScore(NamedTuple):
    """How many words were found.

    Attributes:
        gold: words of the treebank.
        found: words that the tokeniser made.
        right: those that stand where a word of the treebank stands.
    """

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the found words that are right, 0 to 1."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the treebank's words that were found, 0 to 1."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both, 0 to 1."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


def gold_text(sentence: Sentence) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a sentence, made from its words, and the place of each word in it, in code points.

    The treebank's own text differs from its words in a few sentences; made from the words, the two agree.
    """
    text, spans = "", []
    for word in sentence.words:
        spans.append((len(text), len(text) + len(word.form)))
        text += word.form + " " * word.space_after
    return text.rstrip(), spans


def token_f1(gold: Iterable[Sentence], pack: Pack) -> TokenScore:
    """Return how well the tokeniser with a pack finds the words of a treebank, sentence by sentence."""
    counts: Counter[str] = Counter()
    for sentence in gold:
        text, spans = gold_text(sentence)
        found = {(form.start, form.end) for form in tokenise(text, pack)}
        counts.update(gold=len(spans), found=len(found), right=len(found.intersection(spans)))
    return TokenScore(counts["gold"], counts["found"], counts["right"])
