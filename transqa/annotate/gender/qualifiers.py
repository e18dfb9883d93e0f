"""Adjectives and participles of the target that show the gender of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transqa.annotate.gender.sentence import WORD, Reading
from transqa.annotate.gender.whom import of_group, of_word
from transqa.annotate.gender.words import GRAMMATICAL, NATURAL, pronoun_form

if TYPE_CHECKING:
    from transqa.annotate.gender.sentence import Sentence

PREDICATES = frozenset({"xcomp", "acl", "advcl", "conj"})


class Confirmed(NamedTuple):
    """A word that contradicts the word that governs it, whose gender the source confirms.

    *gender* is the one that it should have: "Fem" or "Masc".
    """

    segment: int
    token: int
    controller: int
    gender: str


def is_qualifier(s: Sentence, i: int) -> bool:
    """Say whether a word is an adjective or a past participle."""
    token = s.tokens[i]
    return (token.upos == "ADJ" or token.feat("VerbForm") == "Part") and token.feat("Tense") != "Pres"


def qualifier(s: Sentence, i: int) -> Reading | Confirmed | None:
    """Return what an adjective or participle shows of a person.

    One that agrees with a word that shows its own gender says nothing new; if it contradicts that word, and the source says the
    same of the person as that word does, the disagreement is confirmed.
    """
    gender = s.words.of(s.tokens[i])
    if (
        gender is None or (s.has(i, "det") and s.has(i, "nmod")) or s.trapped(i) or _stands_alone(s, i)
    ):  # le plus clair de mon temps
        return None
    c = s.controllers.controller(i)
    if c is None or c == i:
        apart = s.tokens[i].upos == "ADJ" and s.tokens[i].relation == "advcl"  # bien qu'américain par sa mère
        linked = s.linked(i, ("noun",)) if apart else None
        return None if linked is None else Reading(WORD, gender, linked)
    shown = _shown(s, c)
    if shown is not None:
        return Confirmed(s.segment, i, c, shown) if shown != gender and _is_confirmed(s, i, c, shown) else None
    if s.tokens[i].feat("Number") == "Plur" and (joined := s.joined(c)):
        return Reading(WORD, gender, of_group(s, joined))
    return Reading(WORD, gender, of_word(s, c))


def _stands_alone(s: Sentence, i: int) -> bool:
    """Say whether a participle agrees with nothing: behind a word of comparison (comme vu plus haut), elle s'est vu offrir."""
    if s.tokens[i].upos != "VERB":
        return False
    infinitives = [k for k in s.hanging(i) if s.tokens[k].relation == "xcomp" and s.tokens[k].feat("VerbForm") == "Inf"]
    if infinitives and any(s.tokens[k].feat("Reflex") for j in (i, *infinitives) for k in s.hanging(j) if k < i):
        return True
    if s.has(i, "aux", "nsubj"):
        return False
    roles = s.side.pack.phrases("syntax", "role_markers")
    return any(s.tokens[k].relation == "mark" and s.tokens[k].text.lower() in roles for k in s.hanging(i))


def _shown(s: Sentence, c: int) -> str | None:
    """Return the gender that a controller shows itself."""
    controller = s.tokens[c]
    if controller.upos == "PRON":
        readings = s.persons.pronouns.get(pronoun_form(controller.text), ())
        genders = {p.gender for p in readings if p.case != "object"}
        return GRAMMATICAL.get(genders.pop()) if len(genders) == 1 else None
    return s.words.of(controller) or s.determined(c) if controller.upos == "NOUN" else None


def _is_confirmed(s: Sentence, i: int, c: int, shown: str) -> bool:
    joined = s.joined(c)
    number = "Plur" if joined else s.tokens[c].feat("Number")
    if s.tokens[i].feat("Number") != number or not _is_predicate(s, i):
        return False
    referent = of_group(s, joined) if joined else of_word(s, c)
    return referent is not None and referent.person is not None and referent.person.gender == NATURAL[shown]


def _is_predicate(s: Sentence, i: int) -> bool:
    """Say whether a word is said of its controller, and not set beside it (amod): parsers err less there."""
    token = s.tokens[i]
    reflexive = any(s.tokens[k].feat("Reflex") for k in s.hanging(i))
    if s.has(i, "case", "det") or (reflexive and s.has(i, "obj", "ccomp")):  # elle s'est rendu compte, elle s'est dit que
        return False
    if token.upos == "ADJ":
        return token.relation == "xcomp" or s.has(i, "cop")
    return token.relation in PREDICATES or s.has(i, "aux")
