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
        ("pipelines = 'fr_core_news_lg'", r"pipelines must be a table .* such as \{ fr = 'fr_core_news_lg' \}"),
        ("[pipelines]\nfr = 3", "pipelines must be a table of language tags"),
        ("[pipelines]\nfr = ' '", "pipelines must be a table of language tags"),
        ("[pipelines]\n'french!' = 'x'", "pipelines: 'french!' is not a language tag"),
        ("people = 'Jane Doe'", r"people must be a table of names and genders, such as \{ 'Jane Doe' = 'female' \}"),
        ("[people]\n'Jane Doe' = 'femal'", r"people: gender of 'Jane Doe' must be .* not 'femal' \(did you mean 'female'\?\)"),
        ("[people]\n' ' = 'female'", "people: a name is empty"),
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


def test_pipelines_by_language(tmp_path: Path) -> None:
    """Tags as people write them; the most particular one serves; without one the embedded pipeline does."""
    config = from_mapping({"pipelines": {"fr": "general", "fr_ca": "canadian"}})
    assert config.pipeline_for("fr-CA") == ("fr-CA", "canadian")
    assert config.pipeline_for("fr-BE") == ("fr", "general")
    assert config.pipeline_for("de") == ("de", None)
    assert hash(config) == hash(Config())
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.transqa.pipelines]\nfr = "general"\n', encoding="utf-8")
    assert load(path) == Config(pipelines={"fr": "general"})


def test_paths_of_pipelines_count_from_the_file(tmp_path: Path) -> None:
    """A path, there or not, and a name under which something is there; other names stay names."""
    (tmp_path / "mine").mkdir()
    path = tmp_path / "transqa.toml"
    path.write_text("[pipelines]\nfr = 'mine'\nen = 'models/en'\nde = 'de_core_news_lg'\nit = '/models/it'\n", encoding="utf-8")
    assert load(path).pipelines == {
        "fr": str(tmp_path / "mine"),
        "en": str(tmp_path / "models" / "en"),
        "de": "de_core_news_lg",
        "it": "/models/it",
    }


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
