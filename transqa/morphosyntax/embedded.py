"""The tagger and parser that transqa brings along: a network of `langs/<tag>/syntax.npz` with the inflection lexicon."""

from __future__ import annotations

import hashlib
import io
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from transqa.morphosyntax.inflection import load_inflections
from transqa.morphosyntax.lemmas import Lemmas
from transqa.morphosyntax.network import Network
from transqa.morphosyntax.tree import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.morphosyntax.network import Answer
    from transqa.morphosyntax.tree import Form

FILE = "syntax.npz"


class EmbeddedPipeline:
    """The embedded tagger and parser of a language."""

    def __init__(self, tag: str, data: bytes | None = None, style: str | None = None) -> None:
        """Load the network of a language pack.

        Args:
            tag: folder of `langs/`, such as "fr".
            data: a network to run instead of the pack's, as `transqa.train.syntax` saves it.
            style: treebank whose habits to follow, where they differ; None: the one that the network names.

        Raises:
            FileNotFoundError: the pack has no network.
            ValueError: the network did not learn from a treebank of that name.
        """
        self.name = tag
        raw = (files("transqa.langs") / tag / FILE).read_bytes() if data is None else data
        self.version = hashlib.sha256(raw).hexdigest()[:8]
        with np.load(io.BytesIO(raw)) as arrays:
            inflections = load_inflections(tag)
            self.network = Network(dict(arrays), inflections, style)
        self._lemmas = Lemmas(self.network.about["lemmas"], inflections)
        self._tags = [tuple(t.partition("|")[::2]) for t in self.network.tags]

    def parse(self, sentences: Sequence[Sequence[Form]]) -> list[list[Token]]:
        """Return the tree of each sentence: a token for each form, with the form's place; no tokens for an empty sentence."""
        full = [k for k, s in enumerate(sentences) if s]
        out: list[list[Token]] = [[] for _ in sentences]
        for k, answer in zip(full, self.network.run([[f.text for f in sentences[k]] for k in full]), strict=True):
            out[k] = self._tokens(sentences[k], answer)
        return out

    def _tokens(self, forms: Sequence[Form], answer: Answer) -> list[Token]:
        relations, lemma, new = self.network.relations, self._lemmas.lemma, tuple.__new__
        tokens = []
        for (text, start, end), tag, head, rel in zip(forms, *(a.tolist() for a in answer), strict=True):
            upos, feats = self._tags[tag]
            relation = relations[rel]
            tokens.append(new(Token, (text, start, end, lemma(text, upos, feats), upos, feats, head, relation)))
        return tokens
