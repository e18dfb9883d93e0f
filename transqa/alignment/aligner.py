"""The aligner: lines in, beads out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transqa.alignment.anchors import band
from transqa.alignment.lexical import build
from transqa.alignment.score import Scorer, Starts
from transqa.alignment.search import Lattice, best_path
from transqa.alignment.tokens import tokens
from transqa.model import Bead

if TYPE_CHECKING:
    from collections.abc import Sequence


def align_segments(
    source: Sequence[str],
    target: Sequence[str],
    source_starts: Sequence[bool] | None = None,
    target_starts: Sequence[bool] | None = None,
) -> tuple[Bead, ...]:
    """Align two sequences of segments; blank ones become one-sided beads.

    Args:
        source: segments of the source, in order.
        target: segments of the target, in order.
        source_starts: for each source segment, whether it starts a paragraph; None where nothing is known.
        target_starts: the same for the target.

    Returns:
        Beads in the order of both texts. Every index of either side stands in exactly one of them.
    """
    keep_s = [i for i, line in enumerate(source) if line.strip()]
    keep_t = [j for j, line in enumerate(target) if line.strip()]
    starts = None
    if source_starts is not None and target_starts is not None:
        starts = Starts(
            np.array([source_starts[i] for i in keep_s], dtype=bool), np.array([target_starts[j] for j in keep_t], dtype=bool)
        )
    beads = _align([source[i] for i in keep_s], [target[j] for j in keep_t], starts)
    full = [Bead(tuple(keep_s[i] for i in b.source), tuple(keep_t[j] for j in b.target), b.score, b.confidence) for b in beads]
    return _with_blanks(full, source, target)


def _align(source: list[str], target: list[str], starts: Starts | None) -> list[Bead]:
    if not source or not target:
        return [Bead((i,), ()) for i in range(len(source))] + [Bead((), (j,)) for j in range(len(target))]
    lexical = build([tokens(line) for line in source], [tokens(line) for line in target])
    lattice = Lattice(Scorer(lexical, starts), *band(lexical))
    return [Bead(tuple(range(p.i, p.i + p.a)), tuple(range(p.j, p.j + p.b)), p.score, p.confidence) for p in best_path(lattice)]


def _with_blanks(beads: list[Bead], source: Sequence[str], target: Sequence[str]) -> tuple[Bead, ...]:
    """Put the blank segments back, each one-sided, where they stand."""
    used_s = {i for b in beads for i in b.source}
    used_t = {j for b in beads for j in b.target}
    blanks = [Bead((i,), ()) for i in range(len(source)) if i not in used_s]
    blanks += [Bead((), (j,)) for j in range(len(target)) if j not in used_t]
    if not blanks:
        return tuple(beads)
    out: list[Bead] = []
    next_s = next_t = 0
    for b in beads:
        while next_s < len(source) and next_s not in used_s and (not b.source or next_s < b.source[0]):
            out.append(Bead((next_s,), ()))
            next_s += 1
        while next_t < len(target) and next_t not in used_t and (not b.target or next_t < b.target[0]):
            out.append(Bead((), (next_t,)))
            next_t += 1
        out.append(b)
        next_s = max([next_s, *(i + 1 for i in b.source)])
        next_t = max([next_t, *(j + 1 for j in b.target)])
    out += [Bead((i,), ()) for i in range(next_s, len(source))] + [Bead((), (j,)) for j in range(next_t, len(target))]
    return tuple(out)
