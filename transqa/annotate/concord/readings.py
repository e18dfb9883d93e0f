"""What a form can be, for agreement: sets of gender and number, and of persons, over all its readings in the lexicon.

A set is a number of four bits, one for each pair of gender and number. Two words can agree if their sets have a bit in common; a
form that is alike in both genders has the bits of both. So no reading needs to be chosen: the form disagrees only if none fits.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from transqa.morphosyntax.tree import features

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transqa.morphosyntax.inflection import Analysis, Inflections

MASC_SING, FEM_SING, MASC_PLUR, FEM_PLUR = 1, 2, 4, 8
MASC, FEM = MASC_SING | MASC_PLUR, FEM_SING | FEM_PLUR
SING, PLUR = MASC_SING | FEM_SING, MASC_PLUR | FEM_PLUR
ANY = MASC | FEM
GENDERS, NUMBERS = {"Masc": MASC, "Fem": FEM}, {"Sing": SING, "Plur": PLUR}
PERSONS = {("1", "Sing"): 1, ("2", "Sing"): 2, ("3", "Sing"): 4, ("1", "Plur"): 8, ("2", "Plur"): 16, ("3", "Plur"): 32}
THIRD_SING, THIRD_PLUR = PERSONS["3", "Sing"], PERSONS["3", "Plur"]


class Word(NamedTuple):
    """The readings of a form.

    Attributes:
        noun: set of gender and number as a noun; 0 where it is none. So too the next four.
        adjective: as an adjective.
        participle: as a past participle.
        determiner: as a determiner.
        pronoun: as a pronoun.
        name: as the name of a place.
        finite: set of persons as a finite verb that is no imperative.
        imperative: set of persons as an imperative.
        infinitive: whether it can be an infinitive.
        numeral: whether it can be a number word.
        invariable: whether it can be an adverb, a preposition, a conjunction or an interjection.
        place: whether it is the name of a place in small letters.
        first_name: whether it can be a first name.
        gerund: whether it can be a present participle.
        verbs: lemmas as a verb.
        nouns: lemmas as a noun.
        adjectives: lemmas as an adjective.
        known: whether the lexicon has it.
    """

    noun: int = 0
    adjective: int = 0
    participle: int = 0
    determiner: int = 0
    pronoun: int = 0
    name: int = 0
    finite: int = 0
    imperative: int = 0
    infinitive: bool = False
    numeral: bool = False
    invariable: bool = False
    gerund: bool = False
    place: bool = False
    first_name: bool = False
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    known: bool = False

    @property
    def modifier(self) -> int:
        """Set of gender and number as an adjective or a past participle."""
        return self.adjective | self.participle

    @property
    def nominal(self) -> int:
        """Set of gender and number as a noun, an adjective or a past participle."""
        return self.noun | self.adjective | self.participle

    @property
    def only_participle(self) -> bool:
        """Whether it can be nothing but a past participle."""
        return bool(self.participle) and not (
            self.noun or self.adjective or self.pronoun or self.determiner or self.finite or self.infinitive or self.invariable
        )

    @property
    def verbal(self) -> bool:
        """Whether it can be a finite verb or an infinitive."""
        return bool(self.finite or self.imperative or self.infinitive)


UNKNOWN = Word()


class Readings:
    """Readings of forms, each looked up once."""

    def __init__(self, inflections: Inflections) -> None:
        """Look nothing up yet."""
        self.inflections = inflections
        self._words: dict[str, Word] = {}

    def word(self, form: str) -> Word:
        """Return the readings of a form; names do not count."""
        found = self._words.get(form)
        if found is None:
            if len(self._words) > 200_000:  # a stream of any length in bounded memory
                self._words.clear()
            analyses = self.inflections.analyses(form)
            lower, title = form.lower(), form[:1].upper() + form[1:]
            if form != lower:
                analyses = (*analyses, *self.inflections.analyses(lower))
            elif form.isalpha():
                analyses = (*analyses, *(a for a in self.inflections.analyses(title) if "NameType=Oth" in a.feats))
            found = self._words[form] = _word(analyses)
        return found

    def participles(self, lemmas: Iterable[str]) -> list[str]:
        """Return the past participles of some verbs in the form that the lexicon lists first: masculine singular."""
        found = []
        for lemma in sorted(lemmas):
            forms = self.inflections.forms(lemma, "VERB")
            past = (form for form, label in forms if "VerbForm=Part" in label and "Tense=Past" in label)
            found += sorted(past, key=len)[:1]
        return found


def bits(feats: Mapping[str, str]) -> int:
    """Return the set of gender and number that features leave open."""
    return GENDERS.get(feats.get("Gender", ""), ANY) & NUMBERS.get(feats.get("Number", ""), ANY)


def genders(own: int) -> int:
    """Return a set with both numbers of each gender in it."""
    return (MASC if own & MASC else 0) | (FEM if own & FEM else 0)


def _word(analyses: Iterable[Analysis]) -> Word:
    sets = dict.fromkeys(("noun", "adjective", "participle", "determiner", "pronoun", "name", "finite", "imperative"), 0)
    flags: set[str] = set()
    lemmas: defaultdict[str, set[str]] = defaultdict(set)
    for analysis in analyses:
        feats = features(analysis.feats)
        kind = _kind(analysis.upos, feats)
        if kind in {"finite", "imperative"}:
            sets[kind] |= PERSONS.get((feats.get("Person", ""), feats.get("Number", "")), 0)
        elif kind in sets:
            sets[kind] |= bits(feats)
        elif kind == "place" and "Gender" in feats:
            sets["name"] |= bits(feats)
            flags.add(kind)
        elif kind:
            flags.add(kind)
        lemmas[analysis.upos].add(analysis.lemma)
    return Word(
        **sets,
        infinitive="infinitive" in flags,
        numeral="numeral" in flags,
        invariable="invariable" in flags,
        gerund="gerund" in flags,
        place="place" in flags,
        first_name="first_name" in flags,
        verbs=frozenset(lemmas["VERB"] | lemmas["AUX"]),
        nouns=frozenset(lemmas["NOUN"]),
        adjectives=frozenset(lemmas["ADJ"]),
        known=bool(flags or any(sets.values())),
    )


_KINDS = {"NOUN": "noun", "ADJ": "adjective", "DET": "determiner", "PRON": "pronoun", "NUM": "numeral"}
_INVARIABLE = frozenset({"ADV", "ADP", "CCONJ", "SCONJ", "INTJ"})


def _kind(upos: str, feats: Mapping[str, str]) -> str | None:
    """Return the attribute of `Word` that a reading belongs to."""
    if upos in {"VERB", "AUX"}:
        form = feats.get("VerbForm")
        if form == "Part":
            return "participle" if feats.get("Tense") == "Past" else "gerund"
        if form == "Inf":
            return "infinitive"
        return "imperative" if feats.get("Mood") == "Imp" else "finite"
    if upos == "PROPN" and feats.get("NameType") == "Oth":
        return "place"
    if upos == "PROPN" and feats.get("NameType") == "Giv":
        return "first_name"
    return "invariable" if upos in _INVARIABLE else _KINDS.get(upos)
