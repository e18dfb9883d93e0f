"""Pronouns of the target that show the gender of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.gender.nouns import described
from transqa.annotate.gender.sentence import PRONOUN, Reading
from transqa.annotate.gender.whom import of_pronoun
from transqa.annotate.gender.words import GRAMMATICAL, NATURAL, pronoun_form

if TYPE_CHECKING:
    from transqa.annotate.gender.sentence import Sentence

OBJECTS = frozenset({"obj", "iobj", "expl:comp", "expl:pv", "expl:pass"})


def pronoun(s: Sentence, i: int) -> Reading | None:
    """Return what a pronoun shows; None for one that says nothing of a person."""
    token = s.tokens[i]
    if token.relation in {"case", "fixed", "mark"}:  # il y a dix ans
        return None
    readings = s.persons.pronouns.get(pronoun_form(token.text), ())
    cases = {"object"} if token.deprel in OBJECTS else {"subject", "stressed", "demonstrative"}
    picks = any(p.case == "indefinite" for p in readings)
    genders = {p.gender for p in readings if p.case in cases or picks}
    if len(genders) != 1:
        return None
    gender = GRAMMATICAL.get(genders.pop())
    if picks:
        return Reading(PRONOUN, gender, described(s, i)) if _one_of_persons(s, i, gender) else None
    if gender is None or _takes_up_fixed(s, i, gender):
        return None
    found = of_pronoun(s, i)
    wrong = found is not None and found.person is not None and found.person.gender not in {None, NATURAL[gender]}
    crossed = wrong and token.relation in {"nsubj", "expl"} and _balanced(s, gender)
    return None if crossed else Reading(PRONOUN, gender, found)


def _balanced(s: Sentence, gender: str) -> bool:
    """Say whether a bead that speaks of women and men has no more subjects of a gender than its source: then links only cross.

    A masculine pronoun may stand for a thing, so what counts there is that no feminine one is missing.
    """
    ours, theirs = s.referents.pronoun_counts(s.segment)
    if not (ours["female"] and ours["male"]):
        return False
    return theirs["female"] <= ours["female"] if gender == "Fem" else theirs["female"] >= ours["female"]


def _one_of_persons(s: Sentence, i: int, gender: str | None) -> bool:
    """Say whether a pronoun picks one of several who are all women: une des pratiquantes; un des membres may be a woman."""
    if gender != "Fem":
        return False
    nouns = (s.tokens[k] for k in s.hanging(i) if s.tokens[k].relation == "nmod" and s.tokens[k].upos == "NOUN")
    return any(s.words.of(t) == gender and s.words.facts(t.text).counterparts for t in nouns)


def _takes_up_fixed(s: Sentence, i: int, gender: str | None) -> bool:
    """Say whether a pronoun may take up a noun that keeps its gender whoever it speaks of: la victime … elle."""
    number = s.tokens[i].feat("Number")
    return any(
        t.upos == "NOUN"
        and t.feat("Gender") == gender
        and t.feat("Number") == number
        and s.words.facts(t.text).fixed
        and s.referents.linked(k, j) is not None
        for k, j, t in s.before(i)
    )
