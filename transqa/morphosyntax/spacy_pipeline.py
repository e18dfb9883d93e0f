"""A user's own spaCy pipeline in the place of the embedded tagger and parser (extra `spacy`).

It gets our tokens, so that spans are exact and the same whoever parses; its tokenizer and its sentence splitter have no say.
What it gives is put into Universal Dependencies terms; a pipeline without parser gives flat trees, in which rules find nothing.
"""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from transqa.errors import ConfigError
from transqa.langs.tags import primary_subtag
from transqa.morphosyntax.tree import ROOT, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from transqa.morphosyntax.tree import Form

UNUSED = ("tokenizer", "senter", "sentencizer", "ner", "entity_ruler", "entity_linker", "span_ruler", "spancat", "textcat")
"""Components that say nothing of words or syntax; names that a pipeline does not have do no harm."""
ANY_LANGUAGE = "xx"
"""What spaCy calls the language of a multilingual pipeline."""
OPEN = ("ADJ", "ADV", "INTJ", "NOUN", "PROPN", "VERB")
CLOSED = ("ADP", "AUX", "CCONJ", "DET", "NUM", "PART", "PRON", "SCONJ")
UPOS = frozenset((*OPEN, *CLOSED, "PUNCT", "SYM", "X"))
"""The parts of speech of UD: open classes, closed classes, others. What spaCy adds (SPACE, no tag) shows as X."""
RELATIONS = {
    "ROOT": "root",
    "acomp": "xcomp",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "npadvmod": "obl:npmod",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
"""Labels of spaCy's English pipelines (ClearNLP) that have one answer in Universal Dependencies; head and dependent stay.

Not here, since UD builds another tree: `prep`, `pobj`, `pcomp` and `agent`, where the preposition governs its noun, stay as
they are; a predicate (`acomp`, `attr`) hangs on *be* as `xcomp`, where UD makes it the head. Other languages use UD labels.
"""


class About(NamedTuple):
    """What a pipeline says of itself: its name, its version with a digest of its description, its language."""

    name: str
    version: str
    lang: str


def describe(named: str, tag: str) -> About:
    """Return what a pipeline says of itself; neither it nor spaCy is loaded.

    Args:
        named: name of an installed package, or path of a folder that spaCy wrote.
        tag: the key under which the configuration names it.

    Raises:
        ConfigError: spaCy is not installed, there is no such pipeline, or it is for another language than *tag*.
    """
    where = f"config: pipelines.{tag} names '{named}'"
    if find_spec("spacy") is None:
        raise ConfigError(f"{where}, but spaCy is not installed; run: pip install 'transqa[spacy]'")
    folder = _package(named) or Path(named)
    if not folder.exists():
        missing = "which is not installed" if named.isidentifier() else "where there is nothing"
        raise ConfigError(f"{where}, {missing}; {_remedy(named)}")
    try:
        raw = (folder / "meta.json").read_bytes()
        meta = json.loads(raw)
        lang, name, version = str(meta["lang"]), str(meta["name"]), str(meta["version"])
    except (OSError, ValueError, KeyError, TypeError):
        raise ConfigError(f"{where}, which is no spaCy pipeline (no meta.json that says so); {_remedy(named)}") from None
    if lang not in {ANY_LANGUAGE, primary_subtag(tag)}:
        raise ConfigError(f"{where}, a pipeline for '{lang}'; name one for '{primary_subtag(tag)}', or change the key")
    return About(f"{lang}_{name}", f"{version}.{sha256(raw).hexdigest()[:8]}", lang)


def _package(named: str) -> Path | None:
    """Return the folder of an installed package, without importing it."""
    try:
        spec = find_spec(named) if named.isidentifier() else None
    except ValueError:  # a module that was not imported from anywhere, such as __main__
        return None
    return Path(spec.submodule_search_locations[0]) if spec is not None and spec.submodule_search_locations else None


def _remedy(named: str) -> str:
    if named.isidentifier():
        return f"run: python -m spacy download {named}, or give a path"
    return "give the path of a folder that spaCy wrote, or the name of a package such as 'fr_core_news_lg'"


class SpacyPipeline:
    """A spaCy pipeline that is fed our tokens."""

    def __init__(self, name_or_path: str, tag: str) -> None:
        """Load a pipeline: seconds, of which spaCy itself takes one or two.

        Raises:
            ConfigError: as `describe`, or a part of the pipeline cannot be loaded.
        """
        about = describe(name_or_path, tag)
        self.name = about.name
        self.version = about.version
        self._nlp = _load(name_or_path, tag)

    def parse(self, sentences: Sequence[Sequence[Form]]) -> list[list[Token]]:
        """Return the tree of each sentence, one token for each form."""
        docs = self._nlp.pipe([self._doc(forms) for forms in sentences if forms])
        return [_tree(forms, next(docs)) if forms else [] for forms in sentences]

    def _doc(self, forms: Sequence[Form]) -> Doc:
        from spacy.tokens import Doc

        spaces = [after.start > form.end for form, after in pairwise(forms)]
        # Starts that are set keep the parser from splitting: a sentence is what our segmentation says.
        starts = [True] + [False] * (len(forms) - 1)
        return Doc(self._nlp.vocab, words=[f.text for f in forms], spaces=[*spaces, False], sent_starts=starts)


def _load(named: str, tag: str) -> Language:
    try:
        import spacy

        return spacy.load(named, exclude=list(UNUSED))
    except Exception as e:  # noqa: BLE001  # a pipeline is anybody's code
        reason = (str(e).splitlines() or [type(e).__name__])[0][:300]
        raise ConfigError(f"config: pipelines.{tag} names '{named}', which spaCy cannot load: {reason}") from None


def _tree(forms: Sequence[Form], doc: Doc) -> list[Token]:
    """Return the tokens of a sentence; further roots hang on the first."""
    words: list[Any] = list(doc)
    parsed = doc.has_annotation("DEP")
    root = next((w.i for w in words if w.head.i == w.i), 0)
    tokens = []
    for form, word in zip(forms, words, strict=True):
        head, relation = (word.head.i, RELATIONS.get(word.dep_, word.dep_) or "dep") if parsed else (root, "dep")
        if word.i == root:
            head, relation = ROOT, "root"
        elif head == word.i:
            head, relation = root, "parataxis"
        upos = word.pos_ if word.pos_ in UPOS else "X"
        tokens.append(Token(*form, word.lemma_ or form.text, upos, _feats(str(word.morph)), head, relation))
    return tokens


def _feats(morph: str) -> str:
    """Return features in the order of UD, which takes no heed of capitals."""
    return "" if morph == "_" else "|".join(sorted(morph.split("|"), key=str.lower))
