"""How good an alignment is against a gold one: strict and lax precision and recall, as vecalign's scorer counts them.

A bead is right when both its sets of lines are a gold bead's (strict), or when it shares a line of either side with one (lax).
Precision counts every bead found, one-sided ones included; recall counts the gold beads with two sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Lines = Sequence[int]
    Beads = Iterable[tuple[Lines, Lines]]
    Fixed = set[tuple[tuple[int, ...], tuple[int, ...]]]


@dataclass(slots=True)
class Tally:
    """Beads counted over one or more documents."""

    right: int = 0
    right_lax: int = 0
    found: int = 0
    met: int = 0
    met_lax: int = 0
    due: int = 0

    def add(self, gold: Beads, found: Beads) -> None:
        """Count the beads of a document."""
        due, made = _fixed(gold), _fixed(found)
        strict, lax = _hits(due, made)
        self.right, self.right_lax, self.found = self.right + strict, self.right_lax + lax, self.found + len(made)
        two = {b for b in due if all(b)}
        strict, lax = _hits({b for b in made if all(b)}, two)
        self.met, self.met_lax, self.due = self.met + strict, self.met_lax + lax, self.due + len(two)

    @property
    def strict_f1(self) -> float:
        """Harmonic mean of strict precision and recall."""
        return self._f1(self.right, self.met)

    @property
    def lax_f1(self) -> float:
        """Harmonic mean of lax precision and recall."""
        return self._f1(self.right_lax, self.met_lax)

    def _f1(self, right: int, met: int) -> float:
        precision, recall = right / max(1, self.found), met / max(1, self.due)
        return 2 * precision * recall / max(1e-9, precision + recall)


def _fixed(beads: Beads) -> Fixed:
    return {(tuple(sorted(s)), tuple(sorted(t))) for s, t in beads}


def _hits(reference: Fixed, found: Fixed) -> tuple[int, int]:
    """Return how many of the beads *found* equal one of the *reference*, and how many share lines of both sides with one."""
    to: dict[int, set[int]] = {}
    for s, t in reference:
        for i in s:
            to.setdefault(i, set()).update(t)
    lax = sum((s, t) in reference or any(to.get(i, set()) & set(t) for i in s) for s, t in found)
    return len(reference & found), lax
