"""Nouns behind de and des that disagree with what counts or picks them, and shades of colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.concord.clash import Clash
from transqa.annotate.concord.readings import ANY, FEM, MASC, MASC_SING, PLUR, SING, genders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.concord.sentence import Sentence


def count_clashes(s: Sentence) -> Iterator[Clash]:
    """Yield singular nouns that are counted (*une centaine de personne*), nouns of another gender than the one picked of them.

    And colours that agree although a word for their shade makes them invariable (*des yeux bleus clairs*).
    """
    facts = s.facts
    for k, low in enumerate(s.low):
        if s.words[k].nouns & (facts.counted_plural | facts.groups):
            yield from _counted(s, k)
        elif low in facts.many and s.form(k + 1) in facts.partitives:
            yield from _many(s, k)
        elif low in facts.hundreds:
            yield from _hundreds(s, k)
        elif low in facts.halves and s.upos(k + 1) == "NOUN" and s.tokens[k].head == k + 1 and not _is_half(s, k):
            yield Clash(k, k + 1, "AGR101", MASC_SING)
        elif low in facts.partitive_heads and s.form(k + 1) in facts.partitives_plural:
            yield from _picked(s, k)
        elif low in facts.colours and k + 1 < len(s) and _is_shade(s, k + 1):
            yield from _shaded(s, k)
        elif low in facts.totals:
            yield from _totals(s, k)
        elif low in facts.some and s.upos(k + 1) == "NUM" and s.upos(k) == "DET":
            yield from _some_hundred(s, k)


def _is_half(s: Sentence, k: int) -> bool:
    """Say whether a half is a noun of its own: *la demie ouest du terrain*."""
    before = s.words[k - 1].determiner if k else 0
    return bool(before) and not before & s.words[k + 1].noun


def _totals(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield tout before a pronoun or a number that it disagrees with: *tout ceux qui*, *tout deux sont*."""
    if k + 1 >= len(s) or s.form(k - 1) in s.facts.before_total:
        return
    if s.upos(k + 1) == "NUM" and s.words[k].determiner & PLUR:
        yield from _all_of_them(s, k)
    begins = s.upos(k + 1) == "NUM" and s.upos(k - 1) in {"", "PUNCT"} and s.upos(k + 2) in {"VERB", "AUX"}
    wanted = s.alone(k + 1) if s.low[k + 1] in s.facts.demonstratives else s.number(k + 1) if begins else ANY
    if not s.words[k].determiner & wanted:
        yield Clash(k, k + 1, "AGR101", wanted)


def _all_of_them(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield what disagrees with *tous deux*: a participle behind it, or itself with the subject of its verb."""
    own, at = s.words[k].determiner & PLUR, k + 2
    if s.upos(k - 1) == "AUX" and s.upos(at) in {"VERB", "ADJ"} and s.main(k - 1) == at:
        subject = s.subject_of(at, k - 1)
        agreed = s.words[at].participle
        of_object = bool(own & agreed) and not agreed & MASC_SING  # qu'il a toutes deux vérifiées
        if subject is not None and not of_object and s.upos(subject) in {"NOUN", "PRON"} and not own & genders(s.joined(subject)):
            yield Clash(k, subject, "AGR101", genders(s.joined(subject)) & PLUR)
    elif s.form(k - 1) in {",", "("} and s.upos(at) in {"VERB", "ADJ", "NOUN"} and not own & (s.words[at].modifier or ANY):
        yield Clash(at, k, "AGR101", own)


def _counted(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield a noun behind a number noun and de that stands in the singular."""
    at = k + 2
    if s.form(k + 1) not in s.facts.partitives or s.upos(at) != "NOUN" or s.tokens[at].head != k or not s.is_plain(at):
        return
    word = s.words[at]
    if not s.words[k].nouns & s.facts.counted_plural and not s.is_person(at):
        return  # un groupe de travail
    if word.noun and not word.noun & PLUR and not word.determiner and not word.numeral:
        yield Clash(at, k, "AGR101", PLUR & (MASC if word.noun & MASC else ANY) & (FEM if not word.noun & MASC else ANY))


def _many(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield a noun for a person in the singular behind a word for many: *beaucoup d'ami*."""
    at, word = k + 2, s.words[k + 2] if k + 2 < len(s) else None
    if (
        word is None
        or s.upos(at) != "NOUN"
        or not s.is_plain(at)
        or not (s.is_person(at) and s.has_partner(at))
        or s.words[k - 1].determiner
    ):
        return
    if word.noun and not word.noun & PLUR and not word.adjective and not word.verbal and s.upos(at + 1) not in {"ADP", "NOUN"}:
        yield Clash(at, k, "AGR101", PLUR & (MASC if word.noun & MASC else FEM))


def _hundreds(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield cent and vingt with a plural that they do not take, or without the one that they take when multiplied and last."""
    single, plural = s.facts.hundreds[s.low[k]]
    before, noun = s.form(k - 1), s.upos(k + 1) == "NOUN" and bool(s.words[k + 1].noun & PLUR)
    multiplied = "-" in single or (k > 0 and s.words[k - 1].numeral and before in s.facts.factors)
    if s.low[k] == single and multiplied and noun and s.upos(k) == "NUM":
        yield Clash(k, k + 1, "AGR101", PLUR, (plural,))
    elif s.low[k] == plural and multiplied and s.upos(k + 1) == "NUM" and s.words[k + 1].numeral:
        yield Clash(k, k + 1, "AGR101", SING, (single,))  # deux cents trois
    elif (
        s.low[k] == plural
        and not multiplied
        and noun
        and not s.words[k - 1].determiner
        and s.upos(k - 1) not in {"NUM", "SYM", "X"}
    ):
        yield Clash(k, k + 1, "AGR101", SING, (single,))


def _some_hundred(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield *quelques* before a number, where it means *about* and stays as it is: *quelque 120 personnes*."""
    digits = s.low[k + 1]
    if (not digits.isdigit() or int(digits) > 9) and s.tokens[k].head > k + 1 and s.upos(k - 1) != "DET":
        yield Clash(k, k + 1, "AGR101", SING)


def _picked(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield a pronoun of another gender than the nouns that it picks one of: *un des filles*."""
    at = k + 2
    while s.upos(at) in {"ADJ", "NUM"}:
        at += 1
    determined = s.upos(k - 1) == "DET" and s.low[k - 1] not in s.facts.object_singular_forms
    if s.upos(at) != "NOUN" or not s.is_plain(at) or s.upos(k) == "DET" or determined or s.tokens[at].head != k:
        return
    own, noun = s.words[k].pronoun | s.words[k].determiner, s.words[at].noun
    fitting = genders(noun)
    if not noun or own & fitting:
        return
    if own & FEM and s.has_partner(at) and not _is_said_of_man(s, k):
        return  # une des joueurs: a woman among men
    yield Clash(k, at, "AGR101", fitting & SING if own & SING else fitting & PLUR)


def _is_said_of_man(s: Sentence, k: int) -> bool:
    """Say whether a pronoun is what a sentence says of a masculine subject pronoun: *il est l'une des …*."""
    helpers, verb = s.helpers(k), s.tokens[k].head
    linked = not helpers and verb >= 0 and s.words[verb].verbs & s.facts.linking_verbs
    subject = s.subject_pronoun(helpers[0] if helpers else verb) if helpers or linked else None
    return subject is not None and s.tokens[subject].relation == "nsubj" and s.alone(subject) == MASC_SING


def _is_shade(s: Sentence, k: int) -> bool:
    """Say whether a word is a form of an adjective or participle for a shade: claires, foncée."""
    word = s.words[k]
    return bool(word.adjectives & s.facts.shade_adjectives) or not s.facts.shade_adjectives.isdisjoint(s.participles(k))


def _shaded(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield a colour and clair or foncé behind it that agree with the noun."""
    if s.upos(k) == "ADJ" and s.upos(k - 1) == "NOUN":
        for at, own in ((k, s.words[k].adjective), (k + 1, s.words[k + 1].modifier)):
            if not own & MASC_SING:
                yield Clash(at, k - 1, "AGR101", MASC_SING)
