"""Attributes of an object pronoun without a verb of their own, and other words that stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.concord.clash import Clash
from transqa.annotate.concord.readings import MASC_SING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.concord.sentence import Sentence


def presentative_clashes(s: Sentence) -> Iterator[Clash]:
    """Yield adjectives behind *la voilà* that disagree with the pronoun, and adjectives of *plus que prévu* that agree."""
    for k, low in enumerate(s.low):
        if low in s.facts.presentatives:
            yield from _presented(s, k)
        elif low in s.facts.neutral_after_que and s.form(k - 1) in s.facts.relative_objects:
            yield from _as_foreseen(s, k)


def _presented(s: Sentence, k: int) -> Iterator[Clash]:
    at = k + 1
    while s.upos(at) == "ADV":
        at += 1
    wanted = s.facts.object_clitics.get(s.form(k - 1))
    if wanted is None or at >= len(s) or s.upos(at) not in {"ADJ", "VERB"} or not s.words[at].modifier:
        return
    if not s.words[at].modifier & wanted:
        yield Clash(at, k - 1, "AGR102", wanted)


def _as_foreseen(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield *prévus* and *possibles* that should speak of no noun: *plus que prévu*."""
    ends = s.upos(k + 1) in {"", "PUNCT", "CCONJ"}
    if ends and not s.words[k].modifier & MASC_SING and any(low in s.facts.degrees for low in s.low[: k - 1]):
        yield Clash(k, k - 1, "AGR102", MASC_SING)
