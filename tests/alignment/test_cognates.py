"""Words that look alike, and by way of a third language."""

from __future__ import annotations

from transqa.alignment.cognates import bridged, cognates, short_names, skeleton
from transqa.alignment.lexicon import embedded


def test_skeleton() -> None:
    """One spelling for what languages write differently; doubled letters once."""
    assert skeleton("photographie") == skeleton("fotografie")
    assert skeleton("akademie") == skeleton("academie")
    assert skeleton("commission") == skeleton("komission")


def test_cognates() -> None:
    """Identical, similar, and strangers with the same first letters; numbers and marks only when identical."""
    found = cognates({"nation", "capital", "theater", "1984", "?", "in"}, {"nation", "capture", "teatro", "1985", "?", "in"})
    assert found["nation", "nation"] == (0.8, 0.8)
    assert 0.4 < found["theater", "teatro"][0] < 0.6
    assert ("capital", "capture") not in found
    assert ("?", "?") in found
    assert not [pair for pair in found if "198" in pair[0]]
    assert ("in", "in") not in found


def test_short_names() -> None:
    """Three letters, as often on both sides."""
    assert short_names({"tom": 4, "des": 3, "uno": 40}, {"tom": 3, "des": 30, "uno": 40}) == {("tom", "tom"): (0.8, 0.8)}


def test_bridged() -> None:
    """English "week" is "semaine" in the lexicon, which Spanish "semana" looks like."""
    lexicon = embedded("en", "fr")
    assert lexicon is not None
    found = bridged({"week", "horse"}, {"semana", "caballo", "perro"}, lexicon)
    assert ("week", "semana") in found
    assert ("week", "perro") not in found
