"""Configuration files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transqa import Config, ConfigError
from transqa.config import discover, from_mapping, load

if TYPE_CHECKING:
    from pathlib import Path


def test_keys_with_hyphens_or_underscores() -> None:
    """As people write them."""
    assert from_mapping({"target-lang": "fr_ca", "fail_on": "major"}) == Config(target_lang="fr-CA", fail_on="major")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("target_lnag = 'fr'", r"unknown key 'target_lnag' \(did you mean 'target-lang'\?\)"),
        ("colour = true", "unknown key 'colour'; known: source-lang"),
        ("fail-on = 'sometimes'", "must be one of neutral, minor, major, critical, never"),
        ("select = [1]", "must be a list of rule codes"),
        ("target-lang = 7", "must be a text, not 7"),
        ("select = ", "not valid TOML"),
    ],
)
def test_errors_name_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    """One line: which file, which key, what is expected."""
    path = tmp_path / "transqa.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as e:
        load(path)
    assert str(path) in str(e.value)
    assert "\n" not in str(e.value)


def test_missing_file(tmp_path: Path) -> None:
    """A configuration that was named must exist."""
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path / "none.toml")


def test_nearest_configuration_wins(tmp_path: Path) -> None:
    """Upwards from the folder of the file; a project file counts only with its table."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "transqa.toml").write_text("", encoding="utf-8")
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert discover(inner) == tmp_path / "transqa.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.transqa]\n", encoding="utf-8")
    assert discover(inner) == tmp_path / "a" / "pyproject.toml"
