"""The word translation model, on corpora that a person can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from transqa.alignment import ibm

if TYPE_CHECKING:
    from numpy.typing import NDArray

SENTENCES = [
    ("the house", "la maison"),
    ("the flower", "la fleur"),
    ("a house", "une maison"),
    ("a flower", "une fleur"),
    ("the blue house", "la maison bleue"),
    ("the blue flower", "la fleur bleue"),
]
SOURCE = sorted({w for s, _ in SENTENCES for w in s.split()})
TARGET = sorted({w for _, t in SENTENCES for w in t.split()})
PAIRS = [([SOURCE.index(w) for w in s.split()], [TARGET.index(w) for w in t.split()]) for s, t in SENTENCES]
EXPECTED = {"the": "la", "a": "une", "house": "maison", "flower": "fleur", "blue": "bleue"}


def best(source: NDArray[np.int32], target: NDArray[np.int32], p: NDArray[np.float32]) -> dict[int, int]:
    """Return the likeliest target of each source word."""
    ranked = np.argsort(p)
    return dict(zip(source[ranked].tolist(), target[ranked].tolist(), strict=True))


def test_obvious_translations_are_learnt_in_both_directions() -> None:
    """Words that meet in several sentences find each other, whatever the direction."""
    c = ibm.corpus(PAIRS)
    source, target, p, _ = ibm.train(c, len(SOURCE), len(TARGET), iterations=10)
    assert {SOURCE[s]: TARGET[t] for s, t in best(source, target, p).items()} == EXPECTED
    target, source, q, _ = ibm.train(c.swapped(), len(TARGET), len(SOURCE), iterations=10)
    assert {SOURCE[s]: TARGET[t] for t, s in best(target, source, q).items()} == EXPECTED


@pytest.mark.parametrize("diagonal", [True, False])
def test_probabilities_sum_to_one(diagonal: bool) -> None:  # noqa: FBT001
    """The translations of each source word; the expected counts do not exceed the words there are."""
    source, target, p, counts = ibm.train(ibm.corpus(PAIRS), len(SOURCE), len(TARGET), diagonal=diagonal)
    np.testing.assert_allclose(np.bincount(source, weights=p), 1, rtol=1e-5)
    assert counts.sum() <= sum(len(t) for _, t in PAIRS)
    keys = source.astype(np.int64) * len(TARGET) + target
    assert (np.diff(keys) > 0).all(), "each pair once, in order"


def test_a_position_near_the_diagonal_counts_more() -> None:
    """Without any other evidence, the first word goes with the first."""
    c = ibm.corpus([([0, 1], [0, 1])] * 2)
    source, target, p, _ = ibm.train(c, 2, 2)
    assert best(source, target, p) == {0: 0, 1: 1}


def test_meetings_that_are_too_rare_are_left_out() -> None:
    """A pair seen once is chance; `least=1` keeps it."""
    c = ibm.corpus([([0], [0]), ([0], [1]), ([0], [0])])
    assert [a.tolist() for a in ibm.train(c, 1, 2)[:2]] == [[0], [0]]
    assert [a.tolist() for a in ibm.train(c, 1, 2, least=1)[:2]] == [[0, 0], [0, 1]]


@pytest.mark.parametrize("pairs", [[], [([], [])], [([0], [])], [([0], [0])], [([], [0]), ([0], [0])]])
def test_tiny_corpora(pairs: list[tuple[list[int], list[int]]]) -> None:
    """No pairs, or one: nothing to learn, and no error."""
    c = ibm.corpus(pairs)
    assert len(c) == sum(bool(s and t) for s, t in pairs)
    assert [len(a) for a in ibm.train(c, 1, 1)] == [0, 0, 0, 0]
    assert [len(a) for a in ibm.train(c.swapped(), 1, 1)] == [0, 0, 0, 0]
    assert len(ibm.train(c, 1, 1, least=1)[0]) == len(c)


def test_chunks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Expanded two sentence pairs at a time, the same model comes out."""
    whole = ibm.train(ibm.corpus(PAIRS), len(SOURCE), len(TARGET))
    monkeypatch.setattr(ibm, "CHUNK", 2)
    parts = ibm.train(ibm.corpus(PAIRS), len(SOURCE), len(TARGET))
    for one, two in zip(whole, parts, strict=True):
        np.testing.assert_allclose(one, two, rtol=1e-5)
