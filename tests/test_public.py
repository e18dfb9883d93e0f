"""The public names and the contract of the report."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import transqa

SCHEMA = Path(__file__).parents[1] / "docs" / "reference" / "report.schema.json"
SOURCE = "She said: yes.\n\nIt costs 1,250 euros.\n\nThe port is closed on Mondays, says Marta Kolding."
TARGET = "Elle a dit: «oui».\n\nCela coûte 12\u00a0500 euros.\n\nPublicité\n\nLe port est fermé le lundi, selon Marta Kolding."


def test_all_names_resolve() -> None:
    """`__all__` is sorted, complete, and every name exists."""
    assert transqa.__all__ == sorted(transqa.__all__)
    assert all(getattr(transqa, name) is not None for name in transqa.__all__)
    assert set(transqa.__all__) <= set(dir(transqa))
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        _ = transqa.chek


def test_report() -> None:
    """Findings in target order, with spans of the texts passed in."""
    report = transqa.check(SOURCE, TARGET, source_lang="en", target_lang="fr")
    assert [f.rule for f in report.findings] == ["SPC101", "QUO102", "NUM101", "ADD101"]
    number = report.findings[2]
    assert number.span is not None
    assert number.source_span is not None
    assert number.span.cut(TARGET) == "12\u00a0500"
    assert number.source_span.cut(SOURCE) == "1,250"
    assert number.evidence[0].side == "source"
    assert report.score.penalty == 12
    assert report.score.per_1000_words == pytest.approx(1000 * 12 / report.score.words)
    assert report.signature.startswith(f"transqa:{transqa.__version__}|langs:en-fr|profile:default|rules:")


def test_dictionary_fits_the_published_schema() -> None:
    """`to_dict` is what docs/reference/report.schema.json says, for empty and full reports alike."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    report_schema = {"$defs": schema["$defs"], "$ref": "#/$defs/report"}
    for report in (
        transqa.check(SOURCE, TARGET),
        transqa.check(None, "Rien."),
        transqa.check("", ""),
        transqa.check("Left out.", ""),
    ):
        data = json.loads(json.dumps(report.to_dict()))
        jsonschema.validate(data, report_schema)


def test_html_for_notebooks_escapes() -> None:
    """Words of the text never become markup."""
    html = transqa.check(None, "Elle dit «<b>oui</b>».")._repr_html_()
    assert "<b>" not in html
    assert "QUO102" in html


def test_severities_have_an_order() -> None:
    """As in MQM."""
    assert [s.rank for s in transqa.Severity] == [0, 1, 2, 3]
