"""The aligner: invariants on any input, and what it must get right."""

from __future__ import annotations

import codecs
import json
import os
import pickle
import time
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import transqa
from transqa.alignment import anchors, document
from transqa.alignment.cognates import cognates
from transqa.alignment.tokens import tokens, weak_ends
from transqa.model import Span
from transqa.train.scoring import Tally

if TYPE_CHECKING:
    from pathlib import Path

WORDS = [
    "house",
    "maison",
    "dog",
    "chien",
    "Linz",
    "1,200",
    "1 200",
    "the",
    "la",
    "été",
    "…",
    "—",
    "?",
    "12.",
    "a,",
    "b",
    "«",
    "",
]
LINES = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join) | st.text(max_size=12), max_size=14)
PAIRS = st.sampled_from([("en", "fr"), ("fr", "en"), ("en", "es"), ("zh", "is")])


def beads(source: str | list[str], target: str | list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(b.source, b.target) for b in transqa.align(source, target)]


@settings(max_examples=300, deadline=None)
@given(LINES, LINES, PAIRS)
def test_every_line_stands_in_exactly_one_bead(source: list[str], target: list[str], pair: tuple[str, str]) -> None:
    """In order but for what moved, blank lines included; scores finite, confidences probabilities, links inside their bead."""
    alignment = transqa.align(source, target, *pair)
    assert sorted(i for b in alignment for i in b.source) == list(range(len(source)))
    assert [i for b in alignment if not b.moved for i in b.source] == sorted(
        i for b in alignment if not b.moved for i in b.source
    )
    assert [j for b in alignment for j in b.target] == list(range(len(target)))
    assert all(0 <= b.confidence <= 1 and -1e6 < b.score < 1e6 for b in alignment)
    assert all(b.source or b.target for b in alignment)
    for b in alignment:
        places = [Span(alignment.source[b.source[0]].span.start, alignment.source[b.source[-1]].span.end)] if b.source else []
        assert all(places[0].covers(link.source) and 0 <= link.probability <= 1 for link in b.links)
    assert alignment.to_dict() == transqa.align(source, target, *pair).to_dict()


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ([], [], []),
        (["One."], [], [((0,), ())]),
        ([], ["Un."], [((), (0,))]),
        ([""], [""], [((0,), ()), ((), (0,))]),
        (
            ["Marta Kolding", "", "Linz 1999"],
            ["", "Marta Kolding", "Linz 1999"],
            [((), (0,)), ((0,), (1,)), ((1,), ()), ((2,), (2,))],
        ),
    ],
)
def test_edges(source: list[str], target: list[str], expected: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> None:
    """Empty, one-sided, blank."""
    assert beads(source, target) == expected


@pytest.mark.parametrize("number", [1, 2, 40, 90])
def test_identical_and_reversed(number: int) -> None:
    """Equal texts align line by line; reversed ones lose no line."""
    lines = [f"Section {i} about item number {i * 37}" for i in range(number)]
    assert beads(lines, lines) == [((i,), (i,)) for i in range(number)]
    found = transqa.align(lines, lines[::-1])
    assert sorted(i for b in found for i in b.source) == list(range(number))


def test_all_lines_alike() -> None:
    """One line again and again says nothing of where it belongs, and does no harm."""
    assert beads(["Read more"] * 30, ["Lire la suite"] * 30) == [((i,), (i,)) for i in range(30)]
    found = beads(["Read more"] * 30, ["Lire la suite"] * 10)
    assert sum(bool(s and t) for s, t in found) == 10


def test_one_sided() -> None:
    """No counterpart: one bead a line."""
    assert beads(["One.", "Two."], []) == [((0,), ()), ((1,), ())]
    assert beads("", "Un.") == [((), (0,))]
    assert beads("", "") == []


def test_split_merged_and_missing() -> None:
    """One to two, two to one, left out, added."""
    source = [
        "The museum in Ghent opened in 1913, and Anna Verbeek has directed it since 2004 with a staff of 12.",
        "On Mondays it is closed, says Tom Okafor.",
        "Tickets cost 18.50 euros at Brandvold Square.",
        "The Antwerp branch was sold to Karel Janssens in 1987.",
        "Visitors come from Japan, Brazil and Canada.",
    ]
    target = [
        "Le musée de Gand a ouvert ses portes en 1913.",
        "Anna Verbeek le dirige depuis 2004 avec une équipe de 12 personnes.",
        "Il est fermé le lundi, selon Tom Okafor, et les billets coûtent 18,50 euros à la place Brandvold.",
        "Les visiteurs viennent du Japon, du Brésil et du Canada.",
    ]
    assert beads(source, target) == [((0,), (0, 1)), ((1, 2), (2,)), ((3,), ()), ((4,), (3,))]


def test_repeated_captions_do_no_harm() -> None:
    """A line that stands often says little about where it belongs."""
    body = [f"In {1900 + i} the town of Harl{i} built bridge {i * 13}." for i in range(1, 9)]
    corps = [f"En {1900 + i}, la ville de Harl{i} a construit le pont {i * 13}." for i in range(1, 9)]
    target = [line for i, c in enumerate(corps) for line in ([c, "Photo de la place"] if i % 2 else [c])]
    source = [*body[:4], "Photo of the square", *body[4:]]
    paired = {(s, t) for s, t in beads(source, target) if s and t}
    right = [((source.index(b),), (target.index(c),)) for b, c in zip(body, corps, strict=True)]
    assert sum(p in paired for p in right) >= 7


def test_texts_are_split_into_sentences() -> None:
    """Raw texts: indexes are those of the sentences found, which the alignment holds."""
    alignment = transqa.align("One. Two.\n\nThree.", "Un. Deux.\n\nTrois.")
    assert [s.text for s in alignment.source] == ["One.", "Two.", "Three."]
    assert [(b.source, b.target) for b in alignment] == [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]


def test_tokens() -> None:
    """Case and accents folded, numbers in one spelling, marks as one kind; a line without any is one token."""
    assert tokens("« Quoi ? » (5 %)") == ['"', "quoi", "?", '"', "(", "5", "%"]
    assert tokens(" * * * ") == ["* * *"]
    assert tokens("L’Été à 1,200 m, 1 200 m, 1.234.567 et 3,5") == [
        "l",
        "ete",
        "a",
        "1200",
        "m",
        "1200",
        "m",
        "1234567",
        "et",
        "3.5",
    ]


ARTICLE = """The library in Ghent opens at nine on Monday.
It has 40,000 books in its cellar, and most of them are older than the house.
The director, Anna Verbeek, is proud of the new reading room.
Her sister designed the lamps and the chairs.
Children under twelve pay nothing for their card.
Students come in the evening because the tables are large and it is quiet."""
TRANSLATION = """La bibliothèque de Gand ouvre lundi à neuf heures.
Elle a 40 000 livres dans sa cave, et la plupart sont plus vieux que la maison.
La directrice, Anna Verbeek, est fière de la nouvelle salle de lecture.
Sa sœur a dessiné les lampes et les chaises.
Les enfants de moins de douze ans ne paient rien pour leur carte.
Les étudiants viennent le soir parce que les tables sont grandes et que c’est calme."""


def test_weak_ends() -> None:
    """Where a line ends no sentence."""
    assert weak_ends(["He said:", "“Go,", "and run.”", "She", "Linz", "— dit-il", "Non"]) == [
        True,
        True,
        False,
        False,
        True,
        False,
        False,
    ]
    assert weak_ends([]) == []


def test_moved_block() -> None:
    """Lines that stand elsewhere are found, and marked; the others stay in order."""
    source, target = ARTICLE.splitlines(), TRANSLATION.splitlines()
    alignment = transqa.align(source, [*target[4:], *target[:4]])
    assert {(b.source, b.target) for b in alignment} == {((i,), ((i + 2) % 6,)) for i in range(6)}
    assert [b.source for b in alignment if b.moved] == [(4,), (5,)]
    assert all(b.confidence > 0.5 for b in alignment if b.moved)


def test_paragraphs_follow_from_sentences() -> None:
    """A paragraph that was split stands in one bead with its parts."""
    s, t = ARTICLE.splitlines(), TRANSLATION.splitlines()
    source = " ".join(s[:4]) + "\n\n" + " ".join(s[4:])
    target = " ".join(t[:2]) + "\n\n" + " ".join(t[2:4]) + "\n\n" + " ".join(t[4:])
    alignment = transqa.align(source, target)
    assert [(b.source, b.target) for b in alignment.paragraphs] == [((0,), (0, 1)), ((1,), (2,))]
    assert all(b.confidence > 0.9 for b in alignment.paragraphs)


def test_word_links() -> None:
    """Which word renders which; a bead with one side has none."""
    text, theirs = "She told her brother that the cellar is empty.", "Elle a dit à son frère que la cave est vide."
    bead = next(iter(transqa.align(text, theirs)))
    links = {(link.source.cut(text), link.target.cut(theirs)) for link in bead.links}
    assert {("She", "Elle"), ("brother", "frère"), ("is", "est"), ("empty", "vide")} <= links
    assert next(iter(transqa.align([text], []))).links == ()


def test_translator_speaks_for_what_is_in_doubt() -> None:
    """It gets sentences of the source in order, and its words decide between lines of which nothing else is known."""
    source = ["Kissa nukkuu.", "Linz 1999: Marta Kolding.", "Hevonen juoksee.", "Koira haukkuu."]
    target = ["The cat sleeps.", "Linz 1999: Marta Kolding.", "A song was heard.", "The horse runs.", "The dog barks."]
    asked = []

    def translate(sentences: list[str]) -> list[str]:
        asked.append(sentences)
        said = {"Kissa nukkuu.": "The cat sleeps.", "Hevonen juoksee.": "The horse runs.", "Koira haukkuu.": "The dog barks."}
        return [said.get(s, s) for s in sentences]

    found = {(b.source, b.target) for b in transqa.align(source, target, "fi", "en", translate=translate)}
    assert {((0,), (0,)), ((1,), (1,)), ((), (2,)), ((2,), (3,)), ((3,), (4,))} == found
    assert len(asked) == 1
    assert asked[0] == [s for s in source if s in asked[0]]


def test_alignments_travel_to_other_processes() -> None:
    """They can be pickled, word links and all."""
    alignment = pickle.loads(pickle.dumps(transqa.align("The cat sleeps.", "Le chat dort.", translate=lambda s: s)))  # noqa: S301
    assert [link.probability > 0.5 for link in next(iter(alignment)).links]


def test_translator_must_answer_each_sentence() -> None:
    """One clear error otherwise."""
    with pytest.raises(transqa.InputError, match=r"translate returned 0 sentences for \d"):
        transqa.align(["Kissa nukkuu.", "Koira."], ["The cat.", "A dog runs far away."], "fi", "en", translate=lambda _: [])


def test_own_lexicon(tmp_path: Path) -> None:
    """Word pairs of a user decide where the languages share no word."""
    path = tmp_path / "fi-en.tsv"
    path.write_text("kissa\tcat\nkoira\tdog\nhevonen\thorse\n", encoding="utf-8")
    source, target = ["Koira.", "Kissa ja hevonen."], ["A cat and a horse went by.", "And a dog."]
    found = [(b.source, b.target) for b in transqa.align(source, target, "fi", "en", lexicon=path) if b.source and b.target]
    assert found == [((1,), (0,))]
    path.write_text("kissa\tdog\nkoira\tcat\n", encoding="utf-8")
    os.utime(path, ns=(0, 0))
    again = [(b.source, b.target) for b in transqa.align(source, target, "fi", "en", lexicon=path) if b.source and b.target]
    assert again != found, "a lexicon that changes is read again"
    with pytest.raises(transqa.InputError, match=r"none\.tsv"):
        transqa.align(source, target, "fi", "en", lexicon=tmp_path / "none.tsv")


def test_fragments_stay_with_their_sentence() -> None:
    """A line that goes on in lower case, or follows a colon, belongs to what stands before."""
    source = ["He found three things in the cellar:", "a lamp,", "a chair and a book.", "Then he went home."]
    target = ["Il a trouvé trois choses dans la cave : une lampe, une chaise et un livre.", "Puis il est rentré chez lui."]
    assert beads(source, target) == [((0, 1, 2), (0,)), ((3,), (1,))]


def test_huge_line() -> None:
    """A line of a million characters costs no more than one that fills the limit."""
    start = time.process_time()
    assert beads(["word " * 200_000, "Linz 1999"], ["mot " * 200_000, "Linz 1999"]) == [((0,), (0,)), ((1,), (1,))]
    assert time.process_time() - start < 5


def test_words_that_all_begin_alike() -> None:
    """Five thousand words with the same first letters are not compared each with each."""
    words = ["abc" + "".join(chr(97 + (k // 26**p) % 26) for p in range(3)) for k in range(5_000)]
    assert len(cognates(words, words)) < len(words) ** 2 / 26  # they part by their fourth letter
    lines = [" ".join(words[k : k + 100]) for k in range(0, 5_000, 100)]
    assert beads(lines, lines) == [((i,), (i,)) for i in range(50)]


def numbered(n: int) -> tuple[list[str], list[str]]:
    """Return texts whose lines can be told apart by numbers and names alone."""
    source = [f"Line {i} of chapter {i // 7} mentions Person{i % 311} and {i * 17} things." for i in range(n)]
    return source, [f"La ligne {i} du chapitre {i // 7} cite Person{i % 311} et {i * 17} choses." for i in range(n)]


def test_time_grows_with_the_lines() -> None:
    """Eight times the lines take about eight times as long, not sixty-four."""
    seconds = []
    for n in (500, 4000):
        source, target = numbered(n)
        start = time.process_time()
        found = beads(source, target)
        seconds.append(time.process_time() - start)
        assert sum(b == ((i,), (i,)) for i, b in enumerate(found)) > 0.97 * n
    assert seconds[1] < 24 * seconds[0]


def test_memory_is_bounded() -> None:
    """Without any sure point the band is narrowed, so that states stay few."""
    low, high = anchors.band(20_000, 20_000, [])
    assert (high - low).sum() <= 1.1 * anchors.CELLS
    assert (low[0], high[-1]) == (0, 20_000)
    assert all(low[i] <= i <= high[i] for i in range(0, 20_001, 500))


@pytest.mark.parametrize(
    ("name", "least"), [("en-fr-news-clean", 0.997), ("en-fr-news-noisy", 0.955), ("en-fr-novels", 0.9), ("en-is-parice", 0.905)]
)
def test_gold_sets(shared: Path, name: str, least: float) -> None:
    """Strict F1 as ../shared/bench/align.py counts it."""
    tally = Tally()
    for d in json.loads((shared / "data" / "align" / f"{name}.json").read_text(encoding="utf-8")):
        found = transqa.align(d["source"], d["target"], source_lang=d["source_lang"], target_lang=d["target_lang"])
        tally.add(d["beads"], ((b.source, b.target) for b in found))
    assert tally.strict_f1 >= least


def test_second_pass_learns_words(shared: Path) -> None:
    """In a text of some length without lexicon or look-alikes (its letters are changed here), words are learnt on the way."""
    d = json.loads((shared / "data" / "align" / "en-fr-novels.json").read_text(encoding="utf-8"))[0]
    target = [codecs.encode(fold_line(line), "rot13") for line in d["target"]]
    tallies = {}
    for name, least in (("with", document.TAUGHT_BEADS), ("without", 10**9)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(document, "TAUGHT_BEADS", least)
            tallies[name] = Tally()
            found = transqa.align(d["source"], target, "en", "tlh")
            tallies[name].add(d["beads"], ((b.source, b.target) for b in found))
    assert tallies["with"].strict_f1 > tallies["without"].strict_f1


def fold_line(line: str) -> str:
    """Return a line without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", line) if not unicodedata.combining(c))
