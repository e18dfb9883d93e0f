"""Reads treebanks in CoNLL-U, and makes their words the words that we parse.

A multi-word token whose parts spell it (don't = do + n't, English *cannot*) is parted; one that hides its parts (French du =
de + le) stays one word, with the features of both parts, and with the part of speech, head and relation of the part that governs
the other (auquel = à + lequel: lequel), or else of its first: nothing in a text says where *le* would stand in *du*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transqa.errors import InputError
from transqa.read.packed import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COLUMNS = 10
"""Of a CoNLL-U line."""


class Word(NamedTuple):
    """A word of a treebank. *head* counts from 0 inside the sentence, -1 for the root; *misc* is the last column."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    space_after: bool
    misc: str


class Sentence(NamedTuple):
    """A sentence of a treebank: *text* as the file says it (empty where it does not), and its words."""

    text: str
    words: tuple[Word, ...]


def read_treebank(path: Path) -> list[Sentence]:
    """Return the sentences of a CoNLL-U file, plain or compressed (.gz, .xz).

    Raises:
        InputError: the file cannot be read or is no CoNLL-U; the message shows the line, or the first one of its sentence.
    """
    sentences: list[Sentence] = []
    text = ""
    rows: list[str] = []
    for line in _lines(path):
        if line.startswith("# text ="):
            text = line[8:].strip()
        elif line and not line.startswith("#"):
            rows.append(line)
        elif not line:
            if rows:
                sentences.append(Sentence(text, _words(rows, path)))
            text, rows = "", []
    return sentences


def _lines(path: Path) -> Iterator[str]:
    try:
        with opened(path) as stream:
            for raw in stream:
                yield raw.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as e:
        raise InputError(f"{path}: not UTF-8 ({e.reason}); CoNLL-U files are") from None
    yield ""


def _words(rows: list[str], path: Path) -> tuple[Word, ...]:
    try:
        groups = _groups(rows, path)
        place = {int(row[0]): k for k, (_, parts) in enumerate(groups) for row in parts}
        words = tuple([_word(cover, parts, place) for cover, parts in groups])
    except (KeyError, ValueError):
        raise InputError(f"{path}: a number or head is no word of the sentence: {rows[0][:60]!r} …; is this CoNLL-U?") from None
    if bad := next((f for w in words for f in w.feats.split("|") if f and "=" not in f), None):
        raise InputError(f"{path}: {bad!r} is no feature, in the sentence: {rows[0][:60]!r} …; is this CoNLL-U?")
    return words


def _groups(rows: list[str], path: Path) -> list[tuple[list[str] | None, list[list[str]]]]:
    """Return (the row of the multi-word token or None, the rows of its parts) for each word that we parse."""
    groups: list[tuple[list[str] | None, list[list[str]]]] = []
    cover: list[str] | None = None
    last = 0
    for line in rows:
        row = line.split("\t")
        if len(row) != COLUMNS:
            raise InputError(f"{path}: {line[:60]!r} has {len(row)} columns, not {COLUMNS}; is this CoNLL-U?")
        number = row[0]
        if "-" in number:
            cover, last = row, int(number.partition("-")[2])
        elif "." in number:
            continue  # an empty node of the enhanced graph
        elif cover is not None and int(number) <= last and groups and groups[-1][0] is cover:
            groups[-1][1].append(row)
        else:
            groups.append((cover if cover is not None and int(number) <= last else None, [row]))
    return [part for group in groups for part in _parted(*group)]


def _parted(cover: list[str] | None, parts: list[list[str]]) -> Iterator[tuple[list[str] | None, list[list[str]]]]:
    if cover is not None and "".join(row[1] for row in parts) == cover[1]:
        for k, row in enumerate(parts):
            yield (cover if k == len(parts) - 1 else ["", "", "", "", "", "", "", "", "", "SpaceAfter=No"]), [row]
    else:
        yield cover, parts


def _word(cover: list[str] | None, parts: list[list[str]], place: dict[int, int]) -> Word:
    inside = {row[0] for row in parts}
    top = next((row for row in parts if row[6] not in inside), None)  # de and le both hang on the noun: de
    if top is None:
        raise ValueError("its parts hang on each other")
    feats = sorted({f for row in parts for f in row[5].split("|") if f != "_"}, key=str.casefold)
    head = int(top[6])
    whole = parts[0] if cover is None or len(parts) == 1 else cover
    misc = parts[0][9] if len(parts) == 1 else cover[9] if cover else "_"
    return Word(
        form=whole[1],
        lemma=top[2],
        upos=top[3],
        feats="|".join(feats),
        head=place[head] if head else -1,
        deprel=top[7],
        space_after="SpaceAfter=No" not in (cover or parts[0])[9],
        misc=misc,
    )
