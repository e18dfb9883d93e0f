"""Training sentences as arrays: what the network sees of each word, and what it has to say."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transqa.morphosyntax.features import SLOTS, tag_of
from transqa.morphosyntax.network import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from transqa.morphosyntax.features import Seen, WordFeatures
    from transqa.train.treebanks import Sentence

    Ints = npt.NDArray[np.int64]

IGNORED = -100
"""A label that is not to be learnt (torch's own mark)."""


class Labels(NamedTuple):
    """The labels of a network: part of speech with features ("NOUN|Gender=Fem|Number=Sing"), and relations."""

    tags: tuple[str, ...]
    relations: tuple[str, ...]


class Example(NamedTuple):
    """A sentence as arrays. *words* are rows of the type table; a head counts from 0, the root's is -1."""

    words: Ints
    tags: Ints
    heads: Ints
    relations: Ints
    style: int


class TypeTable:
    """What the network sees of each distinct word, once: the rows that sentences point at."""

    def __init__(self, features: WordFeatures) -> None:
        """Start empty."""
        self.features = features
        self._row: dict[tuple[str, bool], int] = {}
        self._seen: list[Seen] = []

    def row(self, form: str, *, first: bool) -> int:
        """Return the row of a word, adding it where it is new."""
        key = form, first
        at = self._row.get(key)
        if at is None:
            at = self._row[key] = len(self._seen)
            self._seen.append(self.features.see(form, first=first))
        return at

    def arrays(self, vocabulary: Mapping[str, int]) -> tuple[Ints, npt.NDArray[np.float32]]:
        """Return (form and slots of each row, bits of each row); the vocabulary numbers the forms."""
        ids = np.array([(vocabulary.get(s.key, UNKNOWN), *s.slots) for s in self._seen], dtype=np.int64)
        bits = np.zeros((len(self._seen), self.features.width), dtype=np.float32)
        for k, s in enumerate(self._seen):
            bits[k, list(s.bits)] = 1.0
        return ids.reshape(-1, 1 + len(SLOTS)), bits


def label(upos: str, feats: str) -> str:
    """Return part of speech and features as one label."""
    return f"{upos}|{feats}" if feats else upos


def labels_of(sentences: Iterable[Sentence], least: int = 2) -> Labels:
    """Return the labels that stand at least so often, the most frequent first."""
    tags: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    for sentence in sentences:
        tags.update(label(w.upos, w.feats) for w in sentence.words)
        relations.update(w.deprel for w in sentence.words)
    return Labels(*(tuple(k for k, n in sorted(c.items(), key=lambda x: (-x[1], x[0])) if n >= least) for c in (tags, relations)))


def lexicon_tags(sentences: Iterable[Sentence], features: WordFeatures, least: int = 5) -> tuple[str, ...]:
    """Return the tags of the lexicon that words of the sentences bear at least so often: those get a bit."""
    counts: Counter[str] = Counter()
    for form in {w.form for s in sentences for w in s.words}:
        counts.update({tag_of(a) for a in features.readings(form)})
    return tuple(sorted(t for t, n in counts.items() if n >= least))


def examples(sentences: Sequence[Sentence], labels: Labels, table: TypeTable, style: int) -> list[Example]:
    """Return sentences as arrays; a label that the network does not know is not learnt."""
    tag = {t: k for k, t in enumerate(labels.tags)}
    relation = {r: k for k, r in enumerate(labels.relations)}
    return [
        Example(
            words=np.array([table.row(w.form, first=k == 0) for k, w in enumerate(s.words)]),
            tags=np.array([tag.get(label(w.upos, w.feats), IGNORED) for w in s.words]),
            heads=np.array([w.head for w in s.words]),
            relations=np.array([relation.get(w.deprel, IGNORED) for w in s.words]),
            style=style,
        )
        for s in sentences
    ]
