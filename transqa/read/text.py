"""Plain text: one paragraph a line, or hard-wrapped paragraphs set off by blank lines; bullets, quoted lines, headings."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from transqa.model import Block, BlockKind, Protected, ProtectedKind, Span
from transqa.read.structure import Structure

WRAP_MIN, WRAP_MAX = 45, 110
"""Code points: lines broken by an editor or a mail program end in this range."""
HEADING_WORDS = 14
"""A longer line without a final mark is a broken paragraph rather than a heading or a caption."""


class _Line(NamedTuple):
    start: int  # of the content, after indentation and marker
    end: int  # without trailing space and line end
    kind: BlockKind
    level: int  # depth of the content: columns before it
    marker: Span | None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    line = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
    marker = re.compile(r"(?P<list>(?:[•‣◦▪▫●○■□►➢✓✔*+\-]|\d{1,3}[.)]|\(?[a-z]\))[ \t\u00a0\u202f]+)|(?P<quote>(?:>[ \t]?)+)")
    final = re.compile(r"[.!?…:;,][»”\"’')\]\s\u00a0\u202f]*$")
    return line, marker, final


def structure(content: str) -> Structure:
    """Return the blocks of a plain text, and its markers (bullets, `>`), which are no prose."""
    found = Structure()
    group: list[_Line] = []
    line_pattern, _, _ = _patterns()
    for m in line_pattern.finditer(content):
        line = _read_line(content, m.start(), m.end())
        if line is None:
            _close(content, group, found.blocks)
            group = []
            continue
        if line.marker:
            found.protected.append(Protected(line.marker, ProtectedKind.STRUCTURE))
        group.append(line)
    _close(content, group, found.blocks)
    return found


def _read_line(content: str, start: int, end: int) -> _Line | None:
    text = content[start:end]
    body = text.strip()
    if not body:
        return None
    first = start + len(text) - len(text.lstrip())
    last = start + len(text.rstrip())
    m = _patterns()[1].match(content, first, last)
    if not m or m.end() >= last:
        return _Line(first, last, BlockKind.PARAGRAPH, first - start, None)
    kind = BlockKind.LIST_ITEM if m.group("list") else BlockKind.QUOTATION
    return _Line(m.end(), last, kind, m.end() - start, Span(first, m.end()))


def _close(content: str, group: list[_Line], found: list[Block]) -> None:
    """Turn lines that stand together into blocks: wrapped lines into one, all others each into its own."""
    if not group:
        return
    wrapped = _is_wrapped(content, group)
    for line in group:
        if found and wrapped and line is not group[0] and _continues(line, found[-1]):
            found[-1] = Block(Span(found[-1].span.start, line.end), found[-1].kind, found[-1].level)
            continue
        kind = line.kind
        if kind is BlockKind.PARAGRAPH and len(group) == 1 and _is_heading(content[line.start : line.end]):
            kind = BlockKind.HEADING
        found.append(Block(Span(line.start, line.end), kind, line.level))


def _is_wrapped(content: str, group: list[_Line]) -> bool:
    """Say whether most line ends between the lines of a group fall inside a sentence, at the margin of a page."""
    inner = [(a, b) for a, b in pairwise(group) if b.kind is not BlockKind.LIST_ITEM]
    if not inner:
        return False
    widths = [a.end - a.start + a.level for a, _ in inner]
    if min(widths) < WRAP_MIN or max(widths) > WRAP_MAX:
        return False
    final = _patterns()[2]
    broken = sum(1 for a, b in inner if not final.search(content, a.start, a.end) or content[b.start].islower())
    return broken > 0.5 * len(inner)


def _continues(line: _Line, before: Block) -> bool:
    if line.kind is BlockKind.QUOTATION:
        return before.kind is BlockKind.QUOTATION
    return line.kind is BlockKind.PARAGRAPH


def _is_heading(text: str) -> bool:
    return len(text.split()) <= HEADING_WORDS and not _patterns()[2].search(text)
