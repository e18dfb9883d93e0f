"""Words with a hyphen whose parts disagree: *un beau-fille*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.concord.clash import Clash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.concord.sentence import Sentence

NOUNS = frozenset({"NOUN", "ADJ", "X", "PROPN"})
MOST = 4
"""Parts of a compound at most."""


def compound_clashes(s: Sentence) -> Iterator[Clash]:
    """Yield compounds that the lexicon knows only with another adjective or noun in them."""
    for k, low in enumerate(s.low):
        if "-" not in low or s.words[k].known or s.tokens[k].upos not in NOUNS:
            continue
        parts = low.split("-")
        if 2 <= len(parts) <= MOST and all(parts) and (found := tuple(dict.fromkeys(_mended(s, parts)))):
            noun = s.readings.word(parts[-1]).noun
            yield Clash(k, k, "AGR101", noun, tuple(_like(s.tokens[k].text, form) for form in found))


def _mended(s: Sentence, parts: list[str]) -> Iterator[str]:
    """Yield the compounds that the lexicon has with the adjective, or the noun, in another form."""
    *prefix, adjective, noun = parts
    word = s.readings.word
    own, theirs = word(adjective).adjective, word(noun).noun
    lemmas = word(adjective).adjectives & s.facts.prenominal
    if not lemmas or not theirs or own & theirs:
        return
    inflections = s.readings.inflections
    forms = [form for lemma in sorted(lemmas) for form, _ in inflections.forms(lemma, "ADJ") if word(form).adjective & theirs]
    changed = [[*prefix, form, noun] for form in forms]
    changed += [[*prefix, adjective, other] for other in inflections.partners(noun) if word(other).noun & own]
    yield from (compound for compound in map("-".join, changed) if word(compound).known)


def _like(written: str, form: str) -> str:
    return form[:1].upper() + form[1:] if written[:1].isupper() else form
