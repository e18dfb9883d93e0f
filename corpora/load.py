"""Reads the articles of this folder, and compares a report with their gold findings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transqa.model import LineIndex, Span

if TYPE_CHECKING:
    from transqa import Finding, Report

HERE = Path(__file__).parent

Place = tuple[str, Span]
"""Side ("source" or "target") and the span there."""


@dataclass(frozen=True)
class Gold:
    """A finding that must be made: the rule, and each place that it must name."""

    rule: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Article:
    """An article with its translation, gold findings, and gold beads (as texts of sentences)."""

    name: str
    source: Path
    target: Path
    about: str
    gold: tuple[Gold, ...]
    beads: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    @property
    def clean(self) -> bool:
        """Whether nothing may be found."""
        return not self.gold


@dataclass(frozen=True)
class Judged:
    """A place that was found, missed or found wrongly."""

    rule: str
    place: Place
    verdict: str  # "hit", "miss", "false"


def articles() -> list[Article]:
    """Return all articles, in order of their names."""
    return [_read(folder) for folder in sorted(p.parent for p in HERE.glob("*/gold.toml"))]


def _read(folder: Path) -> Article:
    source, target = next(folder.glob("source.*")), next(folder.glob("target.*"))
    data = tomllib.loads((folder / "gold.toml").read_text(encoding="utf-8"))
    texts = {"source": source.read_text(encoding="utf-8"), "target": target.read_text(encoding="utf-8")}
    gold = tuple(_gold(g, texts) for g in data.get("finding", []))
    rows = [row.split("\t") for row in (folder / "alignment.tsv").read_text(encoding="utf-8").splitlines() if row]
    beads = tuple((_sentences(s), _sentences(t)) for s, t in rows)
    return Article(folder.name, source, target, data["about"], gold, beads)


def _sentences(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(" ¦ ")) if cell else ()


def _gold(data: dict[str, Any], texts: dict[str, str]) -> Gold:
    places = [("target", _place(p, texts["target"])) for p in data.get("places", [])]
    if not places:
        places = [("source", _place(data["source"], texts["source"]))]
    return Gold(data["rule"], tuple(places))


def _place(data: dict[str, Any], text: str) -> Span:
    """Return the span of a place; an error says that the gold does not fit its text."""
    line = LineIndex(text).line(data["line"])
    start = line.start - 1
    for _ in range(data.get("nth", 1)):
        start = text.index(data["text"], start + 1)
    span = Span(start, start + len(data["text"]))
    if not line.covers(span):
        raise ValueError(f"line {data['line']} does not hold {data['text']!r}")
    return span


def judge(article: Article, report: Report) -> list[Judged]:
    """Compare a report with the gold, place by place; a place is right when it overlaps one of the same rule."""
    found = [(f.rule, _found_places(f)) for f in report.findings]
    gold = [(g.rule, g.places) for g in article.gold]
    out = []
    for rule, places in gold:
        out += [Judged(rule, p, "hit" if _stands(rule, p, found) else "miss") for p in places]
    for rule, found_places in found:
        out += [Judged(rule, p, "false") for p in found_places if not _stands(rule, p, gold)]
    return out


def _found_places(finding: Finding) -> tuple[Place, ...]:
    """Return the places of a finding: in the source for what the target lacks, else in the target."""
    if finding.mqm == "accuracy/omission":
        return (("source", finding.source_span),) if finding.source_span else ()
    return tuple(("target", p) for p in finding.places)


def _stands(rule: str, place: Place, among: list[tuple[str, tuple[Place, ...]]]) -> bool:
    return any(r == rule and any(side == place[0] and span.overlaps(place[1]) for side, span in ps) for r, ps in among)
