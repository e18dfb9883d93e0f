"""Word evidence: for each word of one side, the words of the other that may render it, with probabilities."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Floats = NDArray[np.float32]

SAME, ALIKE = 0.8, 0.6
"""Probability that an identical word, or a wholly similar one, is the translation."""
LEAST_SIMILAR = 0.7
"""Below this share of common letters, words with the same first three letters are strangers (capital, capture)."""
PREFIX = 3
TYPICAL = 5e-4
"""Share of running text that a middling word takes: the prior that a document's own counts are mixed with."""


@dataclass(frozen=True, slots=True)
class Side:
    """The lines of one side: active words (with a counterpart somewhere in the other text) as numbers, and all lengths.

    Attributes:
        types: for each line, the numbers of its active words, with repetition.
        counts: number of all words of each line.
        chars: number of letters and digits of each line.
        logp: log probability of each active word in running text.
    """

    types: list[Ints]
    counts: Floats
    chars: Floats
    logp: Floats


@dataclass(frozen=True, slots=True)
class Lexical:
    """Both sides, and the translation candidates: *to_target[v]* holds the target words that may render source word *v*."""

    source: Side
    target: Side
    to_target: list[tuple[Ints, Floats]]
    to_source: list[tuple[Ints, Floats]]


def build(source: list[list[str]], target: list[list[str]]) -> Lexical:
    """Return the word evidence for two tokenised texts."""
    counts = Counter(w for line in source for w in line), Counter(w for line in target for w in line)
    links = cognates(list(counts[0]), list(counts[1]))
    ids: tuple[dict[str, int], dict[str, int]] = ({}, {})
    forward: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    backward: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for (v, w), p in sorted(links.items()):
        i, j = ids[0].setdefault(v, len(ids[0])), ids[1].setdefault(w, len(ids[1]))
        forward[i].append((j, p))
        backward[j].append((i, p))
    return Lexical(
        _side(source, ids[0], counts[0]),
        _side(target, ids[1], counts[1]),
        [_arrays(forward[i]) for i in range(len(ids[0]))],
        [_arrays(backward[j]) for j in range(len(ids[1]))],
    )


def _side(lines: list[list[str]], ids: dict[str, int], counts: Counter[str]) -> Side:
    total = max(1, counts.total())
    share = np.array([counts[w] / total for w in ids], dtype=np.float32)
    return Side(
        [np.array([ids[w] for w in line if w in ids], dtype=np.int32) for line in lines],
        np.array([len(line) for line in lines], dtype=np.float32),
        np.array([sum(map(len, line)) for line in lines], dtype=np.float32),
        0.5 * (np.log(share) + np.float32(np.log(TYPICAL))) if len(share) else share,
    )


def _arrays(pairs: list[tuple[int, float]]) -> tuple[Ints, Floats]:
    return np.array([j for j, _ in pairs], dtype=np.int32), np.array([p for _, p in pairs], dtype=np.float32)


def cognates(source: list[str], target: list[str]) -> dict[tuple[str, str], float]:
    """Return the pairs of words that look like one word in two languages, with the probability that they are."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    found: dict[tuple[str, str], float] = {}
    other = set(target)
    for word in source:
        if word in other and (len(word) >= PREFIX + 1 or word[0].isdigit()):
            found[word, word] = SAME
    groups: tuple[defaultdict[str, list[str]], defaultdict[str, list[str]]] = (defaultdict(list), defaultdict(list))
    for side, words in zip(groups, (source, target), strict=True):
        for word in words:
            if len(word) > PREFIX and not word[0].isdigit():
                side[word[:PREFIX]].append(word)
    for prefix, mine in groups[0].items():
        theirs = groups[1].get(prefix)
        if not theirs:
            continue
        alike = cdist(mine, theirs, scorer=Indel.normalized_similarity, score_cutoff=LEAST_SIMILAR, dtype=np.float32)
        for i, j in zip(*np.nonzero(alike), strict=True):
            found.setdefault((mine[i], theirs[j]), ALIKE * float(alike[i, j]))
    return found
