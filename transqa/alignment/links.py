"""Word links inside a bead: which word of the source a word of the target renders.

Each direction gives the probability that a word answers to each word of the other side: how likely a translation it is
(lexicon, look-alike, what the document taught), times how near their places are (Dyer et al. 2013), against answering to
none. The geometric mean of both directions orders the pairs, and the best are linked first, each word once (competitive
linking, Melamed 2000); then words beside a link may join it where nothing else claims them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from transqa.alignment.evidence import gather
from transqa.alignment.resources import NONE
from transqa.alignment.tokens import words_with_places
from transqa.model import Span, WordLink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from transqa.alignment.evidence import Evidence
    from transqa.alignment.resources import Resources
    from transqa.model import Bead, Segment

    Floats = NDArray[np.float64]
    Placed = list[tuple[str, Span]]

TENSION = 5.0
"""How strongly words are expected near the diagonal."""
UNLINKED = 2e-3
"""Probability that a word answers to none, in the measure of a translation probability."""
NEVER, STRANGERS = 1e-5, 0.03
"""Translation probability of words that are known, but not for each other's, and of two words of which nothing is known."""
LEAST = 0.25
"""Least probability of a link."""
MAX_WORDS = 400


class WordLinker:
    """Finds the word links of the beads of one alignment."""

    def __init__(
        self, source: Sequence[Segment], target: Sequence[Segment], resources: Resources, evidence: Evidence | None = None
    ) -> None:
        """Hold the segments; the *evidence* is gathered on first use where the aligner has not done so.

        Nothing else is kept, so that beads can be pickled for other processes whatever translator was used.
        """
        self._segments = source, target
        self._evidence = evidence
        self._sources = ((), NONE) if evidence is not None else (resources.lexicons, resources.bridges)

    def __call__(self, bead: Bead) -> tuple[WordLink, ...]:
        """Return the links of a bead, in target order."""
        ours, theirs = (
            [p for k in own for p in _placed(side[k])][:MAX_WORDS]
            for own, side in ((bead.source, self._segments[0]), (bead.target, self._segments[1]))
        )
        if not ours or not theirs:
            return ()
        links = _linked(self._probabilities(ours, theirs))
        return tuple(WordLink(ours[i][1], theirs[j][1], p) for (j, i), p in sorted(((j, i), p) for (i, j), p in links.items()))

    def _known(self) -> Evidence:
        if self._evidence is None:
            ours, theirs = (Counter(w for s in side for w, _ in _placed(s)) for side in self._segments)
            self._evidence = gather(ours, theirs, *self._sources)
        return self._evidence

    def _probabilities(self, ours: Placed, theirs: Placed) -> Floats:
        """Return for each word of the source and of the target the probability that they belong together."""
        known = self._known()
        p = np.array([[known.links.get((v, w), (NEVER, NEVER)) for w, _ in theirs] for v, _ in ours])
        strange = [np.array([w not in kinds for w, _ in words]) for words, kinds in zip((ours, theirs), known.kinds, strict=True)]
        p[np.outer(*strange)] = STRANGERS
        near = np.abs((np.arange(len(ours)) + 0.5)[:, None] / len(ours) - (np.arange(len(theirs)) + 0.5)[None, :] / len(theirs))
        place = np.exp(-TENSION * near)
        forward, backward = p[:, :, 0] * place, p[:, :, 1] * place
        forward /= forward.sum(axis=0, keepdims=True) + UNLINKED
        backward /= backward.sum(axis=1, keepdims=True) + UNLINKED
        out: Floats = np.sqrt(forward * backward)
        return out


def _placed(segment: Segment) -> Placed:
    start = segment.span.start
    return [(w, Span(start + a, start + b)) for w, a, b in words_with_places(segment.text)]


def _linked(p: Floats) -> dict[tuple[int, int], float]:
    """Link the likeliest pairs first, each word once; then words beside a link to its other word, where they are free."""
    order = np.argsort(-p, axis=None, kind="stable")[: int((p >= LEAST).sum())]
    pairs = [(int(k) // p.shape[1], int(k) % p.shape[1]) for k in order]
    links: dict[tuple[int, int], float] = {}
    free: tuple[set[int], set[int]] = (set(range(p.shape[0])), set(range(p.shape[1])))
    for i, j in pairs:
        if i in free[0] and j in free[1]:
            links[i, j] = float(p[i, j])
            free[0].discard(i)
            free[1].discard(j)
    for i, j in pairs:
        beside = any((i + d, j) in links or (i, j + d) in links for d in (-1, 1))
        if beside and (i in free[0] or j in free[1]):
            links[i, j] = float(p[i, j])
            free[0].discard(i)
            free[1].discard(j)
    return links
