"""What an alignment may lean on for a pair of languages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from transqa.alignment.evidence import Bridges
from transqa.alignment.lexicon import embedded, embedded_pairs, load_lexicon
from transqa.langs import same_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from transqa.alignment.lexicon import Lexicon
    from transqa.alignment.score import Weights

    Translate = Callable[[list[str]], list[str]]


NONE = Bridges()
ENOUGH = 5_000
"""Entries from which a lexicon knows most of the words that tell sentences apart."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What an alignment may lean on.

    Attributes:
        lexicons: for the pair of languages, from source to target.
        bridges: lexicons that join one of the languages with a third.
        translate: takes sentences of the source to sentences of the target language.
        weights: None: those that were learnt.
    """

    lexicons: tuple[Lexicon, ...] = ()
    bridges: Bridges = NONE
    translate: Translate | None = None
    weights: Weights | None = None

    @property
    def known_pair(self) -> bool:
        """Whether a lexicon of some size knows the pair, so that neither a third language nor the document need teach words."""
        return any(len(x) >= ENOUGH for x in self.lexicons)


def resources_for(
    source_lang: str, target_lang: str, lexicon: str | Path | None = None, translate: Translate | None = None
) -> Resources:
    """Return the embedded lexicons that serve a pair of languages, with the user's own *lexicon* before them.

    Raises:
        InputError: *lexicon* cannot be read.
    """
    path = None if lexicon is None else Path(lexicon).resolve()
    changed = path.stat().st_mtime_ns if path is not None and path.is_file() else 0
    found = _for_pair(source_lang, target_lang, path, changed)
    return found if translate is None else replace(found, translate=translate)


@lru_cache(maxsize=32)
def _for_pair(source_lang: str, target_lang: str, lexicon: Path | None, changed: int) -> Resources:  # noqa: ARG001  # see above
    own = () if lexicon is None else (load_lexicon(lexicon, source_lang, target_lang),)
    pair = embedded(source_lang, target_lang)
    found = Resources(own if pair is None else (*own, pair))
    return found if found.known_pair else replace(found, bridges=_bridges(source_lang, target_lang))


def _bridges(source_lang: str, target_lang: str) -> Bridges:
    """Return the embedded lexicons with one of the languages, each read from that language."""
    found: tuple[list[Lexicon], list[Lexicon]] = ([], [])
    for a, b in embedded_pairs():
        for side, tag in zip(found, (source_lang, target_lang), strict=True):
            for own, third in ((a, b), (b, a)):
                lexicon = embedded(own, third) if same_language(own, tag) else None
                if lexicon is not None:
                    side.append(lexicon)
    return Bridges(tuple(found[0]), tuple(found[1]))
