"""Which gender a word shows by its form: what the lexicon says of it, not what a tagger reads into it.

A tagger takes over the gender of the words around (*une spécialiste talentueux*); a dictionary does not. A form that one reading
leaves open (*artiste*, *pu*) shows nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from transqa.langs.persons import load_persons
from transqa.morphosyntax.inflection import OTHER, load_inflections
from transqa.morphosyntax.tree import feature

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transqa.langs.persons import Gender, Persons
    from transqa.morphosyntax.inflection import Analysis, Inflections
    from transqa.morphosyntax.tree import Token

GRAMMATICAL: dict[str, str] = {"female": "Fem", "male": "Masc"}
NATURAL: dict[str, Gender] = {"Fem": "female", "Masc": "male"}
NOMINAL = frozenset({"NOUN", "ADJ", "VERB", "AUX", "DET", "PRON", "PROPN"})
OTHER_GENDER: dict[str, Gender] = {"female": "male", "male": "female"}
FORMS = 1 << 15
"""Forms of which the facts are kept."""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What is known of a form.

    Attributes:
        known: whether the lexicon has it.
        noun: whether it may be a noun, or an adjective that is listed as nothing else and may stand for one.
        person: whether it may speak of a person.
        kin: whether it says a gender by its meaning: father, queen; not teacher, whose form only says it.
        fixed: whether it keeps its gender whoever it speaks of: une victime, un témoin.
        serves_both: whether it is alike for women and men: une artiste, un artiste.
        contested: whether it is a masculine noun that is still used of women: écrivain.
        participle: whether it may be a past participle.
        gerund: whether it may be a present participle: gagnant.
        partners: nouns for the same role in the other gender.
        counterparts: these, and the pronouns, titles and adjectives of the other gender.
    """

    known: bool
    noun: bool
    person: bool
    kin: bool
    fixed: bool
    serves_both: bool
    contested: bool
    participle: bool
    gerund: bool
    partners: tuple[str, ...]
    counterparts: frozenset[str]


class WordGenders:
    """The genders of the forms of one language. What was asked for is kept, so that a form is looked up once."""

    def __init__(self, inflections: Inflections, persons: Persons) -> None:
        """Hold the lexicon of forms and the facts about persons."""
        self.inflections = inflections
        self.persons = persons
        self.facts = lru_cache(maxsize=FORMS)(self._facts)
        self._gender = lru_cache(maxsize=FORMS)(self._of)

    def of(self, token: Token) -> str | None:
        """Return the gender that a word shows: "Fem", "Masc", or None where its form leaves it open."""
        return self._gender(token.text, token.upos)

    def _of(self, form: str, upos: str) -> str | None:
        known = self.analyses(form)
        readings = [a for a in known if a.upos in NOMINAL and ("VerbForm" not in a.feats or "VerbForm=Part" in a.feats)]
        if not readings:
            return None if known else _shared(a for a in self.inflections.guess(form) if a.upos in NOMINAL)
        if upos == "DET":
            return _shared(a for a in readings if a.upos == "DET")
        if upos == "NOUN" and any(a.upos == "NOUN" for a in readings):
            return _shared(a for a in readings if a.upos == "NOUN")
        return _shared(a for a in readings if a.upos not in {"DET", "PRON"})

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        """Return the readings of a form; where it is unknown, of the form with the ligature that old texts part (soeur)."""
        return self.inflections.analyses(form) or self.inflections.analyses(form.replace("oe", "œ"))

    def _facts(self, form: str) -> FormFacts:
        return (self._of_compound(form) if "-" in form else None) or self._of_word(form)

    def _of_compound(self, form: str) -> FormFacts | None:
        """Return the facts of a compound of which the lexicon knows no other gender, by its parts: co-fondatrice.

        What says the gender is its first part, or the second behind a prefix; both change where both name persons.
        """
        if self.inflections.partners(form):
            return None
        parts = form.split("-")
        found = [self.facts(part) for part in parts]
        said = [k for k, facts in enumerate(found) if facts.noun and facts.person]
        if len(parts) != 2 or not said or (said == [1] and found[0].noun) or not all(found[k].partners for k in said):
            return None
        other = "-".join(found[k].partners[0] if k in said else part for k, part in enumerate(parts))
        return replace(found[said[0]], known=True, kin=False, partners=(other,), counterparts=frozenset({other}))

    def _of_word(self, form: str) -> FormFacts:
        readings, persons, low = self.analyses(form), self.persons, form.lower().replace("oe", "œ")
        nouns = [a for a in readings if a.upos == "NOUN"]
        listed = nouns or [a for a in readings if a.upos == "ADJ"]
        lemmas = {low, *(a.lemma for a in listed)}
        thing, epicene = low in persons.things, bool(lemmas & persons.epicene)
        genders = {feature(a.feats, "Gender") for a in listed}
        alone = thing or (epicene and "Fem" not in genders)
        partners = () if alone else tuple(o for o in self.inflections.partners(form) if o not in persons.things)
        verbs = [a.feats for a in readings if "VerbForm=Part" in a.feats]
        return FormFacts(
            known=bool(readings),
            noun=bool(listed),
            person=not thing and any(map(persons.gender_of_noun, (form, *form.split("-"), *lemmas))),
            kin=persons.gender_of_noun(low) in OTHER_GENDER,
            fixed=bool(lemmas & (persons.fixed | persons.unmarked)),
            serves_both=not genders or None in genders or (epicene and "Fem" not in genders),
            contested=bool(lemmas & persons.contested),
            participle=any("Tense=Past" in feats for feats in verbs),
            gerund=any("Tense=Pres" in feats for feats in verbs),
            partners=partners,
            counterparts=frozenset((*partners, *self._pronouns.get(pronoun_form(form), ()), *self._adjectives(form, listed))),
        )

    def _adjectives(self, form: str, listed: Iterable[Analysis]) -> Iterator[str]:
        """Yield the other gender of a form that the lexicon has as an adjective only: enseignante."""
        for reading in listed:
            gender = feature(reading.feats, "Gender")
            if reading.upos == "ADJ" and gender in OTHER:
                yield from self.inflections.inflect(form, reading, Gender=OTHER[gender])

    @cached_property
    def _pronouns(self) -> dict[str, set[str]]:
        """For each pronoun and title the forms of the other gender in the same place."""
        by_place: dict[tuple[str, Gender], set[str]] = defaultdict(set)
        for form, readings in self.persons.pronouns.items():
            for reading in readings:
                by_place[reading.case, reading.gender].add(form)
        for form, gender in self.persons.titles.items():
            by_place["title", gender].add(form)
        out: dict[str, set[str]] = defaultdict(set)
        for (case, gender), forms in by_place.items():
            for form in forms if gender in OTHER_GENDER else ():
                out[form] |= by_place.get((case, OTHER_GENDER[gender]), set())
        return out

    def pronoun(self, text: str, case: str, gender: Gender) -> str | None:
        """Return the pronoun of a gender in the place of another in some case (lui for elle), None where none is known.

        The forms of both genders stand in the same order in `persons.toml`.
        """
        form = pronoun_form(text)
        forms = {
            g: [f for f, rs in self.persons.pronouns.items() if any(r.case == case and r.gender == g for r in rs)]
            for g in OTHER_GENDER
        }
        own, others = forms[OTHER_GENDER[gender]], forms[gender]
        if form not in own or len(own) != len(others):
            return None
        other = others[own.index(form)]
        return other[:1].upper() + other[1:] if text[:1].isupper() else other

    @cached_property
    def traps(self) -> list[list[str]]:
        """The words of each phrase whose gender says nothing of a person, elided words by themselves."""
        return [phrase.replace("'", "' ").split() for phrase in self.persons.traps]


@cache
def word_genders(tag: str) -> WordGenders | None:
    """Return the genders of the forms of a language; None for one without a lexicon of forms.

    Raises:
        ConfigError: the text is no language tag.
    """
    inflections = load_inflections(tag)
    return None if inflections is None else WordGenders(inflections, load_persons(tag))


def pronoun_form(text: str) -> str:
    """Return a pronoun or title as the lists have it: in small letters, without the hyphens and the t before it, or full stop."""
    return text.lower().lstrip("-").removeprefix("t-").rstrip(".").replace("’", "'")


def _shared(readings: Iterable[Analysis]) -> str | None:
    """Return the one gender of all readings; a present participle is left aside where there are others (*étudiant*)."""
    found = list(readings)
    others = [a for a in found if "Tense=Pres" not in a.feats]
    genders = {feature(a.feats, "Gender") for a in others or found}
    return genders.pop() if len(genders) == 1 else None
