"""The inflection lexicon: look-ups in a made-up language, and facts about French."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from time import process_time
from typing import TYPE_CHECKING

import pytest

from transqa.morphosyntax.inflection import Analysis, Inflections, load_inflections
from transqa.train.inflection import Entry, write

if TYPE_CHECKING:
    from pathlib import Path

MASC, FEM = "Gender=Masc|Number=Sing", "Gender=Fem|Number=Sing"


@pytest.fixture(scope="module")
def french() -> Inflections:
    lexicon = load_inflections("fr")
    assert lexicon is not None
    return lexicon


def read(lexicon: Inflections, form: str, upos: str) -> list[tuple[str, str]]:
    """Return lemma and features of the readings of a form as one part of speech."""
    return [(a.lemma, a.feats) for a in lexicon.analyses(form) if a.upos == upos]


def small(path: Path, *entries: Entry) -> Inflections:
    write(entries, path, "made up")
    return Inflections(path.read_text(encoding="utf-8"))


def test_stem_may_be_empty_or_whole(tmp_path: Path) -> None:
    lexicon = small(
        tmp_path / "x.txt",
        Entry("go", "go", "VERB", "VerbForm=Inf"),
        Entry("go", "went", "VERB", "Tense=Past|VerbForm=Fin"),
        Entry("gone", "gone", "ADJ", ""),
    )
    assert lexicon.analyses("went") == (Analysis("go", "VERB", "Tense=Past|VerbForm=Fin"),)
    assert lexicon.analyses("gone") == (Analysis("gone", "ADJ", ""),)
    assert lexicon.analyses("g") == lexicon.analyses("") == lexicon.analyses("wentt") == ()
    assert lexicon.forms("go", "VERB") == (("go", "VerbForm=Inf"), ("went", "Tense=Past|VerbForm=Fin"))
    assert lexicon.forms("go", "NOUN") == lexicon.forms("went", "VERB") == ()


def test_text_that_is_no_lexicon() -> None:
    with pytest.raises(ValueError, match="lacks a section"):
        Inflections("# nothing\n[features]\n")


@pytest.mark.parametrize("tag", ["fr", "fr-CA", "fr-FR"])
def test_varieties_share_the_lexicon(tag: str) -> None:
    lexicon = load_inflections(tag)
    assert lexicon is not None
    assert lexicon.analyses("tables")


def test_language_without_lexicon() -> None:
    assert load_inflections("xx") is None


@pytest.mark.parametrize(
    ("form", "upos", "expected"),
    [
        ("actrice", "NOUN", [("acteur", FEM)]),
        ("travaux", "NOUN", [("travail", "Gender=Masc|Number=Plur")]),
        ("yeux", "NOUN", [("œil", "Gender=Masc|Number=Plur")]),
        ("bras", "NOUN", [("bras", "Gender=Masc")]),
        ("artistes", "NOUN", [("artiste", "Number=Plur")]),
        ("poste", "NOUN", [("poste", "Number=Sing")]),
        ("silencieux", "ADJ", [("silencieux", MASC), ("silencieux", "Gender=Masc|Number=Plur")]),
        ("choisies", "VERB", [("choisir", "Gender=Fem|Number=Plur|Tense=Past|VerbForm=Part")]),
        ("dormi", "VERB", [("dormir", "Tense=Past|VerbForm=Part")]),
        ("mangeant", "VERB", [("manger", "Tense=Pres|VerbForm=Part")]),
        ("finiriez", "VERB", [("finir", "Mood=Cnd|Number=Plur|Person=2|Tense=Pres|VerbForm=Fin")]),
        ("sont", "AUX", [("être", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin")]),
        ("kilomètres", "NOUN", [("kilomètre", "Gender=Masc|Number=Plur")]),
        ("la", "DET", [("le", "Gender=Fem|Number=Sing|PronType=Art")]),
        ("eux", "PRON", [("lui", "Gender=Masc|Number=Plur|Person=3|PronType=Prs")]),
        ("MM.", "NOUN", [("M.", "Gender=Masc|Number=Plur")]),
        ("Marie", "PROPN", [("Marie", "Gender=Fem|NameType=Giv")]),
        ("Dominique", "PROPN", [("Dominique", "NameType=Giv")]),
        ("Hugo", "PROPN", [("Hugo", "Gender=Masc|NameType=Giv"), ("Hugo", "NameType=Sur")]),
        ("France", "PROPN", [("France", "Gender=Fem|NameType=Oth")]),
        ("mais", "CCONJ", [("mais", "")]),
        ("jamais", "ADV", [("jamais", "Polarity=Neg")]),
    ],
)
def test_readings(french: Inflections, form: str, upos: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(read(french, form, upos)) == sorted(expected)


def test_singular_reading_comes_first(french: Inflections) -> None:
    assert french.analyses("silencieux")[0].feats == MASC


def test_spellings(french: Inflections) -> None:
    assert french.analyses("SILENCIEUX") == french.analyses("Silencieux") == french.analyses("silencieux")
    assert french.analyses("aujourd’hui") == french.analyses("aujourd'hui") != ()
    assert {a.lemma for a in french.analyses("PARIS")} == {"pari", "Paris"}
    assert french.analyses("Zzxq") == ()


@pytest.mark.parametrize(
    ("form", "upos", "feats", "changed", "expected"),
    [
        ("silencieux", "ADJ", MASC, {"Gender": "Fem"}, ("silencieuse",)),
        ("Silencieux", "ADJ", MASC, {"Gender": "Fem"}, ("Silencieuse",)),
        ("SILENCIEUX", "ADJ", MASC, {"Gender": "Fem"}, ("SILENCIEUSE",)),
        ("silencieuse", "ADJ", FEM, {"Number": "Plur"}, ("silencieuses",)),
        ("belle", "ADJ", FEM, {"Gender": "Masc"}, ("beau", "bel")),
        ("venus", "VERB", "Gender=Masc|Number=Plur|Tense=Past|VerbForm=Part", {"Gender": "Fem"}, ("venues",)),
        ("élue", "VERB", f"{FEM}|Tense=Past|VerbForm=Part|Voice=Pass", {"Gender": "Masc"}, ("élu",)),
        ("journaliste", "NOUN", MASC, {"Gender": "Fem"}, ("journaliste",)),
        ("table", "NOUN", FEM, {"Gender": "Masc"}, ()),
        ("Le", "DET", f"Definite=Def|{MASC}|PronType=Art", {"Gender": "Fem"}, ("La",)),
        ("l’", "DET", "Number=Sing|PronType=Art", {"Number": "Plur"}, ("les",)),
        ("est", "AUX", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", {"Number": "Plur"}, ("sont",)),
        ("zzxq", "NOUN", MASC, {"Gender": "Fem"}, ()),
    ],
)
def test_inflecting(
    french: Inflections, form: str, upos: str, feats: str, changed: dict[str, str], expected: tuple[str, ...]
) -> None:
    lemma = next((a.lemma for a in french.analyses(form) if a.upos == upos), "")
    assert french.inflect(form, Analysis(lemma, upos, feats), **changed) == expected


def test_part_of_speech_of_another_school(french: Inflections) -> None:
    assert french.inflect("élevés", Analysis("élevé", "ADJ", "Gender=Masc|Number=Plur"), Gender="Fem") == ("élevées",)
    assert french.inflect("toute", Analysis("tout", "ADJ", FEM), Gender="Masc") == ("tout",)
    assert french.inflect("mange", Analysis("mange", "ADJ", FEM), Gender="Masc") == ()


def test_lemma_of_another_school(french: Inflections) -> None:
    assert french.inflect("elle", Analysis("elle", "PRON", f"{FEM}|Person=3|PronType=Prs"), Gender="Masc") == ("il", "lui")


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("acteurs", ("actrices",)),
        ("députée", ("député",)),
        ("roi", ("reine",)),
        ("Reines", ("Rois",)),
        ("auteur", ("auteure", "autrice")),
        ("cheffe", ("chef",)),
        ("M.", ("Mme",)),
        ("Mesdames", ("Messieurs",)),
        ("servante", ("serviteur", "servant")),
        ("garçons", ("filles", "garçonnes")),
        ("maire", ()),
        ("témoin", ()),
        ("victimes", ()),
        ("table", ()),
        ("mangea", ()),
    ],
)
def test_partners(french: Inflections, noun: str, expected: tuple[str, ...]) -> None:
    assert french.partners(noun) == expected


def test_listed_pairs_are_partners(french: Inflections) -> None:
    facts = tomllib.loads((files("transqa.langs") / "fr" / "persons.toml").read_text(encoding="utf-8"))
    pairs = [pair.split() for table in facts["pairs"].values() for pair in table["nouns"]]
    epicene = {"tata", "confrère"}
    bad = [p for p in pairs if not epicene & set(p) and (p[0] not in french.partners(p[1]) or p[1] not in french.partners(p[0]))]
    assert bad == []


def test_fixed_nouns_have_one_gender(french: Inflections) -> None:
    for noun in french.fixed:
        readings = read(french, noun, "NOUN")
        assert len({"Fem" in feats for _, feats in readings}) == 1, noun
        assert all("Gender=" in feats for _, feats in readings), noun


@pytest.mark.parametrize(
    ("form", "first"),
    [
        ("zouzification", Analysis("zouzification", "NOUN", FEM)),
        ("Blogosphérisation", Analysis("blogosphérisation", "NOUN", FEM)),
        ("trumpienne", Analysis("trumpien", "ADJ", FEM)),
        ("bazardesques", Analysis("bazardesque", "ADJ", "Number=Plur")),
        ("doudouner", Analysis("doudouner", "VERB", "VerbForm=Inf")),
    ],
)
def test_guesses(french: Inflections, form: str, first: Analysis) -> None:
    assert french.analyses(form) == ()
    assert french.guess(form)[0] == first


@pytest.mark.parametrize("form", ["", "x", "gwenda", "bzzzia"])
def test_no_guess_where_endings_do_not_tell(french: Inflections, form: str) -> None:
    assert french.guess(form) == ()


def test_look_ups_are_quick(french: Inflections) -> None:
    words = ["silencieux", "anticonstitutionnellement", "Kowalska", "maison", "est"] * 200
    for word in words[:5]:
        french.analyses(word)
    start = process_time()
    for word in words:
        french.analyses(word)
    assert process_time() - start < len(words) * 100e-6
