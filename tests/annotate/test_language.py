"""Words of one language or another, and swapped texts."""

from __future__ import annotations

import pytest

from transqa.annotate.language import LanguageEvidence
from transqa.langs import load_pack


@pytest.fixture(scope="module")
def evidence() -> LanguageEvidence:
    return LanguageEvidence.between(own=load_pack("fr"), foreign=load_pack("en"))


@pytest.mark.parametrize(
    ("word", "side"),
    [("the", 1), ("with", 1), ("night", 1), ("avec", -1), ("nuit", -1), ("le", -1), ("information", 0), ("Kolding", 0), ("x", 0)],
)
def test_sides(evidence: LanguageEvidence, word: str, side: int) -> None:
    """A word speaks for a language when it is at least thirty times as frequent there."""
    assert evidence.side_of(word) == side


def test_names_do_not_vote(evidence: LanguageEvidence) -> None:
    """Capitals inside a sentence are taken for names."""
    votes = evidence.votes(["The", "House", "With", "the", "Green", "Door"])
    assert (votes.foreign, votes.own) == (2, 0)


def test_usable_only_with_two_known_languages() -> None:
    """Without word lists for both, no word says anything."""
    assert not LanguageEvidence.between(own=load_pack("cs"), foreign=load_pack("en")).usable
    assert not LanguageEvidence.between(own=load_pack("fr-CA"), foreign=load_pack("fr")).usable
