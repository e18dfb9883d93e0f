"""BCP-47 language tags: spelling and fallback."""

from __future__ import annotations

import re

from transqa.errors import ConfigError

_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|\d{3}))?([-_@.][\w-]+)*")


def normalise_tag(tag: str) -> str:
    """Return *tag* in BCP-47 spelling: ``fr_ca`` becomes ``fr-CA``, ``zh-hant`` becomes ``zh-Hant``.

    Raises:
        ConfigError: the text is no language tag.
    """
    if not _TAG.fullmatch(tag):
        raise ConfigError(f"'{tag}' is not a language tag; write one such as en, fr or fr-CA")
    parts = re.split(r"[-_]", re.split(r"[@.]", tag)[0])
    return "-".join([parts[0].lower(), *map(_subtag, parts[1:])])


def _subtag(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) <= 3 else part.lower()


def fallback_chain(tag: str) -> list[str]:
    """Return the tags whose facts hold for *tag*, most general first: ``fr-CA`` gives ``und, fr, fr-CA``."""
    parts = normalise_tag(tag).split("-")
    return ["und", *("-".join(parts[: i + 1]) for i in range(len(parts)) if parts[0] != "und")]


def same_language(a: str, b: str) -> bool:
    """Say whether two tags name varieties of one language."""
    return primary_subtag(a) == primary_subtag(b)


def primary_subtag(tag: str) -> str:
    """Return the language of a tag without script and region: ``fr`` of ``fr-CA``.

    Raises:
        ConfigError: the text is no language tag.
    """
    return normalise_tag(tag).split("-")[0]
