"""Training sentences in which some agreeing words take the other gender, so that the parser does not lean on agreement.

A parser that learnt only from sentences that agree finds the subject of a predicate by its gender: then a wrong gender moves the
subject, and the very error that is looked for hides itself. Here adjectives, participles, determiners and pronouns change their
gender one by one; the tree stays. Swapping gender in training text is the idea of Lu et al. (2018,
https://arxiv.org/abs/1807.11714) and Zmigrod et al. (2019, https://aclanthology.org/P19-1161/), who swap all or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.morphosyntax.inflection import OTHER
from transqa.morphosyntax.tree import feature
from transqa.train.treebanks import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from transqa.morphosyntax.inflection import Analysis, Inflections
    from transqa.train.treebanks import Word

AGREEING = frozenset({"ADJ", "VERB", "AUX", "DET", "PRON"})
SHARE = 0.5
"""Of the words that can change."""


def swapped(sentence: Sentence, inflections: Inflections, chance: Random) -> Sentence | None:
    """Return the sentence with the gender of some words changed; None where none can change."""
    other = [other_gender(w, inflections) for w in sentence.words]
    able = [k for k, w in enumerate(other) if w is not None]
    if not able:
        return None
    chosen = {k for k in able if chance.random() < SHARE} or {chance.choice(able)}
    pairs = enumerate(zip(sentence.words, other, strict=True))
    return Sentence("", tuple(o if o is not None and k in chosen else w for k, (w, o) in pairs))


def other_gender(word: Word, inflections: Inflections) -> Word | None:
    """Return the word in the other gender; None where it has none, or more than one form."""
    gender = feature(word.feats, "Gender")
    if word.upos not in AGREEING or gender not in OTHER:
        return None
    readings = (
        a
        for a in inflections.analyses(word.form)
        if feature(a.feats, "Gender") == gender and (a.upos == word.upos or {a.upos, word.upos} <= {"VERB", "AUX", "ADJ"})
    )
    form = only_form(word.form, readings, inflections)
    if form is None:
        return None
    return word._replace(form=form, feats=word.feats.replace(f"Gender={gender}", f"Gender={OTHER[gender]}"))


def only_form(form: str, readings: Iterable[Analysis], inflections: Inflections) -> str | None:
    """Return the form of the other gender; None where the readings of *form* lead to none, to several, or back to itself."""
    found = {
        other
        for a in readings
        if (gender := feature(a.feats, "Gender")) in OTHER
        for other in inflections.inflect(form, a, Gender=OTHER[gender])
    }
    return found.pop() if len(found) == 1 and form not in found else None
