"""Sentences: one file of examples a language, and exact spans."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transqa.langs import load_pack
from transqa.read import read_text
from transqa.segment import segment_document

HERE = Path(__file__).parent


def split(text: str, lang: str, fmt: str = "text") -> list[str]:
    return [s.text for s in segment_document(read_text(text, lang, fmt=fmt), load_pack(lang))[1]]


def paragraphs(lang: str) -> list[list[str]]:
    lines = [line for line in (HERE / f"{lang}.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [p.splitlines() for p in "\n".join(lines).split("\n\n")]


@pytest.mark.parametrize(("lang", "expected"), [(lang, p) for lang in ("en", "fr") for p in paragraphs(lang)])
def test_examples(lang: str, expected: list[str]) -> None:
    """The paragraphs of <lang>.txt, one sentence a line."""
    merged = {"« Je pars. » Elle sort.": ["« Je pars. »", "Elle sort."]}
    assert split(" ".join(expected), lang) == [s for line in expected for s in merged.get(line, [line])]


def test_forgotten_space() -> None:
    """Two sentences glued together are two, when both words are known."""
    assert split("Elle a tort.En novembre, il pleut.", "fr") == ["Elle a tort.", "En novembre, il pleut."]
    assert split("Voir Node.Js et Xyzzyq.Le.", "fr") == ["Voir Node.Js et Xyzzyq.Le."]


def test_no_sentence_ends_inside_a_link() -> None:
    """The title of a linked page is one thing."""
    text = "Voir [What is it? A guide](https://exemple.fr). Fin."
    assert split(text, "fr", "markdown") == ["Voir [What is it? A guide](https://exemple.fr).", "Fin."]


def test_languages_without_facts() -> None:
    """Full-width marks need no space; an unknown language is split by marks and capitals."""
    assert split("今日は晴れです。明日は雨です。", "ja") == ["今日は晴れです。", "明日は雨です。"]
    assert split("Ένα. Δύο. τρία.", "el") == ["Ένα.", "Δύο. τρία."]


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab É.!?…«» \u00a0\n\r”'\"(),M1-–"), max_size=100))
def test_spans_are_exact(text: str) -> None:
    """Sentences are cut out of the text, in order, without overlap, and nothing but space is lost."""
    segments = segment_document(read_text(text, "fr"), load_pack("fr"))[1]
    at = 0
    for i, s in enumerate(segments):
        assert s.index == i
        assert s.text == s.span.cut(text)
        assert s.text == s.text.strip()
        assert s.text
        assert re.fullmatch(r"\s*(?:(?:-|\d{1,3}[.)]|\(?[a-z]\))\s+)?", text[at : s.span.start])
        at = s.span.end
