"""Every rule against its cases: tests/rules/<CODE>.toml. Known failures are strict: when one heals, move it."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from transqa import Report, fix
from transqa.api import check_documents
from transqa.config import Config
from transqa.langs import normalise_tag
from transqa.model import Severity
from transqa.read import read_text
from transqa.rules import FAMILIES, RULES

CASES = Path(__file__).parent / "rules"
HEADINGS = ["What it finds", "Why it matters", "Example", "When it is fine", "How it decides", "References"]
KEYS = {
    "kind",
    "expect",
    "about",
    "doc",
    "lang",
    "format",
    "profile",
    "context",
    "speaker",
    "source",
    "target",
    "places",
    "at",
    "source_place",
    "fixed",
    "unsafe",
}
MQM = {
    "accuracy/addition",
    "accuracy/mistranslation",
    "accuracy/omission",
    "accuracy/untranslated",
    "design-and-markup/character-formatting",
    "design-and-markup/layout",
    "linguistic-conventions/grammar",
    "linguistic-conventions/punctuation",
    "linguistic-conventions/unintelligible",
    "locale-conventions/number-format",
    "style/inconsistent-style",
}
"""Error types in use, from the MQM typology (themqm.org)."""


def load(code: str) -> list[dict[str, Any]]:
    return list(tomllib.loads((CASES / f"{code}.toml").read_text(encoding="utf-8"))["case"])


def all_cases() -> list[Any]:
    out = []
    for code in RULES:
        for number, case in enumerate(load(code), 1):
            marks = [pytest.mark.xfail(strict=True)] if case["kind"] == "known_failure" else []
            out.append(pytest.param(code, case, id=f"{code}-{number}", marks=marks))
    return out


def run(code: str, case: dict[str, Any]) -> Report:
    lang = normalise_tag(case.get("lang", "fr"))
    fmt = case.get("format", "text")
    source = read_text(case["source"], "en", fmt=fmt) if "source" in case else None
    target = read_text(case["target"], lang, fmt=fmt)
    settings = Config(select=(code,), profile=case.get("profile", "default"))
    return check_documents(
        source, target, source_lang="en", settings=settings, context=case.get("context"), speaker=case.get("speaker")
    )


@pytest.mark.parametrize(("code", "case"), all_cases())
def test_case(code: str, case: dict[str, Any]) -> None:
    """A bad text is found, at the right words, and mended as written; a good one is not found."""
    report = run(code, case)
    bad = case.get("expect", case["kind"]) == "bad"
    assert bool(report.findings) == bad, [f.message for f in report.findings]
    places = sorted({p for f in report.findings for p in f.places})
    if "places" in case:
        assert [p.cut(case["target"]) for p in places] == case["places"]
    if "at" in case:
        assert [p.start for p in places] == case["at"]
    if "source_place" in case:
        assert [f.source_span.cut(case["source"]) for f in report.findings if f.source_span] == [case["source_place"]]
    if "fixed" in case:
        assert fix(report, unsafe=case.get("unsafe", False)) == case["fixed"]
        again = run(code, {**case, "target": case["fixed"]})
        assert not again.findings, "a mended text must be right"


def test_every_rule_has_a_file_and_every_file_a_rule() -> None:
    """The folder of cases mirrors the table of rules."""
    assert {p.stem for p in CASES.glob("*.toml")} == set(RULES)


@pytest.mark.parametrize("code", list(RULES))
def test_cases_are_complete(code: str) -> None:
    """Each rule has good and bad cases, one of each for its page, and no key that nobody reads."""
    cases = load(code)
    assert {"bad", "good"} <= {c["kind"] for c in cases}
    assert {"bad", "good"} <= {c["kind"] for c in cases if c.get("doc")}
    assert all(set(c) <= KEYS for c in cases)
    assert all("expect" in c and "about" in c for c in cases if c["kind"] == "known_failure")


@pytest.mark.parametrize("code", list(RULES))
def test_documentation_has_all_headings(code: str) -> None:
    """The docstring is the rule's page: a title line, then fixed headings in order, none empty."""
    text = RULES[code].documentation
    assert re.findall(r"^(\w[\w ]+):$", text, re.MULTILINE) == HEADINGS
    assert text.strip().splitlines()[0].endswith(".")
    assert not re.search(r":\n\n(?! )", text), "a heading without text"


@pytest.mark.parametrize("code", list(RULES))
def test_facts_are_consistent(code: str) -> None:
    """Code, file name, family, name, MQM type and severity fit together."""
    rule, check, _ = RULES[code]
    assert rule.code == code
    assert code[:3] in FAMILIES
    assert re.fullmatch(r"[A-Z]{3}\d{3}", code)
    assert Path(inspect.getfile(check)).stem == f"{code.lower()}_{rule.name.replace('-', '_')}"
    assert rule.mqm in MQM
    assert isinstance(rule.severity, Severity)
    assert not rule.summary.endswith(".")


def test_table_is_in_order() -> None:
    """People look rules up by code."""
    assert list(RULES) == sorted(RULES)
