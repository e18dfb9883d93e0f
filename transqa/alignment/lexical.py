"""Word evidence as arrays: both texts as word numbers, and for each line the words of the other side that may render it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from transqa.alignment.score import SENTENCE_WORDS
from transqa.alignment.tokens import MAX_CHARACTERS, tokens, weak_ends

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from transqa.alignment.evidence import Evidence

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int32]
    Longs = NDArray[np.int64]
    Floats = NDArray[np.float32]

TYPICAL = 5e-4
"""Share of running text that a middling word takes: what a document's own count is mixed with where nothing better is known."""
LEXICON, COGNATE, NUMBER, MARK, LEARNT = KINDS = range(5)
"""Kinds of words, which are not equally good witnesses: those that a lexicon has, look-alikes, numbers, punctuation marks, and
those that a first pass over the document has learnt."""


@dataclass(frozen=True, slots=True)
class Side:
    """One text. Only *active* words count as evidence: those that have a counterpart somewhere, or could have one.

    Attributes:
        words: numbers of the active words of all lines, end to end.
        starts: where the words of each line start in `words`; one entry more than there are lines.
        logp: log probability of each of these words in running text.
        kinds: which of KINDS each of them is.
        counts: number of all words of each line.
        letters_before: number of letters and digits before each line; one entry more than there are lines.
        weak: 1 for each line that ends no sentence, else 0.
        repeated: whether each line stands in the text more than once.
        is_sentence: whether each line has more words than furniture has, and stands once.
        is_junk: whether each line has neither letters nor digits, nor a counterpart.
        into: words of the other side that may render each different active word, end to end,
        into_of: where those of each word start; one entry more than there are different words,
        into_p: and with what probability.
    """

    words: Ints
    starts: Longs
    logp: Floats
    kinds: Ints
    counts: Floats
    letters_before: NDArray[np.float64]
    weak: Floats
    repeated: Bools
    is_sentence: Bools
    is_junk: Bools
    into: Ints
    into_of: Longs
    into_p: Floats

    def __len__(self) -> int:
        return len(self.counts)

    def renderings(self, first: int, last: int) -> tuple[Longs, Longs]:
        """Return for all words of lines first..last-1 that may be rendered: the line, from 0, and the places in `into`."""
        starts = self.starts[first : last + 1]
        words = self.words[starts[0] : starts[-1]]
        sizes = self.into_of[words + 1] - self.into_of[words]
        ends = np.cumsum(sizes)
        places = np.repeat(self.into_of[words] - (ends - sizes), sizes) + np.arange(sizes.sum())
        return np.repeat(np.repeat(np.arange(last - first), np.diff(starts)), sizes), places


@dataclass(frozen=True, slots=True)
class Lexical:
    """Both sides of the evidence."""

    source: Side
    target: Side


@dataclass(frozen=True, slots=True)
class Lines:
    """One side as it is read: the tokens of each line, how many letters and digits it has, and whether it ends no sentence."""

    tokens: list[list[str]]
    letters: list[int]
    weak: list[bool]

    @classmethod
    def of(cls, lines: list[str]) -> Lines:
        """Read the lines of a text."""
        letters = [sum(map(str.isalnum, line[:MAX_CHARACTERS])) for line in lines]
        return cls([tokens(line) for line in lines], letters, weak_ends(lines))

    def __len__(self) -> int:
        return len(self.tokens)

    def words(self) -> Counter[str]:
        """Return how often each token stands in the text."""
        return Counter(chain.from_iterable(self.tokens))


def build(source: Lines, target: Lines, evidence: Evidence) -> Lexical:
    """Return the word evidence for two texts."""
    ids = tuple({w: i for i, w in enumerate(sorted(side))} for side in evidence.active)
    pairs = np.array([(ids[0][v], ids[1][w]) for v, w in evidence.links], dtype=np.int32).reshape(-1, 2)
    p = np.array(list(evidence.links.values()), dtype=np.float32).reshape(-1, 2)
    return Lexical(
        _side(source, ids[0], evidence.shares[0], evidence.kinds[0], pairs, p[:, 0]),
        _side(target, ids[1], evidence.shares[1], evidence.kinds[1], pairs[:, ::-1], p[:, 1]),
    )


def _side(
    lines: Lines, ids: Mapping[str, int], shares: Mapping[str, float], kinds: Mapping[str, int], pairs: Ints, p: Floats
) -> Side:
    numbered = [[ids[w] for w in line if w in ids] for line in lines.tokens]
    words = np.fromiter(chain.from_iterable(numbered), dtype=np.int32)
    counts = np.array([len(line) for line in lines.tokens], dtype=np.float32)
    own = np.bincount(words, minlength=len(ids)) / max(1.0, float(counts.sum()))
    prior = np.array([shares.get(w, TYPICAL) for w in ids])
    logp = 0.5 * (np.log(np.maximum(own, 1e-9)) + np.log(prior))
    times = Counter(map(tuple, lines.tokens))
    repeated = np.array([times[tuple(line)] > 1 for line in lines.tokens], dtype=bool)
    order = np.argsort(pairs[:, 0], kind="stable")
    starts = _starts(np.array([len(line) for line in numbered], dtype=np.int64))
    letters = np.array(lines.letters, dtype=np.float32)
    return Side(
        words,
        starts,
        logp[words].astype(np.float32),
        np.array([kinds[w] for w in ids], dtype=np.int32)[words],
        counts,
        np.concatenate([[0.0], np.cumsum(letters, dtype=np.float64)]),
        np.array(lines.weak, dtype=np.float32),
        repeated,
        (counts > SENTENCE_WORDS) & ~repeated,
        (letters == 0) & (np.diff(starts) == 0),
        pairs[order, 1],
        _starts(np.bincount(pairs[:, 0], minlength=len(ids))),
        p[order],
    )


def _starts(sizes: NDArray[np.int64]) -> Longs:
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
