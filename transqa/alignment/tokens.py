"""Lines as the aligner sees them: folded words, canonical numbers, and the punctuation marks that translations keep."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_TOKENS, MAX_CHARACTERS = 400, 4000
"""Tokens and characters of one line that are looked at; more add nothing to the evidence but time."""
MARKS = {
    **dict.fromkeys("?？؟;", "?"),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys('"“”„«»「」『』', '"'),
    **dict.fromkeys("(（", "("),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys(";；", ";"),
    **{mark: mark for mark in "%€$£"},
}
"""Punctuation marks that stand in a translation as in its source, each with the one that it is taken for."""


@cache
def _token() -> regex.Pattern[str]:
    return regex.compile(
        r"\p{Nd}+(?:[.,\u00a0\u202f ’']\p{Nd}{3}(?!\p{Nd}))*(?:[.,]\p{Nd}+)?"
        r"|[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]{1,2}"
        r"|[\p{L}][\p{L}\p{M}]*"
        rf"|[{regex.escape(''.join(MARKS))}]"
    )


def tokens(line: str) -> list[str]:
    """Return the folded tokens of a line: lower-case letters without accents, numbers in one spelling (1,200 → 1200), marks.

    A line with none of these is one token, so that separators find each other.
    """
    found = _token().findall(line, 0, MAX_CHARACTERS)[:MAX_TOKENS]
    return [fold(t) for t in found] or [line.strip()[:MAX_TOKENS]]


def words_with_places(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word and number of a text, folded as `tokens` does, with its first code point and the one behind its last."""
    for match in _token().finditer(text):
        if match.group() not in MARKS:
            yield fold(match.group()), match.start(), match.end()


@lru_cache(maxsize=1 << 17)
def fold(token: str) -> str:
    """Return one token folded."""
    if token in MARKS:
        return MARKS[token]
    if token[0].isdigit():
        return _number(unicodedata.normalize("NFKC", token))
    token = token.lower()
    if token.isascii():
        return token
    token = token.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    return "".join(c for c in unicodedata.normalize("NFKD", token) if not unicodedata.combining(c)) or token


def _number(token: str) -> str:
    head, _, fraction = token.rpartition("," if token.rfind(",") > token.rfind(".") else ".")
    if head and len(fraction) != 3:
        return re.sub(r"\D", "", head) + "." + fraction
    return re.sub(r"\D", "", token)


@cache
def _open_end() -> regex.Pattern[str]:
    return regex.compile(r"[,;:–—，、；：-]\s*$")


@cache
def _continuation() -> regex.Pattern[str]:
    return regex.compile(r"[\p{P}\s]*\p{Ll}|\s*[,;:.!?)\]}»”]")


def weak_ends(lines: Sequence[str]) -> list[bool]:
    """Say of each line whether it ends no sentence: it stops at a comma, colon or dash, or the next goes on in lower case."""
    ends = [bool(_open_end().search(line[-9:]) or _continuation().match(following)) for line, following in pairwise(lines)]
    return [*ends, False] if lines else []
