"""English inflection: from a tiny made-up WordNet to entries, and what the shipped lexicon knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transqa.errors import InputError
from transqa.morphosyntax.inflection import load_inflections
from transqa.train.english import add_s, degrees, load_grammar, plurals, verb_forms
from transqa.train.wordnet import entries, known_names, person_nouns, write_persons

if TYPE_CHECKING:
    from pathlib import Path

    from transqa.morphosyntax.inflection import Analysis

GRAMMAR = load_grammar()
LICENCE = "  1 This software and database is being provided to you\n"
DATA = {
    "noun": """00000001 18 n 02 teacher 0 instructor 0 000 | a person who teaches
00000002 06 n 01 table 0 000 | furniture
00000003 15 n 01 New_Sandwich 0 001 @i 00000002 n 0000 | a town
00000004 05 n 01 Felis 0 000 | a genus
00000005 18 n 01 Turk 0 000 | a person from Turkey
00000006 06 n 01 machine 0 000 | a device
00000007 18 n 01 machine 0 000 | an efficient person
00000008 10 n 01 he 0 000 | a letter
00000009 06 n 01 wolf 0 000 | an animal
00000010 18 n 01 wolf 0 000 | a womaniser
""",
    "verb": "00000001 29 v 01 sing 0 000 01 + 08 00 | make music\n00000002 29 v 01 hop 0 000 01 + 08 00 | jump\n",
    "adj": "00000001 00 a 01 big(a) 0 000 | large\n",
    "adv": "00000001 02 r 01 well 0 000 | in a good way\n",
}
INDEX = {
    "noun": """felis n 1 0 1 0 00000004
he n 1 0 1 0 00000008
instructor n 1 0 1 0 00000001
machine n 2 0 2 1 00000006 00000007
new_sandwich n 1 1 @i 1 0 00000003
table n 1 0 1 1 00000002
teacher n 1 0 1 1 00000001
turk n 1 0 1 0 00000005
wolf n 2 0 2 2 00000009 00000010
""",
    "verb": "hop v 1 0 1 0 00000002\nsing v 1 0 1 1 00000001\n",
    "adj": "big a 1 0 1 1 00000001\n",
    "adv": "well r 1 0 1 1 00000001\n",
}
EXCEPTIONS = {
    "noun": "wolves wolf\n",
    "verb": "sang sing\nsung sing\n",
    "adj": "bigger big\nbiggest big\n",
    "adv": "better well\nbest well\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a made-up database."""
    for part, data in DATA.items():
        (tmp_path / f"data.{part}").write_text(LICENCE + data)
        (tmp_path / f"index.{part}").write_text(LICENCE + INDEX[part])
        (tmp_path / f"{part}.exc").write_text(EXCEPTIONS[part])
    return tmp_path


def shipped(form: str) -> tuple[Analysis, ...]:
    lexicon = load_inflections("en")
    assert lexicon is not None
    return lexicon.analyses(form)


def test_a_database_becomes_entries(folder: Path) -> None:
    found = {(e.form, e.upos, e.feats) for e in entries(folder, {"Ann": "Fem"})}
    assert found >= {
        ("teachers", "NOUN", "Number=Plur"),
        ("wolves", "NOUN", "Number=Plur"),
        ("sings", "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
        ("sang", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin"),
        ("sung", "VERB", "Tense=Past|VerbForm=Part"),
        ("hopping", "VERB", "VerbForm=Ger"),
        ("bigger", "ADJ", "Degree=Cmp"),
        ("best", "ADV", "Degree=Sup"),
        ("Sandwich", "PROPN", "NameType=Geo|Number=Sing"),
        ("Turks", "PROPN", "Number=Plur"),
        ("Ann", "PROPN", "Gender=Fem|NameType=Giv|Number=Sing"),
        ("she", "PRON", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs"),
    }
    forms = {form for form, _, _ in found}
    assert not forms & {"Felis", "wolfs", "singed", "New_Sandwich", "hoping"}
    assert ("sang", "VERB", "Tense=Past|VerbForm=Part") not in found
    assert ("he", "NOUN", "Number=Sing") not in found


def test_person_nouns_mean_a_person_first(folder: Path) -> None:
    """The second sense of machine isn't in the tagged text, that of wolf is."""
    assert person_nouns(folder) == ["instructor", "teacher", "wolf"]
    out = folder / "out.txt"
    write_persons(person_nouns(folder), out)
    assert [line for line in out.read_text().splitlines() if not line.startswith("#")] == ["instructor", "teacher", "wolf"]


def test_a_folder_without_a_database_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"data\.noun.*wordnet-base"):
        person_nouns(tmp_path)


def test_names_get_a_gender_where_english_speakers_agree(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("name\tfr-FR\ten-US\nJean\t0/6\t90/5\nMary\t85/3\t100/6\nLuc\t0/5\t\nFew\t0/2\t\n", encoding="utf-8")
    assert known_names(path) == {"Jean": "", "Mary": "Fem", "Luc": "Masc"}


@pytest.mark.parametrize(
    ("verb", "past", "participle", "ing"),
    [
        ("call", "called", "called", "calling"),
        ("stop", "stopped", "stopped", "stopping"),
        ("open", "opened", "opened", "opening"),
        ("admit", "admitted", "admitted", "admitting"),
        ("die", "died", "died", "dying"),
        ("see", "saw", "seen", "seeing"),
        ("agree", "agreed", "agreed", "agreeing"),
        ("try", "tried", "tried", "trying"),
        ("play", "played", "played", "playing"),
        ("fix", "fixed", "fixed", "fixing"),
        ("undertake", "undertook", "undertaken", "undertaking"),
        ("be", "was were", "been", "being"),
        ("put", "put", "put", "putting"),
        ("quiz", "quizzed", "quizzed", "quizzing"),
    ],
)
def test_verbs_inflect(verb: str, past: str, participle: str, ing: str) -> None:
    listed = {"quiz": ["quizzed", "quizzes", "quizzing"], "be": ["was", "were", "is", "are"]}
    forms = verb_forms(verb, listed, GRAMMAR)
    assert (forms.past, forms.participle, forms.ing) == (tuple(past.split()), tuple(participle.split()), (ing,))


def test_spelling_of_s() -> None:
    words = {"box": "boxes", "church": "churches", "monarch": "monarchs", "day": "days", "city": "cities", "dish": "dishes"}
    assert {word: add_s(word, GRAMMAR) for word in words} == words


def test_plurals() -> None:
    nouns = {"fireman": ("firemen",), "human": ("humans",), "sheep": ("sheep",), "news": (), "index": ("indices", "indexes")}
    assert {noun: plurals(noun, {"index": ["indices"]}, GRAMMAR) for noun in nouns} == nouns


def test_only_short_adjectives_take_endings() -> None:
    adjectives = {"nice": "nicer", "hot": "hotter", "clever": "cleverer", "dry": "drier"}
    assert {a: degrees(a, {}, GRAMMAR)[0][0] for a in adjectives} == adjectives
    for adjective in ("beautiful", "third", "viable", "going", "own"):
        assert degrees(adjective, {}, GRAMMAR) == ((), ())
    assert degrees("aft", {}, GRAMMAR, usual=False) == ((), ())  # else "after" would be its comparative


@pytest.mark.parametrize(
    ("form", "upos", "feats"),
    [
        ("children", "NOUN", "Number=Plur"),
        ("wrote", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin"),
        ("written", "VERB", "Tense=Past|VerbForm=Part"),
        ("traveled", "VERB", "Tense=Past|VerbForm=Part"),
        ("happiest", "ADJ", "Degree=Sup"),
        ("n’t", "PART", "Polarity=Neg"),
        ("himself", "PRON", "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs|Reflex=Yes"),
        ("Mary", "PROPN", "Gender=Fem|NameType=Giv|Number=Sing"),
        ("France", "PROPN", "NameType=Geo|Number=Sing"),
        ("although", "SCONJ", ""),
        ("seventeen", "NUM", "NumForm=Word|NumType=Card"),
    ],
)
def test_the_shipped_lexicon_knows(form: str, upos: str, feats: str) -> None:
    assert (upos, feats) in {(a.upos, a.feats) for a in shipped(form)}


@pytest.mark.parametrize(
    ("form", "upos"), [("goed", "VERB"), ("after", "ADJ"), ("he", "NOUN"), ("childs", "NOUN"), ("mens", "NOUN")]
)
def test_the_shipped_lexicon_does_not_know(form: str, upos: str) -> None:
    assert upos not in {a.upos for a in shipped(form)}
