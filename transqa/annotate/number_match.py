"""Numbers of the source without partner in the target, bead by bead: by value, clock time, part, or unit conversion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transqa.annotate.context import Context, Side
    from transqa.annotate.numbers import Number
    from transqa.model import Bead

SURE = 0.5
"""Posterior probability from which a bead's numbers are compared."""
ALIKE = 0.5
"""Share of common figures from which a number is taken for another's wrong rendering."""
UNIT_REACH = 16
"""Characters behind a number in which its unit stands (32 square miles)."""
WORDED = 100
"""Numbers up to here, and whole hundreds, are often written in words."""
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
def _unit_word() -> re.Pattern[str]:
    return re.compile(r"°?[^\W\d_]+")


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
    words_known = bool(ctx.target.pack.numerals.units)
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
        lost, left = _compare(source, target, words_known=words_known)
        lost = [n for n in lost if not _converted(ctx.source, n, source, left)]
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


def _compare(source: list[Number], target: list[Number], *, words_known: bool) -> tuple[list[Number], list[Number]]:
    """Return the strong numbers of the source without partner, and the numbers of the target left over.

    Where the number words of the target language are not known, a number may stand there without its scale word (11 Millionen),
    and one that people write in words is not missed.
    """
    left = list(target)
    open_: list[Number] = []
    for n in sorted(source, key=lambda n: not n.strong):
        match = next((t for t in left if t.keys & n.keys), None)
        if match is not None:
            left.remove(match)
        elif n.strong and (words_known or not _taken_bare(n, left)):
            open_.append(n)
    used = {k for t in target for k in t.keys}
    lost = []
    for n in open_:
        if n.keys & used:  # said twice in the source, once in the target
            continue
        if not _by_parts(n, left):
            lost.append(n)
    if not words_known:
        lost = [n for n in lost if any(t.strong for t in left) or not _often_in_words(n)]
    return lost, left


def _taken_bare(number: Number, left: list[Number]) -> bool:
    """Say whether a number stands without its scale word, or with a smaller one (3100 millones), and take it."""
    scales = (number.scale, 1e3, 1e6)
    bare = {round(k / scale, 6) for k in number.keys if isinstance(k, float) for scale in scales}
    match = next((t for t in left if t.keys & bare), None) if number.scale > 1 else None
    if match is not None:
        left.remove(match)
    return match is not None


def _often_in_words(number: Number) -> bool:
    value = _value(number)
    return value is None or value <= WORDED or value % 100 == 0 or number.scale > 1


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


def _converted(side: Side, number: Number, all_: list[Number], left: list[Number]) -> bool:
    """Say whether a number of the source is a measure, and one of the target the same in another unit."""
    near = all_[max(0, all_.index(number) - 1) :][:3]
    if not any(_is_measure(side, n) for n in near):
        return False
    ours = _measures(near, around=number)
    theirs = _measures([t for t in left if t.strong])
    return any(_near(b, a * f) or _near(b, a / f) for a in ours for b in theirs for f in FACTORS) or any(
        abs(b - (a - 32) / 1.8) <= 1 or abs(b - (a * 1.8 + 32)) <= 2 for a in ours for b in theirs
    )


def _is_measure(side: Side, number: Number) -> bool:
    """Say whether a unit stands behind a number; in a language whose units are not known, any number may be a measure."""
    units = side.pack.units
    behind = side.prose[number.span.end : number.span.end + UNIT_REACH].lower()
    return not units or any(word in units for word in _unit_word().findall(behind))


def _measures(numbers: list[Number], around: Number | None = None) -> list[float]:
    """Return the values of numbers, and of neighbours read as feet and inches, in feet; *around* is one that must take part."""
    out = []
    for a, b in zip_longest(numbers, numbers[1:]):
        x, y = _value(a), _value(b) if b is not None else None
        if x is not None and around in {None, a}:
            out.append(x)
        if x is not None and y is not None and y < 12 and around in {None, a, b}:
            out.append(x + y / 12)
    return out


def _near(rounded: float, exact: float) -> bool:
    return exact > 0 and abs(rounded - exact) <= ROUNDING * exact


def _value(number: Number) -> float | None:
    values = [k for k in number.keys if isinstance(k, float)]
    return max(values) if values else None
