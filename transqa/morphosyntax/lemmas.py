"""The dictionary form of a word whose part of speech and features are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.morphosyntax.features import plain_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transqa.morphosyntax.inflection import Analysis, Inflections

UNINFLECTED = frozenset({"PUNCT", "SYM", "NUM", "X", "PROPN"})
"""Parts of speech whose unknown words are their own lemma as they are written."""
MOST = 50_000
"""Words whose lemma is kept."""
KINDRED = {"AUX": "VERB", "VERB": "AUX"}
"""A part of speech that lexicon and tagger may tell apart differently."""


class Lemmas:
    """Finds lemmas: first in what the treebanks say of a word, then in the lexicon, then by its ending."""

    def __init__(self, exceptions: Mapping[str, str], inflections: Inflections | None) -> None:
        """Take *exceptions*, "form TAB UPOS" → lemma, where the lexicon says otherwise or nothing."""
        self._exceptions = exceptions
        self._inflections = inflections
        self._found: dict[tuple[str, str, str], str] = {}

    def lemma(self, form: str, upos: str, feats: str) -> str:
        """Return the lemma of a word; the word itself where nothing is known of it."""
        key = form, upos, feats
        found = self._found.get(key)
        if found is None:
            if len(self._found) > MOST:
                self._found.clear()
            known = self._known(plain_form(form), upos, feats)
            found = self._found[key] = known or (form if upos in UNINFLECTED else form.lower())
        return found

    def _known(self, form: str, upos: str, feats: str) -> str | None:
        exception = self._exceptions.get(exception_key(form, upos))
        if exception is not None:
            return exception
        if self._inflections is not None:
            lemma = nearest(self._inflections.analyses(form), upos, feats) or nearest(
                self._inflections.analyses(form.lower()), upos, feats
            )
            if lemma is None and upos not in UNINFLECTED:
                lemma = nearest(self._inflections.guess(form.lower()), upos, feats)
            return lemma
        return None


def exception_key(form: str, upos: str) -> str:
    """Return how a network's file names a word whose lemma it says."""
    return f"{plain_form(form).lower()}\t{upos}"


def nearest(analyses: Iterable[Analysis], upos: str, feats: str) -> str | None:
    """Return the lemma of the analysis that agrees with most features; None where none has the part of speech."""
    wanted = set(feats.split("|"))
    best: tuple[bool, int] | None = None
    lemma = None
    for a in analyses:
        if a.upos == upos or KINDRED.get(a.upos) == upos:
            said = set(a.feats.split("|")) - {""}
            rank = a.upos == upos, len(wanted & said) - len(said - wanted)
            if best is None or rank > best:
                best, lemma = rank, a.lemma
    return lemma
