"""Silver sentences: text that several networks parse alike, as examples to learn from.

Where the teachers differ on a word, that word teaches nothing; where they differ on too many, the sentence is left out. That
agreement of parsers finds the trees worth learning is the idea of tri-training (Zhou & Li 2005; for parsing: Søgaard & Rishøj
2010, https://aclanthology.org/C10-1120/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transqa.errors import InputError
from transqa.morphosyntax.tokens import tokenise
from transqa.read.packed import opened
from transqa.train.syntax.corpus import IGNORED, Example

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from transqa.langs import Pack
    from transqa.morphosyntax.network import Answer
    from transqa.train.syntax.corpus import TypeTable

SHORTEST, LONGEST = 4, 60
"""Words of a sentence that is taken."""
LEAST_AGREED = 0.8
"""Share of its heads on which the teachers must agree."""


class Text(NamedTuple):
    """Which text to take: *caps* in words, by the beginning of the origin; *exclude* by its end."""

    path: Path
    column: int
    words: int
    caps: Mapping[str, int]
    exclude: tuple[str, ...]


def sentences(text: Text, pack: Pack) -> Iterator[list[str]]:
    """Yield the words of sentences, each once, evenly spaced over the file where there is a cap.

    Raises:
        InputError: the file cannot be read, is not UTF-8 or lacks the column.
    """
    lines = list(_lines(text))
    totals = {prefix: sum(len(t.split()) for o, t in lines if o.startswith(prefix)) for prefix in text.caps}
    every = {prefix: max(1, total // max(1, text.caps[prefix])) for prefix, total in totals.items()}
    seen: set[str] = set()
    counts: dict[str, int] = {}
    left = text.words
    for origin, line in lines:
        prefix = next((p for p in text.caps if origin.startswith(p)), "")
        counts[prefix] = counts.get(prefix, -1) + 1
        if counts[prefix] % every.get(prefix, 1) or line in seen:
            continue
        seen.add(line)
        words = [f.text for f in tokenise(line, pack)]
        if SHORTEST <= len(words) <= LONGEST:
            yield words
            left -= len(words)
            if left <= 0:
                return


def _lines(text: Text) -> Iterator[tuple[str, str]]:
    with opened(text.path) as stream:
        for number, raw in enumerate(stream, start=1):
            try:
                *columns, origin = raw.decode("utf-8").rstrip("\n").split("\t")
            except UnicodeDecodeError as e:
                raise InputError(f"{text.path}, line {number}: not UTF-8 ({e.reason}); convert it first") from None
            if not 1 <= text.column <= len(columns):
                raise InputError(f"{text.path}, line {number}: no column {text.column} before the origin, which is the last one")
            if not origin.endswith(text.exclude or ("\t",)):
                yield origin, columns[text.column - 1]


def unlabelled(words: Sequence[Sequence[str]], table: TypeTable, style: int) -> list[Example]:
    """Return sentences as examples without labels."""
    out = []
    for forms in words:
        rows = np.array([table.row(f, first=k == 0) for k, f in enumerate(forms)])
        none = np.full(len(rows), IGNORED)
        out.append(Example(rows, none, none, none, style))
    return out


def agreed(items: Sequence[Example], answers: Sequence[Sequence[Answer]]) -> list[Example]:
    """Return the examples with the labels on which all teachers agree.

    Args:
        items: sentences without labels.
        answers: of each teacher, one for each sentence.
    """
    out = []
    for item, *said in zip(items, *answers, strict=True):
        tags, heads, relations = (np.stack([getattr(a, name) for a in said]) for name in ("tags", "heads", "relations"))
        same = (heads == heads[0]).all(0)
        if same.mean() < LEAST_AGREED:
            continue
        both = same & (relations == relations[0]).all(0)
        out.append(
            Example(
                item.words,
                np.where((tags == tags[0]).all(0), tags[0], IGNORED),
                np.where(same, heads[0], IGNORED - 1),  # heads are counted from 1 when they are learnt
                np.where(both, relations[0], IGNORED),
                item.style,
            )
        )
    return out
