"""What a first pass teaches of a document: how long its translations are, how freely it goes, and words that no lexicon has."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from transqa.alignment import ibm
from transqa.alignment.score import LETTERS, PER_LETTER, Fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.alignment.lexical import Lexical, Lines
    from transqa.alignment.lexicon import Links
    from transqa.alignment.search import Search, Step

SPREAD, SPREAD_BEADS = 0.012, 5
"""Variance of the log ratio of lengths that is not chance: what is expected, and for how many beads that expectation counts.
Measured on aligned beads: 0.005 in news, 0.01 in a mountaineers' yearbook, 0.025 in novels."""
LEAST_SPREAD, MOST_SPREAD = 0.003, 0.06
RATIO_BEADS = 3
"""For how many beads the ratio of the whole texts counts beside those of the beads."""
ALONE, ALONE_LINES = 0.25, 20
"""Share of sentences without partner that the weights expect, and for how many lines that expectation counts."""
TAUGHT_BEADS = 20
"""In fewer beads than this words meet by chance (research/alignment.md §4.1)."""
DISCOUNT, LEAST_TAUGHT = 0.7, 0.08
"""Taken from each expected count of a word pair; geometric mean of both probabilities from which a pair is believed."""
ITERATIONS = 5


def first_guess(lexical: Lexical) -> Fit:
    """Return what can be said before the first pass."""
    return Fit(_whole_ratio(lexical), SPREAD)


def _whole_ratio(lexical: Lexical) -> float:
    """Target letters for each source letter, over the whole text, kept within what languages do."""
    ratio = (float(lexical.target.letters_before[-1]) + 200) / (float(lexical.source.letters_before[-1]) + 200)
    return min(3.0, max(0.33, ratio))


def fit(lexical: Lexical, search: Search, beads: Sequence[Step]) -> Fit:
    """Return what the first pass, and its sure *beads*, say of lengths and of sentences without partner."""
    ours, theirs = lexical.source.letters_before, lexical.target.letters_before
    source = np.array([ours[s.i + s.a] - ours[s.i] for s in beads])
    target = np.array([theirs[s.j + s.b] - theirs[s.j] for s in beads])
    whole = _whole_ratio(lexical)
    chance = PER_LETTER / (whole * source + target + LETTERS)
    weight = SPREAD / (SPREAD + chance)
    log_ratio = np.log((target + LETTERS) / (source + LETTERS))
    ratio = float((np.log(whole) * RATIO_BEADS + (log_ratio * weight).sum()) / (RATIO_BEADS + weight.sum()))
    excess = np.minimum((log_ratio - ratio) ** 2, 0.5) - chance
    spread = float((SPREAD_BEADS * SPREAD + (excess * weight).sum()) / (SPREAD_BEADS + weight.sum()))
    return Fit(float(np.exp(ratio)), min(MOST_SPREAD, max(LEAST_SPREAD, spread)), _alone(lexical, search))


def _alone(lexical: Lexical, search: Search) -> float:
    """Return by how much sentences without partner are likelier here than the weights expect (log)."""
    sentences = lexical.source.is_sentence[: search.end[0]], lexical.target.is_sentence[: search.end[1]]
    alone = search.alone_source[: search.end[0]][sentences[0]].sum() + search.alone_target[: search.end[1]][sentences[1]].sum()
    lines = sentences[0].sum() + sentences[1].sum()
    return float(np.log((alone + ALONE * ALONE_LINES) / (lines + ALONE_LINES) / ALONE))


def taught(source: Lines, target: Lines, beads: Sequence[Step]) -> Links:
    """Return the word pairs that the sure *beads* of the document teach; none from a short one."""
    if len(beads) < TAUGHT_BEADS:
        return {}
    pairs = [(_words(source, s.i, s.a), _words(target, s.j, s.b)) for s in beads]
    words = tuple(_repeated([p[side] for p in pairs]) for side in (0, 1))
    corpus = ibm.corpus(
        [([words[0][v] for v in a if v in words[0]], [words[1][w] for w in b if w in words[1]]) for a, b in pairs]
    )
    if not len(corpus):
        return {}
    back = ibm.train(corpus.swapped(), len(words[1]), len(words[0]), iterations=ITERATIONS)
    backward = {(v, w): (q, n) for w, v, q, n in zip(*(x.tolist() for x in back), strict=True)}
    names = list(words[0]), list(words[1])
    out: Links = {}
    for v, w, p, n in zip(
        *(x.tolist() for x in ibm.train(corpus, len(words[0]), len(words[1]), iterations=ITERATIONS)), strict=True
    ):
        q, m = backward.get((v, w), (0.0, 0.0))
        share = max(0.0, 1 - DISCOUNT / max(min(n, m), 1e-9))
        if p * q * share**2 >= LEAST_TAUGHT**2:
            out[names[0][v], names[1][w]] = p * share, q * share
    return out


def _words(lines: Lines, first: int, number: int) -> list[str]:
    return [w for line in lines.tokens[first : first + number] for w in line]


def _repeated(texts: list[list[str]]) -> dict[str, int]:
    """Number the words that stand in at least two of the texts."""
    counts = Counter(w for text in texts for w in set(text))
    return {w: i for i, w in enumerate(sorted(w for w, n in counts.items() if n >= 2))}
