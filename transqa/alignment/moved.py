"""Blocks that stand elsewhere in the translation: lines left alone on both sides that translate each other all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from transqa.alignment.score import length_scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.alignment.anchors import Point
    from transqa.alignment.lexical import Lexical
    from transqa.alignment.score import Fit, Scorer
    from transqa.alignment.search import Step

ONE_TO_ONE = ((1, 1),)
GAIN = 7.0
"""By how much (nats) a moved block must be likelier than its lines being left out and added."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A source line and a target line that translate each other out of order."""

    i: int
    j: int
    score: float
    confidence: float


def moved_pairs(scorer: Scorer, fit: Fit, path: Sequence[Step], found: Sequence[Point]) -> list[Pair]:
    """Return the pairs of lines that the path leaves alone and that belong together, at most one for each line.

    Args:
        scorer: scores them.
        fit: what is known of the document.
        path: the best path.
        found: lines that share rare words (`anchors.candidates`), wherever they stand.
    """
    ours = {s.i for s in path if s.a and not s.b}
    theirs = {s.j for s in path if s.b and not s.a}
    if not ours or not theirs:
        return []
    scored = {}
    null = scorer.nulls(fit)
    for i, j, _ in found:
        for di, dj in ((0, 0), (1, 1), (-1, -1)):  # neighbours of a moved line moved with it
            at = i + di, j + dj
            if at[0] in ours and at[1] in theirs and at not in scored:
                score = _score(scorer, fit, *at)
                scored[at] = score, score - float(null[0][at[0]] + null[1][at[1]])
    return _chosen(scored, scorer.lexical)


def _score(scorer: Scorer, fit: Fit, i: int, j: int) -> float:
    words = scorer.window(i, i + 1, j, j + 1, shapes=ONE_TO_ONE)[1, 1][0, 0]
    return float(words + length_scores(scorer, fit, np.array([i + 1]), np.array([j + 1]), ONE_TO_ONE)[0, 0])


def _chosen(scored: dict[tuple[int, int], tuple[float, float]], lexical: Lexical) -> list[Pair]:
    """Take whole blocks (lines that follow each other on both sides), the likeliest first; a single line if it is a sentence."""
    blocks = []
    for (i, j), (_, gain) in scored.items():
        if gain > 0 and scored.get((i - 1, j - 1), (0.0, 0.0))[1] <= 0:
            block = [(i, j)]
            while scored.get((block[-1][0] + 1, block[-1][1] + 1), (0.0, 0.0))[1] > 0:
                block.append((block[-1][0] + 1, block[-1][1] + 1))
            blocks.append((sum(scored[p][1] for p in block), block))
    taken: tuple[set[int], set[int]] = (set(), set())
    out = []
    for gain, block in sorted(blocks, key=lambda b: (-b[0], b[1])):
        alone = len(block) == 1 and not (lexical.source.is_sentence[block[0][0]] and lexical.target.is_sentence[block[0][1]])
        if gain >= GAIN and not alone and not any(i in taken[0] or j in taken[1] for i, j in block):
            taken[0].update(i for i, _ in block)
            taken[1].update(j for _, j in block)
            out += [Pair(i, j, scored[i, j][0], float(1 / (1 + np.exp(GAIN - gain - 2)))) for i, j in block]
    return out
