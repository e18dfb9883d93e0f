"""A parsed sentence: tokens with spans, lemma, part of speech, features, head and relation (Universal Dependencies v2)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from transqa.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = -1
"""Head of the word that no other word governs."""


class Form(NamedTuple):
    """A syntactic word as it stands in the text, before it is analysed. *start* and *end* are code points of the text."""

    text: str
    start: int
    end: int


class Token(NamedTuple):
    """A word of a parsed sentence.

    Attributes:
        text: the word as it stands in the text.
        start: code point where it begins.
        end: code point after it.
        lemma: dictionary form.
        upos: part of speech (UD UPOS).
        feats: features as UD writes them, sorted: "Gender=Fem|Number=Sing"; empty where there are none.
        head: place in the sentence of the word that governs it; ROOT (-1) for the root.
        deprel: relation to the head, with subtype ("nsubj:pass").
    """

    text: str
    start: int
    end: int
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str

    @property
    def span(self) -> Span:
        """The place of the word."""
        return Span(self.start, self.end)

    @property
    def relation(self) -> str:
        """The relation to the head, without its subtype: "nsubj"."""
        return universal(self.deprel)

    def feat(self, name: str) -> str | None:
        """Return the value of a feature ("Gender" → "Fem"), None where the word has none."""
        return feature(self.feats, name)


def feature(feats: str, name: str) -> str | None:
    """Return the value of one feature of a UD FEATS string."""
    at = f"|{feats}|".find(f"|{name}=")
    if at < 0:
        return None
    return feats[at + len(name) + 1 :].partition("|")[0]


@cache
def features(feats: str) -> Mapping[str, str]:
    """Return the features of a UD FEATS string by their names."""
    return dict(pair.split("=", 1) for pair in feats.split("|")) if feats else {}


def universal(deprel: str) -> str:
    """Return a relation without its subtype: "nsubj:pass" → "nsubj"."""
    return deprel.partition(":")[0]
