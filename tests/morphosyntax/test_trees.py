"""The best tree: against all trees where there are few, and a tree whatever the scores."""

from __future__ import annotations

from functools import cache
from itertools import product
from time import process_time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transqa.morphosyntax.trees import best_tree

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]


def is_tree(heads: list[int]) -> bool:
    """Tell whether heads are those of a tree with one root, counted naively."""
    if heads.count(-1) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start, 0
        while at != -1:
            at, steps = heads[at], steps + 1
            if steps > len(heads):
                return False
    return True


@cache
def all_trees(n: int) -> npt.NDArray[np.int64]:
    return np.array([h for h in product(range(-1, n), repeat=n) if is_tree(list(h))])


def total(scores: Floats, heads: npt.NDArray[np.int64]) -> float:
    return float(scores[np.arange(len(scores)), heads + 1].astype(np.float64).sum())


def best_total(scores: Floats) -> float:
    return max(total(scores, heads) for heads in all_trees(len(scores)))


def of(rows: list[list[float]]) -> Floats:
    return np.array(rows, dtype=np.float32)


@st.composite
def small_scores(draw: st.DrawFn) -> Floats:
    """Return scores of up to four words; few values, so that there are many ties, or any values."""
    n = draw(st.integers(1, 4))
    values = draw(st.sampled_from([st.integers(-2, 2).map(float), st.floats(-100, 100, width=32)]))
    return of(draw(st.lists(st.lists(values, min_size=n + 1, max_size=n + 1), min_size=n, max_size=n)))


def test_there_are_as_many_trees_as_cayley_says() -> None:
    """The yardstick itself: n to the power of n - 1 trees with one root."""
    assert [len(all_trees(n)) for n in range(1, 6)] == [1, 2, 9, 64, 625]


@settings(max_examples=150, deadline=None)
@given(small_scores())
def test_no_tree_is_better(scores: Floats) -> None:
    heads = best_tree(scores)
    assert is_tree(heads.tolist())
    assert total(scores, heads) == pytest.approx(best_total(scores), abs=1e-4)


def test_no_tree_of_five_words_is_better() -> None:
    rng = np.random.default_rng(5)
    rows = np.arange(5)[None]
    for _ in range(200):
        scores: Floats = rng.normal(size=(5, 6)).astype(np.float32)
        best = scores.astype(np.float64)[rows, all_trees(5) + 1].sum(1).max()
        assert total(scores, best_tree(scores)) == pytest.approx(best, abs=1e-5)


def test_no_words_and_one_word() -> None:
    assert best_tree(np.zeros((0, 1), dtype=np.float32)).tolist() == []
    assert best_tree(of([[-5, 9]])).tolist() == [-1]


def test_heads_that_are_a_tree_are_taken() -> None:
    """Where each word's best head makes a tree, that is the answer."""
    assert best_tree(of([[0, 0, 3, 0], [5, 0, 0, 0], [0, 0, 9, 0]])).tolist() == [1, -1, 1]


def test_cycle_is_broken_where_it_costs_least() -> None:
    """Words 0 and 1 want each other; word 2 is the root."""
    assert best_tree(of([[0, 0, 9, 5], [0, 9, 0, 6], [4, 0, 0, 0]])).tolist() == [1, 2, -1]


def test_cycle_in_a_cycle() -> None:
    """0 and 1 want each other, then both want 2, and 2 wants them: the way in from the root is through 2."""
    scores = of([[0, -9, 9, 8, 0], [0, 9, -9, 7, 0], [2, 8, 8, -9, 0], [0, 0, 0, 5, -9]])
    assert best_tree(scores).tolist() == [2, 0, -1, 2]


def test_of_two_roots_the_one_of_the_better_tree_stays() -> None:
    """Words 1 and 2 want the root and lose 1 by another head; but that of 2 would close a cycle, so that it loses more."""
    scores = of([[3, 0, 1, 4], [2, 0, 0, 1], [2, 1, 0, 0]])
    assert best_tree(scores).tolist() == [2, 2, -1]


def test_head_of_oneself_counts_for_nothing() -> None:
    scores = of([[1, 99, 0], [0, 2, 99]])
    assert best_tree(scores).tolist() == [-1, 0]


def test_ties() -> None:
    """All scores alike: some tree, the same each time."""
    for n in (2, 3, 7, 30):
        first = best_tree(np.zeros((n, n + 1), dtype=np.float32)).tolist()
        assert is_tree(first)
        assert best_tree(np.zeros((n, n + 1), dtype=np.float32)).tolist() == first


@pytest.mark.parametrize("seed", range(4))
def test_same_tree_whatever_is_added_to_a_word(seed: int) -> None:
    """What is added to all heads of a word changes no tree: each word has one head."""
    rng = np.random.default_rng(seed)
    scores: Floats = (rng.integers(-50, 50, size=(30, 31)) + rng.random((30, 31)) / 2).astype(np.float32)
    moved: Floats = (scores + rng.integers(-500, 500, size=(30, 1))).astype(np.float32)
    assert total(scores, best_tree(moved)) == pytest.approx(total(scores, best_tree(scores)), abs=1e-2)


def chained(n: int) -> Floats:
    """Return scores that close a cycle after the other: each word wants its neighbour, and only the last one the root."""
    scores = np.full((n, n + 1), -50, dtype=np.float32)
    for i in range(n):
        scores[i, (i + 1 if i % 2 == 0 and i + 1 < n else i - 1) + 1] = n - i
        scores[i, 1 : i + 1] += i / n
    return scores


@pytest.mark.parametrize("scores", [np.random.default_rng(1).normal(size=(400, 401)).astype(np.float32), chained(400)])
def test_long_sentence(scores: Floats) -> None:
    """400 words take some 10 ms, with hundreds of contractions; a minute would be felt."""
    start = process_time()
    heads = best_tree(scores).tolist()
    assert process_time() - start < 2
    assert is_tree(heads)


def test_very_long_sentence_is_no_recursion() -> None:
    """A text without full stops, and a cycle in a cycle 1500 times: neither the stack nor the memory runs over."""
    assert is_tree(best_tree(chained(1500)).tolist())


def test_scores_are_left_as_they_were() -> None:
    scores: Floats = np.random.default_rng(3).normal(size=(6, 7)).astype(np.float32)
    before = scores.copy()
    best_tree(scores)
    assert (scores == before).all()
