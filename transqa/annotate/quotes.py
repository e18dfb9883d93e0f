"""Quotation marks of a document: direction, partner, depth. Quotations may run over sentences and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from transqa.annotate.spacing import SPACES
from transqa.model import Block, BlockKind, Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.context import Side

PAIRS = {"«": "»", "“": "”", "„": "“", '"': '"', "»": "«"}
NAVIGATION_WORDS = 4
"""A lone guillemet at the edge of so short a line is an arrow: « Previous, Next »."""
CARRY_BLOCKS = 12
"""Paragraphs that one quotation may run over before a missing mark is the better explanation."""


@dataclass(slots=True, eq=False)
class QuoteMark:
    """A quotation mark. *partner* is None for a mark that is alone; *parent* opens the quotation around it.

    *continues* says that the mark only recalls, at the start of a paragraph, that a quotation goes on; *recalled* that a mark
    does so for this one.
    """

    span: Span
    char: str
    opens: bool
    block: int
    partner: QuoteMark | None = field(default=None, repr=False)
    parent: QuoteMark | None = field(default=None, repr=False)
    continues: bool = False
    recalled: bool = False
    arrow: bool = False

    @property
    def style(self) -> tuple[str, str]:
        """The pair of marks that this one belongs to."""
        if self.partner is not None:
            return (self.char, self.partner.char) if self.opens else (self.partner.char, self.char)
        return (self.char, PAIRS[self.char]) if self.opens else ({v: k for k, v in PAIRS.items()}[self.char], self.char)


@cache
def _mark() -> re.Pattern[str]:
    # Straight marks behind a digit are inches or seconds when nothing is open: 27", 2"44.
    return re.compile(r"[«»“”„\"]")


def quote_marks(side: Side) -> list[QuoteMark]:
    """Return all double quotation marks and guillemets of the prose of *side*, paired, in order."""
    marks: list[QuoteMark] = []
    if not _mark().search(side.prose):
        return marks
    stack: list[QuoteMark] = []
    closers = _closers(side)
    for number, block in enumerate(side.document.blocks):
        if block.kind is BlockKind.CODE:
            continue
        mine = _read(side.prose, number, block, stack, closers)
        marks += mine
        _mark_arrows(mine, side, number)
        stack = [m for m in stack if not m.arrow and number - m.block < CARRY_BLOCKS and _goes_on(side, number, m)]
    return marks


def _closers(side: Side) -> frozenset[str]:
    """Return the marks that close: » in most languages and « in some (»so«); “ where the text opens with „."""
    guillemet = "«" if side.pack.quotes.primary == ("»", "«") else "»"
    return frozenset({guillemet, "”", *("“" if "„" in side.prose else "")})


def _read(prose: str, number: int, block: Block, stack: list[QuoteMark], closers: frozenset[str]) -> list[QuoteMark]:
    """Read the marks of one block; *stack* holds the open ones and is changed."""
    out: list[QuoteMark] = []
    for m in _mark().finditer(prose, block.span.start, block.span.end):
        char, at = m.group(), m.start()
        opens = _straight(prose, at, block.span, stack) if char == '"' else char not in closers
        if opens is None:
            continue
        mark = QuoteMark(Span(at, at + 1), char, opens, number)
        out.append(mark)
        if at == block.span.start and stack and char in stack[-1].style and stack[-1].block != number:
            mark.continues = stack[-1].recalled = True
        elif opens:
            mark.parent = stack[-1] if stack else None
            stack.append(mark)
        else:
            _close(mark, stack)
    return out


def _close(mark: QuoteMark, stack: list[QuoteMark]) -> None:
    """Pair a closing mark with the nearest open one of its style; marks open inside stay alone."""
    for k in range(len(stack) - 1, -1, -1):
        if PAIRS[stack[k].char] == mark.char:
            mark.partner, stack[k].partner = stack[k], mark
            mark.parent = stack[k].parent
            del stack[k:]
            return


def _straight(prose: str, at: int, block: Span, stack: list[QuoteMark]) -> bool | None:
    """Say whether a straight mark opens (True) or closes (False); None when it is no quotation mark."""
    inside = any(m.char == '"' for m in stack)
    before = prose[at - 1] if at > block.start else " "
    after = prose[at + 1] if at + 1 < block.end else " "
    if before.isdigit() and not inside:
        return None
    opening = (before.isspace() or before in "([{-–—'’«“") and not after.isspace()
    closing = not before.isspace() and not after.isalnum()
    return opening if opening != closing else not inside


def _mark_arrows(marks: list[QuoteMark], side: Side, number: int) -> None:
    """A short line with one guillemet at its edge and no final mark is navigation, not quotation."""
    if len(marks) != 1 or marks[0].partner is not None or marks[0].char not in "«»":
        return
    block = side.document.blocks[number].span
    line = block.cut(side.prose)
    outward = line[0] == "«" if marks[0].opens else line[-1] == "»"
    short = len(line.split()) <= NAVIGATION_WORDS + 1 and not re.search(r"[.!?…,;:]", line)
    marks[0].arrow = outward and short and not (marks[0].opens and _goes_on(side, number, marks[0]))


def _goes_on(side: Side, number: int, mark: QuoteMark) -> bool:
    """Say whether a quotation open at the end of block *number* goes on.

    It does when the next paragraph recalls it with a mark at its start, or when the next mark of its kind closes it. Once it
    has been recalled, pairs inside it are stepped over.
    """
    next_paragraph = True
    depth = 0
    for block in side.document.blocks[number + 1 : number + 1 + CARRY_BLOCKS]:
        if block.kind is BlockKind.CODE:
            return False
        for m in _mark().finditer(side.prose, block.span.start, block.span.end):
            if m.group() not in mark.style:
                continue
            if next_paragraph and m.start() == block.span.start:
                return True
            if m.group() == PAIRS[mark.char] and (mark.char != '"' or _closes(side.prose, m.start(), block.span)):
                if depth == 0:
                    return True
                depth -= 1
            elif not mark.recalled:
                return False
            else:
                depth += 1
        next_paragraph = next_paragraph and block.kind is BlockKind.HEADING
    return False


def _closes(prose: str, at: int, block: Span) -> bool:
    """Say whether a straight mark stands as closing marks do: behind a word or a mark, before a space or a mark."""
    after = prose[at + 1] if at + 1 < block.end else " "
    return at > block.start and not prose[at - 1].isspace() and not after.isalnum()


def outer_pairs(side: Side) -> list[QuoteMark]:
    """Return the opening mark of each complete pair that stands inside no other.

    Where the next mark after a pair closes a quotation that was never opened, the pair may well stand inside that one.
    """
    out = []
    inside_lost = False
    for mark in reversed(side.quotes):
        if mark.partner is None:
            inside_lost = not mark.opens and not mark.arrow
        elif mark.opens and mark.parent is None:
            if not inside_lost:
                out.append(mark)
            inside_lost = False
    return out[::-1]


def respelt(side: Side, opening: QuoteMark, style: tuple[str, str] | None = None) -> Iterator[tuple[Span, Edit]]:
    """Yield both marks of a pair with the edit that writes them in another *style* (the locale's own, if none is given)."""
    quotes = side.pack.quotes
    style = style or quotes.primary
    closing = opening.partner
    if style is None or closing is None:
        return
    space = quotes.inner[0] if quotes.inner and style == quotes.primary else ""
    after, before = opening.span.end, closing.span.start
    while after < before and side.prose[after] in SPACES:
        after += 1
    while before > after and side.prose[before - 1] in SPACES:
        before -= 1
    yield opening.span, Edit(Span(opening.span.start, after), style[0] + space, safe=False)
    yield closing.span, Edit(Span(before, closing.span.end), space + style[1], safe=False)
