"""Finite verbs that disagree with their subject in person or number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.concord.clash import Clash
from transqa.annotate.concord.readings import PERSONS, PLUR, SING, THIRD_PLUR, THIRD_SING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.concord.sentence import Sentence

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "nsubj:outer", "expl", "expl:subj"})
VERBS = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
CORRELATED = 8
"""Words between two that compare or join as a pair at most."""
THIRD = THIRD_SING | THIRD_PLUR
SINGULAR = PERSONS["1", "Sing"] | PERSONS["2", "Sing"]


def verb_clashes(s: Sentence) -> Iterator[Clash]:
    """Yield verbs that disagree with their subject."""
    done: set[int] = set()
    persons = s.facts.persons
    for k, form in enumerate(s.low):
        person = persons.get(form)
        if person and s.tokens[k].upos == "PRON":
            verb = _behind_verb(s, k, person) if s.tokens[k].text[0] == "-" else _before_verb(s, k, person)
            if verb is not None:
                done.add(verb)
                yield Clash(verb, k, "AGR105", person)
    for k, token in enumerate(s.tokens):
        if token.upos in VERBS and k not in done and s.words[k].finite and token.feat("VerbForm") == "Fin":
            yield from _noun_subject(s, k)


def _before_verb(s: Sentence, k: int, person: int) -> int | None:
    """Return the verb right behind a subject pronoun, negation and objects apart, if it has another person."""
    if s.tokens[k].deprel not in SUBJECTS:
        return None
    at = k + 1
    while at < len(s) and s.low[at] in s.facts.clitics and s.tokens[at].upos in {"PRON", "ADV", "DET"}:
        at += 1
    if s.upos(at) not in VERBS or not s.words[at].finite or s.words[at].finite & person:
        return None
    if s.low[k] in s.facts.also_objects and not _is_subject(s, k, at):
        return None
    if s.upos(k - 1) == "CCONJ" and s.upos(k - 2) in NOMINAL:
        return None  # Pierre et elle étaient
    return at


def _is_subject(s: Sentence, k: int, verb: int) -> bool:
    """Say whether a pronoun that may be an object too is the subject of a verb that disagrees with it."""
    negated = s.form(k + 1) in s.facts.negators
    if s.upos(k - 1) in {"ADP", "NOUN", "PROPN", "CCONJ", "ADJ"} or s.form(verb + 1)[:1] == "-" or s.tokens[verb].text[0] == "-":
        return False
    main = s.main(verb)
    if s.tokens[k].head != main or any(c != k and s.tokens[c].deprel in SUBJECTS for c in s.children[main]):
        return False
    if s.form(k - 1) in s.facts.negators:
        return False  # ne nous regardez pas
    finite = s.words[verb].finite
    if verb + 1 < len(s) and s.tokens[verb + 1].text[0] == "-":
        return False
    if s.low[k] not in s.facts.conjunct_objects or negated:
        return True
    if finite & THIRD:
        return False  # que nous fournit l'outil, comme bon vous semble, Vous permet de …
    return not any(s.facts.persons.get(form, 0) & finite for form in s.low[:k])


def _behind_verb(s: Sentence, k: int, person: int) -> int | None:
    """Return the verb that a subject pronoun is hung to, if it has another person."""
    if not k or s.tokens[k - 1].end != s.tokens[k].start:
        return None
    word = s.words[k - 1]
    if not word.finite or word.finite & person or s.low[k - 1].endswith(s.facts.participle_endings):
        return None
    if s.low[k] in s.facts.also_objects and (word.imperative or s.low[k] not in s.facts.conjunct_objects):
        return None if word.imperative else k - 1
    return k - 1


def _noun_subject(s: Sentence, verb: int) -> Iterator[Clash]:
    main = s.main(verb)
    subjects = [c for c in s.children[main] if s.tokens[c].deprel in SUBJECTS]
    if len(subjects) != 1 or subjects[0] > verb or _unsure(s, subjects[0], verb):
        return
    subject = subjects[0]
    wanted, finite = s.joined(subject), s.words[verb].finite
    persons = (THIRD_SING if wanted & SING else 0) | (THIRD_PLUR if wanted & PLUR else 0)
    stands_for = s.low[subject] in s.facts.proxies
    if finite & persons or (s.is_collective(subject) and finite & THIRD and not stands_for) or not _is_sure_of(s, subject, verb):
        return
    yield Clash(verb, subject, "AGR105", persons)


def _unsure(s: Sentence, subject: int, verb: int) -> bool:
    """Say whether a word may be no subject, or its verb no verb."""
    token, low, word = s.tokens[subject], s.low[subject], s.words[subject]
    if (
        token.upos not in {"NOUN", "PROPN", "PRON"}
        or low in s.facts.clitics
        or low in s.facts.persons
        or (low in s.facts.pronouns and low not in s.facts.proxies)
    ):
        return True
    if s.low[verb] in s.facts.disjunctives and verb + 1 < len(s) and s.words[verb + 1].finite:
        return True  # ces produits soit contiennent …
    if token.feat("PronType") in {"Rel", "Int"} or low.endswith(s.facts.emphatics) or (not word.known and token.upos != "PROPN"):
        return True
    if s.form(verb + 1)[:1] == "-" or (verb + 1 < len(s) and s.tokens[verb + 1].text[0] == "-"):
        return True  # quel nom avons-nous
    if s.form(verb + 1)[:1] in {")", "(", "/"}:
        return True  # les alinéas a) et b)
    return s.tokens[verb].text[0].isupper() or (
        s.words[verb].noun > 0 and s.form(verb - 1) not in s.facts.clitics and s.upos(verb + 1) in {"VERB", "AUX", "ADP"}
    )


def _is_sure_of(s: Sentence, subject: int, verb: int) -> bool:
    """Say whether the words around a subject and a verb that disagree leave no doubt that they belong together."""
    finite = s.words[verb].finite
    between = range(subject + 1, verb)
    low = {s.low[j] for j in between}
    if any(s.tokens[j].feat("PronType") == "Rel" for j in between):
        return False  # la base sur laquelle peuvent être classés …
    if low & s.facts.persons.keys() or low & s.facts.relative_objects or any(s.upos(j) in {"CCONJ", "SCONJ"} for j in between):
        return False
    if any(s.upos(j) == "PUNCT" or (s.upos(j) in VERBS and (s.words[j].finite or s.words[j].gerund)) for j in between):
        return False
    if finite & THIRD == 0:
        word = s.words[verb]
        plain = bool(finite & SINGULAR) and not word.participle and not word.noun
        return plain and (not word.imperative or _starts_clause(s, subject))
    number = PLUR if finite & THIRD_PLUR else SING
    if s.main(verb) != verb and s.upos(s.main(verb)) in NOMINAL and s.joined(s.main(verb)) & number:
        return False  # le problème sont les délais
    others = [j for j in between if s.upos(j) in NOMINAL and s.low[j] not in s.facts.clitics and s.joined(j) & number]
    if others and not _are_complements(s, others, subject, verb):
        return False
    if any(
        c > verb
        and s.tokens[c].relation in {"obj", "nsubj", "obl", "xcomp"}
        and not s.child(c, "case")
        and s.upos(c) in NOMINAL
        and s.joined(c) & number
        for c in s.children[s.main(verb)]
    ):
        return False  # quel nom portent ces services
    return _starts_clause(s, subject)


def _are_complements(s: Sentence, nouns: list[int], subject: int, verb: int) -> bool:
    """Say whether nouns between a subject and its verb are complements of the subject: *la qualité des repas ont baissé*."""
    if s.upos(subject) != "NOUN" or s.upos(verb - 1) not in {"NOUN", "ADJ", "PROPN"} | {"PRON", "ADV"}:
        return False
    if s.words[verb].adjective & s.joined(verb - 1) or any(s.low[j] in s.facts.quantity_words for j in nouns):
        return False  # les processus d'amélioration continue; les notes de quiconque parle
    for j in nouns:
        head = s.tokens[j].head
        if s.tokens[j].relation != "nmod" or not (head == subject or (subject < head < j and s.tokens[head].relation == "nmod")):
            return False
        case = s.child(j, "case")
        if case is None or s.low[case] not in s.facts.of or s.upos(j) != "NOUN":
            return False
    return True


def _starts_clause(s: Sentence, subject: int) -> bool:
    """Say whether a noun phrase with a determiner begins a clause."""
    start = subject
    while start and (
        s.tokens[start - 1].head == subject
        or (s.tokens[start - 1].head in range(start, subject) and s.upos(start - 1) in {"ADV", "DET", "ADJ"})
    ):
        start -= 1
    if s.upos(subject) in {"NOUN", "PROPN"}:
        determiners = [c for c in s.children[subject] if c < subject and s.tokens[c].relation == "det"]
        if not determiners and s.upos(subject) != "PROPN":
            return False
        if any(s.tokens[c].relation in {"nummod", "case", "cc"} for c in s.children[subject] if c < subject):
            return False
        if any(s.low[c] in s.facts.questions for c in determiners):
            return False
    if any(s.upos(j) == "CCONJ" for j in range(start, subject)):
        return False
    before = s.form(start - 1)
    if before in s.facts.relative_objects and (
        s.upos(start - 2) in {"ADJ", "NOUN", "CCONJ"} or s.form(start - 2) in s.facts.comparatives
    ):
        return False
    if before in s.facts.relative_objects and not s.facts.comparatives.isdisjoint(s.low[max(0, start - CORRELATED) : start - 1]):
        return False  # tant le titre que le texte sont …
    return (
        s.upos(start - 1) in {"", "PUNCT", "SCONJ", "ADV", "PRON"}
        and before not in {"(", "—", "–", "/"}
        and not _asyndetic(s, start)
    )


def _asyndetic(s: Sentence, start: int) -> bool:
    """Say whether a comma joins a noun phrase to another: *son courage, son ardeur étaient*."""
    return s.form(start - 1) == "," and s.upos(start - 2) in {"NOUN", "ADJ"}
