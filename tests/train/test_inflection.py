"""Writing inflection lexicons, and expanding a small hunspell dictionary with inflection tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transqa.morphosyntax.inflection import Inflections
from transqa.train.hunspell import entries
from transqa.train.inflection import Entry, write

if TYPE_CHECKING:
    from pathlib import Path

NOUNS = ("cat", "dog", "door", "dial", "mast")
ENTRIES = [Entry(n, n + end, "NOUN", f"Number={number}") for n in NOUNS for end, number in (("", "Sing"), ("s", "Plur"))]
AFF = """FLAG long
NEEDAFFIX ()
PFX L' Y 1
PFX L' 0 l' . dp:le
SFX S. Y 2
SFX S. 0 0/L'D' [^sxz] is:sg
SFX S. 0 s/D' [^sxz] is:pl
SFX F. Y 4
SFX F. 0 0/L' [^s] is:mas is:sg
SFX F. 0 s/D' [^s] is:mas is:pl
SFX F. 0 0/L' s is:mas is:inv
SFX F. 0 e/L' [és] is:fem is:sg
SFX a0 Y 5
SFX a0 er er/n' er po:infi
SFX a0 er e/j' er po:ipre po:spre po:1sg po:3sg
SFX a0 er è/n' er po:ipre po:1isg
SFX a0 er èrent/n' er po:ipsi po:3pl!
SFX p+ Y 1
SFX p+ er ée/L' er po:ppas po:adj is:fem is:sg
"""
DIC = """9
aimer/a0p+() po:v1_it____a
gris/F.() po:adj
livre/S.() po:nom is:epi
moule/S.() po:nom is:mas
moule/S.() po:nom is:fem
mètre/Um() po:nom is:mas
Léa/L' po:prn is:fem is:inv
TVA/L' po:nom is:fem is:inv
arcs-en-ciel/D' po:nom is:mas is:pl st:arc-en-ciel
arc-en-ciel/L' po:nom is:mas is:sg
2e/-- po:adj is:epi is:sg
m/U.||-- po:nom is:mas is:inv
le po:mg po:det is:mas is:sg
la po:mg po:det is:fem is:sg
"""


@pytest.fixture
def expanded(tmp_path: Path) -> set[tuple[str, str, str, str]]:
    (tmp_path / "fr.aff").write_text(AFF, encoding="utf-8")
    (tmp_path / "fr.dic").write_text(DIC, encoding="utf-8")
    return {e[:4] for e in entries(tmp_path, frozenset())}


def test_same_bytes_in_any_order(tmp_path: Path) -> None:
    write(ENTRIES, tmp_path / "a.txt", "x")
    write([*reversed(ENTRIES), *ENTRIES[:2]], tmp_path / "b.txt", "x")
    assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "b.txt").read_bytes()


def test_layout(tmp_path: Path) -> None:
    write(ENTRIES, tmp_path / "a.txt", "from nowhere\nfree")
    lines = (tmp_path / "a.txt").read_text(encoding="utf-8").splitlines()
    assert lines == [
        *("# from nowhere", "# free", "[features]", "Number=Plur", "Number=Sing"),
        *("[paradigms]", "NOUN\t\t 1\ts 0", "[stems]", "0\tcat dial dog door mast", "[endings]"),
    ]


def test_every_entry_is_found_again(tmp_path: Path) -> None:
    odd = [Entry("be", form, "AUX", f"X={form}") for form in ("be", "am", "is", "are")]
    odd += [Entry("livre", "livre", "NOUN", f"Gender={g}", sub=g) for g in ("Fem", "Masc")] + [Entry("la", "l'", "DET", "")]
    write([*ENTRIES, *odd], tmp_path / "a.txt", "x")
    lexicon = Inflections((tmp_path / "a.txt").read_text(encoding="utf-8"))
    for entry in (*ENTRIES, *odd):
        assert (entry.lemma, entry.upos, entry.feats) in lexicon.analyses(entry.form)
        assert (entry.form, entry.feats) in lexicon.forms(entry.lemma, entry.upos)


BAD = [Entry("a b", "a", "NOUN", ""), Entry("a", "", "NOUN", ""), Entry("a", "a\t", "NOUN", ""), Entry("a", "a", "X", "b=1|a=1")]


@pytest.mark.parametrize("entry", BAD)
def test_entries_that_cannot_be_written(tmp_path: Path, entry: Entry) -> None:
    with pytest.raises(ValueError, match=r"white space|not sorted"):
        write([entry], tmp_path / "a.txt", "x")


def test_endings_are_learnt_where_gender_is_sure(tmp_path: Path) -> None:
    sure = [Entry(f"{c}{d}ation", f"{c}{d}ation", "NOUN", "Gender=Fem") for c in "bcdfg" for d in "aeiou"]
    torn = [
        Entry(f"{c}{d}age", f"{c}{d}age", "NOUN", f"Gender={'Fem' if d in 'ae' else 'Masc'}") for c in "bcdfg" for d in "aeiou"
    ]
    write([*sure, *torn], tmp_path / "a.txt", "x")
    lexicon = Inflections((tmp_path / "a.txt").read_text(encoding="utf-8"))
    assert lexicon.guess("xylation") == (("xylation", "NOUN", "Gender=Fem"),)
    assert lexicon.guess("xylage") == ()


@pytest.mark.parametrize(
    "entry",
    [
        ("aimer", "aimer", "VERB", "VerbForm=Inf"),
        ("aimer", "aime", "VERB", "Mood=Sub|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
        ("aimer", "aimèrent", "VERB", "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin"),
        ("aimer", "aimée", "VERB", "Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part"),
        ("gris", "gris", "ADJ", "Gender=Masc|Number=Sing"),
        ("gris", "gris", "ADJ", "Gender=Masc|Number=Plur"),
        ("gris", "grise", "ADJ", "Gender=Fem|Number=Sing"),
        ("livre", "livres", "NOUN", "Number=Plur"),
        ("moule", "moules", "NOUN", "Gender=Fem|Number=Plur"),
        ("moule", "moules", "NOUN", "Gender=Masc|Number=Plur"),
        ("kilomètre", "kilomètres", "NOUN", "Gender=Masc|Number=Plur"),
        ("mètre", "mètre", "NOUN", "Gender=Masc|Number=Sing"),
        ("Léa", "Léa", "PROPN", "Gender=Fem|NameType=Giv"),
        ("TVA", "TVA", "NOUN", "Gender=Fem"),
        ("TVA", "TVA", "PROPN", "Gender=Fem|NameType=Oth"),
        ("arc-en-ciel", "arcs-en-ciel", "NOUN", "Gender=Masc|Number=Plur"),
        ("le", "la", "DET", "Gender=Fem|Number=Sing|PronType=Art"),
    ],
)
def test_dictionary_entries(expanded: set[tuple[str, str, str, str]], entry: tuple[str, str, str, str]) -> None:
    assert entry in expanded


def test_what_is_left_out(expanded: set[tuple[str, str, str, str]]) -> None:
    assert not {"2e", "m", "aimè", "l'aimer"} & {form for _, form, _, _ in expanded}


def test_homographs_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "fr.aff").write_text(AFF, encoding="utf-8")
    (tmp_path / "fr.dic").write_text(DIC, encoding="utf-8")
    assert len({e.sub for e in entries(tmp_path) if e.lemma == "moule"}) == 2
    assert {e.feats for e in entries(tmp_path, frozenset({"moule"})) if e.lemma == "moule"} == {"Number=Sing", "Number=Plur"}
