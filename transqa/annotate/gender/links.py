"""Word links that see through a wrong gender: *mère* may render *father*, *elle* may render *he*.

A lexicon of translations knows only right ones, so a word in the wrong gender has no link just where it matters. Here each
pronoun, title and noun for a person also counts as its partners of the other gender, and each word as its lemma (the simple past
is rare in the texts that the lexicon was learnt from). All else is as `alignment.links` has it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from transqa.alignment.evidence import gather
from transqa.alignment.links import WordLinker
from transqa.alignment.tokens import fold, words_with_places
from transqa.langs.persons import load_persons

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transqa.alignment.lexicon import Links
    from transqa.alignment.resources import Resources
    from transqa.annotate.context import Side
    from transqa.annotate.gender.words import WordGenders
    from transqa.model import Bead
    from transqa.morphosyntax.tree import Token

AS_PARTNER, AS_LEMMA = 0.5, 0.7
"""Share of the probability that a word gets from its partner of the other gender, and from its lemma."""
STANDS_FOR = frozenset({"NOUN", "PROPN", "ADJ", "PRON"})

Stand = dict[str, dict[str, float]]
"""For a word, the words that it may stand for, with a weight."""


def person_linker(source: Side, target: Side, beads: Sequence[Bead], words: WordGenders, resources: Resources) -> WordLinker:
    """Return a linker for some beads of two sides in which the gender of a word does not matter."""
    ours = _lemmas([t for bead in beads for k in bead.source for t in source.tokens(k)])
    tokens = [t for bead in beads for k in bead.target for t in target.tokens(k)]
    theirs = _lemmas(tokens)
    for form, others in _partners(tokens, words).items():
        for other in others:
            theirs[form][other] = AS_PARTNER
    for female, male in load_persons(source.document.lang).pairs:
        for form, other in ((fold(female), fold(male)), (fold(male), fold(female))):
            if form in ours:
                ours[form][other] = AS_PARTNER
    counts = tuple(Counter(w for form, others in stand.items() for w in (form, *others)) for stand in (ours, theirs))
    known = gather(counts[0], counts[1], resources.lexicons, resources.bridges)
    links = _spread(known.links, ours, theirs)
    evidence = replace(known, links=links)
    return WordLinker(source.segments, target.segments, resources, evidence)


def _lemmas(tokens: Iterable[Token]) -> Stand:
    out: Stand = defaultdict(dict)
    for text, other in {(t.text, t.lemma) for t in tokens}:
        parts, lemma = _parts(text), _parts(other)
        for k, part in enumerate(parts):
            if len(lemma) == len(parts) and lemma[k] != part:
                out[part][lemma[k]] = AS_LEMMA
            else:
                out[part]  # a word that stands for itself only
    return out


def _partners(tokens: Iterable[Token], words: WordGenders) -> dict[str, set[str]]:
    """Return for the parts of words those of their partners: *lui* and *elle* of lui-même and elle-même."""
    out: defaultdict[str, set[str]] = defaultdict(set)
    for text in {t.text for t in tokens if t.upos in STANDS_FOR and t.relation != "iobj"}:  # lui is of both genders there
        counterparts = words.facts(text).counterparts
        parts = _parts(text) if counterparts else ()
        for other in map(_parts, counterparts):
            for part, its in zip(parts, other, strict=True) if len(parts) == len(other) else ():
                if part != its:
                    out[part].add(its)
    return out


def _spread(links: Links, ours: Stand, theirs: Stand) -> Links:
    """Return the links with those of the words that a word stands for given to it too."""
    users = _users(ours), _users(theirs)
    out: Links = {}
    for (v, w), (p, q) in links.items():
        for a, x in users[0].get(v, ()):
            for b, y in users[1].get(w, ()):
                old = out.get((a, b), (0.0, 0.0))
                out[a, b] = max(old[0], p * x * y), max(old[1], q * x * y)
    return out


def _users(stand: Mapping[str, Mapping[str, float]]) -> dict[str, list[tuple[str, float]]]:
    out: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for form, others in stand.items():
        out[form].append((form, 1.0))
        for other, weight in others.items():
            out[other].append((form, weight))
    return out


@lru_cache(maxsize=1 << 15)
def _parts(word: str) -> tuple[str, ...]:
    """Return the words of a token as the aligner counts them."""
    return tuple(w for w, _, _ in words_with_places(word))
