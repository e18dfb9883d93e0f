"""An alignment for people at a terminal: source and target side by side, one bead below the other."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.model import Alignment, Bead, Segment
    from transqa.report import Style
    from transqa.report.alignments.bitext import Bitext

UNCERTAIN = 0.5
"""Below this confidence a bead is less likely right than not; it is marked with `?`."""
MIN_COLUMN = 12
"""Cells of a column of text; on a narrower page lines run over its edge, or there would be nothing to read."""
RULE = " │ "
MOVED = "moved"
CONTROLS = {c: chr(0x2400 + c) for c in range(0x20)} | {0x7F: "\u2421"} | dict.fromkeys(range(0x80, 0xA0), "\ufffd")
"""A text may not command the terminal: control characters are shown by their pictures."""


def render(bitext: Bitext) -> str:
    """Return the beads in target order: shape and confidence, then each side's segments with their numbers (from 1)."""
    layout = _layout(bitext)
    lines = [_heading(bitext, layout)] if bitext.alignment.beads else []
    for bead in bitext.alignment:
        lines += _bead(bead, bitext, layout)
    lines += [_paint(line, "bold", bitext.style) for line in wrapped(_summary(bitext.alignment), bitext.style.width)]
    return "\n".join(lines) + "\n"


class _Layout(NamedTuple):
    """Widths in cells: of a bead's shape, of the segment numbers of each side, of a column of text without its numbers."""

    shape: int
    digits: tuple[int, int]
    columns: tuple[int, int]

    @property
    def gutter(self) -> int:
        """Width of shape, confidence and mark."""
        return self.shape + len(" 0.00? ")


def _layout(bitext: Bitext) -> _Layout:
    alignment = bitext.alignment
    shape = max((len(_shape(b)) for b in alignment), default=0)
    digits = len(str(len(alignment.source))), len(str(len(alignment.target)))
    room = bitext.style.width - (shape + len(" 0.00? ")) - len(RULE) - sum(digits) - 2
    return _Layout(shape, digits, (max(MIN_COLUMN, room // 2), max(MIN_COLUMN, room - room // 2)))


def _shape(bead: Bead) -> str:
    return f"{len(bead.source)}:{len(bead.target)}"


def _heading(bitext: Bitext, layout: _Layout) -> str:
    left, right = (" " * (d + 1) + lang for d, lang in zip(layout.digits, (bitext.source_lang, bitext.target_lang), strict=True))
    width = layout.digits[0] + 1 + layout.columns[0]
    return _paint(f"{'':{layout.gutter}}{left:{width}}{RULE}{right}", "dim", bitext.style)


def _bead(bead: Bead, bitext: Bitext, layout: _Layout) -> list[str]:
    """Return the lines of one bead."""
    style = bitext.style
    sides = bitext.sides(bead)
    left, right = (_cell(*args) for args in zip(sides, _marks(sides), layout.digits, layout.columns, strict=True))
    gutter = [f"{_shape(bead):>{layout.shape}} {bead.confidence:4.2f}{'?' if bead.confidence < UNCERTAIN else ''}"]
    gutter += [MOVED] if bead.moved else []
    colour = "yellow" if bead.confidence < UNCERTAIN else "magenta" if bead.moved else "cyan"
    width = layout.digits[0] + 1 + layout.columns[0]
    lines = []
    for head, ours, theirs in zip_longest(gutter, left, right, fillvalue=""):
        parts = (
            _paint(f"{head:{layout.gutter}}", colour, style),
            _paint(_pad(ours, width), "" if bead.source else "red", style),
            _paint(RULE, "dim", style),
            _paint(theirs, "" if bead.target else "red", style),
        )
        lines.append("".join(parts).rstrip(" "))
    return lines


def _marks(sides: tuple[Sequence[Segment], Sequence[Segment]]) -> tuple[str, str]:
    """Return what stands in place of each side that is empty, unless there is nothing to translate opposite."""
    source, target = sides
    blank = not any(s.text.strip() for s in (*source, *target))
    return ("" if source or blank else "(no source)"), ("" if target or blank else "(no target)")


def _cell(segments: Sequence[Segment], mark: str, digits: int, width: int) -> list[str]:
    """Return the lines of one side: each segment with its number on the first of its own."""
    if not segments:
        return [" " * (digits + 1) + mark] if mark else []
    out = []
    for s in segments:
        first, *rest = wrapped(s.text, width) or [""]
        out.append(f"{s.index + 1:>{digits}} {first}")
        out += [" " * (digits + 1) + line for line in rest]
    return out


def wrapped(text: str, width: int) -> list[str]:
    """Return *text* in lines of at most *width* cells, broken at spaces that allow it, inside a word only if it is too long."""
    from rich.cells import cell_len

    lines: list[str] = []
    line = ""
    for raw in _breaks().split(text):
        word = raw.translate(CONTROLS)
        joined = f"{line} {word}" if line and word else line or word
        if cell_len(joined) <= width:
            line = joined
            continue
        if line and cell_len(word) <= width:
            lines.append(line)
            line = word
            continue
        *full, line = _folded(joined, width)
        lines += full
    return [*lines, line] if line else lines


def _folded(text: str, width: int) -> list[str]:
    """Return *text* cut after as many characters as fit into *width* cells, again and again."""
    from rich.cells import cell_len

    lines = [""]
    used = 0
    for c in text:
        cells = cell_len(c)
        if used + cells > width:
            lines.append("")
            used = 0
        lines[-1] += c
        used += cells
    return lines


@cache
def _breaks() -> re.Pattern[str]:
    """Return white space where a line may end: all but the no-break spaces."""
    return re.compile(r"[^\S\xa0\u2007\u202f]+")


def _pad(text: str, width: int) -> str:
    from rich.cells import cell_len

    return text + " " * (width - cell_len(text))


def _paint(text: str, colour: str, style: Style) -> str:
    if not style.color or not colour or not text.strip():
        return text
    from rich.color import ColorSystem
    from rich.style import Style as Paint

    return Paint.parse(colour).render(text, color_system=ColorSystem.STANDARD)


def _summary(alignment: Alignment) -> str:
    """Return one sentence: how many beads of each shape, how many moved, how many uncertain."""
    if not alignment.beads:
        return "No segments to align."
    shapes = Counter(_shape(b) for b in alignment)
    listed = ", ".join(f"{n} {shape}" for shape, n in sorted(shapes.items(), key=lambda kv: (-kv[1], kv[0])))
    moved = sum(b.moved for b in alignment)
    uncertain = sum(b.confidence < UNCERTAIN for b in alignment)
    tail = (f"; {moved} moved" if moved else "") + (f"; {uncertain} uncertain (?)" if uncertain else "")
    return f"{len(alignment)} bead{'s' if len(alignment) != 1 else ''}: {listed}{tail}."
