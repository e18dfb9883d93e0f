"""Whether two texts are in the languages that the caller says."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from transqa.annotate.language import LanguageEvidence
from transqa.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.context import Side

SAMPLE = 400
"""Words looked at on each side."""
ENOUGH = 15
"""Words that must speak for the other language, on either side, before we say that texts are swapped."""


def refuse_swapped(source: Side, target: Side) -> None:
    """Raise an error when each text is clearly in the other's language.

    Raises:
        InputError: source and target are swapped.
    """
    evidence = LanguageEvidence.between(own=target.pack, foreign=source.pack)
    if not evidence.usable:
        return
    in_target = evidence.votes(_sample(target))
    if in_target.foreign < ENOUGH or in_target.own * 4 > in_target.foreign:
        return
    in_source = evidence.votes(_sample(source))
    if in_source.own >= ENOUGH and in_source.foreign * 4 <= in_source.own:
        a, b = source.pack.tag, target.pack.tag
        raise InputError(f"source and target look swapped: the source reads as {b}, the target as {a}; exchange them")


def _sample(side: Side) -> list[str]:
    def words() -> Iterator[str]:
        for s in side.segments:
            yield from (w.text for w in side.words(s.index))

    return list(islice(words(), SAMPLE))
