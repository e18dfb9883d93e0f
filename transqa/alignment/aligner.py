"""The aligner: lines in, beads out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from transqa.alignment.anchors import band, candidates, chained
from transqa.alignment.document import first_guess, fit, taught
from transqa.alignment.evidence import NOTHING, as_translated, gather
from transqa.alignment.lexical import Lines, build
from transqa.alignment.moved import moved_pairs
from transqa.alignment.score import Scorer, Starts
from transqa.alignment.search import Lattice, Search
from transqa.alignment.tokens import tokens
from transqa.errors import InputError
from transqa.model import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.alignment.anchors import Point
    from transqa.alignment.evidence import Evidence
    from transqa.alignment.moved import Pair
    from transqa.alignment.resources import Resources, Translate
    from transqa.alignment.score import Fit
    from transqa.alignment.search import Step

FIRST_LINES = 500
"""Source lines that the first search looks at, where it only learns how long translations are and how freely they go, but
neither words nor which lines to translate."""
SURE = 0.5
"""Least posterior probability of a bead to learn from."""
DOUBT = 0.9
"""Source lines of beads below this posterior probability are translated, where there is a translator."""


def align_segments(
    source: Sequence[str],
    target: Sequence[str],
    resources: Resources,
    source_starts: Sequence[bool] | None = None,
    target_starts: Sequence[bool] | None = None,
) -> tuple[tuple[Bead, ...], Evidence]:
    """Align two sequences of segments; blank ones become one-sided beads.

    Args:
        source: segments of the source, in order.
        target: segments of the target, in order.
        resources: lexicons and the like.
        source_starts: for each source segment, whether it starts a paragraph; None where nothing is known.
        target_starts: the same for the target.

    Returns:
        Beads in target order; every index of either side stands in exactly one of them. And the evidence on words.
    """
    keep_s = [i for i, line in enumerate(source) if line.strip()]
    keep_t = [j for j, line in enumerate(target) if line.strip()]
    starts = None
    if source_starts is not None and target_starts is not None:
        starts = Starts(
            np.array([source_starts[i] for i in keep_s], dtype=bool), np.array([target_starts[j] for j in keep_t], dtype=bool)
        )
    beads, evidence = _align([source[i] for i in keep_s], [target[j] for j in keep_t], starts, resources)
    if len(keep_s) < len(source) or len(keep_t) < len(target):
        beads = _with_blanks([_whole(b, keep_s, keep_t) for b in beads], len(source), len(target))
    return tuple(beads), evidence


def _align(source: list[str], target: list[str], starts: Starts | None, resources: Resources) -> tuple[list[Bead], Evidence]:
    if not source or not target:
        return [Bead((i,), ()) for i in range(len(source))] + [Bead((), (j,)) for j in range(len(target))], NOTHING
    p = prepared(source, target, resources, starts)
    path = Search(p.lattice, p.fit).best_path()
    moved = moved_pairs(p.lattice.scorer, p.fit, path, p.candidates)
    return _beads(path, {x.i: x for x in moved}, {x.j: x for x in moved}), p.evidence


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that the last search needs: the lattice, what a first one says of the document, and what they came from."""

    lattice: Lattice
    fit: Fit
    evidence: Evidence
    candidates: list[Point]


def prepared(source: list[str], target: list[str], resources: Resources, starts: Starts | None = None) -> Prepared:
    """Run the first search over two texts without blank lines, and return what the last one needs."""
    ours, theirs = Lines.of(source), Lines.of(target)
    evidence = gather(ours.words(), theirs.words(), resources.lexicons, resources.bridges)
    lattice, found, chain = _lattice(ours, theirs, evidence, starts, resources)
    lexical = lattice.scorer.lexical
    whole = resources.translate is not None or not resources.known_pair
    search = Search(lattice, first_guess(lexical), None if whole else _first_part(chain))
    beads = search.beads(SURE)
    known = fit(lexical, search, beads)
    learning = evidence if resources.known_pair else evidence.learning(taught(ours, theirs, beads))
    if resources.translate is not None:
        ours, learning = _translated(source, ours, theirs, _doubtful(search), learning, resources.translate)
    if learning is not evidence:
        lattice, found, chain = _lattice(ours, theirs, learning, starts, resources)
    return Prepared(lattice, known, learning, found)


def _lattice(
    ours: Lines, theirs: Lines, evidence: Evidence, starts: Starts | None, resources: Resources
) -> tuple[Lattice, list[Point], list[tuple[int, int]]]:
    scorer = Scorer(build(ours, theirs, evidence), starts, resources.weights)
    found = candidates(scorer.lexical)
    chain = chained(found)
    return Lattice(scorer, *band(len(ours), len(theirs), chain)), found, chain


def _first_part(chain: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the first sure point behind FIRST_LINES source lines."""
    return next((p for p in chain if p[0] >= FIRST_LINES), None)


def _doubtful(search: Search) -> list[int]:
    """Return the source lines that surely neither stand in a certain bead nor alone."""
    sure = {i for s in search.beads(DOUBT) for i in range(s.i, s.i + s.a)}
    return [i for i, alone in enumerate(search.alone_source) if i not in sure and alone < DOUBT]


def _translated(
    source: list[str], ours: Lines, theirs: Lines, doubtful: list[int], evidence: Evidence, translate: Translate
) -> tuple[Lines, Evidence]:
    """Let a translator speak for *doubtful* source lines: its words count as further words of those lines."""
    if not doubtful:
        return ours, evidence
    said = translate([source[i] for i in doubtful])
    if len(said) != len(doubtful):
        raise InputError(f"translate returned {len(said)} sentences for {len(doubtful)}; it must return one for each")
    words = {i: tokens(text) for i, text in zip(doubtful, said, strict=True)}
    longer = [[*line, *map(as_translated, words.get(i, ()))] for i, line in enumerate(ours.tokens)]
    return replace(ours, tokens=longer), evidence.translating({w for line in words.values() for w in line}, theirs.words())


def _beads(path: Sequence[Step], of_source: dict[int, Pair], of_target: dict[int, Pair]) -> list[Bead]:
    """Return the beads of a path; a moved pair takes the place of its target line."""
    beads = []
    for s in path:
        if s.b and not s.a and s.j in of_target:
            p = of_target[s.j]
            beads.append(Bead((p.i,), (p.j,), p.score, p.confidence, moved=True))
        elif s.b or s.i not in of_source:
            beads.append(Bead(tuple(range(s.i, s.i + s.a)), tuple(range(s.j, s.j + s.b)), s.score, s.confidence))
    return beads


def _whole(bead: Bead, keep_s: list[int], keep_t: list[int]) -> Bead:
    """Return the bead with the indexes that segments have among the blank ones; blanks between its lines join it."""
    source, target = (
        tuple(range(keep[own[0]], keep[own[-1]] + 1)) if own else ()
        for own, keep in ((bead.source, keep_s), (bead.target, keep_t))
    )
    return replace(bead, source=source, target=target)


def _with_blanks(beads: list[Bead], source: int, target: int) -> list[Bead]:
    """Put back the blank segments that stand in no bead, each one-sided, where they stand in their text."""
    there: tuple[set[int], set[int]] = ({i for b in beads for i in b.source}, {j for b in beads for j in b.target})
    out: list[Bead] = []
    i = j = 0
    for b in [*beads, None]:
        to_i = source if b is None else b.source[0] if b.source and not b.moved else i
        to_j = target if b is None else b.target[0] if b.target else j
        out += [Bead((k,), ()) for k in range(i, to_i) if k not in there[0]]
        out += [Bead((), (k,)) for k in range(j, to_j) if k not in there[1]]
        i, j = max(i, to_i), max(j, to_j)
        if b is not None:
            out.append(b)
    return out
