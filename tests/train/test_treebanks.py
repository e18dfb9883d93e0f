"""Treebanks in CoNLL-U: which words come out, and what is wrong with some files."""

from __future__ import annotations

import gzip
import lzma
from typing import TYPE_CHECKING

import pytest

from transqa.errors import InputError
from transqa.train.tokens_score import gold_text
from transqa.train.treebanks import Word, read_treebank

if TYPE_CHECKING:
    from pathlib import Path

    from transqa.train.treebanks import Sentence


def row(line: str) -> str:
    """Return a line with all columns: number, form, lemma, part of speech, features, head, relation, and what is noted."""
    number, form, lemma, upos, feats, head, deprel, misc = [*line.split(" "), "_"][:8]
    return f"{number}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{misc}"


def cover(numbers: str, form: str, misc: str = "_") -> str:
    return "\t".join([numbers, form, *["_"] * 7, misc])


PLAIN = "\n".join(
    map(row, ["1 Elle lui PRON Gender=Fem 2 nsubj", "2 dort dormir VERB _ 0 root SpaceAfter=No", "3 . . PUNCT _ 2 punct"])
)
MERGED = "\n".join(
    [
        row("1 Fin fin NOUN Gender=Fem 0 root"),
        cover("2-3", "du", "SpaceAfter=No"),
        row("2 de de ADP _ 4 case"),
        row("3 le le DET Gender=Masc|Number=Sing 4 det"),
        row("4 jour jour NOUN Gender=Masc 1 nmod"),
    ]
)
PARTED = "\n".join(
    [
        row("1 I I PRON _ 4 nsubj"),
        cover("2-3", "don't"),
        row("2 do do AUX Tense=Pres 4 aux"),
        row("3 n't not PART _ 4 advmod"),
        row("4 know know VERB _ 0 root"),
    ]
)


def read(tmp_path: Path, text: str) -> list[Sentence]:
    (tmp_path / "x.conllu").write_text(text, encoding="utf-8")
    return read_treebank(tmp_path / "x.conllu")


def words(sentence: Sentence) -> list[tuple[str, str, int, str, bool]]:
    return [(w.form, w.upos, w.head, w.deprel, w.space_after) for w in sentence.words]


def test_plain_words(tmp_path: Path) -> None:
    """Heads count from 0, the root's is -1; features that are none are empty."""
    (sentence,) = read(tmp_path, f"# sent_id = 1\n# text = Elle dort.\n{PLAIN}\n\n")
    assert sentence.text == "Elle dort."
    assert sentence.words == (
        Word("Elle", "lui", "PRON", "Gender=Fem", 1, "nsubj", space_after=True, misc="_"),
        Word("dort", "dormir", "VERB", "", -1, "root", space_after=False, misc="SpaceAfter=No"),
        Word(".", ".", "PUNCT", "", 1, "punct", space_after=True, misc="_"),
    )


def test_word_that_hides_its_parts(tmp_path: Path) -> None:
    """French du is one word: relation of de, features of both, spaces of the whole; heads still point at the right words."""
    (sentence,) = read(tmp_path, MERGED + "\n")
    assert words(sentence) == [
        ("Fin", "NOUN", -1, "root", True),
        ("du", "ADP", 2, "case", False),
        ("jour", "NOUN", 0, "nmod", True),
    ]
    assert sentence.words[1].feats == "Gender=Masc|Number=Sing"
    assert sentence.words[1].lemma == "de"
    assert gold_text(sentence)[0] == "Fin dujour"


def test_word_whose_part_governs_the_other(tmp_path: Path) -> None:
    """French auquel: lequel governs à, and words that hang on either hang on the whole."""
    lines = [
        cover("1-2", "auquel"),
        row("1 à à ADP _ 2 case"),
        row("2 lequel lequel PRON Gender=Masc 3 obl"),
        row("3 croire croire VERB _ 0 root"),
        row("4 même même ADV _ 2 advmod"),
        row("5 donc donc ADV _ 1 advmod"),
    ]
    (sentence,) = read(tmp_path, "\n".join(lines))
    assert words(sentence)[0] == ("auquel", "PRON", 1, "obl", True)
    assert [w.head for w in sentence.words] == [1, -1, 0, 0]


def test_word_that_its_parts_spell(tmp_path: Path) -> None:
    """English don't is two words without a space between them."""
    (sentence,) = read(tmp_path, PARTED + "\n\n")
    assert words(sentence) == [
        ("I", "PRON", 3, "nsubj", True),
        ("do", "AUX", 3, "aux", False),
        ("n't", "PART", 3, "advmod", True),
        ("know", "VERB", -1, "root", True),
    ]
    assert gold_text(sentence)[0] == "I don't know"


def test_spaces_after_a_parted_word(tmp_path: Path) -> None:
    (sentence,) = read(tmp_path, PARTED.replace(cover("2-3", "don't"), cover("2-3", "don't", "SpaceAfter=No")))
    assert gold_text(sentence)[0] == "I don'tknow"


def test_words_after_a_merged_one_are_their_own(tmp_path: Path) -> None:
    """Two merged words in a row, the second at the end."""
    lines = [
        cover("1-2", "Du"),
        *map(row, ["1 De de ADP _ 4 case", "2 le le DET _ 4 det"]),
        cover("3-4", "au"),
        *map(row, ["3 à à ADP _ 4 case", "4 le le PRON _ 0 root"]),
    ]
    (sentence,) = read(tmp_path, "\n".join(lines))
    assert words(sentence) == [("Du", "ADP", 1, "case", True), ("au", "PRON", -1, "root", True)]


def test_empty_nodes_are_left_out(tmp_path: Path) -> None:
    """Also inside a merged word."""
    node = row("2.1 rien _ _ _ _ _")
    (sentence,) = read(tmp_path, MERGED.replace("\n3\t", f"\n{node}\n3\t"))
    assert words(sentence) == words(read(tmp_path, MERGED)[0])


def test_comments_and_blank_lines(tmp_path: Path) -> None:
    """Lines that begin with # are none of the sentence, blank lines part it, and a text belongs to its own sentence alone."""
    text = f"# newdoc\n# text = lost\n\n\n# x\n{PLAIN}\n# y\n\n\r\n# text = a = b\n{PLAIN}\r\n\n{PLAIN}"
    assert [s.text for s in read(tmp_path, text)] == ["", "a = b", ""]
    assert len({s.words for s in read(tmp_path, text)}) == 1
    assert read(tmp_path, "") == read(tmp_path, "\n\n") == read(tmp_path, "# only\n") == []


def test_number_sign_as_a_word(tmp_path: Path) -> None:
    """A word # stands after its number, and is no comment."""
    (sentence,) = read(tmp_path, row("1 # # SYM _ 0 root"))
    assert words(sentence) == [("#", "SYM", -1, "root", True)]


def test_features_of_both_parts_are_sorted(tmp_path: Path) -> None:
    """As UD sorts them: without regard to case."""
    (sentence,) = read(tmp_path, MERGED.replace("Gender=Masc|Number=Sing", "NumType=Card|Number=Sing|abc=x|Abbr=Yes"))
    assert sentence.words[1].feats == "Abbr=Yes|abc=x|Number=Sing|NumType=Card"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Elle dort.\n", "has 1 columns, not 10; is this CoNLL-U"),
        ("1\tElle\tlui\n", "'1\\\\tElle\\\\tlui' has 3 columns"),
        (PLAIN + "\tmore\n", "has 11 columns"),
        (" \n", "has 1 columns"),
        (row("x Elle lui PRON _ 0 root"), "a number or head is no word of the sentence"),
        (row("1 Elle lui PRON _ 7 nsubj"), "a number or head is no word of the sentence: '1\\\\tElle"),
        (row("1 Elle lui PRON _ _ nsubj"), "a number or head is no word"),
        (row("1 Elle lui PRON _ -1 nsubj"), "a number or head is no word"),
        (row("1 Elle lui PRON Fem 0 root"), "'Fem' is no feature"),
        (cover("1-x", "du") + "\n" + PLAIN, "a number or head is no word"),
        (f"{cover('1-2', 'du')}\n{row('1 de de ADP _ 2 case')}\n{row('2 le le DET _ 1 det')}", "a number or head is no word"),
    ],
)
def test_what_is_no_treebank(tmp_path: Path, text: str, message: str) -> None:
    """One line: which file, what stands there, what is wrong."""
    with pytest.raises(InputError, match=message) as e:
        read(tmp_path, f"{PLAIN}\n\n{text}")
    assert str(e.value).startswith(str(tmp_path / "x.conllu"))
    assert "\n" not in str(e.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.conllu").write_bytes(PLAIN.replace("Elle", "Été").encode("latin-1"))
    (tmp_path / "cut.conllu.xz").write_bytes(lzma.compress(PLAIN.encode() * 50)[:-30])
    (tmp_path / "plain.conllu.gz").write_text(PLAIN, encoding="utf-8")
    for name, message in (
        ("latin.conllu", "not UTF-8"),
        ("cut.conllu.xz", "damaged"),
        ("plain.conllu.gz", "plain.conllu.gz"),
        ("none.conllu", "no such file"),
        ("", "is a directory"),
    ):
        with pytest.raises(InputError, match=message):
            read_treebank(tmp_path / name)


def test_compressed_files(tmp_path: Path) -> None:
    raw = f"{PLAIN}\n\n{MERGED}\n".encode()
    (tmp_path / "x.conllu").write_bytes(raw)
    (tmp_path / "x.conllu.gz").write_bytes(gzip.compress(raw))
    (tmp_path / "x.conllu.xz").write_bytes(lzma.compress(raw))
    plain = read_treebank(tmp_path / "x.conllu")
    assert len(plain) == 2
    assert read_treebank(tmp_path / "x.conllu.gz") == read_treebank(tmp_path / "x.conllu.xz") == plain


@pytest.mark.parametrize(
    "name", ["en_ewt-dev", "en_pud-test", "fr_gsd-test", "fr_pud-test", "fr_sequoia-dev", "fr_parisstories-dev"]
)
def test_real_treebanks(shared: Path, name: str) -> None:
    """The words with their spaces are the text, and each sentence is a tree."""
    path = shared / "data" / "treebanks" / f"{name}.conllu.xz"
    if not path.is_file():
        pytest.skip(f"{path.name} is not here")
    sentences = read_treebank(path)
    assert len(sentences) > 400
    for s in sentences:
        assert gold_text(s)[0] == s.text
        heads = [w.head for w in s.words]
        assert [w.deprel for w in s.words if w.head == -1] == ["root"]
        below = {-1}
        for _ in heads:
            below |= {k for k, h in enumerate(heads) if h in below}
            if len(below) > len(heads):
                break
        assert len(below) == len(heads) + 1
