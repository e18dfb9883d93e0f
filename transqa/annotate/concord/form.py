"""Forms of verbs taken for each other: participle, infinitive and finite form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.concord.clash import Clash
from transqa.annotate.concord.readings import ANY, MASC_SING, PERSONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.concord.sentence import Sentence

VERBS = frozenset({"VERB", "AUX"})
SHORTEST = 2
"""Letters of a participle at most whose beginning alone says too little (pu, peut)."""
ADVERBS = 2
"""Adverbs between an auxiliary and its participle at most."""


def form_clashes(s: Sentence) -> Iterator[Clash]:
    """Yield verbs in a form that cannot stand where they do."""
    facts = s.facts
    for k, word in enumerate(s.words):
        upos = s.tokens[k].upos
        if upos in VERBS and word.verbs:
            if word.verbs & facts.object_auxiliaries or word.verbs & facts.copulas:
                yield from _behind_auxiliary(s, k)
            elif word.verbs & facts.modals:
                yield from _behind_modal(s, k)
        elif upos == "ADP":
            yield from _behind_preposition(s, k)
        elif upos in {"DET", "PRON"} and s.low[k] in facts.object_clitics and _is_base_participle(s, k + 1):
            yield from _behind_object(s, k)


def _behind_auxiliary(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield an infinitive or a finite form behind an auxiliary: *il a manger*, *elles sont arrivez*."""
    if s.low[k] in s.facts.disjunctives and s.subject_pronoun(k) is None and not s.reflexive_before(k):
        return  # soit reçoit …, soit …
    at = k + 1
    while at < len(s) and at <= k + 1 + ADVERBS and _stands_between(s, at):
        at += 1
    relative = any(s.low[j] in s.facts.relative_objects for j in range(k))
    if s.words[k].verbs & s.facts.object_auxiliaries and not relative and _is_copula_form(s, k, at):
        yield Clash(at, k, "AGR106", ANY)  # il a était
        return
    if s.upos(at) != "VERB" or not _is_no_participle(s, at):
        return
    if s.tokens[k].head != at and s.tokens[at].head != k:
        return
    if not s.words[at].infinitive and not _sounds_like_participle(s, k, at):
        return
    if s.words[k].verbs & s.facts.copulas and s.subject_pronoun(k) is None and not s.reflexive_before(k):
        bare = s.words[k].infinitive or s.words[k].participle
        if (
            not (bare or s.tokens[k].relation == "aux")
            or s.words[at].infinitive
            or any(s.low[j] in s.facts.relative_objects for j in range(k))
        ):
            return
    yield Clash(at, k, "AGR106", MASC_SING)


def _sounds_like_participle(s: Sentence, k: int, at: int) -> bool:
    """Say whether a finite form differs from the participle in its end only: reçut, signez, fais."""
    if s.low[k] == s.low[at] or s.form(k - 1) in s.facts.partitive_clitics:
        return False
    return any(s.low[at].startswith(form if len(form) <= SHORTEST else form[:-1]) for form in s.participles(at))


def _stands_between(s: Sentence, at: int) -> bool:
    """Say whether a word can stand between an auxiliary and its participle."""
    if s.upos(at) == "ADV":
        return s.low[at] not in s.facts.negators and s.low[at] not in s.facts.connectives
    return s.tokens[at].text[0] == "-" or s.low[at] in s.facts.inserted


def _is_copula_form(s: Sentence, k: int, at: int) -> bool:
    """Say whether a finite form of the copula stands for its participle."""
    if (
        at >= len(s)
        or s.upos(at) not in VERBS
        or not s.words[at].verbs & s.facts.copulas
        or s.words[at].participle
        or s.words[at].infinitive
    ):
        return False
    return s.tokens[k].relation == "aux" and any(s.low[at].startswith(form[:-1]) for form in s.participles(at) if len(form) > 1)


def _is_no_participle(s: Sentence, at: int) -> bool:
    word = s.words[at]
    if not word.verbal or word.participle or word.gerund or word.invariable or word.adjective:
        return False
    if at + 1 < len(s) and s.words[at + 1].verbs & s.facts.copulas:
        return False  # n'est peut être pas
    before_object = s.tokens[at - 1].head == at and s.upos(at + 1) == "DET"  # elle avait pose son sac
    return not word.noun or s.reflexive_before(at - 1) or word.infinitive or before_object


def _behind_modal(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield a participle behind a verb that takes an infinitive: *il peut mangé*."""
    if s.words[k].noun and not s.words[k].finite:
        return  # un homme de pouvoir débordé
    at = k + 1
    while s.form(at) in s.facts.negations or (at < len(s) and s.tokens[at].text[0] == "-"):
        at += 1
    polite = at < len(s) and s.words[k].imperative and at == k + 1 and s.words[at].imperative & PERSONS["2", "Plur"]
    if polite and not s.words[at].noun and not s.words[at].infinitive:
        yield Clash(at, k, "AGR106", 0)  # veuillez trouvez
    elif at < len(s) and _is_base_participle(s, at) and s.upos(at) != "NOUN":
        if k and s.low[k - 1] in s.facts.clitics - s.facts.negators:
            return
        yield Clash(at, k, "AGR106", 0)


def _behind_object(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield a participle behind an object pronoun and a verb that takes an infinitive: *venir le cherché*."""
    takes = k > 0 and s.upos(k - 1) in VERBS and s.words[k - 1].verbs & (s.facts.motions | s.facts.modals)
    if takes and s.upos(k + 1) not in {"AUX", "ADJ"} and not s.words[k - 1].noun:
        yield Clash(k + 1, k - 1, "AGR106", 0)


def _behind_preposition(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield a participle behind a preposition that takes an infinitive: *afin de gagné*."""
    at = k + 1
    phrase, before = s.low[k], s.form(k - 1)
    if f"{before} {phrase}" in s.facts.long_infinitive and _sounds_like_infinitive(s, at):
        yield Clash(at, k, "AGR106", 0)
    if not _is_base_participle(s, at):
        return
    if phrase in s.facts.before_infinitive:
        first = s.facts.keeps_participle.isdisjoint(s.words[k - 1].verbs) if k else True
        if first and s.upos(k - 1) in {"", "PUNCT", "NOUN", "ADV", "CCONJ"}:
            yield Clash(at, k, "AGR106", 0)
    elif f"{before} {phrase}" in s.facts.before_infinitive or (
        phrase in s.facts.verb_prepositions and _asks_infinitive(s, k - 1)
    ):
        yield Clash(at, k, "AGR106", 0)


def _sounds_like_infinitive(s: Sentence, at: int) -> bool:
    """Say whether a participle sounds like the infinitive that must stand there, whatever else it may be: *avant d'entrée*."""
    if at >= len(s) or not s.tokens[at].text.islower() or s.words[at].determiner or s.words[at].infinitive:
        return False
    return bool(s.words[at].participle) and s.low[at].endswith(s.facts.homophone_endings)


def _asks_infinitive(s: Sentence, k: int) -> bool:
    return k >= 0 and s.upos(k) == "VERB" and bool(s.words[k].verbs & s.facts.infinitive_verbs)


def _is_base_participle(s: Sentence, at: int) -> bool:
    if at >= len(s):
        return False
    word = s.words[at]
    return (
        s.tokens[at].text.islower()
        and word.only_participle
        and bool(word.participle & MASC_SING)
        and s.low[at].endswith(s.facts.participle_endings)
    )
