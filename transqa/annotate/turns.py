"""Stretches of speech as the text marks them: quotations, dialogue with dashes, quoted blocks, turns of an interview.

Nothing is parsed here. Double marks come paired from `annotate/quotes.py`; single ones, which are apostrophes more often than
not, are paired here, paragraph by paragraph. Stretches may lie inside each other: the innermost one says whose words they are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import regex

from transqa.model import BlockKind, Span
from transqa.segment.protect import MASK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from transqa.annotate.context import Side
    from transqa.model import Block

MARKUP = rf"[{MASK}*_]"
NOBODY = -1
"""Number of the stretch that holds what stands in none."""
LABEL_WORDS = 4
"""Words of a label at most: Dr. Anna van Dijk."""
TEXT_BLOCKS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION)


class Kind(StrEnum):
    """How a text marks that the words are somebody's."""

    QUOTATION = "quotation"
    DIALOGUE = "dialogue"
    BLOCK = "block"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that the text marks as somebody's.

    Attributes:
        spans: the words without marks, one span a paragraph.
        kind: how they are marked.
        label: of a turn, the words before the colon.
    """

    spans: tuple[Span, ...]
    kind: Kind
    label: Span | None = None

    @property
    def whole(self) -> Span:
        """From the first to the last word."""
        return Span(self.spans[0].start, self.spans[-1].end)


def stretches(side: Side) -> list[Stretch]:
    """Return all stretches of a text in order, outer ones before those inside them."""
    found = [*_quotations(side), *_singles(side), *_dialogue(side), *_quoted_blocks(side), *_turns(side)]
    return sorted((s for s in found if s.spans), key=lambda s: (s.whole.start, -s.whole.end))


def _quotations(side: Side) -> Iterator[Stretch]:
    """Yield what stands in double marks; one that is never closed goes to the end of the last paragraph that recalls it."""
    marks = side.quotes
    again = {m.span.start for m in marks if m.continues}
    for k, mark in enumerate(marks):
        if not mark.opens or mark.continues or mark.arrow:
            continue
        end = mark.partner.span.start if mark.partner is not None else _open_end(side, k)
        yield Stretch(tuple(_by_block(side, mark.block, mark.span.end, end, again)), Kind.QUOTATION)


def _open_end(side: Side, k: int) -> int:
    """Return where a quotation without closing mark ends: with its paragraph, or with the last one that recalls it."""
    mark = side.quotes[k]
    last = mark.block
    for later in islice(side.quotes, k + 1, None) if mark.recalled else ():
        if later.block > last + 1 or (later.block > last and not later.continues):
            break
        last = later.block
    return side.document.blocks[last].span.end


def _by_block(side: Side, first: int, start: int, end: int, again: set[int]) -> Iterator[Span]:
    """Yield the parts of a quotation in each of its paragraphs, without the marks that recall it."""
    for number in range(first, len(side.document.blocks)):
        block = side.document.blocks[number]
        if block.span.start >= end:
            return
        at = max(start, block.span.start)
        at += at in again
        if block.kind is not BlockKind.CODE and at < min(end, block.span.end):
            yield Span(at, min(end, block.span.end))


class Levels:
    """Which stretch is the innermost at a place."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        """Hold the stretches of a text, in order."""
        self._stretches = stretches

    def owner(self, offset: int) -> int:
        """Return the number of the innermost stretch at a place, or NOBODY."""
        return self._changes[bisect_right(self._places, offset) - 1][1]

    def index(self, offset: int) -> int | None:
        """Return the number of the innermost stretch at a place, or None."""
        at = self.owner(offset)
        return None if at == NOBODY else at

    def is_outermost(self, offset: int) -> bool:
        """Say whether the stretch at a place stands inside no other."""
        at = self.owner(offset)
        return at != NOBODY and self.parents[at] == NOBODY

    def within(self, span: Span) -> list[int]:
        """Return the numbers of the stretches that have words inside *span*."""
        first = bisect_left(self._places, span.start)
        inside = {k for _, k in self._changes[max(0, first - 1) : bisect_left(self._places, span.end)]}
        return sorted(inside - {NOBODY})

    @cached_property
    def parents(self) -> list[int]:
        """For each stretch, the one around it, or NOBODY."""
        return [self.owner(max(0, s.whole.start - 2)) if s.kind is Kind.QUOTATION else NOBODY for s in self._stretches]

    @cached_property
    def _changes(self) -> list[tuple[int, int]]:
        """Places where the innermost stretch changes, each with the number of the one that begins or goes on there."""
        spans = sorted((span.start, -span.end, k) for k, s in enumerate(self._stretches) for span in s.spans)
        out = [(0, NOBODY)]
        stack: list[tuple[int, int]] = []
        for start, end, k in spans:
            while stack and stack[-1][0] <= start:
                _close(out, stack)
            out.append((start, k))
            stack.append((-end, k))
        while stack:
            _close(out, stack)
        return out

    @cached_property
    def _places(self) -> list[int]:
        return [at for at, _ in self._changes]


def _close(out: list[tuple[int, int]], stack: list[tuple[int, int]]) -> None:
    """End the innermost stretch: from there on the one around it goes on."""
    end, _ = stack.pop()
    around = next((k for e, k in reversed(stack) if e > end), NOBODY)
    out.append((end, around))


@cache
def _single_mark() -> regex.Pattern[str]:
    return regex.compile(r"['‘’]")


def _singles(side: Side) -> Iterator[Stretch]:
    """Yield what stands in single marks; a paragraph that opens with one and does not close it goes on in the next."""
    open_spans: list[Span] = []
    for block in side.document.blocks:
        if block.kind is BlockKind.CODE or not _single_mark().search(side.prose, block.span.start, block.span.end):
            if open_spans:
                yield Stretch(tuple(open_spans), Kind.QUOTATION)
            open_spans = []
            continue
        pairs, rest = _pair_singles(side.prose, block)
        start = block.span.start
        leads = rest == start
        closed_first = next((p for p in pairs if p[0] == start), None)
        if open_spans and (leads or closed_first):
            end = closed_first[1] if closed_first else block.span.end
            open_spans.append(Span(start + 1, end))
            pairs = [p for p in pairs if p is not closed_first]
            if not leads:
                yield Stretch(tuple(open_spans), Kind.QUOTATION)
                open_spans = []
        else:
            if open_spans:
                yield Stretch(tuple(open_spans), Kind.QUOTATION)
            open_spans = [Span(start + 1, block.span.end)] if leads else []
        yield from (Stretch((Span(a + 1, b),), Kind.QUOTATION) for a, b in pairs if b > a + 1)
    if open_spans:
        yield Stretch(tuple(open_spans), Kind.QUOTATION)


def _pair_singles(prose: str, block: Block) -> tuple[list[tuple[int, int]], int | None]:
    """Return the pairs of single marks of a paragraph, and the place of the outermost mark that stays open."""
    marks = [(m.start(), way) for m in _single_mark().finditer(prose, *_ends(block)) if (way := _way(prose, m.start(), block))]
    surplus = sum(way == "close" for _, way in marks) + sum(way == "maybe" for _, way in marks)
    surplus -= sum(way == "open" for _, way in marks)
    stack: list[int] = []
    pairs = []
    for at, way in marks:
        if way == "open":
            stack.append(at)
        elif way == "maybe" and surplus > 0:
            surplus -= 1  # the boys' room
        elif stack:
            pairs.append((stack.pop(), at))
    return sorted(pairs), stack[0] if stack else None


def _ends(block: Block) -> tuple[int, int]:
    return block.span.start, block.span.end


def _way(prose: str, at: int, block: Block) -> str | None:
    """Say whether a single mark opens, closes, may close (behind an s), or is an apostrophe (None)."""
    before = prose[at - 1] if at > block.span.start else " "
    after = prose[at + 1] if at + 1 < block.span.end else " "
    opens = (before.isspace() or before in '([{-–—"“«:' or before == MASK) and not after.isspace()
    if prose[at] == "‘" or (opens and prose[at] == "'"):
        return "open" if opens and not after.isdigit() else None
    if before.isspace() or after.isalnum():
        return None
    return "maybe" if before == "s" and after not in ",.;:!?)" else "close"


@cache
def _dash() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{MARKUP}|\s)*(?:[—–―]|--)\s*")


def _dialogue(side: Side) -> Iterator[Stretch]:
    """Yield paragraphs that begin with a dash."""
    for block in side.document.blocks:
        if block.kind in TEXT_BLOCKS and (m := _dash().match(side.prose, *_ends(block))) and m.end() < block.span.end:
            yield Stretch((Span(m.end(), block.span.end),), Kind.DIALOGUE)


def _quoted_blocks(side: Side) -> Iterator[Stretch]:
    """Yield runs of blocks that the format marks as quotations."""
    run: list[Span] = []
    for block in side.document.blocks:
        if block.kind is BlockKind.QUOTATION:
            run.append(block.span)
        elif run:
            yield Stretch(tuple(run), Kind.BLOCK)
            run = []
    if run:
        yield Stretch(tuple(run), Kind.BLOCK)


@cache
def _label() -> regex.Pattern[str]:
    """A short beginning of a paragraph up to a colon, or in bold."""
    word = r"\p{Lu}[\p{L}\p{M}.'’-]*"
    words = rf"(?P<label>{word}(?:[ \u00a0](?:{word}|\p{{Ll}}{{1,3}})){{0,{LABEL_WORDS - 1}}})"
    gap = r"[ \t\u00a0\u202f]*"
    return regex.compile(
        rf"(?P<open>{MARKUP}*)(?P<q>[—–]\s*)?{words}(?:{MARKUP}*+{gap}:{MARKUP}*+{gap}|(?<bold>{MARKUP}++){gap})(?=\S)"
    )


def _turns(side: Side) -> Iterator[Stretch]:
    """Yield the turns of an interview: labelled paragraphs with those that follow, where labels take turns."""
    labelled = {}
    for number, block in enumerate(side.document.blocks):
        if block.kind in TEXT_BLOCKS and (m := _label().match(side.prose, *_ends(block))) and (not m["bold"] or m["open"]):
            labelled[number] = m
    counts = Counter(m["label"].lower() for m in labelled.values())
    repeated = max(counts.values(), default=0) > 1
    if not repeated and not (len(labelled) > 1 and _in_a_row(list(labelled)) and not _in_list(side, labelled)):
        return
    for number, m in labelled.items():
        end = _turn_end(side, number, labelled) if repeated and len(counts) > 1 else number + 1
        later = tuple(side.document.blocks[k].span for k in range(number + 1, end))
        yield Stretch((Span(m.end(), side.document.blocks[number].span.end), *later), Kind.TURN, Span(*m.span("label")))


def _turn_end(side: Side, number: int, labelled: Collection[int]) -> int:
    """Return the block behind a turn: the next label or heading; what follows the last turn may be anything."""
    blocks = side.document.blocks
    end = number + 1
    while end < len(blocks) and end not in labelled and blocks[end].kind in TEXT_BLOCKS:
        end += 1
    return end if end in labelled else number + 1


def _in_list(side: Side, numbers: Iterable[int]) -> bool:
    return any(side.document.blocks[k].kind is BlockKind.LIST_ITEM for k in numbers)


def _in_a_row(numbers: list[int]) -> bool:
    return all(b == a + 1 for a, b in pairwise(numbers))
