"""Scores of beads: a symmetric log-likelihood ratio of words, the length of both sides, ends of sentences and paragraphs.

The word evidence follows Moore (2002): how much likelier do the words of one side make those of the other than chance does,
here in both directions. Lengths follow Gale & Church (1993), with the variance of the log ratio taken from the document. The
weights are learnt (`transqa/train/aligner.py`) so that the posterior probability of hand-made alignments is greatest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from transqa.alignment.lexical import Lexical, Side

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float32]
    Shapes = Sequence[tuple[int, int]]
    Places = NDArray[np.int32] | NDArray[np.int64]

SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2), (3, 3), (1, 5), (5, 1))
"""Shapes of beads that are looked for: source lines, target lines."""
WIDEST = max(max(shape) for shape in SHAPES)
PER_LETTER = 2.5
"""Variance of the log ratio of lengths that comes from chance: this, over the letters of both sides."""
LENGTH_LIMIT = 8.0
"""Most that a wrong length can count before it is weighted."""
LETTERS = 5
"""Letters added to each length, so that short lines do not count for too much."""
NULL_WORDS = 20
"""A line without partner costs no more for more words than this."""
SENTENCE_WORDS = 5
"""A longer line is a sentence; a shorter one is often furniture (a menu, a caption), which translations leave out or add."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence counts, in nats. *floors*, *learnt* and the last three were set by hand, the others learnt.

    Learning again from scratch gives others that are as good: strict F1 within 0.006 on each set.

    Attributes:
        floors: share of a word's probability that needs no translation, so that a free rendering is no contradiction, for each
            of `lexical.KINDS`.
        lexicon: weight of the evidence of words that a lexicon has; cognate, number, mark, learnt: of the other kinds.
        length: weight of the log density of the ratio of lengths.
        inner: for each end of a line inside a bead that ends no sentence.
        edge: a bead that ends a sentence on one side only.
        null: a line without partner, per_word: for each of its words up to NULL_WORDS, repeated: if it stands in the
            text more than once, fragment: for each of its ends that ends no sentence, wordless: if it has no words at all, and
            the other text nothing like it.
        priors: log prior of each shape against 1–1, by (smaller, larger) number of lines.
        agree: both sides of a bead start a paragraph.
        clash: only one does.
        cross: for each paragraph more that a bead runs over on one side than on the other.
    """

    floors: tuple[float, ...] = (0.65, 0.65, 0.2, 0.65, 0.65)
    lexicon: float = 0.397
    cognate: float = 0.576
    number: float = 0.532
    mark: float = 0.534
    learnt: float = 0.3
    length: float = 0.582
    inner: float = 0.73
    edge: float = -1.561
    null: float = -1.079
    per_word: float = -0.064
    repeated: float = 1.244
    fragment: float = -0.935
    wordless: float = 2.105
    priors: dict[tuple[int, int], float] = field(
        default_factory=lambda: {
            (1, 1): 0.0,
            (1, 2): -2.695,
            (1, 3): -4.755,
            (2, 2): -4.731,
            (1, 4): -7.018,
            (2, 3): -5.984,
            (3, 3): -7.312,
            (1, 5): -8.758,
        }
    )
    agree: float = 0.5
    clash: float = -0.7
    cross: float = -1.5


@dataclass(frozen=True, slots=True)
class Fit:
    """What a first pass has learnt of a document.

    Attributes:
        ratio: letters of the target for each letter of the source.
        spread: variance of the log ratio of lengths between translated lines that is not chance.
        alone: what the score of a sentence without partner gains or loses, by how often this document has such.
    """

    ratio: float
    spread: float
    alone: float = 0.0


@dataclass(frozen=True, slots=True)
class Starts:
    """Which lines start a paragraph, on either side."""

    source: Bools
    target: Bools


class Scorer:
    """Scores beads for windows of the alignment matrix."""

    def __init__(self, lexical: Lexical, starts: Starts | None = None, weights: Weights | None = None) -> None:
        """Hold the evidence; *starts* is None where the lines have no paragraphs."""
        self.lexical = lexical
        self.starts = starts
        self.weights = w = weights or Weights()
        self.floors = np.array(w.floors, dtype=np.float32)
        self.by_kind = np.array([w.lexicon, w.cognate, w.number, w.mark, w.learnt], dtype=np.float32)

    def nulls(self, fit: Fit) -> tuple[Floats, Floats]:
        """Return the scores of lines without partner, of the source and of the target."""
        return self._null(self.lexical.source, fit.alone), self._null(self.lexical.target, fit.alone)

    def _null(self, side: Side, alone: float) -> Floats:
        w = self.weights
        cost = w.null + w.per_word * np.minimum(side.counts, NULL_WORDS) + w.repeated * side.repeated
        cost += w.fragment * (side.weak + np.concatenate([[0], side.weak[:-1]])) + w.wordless * side.is_junk
        return np.asarray(cost + alone * side.is_sentence, dtype=np.float32)

    def window(
        self, r0: int, r1: int, c0: int, c1: int, band: Bools | None = None, shapes: Shapes = SHAPES
    ) -> dict[tuple[int, int], Floats]:
        """Return for each of *shapes* the scores of beads that start at source lines r0..r1-1 and target lines c0..c1-1.

        Lengths are left out (`length_scores`). Outside the *band* (a place for each of these beads; None: all of them) and past
        the end of a text, scores mean nothing.
        """
        src, tgt = self.lexical.source, self.lexical.target
        rows, cols = min(r1 + WIDEST - 1, len(src)), min(c1 + WIDEST - 1, len(tgt))
        inside = np.zeros((rows - r0, cols - c0), dtype=bool)
        inside[: r1 - r0, : c1 - c0] = True if band is None else band
        forward = _likelihood(src, tgt, (r0, rows), (c0, cols), _reached(inside), self)
        backward = _likelihood(tgt, src, (c0, cols), (r0, rows), _reached(inside.T), self)
        out = {}
        for a, b in shapes:
            words = _sum_ahead(forward[a - 1], b)[: r1 - r0, : c1 - c0] + _sum_ahead(backward[b - 1], a)[: c1 - c0, : r1 - r0].T
            score = 0.5 * words + np.float32(self.weights.priors[min(a, b), max(a, b)])
            score += self._sentences(a, b, r0, r1, c0, c1)
            if self.starts is not None:
                score += self._paragraphs(self.starts, a, b, r0, r1, c0, c1)
            out[a, b] = score
        return out

    def _sentences(self, a: int, b: int, r0: int, r1: int, c0: int, c1: int) -> Floats:
        """Return what speaks for beads in where sentences end inside them and at their ends."""
        s, t = self.lexical.source.weak, self.lexical.target.weak
        inner = _inside(s, a, r0, r1)[:, None] + _inside(t, b, c0, c1)[None, :]
        ends = _at(s, r0 + a - 1, r1 + a - 1)[:, None] != _at(t, c0 + b - 1, c1 + b - 1)[None, :]
        return np.asarray(self.weights.inner * inner + self.weights.edge * ends, dtype=np.float32)

    def _paragraphs(self, starts: Starts, a: int, b: int, r0: int, r1: int, c0: int, c1: int) -> Floats:
        w = self.weights
        s, t = _inside(starts.source[1:], a, r0, r1)[:, None], _inside(starts.target[1:], b, c0, c1)[None, :]
        first_s, first_t = starts.source[r0:r1][:, None], starts.target[c0:c1][None, :]
        agree = np.where(first_s & first_t, w.agree, np.where(first_s ^ first_t, w.clash, 0.0))
        return np.asarray(agree + w.cross * np.abs(s - t), dtype=np.float32)


def length_scores(scorer: Scorer, fit: Fit, row: Places, column: Places, shapes: Shapes = SHAPES) -> Floats:
    """Return for each of *shapes* the score of the lengths of beads that end before source line *row* and target line *column*.

    The log ratio of lengths is normal, with a variance that falls with the length.
    """
    ours, theirs = scorer.lexical.source.letters_before, scorer.lexical.target.letters_before
    out = np.empty((len(shapes), len(row)), dtype=np.float32)
    for k, (a, b) in enumerate(shapes):
        source = (fit.ratio * (ours[row] - ours[np.maximum(row - a, 0)])).astype(np.float32)
        target = (theirs[column] - theirs[np.maximum(column - b, 0)]).astype(np.float32)
        variance = np.float32(fit.spread) + np.float32(PER_LETTER) / (source + target + LETTERS)
        deviation = np.log((target + LETTERS) / (source + LETTERS)) ** 2 / variance
        out[k] = np.minimum(deviation / 2, LENGTH_LIMIT) + np.log(variance) / 2
    out *= np.float32(-scorer.weights.length)
    return out


def _likelihood(given: Side, words: Side, g: tuple[int, int], w: tuple[int, int], wanted: Bools, scorer: Scorer) -> list[Floats]:
    """Return, for runs of 1 to WIDEST lines of *given*, the weighted log-likelihood ratio of each line of *words*.

    Entry [n - 1][i, j]: lines i..i+n-1 of the window *g* of *given*, line j of the window *w* of *words*, where *wanted*.
    """
    height, width = g[1] - g[0], w[1] - w[0]
    first, last = int(words.starts[w[0]]), int(words.starts[w[1]])
    tokens, kinds = words.words[first:last], words.kinds[first:last]
    if not len(tokens):
        return [np.zeros((height, width), dtype=np.float32)] * WIDEST
    line = np.repeat(np.arange(width), np.diff(words.starts[w[0] : w[1] + 1]))
    floor, weight = scorer.floors[kinds], scorer.by_kind[kinds]
    base = np.bincount(line, weights=weight * np.log(floor), minlength=width).astype(np.float32)
    scale = np.exp(-words.logp[first:last]) * ((1 - floor) / floor)
    size = len(tokens)
    mass = np.zeros((height + WIDEST - 1, size), dtype=np.float32)
    mass[:height] = _mass(given, g, words, tokens)
    reached = mass[:height] > 0
    for k in range(1, WIDEST):
        reached |= mass[k : height + k] > 0
    reached &= wanted[:, line]
    at = np.flatnonzero(reached)  # most words of most runs have no translation opposite: only the others are looked at
    r, t = np.divmod(at, size)
    cell, weight, scale = r * width + line[t], weight[t], scale[t]
    counts = np.concatenate([given.counts[g[0] : g[1]], np.zeros(WIDEST, dtype=np.float32)])
    total, n_words = np.zeros(len(at), dtype=np.float32), np.ones(height, dtype=np.float32)
    out = []
    for n in range(WIDEST):
        total += mass.ravel()[at + n * size]
        n_words += counts[n : height + n]
        gain = weight * np.log(1 + total * scale / n_words[r])
        sums = np.bincount(cell, weights=gain, minlength=height * width).astype(np.float32)
        out.append(sums.reshape(height, width) + base)
    return out


def _reached(starts: Bools) -> Bools:
    """Return the places that beads which start at *starts* reach over in their own row."""
    out = starts.copy()
    for k in range(1, WIDEST):
        out[:, k:] |= starts[:, :-k]
    return out


def _mass(given: Side, g: tuple[int, int], words: Side, tokens: NDArray[np.int32]) -> Floats:
    """Return, for each line of the window *g*, the translation probability that its words give to each of *tokens* of *words*."""
    row, places = given.renderings(*g)
    into, p = given.into[places], given.into_p[places]
    place = np.full(len(words.into_of) - 1, -1, dtype=np.int32)  # of each word of the vocabulary, one of its places
    place[tokens] = np.arange(len(tokens), dtype=np.int32)
    at = place[into]
    hit = at >= 0
    height, width = g[1] - g[0], len(tokens)
    sums = np.bincount(row[hit] * width + at[hit], weights=p[hit], minlength=height * width)
    return sums.astype(np.float32).reshape(height, width)[:, place[tokens]]


def _sum_ahead(matrix: Floats, width: int) -> Floats:
    """Return for each column the sum of it and the next width - 1 columns (past the end: fewer)."""
    if width == 1:
        return matrix
    out = matrix.copy()
    for k in range(1, width):
        out[:, :-k] += matrix[:, k:]
    return out


def _inside(marks: Floats | Bools, width: int, first: int, last: int) -> Floats:
    """Return how many of the *marks* at the ends of lines stand inside each run of *width* lines."""
    out = np.zeros(last - first, dtype=np.float32)
    for k in range(width - 1):
        out += _at(marks, first + k, last + k)
    return out


def _at(marks: Floats | Bools, first: int, last: int) -> Floats:
    """Return the *marks* of lines first..last-1; none past the end."""
    out = np.zeros(last - first, dtype=np.float32)
    there = marks[first:last]
    out[: len(there)] = there
    return out
