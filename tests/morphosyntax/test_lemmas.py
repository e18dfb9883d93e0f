"""The dictionary form of a tagged word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transqa.morphosyntax import lemmas as module
from transqa.morphosyntax.inflection import Analysis, Inflections, load_inflections
from transqa.morphosyntax.lemmas import Lemmas, nearest
from transqa.train.inflection import Entry, write

if TYPE_CHECKING:
    from pathlib import Path

STEMS = ("cit", *(f"{a}{b}{c}" for a in "bdflmprst" for b in "aeiou" for c in "bdnrt"))
"""Enough nouns in -y to learn what words in -ies are."""


@pytest.fixture(scope="module")
def inflections(tmp_path_factory: pytest.TempPathFactory) -> Inflections:
    path: Path = tmp_path_factory.mktemp("lexicon") / "inflection.txt"
    entries = [
        Entry("leave", "leave", "VERB", "VerbForm=Inf"),
        Entry("leave", "leaves", "VERB", "Number=Sing|Person=3"),
        Entry("leaf", "leaves", "NOUN", "Number=Plur"),
        Entry("find", "found", "VERB", "Tense=Past|VerbForm=Fin"),
        Entry("found", "found", "VERB", "VerbForm=Inf"),
        Entry("Rose", "Rose", "PROPN", ""),
        Entry("o'clock", "o'clock", "ADV", ""),
        *(Entry(f"{n}y", f"{n}{end}", "NOUN", f) for n in STEMS for end, f in (("ies", "Number=Plur"), ("y", "Number=Sing"))),
    ]
    write(entries, path, "made up")
    return Inflections(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("form", "upos", "feats", "lemma"),
    [
        ("leaves", "NOUN", "Number=Plur", "leaf"),
        ("leaves", "VERB", "Number=Sing|Person=3", "leave"),
        ("leaves", "AUX", "", "leave"),
        ("LEAVES", "NOUN", "Number=Plur", "leaf"),
        ("found", "VERB", "Tense=Past|VerbForm=Fin", "find"),
        ("found", "VERB", "VerbForm=Inf", "found"),
        ("Rose", "PROPN", "", "Rose"),
        ("o’clock", "ADV", "", "o'clock"),
        ("berries", "NOUN", "Number=Plur", "berry"),
        ("Berries", "PROPN", "Number=Plur", "Berries"),
        ("Qzx", "NOUN", "", "qzx"),
        ("Qzx", "PROPN", "", "Qzx"),
        ("XIV", "NUM", "", "XIV"),
    ],
)
def test_lemma(inflections: Inflections, form: str, upos: str, feats: str, lemma: str) -> None:
    """The reading that was meant; by its ending where the word is unknown; itself where nothing is known."""
    assert Lemmas({}, inflections).lemma(form, upos, feats) == lemma


def test_exceptions_come_first(inflections: Inflections) -> None:
    lemmas = Lemmas({"leaves\tNOUN": "leafage", "l'\tDET": "le"}, inflections)
    assert lemmas.lemma("Leaves", "NOUN", "Number=Plur") == "leafage"
    assert lemmas.lemma("leaves", "VERB", "Person=3") == "leave"
    assert lemmas.lemma("l’", "DET", "") == "le"


def test_without_lexicon() -> None:
    lemmas = Lemmas({"is\tAUX": "be"}, None)
    assert [lemmas.lemma(*w, "") for w in (("Is", "AUX"), ("Cats", "NOUN"), ("Paris", "PROPN"))] == ["be", "cats", "Paris"]


def test_forgetting(inflections: Inflections, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full memory is begun anew, and the answers stay."""
    monkeypatch.setattr(module, "MOST", 2)
    lemmas = Lemmas({}, inflections)
    for _ in range(3):
        assert [lemmas.lemma(f, "NOUN", "") for f in ("leaves", "cities", "a", "b", "c")] == ["leaf", "city", "a", "b", "c"]
    assert len(lemmas._found) <= 4


def test_nearest() -> None:
    """Part of speech first, then features; what a reading says beside the word counts against it; the first of equals."""
    a, b = Analysis("a", "VERB", "Tense=Past|VerbForm=Part"), Analysis("b", "AUX", "VerbForm=Part")
    assert nearest([a, b], "AUX", "Tense=Past|VerbForm=Part") == "b"
    assert nearest([b], "VERB", "") == "b"
    assert nearest([a, b], "NOUN", "") is None
    assert nearest([], "VERB", "") is None
    plain, more = Analysis("plain", "NOUN", "Number=Sing"), Analysis("more", "NOUN", "Gender=Fem|Number=Sing")
    assert nearest([more, plain], "NOUN", "Number=Sing") == "plain"
    assert nearest([plain, more], "NOUN", "Gender=Fem|Number=Sing") == "more"
    assert nearest([Analysis("x", "NOUN", ""), Analysis("y", "NOUN", "")], "NOUN", "") == "x"


@pytest.mark.parametrize(
    ("tag", "form", "upos", "feats", "lemma"),
    [
        ("fr", "chevaux", "NOUN", "Gender=Masc|Number=Plur", "cheval"),
        ("fr", "suis", "AUX", "Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin", "être"),
        ("fr", "suivons", "VERB", "Mood=Ind|Number=Plur|Person=1|Tense=Pres|VerbForm=Fin", "suivre"),
        ("fr", "belles", "ADJ", "Gender=Fem|Number=Plur", "beau"),
        ("fr", "Parties", "VERB", "Gender=Fem|Number=Plur|Tense=Past|VerbForm=Part", "partir"),
        ("en", "children", "NOUN", "Number=Plur", "child"),
        ("en", "went", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin", "go"),
        ("en", "Were", "AUX", "Mood=Ind|Tense=Past|VerbForm=Fin", "be"),
    ],
)
def test_shipped_lexicons(tag: str, form: str, upos: str, feats: str, lemma: str) -> None:
    assert Lemmas({}, load_inflections(tag)).lemma(form, upos, feats) == lemma
