"""Words that look alike in two languages, and words that look alike by way of a third: evidence where there is no lexicon.

That words with the same first letters are often cognates is the finding of Simard, Foster & Isabelle (1992).
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from transqa.alignment.lexicon import Lexicon, Links

SAME, ALIKE = 0.8, 0.6
"""Probability that an identical word, or a wholly similar one, is the translation."""
LEAST_SIMILAR = 0.7
"""Below this share of common letters, words with the same first letters are strangers (capital, capture)."""
BRIDGED_SIMILAR = 0.66
"""The same for a word against a translation into a third language, which is evidence of its own."""
PREFIX = 3
MOST_OFTEN = 30
"""A short word that stands more often is no name."""
SPELLINGS = str.maketrans("kqyw", "cciv")
"""What languages in Latin script write for the same letter of Greek, Latin and Germanic words (Akademie, académie) ..."""
DIGRAPHS = (("ph", "f"), ("th", "t"))
"""... and for the same sound (Photo, foto)."""
MOST_PAIRS = 1_000_000
"""Words are compared in groups of so many pairs at most, for time and memory."""
LONGEST = 40
"""Longer "words" are data."""
SURE = 0.05
"""Least probability of a translation into the third language."""


def cognates(source: Iterable[str], target: Iterable[str], least: float = LEAST_SIMILAR) -> Links:
    """Return the pairs of words that look like one word in two languages, with the probability that they are.

    Args:
        source: words of one language, folded as `tokens` folds them.
        target: words of the other.
        least: least share of common letters (normalised indel similarity).
    """
    ours, theirs = sorted(set(source)), sorted(set(target))
    other = set(theirs)
    found: Links = {}
    for word in ours:
        if word in other and (len(word) > PREFIX or not word[0].isalpha()):
            found[word, word] = SAME, SAME
    skeletons = _by_skeleton(ours), _by_skeleton(theirs)
    for one, two, similarity in _alike(list(skeletons[0]), list(skeletons[1]), least):
        for v in skeletons[0][one]:
            for w in skeletons[1][two]:
                found.setdefault((v, w), (ALIKE * similarity, ALIKE * similarity))
    return found


def _by_skeleton(words: list[str]) -> dict[str, list[str]]:
    """Return the words that are long enough to tell, by their skeletons."""
    out: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        if PREFIX < len(word) <= LONGEST and word[0].isalpha():
            bare = skeleton(word)
            if len(bare) > PREFIX:
                out[bare].append(word)
    return out


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Return a word as it stands where languages write one sound differently: photographie and fotografie are one."""
    word = word.translate(SPELLINGS)
    for letters, plain in DIGRAPHS:
        word = word.replace(letters, plain)
    return _doubled().sub(r"\1", word)


@cache
def _doubled() -> re.Pattern[str]:
    return re.compile(r"(.)\1")


def _alike(source: list[str], target: list[str], least: float) -> Iterator[tuple[str, str, float]]:
    """Yield the similar pairs among words with the same first letters: PREFIX of them, more where too many words share these."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    waiting = [(*pair, PREFIX) for pair in _by_prefix(source, target, PREFIX)]
    while waiting:
        mine, others, prefix = waiting.pop()
        if len(mine) * len(others) > MOST_PAIRS and prefix < LONGEST:
            waiting += [(*pair, prefix + 1) for pair in _by_prefix(mine, others, prefix + 1)]
            continue
        alike = cdist(mine, others, scorer=Indel.normalized_similarity, score_cutoff=least, dtype=np.float32)
        for i, j in np.argwhere(alike).tolist():
            yield mine[i], others[j], float(alike[i, j])


def short_names(source: Mapping[str, int], target: Mapping[str, int]) -> Links:
    """Return the words of three letters that stand in both texts, about as often: Tom, UNO, but not French or German "des".

    Args:
        source: how often each word stands in the source.
        target: the same for the target.
    """
    both = [w for w in source if len(w) == PREFIX and w.isalpha() and w in target]
    alike = [w for w in both if max(source[w], target[w]) <= min(MOST_OFTEN, 2 * source[w], 2 * target[w])]
    return {(w, w): (SAME, SAME) for w in alike}


def _by_prefix(source: list[str], target: list[str], letters: int) -> list[tuple[list[str], list[str]]]:
    """Return the words of both sides that share so many first letters, a pair of lists for each beginning that both have."""
    groups: tuple[defaultdict[str, list[str]], defaultdict[str, list[str]]] = (defaultdict(list), defaultdict(list))
    for side, words in zip(groups, (source, target), strict=True):
        for word in words:
            side[word[:letters]].append(word)
    return [(mine, groups[1][prefix]) for prefix, mine in groups[0].items() if prefix in groups[1]]


def bridged(source: Iterable[str], target: Iterable[str], lexicon: Lexicon) -> Links:
    """Return pairs whose source word has a translation into a third language that looks like the target word.

    English "week" is French "semaine" in the lexicon, which looks like Spanish "semana".

    Args:
        source: words of the lexicon's source language.
        target: words of a language related to the lexicon's target language.
        lexicon: from the language of *source* into the third language.
    """
    number = lexicon.source.number
    here = {number[w]: w for w in source if w in number}
    mask = np.zeros(len(lexicon.source.words), dtype=bool)
    mask[list(here)] = True
    renderings: defaultdict[str, list[tuple[str, float, float]]] = defaultdict(list)
    for k in np.flatnonzero(mask[lexicon.pair_source] & (lexicon.forward > SURE)).tolist():
        pivot = lexicon.target.words[int(lexicon.pair_target[k])]
        renderings[pivot].append((here[int(lexicon.pair_source[k])], float(lexicon.forward[k]), float(lexicon.backward[k])))
    found: Links = {}
    for (pivot, word), (alike, _) in cognates(renderings, target, BRIDGED_SIMILAR).items():
        for origin, p, q in renderings[pivot]:
            a, b = found.get((origin, word), (0.0, 0.0))
            found[origin, word] = max(a, p * alike), max(b, q * alike)
    return found
