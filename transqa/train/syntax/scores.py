"""How well a pipeline does on a treebank, on the treebank's own words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transqa.morphosyntax.tree import feature, universal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transqa.train.treebanks import Sentence, Word


@dataclass
class Tally:
    """Counts of right answers. *gender* holds right, found and wanted values of Gender."""

    words: int = 0
    upos: int = 0
    feats: int = 0
    lemma: int = 0
    uas: int = 0
    las: int = 0
    gender: list[int] = field(default_factory=lambda: [0, 0, 0])
    subjects: list[int] = field(default_factory=lambda: [0, 0, 0])

    def shares(self) -> dict[str, float]:
        """Return per cent of words; for gender and nominal subjects, F1.

        LAS counts universal relations, without subtypes.
        """
        n = max(1, self.words)
        out = {k: 100 * getattr(self, k) / n for k in ("upos", "feats", "lemma", "uas", "las")}
        return out | {"gender": _f1(self.gender), "nsubj": _f1(self.subjects)}

    def add(self, gold: Word, upos: str, feats: str, head: int, deprel: str, lemma: str) -> None:
        """Count one word."""
        self.words += 1
        self.upos += gold.upos == upos
        self.feats += gold.feats == feats
        self.lemma += gold.lemma == lemma
        self.uas += gold.head == head
        right = gold.head == head and universal(gold.deprel) == universal(deprel)
        self.las += right
        wanted, found = feature(gold.feats, "Gender"), feature(feats, "Gender")
        _count(self.gender, wanted == found, found is not None, wanted is not None)
        _count(self.subjects, right, universal(deprel) == "nsubj", universal(gold.deprel) == "nsubj")


def tally(gold: Sequence[Sentence], found: Iterable[Sequence[tuple[str, str, int, str, str]]]) -> Tally:
    """Compare sentences with what was found for each word: (upos, feats, head, deprel, lemma)."""
    out = Tally()
    for sentence, answer in zip(gold, found, strict=True):
        for word, given in zip(sentence.words, answer, strict=True):
            out.add(word, *given)
    return out


def _count(counts: list[int], right: bool, found: bool, wanted: bool) -> None:  # noqa: FBT001  # three facts of one word
    counts[0] += right and found and wanted
    counts[1] += found
    counts[2] += wanted


def _f1(counts: list[int]) -> float:
    right, found, wanted = counts
    return 200 * right / max(1, found + wanted)
