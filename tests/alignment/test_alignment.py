"""The aligner: invariants on any input, and what it must get right."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import transqa
from transqa.alignment.tokens import tokens

if TYPE_CHECKING:
    from pathlib import Path

LINES = st.lists(st.text(st.sampled_from("abcde 12.é"), max_size=20), max_size=12)


def beads(source: str | list[str], target: str | list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(b.source, b.target) for b in transqa.align(source, target)]


@settings(max_examples=200, deadline=None)
@given(LINES, LINES)
def test_every_line_stands_in_exactly_one_bead(source: list[str], target: list[str]) -> None:
    """In order, blank lines included; scores are finite, confidences probabilities."""
    alignment = transqa.align(source, target)
    assert [i for b in alignment for i in b.source] == list(range(len(source)))
    assert [j for b in alignment for j in b.target] == list(range(len(target)))
    assert all(0 <= b.confidence <= 1 and -1e6 < b.score < 1e6 for b in alignment)
    assert all(b.source or b.target for b in alignment)


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


def test_identical_and_reversed() -> None:
    """Equal texts align line by line; reversed ones lose no line."""
    lines = [f"Section {i} about item number {i * 37}" for i in range(40)]
    assert beads(lines, lines) == [((i,), (i,)) for i in range(40)]
    assert sorted(i for s, _ in beads(lines, lines[::-1]) for i in s) == list(range(40))


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
    """Case and accents folded, numbers in one spelling."""
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


def test_time_and_size() -> None:
    """2,000 lines against 2,000: a few seconds on any machine, without a full matrix."""
    source = [f"Line {i} of chapter {i // 7} mentions Person{i % 311} and {i * 17} things." for i in range(2000)]
    target = [f"La ligne {i} du chapitre {i // 7} cite Person{i % 311} et {i * 17} choses." for i in range(2000)]
    start = time.process_time()
    found = beads(source, target)
    assert time.process_time() - start < 20
    assert sum(b == ((i,), (i,)) for i, b in enumerate(found)) > 1950


@pytest.mark.parametrize(("name", "least"), [("en-fr-news-clean", 0.99), ("en-fr-news-noisy", 0.9)])
def test_news(shared: Path, name: str, least: float) -> None:
    """Strict F1 as ../shared/bench/align.py counts it: precision over all beads, recall over two-sided ones."""
    right = [0, 0]
    found = gold = 0
    for d in json.loads((shared / "data" / "align" / f"{name}.json").read_text(encoding="utf-8")):
        ref = {(tuple(s), tuple(t)) for s, t in d["beads"]}
        hyp = beads(d["source"], d["target"])
        right = [right[0] + sum(b in ref for b in hyp), right[1] + sum(b in ref for b in hyp if all(b))]
        found, gold = found + len(hyp), gold + sum(all(b) for b in ref)
    precision, recall = right[0] / found, right[1] / gold
    assert 2 * precision * recall / (precision + recall) >= least
