"""Which lemmas a treebank gives that lexicon and endings do not: what a network's file keeps of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from transqa.morphosyntax.lemmas import Lemmas, exception_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transqa.morphosyntax.inflection import Inflections
    from transqa.train.treebanks import Sentence

LEAST = 3
"""Times a word must be seen, so that no slip of an annotator is kept."""


def exceptions(sentences: Iterable[Sentence], inflections: Inflections | None) -> dict[str, str]:
    """Return "form TAB UPOS" → lemma for the words whose usual lemma is not the one that would be found without."""
    plain = Lemmas({}, inflections)
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    wrong: Counter[str] = Counter()
    for s in sentences:
        for w in s.words:
            key = exception_key(w.form, w.upos)
            seen[key][w.lemma] += 1
            wrong[key] += plain.lemma(w.form, w.upos, w.feats) != w.lemma
    out = {}
    for key in sorted(seen):
        lemma, n = max(seen[key].items(), key=lambda x: (x[1], x[0]))
        total = seen[key].total()
        if n >= LEAST and total - n < wrong[key]:
            out[key] = lemma
    return out
