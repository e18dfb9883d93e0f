"""Which tagger and parser serves a language: the one that the configuration names, else the embedded one."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

from transqa.langs.tags import fallback_chain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

    from transqa.morphosyntax.tree import Form, Token


class Pipeline(Protocol):
    """A tagger and parser."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    @property
    def version(self) -> str:
        """What tells it from others of its name: two of one name and version give the same trees."""
        ...

    def parse(self, sentences: Sequence[Sequence[Form]]) -> list[list[Token]]:
        """Return the tree of each sentence: a token for each form, with the form's place; no tokens for an empty sentence."""
        ...


FILE = "syntax.npz"
"""The network in the folder of a language."""


@lru_cache(maxsize=16)
def load_pipeline(tag: str, named: str | None) -> Pipeline | None:
    """Return the tagger and parser for a language; one for each, loaded once.

    Args:
        tag: BCP-47 tag; where *named* is given, the key under which the configuration names it.
        named: spaCy pipeline (package or path) that the configuration names for the language, or None: the embedded one.

    Returns:
        The pipeline; None where the language has none.

    Raises:
        ConfigError: the text is no language tag, or the named pipeline is missing, broken or for another language.
    """
    if named is not None:
        from transqa.morphosyntax.spacy_pipeline import SpacyPipeline

        return SpacyPipeline(named, tag)
    found = _embedded(tag)
    return None if found is None else _load_embedded(found[0])


@lru_cache(maxsize=16)
def pipeline_mark(tag: str, named: str | None) -> str | None:
    """Return name and version of the pipeline that `load_pipeline` would return, without loading it: a few ms.

    Raises:
        ConfigError: as `load_pipeline`, but for what shows only when the pipeline is loaded.
    """
    if named is not None:
        from transqa.morphosyntax.spacy_pipeline import describe

        about = describe(named, tag)
        return f"{about.name}.{about.version}"
    found = _embedded(tag)
    return None if found is None else f"{found[0]}.{hashlib.sha256(found[1].read_bytes()).hexdigest()[:8]}"


def _embedded(tag: str) -> tuple[str, Traversable] | None:
    """Return the nearest language of the fallback chain with an embedded network, and its file."""
    for parent in reversed(fallback_chain(tag)):
        path = files("transqa.langs") / parent / FILE
        if path.is_file():
            return parent, path
    return None


@lru_cache(maxsize=8)
def _load_embedded(tag: str) -> Pipeline:
    from transqa.morphosyntax.embedded import EmbeddedPipeline

    return EmbeddedPipeline(tag)
