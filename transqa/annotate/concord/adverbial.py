"""Participles of adverbial clauses that disagree with the subject of their sentence: *Après avoir été élue, il …*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.concord.clash import Clash
from transqa.annotate.concord.readings import ANY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.concord.sentence import Sentence

OBJECTS = frozenset({"obj", "iobj"})
ADVERBIAL = frozenset({"advcl", "acl", "amod", "advmod"})
BEFORE = frozenset({"PUNCT", "ADV", "CCONJ"})
"""What may stand before a participle that begins its sentence."""


def adverbial_clashes(s: Sentence) -> Iterator[Clash]:
    """Yield participles of infinitives, present participles and detached participles that disagree with their subject."""
    for k, token in enumerate(s.tokens):
        word = s.words[k]
        if token.upos not in {"VERB", "ADJ"} or not word.participle or word.modifier == ANY or token.head < 0:
            continue
        if token.relation == "advcl" and (helpers := s.helpers(k)) and s.words[helpers[-1]].verbs & s.facts.copulas:
            yield from _of_clause(s, k, helpers[0])
        elif token.relation in ADVERBIAL and word.only_participle and not s.helpers(k):
            yield from (_fronted(s, k) if token.head > k else _behind(s, k))


def _of_clause(s: Sentence, k: int, helper: int) -> Iterator[Clash]:
    """Yield the participle of an infinitive behind a preposition, or of a present participle: *avant d'être élue*."""
    word = s.words[helper]
    marked = any(s.tokens[c].relation == "mark" and s.upos(c) == "ADP" for c in s.children[k])
    main = s.tokens[k].head
    if s.upos(main) == "ADP" and s.tokens[main].head >= 0:
        main = s.tokens[main].head
    if not (word.infinitive and marked) and not (word.gerund and k < main and _begins_clause(s, helper)):
        return
    while s.tokens[main].relation in {"advcl", "xcomp"} and s.words[main].infinitive and s.tokens[main].head >= 0:
        main = s.tokens[main].head
    if (
        _stays(s, k)
        or any(s.tokens[c].relation == "nsubj" and c > helper for c in s.children[k])
        or s.tokens[main].relation == "acl"
    ):
        return
    subject = s.subject_of(main, s.first_helper(main))
    if subject is None or not _is_sure(s, subject, fronted=k < main):
        return
    own, wanted = s.words[k].modifier, s.joined(subject)
    if not own & wanted and not _another(s, k, main, subject):
        yield Clash(k, subject, "AGR103", wanted)


def _begins_clause(s: Sentence, k: int) -> bool:
    """Say whether a present participle has no subject of its own before it: *ses secondes étant comptées, il …*."""
    at = k - 1
    while at >= 0 and (s.low[at] in s.facts.clitics or s.upos(at) == "ADV"):
        at -= 1
    return s.upos(at) in {"", "PUNCT"}


def _is_sure(s: Sentence, subject: int, *, fronted: bool) -> bool:
    """Say whether the subject of the sentence is one that an adverbial clause surely shares."""
    if s.tokens[subject].relation == "expl" or s.low[subject] in s.facts.impersonal or s.joined(subject) == ANY:
        return False
    if s.upos(subject) == "PRON":
        return s.low[subject] in s.facts.persons
    plain = s.upos(subject) == "NOUN" and s.has_determiner(subject) and s.is_plain(subject) and not s.is_collective(subject)
    return plain and (not fronted or s.is_person(subject))


def _another(s: Sentence, k: int, main: int, subject: int) -> bool:
    """Say whether a participle may speak of an object of the main clause, or of another noun before it."""
    own = s.words[k].modifier
    objects = (c for c in s.children[main] if c != subject and s.tokens[c].relation in OBJECTS)
    if any(own & (s.facts.object_clitics.get(s.low[c], 0) or s.evidence(c)) for c in objects):
        return True
    return any(j != subject and s.is_nominal(j) and own & s.evidence(j) for j in range(k))


def _fronted(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield a participle that begins the sentence, with complements, and disagrees with the pronoun behind the comma."""
    main = s.tokens[k].head
    subject = next((c for c in s.children[main] if k < c < main and s.tokens[c].relation == "nsubj"), None)
    if subject is None or s.form(subject - 1) != "," or s.upos(k + 1) == "DET" or _stays(s, k):
        return
    if not all(s.upos(j) in BEFORE for j in range(k)) or s.low[subject] not in s.facts.persons:
        return
    wanted = s.joined(subject)
    others = s.form(subject + 1) in s.facts.clitics - s.facts.negators - s.facts.reflexives - s.facts.adverbial_clitics
    if not others and not s.words[k].modifier & wanted:
        yield Clash(k, subject, "AGR102", wanted)


def _behind(s: Sentence, k: int) -> Iterator[Clash]:
    """Yield a participle behind a comma that disagrees with every noun before it."""
    main = s.tokens[k].head
    if s.form(k - 1) != "," or s.tokens[k].relation != "advcl" or _stays(s, k) or s.upos(k + 1) not in {"ADP", "ADV"}:
        return
    if any(s.words[h].verbs & s.facts.object_auxiliaries for h in s.helpers(main)):
        return  # elle a vu les dégâts, travaillé à …
    subject = s.subject_of(main, s.first_helper(main))
    if subject is None or subject > k or not _is_sure(s, subject, fronted=False):
        return
    own = s.words[k].modifier
    if any(s.is_nominal(j) and own & s.joined(j) for j in range(k)) or own & s.joined(subject):
        return
    yield Clash(k, subject, "AGR102", s.joined(subject))


def _stays(s: Sentence, k: int) -> bool:
    """Say whether a participle stands in the place of an adverb or preposition: *vu*, *passé*."""
    low = s.low[k]
    return low in s.facts.adverbial or low in s.facts.appositions or low in s.facts.asides
