"""Everything that says which words may render which: lexicons, look-alikes, a third language, what the document itself taught."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transqa.alignment.cognates import bridged, cognates, short_names
from transqa.alignment.lexical import COGNATE, LEARNT, LEXICON, MARK, NUMBER

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Mapping, Sequence

    from transqa.alignment.lexicon import Lexicon, Links, Words


TRANSLATED = "→"


@dataclass(frozen=True, slots=True)
class Bridges:
    """Lexicons that join one language of a pair with a third: from the source's language, and from the target's."""

    from_source: tuple[Lexicon, ...] = ()
    from_target: tuple[Lexicon, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The word pairs that may render each other, and for the words of either side their kind and share of running text."""

    links: Links
    kinds: tuple[Mapping[str, int], Mapping[str, int]]
    shares: tuple[Mapping[str, float], Mapping[str, float]]

    @property
    def active(self) -> tuple[Iterable[str], Iterable[str]]:
        """The words that count: those with a counterpart here, and those that a lexicon has, whose counterpart is missing."""
        return self.kinds[0].keys(), self.kinds[1].keys()

    def learning(self, links: Links) -> Evidence:
        """Return the evidence with *links* between words of which nothing was known."""
        new = {(v, w): p for (v, w), p in links.items() if v not in self.kinds[0] and w not in self.kinds[1]}
        if not new:
            return self
        kinds = dict.fromkeys((v for v, _ in new), LEARNT), dict.fromkeys((w for _, w in new), LEARNT)
        return Evidence({**self.links, **new}, ({**self.kinds[0], **kinds[0]}, {**self.kinds[1], **kinds[1]}), self.shares)

    def translating(self, said: set[str], target: Iterable[str]) -> Evidence:
        """Return the evidence with the words *said* by a translator, which answer to like words of the target."""
        links = {(as_translated(v), w): p for (v, w), p in cognates(said, target).items()}
        kinds = {as_translated(v): NUMBER if v[0].isdigit() else LEXICON for v in said}
        theirs = {w: _kind(w, {}) for _, w in links}
        return Evidence({**self.links, **links}, ({**self.kinds[0], **kinds}, {**theirs, **self.kinds[1]}), self.shares)


NOTHING = Evidence({}, ({}, {}), ({}, {}))


def as_translated(word: str) -> str:
    """Return the name under which a translator's word counts as a word of the source."""
    return TRANSLATED + word


def gather(source: Counter[str], target: Counter[str], lexicons: Sequence[Lexicon], bridges: Bridges) -> Evidence:
    """Return what is known of the words of two texts.

    Args:
        source: how often each word of the source stands there, folded as `tokens` folds it.
        target: the same for the target.
        lexicons: those for the pair, from source to target.
        bridges: those with a third language.
    """
    parts = [cognates(source, target), short_names(source, target), *(x.links(source, target) for x in lexicons)]
    parts += [bridged(source, target, x) for x in bridges.from_source]
    parts += [_turned(bridged(target, source, x)) for x in bridges.from_target]
    links = _merged(parts)
    known = (_known(source, [x.source for x in lexicons]), _known(target, [x.target for x in lexicons]))
    active = {v for v, _ in links}.union(known[0]), {w for _, w in links}.union(known[1])
    kinds = tuple({w: _kind(w, shares) for w in sorted(side)} for side, shares in zip(active, known, strict=True))
    return Evidence(links, (kinds[0], kinds[1]), known)


def _merged(parts: Iterable[Links]) -> Links:
    """Return all links; where several parts have one, the higher probabilities."""
    out: Links = {}
    for part in parts:
        for pair, (p, q) in part.items():
            a, b = out.get(pair, (0.0, 0.0))
            out[pair] = max(a, p), max(b, q)
    return out


def _turned(links: Links) -> Links:
    return {(w, v): (q, p) for (v, w), (p, q) in links.items()}


def _known(words: Counter[str], sides: list[Words]) -> dict[str, float]:
    """Return the words that lexicons have, with their share of running text."""
    return {w: float(side.share[side.number[w]]) for side in sides for w in words.keys() & side.number.keys()}


def _kind(word: str, known: Mapping[str, float]) -> int:
    if word[0].isdigit():
        return NUMBER
    if not word[0].isalpha():
        return MARK
    return LEXICON if word in known else COGNATE
