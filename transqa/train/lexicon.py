"""Builds a bilingual lexicon from sentence pairs: which words render which, how likely, and how frequent each word is.

Word translation probabilities come from IBM Model 2 with a diagonal prior (Brown et al. 1993; Dyer, Chahuneau & Smith 2013;
`alignment/ibm.py`), trained in both directions. A pair of words is kept if both directions expect it at least once in the text
and the product of its two probabilities is not too small: one direction alone takes every frequent word for a translation of
the rare ones. Same input, same lexicon.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from transqa.alignment import ibm
from transqa.alignment.lexicon import Lexicon, Words
from transqa.alignment.tokens import tokens
from transqa.errors import ConfigError, InputError
from transqa.langs import primary_subtag
from transqa.train.parallel import read_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from transqa.train.parallel import Pair

    Say = Callable[[str], None]
    Model = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32], NDArray[np.float32]]

LONGEST = 60
"""Words of a sentence; longer ones cost much time and teach little."""
LEAST_COUNT = 1.0
"""Times that a pair of words must be expected in the text, in the direction that expects it less."""
THRESHOLD = 1e-3
"""Least product of the two probabilities of a pair."""
EVERY = 100_000
"""Sentence pairs between two words of progress."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to learn from and what to keep.

    Attributes:
        caps: for the start of an origin, how many of its sentence pairs to take, evenly spaced.
        exclude: ends of origins whose pairs are left out.
        least: times that a word must stand in the text.
        size: most entries, the surest; None: all.
        threshold: least product of the two probabilities of an entry.
    """

    caps: Mapping[str, int] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    least: int = 2
    size: int | None = None
    threshold: float = THRESHOLD


@dataclass(slots=True)
class Tally:
    """What became of the sentence pairs: read, left out on request, skipped since a side is empty or too long."""

    read: int = 0
    left_out: int = 0
    skipped: int = 0


class _Side:
    """The words of one language, numbered as they come."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.sentences: list[array[int]] = []

    def add(self, words: Sequence[str]) -> None:
        numbers = self.numbers
        self.sentences.append(array("i", [numbers.setdefault(w, len(numbers)) for w in words]))

    def vocabulary(self, least: int) -> tuple[Words, list[int]]:
        """Return the words that stand there at least *least* times, and for each number its new one or -1."""
        counts = Counter[int]()
        for sentence in self.sentences:
            counts.update(sentence)
        total = max(1, counts.total())
        kept = sorted(w for w, i in self.numbers.items() if counts[i] >= least)
        renumbered = [-1] * len(self.numbers)
        for new, word in enumerate(kept):
            renumbered[self.numbers[word]] = new
        share = np.array([counts[self.numbers[w]] / total for w in kept], dtype=np.float32)
        return Words(tuple(kept), share), renumbered


def build(
    paths: Sequence[Path], source_lang: str, target_lang: str, recipe: Recipe | None = None, say: Say | None = None
) -> tuple[Lexicon, Tally]:
    """Return the lexicon that sentence pairs teach, and what became of the pairs.

    Args:
        paths: files of `parallel.read_pairs`.
        source_lang: BCP-47 tag of the source language.
        target_lang: the same of the target language.
        recipe: what to take and to keep.
        say: takes words of progress.

    Raises:
        InputError: a file cannot be read or is malformed, or nothing can be learnt from them.
        ConfigError: a tag is none, or both name one language.
    """
    recipe, say = recipe or Recipe(), say or (lambda _: None)
    one, two = map(primary_subtag, (source_lang, target_lang))
    if one == two:
        raise ConfigError(f"source and target are both '{one}'; a lexicon joins two languages")
    tally = Tally()
    source, target = _Side(), _Side()
    for pair in _chosen(paths, one, two, recipe, tally, say):
        ours, theirs = words_of(pair.source), words_of(pair.target)
        if not (0 < len(ours) <= LONGEST and 0 < len(theirs) <= LONGEST):
            tally.skipped += 1
            continue
        source.add(ours)
        target.add(theirs)
    lexicon = prune(learn(source, target, recipe.least, say), recipe.threshold, recipe.size, (one, two))
    if not len(lexicon):
        n = len(source.sentences)
        raise InputError(f"{paths[0]}: {n:,} usable sentence pairs teach no translation; a lexicon takes some thousands at least")
    return lexicon, tally


def words_of(line: str) -> list[str]:
    """Return the folded words of a line, without numbers and punctuation marks."""
    return [w for w in tokens(line) if w[:1].isalpha()]


def _chosen(paths: Sequence[Path], source_lang: str, target_lang: str, recipe: Recipe, tally: Tally, say: Say) -> Iterator[Pair]:
    """Yield the sentence pairs of all files, without those excluded and those over a cap."""
    totals = _totals(paths, source_lang, target_lang, recipe) if recipe.caps else {}
    met = Counter[str]()
    for path in paths:
        for pair in read_pairs(path, source_lang, target_lang):
            tally.read += 1
            if tally.read % EVERY == 0:
                say(f"read {tally.read:,} sentence pairs")
            prefix = _prefix(pair.origin, recipe)
            if prefix in totals:
                met[prefix] += 1
            if prefix is None or (prefix in totals and not _evenly(met[prefix], totals[prefix], recipe.caps[prefix])):
                tally.left_out += 1
            else:
                yield pair


def _totals(paths: Sequence[Path], source_lang: str, target_lang: str, recipe: Recipe) -> Counter[str]:
    """Return how many sentence pairs there are under each cap."""
    totals = Counter[str]()
    for path in paths:
        totals.update(prefix for pair in read_pairs(path, source_lang, target_lang) if (prefix := _prefix(pair.origin, recipe)))
    for prefix in recipe.caps:
        if not totals[prefix]:
            raise ConfigError(
                f"cap '{prefix}' meets no sentence pair; it takes the start of an origin, which is the third column"
            )
    return totals


def _prefix(origin: str, recipe: Recipe) -> str | None:
    """Return the cap that an origin falls under, the longest; an empty string for none, None for an origin excluded."""
    if recipe.exclude and origin.endswith(recipe.exclude):
        return None
    return max((p for p in recipe.caps if origin.startswith(p)), key=len, default="")


def _evenly(nth: int, total: int, most: int) -> bool:
    """Say whether the *nth* of *total* is one of *most* that are evenly spaced."""
    return nth * most // total > (nth - 1) * most // total or most >= total


@dataclass(frozen=True, slots=True)
class Learnt:
    """The words of both sides; all word pairs, by source and target word, with both probabilities and the lower count."""

    source: Words
    target: Words
    pair_source: NDArray[np.int32]
    pair_target: NDArray[np.int32]
    forward: NDArray[np.float32]
    backward: NDArray[np.float32]
    count: NDArray[np.float32]


def learn(source: _Side, target: _Side, least: int, say: Say) -> Learnt:
    """Return what the model learns from the sentences of both sides, in both directions."""
    (ours, new_s), (theirs, new_t) = source.vocabulary(least), target.vocabulary(least)
    c = ibm.corpus(
        ([i for w in s if (i := new_s[w]) >= 0], [j for w in t if (j := new_t[w]) >= 0])
        for s, t in zip(source.sentences, target.sentences, strict=True)
    )
    say(f"learning from {len(c):,} sentence pairs, first direction")
    s, t, p, n = ibm.train(c, len(ours.words), len(theirs.words))
    say("learning, second direction")
    t2, s2, q, n2 = ibm.train(c.swapped(), len(theirs.words), len(ours.words))
    order = np.lexsort((t2, s2))  # both directions look at the same pairs; the second has them by target word
    return Learnt(ours, theirs, s, t, p, q[order], np.minimum(n, n2[order]))


def prune(x: Learnt, threshold: float, size: int | None, languages: tuple[str, str]) -> Lexicon:
    """Return the lexicon of the word pairs that are sure enough, with the words that have one."""
    strength = x.forward.astype(np.float64) * x.backward
    kept = np.flatnonzero((x.count >= LEAST_COUNT) & (strength >= threshold))
    if size is not None and len(kept) > size:
        surest = np.lexsort((kept, -x.count[kept], -strength[kept]))[:size]
        kept = np.sort(kept[surest])
    s, ours = _compact(x.source, x.pair_source[kept])
    t, theirs = _compact(x.target, x.pair_target[kept])
    return Lexicon(ours, theirs, s, t, x.forward[kept], x.backward[kept], languages)


def _compact(side: Words, used: NDArray[np.int32]) -> tuple[NDArray[np.int32], Words]:
    """Return the words that are used, and the numbers that they have among themselves."""
    kept, numbers = np.unique(used, return_inverse=True)
    return numbers.astype(np.int32), Words(tuple(side.words[i] for i in kept.tolist()), side.share[kept])
