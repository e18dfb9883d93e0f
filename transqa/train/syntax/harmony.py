"""Makes treebanks of one language agree on what they mark.

Two things differ so much that a network would learn noise: spoken banks note the gender and number of nouns outside the
features, and banks disagree on words that have one form for both genders (French *politique*): some give them the gender of
their noun, which is the very thing that is to be checked. The inflection lexicon decides: a form that shows no gender has none.
What else differs (research/morphology.md, 2) is left to the network, which knows the bank that a sentence comes from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.morphosyntax.tree import features
from transqa.train.treebanks import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transqa.morphosyntax.inflection import Analysis, Inflections
    from transqa.train.treebanks import Word

AGREEING = ("Gender", "Number")
AS_NOUN = frozenset({"NOUN", "VERB", "AUX", "PROPN"})
"""Parts of speech that keep what a bank says: a noun or participle of one form can have a gender (un ministre, il a pu)."""
EMPTY = frozenset({"Unknown"})
TELLING = ("Number", "VerbForm", "Tense", "Person")
"""Features in which a reading of the lexicon and a word of a bank may not differ, lest they be different words."""


def harmonised(sentence: Sentence, inflections: Inflections | None) -> Sentence:
    """Return the sentence with gender and number marked as the lexicon marks them."""
    return Sentence(sentence.text, tuple(_harmonised(w, inflections) for w in sentence.words))


def _harmonised(word: Word, inflections: Inflections | None) -> Word:
    feats = {k: v for k, v in features(word.feats).items() if v not in EMPTY}
    for name, value in _noted(word.misc):
        if value not in EMPTY and word.upos in AS_NOUN:
            feats.setdefault(name, value)
    if inflections is not None and word.upos in {"NOUN", "ADJ", "VERB", "AUX"}:
        readings = _readings(word, feats, inflections.analyses(word.form))
        for name in AGREEING:
            _agree(feats, name, {said.get(name) for said in readings}, keep=word.upos in AS_NOUN)
    return word._replace(feats=joined(feats))


def joined(feats: dict[str, str]) -> str:
    """Return features as UD writes them, sorted."""
    return "|".join(f"{k}={feats[k]}" for k in sorted(feats, key=str.casefold))


def _noted(misc: str) -> Iterable[tuple[str, str]]:
    """Return gender and number that a spoken bank notes in the last column: `Gender[lex]=Fem`, `Number[ctxt]=Sing`."""
    for item in misc.split("|"):
        key, _, value = item.partition("=")
        name, bracket, _ = key.partition("[")
        if bracket and name in AGREEING and not key.endswith("[psor]"):
            yield name, value


def _readings(word: Word, feats: dict[str, str], analyses: Iterable[Analysis]) -> list[Mapping[str, str]]:
    """Return the features of the analyses that can be the word: same part of speech, same kind of verb form, no other number."""
    found = []
    for a in analyses:
        said = features(a.feats)
        same = a.upos == word.upos or {a.upos, word.upos} == {"VERB", "AUX"}
        if same and all(said.get(k, feats.get(k)) == feats.get(k, said.get(k)) for k in TELLING):
            found.append(said)
    return found


def _agree(feats: dict[str, str], name: str, values: set[str | None], *, keep: bool) -> None:
    """Take the value that every reading has; unless it is to be *kept*, drop one that none has."""
    if values == {None} and not keep:
        feats.pop(name, None)
    elif len(values) == 1 and (value := values.pop()) is not None:
        feats.setdefault(name, value)
