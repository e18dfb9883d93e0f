"""A phrase that loops inside a sentence.

What it finds:
    The same words three times or more in a row: `dans le tiroir dans le tiroir dans le tiroir`.

Why it matters:
    Neural translation systems fall into such loops when they lose attention; the words that should
    follow are often lost.

Example:
    Elle range tout dans le tiroir dans le tiroir dans le tiroir.

When it is fine:
    Songs, incantations, and lists that the source repeats as well.

How it decides:
    A run of words equals itself shifted by one to twelve words, over at least three rounds (four
    for a single word). The source sentence repeats nothing so soon (two rounds).

References:
    Raunak, Menezes & Junczys-Dowmunt, The Curious Case of Hallucinations in Neural Machine
    Translation (2021), on oscillatory output.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from transqa.model import Edit, Severity, Span
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="REP103",
    name="looping-phrase",
    summary="a phrase that loops inside a sentence",
    severity=Severity.MAJOR,
    mqm="linguistic-conventions/unintelligible",
)
LONGEST = 12
"""Words of the longest phrase looked for."""


class Loop(NamedTuple):
    """Words first..last-1 repeat with a period."""

    first: int
    last: int
    period: int


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each loop that the source sentence does not have."""
    for segment in ctx.target.segments:
        words = ctx.target.words(segment.index)
        loop = _loop([w.text.lower() for w in words])
        if loop is None or _source_loops(ctx, segment.index):
            continue
        phrase = Span(words[loop.first].start, words[loop.first + loop.period - 1].end)
        span = Span(phrase.start, words[loop.last - 1].end)
        if ctx.source is None and any(c in ",;!?" for c in span.cut(ctx.target.prose)):
            continue  # rounds set apart by marks are rhetoric more often than not; only a source could tell
        times = (loop.last - loop.first) // loop.period
        message = f"'{phrase.cut(ctx.target.text)}' loops {times} times"
        yield Hit(span, message, cause=None, edits=(Edit(Span(phrase.end, span.end), "", safe=False),))


def _loop(words: list[str], least: int = 3) -> Loop | None:
    """Return the first loop of *least* rounds (a single word: one more), shortest period first, in linear time."""
    pairs = set(pairwise(words))
    if len(words) - 1 - len(pairs) < least - 1:  # each round repeats a pair of neighbours
        return None
    for period in range(1, min(LONGEST, len(words) // least) + 1):
        rounds = least + (period == 1)
        run = 0
        for i in range(period, len(words)):
            run = run + 1 if words[i] == words[i - period] else 0
            over = i + 1 == len(words) or words[i + 1] != words[i + 1 - period]
            if run >= (rounds - 1) * period and over and any(w.isalpha() for w in words[i - period + 1 : i + 1]):
                size = (run // period + 1) * period
                first = i - run - period + 1
                return Loop(first, first + size, period)
    return None


def _source_loops(ctx: Context, index: int) -> bool:
    bead = ctx.bead_of(index)
    if ctx.source is None or bead is None:
        return False
    return _loop([w.text.lower() for i in bead.source for w in ctx.source.words(i)], least=2) is not None
