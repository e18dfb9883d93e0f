"""Spaces before punctuation marks, and what the locale wants there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from transqa.model import Mark, Span

if TYPE_CHECKING:
    from transqa.annotate.context import Context, Side

PLAIN = " "
NO_BREAK = "\u00a0\u202f\u2007"
SPACES = " \t\u00a0\u202f\u2007\u2009"
"""Spaces that stand inside a line; U+2009 (thin) breaks, but sets as U+202F does and passes for it."""
LONE_SHARE = 5
"""A single slip among more than this many right places is left to the strict profile."""


def is_lone_slip(ctx: Context, wrong: int) -> bool:
    """Say whether a plain space for a no-break one stands once in a document that gets it right elsewhere.

    Nobody sees it on the page; professional translations hold such slips (3 of 42 articles of the news set), and a reader who is
    told of each stops reading.
    """
    if ctx.profile == "strict" or wrong != 1:
        return False
    places = sum(1 for gap in ctx.gaps if gap.allowed[0]) + len(ctx.inner_gaps)
    return places > LONE_SHARE


@dataclass(frozen=True, slots=True)
class Gap(Mark):
    """The space before a mark: *actual* as it stands, *allowed* as the locale has it, *right* as it should be written here.

    *span* covers the space and the mark (a run of marks: `?!`); *word* the word before, the space and the mark.
    """

    mark: str
    actual: str
    allowed: tuple[str, ...]
    right: str
    word: Span

    @property
    def space(self) -> Span:
        """The place of the space alone; empty where there is none."""
        return Span(self.span.start, self.span.start + len(self.actual))


@cache
def _mark() -> re.Pattern[str]:
    """A mark that may want a space before it, wherever it stands; one that never does, only behind a space."""
    return re.compile(rf"[:;%]|[!?‼⁇⁈⁉]+|(?<=[{SPACES}])[,.)]")


@cache
def _stands_alone() -> dict[str, re.Pattern[str]]:
    r"""What must follow a mark for it to be punctuation.

    A colon or semicolon counts before a space or the end of a text only (12:30, xml:lang, C:\ do not); an exclamation or
    question mark unless a word is glued to it (page?id=1, !important); a full stop not before a letter or another (.txt, ...).
    """
    end = rf"[{SPACES}\r\n»”\"’')\]…\ufffc]|\Z"
    return {
        ":": re.compile(end),
        ";": re.compile(end),
        "!": re.compile(r"(?![\w=/\[])"),
        "%": re.compile(r"(?![\w%])"),
        ",": re.compile(rf"(?!,)(?:[{SPACES}\r\n»”\"’')\]]|\w|\Z)"),
        ".": re.compile(rf"(?![.\w])(?:[{SPACES}\r\n»”\"’')\]]|\Z)"),
        ")": re.compile(""),
    }


_NOT_BEFORE = {
    ":": ":;,!?(«“",
    ";": ":;,!?(«“",
    "!": ':;,!?¿¡(«“"',
    "%": "",
    ",": ",.;:!?(«“",
    ".": ",.;:!?(«“",
    ")": "(:;=,-«“",
}
"""Characters behind which a mark is no punctuation: emoticons, doubled marks, a mark that is quoted."""


def gaps(side: Side, profile: str) -> list[Gap]:
    """Return the gap before each mark for which the locale has a rule, in order."""
    table = side.pack.space_before(profile)
    if not table:
        return []
    out = []
    prose = side.prose
    for m in _mark().finditer(prose):
        mark = m.group()[0]
        kind = "!" if mark in "!?‼⁇⁈⁉" else mark
        allowed = table.get(mark, table.get("!") if kind == "!" else None)
        if allowed is None:
            continue
        start = _run_start(prose, m.start())
        before = prose[start - 1] if start else "\n"
        if before in "\r\n" or before in _NOT_BEFORE[kind] or (kind == "%" and not before.isdigit()):
            continue
        if _stands_alone()[kind].match(prose, m.end()):
            actual = prose[start : m.start()]
            word = Span(_word_start(prose, start), m.end())
            out.append(Gap(Span(start, m.end()), mark, actual, allowed, _right(side, allowed), word))
    return out


def _word_start(prose: str, end: int) -> int:
    start = end
    while start and not prose[start - 1].isspace() and prose[start - 1] not in "«“(" and end - start < 40:
        start -= 1
    return start


def no_break_used(prose: str) -> Counter[str]:
    """Count the kinds of no-break space beside marks: the house style of a document."""
    return Counter(re.findall(r"[\u00a0\u202f](?=[;:!?»%])|(?<=«)[\u00a0\u202f]", prose))


def _right(side: Side, allowed: tuple[str, ...]) -> str:
    """Return the spacing to write: the locale's first, but of two no-break kinds the one that the document uses more."""
    kinds = [a for a in allowed if a]
    if not allowed[0] or len(kinds) < 2:
        return allowed[0]
    return max(kinds, key=lambda kind: (side.no_break_used[kind], -kinds.index(kind)))


@dataclass(frozen=True, slots=True)
class InnerGap(Mark):
    """The space between a quotation mark and the words it encloses; *span* covers mark and space."""

    char: str
    opens: bool
    actual: str
    allowed: tuple[str, ...]
    right: str
    word: Span

    @property
    def space(self) -> Span:
        """The place of the space alone; empty where there is none."""
        size = len(self.actual)
        return Span(self.span.end - size, self.span.end) if self.opens else Span(self.span.start, self.span.start + size)


def inner_gaps(side: Side) -> list[InnerGap]:
    """Return the gap inside each primary quotation mark, where the locale has a rule for it."""
    quotes = side.pack.quotes
    if quotes.primary is None or quotes.inner is None or quotes.inner == ("",):
        return []
    out = []
    prose = side.prose
    for mark in side.quotes:
        if mark.char not in quotes.primary or mark.arrow:
            continue
        at = mark.span.start
        edge = _run_end(prose, at + 1) if mark.opens else _run_start(prose, at)
        neighbour = prose[edge : edge + 1] if mark.opens else prose[edge - 1 : edge]
        if not neighbour or neighbour in "\r\n" or neighbour in quotes.primary:
            continue
        actual = prose[at + 1 : edge] if mark.opens else prose[edge:at]
        span = Span(at, edge) if mark.opens else Span(edge, at + 1)
        word = Span(at, _word_end(prose, edge)) if mark.opens else Span(_word_start(prose, edge), at + 1)
        out.append(InnerGap(span, mark.char, mark.opens, actual, quotes.inner, _right(side, quotes.inner), word))
    return out


def _run_end(prose: str, at: int) -> int:
    while at < len(prose) and prose[at] in SPACES:
        at += 1
    return at


def _run_start(prose: str, at: int) -> int:
    while at and prose[at - 1] in SPACES:
        at -= 1
    return at


def _word_end(prose: str, start: int) -> int:
    end = start
    while end < len(prose) and (prose[end].isalnum() or prose[end] in "'’-") and end - start < 40:
        end += 1
    return max(end, start + 1)
