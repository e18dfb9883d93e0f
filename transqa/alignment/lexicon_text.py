"""Lexicons as text: lines `word TAB word [TAB p(second | first) [TAB p(first | second)]]` in UTF-8, for people to read and write.

Blank lines and lines that start with # are left out; a first line `# transqa lexicon en fr` names the languages of the columns.
Words are folded as the aligner folds texts; an entry that has not exactly one word on each side is left out and counted. Of a
pair that stands there twice the greater probability holds. Missing probabilities are made up: a word's translations are taken
to be equally likely, and p(first | second) follows from p(second | first) where that is given, as if all first words were
equally frequent. At last the probabilities of a word that sum to more than 1 are divided by their sum.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from transqa.alignment.lexical import TYPICAL
from transqa.alignment.lexicon import Lexicon, Words
from transqa.alignment.tokens import tokens
from transqa.errors import InputError
from transqa.read.decode import decode

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]
    Ints = NDArray[np.int32]
    Entries = dict[tuple[str, str], tuple[float, float]]

HEADER = re.compile(r"# transqa lexicon ([a-z]{2,3}) ([a-z]{2,3})")
MISSING = float("nan")


def parse(raw: bytes, name: str) -> Lexicon:
    """Return the lexicon of a list; *name* stands for it in messages.

    Raises:
        InputError: not UTF-8, a line without TAB, a probability that is none, or no entry at all.
    """
    content, _ = decode(raw, name)
    lines = content.split("\n")
    entries: Entries = {}
    skipped = 0
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        pair, p = _entry(line.rstrip("\r"), f"{name}:{number}")
        if pair is None:
            skipped += 1
        else:
            old = entries.get(pair, (MISSING, MISSING))
            entries[pair] = float(np.fmax(old[0], p[0])), float(np.fmax(old[1], p[1]))
    if not entries:
        raise InputError(f"{name}: no entry with one word on each side; write one a line: word TAB word [TAB probability]")
    return _lexicon(entries, _languages(lines[0]), skipped)


def render(lexicon: Lexicon) -> str:
    """Return the list of a lexicon, the likeliest translations of each word first."""
    p, q = lexicon.forward.tolist(), lexicon.backward.tolist()
    source = [lexicon.source.words[i] for i in lexicon.pair_source.tolist()]
    target = [lexicon.target.words[j] for j in lexicon.pair_target.tolist()]
    rows = sorted(zip(source, target, p, q, strict=True), key=lambda row: (row[0], -row[2], row[1]))
    head = f"# transqa lexicon {lexicon.languages[0]} {lexicon.languages[1]}\n" if all(lexicon.languages) else ""
    return head + "".join(f"{v}\t{w}\t{a:.3g}\t{b:.3g}\n" for v, w, a, b in rows)


def _entry(line: str, where: str) -> tuple[tuple[str, str] | None, tuple[float, float]]:
    """Return the two words of a line, if there is one on each side, and their probabilities."""
    cells = line.split("\t")
    if len(cells) < 2:
        raise InputError(f"{where}: no TAB in the line; write: word TAB word [TAB probability]")
    p, q = (_probability(cell.strip(), where) for cell in [*cells[2:4], "", ""][:2])
    source, target = _word(cells[0]), _word(cells[1])
    return ((source, target) if source and target else None), (p, q)


def _word(cell: str) -> str | None:
    words = [t for t in tokens(cell) if t[:1].isalnum()]
    return words[0] if len(words) == 1 and words[0][0].isalpha() else None


def _probability(cell: str, where: str) -> float:
    if not cell:
        return MISSING
    try:
        value = float(cell)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1:
        raise InputError(
            f"{where}: '{cell[:40]}' is no probability; write a number above 0 and up to 1, such as 0.25, or nothing"
        )
    return value


def _languages(first_line: str) -> tuple[str, str]:
    found = HEADER.fullmatch(first_line.strip())
    return (found[1], found[2]) if found else ("", "")


def _lexicon(entries: Entries, languages: tuple[str, str], skipped: int) -> Lexicon:
    words = tuple(sorted({v for v, _ in entries})), tuple(sorted({w for _, w in entries}))
    sides = [Words(w, np.full(len(w), TYPICAL, dtype=np.float32)) for w in words]
    pairs = sorted(entries)
    source = np.array([sides[0].number[v] for v, _ in pairs], dtype=np.int32)
    target = np.array([sides[1].number[w] for _, w in pairs], dtype=np.int32)
    p, q = np.array([entries[pair] for pair in pairs]).T
    forward = _at_most_one(np.where(np.isnan(p), _alike(source), p), source)
    by_source = forward / np.bincount(target, weights=forward)[target]
    backward = _at_most_one(np.where(np.isnan(q), np.where(np.isnan(p), _alike(target), by_source), q), target)
    return Lexicon(
        sides[0], sides[1], source, target, forward.astype(np.float32), backward.astype(np.float32), languages, skipped
    )


def _alike(words: Ints) -> Doubles:
    """Return for each pair 1 / number of pairs of its word."""
    alike: Doubles = 1.0 / np.bincount(words)[words]
    return alike


def _at_most_one(p: Doubles, words: Ints) -> Doubles:
    """Return the probabilities, those of each word scaled down where they sum to more than 1."""
    out: Doubles = p / np.maximum(1.0, np.bincount(words, weights=p))[words]
    return out
