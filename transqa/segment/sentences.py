"""Sentences of a document, with exact spans. What ends a sentence is decided by the language pack's abbreviations and words.

A full stop ends no sentence after an abbreviation or an initial, before a lower-case letter, or inside a number; closing
quotation marks and brackets behind the final mark belong to the sentence. Quoted speech is split like any other text.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from transqa.model import BlockKind, Segment, Span, span_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transqa.langs import Pack
    from transqa.model import Document

_GAP = r"[ \t\u00a0\u202f\u2009]"


@cache
def _final() -> regex.Pattern[str]:
    """A final mark, the closing marks behind it, and a space or the end (or a space forgotten): where a sentence may end."""
    return regex.compile(
        rf"(?P<mark>[.!?…‼⁇⁈⁉]+)(?P<closers>(?:[”’\"')\]›]|{_GAP}*»|{_GAP}[!?]+(?!\w))*+)(?=\s|\Z)"
        r"|(?P<wide>[。！？｡]+[」』）”’]*)"
        r"|(?<=\p{Ll}\p{Ll})(?P<glued>\.)(?=\p{Lu}\p{Ll}*[\s,’'])"
    )


@cache
def _before() -> regex.Pattern[str]:
    """The word that a full stop stands behind, with inner full stops, hyphens and apostrophes (U.S, J.-C, p. ex)."""
    return regex.compile(r"(?:\b(?:p\. ?)?[\p{L}\p{M}\p{N}]+(?:[.\-’'][\p{L}\p{M}\p{N}]*)*)\Z", regex.REVERSE)


@cache
def _next() -> regex.Pattern[str]:
    """What follows: opening marks and dashes, then the first letter or digit, with its word."""
    return regex.compile(r"[\s\u00a0\u202f«»“”„‘’\"'(\[¿¡–—\-•*|/›»\ufffc]*(?P<word>[\p{L}\p{M}]+|\p{N}+)?")


def segment(document: Document, prose: str, pack: Pack) -> tuple[Segment, ...]:
    """Return the sentences of all blocks but code, in order."""
    out: list[Segment] = []
    links = sorted(document.links)
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.CODE:
            continue
        for span in split(prose, block.span, pack, links):
            out.append(Segment(len(out), span, span.cut(document.text), number))
    return tuple(out)


def split(prose: str, block: Span, pack: Pack, links: Sequence[Span] = ()) -> Iterator[Span]:
    """Yield the spans of the sentences of one block of *prose*, without the space around them.

    Args:
        prose: the masked text of the whole document.
        block: the stretch to split.
        pack: facts about its language.
        links: stretches, in order, inside which no sentence ends.
    """
    start = block.start
    for m in _final().finditer(prose, block.start, block.end):
        if m.end() >= block.end or span_at(links, m.end()):
            continue
        if m.group("wide") or _ends(prose, m, block, pack):
            yield from _trimmed(prose, start, m.end())
            start = m.end()
    yield from _trimmed(prose, start, block.end)


def _trimmed(prose: str, start: int, end: int) -> Iterator[Span]:
    text = prose[start:end]
    left, right = len(text) - len(text.lstrip()), len(text.rstrip())
    if right > left:
        yield Span(start + left, start + right)


def _ends(prose: str, m: regex.Match[str], block: Span, pack: Pack) -> bool:
    """Say whether the final mark of *m* ends a sentence."""
    follower = _next().match(prose, m.end(), block.end)
    if follower is None or follower.group("word") is None:
        return True
    word = follower.group("word")
    if word[0].islower():
        return False
    if m.group("glued"):
        return word.lower() in pack.words and _token_before(prose, m, block).lower() in pack.words
    if m.group("mark") != "." or m.group("closers"):
        return True
    if len(word) == 1 and prose[follower.end() : follower.end() + 1] == "." and word.isalpha():
        return False  # initials in a row: J. R. Smith
    token = _token_before(prose, m, block)
    return not token or _stop_ends(token, word, pack, first=prose.startswith(token, block.start))


def _token_before(prose: str, m: regex.Match[str], block: Span) -> str:
    found = _before().search(prose, max(block.start, m.start() - 40), m.start())
    return found.group() if found else ""


def _stop_ends(token: str, word: str, pack: Pack, *, first: bool) -> bool:
    """Say whether a full stop after *token* ends a sentence when *word*, capitalised or a number, comes next."""
    known = pack.abbreviations
    kind = known.get(f"{token}.") or known.get(f"{token[0].lower()}{token[1:]}." if first else "")
    if kind is None and "." in token and not token[-1].isdigit():
        kind = "starter"  # U.N.E.S.C.O: an abbreviation that no list knows
    if kind is None and len(token) == 1 and token.isalpha():
        kind = "starter"  # an initial: J. Smith; but: vitamin C. The
    if kind is None and first and token.isdigit():
        kind = "never"  # 1. First item
    if kind == "number":
        return not (word[0].isdigit() or (word.isupper() and len(word) > 1))  # no. 5, no. NM-150
    if kind == "starter":
        return word.lower() in pack.function_words
    return kind != "never"
