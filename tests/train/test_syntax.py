"""What the training of a tagger and parser is made of, but for the network: none of it needs torch."""

from __future__ import annotations

import lzma
import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from transqa.errors import InputError
from transqa.langs import load_pack
from transqa.morphosyntax.features import SLOTS, WordFeatures
from transqa.morphosyntax.inflection import Inflections, load_inflections
from transqa.train.inflection import Entry, write
from transqa.train.syntax import silver
from transqa.train.syntax.corpus import IGNORED, Example, TypeTable, examples, labels_of, lexicon_tags
from transqa.train.syntax.harmony import harmonised
from transqa.train.syntax.lemmas import exceptions
from transqa.train.syntax.scores import tally
from transqa.train.syntax.swap import other_gender, swapped
from transqa.train.treebanks import Sentence, Word

if TYPE_CHECKING:
    from pathlib import Path

    from transqa.morphosyntax.network import Answer


def word(form: str, upos: str, feats: str = "", head: int = 0, deprel: str = "dep", lemma: str = "", misc: str = "_") -> Word:
    return Word(form, lemma or form.lower(), upos, feats, head, deprel, space_after=True, misc=misc)


def sentence(*words: Word) -> Sentence:
    return Sentence("", words)


@pytest.fixture(scope="module")
def french() -> Inflections:
    lexicon = load_inflections("fr")
    assert lexicon is not None
    return lexicon


class TestHarmony:
    """One way of marking gender and number."""

    @pytest.mark.parametrize(
        ("given", "feats"),
        [
            (word("politiques", "ADJ", "Gender=Fem|Number=Plur"), "Number=Plur"),
            (word("politiques", "ADJ", "Number=Plur"), "Number=Plur"),
            (word("grande", "ADJ", "Number=Sing"), "Gender=Fem|Number=Sing"),
            (word("grande", "ADJ"), "Gender=Fem|Number=Sing"),
            (word("maison", "NOUN", "", misc="Gender[lex]=Fem|Number[ctxt]=Sing"), "Gender=Fem|Number=Sing"),
            (word("ministre", "NOUN", "Gender=Masc|Number=Sing"), "Gender=Masc|Number=Sing"),
            (word("Zorglub", "NOUN", "Gender=Masc"), "Gender=Masc"),
            (word("Zorglub", "NOUN", "Gender=Unknown|Number=Sing", misc="Gender[lex]=Unknown"), "Number=Sing"),
            (word("mien", "DET", "Gender=Fem"), "Gender=Fem"),
            (word("Zorglub", "NOUN", "", misc="Number[psor]=Plur"), ""),
            (word("vite", "ADV", "", misc="Gender[lex]=Fem"), ""),
            (word("chat", "NOUN", "Number=Sing", misc="Number[psor]=Plur|SpaceAfter=No"), "Gender=Masc|Number=Sing"),
            (word("tables", "NOUN", "NumType=Card|Number=Plur"), "Gender=Fem|Number=Plur|NumType=Card"),
        ],
    )
    def test_word(self, french: Inflections, given: Word, feats: str) -> None:
        """The lexicon decides what a form shows; what it does not know stays."""
        (found,) = harmonised(sentence(given), french).words
        assert found == given._replace(feats=feats)

    def test_once_is_enough(self, french: Inflections) -> None:
        """What is harmonised stays so."""
        once = harmonised(sentence(word("politiques", "ADJ", "Gender=Fem|Number=Plur"), word("grande", "ADJ")), french)
        assert harmonised(once, french) == once

    def test_without_lexicon(self) -> None:
        """Only the notes are taken over."""
        given = sentence(word("maison", "NOUN", "Number=Sing", misc="Gender[lex]=Fem"), word("grande", "ADJ"))
        assert [w.feats for w in harmonised(given, None).words] == ["Gender=Fem|Number=Sing", ""]


class TestSwap:
    """Words in the other gender."""

    @pytest.mark.parametrize(
        ("given", "form", "feats"),
        [
            (word("grande", "ADJ", "Gender=Fem|Number=Sing"), "grand", "Gender=Masc|Number=Sing"),
            (word("Envoyés", "VERB", "Gender=Masc|VerbForm=Part"), "Envoyées", "Gender=Fem|VerbForm=Part"),
            (word("la", "DET", "Definite=Def|Gender=Fem|Number=Sing"), "le", "Definite=Def|Gender=Masc|Number=Sing"),
        ],
    )  # fmt: skip
    def test_other_gender(self, french: Inflections, given: Word, form: str, feats: str) -> None:
        """Form and features change, nothing else."""
        assert other_gender(given, french) == given._replace(form=form, feats=feats)

    @pytest.mark.parametrize(
        "given",
        [
            word("boulangère", "NOUN", "Gender=Fem|Number=Sing"),
            word("politique", "ADJ", "Number=Sing"),
            word("politique", "ADJ", "Gender=Fem|Number=Sing"),
            word("Zorglubée", "ADJ", "Gender=Fem|Number=Sing"),
            word("grande", "ADJ", "Gender=Com"),
        ],
    )
    def test_no_other_gender(self, french: Inflections, given: Word) -> None:
        """Nouns keep theirs; where there is one form for both, or none, nothing changes."""
        assert other_gender(given, french) is None

    def test_sentence(self, french: Inflections) -> None:
        """Some words change, at least one; the tree stays, and so does the sentence itself."""
        given = sentence(
            word("La", "DET", "Gender=Fem|Number=Sing", 1, "det"),
            word("maison", "NOUN", "Gender=Fem|Number=Sing", 3, "nsubj"),
            word("est", "AUX", "Number=Sing", 3, "cop"),
            word("grande", "ADJ", "Gender=Fem|Number=Sing", -1, "root"),
        )
        seen = set()
        for seed in range(30):
            found = swapped(given, french, random.Random(seed))  # noqa: S311  # no secret
            assert found is not None
            assert [(w.head, w.deprel, w.upos) for w in found.words] == [(w.head, w.deprel, w.upos) for w in given.words]
            seen.add(" ".join(w.form for w in found.words))
        assert seen == {"Le maison est grande", "La maison est grand", "Le maison est grand"}

    def test_nothing_to_swap(self, french: Inflections) -> None:
        """A sentence of nouns."""
        assert swapped(sentence(word("Maison", "NOUN", "Gender=Fem")), french, random.Random(1)) is None  # noqa: S311


class TestSilver:
    """Text that teachers agree on."""

    @staticmethod
    def text(
        tmp_path: Path, lines: list[str], words: int = 10**9, caps: dict[str, int] | None = None, *exclude: str
    ) -> silver.Text:
        """Write a table of parallel text, compressed as ours is."""
        (tmp_path / "t.tsv.xz").write_bytes(lzma.compress("".join(f"{line}\n" for line in lines).encode()))
        return silver.Text(tmp_path / "t.tsv.xz", 2, words, caps or {}, exclude)

    def taken(self, text: silver.Text) -> list[str]:
        """Return the sentences that are taken, as text."""
        return [" ".join(s) for s in silver.sentences(text, load_pack("fr"))]

    def test_words_of_a_column(self, tmp_path: Path) -> None:
        """Words are those of the tokeniser; too short and too long sentences are left out, as is what stood before."""
        lines = ["A cat sleeps.\tL’ami du chat dort.\tx", "Yes.\tOui.\tx", f"Long\t{'mot ' * 61}\tx", "B\tL’ami du chat dort.\ty"]
        assert self.taken(self.text(tmp_path, lines)) == ["L’ ami du chat dort ."]

    def test_caps_are_evenly_spaced(self, tmp_path: Path) -> None:
        """Of 40 sentences of five words, a cap of 50 words takes every fourth; other origins are taken whole."""
        lines = [f"x\tUn mot et le {k}\tlaw-{k}" for k in range(40)] + [f"x\tAutre mot et le {k}\tweb" for k in range(3)]
        found = self.taken(self.text(tmp_path, lines, caps={"law": 50}))
        assert found == [f"Un mot et le {k}" for k in range(0, 40, 4)] + [f"Autre mot et le {k}" for k in range(3)]

    def test_cap_above_what_there_is(self, tmp_path: Path) -> None:
        """Everything is taken."""
        lines = [f"x\tUn mot et le {k}\tlaw" for k in range(4)]
        assert len(self.taken(self.text(tmp_path, lines, caps={"law": 10_000, "none": 5}))) == 4

    def test_words_in_all(self, tmp_path: Path) -> None:
        """Ends with the sentence that reaches the number."""
        lines = [f"x\tUn mot et le {k}\tlaw" for k in range(40)]
        assert len(self.taken(self.text(tmp_path, lines, 12))) == 3

    def test_exclusions(self, tmp_path: Path) -> None:
        """By the end of the origin."""
        lines = ["x\tUn mot et le premier\tlaw:Note", "x\tUn mot et le second\tlaw:Text", "x\tUn mot et le dernier\tNote:law"]
        assert self.taken(self.text(tmp_path, lines, 99, None, "Note", "Page")) == ["Un mot et le second", "Un mot et le dernier"]

    @pytest.mark.parametrize(
        ("raw", "message"),
        [
            (b"a\tb\tc\na\tb\n", "line 2: no column 2"),
            (b"a\tb\tc\n\xff\tb\tc\n", "line 2: not UTF-8"),
            (b"\n", "line 1: no column 2"),
        ],
    )
    def test_what_is_no_table(self, tmp_path: Path, raw: bytes, message: str) -> None:
        """Which line, and what is wrong with it."""
        text = self.text(tmp_path, [])
        text.path.write_bytes(lzma.compress(raw))
        with pytest.raises(InputError, match=message):
            self.taken(text)

    @staticmethod
    def answer(tags: list[int], heads: list[int], relations: list[int]) -> Answer:
        """Return what a teacher says; the class itself needs torch."""
        none = np.zeros(0, dtype=np.int64)
        return Example(none, np.array(tags), np.array(heads), np.array(relations), 0)  # type: ignore[return-value]

    def test_labels_on_which_teachers_agree(self) -> None:
        """Each label by itself; but a relation counts only where the heads are alike."""
        (item,) = silver.unlabelled([list("abcde")], TypeTable(WordFeatures((), None)), 3)
        assert item.words.tolist() == [0, 1, 2, 3, 4]
        assert set(item.tags.tolist()) == set(item.relations.tolist()) == {IGNORED}
        one = self.answer([1, 1, 1, 1, 1], [-1, 0, 0, 0, 0], [5, 6, 7, 8, 9])
        two = self.answer([1, 2, 1, 1, 1], [-1, 0, 1, 0, 0], [5, 6, 7, 0, 9])
        (found,) = silver.agreed([item], [[one], [two]])
        assert found.tags.tolist() == [1, IGNORED, 1, 1, 1]
        assert (found.heads + 1).tolist() == [0, 1, IGNORED, 1, 1]  # counted from 1 when they are learnt
        assert found.relations.tolist() == [5, 6, IGNORED, IGNORED, 9]
        assert found.style == 3
        assert found.words is item.words

    def test_sentences_on_which_teachers_differ(self) -> None:
        """Left out where two heads of five differ; three teachers must all agree."""
        (item,) = silver.unlabelled([list("abcde")], TypeTable(WordFeatures((), None)), 0)
        heads = ([-1, 0, 0, 0, 0], [-1, 0, 0, 0, 1], [-1, 0, 0, 1, 0])
        one, two, three = (self.answer([0] * 5, h, [0] * 5) for h in heads)
        assert len(silver.agreed([item], [[one], [two]])) == 1
        assert silver.agreed([item], [[two], [three]]) == []
        assert silver.agreed([item, item], [[one, one], [one, two], [one, three]])[0].heads.tolist() == heads[0]
        assert len(silver.agreed([item, item], [[one, one], [one, two], [one, three]])) == 1


class TestCorpus:
    """Sentences as arrays."""

    SUBJECT = word("chats", "NOUN", "Number=Plur", 1, "nsubj")
    VERB = word("dorment", "VERB", "", -1, "root")
    SENTENCES = (
        sentence(SUBJECT._replace(form="Chats"), VERB),
        sentence(SUBJECT, VERB, word("!", "PUNCT", "", 1, "punct")),
        sentence(word("chats", "NOUN", "Number=Plur", -1, "root")),
    )  # fmt: skip

    def test_labels(self) -> None:
        """The most frequent first; what stands once is no label."""
        labels = labels_of(self.SENTENCES)
        assert labels.tags == ("NOUN|Number=Plur", "VERB")
        assert labels.relations == ("root", "nsubj")
        assert labels_of(self.SENTENCES, least=1).tags == ("NOUN|Number=Plur", "VERB", "PUNCT")

    def test_examples(self) -> None:
        """A word that begins a sentence is another than one that does not; an unknown label is not learnt."""
        labels, table = labels_of(self.SENTENCES), TypeTable(WordFeatures((), None))
        found = examples(self.SENTENCES, labels, table, 2)
        assert [e.words.tolist() for e in found] == [[0, 1], [2, 1, 3], [2]]
        assert [e.tags.tolist() for e in found] == [[0, 1], [0, 1, IGNORED], [0]]
        assert [e.heads.tolist() for e in found] == [[1, -1], [1, -1, 1], [-1]]
        assert [e.relations.tolist() for e in found] == [[1, 0], [1, 0, IGNORED], [0]]
        assert {e.style for e in found} == {2}

    def test_table(self) -> None:
        """Forms by the vocabulary, slots and bits by the features."""
        features = WordFeatures(("NOUN|",), None)
        table = TypeTable(features)
        assert [table.row(f, first=b) for f, b in (("Chats", True), ("chats", False), ("Chats", True))] == [0, 1, 0]
        ids, bits = table.arrays({"": 0, "chats": 7})
        assert ids.shape == (2, 1 + len(SLOTS))
        assert ids[:, 0].tolist() == [7, 7]
        assert table.arrays({"": 0})[0][:, 0].tolist() == [0, 0]
        assert ids[0, 1:].tolist() == list(features.see("Chats", first=True).slots)
        assert bits.tolist() == [[0, 1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0]]

    def test_lexicon_tags(self, tmp_path: Path) -> None:
        """Tags that enough different words bear."""
        forms = ("a", "b", "c", "d", "e")
        entries = [Entry(f, f, "NOUN", "Number=Sing") for f in forms] + [Entry(f, f, "VERB", "") for f in forms[:4]]
        write(entries, tmp_path / "x.txt", "made up")
        features = WordFeatures((), Inflections((tmp_path / "x.txt").read_text(encoding="utf-8")))
        given = [sentence(*(word(f, "X") for f in forms))]
        assert lexicon_tags(given * 9, features) == ("NOUN|Number=Sing",)
        assert lexicon_tags(given, features, least=4) == ("NOUN|Number=Sing", "VERB|")


class TestLemmas:
    """What the file keeps of a treebank's lemmas."""

    @staticmethod
    def times(n: int, form: str, upos: str, lemma: str) -> list[Sentence]:
        """Return a word so many times."""
        return [sentence(word(form, upos, lemma=lemma))] * n

    def test_exceptions(self) -> None:
        """Words seen three times whose usual lemma would not be found without."""
        given = [
            *self.times(3, "Is", "AUX", "be"),
            *self.times(2, "was", "AUX", "be"),
            *self.times(9, "cats", "NOUN", "cats"),
            *self.times(5, "data", "NOUN", "datum"),
            *self.times(4, "data", "NOUN", "data"),
            *self.times(4, "leaves", "NOUN", "leaves"),
            *self.times(3, "leaves", "NOUN", "leaf"),
        ]
        assert exceptions(given, None) == {"data\tNOUN": "datum", "is\tAUX": "be"}

    def test_not_where_the_lexicon_is_as_good(self) -> None:
        """An exception that makes more words wrong than it mends is none."""
        given = [*self.times(3, "Us", "PROPN", "US"), *self.times(3, "US", "PROPN", "US")]
        assert exceptions(given, None) == {"us\tPROPN": "US"}
        assert exceptions([*self.times(3, "Us", "PROPN", "Us"), *self.times(4, "US", "PROPN", "US")], None) == {}
        assert exceptions([], None) == {}


class TestScores:
    """Shares of right answers."""

    GOLD = sentence(
        word("Elle", "PRON", "Gender=Fem", 1, "nsubj"),
        word("dort", "VERB", "Number=Sing", -1, "root"),
        word("bien", "ADV", "", 1, "advmod:x"),
        word("seule", "ADJ", "Gender=Fem", 1, "xcomp"),
    )

    def test_all_right(self) -> None:
        """The gold answers themselves."""
        answers = [[(w.upos, w.feats, w.head, w.deprel, w.lemma) for w in self.GOLD.words]]
        assert set(tally([self.GOLD], answers).shares().values()) == {100.0}

    def test_counted_by_hand(self) -> None:
        """Subtypes count for nothing in LAS; gender and subjects by precision and recall."""
        answers = [
            [
                ("PRON", "Gender=Masc", 1, "nsubj:pass", "elle"),
                ("VERB", "Number=Sing", -1, "root", "dormir"),
                ("ADV", "Gender=Fem", 3, "advmod:x", "bien"),
                ("NOUN", "Gender=Fem", 1, "nsubj", "seule"),
            ]
        ]
        found = tally([self.GOLD], answers)
        assert (found.words, found.upos, found.feats, found.lemma, found.uas, found.las) == (4, 3, 2, 3, 3, 2)
        assert found.gender == [1, 3, 2]
        assert found.subjects == [1, 2, 1]
        shares = {"upos": 75, "feats": 50, "lemma": 75, "uas": 75, "las": 50, "gender": 40, "nsubj": 200 / 3}
        assert found.shares() == pytest.approx(shares)

    def test_nothing(self) -> None:
        """No words, no division by zero."""
        assert set(tally([], []).shares().values()) == {0.0}

    def test_other_words(self) -> None:
        """A pipeline that makes other words cannot be compared."""
        with pytest.raises(ValueError, match="shorter"):
            tally([self.GOLD], [[]])
