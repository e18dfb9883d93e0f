"""Numbers of the source without partner in the target, bead by bead: by value, clock time, part, or unit conversion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transqa.annotate.context import Context
    from transqa.annotate.numbers import Number
    from transqa.model import Bead

SURE = 0.5
"""Posterior probability from which a bead's numbers are compared."""
ALIKE = 0.5
"""Share of common figures from which a number is taken for another's wrong rendering."""
ROUNDING = 0.07
"""Relative difference that a converted measure may be off by (39 miles: 63 km; 200 miles: 300 km)."""
FACTORS = (
    *(1.609344, 0.3048, 0.9144, 2.54, 25.4, 30.48, 0.45359237, 453.59237, 28.349523, 0.028349523),
    *(3.785411784, 0.473176473, 4.54609, 0.40468564, 2.58998811, 0.09290304, 0.83612736, 1.852, 6.35029318),
    *(0.001, 1000.0, 0.01, 100.0),
)
"""Mile to km, foot to m, yard to m, inch to cm and mm, foot to cm, pound to kg and g, ounce to g and kg, US gallon, US pint and
imperial gallon to l, acre to ha, square mile to km², square foot and yard to m², knot to km/h, stone to kg, and steps of
the metric system. Source: NIST Special Publication 811, appendix B."""


@cache
def _digit() -> re.Pattern[str]:
    return re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A number of the source without partner; *wrong* is the number that stands in its place, if one does."""

    bead: Bead
    number: Number
    wrong: Number | None


def mismatches(ctx: Context) -> list[Mismatch]:
    """Return the numbers in figures that the source has and the target does not, in order."""
    if ctx.source is None or ctx.alignment is None:
        return []
    beads = list(ctx.alignment)
    out: list[Mismatch] = []
    for at, bead in enumerate(beads):
        if not bead.source or not bead.target or bead.confidence < SURE:
            continue
        if not any(_digit().search(ctx.source.segments[i].text) for i in bead.source):
            continue
        source = [n for i in bead.source for n in ctx.source.numbers(i)]
        if not any(n.strong for n in source):
            continue
        target = [n for j in bead.target for n in ctx.target.numbers(j)]
        lost, left = _compare(source, target)
        if lost:
            out += _judge(ctx, bead, lost, left, beads[max(0, at - 1) : at] + beads[at + 1 : at + 2])
    return out


def _judge(ctx: Context, bead: Bead, lost: list[Number], left: list[Number], near: Sequence[Bead]) -> Iterator[Mismatch]:
    """Yield the lost numbers that do not stand in a neighbouring bead; pair each with a number that took its place."""
    elsewhere = {k for b in near for j in b.target for n in ctx.target.numbers(j) for k in n.keys}
    wrong = [n for n in left if n.strong]
    for number in lost:
        if number.keys & elsewhere:
            continue
        nearest = _nearest(number, wrong, only=len(lost) == 1)
        if nearest is not None:
            wrong.remove(nearest)
        yield Mismatch(bead, number, nearest)


def _nearest(number: Number, candidates: list[Number], *, only: bool) -> Number | None:
    """Return the candidate most like *number* in its figures; None when none is like it and there are several of either."""
    from rapidfuzz.distance import Indel

    digits = _digits(number)
    likeness = [(Indel.normalized_similarity(digits, _digits(c)), -i) for i, c in enumerate(candidates)]
    if not likeness:
        return None
    best, at = max(likeness)
    return candidates[-at] if best >= ALIKE or (only and len(candidates) == 1) else None


def _digits(number: Number) -> str:
    return "".join(c for c in number.text if c.isdigit())


def _compare(source: list[Number], target: list[Number]) -> tuple[list[Number], list[Number]]:
    """Return the strong numbers of the source without partner, and the numbers of the target left over."""
    left = list(target)
    open_: list[Number] = []
    for n in sorted(source, key=lambda n: not n.strong):
        match = next((t for t in left if t.keys & n.keys), None)
        if match is not None:
            left.remove(match)
        elif n.strong:
            open_.append(n)
    used = {k for t in target for k in t.keys}
    lost = []
    for n in open_:
        if n.keys & used:  # said twice in the source, once in the target
            continue
        if _by_parts(n, left) or _converted(n, open_, left):
            continue
        lost.append(n)
    return lost, left


def _by_parts(number: Number, left: list[Number]) -> bool:
    """Say whether the parts of a number stand one by one (dates, 2:47), or a target number's parts hold it; take them."""
    for t in left:
        if t.parts and number.keys & set(t.parts):
            return True
    taken = []
    for part in number.parts:
        match = next((t for t in left if part in t.keys and t not in taken), None)
        if match is None:
            return False
        taken.append(match)
    for t in taken:
        left.remove(t)
    return bool(taken)


def _converted(number: Number, open_: list[Number], left: list[Number]) -> bool:
    """Say whether a number of the target is this one in another unit."""
    value = _value(number)
    if value is None:
        return False
    at = open_.index(number)
    inches = _value(open_[at + 1]) if at + 1 < len(open_) else None
    feet = _value(open_[at - 1]) if at else None
    for t in left:
        other = _value(t) if t.strong else None
        if other is None:
            continue
        if any(_near(other, value * f) for f in FACTORS) or abs(other - (value - 32) / 1.8) <= 1:
            return True
        metres = [value * 0.3048 + inches * 0.0254] if inches is not None else []
        metres += [feet * 0.3048 + value * 0.0254] if feet is not None else []
        if any(_near(other, m) or _near(other, 100 * m) for m in metres):
            return True
    return False


def _near(rounded: float, exact: float) -> bool:
    return exact > 0 and abs(rounded - exact) <= ROUNDING * exact


def _value(number: Number) -> float | None:
    values = [k for k in number.keys if isinstance(k, float)]
    return max(values) if values else None
