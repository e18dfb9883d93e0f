"""What the network sees of a word."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

from transqa.morphosyntax.features import CASE_BITS, SLOTS, WordFeatures, plain_form, tag_of
from transqa.morphosyntax.inflection import Analysis, Inflections
from transqa.train.inflection import Entry, write

if TYPE_CHECKING:
    from pathlib import Path

TAGS = ("ADJ|", "NOUN|Number=Plur", "NOUN|Number=Sing", "PROPN|")


@pytest.fixture(scope="module")
def features(tmp_path_factory: pytest.TempPathFactory) -> WordFeatures:
    path: Path = tmp_path_factory.mktemp("lexicon") / "inflection.txt"
    entries = [
        Entry("cat", "cat", "NOUN", "Number=Sing"),
        Entry("cat", "cats", "NOUN", "Number=Plur"),
        Entry("rose", "rose", "NOUN", "Number=Sing"),
        Entry("rose", "rose", "VERB", "Tense=Past"),
        Entry("Rose", "Rose", "PROPN", ""),
    ]
    write(entries, path, "made up")
    return WordFeatures(TAGS, Inflections(path.read_text(encoding="utf-8")))


def said(features: WordFeatures, form: str, *, first: bool = False) -> set[str]:
    """Return the bits of a word by their names."""
    names = (*features.tags, *CASE_BITS)
    return {names[k] for k in features.see(form, first=first).bits}


def slot(form: str, name: str, features: WordFeatures | None = None) -> int:
    """Return the row of a word in one of the tables."""
    seen = (features or WordFeatures((), None)).see(form, first=False)
    return seen.slots[[n for n, _, _ in SLOTS].index(name)]


@pytest.mark.parametrize(
    ("form", "plain"),
    [
        ("l’", "l'"),
        ("‘tis", "'tis"),
        ("“", '"'),
        ("«", '"'),
        ("–", "-"),
        ("e‑mail", "e-mail"),
        ("…", "..."),
        ("1\u202f000", "1000"),
        ("co\u00adopt", "coopt"),
        ("\u00a0", "\u00a0"),
        ("\ufeff", "\ufeff"),
        ("", ""),
    ],
)
def test_marks(form: str, plain: str) -> None:
    """Typographic marks are those of treebanks; a word of nothing else stays."""
    assert plain_form(form) == plain


@pytest.mark.parametrize(
    ("form", "key"),
    [("Cats", "cats"), ("CATS", "cats"), ("1999", "0"), ("3,5", "0,0"), ("A4", "a0"), ("L’", "l'"), ("٣٤", "0"), ("ÉTÉ", "été")],
)
def test_key(form: str, key: str) -> None:
    assert WordFeatures.key(form) == key
    assert WordFeatures((), None).see(form, first=False).key == key


def test_bits_of_the_lexicon(features: WordFeatures) -> None:
    """The tags of the readings that have a bit; a reading without one sets none."""
    assert said(features, "cats") == {"NOUN|Number=Plur"}
    assert said(features, "rose") == {"NOUN|Number=Sing"}
    assert said(features, "unheard") == set()


def test_readings_in_both_cases(features: WordFeatures) -> None:
    """Capitals may be those of a name or of a first word."""
    assert said(features, "Rose") == {"NOUN|Number=Sing", "PROPN|", "Capital"}
    assert said(features, "Cat") == {"NOUN|Number=Sing", "Capital"}
    assert len(features.readings("Rose")) == len(set(features.readings("Rose"))) == 3


def test_readings_after_the_hyphen(features: WordFeatures) -> None:
    assert said(features, "pussy-cats") == {"NOUN|Number=Plur", "Inner"}
    assert features.readings("-cats") == features.readings("cats-") == ()


@pytest.mark.parametrize(
    ("form", "first", "expected"),
    [
        ("word", True, {"First"}),
        ("Word", False, {"Capital"}),
        ("NATO", False, {"Capital", "Upper"}),
        ("I", False, {"Capital"}),
        ("A4", False, {"Capital", "Upper", "Digit"}),
        ("12", False, {"Digit", "Letterless"}),
        ("!", True, {"First", "Letterless"}),
        ("x-y", False, {"Inner"}),
        ("o’clock", False, {"Inner"}),
        ("l’", False, set()),
        ("-", False, {"Letterless"}),
    ],
)
def test_bits_of_the_letters(form: str, first: bool, expected: set[str]) -> None:  # noqa: FBT001  # a column of the table
    assert said(WordFeatures((), None), form, first=first) == expected


def test_bits_stand_after_the_tags(features: WordFeatures) -> None:
    assert features.width == len(TAGS) + len(CASE_BITS)
    assert features.see("Unheard", first=True).bits == (len(TAGS), len(TAGS) + 1)


def test_slots_are_hashes() -> None:
    """Rows that training and use agree on, whatever the machine: crc32, and no table is left without a row."""
    seen = WordFeatures((), None).see("Paris", first=False)
    texts = ("is", "ris", "aris", "par", "Xxx", "paris", "")
    assert seen.slots == tuple(zlib.crc32(t.encode()) % rows for t, (_, rows, _) in zip(texts, SLOTS, strict=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Paris", "Berlin"), ("1999", "20"), ("d’Ivoire", "d'Estaing"), ("aaa", "bb"), ("NATO", "UN"), ("x" * 12, "y" * 40)],
)
def test_same_shape(one: str, other: str) -> None:
    assert slot(one, "shape") == slot(other, "shape")


@pytest.mark.parametrize(("one", "other"), [("Paris", "paris"), ("12", "ab"), ("12", "1,2"), ("x", "xx"), ("UN", "Un")])
def test_other_shape(one: str, other: str) -> None:
    assert slot(one, "shape") != slot(other, "shape")


def test_lemma_and_readings(features: WordFeatures) -> None:
    """Forms of a word share the row of its lemma; unknown words have that of their form."""
    assert slot("cats", "lemma", features) == slot("cat", "lemma", features)
    assert slot("cats", "readings", features) != slot("cat", "readings", features)
    assert slot("dogs", "lemma", features) != slot("dog", "lemma", features)
    assert slot("dogs", "readings", features) == slot("dog", "readings", features)


@pytest.mark.parametrize("form", ["", "\ud800", "\u00ad", "😀", "a\u0301", "\x00", "ß" * 500])
def test_strange_words(features: WordFeatures, form: str) -> None:
    """Whatever stands in a text has a row in each table."""
    seen = features.see(form, first=True)
    assert all(0 <= k < rows for k, (_, rows, _) in zip(seen.slots, SLOTS, strict=True))
    assert all(0 <= k < features.width for k in seen.bits)


def test_tag_of() -> None:
    assert tag_of(Analysis("chat", "NOUN", "Gender=Masc")) == "NOUN|Gender=Masc"
    assert tag_of(Analysis("mais", "CCONJ", "")) == "CCONJ|"
