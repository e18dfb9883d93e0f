"""Blocks of plain text."""

from __future__ import annotations

from transqa.model import BlockKind
from transqa.read.text import structure


def blocks(text: str) -> list[tuple[str, str]]:
    return [(str(b.kind), b.span.cut(text)) for b in structure(text).blocks]


def test_one_paragraph_a_line() -> None:
    """Lines of articles from the web are paragraphs; a short line alone is a heading or a caption."""
    text = "The harbour\r\n\r\nA fire broke out on Monday. It was put out.\r\nNobody was hurt, the mayor said.\r\n"
    assert blocks(text) == [
        ("heading", "The harbour"),
        ("paragraph", "A fire broke out on Monday. It was put out."),
        ("paragraph", "Nobody was hurt, the mayor said."),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    """Lines broken at the margin of a page belong together; lists and quoted lines keep their kind."""
    text = (
        "A fire broke out in the harbour on Monday evening, and it\n"
        "took the firemen more than three hours to put it out, for\n"
        "the wind was strong.\n\n"
        "> He said that the warehouse had been empty for many years\n"
        "> and that nobody had been inside it since the last summer\n"
        "> or so.\n\n"
        "- one\n- two\n  • three\n1. four\n"
    )
    kinds = [k for k, _ in blocks(text)]
    assert kinds == ["paragraph", "quotation", *["list_item"] * 4]
    assert blocks(text)[0][1].endswith("the wind was strong.")
    assert [t for _, t in blocks(text)][-4:] == ["one", "two", "three", "four"]


def test_markers_are_no_prose() -> None:
    """Bullets and `>` are protected; a dialogue dash is part of the text."""
    text = "  • one\n\n> quoted\n\n– Oui, dit-elle.\n"
    found = structure(text)
    assert [p.span.cut(text) for p in found.protected] == ["• ", "> "]
    assert found.blocks[-1].kind is BlockKind.PARAGRAPH
    assert found.blocks[-1].span.cut(text) == "– Oui, dit-elle."


def test_odd_texts() -> None:
    """Empty, blank, lone carriage returns, a marker alone."""
    assert blocks("") == []
    assert blocks(" \n\t\r\n") == []
    assert [t for _, t in blocks("a.\rb.\r")] == ["a.", "b."]
    assert [t for _, t in blocks("-\n")] == ["-"]
