"""Lines as the aligner sees them: folded words and canonical numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import regex

MAX_TOKENS = 400
"""Tokens of one line that are looked at; more add nothing to the evidence but time."""


@cache
def _token() -> regex.Pattern[str]:
    return regex.compile(
        r"\p{Nd}+(?:[.,\u00a0\u202f ’']\p{Nd}{3}(?!\p{Nd}))*(?:[.,]\p{Nd}+)?"
        r"|[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]{1,2}"
        r"|[\p{L}][\p{L}\p{M}]*"
    )


def tokens(line: str) -> list[str]:
    """Return the folded tokens of a line: lower-case letters without accents; numbers in one spelling (1,200 → 1200)."""
    plain = _fold(line)
    return [_number(t) if t[0].isdigit() else t for t in _token().findall(plain)[:MAX_TOKENS]]


def _fold(line: str) -> str:
    line = line.lower()
    if line.isascii():
        return line
    line = line.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    return "".join(c for c in unicodedata.normalize("NFKD", line) if not unicodedata.combining(c))


def _number(token: str) -> str:
    head, _, fraction = token.rpartition("," if token.rfind(",") > token.rfind(".") else ".")
    if head and len(fraction) != 3:
        return re.sub(r"\D", "", head) + "." + fraction
    return re.sub(r"\D", "", token)
