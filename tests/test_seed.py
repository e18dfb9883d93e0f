"""The article that the project started from, beside the checkout: what a reviser would mark, once each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import transqa

if TYPE_CHECKING:
    from pathlib import Path

TARGET_SIDE = {
    "QUO101": (51, "«\u00a0 "),
    "QUO102": (5, "«La"),
    "QUO107": (2, "«"),
    "SPC101": (1, "déclaré:"),
    "SPC104": (1, "B.Jordan"),
    "SPC107": (1, "1 200"),
    "REP101": (9, "Kim Kardashian «\u00a0 gèle "),
    "CON101": (14, "plateformes"),
    "MTX101": (1, "l’Amérique. – seulement"),
    "UNT101": (1, "Skip to content"),
    "GEN106": (1, "silencieux"),
}
"""Rule: how many places, and how the words of the first begin."""

SOURCE_SIDE = {"ADD101": (1, "Publicité"), "GEN101": (1, "actif")}
"""The same for what only the source can show."""


LONGEST = 23
"""Characters compared: the article's sentences are not ours to copy."""


@pytest.fixture
def texts(shared: Path) -> tuple[str, str]:
    folder = shared / "data" / "seed"
    return (folder / "article.en.txt").read_text(encoding="utf-8"), (folder / "article.fr.txt").read_text(encoding="utf-8")


def found(report: transqa.Report) -> dict[str, tuple[int, str]]:
    text = report.target.text
    return {f.rule: (len(f.places), f.span.cut(text)[:LONGEST] if f.span else "") for f in report.findings}


def test_with_source(texts: tuple[str, str]) -> None:
    """Each fault is one finding with all its places, and nothing else is found."""
    report = transqa.check(*texts, source_lang="en", target_lang="fr")
    assert found(report) == TARGET_SIDE | SOURCE_SIDE
    assert len(report.findings) == len(found(report))


def test_without_source(texts: tuple[str, str]) -> None:
    """The same findings, but for those that only the source can show; of the words about one person the odd one out is found."""
    report = transqa.check(None, texts[1])
    assert found(report) == {**TARGET_SIDE, "GEN108": (1, "actif")}
    assert len(report.findings) == len(found(report))


def test_gender(texts: tuple[str, str]) -> None:
    """Both words in the wrong gender are named, with the right form and what shows the gender, with and without the source."""
    for source in (texts[0], None):
        report = transqa.check(source, texts[1], target_lang="fr")
        findings = [f for f in report.findings if f.rule.startswith("GEN")]
        assert [f.suggestions for f in findings] == [("silencieuse",), ("active",)]
        sides = {"source": texts[0], "target": texts[1]}
        words = [{e.span.cut(sides[e.side]).lower() for e in f.evidence} for f in findings]
        assert "-t-elle" in words[0]
        assert words[1] & {"she", "her", "elle"}


def test_fix(texts: tuple[str, str]) -> None:
    """Every spacing fault is mended, nothing else is touched, and a second run finds none of them."""
    source, target = texts
    fixed = transqa.fix(transqa.check(source, target))
    assert "".join(fixed.split()) == "".join(target.split())
    left = found(transqa.check(source, fixed))
    assert not {"QUO101", "QUO102", "QUO103", "SPC101", "SPC102", "SPC103", "SPC104", "SPC105", "SPC106", "SPC107"} & set(left)
    assert set(left) == {"QUO107", "REP101", "CON101", "MTX101", "UNT101", "ADD101", "GEN101", "GEN106"}
    assert transqa.fix(transqa.check(source, fixed)) == fixed
    assert fixed.splitlines()[4].startswith("  • Kim")


def test_alignment(texts: tuple[str, str]) -> None:
    """Every sentence of the source has its own in the target."""
    alignment = transqa.check(*texts).alignment
    assert alignment is not None
    assert all(b.target for b in alignment)
    assert sum(1 for b in alignment if len(b.source) == len(b.target) == 1) >= 31
