"""The articles of corpora/: what must be found is found, what must not is not, and sentences are aligned as by hand."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest

from corpora.load import Article, articles, judge
from transqa import Report, check_file, fix

ARTICLES = articles()
SCHEMA = Path(__file__).parents[1] / "docs" / "reference" / "report.schema.json"
PRECISION, RECALL, ALIGNMENT = 0.97, 0.95, 0.97
GENDER_PRECISION, GENDER_RECALL = 0.95, 0.90
"""Of the rules that need to know who is who (GEN) and what agrees with what (AGR)."""


@cache
def report_on(article: Article, *, with_source: bool = True) -> Report:
    return check_file(article.target, article.source if with_source else None)


def strict_f1(article: Article) -> tuple[int, int, int]:
    """Return right beads, gold beads, found beads."""
    alignment = report_on(article).alignment
    assert alignment is not None
    found = [
        (tuple(alignment.source[i].text for i in b.source), tuple(alignment.target[j].text for j in b.target)) for b in alignment
    ]
    return sum(b in article.beads for b in found), len(article.beads), len(found)


def test_there_are_enough_articles() -> None:
    """At least twelve, four of them clean, of four kinds."""
    assert len(ARTICLES) >= 12
    assert sum(a.clean for a in ARTICLES) >= 4
    assert {a.name.split("-")[0] for a in ARTICLES} >= {"news", "blog", "product", "interview"}


@pytest.mark.parametrize("article", [a for a in ARTICLES if a.clean], ids=lambda a: a.name)
def test_clean_articles_are_clean(article: Article) -> None:
    """Hard negatives all through: no finding with the source; without it, only names such as Bravo! cannot be known."""
    assert not report_on(article).findings
    assert not [f for f in report_on(article, with_source=False).findings if f.rule != "SPC101"]


@pytest.mark.parametrize(
    ("gender", "precision", "recall"),
    [(False, PRECISION, RECALL), (True, GENDER_PRECISION, GENDER_RECALL)],
    ids=["surface", "gender"],
)
def test_precision_and_recall(*, gender: bool, precision: float, recall: float) -> None:
    """Over all articles, place by place."""
    judged = [j for a in ARTICLES for j in judge(a, report_on(a)) if j.rule.startswith(("GEN", "AGR")) == gender]
    n = Counter(j.verdict for j in judged)
    wrong = [f"{j.verdict} {j.rule} {j.place}" for j in judged if j.verdict != "hit"]
    assert n["hit"] / (n["hit"] + n["false"]) >= precision, wrong
    assert n["hit"] / (n["hit"] + n["miss"]) >= recall, wrong


def test_alignment() -> None:
    """Strict F1 of beads over all articles; sentences split otherwise than by hand count as wrong."""
    right, gold, found = (sum(x) for x in zip(*(strict_f1(a) for a in ARTICLES), strict=True))
    assert 2 * right / (gold + found) >= ALIGNMENT


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.name)
def test_no_sentence_is_lost(article: Article) -> None:
    """Every sentence of either side stands in exactly one bead, in order but for what moved."""
    alignment = report_on(article).alignment
    assert alignment is not None
    assert sorted(i for b in alignment for i in b.source) == list(range(len(alignment.source)))
    assert all(i < j for a, b in pairwise(b.source for b in alignment if b.source and not b.moved) for i in a for j in b)
    assert [j for b in alignment for j in b.target] == list(range(len(alignment.target)))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.name)
def test_spans_cut_the_right_words(article: Article) -> None:
    """Segments and evidence lie in their texts, and a place is never empty but where something is missing."""
    report = report_on(article)
    text = report.target.text
    assert text == article.target.read_text(encoding="utf-8")
    for f in report.findings:
        assert all(0 <= p.start <= p.end <= len(text) for p in f.places)
        assert all(p.start < p.end for p in f.places) or f.mqm == "accuracy/omission"
        assert f.span == (f.places[0] if f.places else None)


def test_reports_fit_the_published_schema() -> None:
    """All that reports hold, moved beads included, is what docs/reference/report.schema.json says."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    data = [json.loads(json.dumps(report_on(article).to_dict())) for article in ARTICLES]
    for report in data:
        jsonschema.validate(report, {"$defs": schema["$defs"], "$ref": "#/$defs/report"})
    assert any(bead["moved"] for report in data for bead in report["alignment"])


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.name)
def test_fix_is_idempotent_and_changes_spaces_only(article: Article) -> None:
    """Safe edits insert, replace and delete spaces, and one doubled function word; then nothing safe is left to mend."""
    report = report_on(article)
    fixed = fix(report)
    again = check_file(article.target, article.source)
    assert fix(again) == fixed
    repaired = [f.rule for f in report.findings if f.edits and all(e.safe for e in f.edits)]
    if "REP102" not in repaired:
        assert "".join(fixed.split()) == "".join(report.target.text.split())


def test_fixed_articles_have_no_spacing_fault_left(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A second check finds none of what was mended."""
    folder = tmp_path_factory.mktemp("fixed")
    for article in ARTICLES:
        path = folder / f"{article.name}.fr{article.target.suffix}"
        path.write_text(fix(report_on(article)), encoding="utf-8", newline="")
        left = check_file(path, article.source).findings
        assert not [f.rule for f in left if any(e.safe for e in f.edits)], article.name
