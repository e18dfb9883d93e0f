"""The page for a terminal: evidence from the source and from the text before is shown with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from transqa.model import Document, Evidence, Finding, Report, Score, Severity, Span
from transqa.report import Style
from transqa.report.text import render

CONTEXT = "Ida Berg sang.\nLater she moved to Lund."
SOURCE = "She was tired.\n\nBerg wrote a book."
TARGET = "Elle était fatiguée.\n\nBerg, écrivain, a écrit un livre."


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def report(*evidence: Evidence) -> Report:
    finding = Finding(
        "GEN104", "role-noun-of-other-gender", "“écrivain” is masculine", Severity.MAJOR, "accuracy/mistranslation",
        at(TARGET, "écrivain"), at(SOURCE, "Berg"), (at(TARGET, "écrivain"),), evidence=evidence,
    )  # fmt: skip
    target, source = Document(TARGET, "fr", ()), Document(SOURCE, "en", ())
    return Report(target, source, (finding,), None, Score(0, 9), "test", CONTEXT)


def test_evidence_of_the_text_before() -> None:
    """Its line stands below that of the source; *ctx* says that it is not in the file."""
    shown = render([report(Evidence("context", at(CONTEXT, "she"), "said of a woman"))], Style(color=False, width=80))
    lines = [line.rstrip() for line in shown.splitlines()]
    assert " en    3 │ Berg wrote a book." in lines
    place = lines.index(" en  ctx │ Later she moved to Lund.")
    assert lines[place + 1] == "         │       ^^^"


def test_each_line_is_shown_once() -> None:
    """Evidence in the line that is shown anyway adds none; two words of one line stand together."""
    evidence = (
        Evidence("source", at(SOURCE, "book"), "in the line that is shown"),
        Evidence("source", at(SOURCE, "She"), "said of a woman"),
        Evidence("source", at(SOURCE, "tired"), "in the same line"),
    )
    shown = render([report(*evidence)], Style(color=False, width=80))
    assert shown.count("She was tired.") == 1
    assert shown.count("Berg wrote a book.") == 1


def test_evidence_in_the_published_schema() -> None:
    """The words of the context are found in the context."""
    data = report(Evidence("context", at(CONTEXT, "she"), "said of a woman")).to_dict()
    (evidence,) = data["findings"][0]["evidence"]
    assert evidence["side"] == "context"
    assert (evidence["span"]["text"], evidence["span"]["line"], evidence["span"]["column"]) == ("she", 2, 7)
    schema: dict[str, Any] = json.loads(
        (Path(__file__).parents[2] / "docs/reference/report.schema.json").read_text(encoding="utf-8")
    )
    assert evidence["side"] in schema["$defs"]["evidence"]["properties"]["side"]["enum"]
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate({"schema_version": 1, "reports": [data]}, schema)
