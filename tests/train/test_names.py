"""From births and census tables to the list of first names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transqa.errors import InputError
from transqa.langs.persons import Bearers, NameShare, read_names
from transqa.train.names import read_census, read_insee, write_names

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return a folder with made-up sources of both kinds."""
    (tmp_path / "insee.tsv").write_text("name\tmale\tfemale\nJean\t9990\t10\nZoé\t1\t199\nRare\t40\t40\n", encoding="utf-8")
    (tmp_path / "dist.female.first").write_text("JEAN  0.100  0.100  1\nRARA  0.001  0.101  2\nLEE  0.002  0.103  3\n")
    (tmp_path / "dist.male.first").write_text("JEAN  0.010  0.010  1\nLEE  0.050  0.060  2\n")
    return tmp_path


def test_both_countries_stand_side_by_side(sources: Path) -> None:
    out = sources / "names.txt"
    write_names({"fr-FR": read_insee(sources / "insee.tsv"), "en-US": read_census(sources)}, out)
    assert read_names(out) == {
        "jean": NameShare("Jean", {"fr-FR": Bearers(0.0, 10_000), "en-US": Bearers(0.91, 100_000)}),
        "lee": NameShare("Lee", {"en-US": Bearers(0.04, 10_000)}),
        "zoé": NameShare("Zoé", {"fr-FR": Bearers(1.0, 100)}),
    }


def test_rare_names_are_left_out(sources: Path) -> None:
    """Rare has too few births; of Rara nobody knows how many men bear it, since the men's list ends earlier."""
    assert "Rare" not in read_insee(sources / "insee.tsv")
    assert "Rara" not in read_census(sources)
    assert "Rare" in read_insee(sources / "insee.tsv", least=80)


def test_same_input_gives_the_same_bytes(sources: Path) -> None:
    one, other = sources / "1.txt", sources / "2.txt"
    names = read_insee(sources / "insee.tsv")
    write_names({"fr-FR": names}, one)
    write_names({"fr-FR": dict(reversed(names.items()))}, other)
    assert one.read_bytes() == other.read_bytes()


def test_a_missing_or_strange_file_is_named(sources: Path) -> None:
    with pytest.raises(InputError, match=r"no\.tsv"):
        read_insee(sources / "no.tsv")
    (sources / "insee.tsv").write_text("name\tmale\tfemale\nJean\tmany\t2\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"insee\.tsv:2: 'many' is no number"):
        read_insee(sources / "insee.tsv")
