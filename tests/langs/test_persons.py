"""What the packs say of persons: pronouns, titles, nouns with and without gender, first names by country."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from transqa.errors import ConfigError
from transqa.langs.persons import GENDERS, Bearers, NameShare, Persons, Pronoun, load_persons, read_names
from transqa.morphosyntax.inflection import load_inflections
from transqa.morphosyntax.tree import features

if TYPE_CHECKING:
    from pathlib import Path

EN = load_persons("en")
FR = load_persons("fr")


@pytest.mark.parametrize(
    ("noun", "gender"),
    [
        ("woman", "female"),
        ("women", "female"),
        ("Men", "male"),
        ("actress", "female"),
        ("actresses", "female"),
        ("actor", "neutral"),
        ("nurse", "neutral"),
        ("guys", "neutral"),
        ("fellow", "neutral"),
        ("freshmen", "neutral"),
        ("mothers-in-law", None),
        ("mother-in-law", "female"),
        ("wives", "female"),
        ("ladies", "female"),
        ("alumnae", "female"),
        ("grandma", "female"),
        ("dad", "male"),
        ("widower", "male"),
        ("fiancée", "female"),
        ("fiancé", "male"),
        ("teacher", "neutral"),
        ("victims", "neutral"),
        ("children", "neutral"),
        ("table", None),
        ("", None),
        ("s", None),
    ],
)
def test_a_noun_says_the_gender_of_a_person(noun: str, gender: str | None) -> None:
    assert EN.gender_of_noun(noun) == gender


@pytest.mark.parametrize(
    ("noun", "gender"),
    [
        ("businesswomen", "female"),
        ("camerawoman", "female"),  # not in WordNet; the suffix is productive
        ("firemen", "male"),
        ("paperboys", "male"),
        ("humans", "neutral"),
        ("Newman", None),
        ("German", None),
        ("talisman", None),
        ("highboy", None),
        ("witness", "neutral"),
        ("tomboy", "female"),
    ],
)
def test_suffixes_say_it_of_compounds_and_not_of_what_looks_like_one(noun: str, gender: str | None) -> None:
    assert EN.gender_of_noun(noun) == gender


def test_pronouns_have_gender_and_case() -> None:
    assert EN.pronouns["her"] == (Pronoun("her", "female", "object"), Pronoun("her", "female", "possessive"))
    assert {p.gender for p in EN.pronouns["himself"]} == {"male"}
    assert {p.gender for p in EN.pronouns["they"]} == {"neutral"}
    assert "it" not in EN.pronouns


def test_titles_have_gender() -> None:
    assert (EN.titles["mrs"], EN.titles["sir"], EN.titles["dr"]) == ("female", "male", "neutral")


@pytest.mark.parametrize("persons", [EN, FR], ids=["en", "fr"])
def test_no_word_stands_under_two_genders(persons: Persons) -> None:
    """A word in two lists would silently take the last."""
    for table in ("titles", "nouns"):
        lists = persons._lists(table)
        assert all(lists[g] for g in GENDERS)
        for one, other in itertools.combinations(GENDERS, 2):
            assert not set(lists[one]) & set(lists[other])


def test_pairs_agree_with_the_nouns() -> None:
    """A male noun may have become neutral, as actor did; nothing else."""
    assert ("queen", "king") in EN.pairs
    for female, male in EN.pairs:
        assert EN.gender_of_noun(female) == "female" or female == "dancer", female
        assert EN.gender_of_noun(male) in {"male", "neutral"}, male


def test_traps_are_small_letters_and_hold_a_gendered_word() -> None:
    assert "mother tongue" in EN.traps
    assert all(trap == trap.lower() for trap in EN.traps)


def test_names_differ_between_countries() -> None:
    jean = EN.name_share("JEAN")
    assert jean is not None
    assert jean.name == "Jean"
    assert jean.countries["fr-FR"].female < 0.01
    assert jean.countries["en-US"].female > 0.8
    assert jean.gender() is None
    assert jean.gender(language="fr-CA") == "male"


@pytest.mark.parametrize(("name", "gender"), [("Zoé", "female"), ("Jean-Pierre", "male"), ("Robin", None), ("Camille", None)])
def test_a_gender_is_named_only_where_every_country_agrees(name: str, gender: str | None) -> None:
    share = load_persons("fr").name_share(name)
    assert share is not None
    assert share.gender() == gender


def test_an_unknown_compound_goes_by_its_first_part() -> None:
    share = EN.name_share("Marie-Zzyzx")
    assert share is not None
    assert share.name == "Marie"
    assert EN.name_share("Zzyzx") is None


def test_shares_are_weighted_by_bearers() -> None:
    share = NameShare("X", {"a": Bearers(1.0, 1000), "b": Bearers(0.0, 100)})
    assert share.female == pytest.approx(10 / 11)


def test_a_file_of_names_keeps_the_columns_apart(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("# a comment\nname\tfr-FR\ten-US\nAndrea\t32/3\t98/5\nZoé\t99/4\t\n", encoding="utf-8")
    assert read_names(path) == {
        "andrea": NameShare("Andrea", {"fr-FR": Bearers(0.32, 1000), "en-US": Bearers(0.98, 100_000)}),
        "zoé": NameShare("Zoé", {"fr-FR": Bearers(0.99, 10_000)}),
    }


def test_every_language_has_the_first_names_and_an_unknown_one_nothing_else() -> None:
    other = load_persons("tlh")
    assert other.name_share("Mary") is not None
    assert (other.gender_of_noun("woman"), dict(other.pronouns), other.pairs, other.traps) == (None, {}, (), ())
    assert load_persons("en-GB").gender_of_noun("woman") == "female"


def test_nouns_of_fixed_gender_say_nothing_of_the_person() -> None:
    assert FR.gender_of_noun("victime") == "neutral"


@pytest.mark.parametrize(
    ("noun", "gender"),
    [
        ("mère", "female"),
        ("Sœurs", "female"),
        ("grands-mères", "female"),
        ("belle-fille", "female"),
        ("nonne", "female"),
        ("camerawoman", "female"),
        ("épouses", "female"),
        ("neveux", "male"),
        ("beaux-pères", "male"),
        ("gentilshommes", "male"),
        ("mec", "male"),
        ("fils", "male"),
        ("médecin", "neutral"),
        ("médecins", "neutral"),
        ("généraux", "neutral"),
        ("jumeaux", "neutral"),
        ("collègue", "neutral"),
        ("Québécois", "neutral"),
        ("sage-femme", "neutral"),
        ("sages-femmes", "neutral"),
        ("hommes-grenouilles", "neutral"),
        ("nourrice", "neutral"),
        ("journaux", None),
        ("roman", None),
        ("ordinateur", None),
        ("classeur", None),
        ("page", None),
        ("profond", None),
    ],
)
def test_a_french_noun_says_the_gender_of_a_person(noun: str, gender: str | None) -> None:
    assert FR.gender_of_noun(noun) == gender


def test_a_french_noun_for_persons_that_is_only_feminine_is_of_a_woman_or_of_either() -> None:
    """A noun that has lost its place among the female or neutral ones would count as neutral without anyone having said so."""
    french = load_inflections("fr")
    assert french is not None
    said = {*FR._lists("nouns")["neutral"], *FR.fixed}
    for lemma in {lemma for lemma, upos in french.lemmas() if upos == "NOUN"} & FR._person_nouns - said:
        if {features(feats).get("Gender") for _, feats in french.forms(lemma, "NOUN")} == {"Fem"}:
            assert FR.gender_of_noun(lemma) == "female", lemma


def test_pairs_of_the_family_say_a_gender() -> None:
    """Compagnon and copain may be said of a group; a confrère may be a woman."""
    rows = (row.split() for row in FR._data["pairs"]["family"]["nouns"])
    for male, female in rows:
        assert FR.gender_of_noun(female) == "female", female
        assert FR.gender_of_noun(male) == "male" or male == "compagnon", male


def test_masculine_nouns_still_used_of_women_are_contested() -> None:
    assert {"écrivain", "auteur", "chef", "professeur", "docteur", "médecin", "capitaine", "colonel", "procureur"} <= FR.contested
    assert not {"sénateur", "député", "directeur", "chercheur", "président", "chanteur", "infirmier", "témoin"} & FR.contested
    assert all(FR.gender_of_noun(noun) == "neutral" for noun in FR.contested)
    assert not FR.contested & (FR.fixed | FR.unmarked)


def test_epicene_nouns_serve_both_genders_though_a_feminine_may_be_there() -> None:
    assert {"ermite", "sherpa", "géomètre", "poète", "peintre", "maire", "hôte"} <= FR.epicene
    assert not {"actrice", "acteur", "écrivain", "victime", "père"} & FR.epicene
    assert FR.epicene <= FR._person_nouns


def test_things_are_no_partners_of_persons() -> None:
    """Each is a form that the lexicon gives for a person, or there would be no need to name it."""
    french = load_inflections("fr")
    assert french is not None
    assert {"portière", "cafetière", "calculatrice", "retraite", "paire", "perceuse", "marine", "limousine"} <= FR.things
    assert not {"cuisinière", "infirmière", "bouchère", "directrice", "serveuse", "turque"} & FR.things
    assert not FR.things & FR._person_nouns
    assert all(french.partners(thing) or thing in {"fil", "bon"} for thing in FR.things)


@pytest.mark.parametrize(
    ("male", "female"),
    [
        ("aide-soignant", "aide-soignante"),
        ("mec", "meuf"),
        ("coauteur", "coautrice"),
        ("franc-maçon", "franc-maçonne"),
        ("devin", "devineresse"),
        ("premier-né", "première-née"),
        ("commissaire-priseur", "commissaire-priseuse"),
    ],
)
def test_partners_that_the_dictionary_has_apart(male: str, female: str) -> None:
    french = load_inflections("fr")
    assert french is not None
    assert female in french.partners(male)
    assert male in french.partners(female)


def test_a_language_without_these_lists_has_empty_ones() -> None:
    assert (EN.contested, EN.epicene, EN.things) == (frozenset(), frozenset(), frozenset())


def test_a_bad_tag_is_an_error() -> None:
    with pytest.raises(ConfigError):
        load_persons("no tag at all")
