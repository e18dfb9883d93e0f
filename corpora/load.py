"""Reads the articles of this folder, and compares a report with their gold findings, and links with their gold links."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from transqa.model import LineIndex, Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from transqa import Finding, Report
    from transqa.model import WordLink

HERE = Path(__file__).parent

WORD = regex.compile(
    r"\p{Nd}{1,3}(?:[ \u00a0\u202f]\p{Nd}{3})+(?!\p{Nd})(?:[.,]\p{Nd}+)?"  # 12 000, 1 234,5
    r"|\p{Nd}+(?:[.,]\p{Nd}+)*"  # 1,200, 3.5, 1984
    r"|[\p{L}\p{M}]+"
)
LINK = regex.compile(r"(\d+)([-?])(\d+)")

Place = tuple[str, Span]
"""Side ("source" or "target") and the span there."""


@dataclass(frozen=True)
class Gold:
    """A finding that must be made: the rule, and each place that it must name."""

    rule: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class LinkedBead:
    """A bead with gold word links: the two texts, sentences joined by a space, and pairs of word numbers from 0.

    A *sure* link must be found, a *possible* one may be; every sure link is possible too.
    """

    source: str
    target: str
    sure: frozenset[tuple[int, int]]
    possible: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Article:
    """An article with its translation, gold findings, gold beads (as texts of sentences), and word links of some beads."""

    name: str
    source: Path
    target: Path
    about: str
    gold: tuple[Gold, ...]
    beads: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    linked: tuple[LinkedBead, ...] = ()

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
    links = folder / "links.tsv"
    linked = _linked(links.read_text(encoding="utf-8")) if links.exists() else ()
    return Article(folder.name, source, target, data["about"], gold, beads, linked)


def _sentences(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(" ¦ ")) if cell else ()


def _linked(text: str) -> tuple[LinkedBead, ...]:
    """Read links.tsv; an error says that a row is out of place or a link is no link of its bead."""
    rows = [row.split("\t") for row in text.splitlines() if row]
    if [r[0] for r in rows] != ["S", "T", "L"] * (len(rows) // 3):
        raise ValueError("links.tsv wants the rows S, T and L of each bead in turn")
    cells = [r[1] for r in rows]
    return tuple(_linked_bead(*cells[at : at + 3]) for at in range(0, len(cells), 3))


def _linked_bead(source: str, target: str, links: str) -> LinkedBead:
    ours, theirs = " ".join(_sentences(source)), " ".join(_sentences(target))
    rows, columns = len(link_words(ours)), len(link_words(theirs))
    sure, possible = set(), set()
    for link in links.split(" "):
        match = LINK.fullmatch(link)
        if not match or not (0 < int(match[1]) <= rows and 0 < int(match[3]) <= columns):
            raise ValueError(f"{link!r} is no link between {ours!r} and {theirs!r}")
        pair = int(match[1]) - 1, int(match[3]) - 1
        possible.add(pair)
        if match[2] == "-":
            sure.add(pair)
    return LinkedBead(ours, theirs, frozenset(sure), frozenset(possible))


def link_words(text: str) -> list[tuple[int, int]]:
    """Return start and end of each word as the gold links count them: a number, or a run of letters.

    Apostrophes and hyphens part words. The sign that parts sentences in a cell is no word, so that a cell of links.tsv and
    the text of a `LinkedBead` have the same words.
    """
    return [m.span() for m in WORD.finditer(text)]


def numbered(bead: LinkedBead, links: Iterable[WordLink]) -> frozenset[tuple[int, int]]:
    """Return links between spans of the two texts of *bead* as pairs of word numbers from 0."""
    ours, theirs = link_words(bead.source), link_words(bead.target)
    return frozenset((i, j) for link in links for i in _at(link.source, ours) for j in _at(link.target, theirs))


def _at(span: Span, words: list[tuple[int, int]]) -> list[int]:
    return [i for i, word in enumerate(words) if span.overlaps(Span(*word))]


def link_scores(pairs: Iterable[tuple[LinkedBead, AbstractSet[tuple[int, int]]]]) -> tuple[float, float, float]:
    """Return precision, recall and alignment error rate (Och & Ney 2003) over beads with the links found in each.

    Precision is the share of the found links that are possible, recall the share of the sure links that were found; the
    alignment error rate (0 is best) joins the two. Where nothing was found, precision is 1.
    """
    found = sure = right = hit = 0
    for bead, links in pairs:
        found, sure = found + len(links), sure + len(bead.sure)
        right, hit = right + len(links & bead.possible), hit + len(links & bead.sure)
    return (
        right / found if found else 1.0,
        hit / sure if sure else 1.0,
        1 - (hit + right) / (found + sure) if found + sure else 0.0,
    )


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
