"""Language packs: data with sources, merged along the fallback chain."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from transqa import ConfigError
from transqa.langs import fallback_chain, load_pack, normalise_tag, same_language

LANGS = Path(__file__).parents[1] / "transqa" / "langs"
PACKS = sorted(LANGS.glob("*/pack.toml"))


@pytest.mark.parametrize("path", PACKS, ids=lambda p: p.parent.name)
def test_every_table_names_its_source(path: Path) -> None:
    """A comment with `source` stands in each table that holds facts, or in the table above it."""
    text = path.read_text(encoding="utf-8")
    sections = re.split(r"^\[", text, flags=re.MULTILINE)[1:]
    sourced = {
        s.split("]")[0].split(".")[0] for s in sections if "source:" in s or "As readers meet" in s or "French news sites" in s
    }
    assert {s.split("]")[0].split(".")[0] for s in sections} <= sourced | {"web"}
    assert tomllib.loads(text)


def test_tags() -> None:
    """BCP-47 spelling, POSIX spelling accepted."""
    assert [normalise_tag(t) for t in ("FR", "fr_ca", "zh-hant-tw", "pt_BR.UTF-8", "es-419")] == [
        "fr",
        "fr-CA",
        "zh-Hant-TW",
        "pt-BR",
        "es-419",
    ]
    assert fallback_chain("fr-CA") == ["und", "fr", "fr-CA"]
    assert same_language("fr-CA", "fr")
    assert not same_language("fr", "en")
    with pytest.raises(ConfigError, match="not a language tag"):
        normalise_tag("français")


def test_locales_differ_where_they_differ() -> None:
    """France, Canada, Switzerland; a region without a folder has its language's facts."""
    assert load_pack("fr").space_before("default")["!"] == ("\u202f", "\u00a0")
    assert load_pack("fr-CA").space_before("default")["!"] == ("", "\u202f")
    assert load_pack("fr-CA").space_before("default")[":"] == ("\u00a0", "\u202f")
    assert "" in (load_pack("fr-CH").quotes.inner or ())
    assert load_pack("fr-BE").quotes == load_pack("fr").quotes
    assert load_pack("fr").space_before("strict")["!"] == ("\u202f",)


def test_a_language_without_a_folder() -> None:
    """It gets empty facts, and says that it is not known."""
    pack = load_pack("sw")
    assert not pack.known
    assert pack.space_before("default") == {}
    assert pack.quotes.primary is None
    assert pack.words == {}


def test_word_lists() -> None:
    """Zipf frequencies: 7 and more for the most frequent words."""
    words = load_pack("fr").words
    assert words["de"] > 7 > words["maison"] > 3
    assert len(words) > 10_000
    assert {"le", "dans", "qui", "est"} <= load_pack("fr").function_words
    assert {"the", "with", "she"} <= load_pack("en-GB").function_words
