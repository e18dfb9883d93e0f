"""Numbers by value."""

from __future__ import annotations

import pytest

from transqa.annotate.numbers import numbers
from transqa.langs import load_pack


def values(text: str, lang: str) -> list[tuple[str, list[str]]]:
    return [(n.text, sorted(str(k) for k in n.keys)) for n in numbers(text, load_pack(lang))]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "1,200", ["1.2", "1200.0"]),
        ("en", "$1.5 million", ["1500000.0"]),
        ("en", "£5m", ["5000000.0"]),
        ("en", "3.2 billion", ["3200000000.0"]),
        ("en", "1,234,567.8", ["1234567.8"]),
        ("en", "5:30 p.m.", ["t330"]),
        ("en", "5 pm", ["5.0", "t300"]),
        ("en", "thirty-two", ["32.0"]),
        ("en", "two hundred and five", ["205.0"]),
        ("en", "one million two hundred thousand", ["1200000.0"]),
        ("en", "noon", ["t0"]),
        ("en", "1990s", ["1990.0", "90.0"]),
        ("en", "’90s", ["1990.0", "2090.0", "90.0"]),
        ("en", "21st", ["21.0"]),
        ("fr", "1 200", ["1200.0"]),
        ("fr", "1\u202f200,5", ["1200.5"]),
        ("fr", "1,5 million", ["1500000.0"]),
        ("fr", "3 Md€", ["3000000000.0"]),
        ("fr", "17 h 30", ["t330"]),
        ("fr", "17h", ["17.0", "t300"]),
        ("fr", "quatre-vingt-dix-sept", ["97.0"]),
        ("fr", "soixante et onze", ["71.0"]),
        ("fr", "mille neuf cent quatre-vingt-quatre", ["1984.0"]),
        ("fr", "deux cent mille", ["200000.0"]),
        ("fr", "XXIe", ["21.0"]),
        ("fr-CH", "septante-huit", ["78.0"]),
        ("de", "1.200,5", ["1200.5"]),
        ("ar", "٣٦٠", ["360.0"]),
    ],
)
def test_values(lang: str, text: str, expected: list[str]) -> None:
    """Figures by the locale's marks (foreign ones allowed), scale words, number words, times, Roman figures."""
    assert [k for _, k in values(text, lang)] == [expected]


def test_ranges_share_their_scale() -> None:
    """From 410 to 475 million."""
    assert [k for _, k in values("de 410 à 475 millions", "fr")] == [["410.0", "410000000.0"], ["475000000.0"]]
    assert [k for _, k in values("2004 et 475 millions", "fr")][1] == ["475000000.0"]


@pytest.mark.parametrize("text", ["B2B", "A4", "H1N1", "COVID-19x", "24/7"])
def test_codes_ask_for_nothing(text: str) -> None:
    """Figures in names, codes and fractions may answer to others, but no translation must hold them as numbers."""
    assert not any(n.strong for n in numbers(text, load_pack("en")) if n.text != "19")


def test_places() -> None:
    """Spans cover the number with its scale."""
    text = "Elle a payé 1,5 million de dollars à midi."
    assert [n.span.cut(text) for n in numbers(text, load_pack("fr"))] == ["1,5 million", "midi"]
