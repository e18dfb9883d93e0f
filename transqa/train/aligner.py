"""Learns the weights of the aligner from hand-made alignments: those that make the right beads likeliest.

    python -m transqa.train.aligner ../shared/data/align/*-{novels,noisy,textberg,parice}.json [--folds 2]

Each file holds documents (`source`, `target`, `source_lang`, `target_lang`, `beads`); a file counts as a whole, times its
share (SHARES). The paths through a document's lattice are a conditional random field (Lafferty, McCallum & Pereira 2001), whose
gradient is the difference between the evidence in the right beads and that expected over all paths. With `--folds` the
strict F1 of each file is printed for documents that were not learnt from: every other one, every third, and so on. Needs
SciPy (dependency group `train`).
"""

from __future__ import annotations

import argparse
import codecs
import json
import sys
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from transqa.alignment import align_segments, resources_for
from transqa.alignment.aligner import prepared
from transqa.alignment.score import SHAPES, Fit, Scorer, Weights, length_scores
from transqa.alignment.search import NEVER, Lattice, Search
from transqa.train.scoring import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Documents = dict[str, list[dict[str, Any]]]

SHARES = {
    "en-fr-novels": 2.0,
    "en-fr-news-noisy": 1.5,
    "de-fr-textberg": 2.0,
    **dict.fromkeys(
        (
            "en-is-parice",
            "en-fr-novels-masked",
            "de-fr-textberg-masked",
            *(f"en-{tag}-news-noisy" for tag in ("es", "it", "pt", "de")),
        ),
        0.5,
    ),
}
"""How much each set counts: the hand-made ones more than those with constructed noise, of which there are five alike."""
MASKED = ("en-fr-novels", "de-fr-textberg")
"""Sets that are learnt from a second time, masked, so that lengths and ends of sentences can do without words."""
WORDS = ("lexicon", "cognate", "number", "mark", "inner", "edge")
NULLS = ("null", "per_word", "repeated", "fragment", "wordless")
PRIORS = tuple(sorted({(min(s), max(s)) for s in SHAPES} - {(1, 1)}))
NAMES = (*WORDS, "length", *NULLS, *(f"prior {a}-{b}" for a, b in PRIORS))
NO_PRIORS = {(min(s), max(s)): 0.0 for s in SHAPES}
START = Weights(
    lexicon=0.5,
    cognate=0.5,
    number=0.5,
    mark=0.5,
    length=1.0,
    inner=1.0,
    edge=-1.0,
    null=-1.0,
    per_word=-0.2,
    repeated=1.0,
    fragment=-1.0,
    wordless=1.0,
    priors={(1, 1): 0.0, (1, 2): -2.5, (2, 2): -5.0, (1, 3): -4.0, (1, 4): -5.0, (2, 3): -6.0, (3, 3): -8.0, (1, 5): -6.0},
)
"""Where learning starts: research/alignment.md §4.1, rounded."""
LOWEST = {"edge": None, "null": None, "per_word": None, "fragment": None, **dict.fromkeys(NAMES[-len(PRIORS) :])}
"""Weights that may be negative; the others may not."""
ROUNDS, ITERATIONS = 3, 20
PULL = 0.002
"""How strongly weights are drawn to those that learning starts from (Gaussian prior)."""


def to_weights(theta: Floats) -> Weights:
    """Return the weights that a vector stands for."""
    named: dict[str, Any] = dict(zip(NAMES, map(float, theta), strict=True))
    priors = {(1, 1): 0.0, **{(a, b): named[f"prior {a}-{b}"] for a, b in PRIORS}}
    return Weights(priors=priors, **{name: named[name] for name in (*WORDS, "length", *NULLS)})


def to_vector(w: Weights) -> Floats:
    """Return weights as a vector in the order of NAMES."""
    return np.array([*(getattr(w, name) for name in (*WORDS, "length", *NULLS)), *(w.priors[p] for p in PRIORS)])


@dataclass
class Example:
    """A document with the evidence of each bead of its lattice, and the evidence that its right beads hold."""

    lattice: Lattice
    fit: Fit
    features: Floats  # evidence (WORDS and length), shape, cell
    alone: tuple[Floats, Floats]  # NULLS, line: of the source, of the target
    right: Floats
    beads: int

    @classmethod
    def of(cls, document: dict[str, Any], weights: Weights) -> Example:
        """Return the example of a document; what a first pass learns of it comes from *weights*."""
        kept = [[i for i, line in enumerate(document[side]) if line.strip()] for side in ("source", "target")]
        resources = replace(resources_for(document["source_lang"], document["target_lang"]), weights=weights)
        texts = [[document[side][i] for i in own] for side, own in zip(("source", "target"), kept, strict=True)]
        p = prepared(texts[0], texts[1], resources)
        lattice, fit = p.lattice, p.fit
        scorers = {n: Scorer(lattice.scorer.lexical, None, _only(n)) for n in (*WORDS, "length", *NULLS)}
        possible = lattice.evidence > NEVER / 2
        words = [np.where(possible, Lattice(scorers[n], *lattice.bounds).evidence, 0.0) for n in WORDS]
        lengths = length_scores(scorers["length"], fit, lattice.row, lattice.column)
        features = np.array([*words, np.where(possible, lengths, 0.0)])
        alone = tuple(np.array([scorers[n].nulls(replace(fit, alone=0.0))[side] for n in NULLS]) for side in (0, 1))
        example = cls(lattice, fit, features, (alone[0], alone[1]), np.zeros(len(NAMES)), len(document["beads"]))
        example._add_right(document["beads"], kept)
        return example

    def _add_right(self, beads: list[tuple[list[int], list[int]]], kept: list[list[int]]) -> None:
        """Add up the evidence of the right beads; those of a shape that is not looked for are cut in pieces that are."""
        places = [{k: at for at, k in enumerate(own)} for own in kept]
        for bead in beads:
            s, t = (sorted(p[k] for k in own if k in p) for own, p in zip(bead, places, strict=True))
            if s and t and _together(s) and _together(t):
                i, j = s[0], t[0]
                for a, b in _pieces(len(s), len(t)):
                    i, j = i + a, j + b
                    self._add_bead(i, j, SHAPES.index((a, b)))
            for alone, lines in ((self.alone[0], s if not t else []), (self.alone[1], t if not s else [])):
                self.right[len(WORDS) + 1 : len(WORDS) + 1 + len(NULLS)] += alone[:, lines].sum(axis=1)

    def _add_bead(self, i: int, j: int, shape: int) -> None:
        x = self.lattice
        if x.low[i] <= j <= x.high[i]:
            self.right[: len(WORDS) + 1] += self.features[:, shape, x.begins[i] + j - x.low[i]]
            self._count_shape(self.right, shape, 1.0)

    @staticmethod
    def _count_shape(into: Floats, shape: int, times: float) -> None:
        pair = min(SHAPES[shape]), max(SHAPES[shape])
        if pair in PRIORS:
            into[len(NAMES) - len(PRIORS) + PRIORS.index(pair)] += times

    def loss(self, theta: Floats) -> tuple[float, Floats]:
        """Return the negative log probability of the right beads and its gradient."""
        x = self.lattice
        w = to_weights(theta)
        x.scorer = Scorer(x.scorer.lexical, None, w)
        priors = np.array([w.priors[min(s), max(s)] for s in SHAPES])[:, None]
        never = x.evidence <= NEVER / 2
        x.evidence = np.where(never, x.evidence, np.tensordot(theta[: len(WORDS)], self.features[:-1], 1) + priors).astype(
            np.float32
        )
        search = Search(x, self.fit)
        expected = np.zeros(len(NAMES))
        p = np.array(list(search.posteriors()))
        expected[: len(WORDS) + 1] = (self.features * p).sum(axis=(1, 2))
        for k, times in enumerate(p.sum(axis=1)):
            self._count_shape(expected, k, float(times))
        alone = self.alone[0] @ search.alone_source + self.alone[1] @ search.alone_target
        expected[len(WORDS) + 1 : len(WORDS) + 1 + len(NULLS)] += alone
        return search.total - float(self.right @ theta), expected - self.right


def _only(name: str) -> Weights:
    """Return the weights that leave one kind of evidence as it is and all others out."""
    values: dict[str, Any] = {n: float(n == name) for n in (*WORDS, "learnt", "length", *NULLS)}
    return Weights(**values, priors=NO_PRIORS)


def _together(lines: list[int]) -> bool:
    return lines == list(range(lines[0], lines[0] + len(lines)))


def _pieces(a: int, b: int) -> list[tuple[int, int]]:
    if (a, b) in SHAPES:
        return [(a, b)]
    parts = min(a, b)
    cut = [(a // parts + (k < a % parts), b // parts + (k < b % parts)) for k in range(parts)]
    return cut if all(c in SHAPES for c in cut) else []


def learn(groups: Sequence[tuple[float, list[Example]]], start: Floats, iterations: int) -> Floats:
    """Return the weights under which the right beads of all *groups* (weight, documents) are likeliest."""
    from scipy.optimize import minimize

    def total(theta: Floats) -> tuple[float, Floats]:
        away = theta - start
        value, gradient = PULL * float(away @ away), 2 * PULL * away
        for weight, examples in groups:
            beads = sum(e.beads for e in examples)
            for e in examples:
                loss, slope = e.loss(theta)
                value, gradient = value + weight * loss / beads, gradient + weight * slope / beads
        return value, gradient

    bounds = [(LOWEST.get(name, 0.0), None) for name in NAMES]
    found: Floats = minimize(total, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": iterations}).x
    return found


def count(documents: Iterable[dict[str, Any]], weights: Weights, tally: Tally) -> Tally:
    """Add to the *tally* how well the documents are aligned with *weights*."""
    for d in documents:
        resources = replace(resources_for(d["source_lang"], d["target_lang"]), weights=weights)
        beads, _ = align_segments(d["source"], d["target"], resources)
        tally.add(d["beads"], ((b.source, b.target) for b in beads))
    return tally


def fold(documents: Documents, number: int, of: int, *, inside: bool) -> Documents:
    """Return every *of*-th document of each file, or all others."""
    return {name: [d for k, d in enumerate(ds) if (k % of == number) is inside] for name, ds in documents.items()}


def trained(documents: Documents, rounds: int, iterations: int) -> Weights:
    """Return weights learnt in some rounds: what the first pass says of a document changes with them."""
    weights = START
    for _ in range(rounds):
        groups = [(SHARES.get(n, 1.0), [Example.of(d, weights) for d in ds]) for n, ds in documents.items() if ds]
        weights = to_weights(learn(groups, to_vector(weights), iterations))
    return weights


def cross_validated(documents: Documents, folds: int, rounds: int = ROUNDS, iterations: int = ITERATIONS) -> dict[str, Tally]:
    """Return how well the documents of each file are aligned with weights that were learnt from those of the other folds."""
    tallies = {name: Tally() for name in documents}
    for k in range(folds):
        weights = trained(fold(documents, k, folds, inside=False), rounds, iterations)
        for name, held in fold(documents, k, folds, inside=True).items():
            count(held, weights, tallies[name])
    return tallies


def read(paths: Iterable[Path]) -> Documents:
    """Return the documents of each file, by its name without suffix; those of MASKED files also as strangers to each other."""
    documents = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in paths}
    masked = {f"{name}-masked": [mask(d) for d in ds] for name, ds in documents.items() if name in MASKED}
    return documents | masked


def mask(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document whose target is in a language of which nothing is known: its letters are exchanged for others."""
    return {**document, "target": [codecs.encode(line, "rot13") for line in document["target"]], "target_lang": "und"}


def main() -> None:
    """Run the command."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", type=Path, nargs="+")
    ap.add_argument("--rounds", type=int, default=ROUNDS)
    ap.add_argument("--iterations", type=int, default=ITERATIONS)
    ap.add_argument("--folds", type=int, default=0)
    a = ap.parse_args()
    documents = read(a.files)
    if a.folds:
        held = cross_validated(documents, a.folds, a.rounds, a.iterations)
        sys.stdout.write("not learnt from: " + ", ".join(f"{n} {t.strict_f1:.3f}" for n, t in held.items()) + "\n")
    weights = trained(documents, a.rounds, a.iterations)
    own = {name: count(ds, weights, Tally()) for name, ds in documents.items()}
    sys.stdout.write("learnt from: " + ", ".join(f"{n} {t.strict_f1:.3f}" for n, t in own.items()) + "\n")
    for f in fields(weights):
        sys.stdout.write(f"    {f.name} = {getattr(weights, f.name)}\n")


if __name__ == "__main__":
    main()
