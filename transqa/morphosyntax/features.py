"""What the tagger and parser sees of a word by itself: hashes of its form and its ends, and what the inflection lexicon says.

Training and use share this file, so that both see the same. Which features, and that they beat small spaCy and UDPipe
pipelines on the same treebanks, was measured on a prototype; the figures of this network: docs/reference/parsing.md.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.morphosyntax.inflection import Analysis, Inflections

SLOTS: tuple[tuple[str, int, int], ...] = (
    ("suffix2", 1024, 16),
    ("suffix3", 4096, 32),
    ("suffix4", 8192, 32),
    ("prefix3", 4096, 16),
    ("shape", 128, 8),
    ("lemma", 8192, 32),
    ("readings", 2048, 32),
)
"""Hashed features: name, rows, dimensions. The form itself has a vocabulary instead, so that no two frequent words collide."""
MARKS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-",
     "−": "-", "•": "-", "·": "-", "\u00a0": "", "\u202f": "", "\u00ad": "", "\u200b": "", "\ufeff": ""}
)  # fmt: skip
"""Marks that treebanks hardly have, as the ones that they have; an unseen mark gets wild tags (research/morphology.md, 4)."""
CASE_BITS = ("First", "Capital", "Upper", "Digit", "Letterless", "Inner")
"""What the letters say, after the tags of the lexicon in the row of bits."""


class Seen(NamedTuple):
    """A word as the network sees it.

    Attributes:
        key: lower-cased form, looked up in the vocabulary.
        slots: row of each table of SLOTS.
        bits: places of the bits that are set: known tags first, then CASE_BITS.
    """

    key: str
    slots: tuple[int, ...]
    bits: tuple[int, ...]


class WordFeatures:
    """Computes what the network sees of a word."""

    def __init__(self, tags: Sequence[str], inflections: Inflections | None) -> None:
        """Number the *tags* ("NOUN|Gender=Fem") of the lexicon that have a bit."""
        self.tags = tuple(tags)
        self._bit = {tag: k for k, tag in enumerate(self.tags)}
        self._inflections = inflections

    @property
    def width(self) -> int:
        """Number of bits."""
        return len(self.tags) + len(CASE_BITS)

    def see(self, form: str, *, first: bool) -> Seen:
        """Return what the network sees of *form*; *first* says that it begins its sentence."""
        plain = plain_form(form)
        key = self.key(form)
        found = self.readings(form, plain)
        tags = sorted({tag_of(a) for a in found})
        lemmas = sorted({a.lemma for a in found})
        texts = (key[-2:], key[-3:], key[-4:], key[:3], _shape(plain), " ".join(lemmas) or key, " ".join(tags))
        slots = tuple(zlib.crc32(t.encode("utf-8", "replace")) % rows for t, (_, rows, _) in zip(texts, SLOTS, strict=True))
        bits = [self._bit[t] for t in tags if t in self._bit]
        return Seen(key, slots, tuple(bits + self._case_bits(plain, first=first)))

    @staticmethod
    def key(form: str) -> str:
        """Return a form as the vocabulary has it: lower-cased, numbers as one."""
        return _digits().sub("0", plain_form(form).lower())

    def readings(self, form: str, plain: str | None = None) -> tuple[Analysis, ...]:
        """Return the analyses of a form, also in lower case; of the part after the last hyphen where the whole is unknown.

        Both cases, because "Will" at the start of a sentence is a name or a verb.
        """
        if self._inflections is None:
            return ()
        plain = plain_form(form) if plain is None else plain
        found = self._inflections.analyses(plain)
        if plain[:1].isupper():
            found = (*found, *(a for a in self._inflections.analyses(plain.lower()) if a not in found))
        if not found and "-" in plain[1:-1]:
            found = self._inflections.analyses(plain.rpartition("-")[2])
        return found

    def _case_bits(self, plain: str, *, first: bool) -> list[int]:
        said = (
            first,
            plain[:1].isupper(),
            len(plain) > 1 and plain.isupper(),
            any(c.isdigit() for c in plain),
            not any(c.isalpha() for c in plain),
            "-" in plain[1:-1] or "'" in plain[1:-1],
        )
        return [len(self.tags) + k for k, yes in enumerate(said) if yes]


def tag_of(analysis: Analysis) -> str:
    """Return the bit that an analysis sets: part of speech and features."""
    return f"{analysis.upos}|{analysis.feats}"


def plain_form(form: str) -> str:
    """Return a form with the marks that treebanks have; itself where nothing would be left."""
    return form.translate(MARKS).replace("…", "...") or form


@cache
def _digits() -> re.Pattern[str]:
    return re.compile(r"\d+")


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(r"(.)\1{2,}")


def _shape(plain: str) -> str:
    """Return the kinds of characters, runs cut to two: Paris → Xxx, 1999 → dd, d'Ivoire → x'Xxx."""
    kinds = "".join("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in plain[:12])
    return _runs().sub(r"\1\1", kinds)
