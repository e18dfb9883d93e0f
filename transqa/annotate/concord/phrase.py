"""Noun phrases whose words disagree: determiner, adjectives and noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.concord.before import before_clashes
from transqa.annotate.concord.behind import behind_clashes, described
from transqa.annotate.concord.clash import Clash
from transqa.annotate.concord.readings import FEM, MASC, PLUR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.concord.sentence import Sentence

PREDICATES = frozenset({"VERB", "ADJ", "NOUN"})


def phrase_clashes(s: Sentence) -> Iterator[Clash]:
    """Yield the words that disagree with the noun of their phrase."""
    for h, token in enumerate(s.tokens):
        if token.upos == "CCONJ":
            yield from _several(s, h)
        elif token.upos == "NOUN":
            if token.relation not in {"case", "mark"} and h not in s.fixed and s.words[h].noun and s.is_plain(h):
                yield from before_clashes(s, h)
        elif token.upos == "PROPN" and s.words[h].name:
            yield from _named(s, h)
        elif token.upos == "ADJ" and s.words[h].adjective and h and s.tokens[h - 1].head == h and s.upos(h - 1) == "DET":
            yield from _elliptic(s, h)
        elif s.low[h] in s.facts.alone and s.upos(h + 1) == "DET":
            yield from _alone(s, h)
        elif token.upos in {"ADJ", "VERB"} and s.words[h].modifier:
            yield from _described(s, h)


def _described(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield an adjective behind its noun that disagrees with it, or the article of a superlative that disagrees with both."""
    if s.form(k - 1) in s.facts.degrees and _is_superlative(s, k):
        yield Clash(k - 2, k, "AGR101", s.words[k].modifier)
    elif (head := described(s, k)) is not None:
        yield from behind_clashes(s, k, head)


def _named(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield an article of another gender or number than the name of a place: *la Cameroun*, *au États-Unis*."""
    if s.tokens[k].text.isupper() or s.upos(k + 1) in {"PROPN", "X", "NUM"} or s.form(k + 1) == "-":
        return
    article = s.upos(k - 1) in {"DET", "ADP"} and s.words[k - 1].determiner and s.low[k - 1] in s.facts.articles
    if article and not s.words[k - 1].determiner & s.words[k].name:
        yield Clash(k - 1, k, "AGR101", s.words[k].name)


def _is_superlative(s: Sentence, k: int) -> bool:
    """Say whether an article before *plus* disagrees with an adjective that agrees with the noun: *l'artiste le plus connue*."""
    noun, article = k - 3, k - 2
    if noun < 0 or s.upos(article) != "DET" or s.tokens[article].head != k or s.upos(noun) != "NOUN":
        return False
    own = s.words[k].modifier
    return s.low[article] in s.facts.articles and bool(own & s.joined(noun)) and not s.words[article].determiner & own


def _elliptic(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield a determiner that disagrees with an adjective in the place of a noun: *certains petites*."""
    word, low = s.words[k], s.low[k - 1]
    own, theirs = word.nominal, s.determiner(k - 1)
    if not theirs or own & theirs or word.verbal or low in s.facts.totals or not s.is_plain(k) or s.is_colour(k):
        return
    if s.upos(k + 1) in {"", "PUNCT", "AUX", "VERB"} and s.tokens[k].relation in {"root", "nsubj", "obj"}:
        yield Clash(k - 1, k, "AGR101", own)


def _alone(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield seul before the subject that it singles out: *seuls ces enfants savent*."""
    head = s.tokens[k + 1].head
    if head <= k + 1 or s.tokens[head].relation != "nsubj" or s.upos(head) != "NOUN" or not s.is_plain(head):
        return
    near = all(s.upos(j) in {"DET", "ADJ", "NUM"} for j in range(k + 1, head)) and s.upos(s.tokens[head].head) in PREDICATES
    if near and s.upos(k - 1) in {"", "PUNCT", "CCONJ", "SCONJ"} and not s.words[k].modifier & s.joined(head):
        yield Clash(k, head, "AGR101", s.joined(head))


def _several(s: Sentence, joiner: int) -> Iterator[Clash]:
    """Yield one of two adjectives before a noun that do not agree with each other: *une grande et petit chatte*."""
    first, second, head = joiner - 1, joiner + 1, joiner + 2
    if not _are_adjectives(s, first, second, head):
        return
    own, other, noun = s.words[first].nominal, s.words[second].modifier, s.words[head].noun
    before = s.determiner(first - 1)
    if own & other & noun:
        return
    if not other & noun and own & noun & before:
        yield Clash(second, head, "AGR101", noun)
    elif not own & other and other & noun and not (noun & PLUR and not own & PLUR):
        yield Clash(first, head, "AGR101", noun)
    elif before & own & other and not noun & PLUR & own and not (other & MASC and other & FEM):
        yield Clash(head, second, "AGR101", own & other)


def _are_adjectives(s: Sentence, first: int, second: int, head: int) -> bool:
    """Say whether two words are adjectives between a determiner and a noun, whatever the tree says."""
    if first < 1 or head >= len(s) or not s.words[first - 1].determiner or s.upos(first - 1) not in {"DET", "ADP"}:
        return False
    if not (s.words[first].adjective and s.words[second].adjective) or s.upos(second) not in {"ADJ", "NOUN"}:
        return False
    adding = s.low[first + 1] in s.facts.adding
    if s.upos(head) == "ADJ" and s.words[second].noun & s.words[head].modifier and not adding:
        return False  # un animal ou matériel génétique
    if s.upos(first) == "NOUN" and s.upos(second) == "ADJ" and not adding:
        return False  # un animal ou première ferme
    noun = s.upos(head) in {"NOUN", "ADJ", "VERB"} and bool(s.words[head].noun) and s.is_plain(head)
    return noun and s.tokens[head].head <= head
