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
    whole = [_whole(b, keep_s, keep_t) for b in beads]
    return _with_blanks(whole, len(source), len(target))


def _align(source: list[str], target: list[str], starts: Starts | None) -> list[Bead]:
    if not source or not target:
        return [Bead((i,), ()) for i in range(len(source))] + [Bead((), (j,)) for j in range(len(target))]
    lexical = build([tokens(line) for line in source], [tokens(line) for line in target])
    lattice = Lattice(Scorer(lexical, starts), *band(lexical))
    return [Bead(tuple(range(p.i, p.i + p.a)), tuple(range(p.j, p.j + p.b)), p.score, p.confidence) for p in best_path(lattice)]


def _whole(bead: Bead, keep_s: list[int], keep_t: list[int]) -> Bead:
    """Return the bead with the indexes that segments have among the blank ones; blanks between its lines join it."""
    source, target = (
        tuple(range(keep[own[0]], keep[own[-1]] + 1)) if own else ()
        for own, keep in ((bead.source, keep_s), (bead.target, keep_t))
    )
    return Bead(source, target, bead.score, bead.confidence)


def _with_blanks(beads: list[Bead], source: int, target: int) -> tuple[Bead, ...]:
    """Put back the blank segments that stand in no bead, each one-sided, in the order of both texts."""
    out: list[Bead] = []
    i = j = 0
    for b in [*beads, None]:
        to_i = source if b is None else b.source[0] if b.source else i
        to_j = target if b is None else b.target[0] if b.target else j
        out += [Bead((k,), ()) for k in range(i, to_i)] + [Bead((), (k,)) for k in range(j, to_j)]
        if b is not None:
            out.append(b)
            i = b.source[-1] + 1 if b.source else to_i
            j = b.target[-1] + 1 if b.target else to_j
    return tuple(out)
