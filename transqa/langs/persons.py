"""Reads what a language says of persons and their gender: `langs/<tag>/persons.toml`, person nouns and first names beside it.

A pronoun, a title or a noun can say the gender of a person (she, Mrs, actress), or that the person may be of either (teacher). A
first name is evidence only: it says how many of the people who bear it are women, country by country. The layout of the file:

    plural_endings = [["men", "man"], ["s", ""]]   how a plural form leads back to its singular, first match first
    [pronouns.female]  case = "forms"              the same for male, neutral
    [titles]           female = "…", male, neutral
    [nouns]            female = "…", male, neutral a neutral noun may be of either gender whatever its suffix
    [suffixes]         female = "…", male          the gender of compounds: business + woman; those in *listed* count only in
                                                   person nouns, since Newman and talisman end like policeman
    [pairs.family]     nouns = ["king queen", …]   nouns for the same role, male first; the same for any heading
    [fixed]            nouns = "…"                 nouns of one grammatical gender, whoever they speak of: une victime
                       unmarked = "…"              nouns of both whose masculine is said of anybody without remark: un membre
    [epicene]          nouns = "…"                 nouns that serve both genders where the dictionary of forms has one only;
                       beside_feminine = "…"       those that serve both though a feminine form is in use too: une poète
    [contested]        nouns = "…"                 masculine nouns still used of women, though a feminine is there: écrivain
    [things]           nouns = "…"                 forms that name a thing, though the inflection lexicon has them as the other
                                                   gender of a noun for a person: portière beside portier
    [traps]            phrases that hold a gendered word and name no person of that gender

Each list is a text with spaces between its words, so that it reads and changes easily; phrases are arrays.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from transqa.langs.tags import fallback_chain, normalise_tag, primary_subtag

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    Gender = Literal["female", "male", "neutral"]

GENDERS: tuple[Gender, ...] = ("female", "male", "neutral")
"""The words for gender in transqa's API; *neutral* may be of either."""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A reading of a pronoun form: the gender of the person that it stands for, and its case in the language's own terms."""

    form: str
    gender: Gender
    case: str


@dataclass(frozen=True, slots=True)
class Bearers:
    """Who bears a first name in a country.

    Attributes:
        female: share of women among them, 0 to 1, in steps of 0.01.
        total: how many they are, as a power of ten: 10,000 stands for 10,000 to 99,999.
    """

    female: float
    total: int


@dataclass(frozen=True, slots=True)
class NameShare:
    """Who bears a first name, by country.

    Attributes:
        name: the name as it is usually written.
        countries: bearers by locale, such as fr-FR and en-US; a country that doesn't know the name is missing.
    """

    name: str
    countries: Mapping[str, Bearers]

    @property
    def female(self) -> float:
        """Share of women in all countries together, 0 to 1."""
        total = sum(b.total for b in self.countries.values())
        return sum(b.female * b.total for b in self.countries.values()) / total

    def gender(self, least: float = 0.98, language: str | None = None) -> Gender | None:
        """Return the gender that at least the share *least* of the bearers have, in every country; None where there is none.

        Args:
            least: share of the bearers, above 0.5.
            language: BCP-47 tag of the text, if the countries that speak it are enough where they know the name.
        """
        found = [b for place, b in self.countries.items() if language and primary_subtag(place) == primary_subtag(language)]
        asked = found or list(self.countries.values())
        if all(b.female >= least for b in asked):
            return "female"
        return "male" if all(1 - b.female >= least for b in asked) else None


class Persons:
    """What a language says of persons. A tag without a file gets the facts of its parents; first names hold everywhere."""

    def __init__(self, tag: str) -> None:
        """Prepare the facts for a BCP-47 *tag*; each file is read when first asked for."""
        self.tag = tag

    @cached_property
    def _data(self) -> dict[str, Any]:
        path = _nearest(self.tag, "persons.toml")
        return tomllib.loads(path.read_text(encoding="utf-8")) if path else {}

    @cached_property
    def pronouns(self) -> Mapping[str, tuple[Pronoun, ...]]:
        """The readings of each pronoun form, in small letters: *her* is an object and a possessive."""
        readings: dict[str, tuple[Pronoun, ...]] = {}
        for gender in GENDERS:
            for case, forms in self._data.get("pronouns", {}).get(gender, {}).items():
                for form in forms.split():
                    readings[form] = (*readings.get(form, ()), Pronoun(form, gender, case))
        return readings

    @cached_property
    def titles(self) -> Mapping[str, Gender]:
        """The gender that a title says, by its form in small letters without full stop."""
        return {word: gender for gender, words in self._lists("titles").items() for word in words}

    @cached_property
    def traps(self) -> tuple[str, ...]:
        """Phrases in small letters whose gendered word names no person of that gender: *mother tongue*."""
        return tuple(self._data.get("traps", {}).get("phrases", ()))

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Nouns for the same role as (female, male), singular: *queen* and *king*."""
        rows = (row.split() for table in self._data.get("pairs", {}).values() for row in table["nouns"])
        return tuple((female, male) for male, female in rows)

    @cached_property
    def fixed(self) -> frozenset[str]:
        """Nouns that keep their grammatical gender for any person: une victime, une personne, un témoin."""
        return self._set("fixed")

    @cached_property
    def unmarked(self) -> frozenset[str]:
        """Nouns of both genders whose masculine is said of anybody without remark: *un membre*, *un otage*."""
        return self._set("fixed", "unmarked")

    @cached_property
    def epicene(self) -> frozenset[str]:
        """Nouns that serve both genders, with or without a feminine form beside them, by the form that serves both: *poète*.

        Those that the lexicon of forms has without gender anyway (*bibliothécaire*) are not here. `Inflections.partners` may
        still give the feminine (*poétesse*): it is another way to say it, so the form listed here is no error for a woman.
        """
        return self._set("epicene") | self._set("epicene", "beside_feminine")

    @cached_property
    def contested(self) -> frozenset[str]:
        """Masculine nouns, singular, still used of women because the feminine is recent, disputed or rare: *écrivain*."""
        return self._set("contested")

    @cached_property
    def things(self) -> frozenset[str]:
        """Singular forms that name a thing: no other gender of a noun for a person, whatever `Inflections.partners` says."""
        return self._set("things")

    def gender_of_noun(self, noun: str) -> Gender | None:
        """Return the gender that a singular or plural noun says of a person.

        Args:
            noun: one word; capitals don't matter.

        Returns:
            female or male; neutral for a word that means a person of either gender; None for a word that names no person.
        """
        low = noun.lower().replace("’", "'")
        words = (low, *self._singulars(low))
        listed = next((self._nouns[word] for word in words if word in self._nouns), None)
        return listed or next((g for word in words if (g := self._by_suffix(word))), None) or self._if_person(words)

    def is_compound(self, noun: str) -> bool:
        """Say whether a noun, singular or plural, says its gender by its ending: *policewomen*."""
        low = noun.lower()
        return any(self._by_suffix(word) is not None for word in (low, *self._singulars(low)))

    def _by_suffix(self, word: str) -> Gender | None:
        for suffix, gender in self._suffixes.items():
            if word.endswith(suffix) and len(word) > len(suffix):
                return gender if suffix not in self._only_listed or word in self._person_nouns else None
        return None

    def _if_person(self, words: tuple[str, ...]) -> Gender | None:
        return "neutral" if any(word in self._person_nouns for word in words) else None

    def name_share(self, name: str) -> NameShare | None:
        """Return who bears a first *name*, in any capitals; of a compound unknown its first part. None where nothing is known."""
        low = name.lower()
        places, rows = _first_names(self.tag)
        row = rows.get(low) or rows.get(low.split("-")[0])
        return _share(row, places) if row else None

    @cached_property
    def _nouns(self) -> dict[str, Gender]:
        fixed: dict[str, Gender] = dict.fromkeys(sorted(self.fixed | self.unmarked), "neutral")
        return fixed | {word: gender for gender, words in self._lists("nouns").items() for word in words}

    @cached_property
    def _suffixes(self) -> dict[str, Gender]:
        found = {word: gender for gender, words in self._lists("suffixes").items() for word in words}
        return dict(sorted(found.items(), key=lambda item: -len(item[0])))  # woman before man

    @cached_property
    def _only_listed(self) -> frozenset[str]:
        return frozenset(self._data.get("suffixes", {}).get("listed", "").split())

    @cached_property
    def _person_nouns(self) -> frozenset[str]:
        path = _nearest(self.tag, "person_nouns.txt")
        lines = path.read_text(encoding="utf-8").splitlines() if path else []
        return frozenset(word for line in lines if not line.startswith("#") for word in line.split())

    def _set(self, table: str, key: str = "nouns") -> frozenset[str]:
        return frozenset(self._data.get(table, {}).get(key, "").split())

    def _lists(self, table: str) -> dict[Gender, list[str]]:
        return {gender: self._data.get(table, {}).get(gender, "").split() for gender in GENDERS}

    def _singulars(self, noun: str) -> tuple[str, ...]:
        """Return what the singular of a plural noun may be, likeliest first."""
        endings = [(end, one) for end, one in self._data.get("plural_endings", ()) if noun.endswith(end)]
        return tuple(noun.removesuffix(end) + one for end, one in endings if len(noun) - len(end) + len(one) > 2)


@cache
def load_persons(tag: str) -> Persons:
    """Return what the language of a BCP-47 *tag* says of persons.

    Raises:
        ConfigError: the text is no language tag.
    """
    return Persons(normalise_tag(tag))


def read_names(path: Traversable) -> dict[str, NameShare]:
    """Return who bears each name of a file of first names, by the name in small letters."""
    places, rows = _name_rows(path)
    return {low: _share(row, places) for low, row in rows.items()}


def _name_rows(path: Traversable) -> tuple[list[str], dict[str, str]]:
    """Return the places of a file of first names, and its lines by the name in small letters: few of them are ever asked for."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return lines[0].split("\t")[1:], {line.partition("\t")[0].lower(): line for line in lines[1:]}


def _share(row: str, places: list[str]) -> NameShare:
    name, *cells = row.split("\t")
    return NameShare(name, {place: _bearers(cell) for place, cell in zip(places, cells, strict=True) if cell})


def _bearers(cell: str) -> Bearers:
    share, power = cell.split("/")
    return Bearers(int(share) / 100, 10 ** int(power))


@cache
def _first_names(tag: str) -> tuple[list[str], dict[str, str]]:
    path = _nearest(tag, "first_names.txt")
    return _name_rows(path) if path else ([], {})


def _nearest(tag: str, name: str) -> Traversable | None:
    """Return the file of that name in the most particular folder of the fallback chain that has one."""
    paths = (files(__package__) / parent / name for parent in reversed(fallback_chain(tag)))
    return next((path for path in paths if path.is_file()), None)
