"""Word translation probabilities from sentence pairs: IBM Model 2 with a diagonal prior, by expectation–maximisation.

Brown et al. (1993) for the model, Dyer, Chahuneau & Smith (2013) for the prior that words at like places of both sentences
go together. Lexicons are built with it from parallel text (`transqa train lexicon`), and the aligner learns a document's own
words with it once it has aligned it. Everything is numpy over all word pairs that share a sentence pair.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Longs = NDArray[np.int64]
    Floats = NDArray[np.float32]

TENSION = 4.0
"""How strongly words are expected near the diagonal (lambda of Dyer et al.)."""
NULL = 0.08
"""Share of words that translate nothing (p0 of Dyer et al.)."""
CHUNK = 10_000
"""Sentence pairs expanded at a time."""
TINY = np.float32(1e-30)
"""Keeps the probability of a word that nothing explains above zero."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sentence pairs as word numbers, end to end; *starts* has one entry more than there are pairs."""

    source: Ints
    source_starts: Longs
    target: Ints
    target_starts: Longs

    def __len__(self) -> int:
        return len(self.source_starts) - 1

    def swapped(self) -> Corpus:
        """Return the corpus read from target to source."""
        return Corpus(self.target, self.target_starts, self.source, self.source_starts)


def corpus(pairs: Iterable[tuple[Sequence[int], Sequence[int]]]) -> Corpus:
    """Return the corpus of sentence pairs given as word numbers; pairs with an empty side are left out."""
    full = [p for p in pairs if len(p[0]) and len(p[1])]
    sides = []
    for side in (0, 1):
        words = np.fromiter((w for p in full for w in p[side]), dtype=np.int32)
        starts = np.zeros(len(full) + 1, dtype=np.int64)
        np.cumsum([len(p[side]) for p in full], out=starts[1:])
        sides.append((words, starts))
    return Corpus(*sides[0], *sides[1])


@dataclass(frozen=True, slots=True)
class _Meetings:
    """All meetings of a target word with a source word in a chunk of sentence pairs, those of one target word end to end.

    Attributes:
        key: number of the word pair among the pairs kept, or -1.
        prior: probability of the place, before the words are looked at.
        begins: first meeting of each target word.
        target: the target words.
    """

    key: Ints
    prior: Floats
    begins: Longs
    target: Ints


def train(
    c: Corpus, n_source: int, n_target: int, *, iterations: int = 5, diagonal: bool = True, least: int = 2
) -> tuple[Ints, Ints, Floats, Floats]:
    """Return (source word, target word, t(target | source), expected count) of all word pairs that meet often enough.

    The pairs stand in the order of their numbers, source first; a corpus without any gives empty arrays.

    Args:
        c: the sentence pairs.
        n_source: number of source words.
        n_target: number of target words.
        iterations: rounds of expectation–maximisation.
        diagonal: prefer words at like places of both sentences (Model 2); else all places are alike (Model 1).
        least: sentence pairs in which two words must meet to be looked at.
    """
    keys, chunks = _meetings(c, n_target, least, diagonal=diagonal)
    source, target = (keys // n_target).astype(np.int32), (keys % n_target).astype(np.int32)
    t = np.ones(len(keys), dtype=np.float32)
    null = (np.bincount(c.target, minlength=n_target) / max(1, len(c.target))).astype(np.float32)
    counts = np.zeros(len(keys))
    for _ in range(iterations if len(keys) else 0):
        counts, nulls = np.zeros(len(keys)), np.zeros(n_target)
        for m in chunks:
            p = np.where(m.key >= 0, t[m.key], np.float32(0)) * m.prior
            from_null = NULL * null[m.target]
            total = np.maximum(np.add.reduceat(p, m.begins) + from_null, TINY)
            p /= np.repeat(total, np.diff(np.append(m.begins, len(p))))
            counts += np.bincount(m.key + 1, weights=p, minlength=len(keys) + 1)[1:]
            nulls += np.bincount(m.target, weights=from_null / total, minlength=n_target)
        totals = np.bincount(source, weights=counts, minlength=n_source)
        t = (counts / np.maximum(1e-9, totals)[source]).astype(np.float32)
        null = (nulls / max(1e-9, nulls.sum())).astype(np.float32)
    return source, target, t, counts.astype(np.float32)


def _meetings(c: Corpus, size: int, least: int, *, diagonal: bool) -> tuple[Longs, list[_Meetings]]:
    """Return the word pairs that meet in at least *least* sentence pairs (source · size + target), and all meetings."""
    parts = [_expand(c, first, min(len(c), first + CHUNK), size, diagonal=diagonal) for first in range(0, len(c), CHUNK)]
    if not parts:
        return np.empty(0, dtype=np.int64), []
    uniques = [p[0] for p in parts]
    keys = np.concatenate(uniques)
    order = np.argsort(keys, kind="stable")
    keys, times = keys[order], np.concatenate([p[1] for p in parts])[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    kept = keys[starts][np.add.reduceat(times, starts) >= least]
    return kept, list(_numbered(kept, parts))


def _numbered(kept: Longs, parts: list[tuple[Longs, Longs, Ints, _Meetings]]) -> Iterator[_Meetings]:
    """Yield the meetings of each part with the numbers of their word pairs among those kept."""
    for unique, _, inverse, m in parts:
        at = np.searchsorted(kept, unique)
        at[at == len(kept)] = 0
        known = (kept[at] == unique) if len(kept) else np.zeros(len(unique), dtype=bool)
        number = np.where(known, at, -1).astype(np.int32)
        yield _Meetings(number[inverse], m.prior, m.begins, m.target)


def _expand(c: Corpus, first: int, last: int, size: int, *, diagonal: bool) -> tuple[Longs, Longs, Ints, _Meetings]:
    """Return the word pairs of a chunk, how often each meets, which of them each meeting is, and the meetings."""
    ns = np.diff(c.source_starts[first : last + 1])
    nt = np.diff(c.target_starts[first : last + 1])
    sentence = np.repeat(np.arange(last - first), nt)  # of each target word
    target = c.target[c.target_starts[first] : c.target_starts[last]]
    repeats = ns[sentence]
    begins = np.cumsum(repeats) - repeats
    within = np.arange(repeats.sum()) - np.repeat(begins, repeats)
    source = c.source[np.repeat(c.source_starts[first:last][sentence], repeats) + within]
    key = source.astype(np.int64) * size + np.repeat(target, repeats)
    if diagonal:
        j = (np.arange(len(target)) - (c.target_starts[first:last] - c.target_starts[first])[sentence] + 0.5) / nt[sentence]
        i = (within + 0.5) / np.repeat(repeats, repeats)
        prior = np.exp(-TENSION * np.abs(i - np.repeat(j, repeats))).astype(np.float32)
        prior /= np.repeat(np.add.reduceat(prior, begins), repeats)
    else:
        prior = np.repeat((1.0 / repeats).astype(np.float32), repeats)
    unique, inverse, times = np.unique(key, return_inverse=True, return_counts=True)
    return unique, times, inverse.astype(np.int32), _Meetings(np.empty(0, np.int32), prior * np.float32(1 - NULL), begins, target)
