"""Bilingual lexicons: which words of one language render which of another, and how likely.

A lexicon is a list of word pairs with both conditional probabilities, and the share of running text that each word takes.
The embedded ones (`langs/lexicons/`) are built by `transqa train lexicon`; people bring their own as `word TAB word [TAB p]`.
All words are folded as `tokens` folds them: lower case, no accents.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from transqa.errors import InputError
from transqa.langs import primary_subtag
from transqa.read.packed import opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Ints = NDArray[np.int32]
    Floats = NDArray[np.float32]

Links = dict[tuple[str, str], tuple[float, float]]
"""(source word, target word): probability of the target word given the source word, and of the source word given the target."""

STEM, ENDING = 4, 3
"""A word that the lexicon lacks is taken for an inflected form of one that shares at least STEM first letters and all but the
last ENDING of both ..."""
OF_STEM = 0.5
"""... and gets its translations with this share of their probability."""
NEAR = 100
"""Relatives are looked for among so many words before and after its place in the alphabet; the nearest share most letters."""
LAST_LETTER = chr(0x10FFFF)
"""Sorts after all letters."""
MOST_FORMS = 20
"""Words of one text that one word of the lexicon can be a relative of. It bounds the work on texts made to be slow."""
MAX_BYTES = 100_000_000
"""Size of a lexicon, decompressed, that is still read."""


@dataclass(frozen=True)
class Words:
    """The words of one side of a lexicon, sorted, each with its share of running text."""

    words: tuple[str, ...]
    share: Floats

    @cached_property
    def number(self) -> dict[str, int]:
        """The place of each word."""
        return {w: i for i, w in enumerate(self.words)}

    def relatives(self, word: str) -> list[int]:
        """Return the words that differ from *word*, which is not here, by their endings alone."""
        if len(word) < STEM:
            return []
        least = max(STEM, len(word) - ENDING)
        stem, at = word[:least], bisect_left(self.words, word)
        first = bisect_left(self.words, stem, max(0, at - NEAR), at)
        last = bisect_left(self.words, stem + LAST_LETTER, at, min(len(self.words), at + NEAR))
        return [i for i in range(first, last) if len(self.words[i]) - least <= ENDING and self.words[i].isalpha()]


@dataclass(frozen=True)
class Lexicon:
    """Word pairs (as numbers of `source` and `target` words) with p(target | source) and p(source | target).

    Attributes:
        source: words of the source language.
        target: words of the target language.
        pair_source: source word of each pair,
        pair_target: its target word,
        forward: probability of the target word given the source word,
        backward: probability of the source word given the target word.
        languages: primary subtags of both languages; empty where nobody said.
        skipped: entries of a list that were left out, since one side is not a single word.
    """

    source: Words
    target: Words
    pair_source: Ints
    pair_target: Ints
    forward: Floats
    backward: Floats
    languages: tuple[str, str] = ("", "")
    skipped: int = 0

    def __len__(self) -> int:
        return len(self.forward)

    def swapped(self) -> Lexicon:
        """Return the lexicon read from target to source."""
        languages = self.languages[1], self.languages[0]
        return Lexicon(
            self.target, self.source, self.pair_target, self.pair_source, self.backward, self.forward, languages, self.skipped
        )

    def links(self, source: Iterable[str], target: Iterable[str]) -> Links:
        """Return the pairs whose words, or relatives of them, stand among *source* and *target* words."""
        ours, theirs = _forms(self.source, source), _forms(self.target, target)
        there = [np.zeros(len(w.words), dtype=bool) for w in (self.source, self.target)]
        there[0][list(ours)], there[1][list(theirs)] = True, True
        out: Links = {}
        for k in np.flatnonzero(there[0][self.pair_source] & there[1][self.pair_target]).tolist():
            p, q = float(self.forward[k]), float(self.backward[k])
            for v, a in ours[int(self.pair_source[k])]:
                for w, b in theirs[int(self.pair_target[k])]:
                    old = out.get((v, w), (0.0, 0.0))
                    out[v, w] = max(old[0], p * a * b), max(old[1], q * a * b)
        return out

    def save(self, path: str | Path) -> None:
        """Write the lexicon as `.npz`, in the layout of `lexicon_npz`; same lexicon, same bytes."""
        from transqa.alignment.lexicon_npz import pack

        Path(path).write_bytes(pack(self))


def _forms(side: Words, words: Iterable[str]) -> dict[int, list[tuple[str, float]]]:
    """Return for each word of the lexicon the words of a text that are it or its relatives, with a weight."""
    out: dict[int, list[tuple[str, float]]] = {}
    for word in sorted(set(words)):  # a set has no order of its own, and the limit below must hit the same words each time
        at = side.number.get(word)
        if at is not None:
            out.setdefault(at, []).append((word, 1.0))
        else:
            for relative in side.relatives(word):
                forms = out.setdefault(relative, [])
                if len(forms) < MOST_FORMS:
                    forms.append((word, OF_STEM))
    return out


def embedded(source_lang: str, target_lang: str) -> Lexicon | None:
    """Return the lexicon that transqa brings for two languages, in either direction; None where it has none.

    Raises:
        ConfigError: one of the two is no language tag.
    """
    one, two = primary_subtag(source_lang), primary_subtag(target_lang)
    found = _packaged(f"{one}-{two}.npz")
    if found is None:
        reverse = _packaged(f"{two}-{one}.npz")
        found = reverse.swapped() if reverse is not None else None
    return found


@cache
def embedded_pairs() -> tuple[tuple[str, str], ...]:
    """Return the pairs of languages for which transqa brings a lexicon, as primary subtags."""
    folder = files("transqa.langs") / "lexicons"
    names = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
    pairs = [name.removesuffix(".npz").split("-") for name in names if name.endswith(".npz")]
    return tuple((one, two) for one, two in pairs)


@cache
def _packaged(name: str) -> Lexicon | None:
    from transqa.alignment.lexicon_npz import unpack

    path = files("transqa.langs") / "lexicons" / name
    return unpack(path.read_bytes(), name) if path.is_file() else None


def load_lexicon(path: str | Path, source_lang: str, target_lang: str) -> Lexicon:
    """Return the lexicon of a file: a `.npz` that transqa wrote, or lines `word TAB word [TAB p [TAB p]]` (also .gz, .xz).

    A file that names its languages (those that `transqa train lexicon` writes do) serves both directions; in any other the
    first column is the source language. `lexicon_text` says how lists are read.

    Raises:
        InputError: the file cannot be read, is malformed, or is for other languages.
        ConfigError: one of the two is no language tag.
    """
    asked = primary_subtag(source_lang), primary_subtag(target_lang)
    with opened(path) as stream:
        raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise InputError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; keep the likeliest entries of each word")
    if Path(path).suffix.lower() == ".npz":
        from transqa.alignment.lexicon_npz import unpack

        lexicon = unpack(raw, str(path))
    else:
        from transqa.alignment.lexicon_text import parse

        lexicon = parse(raw, str(path))
    return _turned(lexicon, asked, str(path))


def _turned(lexicon: Lexicon, asked: tuple[str, str], name: str) -> Lexicon:
    """Return the lexicon in the direction asked for."""
    own = lexicon.languages
    if own == ("", ""):
        return replace(lexicon, languages=asked)
    if _fit(own, asked):
        return lexicon
    if _fit(own, asked[::-1]):
        return lexicon.swapped()
    raise InputError(f"{name}: a lexicon of {own[0]} and {own[1]}, not of {asked[0]} and {asked[1]}; name one of these languages")


def _fit(own: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    return all(b in {a, "und"} for a, b in zip(own, asked, strict=True))
