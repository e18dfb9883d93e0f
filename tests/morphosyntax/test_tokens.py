"""Words as the parser reads them: exact, complete, the same as in the treebanks, and never slow."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transqa.langs.pack import load_pack
from transqa.morphosyntax.tokens import tokenise
from transqa.train.tokens_score import token_f1
from transqa.train.treebanks import read_treebank

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "fr", "fr-CA", "und", "de")
SPICE = st.sampled_from(
    [
        *"aeistnLJ01289 .,'’-–(){}<>%@#&:/·_\"«»!?$€\u00a0\u202f\u200b\u200d\u0301\n\x1c",
        *(
            "n't",
            "l'",
            "qu’",
            "-t-il",
            "http://",
            "www.",
            "(e)",
            "{name}",
            "%s",
            "etc.",
            "J.",
            "1 000",
            "👩\u200d👧",
            "北京",
            "cannot",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(SPICE, max_size=40).map("".join))


def words(text: str, lang: str) -> list[str]:
    return [form.text for form in tokenise(text, load_pack(lang))]


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, lang=st.sampled_from(LANGUAGES), offset=st.integers(0, 10_000))
def test_exact(text: str, lang: str, offset: int) -> None:
    """Whatever the text, the words are cut from it in order, and only spaces are left between them."""
    forms = tokenise(text, load_pack(lang), offset)
    assert all(text[f.start - offset : f.end - offset] == f.text and f.text for f in forms)
    assert all(a.end <= b.start for a, b in pairwise(forms))
    assert "".join(c for f in forms for c in f.text if not c.isspace()) == "".join(c for c in text if not c.isspace())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't know, they can’t.", "I|do|n't|know|,|they|ca|n’t|."),
        ("DON'T! She'll cannot, gonna", "DO|N'T|!|She|'ll|can|not|,|gon|na"),
        ("Ann's dogs' bowls", "Ann|'s|dogs|'|bowls"),
        ("the 'old' way and ‘new’ ways", "the|'|old|'|way|and|‘|new|’|ways"),
        ("get 'em in '98, in the 90's", "get|'em|in|'98|,|in|the|90's"),
        ("a well-known, non-stop e-mail", "a|well|-|known|,|non-stop|e-mail"),
        ("a 12-year-old, 5-10 of 3/4", "a|12|-|year|-|old|,|5|-|10|of|3/4"),
        ("$5m, £1,000.50, 20%, US$3", "$|5|m|,|£|1,000.50|,|20|%|,|US$|3"),
        ("at 7:30pm on 12/05/2019", "at|7:30|pm|on|12/05/2019"),
        ("Mr. J. K. Poe of the U.S. army", "Mr.|J.|K.|Poe|of|the|U.S.|army"),
        ("He came in.", "He|came|in|."),
        ("R&D and/or QA — ok… fine...", "R&D|and|/|or|QA|—|ok|…|fine|..."),
        ("“Hi,” (he said) :-) wow!!", "“|Hi|,|”|(|he|said|)|:-)|wow|!!"),
        ("5'10 tall, .04 of 3.5K, 4G", "5|'|10|tall|,|.04|of|3.5|K|,|4G"),
        ("O'Neil wrote rock'n'roll", "O'Neil|wrote|rock'n'roll"),
    ],
)
def test_english(text: str, expected: str) -> None:
    assert words(text, "en") == expected.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’ami qu'il a vu aujourd’hui", "L’|ami|qu'|il|a|vu|aujourd’hui"),
        ("jusqu'à lorsqu’on, quelqu'un", "jusqu'|à|lorsqu’|on|,|quelqu'un"),
        ("Y a-t-il, est-ce, dis-le-moi, vas-y", "Y|a|-t-il|,|est|-ce|,|dis|-le|-moi|,|vas|-y"),
        ("celui-ci, ce jour-là, là-bas", "celui-ci|,|ce|jour-là|,|là-bas"),
        ("peut-être, c’est-à-dire sur-le-champ", "peut-être|,|c’est-à-dire|sur-le-champ"),
        ("l'Île-d'Yeu au rendez-vous du week-end", "l'|Île-d'Yeu|au|rendez-vous|du|week-end"),
        ("1 000,5 € ou 12\u00a0500\u202f000", "1 000,5|€|ou|12\u00a0500\u202f000"),
        ("à 20h30 le 1er, 50%, -5 °C", "à|20|h|30|le|1er|,|50|%|,|-5|°C"),
        ("en 1998 100 000 t, 1971-72", "en|1998|100 000|t|,|1971-72"),
        ("connecté·e·s, étudiant(e)s, élu.e.s", "connecté·e·s|,|étudiant(e)s|,|élu.e.s"),
        ("« M. X., av. J.-C. »", "«|M.|X.|,|av.|J.-C.|»"),
        ("l’«eau» et/ou 3 km/h n° 5", "l’|«|eau|»|et|/|ou|3|km/h|n°|5"),
        ("le cycle 4-temps de l'A380", "le|cycle|4-temps|de|l'|A380"),
    ],
)
def test_french(text: str, expected: str) -> None:
    assert words(text, "fr") == expected.split("|")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "word",
    [
        *("https://ex.org/a_(b)?q=1", "www.ex.org/x", "ex.com", "a.b@ex.org", "@you", "#tag_1", "{name}", "{{ user }}", "${x}"),
        *(
            "%s",
            "%(name)s",
            "%1$d",
            "&nbsp;",
            "&#39;",
            "<b>",
            '<a href="x y">',
            "</b>",
            "<br/>",
            "👩‍👩‍👧",
            "🇫🇷",
            "👍🏽",
            "北京大学",
        ),
        *("cafe\u0301", "zero\u200bwidth", "so\u00adft", "3.14", "12:30", "...", "?!", "--", "U.S.A.", "snake_case", "Δx"),
    ],
)
def test_one_word(word: str, lang: str) -> None:
    """What no language parts."""
    assert words(f"« {word} : {word}, {word} »", lang) == ["«", word, ":", word, ",", word, "»"]


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    "bit",
    [
        *"'.-({<_\u0301",
        *("a-", "a'", "a.", "1.", "1 000 ", "a(e", "-t-il", "l'", "http://(", "a@", "n't", "<a b=", "👩\u200d", "A.", "a_"),
    ],
)
def test_linear(bit: str, lang: str) -> None:
    """Ten times the text takes about ten times the time, whatever is said ten times as often."""
    pack = load_pack(lang)
    tokenise("x", pack)

    def seconds(length: int) -> float:
        text = bit * (length // len(bit))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            tokenise(text, pack)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(8_000) <= 40 * max(seconds(800), 0.0001)  # a square would be a hundred


@pytest.mark.parametrize(("name", "least"), [("fr_gsd-dev", 0.998), ("fr_sequoia-dev", 0.998), ("en_ewt-dev", 0.993)])
def test_treebanks(shared: Path, name: str, least: float) -> None:
    """The words of the treebanks, with the figures of the development parts as the floor."""
    gold = read_treebank(shared / "data" / "treebanks" / f"{name}.conllu.xz")
    assert token_f1(gold, load_pack(name[:2])).f1 >= least
