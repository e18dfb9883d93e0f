"""What was not translated, and what stands too often: shared by the rules on untranslated, added and repeated lines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import regex

from transqa.langs import same_language
from transqa.model import BlockKind, Span, span_at

if TYPE_CHECKING:
    from transqa.annotate.context import Context, Side
    from transqa.langs import Pack

    Unit = tuple[str, Span, tuple[int, ...]]  # its key, its place, its segments

LONE_WORDS = 5
"""Without a source, only lines of at least this many words ..."""
LONE_TIMES = 3
"""... that stand at least this often are taken for repeated by mistake."""
SENTENCE_WORDS = 4
"""A shorter sentence inside a paragraph (Non. Merci !) may well stand twice."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """A line or sentence that stands too often: all its places, its segments, and how often the source has it."""

    places: tuple[Span, ...]
    segments: frozenset[int]
    expected: int | None
    source_span: Span | None


@cache
def _letters() -> regex.Pattern[str]:
    return regex.compile(r"[\p{L}\p{M}\p{N}]+")


def key(text: str) -> str:
    """Return a text as it is compared: letters and digits only, case folded, words parted by one space."""
    return " ".join(_letters().findall(text.casefold()))


@cache
def _boilerplate(source: Pack, target: Pack) -> frozenset[str]:
    """Return the page furniture of the source language that the target language does not share (Menu)."""
    mine, theirs = (frozenset(key(p) for p in pack.phrases("web", "boilerplate")) for pack in (source, target))
    return mine - theirs


def untranslated(ctx: Context) -> dict[int, str]:
    """Return the target segments that are still in the source language, with the reason why we think so."""
    boilerplate = _boilerplate(ctx.source_pack, ctx.target.pack) if ctx.language.usable else frozenset()
    source_keys = set(ctx.source.keys) if ctx.source else set()
    out = {}
    for segment, k in zip(ctx.target.segments, ctx.target.keys, strict=True):
        if not k or k.isdigit() or _is_link(ctx.target, segment.index):
            continue
        words = [w.text for w in ctx.target.words(segment.index)]
        if k in boilerplate:
            out[segment.index] = "a line that web pages put around their text"
        elif k in source_keys and _is_same_unchanged(ctx, words):
            out[segment.index] = "the source has the same words"
        elif _reads_foreign(ctx, words):
            out[segment.index] = "its words are of the source language"
    return out


def _is_link(side: Side, index: int) -> bool:
    """Say whether a segment is made of links alone: titles of linked pages are rightly kept."""
    links, words = side.document.links, side.words(index)
    return bool(links) and bool(words) and all(span_at(links, w.start) is not None for w in words)


def _is_same_unchanged(ctx: Context, words: list[str]) -> bool:
    """Say whether a line equal to one of the source should have been translated: it holds words of that language alone."""
    if _is_title(words):
        return False
    if ctx.language.usable:
        votes = ctx.language.votes(words)
        return votes.foreign >= 2 and votes.own == 0
    known = ctx.source_pack.words
    lower = [w for w in words if w.islower() and len(w) > 2]
    return len(words) >= 3 and sum(w in known for w in lower) >= 2 and not same_language(ctx.target.pack.tag, ctx.source_pack.tag)


def _reads_foreign(ctx: Context, words: list[str]) -> bool:
    """Say whether a line reads as the source language: function words of it, none of the target's."""
    if len(words) < 3 or not ctx.language.usable or not ctx.language.own_function.isdisjoint(words) or _is_title(words):
        return False
    votes = ctx.language.votes(words)
    return votes.own == 0 and votes.foreign >= 2 and votes.foreign_function >= 1 and votes.foreign * 2 >= votes.total - 1


def _is_title(words: list[str]) -> bool:
    """Say whether all longer words have a capital: names, titles of works, slogans, which may stay as they are."""
    long = [w for w in words if len(w) > 3] or words
    capital = sum(1 for w in long if not w[0].islower())
    return capital == len(long) and len(words) > 1


def repetitions(ctx: Context) -> list[Repetition]:
    """Return what stands in the target more often than in the source: whole blocks first, then single sentences."""
    if len(ctx.target.segments) < 2:
        return []
    found = []
    taken: set[int] = set()
    for sized in (_block_units(ctx.target), _sentence_units(ctx.target)):
        groups: defaultdict[str, list[tuple[Span, tuple[int, ...]]]] = defaultdict(list)
        for k, span, segments in sized:
            if not taken.intersection(segments):
                groups[k].append((span, segments))
        for k, members in groups.items():
            repetition = _judge(ctx, k, members)
            if repetition is not None:
                found.append(repetition)
                taken |= repetition.segments
    return sorted(found, key=lambda r: r.places[0])


def _block_units(side: Side) -> list[Unit]:
    by_block: defaultdict[int, list[int]] = defaultdict(list)
    for s in side.segments:
        by_block[s.block].append(s.index)
    units: list[Unit] = []
    for number, segments in by_block.items():
        block = side.document.blocks[number]
        k = " ".join(side.keys[i] for i in segments)
        if k.strip() and block.kind is not BlockKind.TABLE_CELL:
            units.append((k, block.span, tuple(segments)))
    return units


def _sentence_units(side: Side) -> list[Unit]:
    units: list[Unit] = []
    for s in side.segments:
        k = side.keys[s.index]
        if len(k.split()) >= SENTENCE_WORDS and side.document.blocks[s.block].kind is not BlockKind.TABLE_CELL:
            units.append((k, s.span, (s.index,)))
    return units


def _judge(ctx: Context, k: str, members: list[tuple[Span, tuple[int, ...]]]) -> Repetition | None:
    """Return the repetition if the members are more than the source accounts for."""
    times = len(members)
    if times < 2:
        return None
    places = tuple(span for span, _ in members)
    segments = frozenset(i for _, indexes in members for i in indexes)
    if ctx.source is None or ctx.alignment is None:
        enough = times >= LONE_TIMES and len(k.split()) >= LONE_WORDS
        return Repetition(places, segments, None, None) if enough else None
    expected, source_span = _expected(ctx, members)
    if times <= max(1, expected):
        return None
    return Repetition(places, segments, expected, source_span)


def _expected(ctx: Context, members: list[tuple[Span, tuple[int, ...]]]) -> tuple[int, Span | None]:
    """Return how often the source accounts for a line: members with a partner of their own, or partners that repeat."""
    assert ctx.source is not None
    keys = ctx.source.keys
    partners: set[int] = set()
    most = 0
    for _, indexes in members:
        bead = ctx.bead_of(indexes[0])
        if bead is not None and bead.source and set(bead.target) <= set(indexes):
            partners.add(bead.source[0])
            most = max(most, *(ctx.source.key_counts[keys[i]] for i in bead.source))
    span = ctx.source.segments[min(partners)].span if partners else None
    return max(most, len(partners)), span
