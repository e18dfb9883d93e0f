"""Trains the network of a language from a recipe: treebanks → teachers → silver text → the pupil that ships."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch

from transqa.errors import InputError
from transqa.langs import load_pack
from transqa.morphosyntax.features import WordFeatures
from transqa.morphosyntax.inflection import load_inflections
from transqa.train.syntax import silver
from transqa.train.syntax.corpus import TypeTable, examples, labels_of, lexicon_tags
from transqa.train.syntax.fit import Batches, Schedule, answers, fit
from transqa.train.syntax.harmony import harmonised
from transqa.train.syntax.lemmas import exceptions
from transqa.train.syntax.network import Dropout, Network, Shape
from transqa.train.syntax.swap import swapped
from transqa.train.syntax.weights import arrays_of
from transqa.train.treebanks import read_treebank

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from transqa.morphosyntax.inflection import Inflections
    from transqa.train.syntax.corpus import Example, Labels
    from transqa.train.treebanks import Sentence

    Progress = Callable[[str], None]

LEAST_SEEN = 2
"""Times a form must stand in the treebanks to have a row of its own ..."""
LEAST_SILVER = 12
"""... or in the silver text."""
MOST_FORMS = 24_000
TEACHER_HIDDEN = 112
POLISH_RATE, POLISH_AVERAGE = 8e-4, 0.998
"""Top of the cycle of rates, and the weight of the past in the average: about the last 500 batches count."""
KEYS: dict[str, type] = {
    "lang": str,
    "style": str,
    "licences": str,
    "banks": dict,
    "teachers.seeds": list,
    "teachers.epochs": int,
    "silver.path": str,
    "silver.column": int,
    "silver.words": int,
    "silver.caps": dict,
    "silver.exclude": list,
    "pupil.seed": int,
    "pupil.hidden": int,
    "pupil.epochs": int,
    "pupil.silver_parts": int,
    "pupil.gold_last": int,
    "polish.epochs": int,
}
"""What a recipe must say. It may also say pupil.swap_every."""
NAMES = {str: "text", dict: "table", list: "list", int: "whole number"}


@dataclass
class Corpus:
    """All that a network learns from. *small* numbers the forms of the treebanks, *large* also those of the silver text."""

    labels: Labels
    table: TypeTable
    gold: list[Example]
    swapped: list[Example | None]
    silver: list[Example]
    styles: list[str]
    small: dict[str, int]
    large: dict[str, int]
    banks: dict[str, list[Sentence]]


class Recipe:
    """A recipe file, and the folder that its paths start from."""

    def __init__(self, path: Path, data: Path) -> None:
        """Read a recipe; `recipes/fr.toml` shows all its keys.

        Raises:
            InputError: the file cannot be read, is no TOML or lacks a key.
        """
        try:
            self.said: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
            raise InputError(f"{path}: no recipe: {e}") from None
        for key, kind in KEYS.items():
            value = _at(self.said, key)
            if type(value) is not kind:
                what = "lacks" if value is None else f"has no {NAMES[kind]} as"
                raise InputError(f"{path}: {what} '{key}'; transqa/train/syntax/recipes/fr.toml shows all keys")
        if self.said["style"] not in self.said["banks"]:
            raise InputError(f"{path}: style '{self.said['style']}' is none of its banks: {', '.join(self.said['banks'])}")
        self.data = data
        self.lang: str = self.said["lang"]

    @property
    def inflections(self) -> Inflections | None:
        """The inflection lexicon of the language."""
        return load_inflections(self.lang)

    def bank(self, name: str) -> list[Sentence]:
        """Return the sentences of a treebank, harmonised."""
        return [harmonised(s, self.inflections) for path in self.said["banks"][name] for s in read_treebank(self.data / path)]

    def corpus(self, progress: Progress) -> Corpus:
        """Read treebanks and silver text."""
        banks = {name: self.bank(name) for name in self.said["banks"]}
        every = [s for bank in banks.values() for s in bank]
        features = WordFeatures(lexicon_tags(every, WordFeatures((), self.inflections)), self.inflections)
        table, labels, styles = TypeTable(features), labels_of(every), list(banks)
        gold = [e for k, name in enumerate(styles) for e in examples(banks[name], labels, table, k)]
        swaps = [self._swapped(bank, labels, table, k) for k, bank in enumerate(banks.values())]
        raw = list(silver.sentences(self._text(), load_pack(self.lang)))
        untold = silver.unlabelled(raw, table, styles.index(self.said["style"]))
        vocabularies = vocabulary(every, [], features), vocabulary(every, raw, features)
        words = sum(len(s.words) for s in every), sum(map(len, raw))
        sizes = [len(v) for v in vocabularies]
        progress(f"words: {words[0]} of treebanks, {words[1]} of silver text; forms {sizes}; tags {len(labels.tags)}")
        return Corpus(labels, table, gold, [e for swap in swaps for e in swap], untold, styles, *vocabularies, banks)

    def _swapped(self, bank: list[Sentence], labels: Labels, table: TypeTable, style: int) -> list[Example | None]:
        """Return each sentence with genders swapped, None where nothing can be swapped, or where the recipe does not ask."""
        chance = random.Random(self.said["pupil"]["seed"])  # noqa: S311  # no secret
        if self.inflections is None or not self.said["pupil"].get("swap_every"):
            return [None] * len(bank)
        found = [swapped(s, self.inflections, chance) for s in bank]
        return [None if s is None else examples([s], labels, table, style)[0] for s in found]

    def _text(self) -> silver.Text:
        s = self.said["silver"]
        return silver.Text(self.data / s["path"], s["column"], s["words"], s["caps"], tuple(s["exclude"]))


def _at(said: Any, key: str) -> Any:  # noqa: ANN401  # what TOML holds
    for part in key.split("."):
        said = said.get(part) if isinstance(said, dict) else None
    return said


def vocabulary(gold: Sequence[Sentence], raw: Sequence[Sequence[str]], features: WordFeatures) -> dict[str, int]:
    """Return the forms that get a row of their own, row 0 being that of all others."""
    seen = Counter(features.key(w.form) for s in gold for w in s.words)
    read = Counter(features.key(form) for forms in raw for form in forms)
    chosen = {w for w, n in seen.items() if n >= LEAST_SEEN} | {w for w, n in read.items() if n >= LEAST_SILVER}
    most = sorted(chosen, key=lambda w: (-seen[w], -read[w], w))[:MOST_FORMS]
    return {w: k for k, w in enumerate(["", *sorted(most)])}


def new_network(corpus: Corpus, forms: int, seed: int, hidden: int = TEACHER_HIDDEN) -> Network:
    """Return a network with random weights, *hidden* units each way."""
    torch.manual_seed(seed)
    shape = Shape(
        vocabulary=forms,
        bits=corpus.table.features.width,
        tags=len(corpus.labels.tags),
        relations=len(corpus.labels.relations),
        styles=len(corpus.styles),
        hidden=hidden,
    )
    return Network(shape, Dropout())


def teach(corpus: Corpus, seed: int, epochs: int, progress: Progress) -> Network:
    """Return a network that learnt the treebanks."""
    network = new_network(corpus, len(corpus.small), seed)
    batches = Batches(corpus.table, corpus.small)
    fit(network, batches, lambda _: corpus.gold, Schedule(epochs=epochs, seed=seed), reporter(f"teacher {seed}", progress))
    return network


def taught(corpus: Corpus, teachers: Sequence[Network], progress: Progress) -> list[Example]:
    """Return the silver sentences with what the teachers agree on."""
    batches = Batches(corpus.table, corpus.small)
    kept = silver.agreed(corpus.silver, [answers(teacher, batches, corpus.silver) for teacher in teachers])
    progress(f"teachers agree on {len(kept)} of {len(corpus.silver)} sentences")
    return kept


def pupil(corpus: Corpus, learnt: list[Example], said: dict[str, Any], progress: Progress) -> Network:
    """Return a network that learnt the treebanks and, but for the last epochs, a part of the silver text in each."""
    parts, both = said["silver_parts"], said["epochs"] - said["gold_last"]
    network = new_network(corpus, len(corpus.large), said["seed"], said["hidden"])

    def epoch(k: int) -> list[Example]:
        return treebanks(corpus, said, k) + (learnt[k % parts :: parts] if k < both else [])

    schedule = Schedule(epochs=said["epochs"], seed=said["seed"])
    fit(network, Batches(corpus.table, corpus.large), epoch, schedule, reporter("pupil", progress))
    return network


def treebanks(corpus: Corpus, said: dict[str, Any], epoch: int) -> list[Example]:
    """Return the sentences of all treebanks, some of them with genders swapped, other ones in each epoch."""
    every = said.get("swap_every", 0)
    return [
        swap if swap is not None and (i + epoch) % every == 0 else e
        for i, (e, swap) in enumerate(zip(corpus.gold, corpus.swapped, strict=True))
    ]


def polish(corpus: Corpus, network: Network, said: dict[str, Any], progress: Progress) -> None:
    """Let a network learn the treebanks once more, slowly, and take the average of its weights on the way.

    Averages of weights do better than the last ones (Polyak & Juditsky 1992; as a running average: Tarvainen & Valpola 2017).
    """
    torch.manual_seed(said["pupil"]["seed"])
    schedule = Schedule(epochs=said["polish"]["epochs"], rate=POLISH_RATE, average=POLISH_AVERAGE, seed=said["pupil"]["seed"])
    batches = Batches(corpus.table, corpus.large)
    fit(network, batches, lambda k: treebanks(corpus, said["pupil"], k), schedule, reporter("polish", progress))


def reporter(who: str, progress: Progress) -> Callable[[int, float], None]:
    """Return what tells of each epoch."""
    return lambda k, loss: progress(f"{who}: epoch {k + 1}, loss {loss:.3f}")


def packed(recipe: Recipe, corpus: Corpus, network: Network) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays of the file."""
    about = {
        "lang": recipe.lang,
        "licences": recipe.said["licences"],
        "treebanks": sorted(path for paths in recipe.said["banks"].values() for path in paths),
        "styles": corpus.styles,
        "style": recipe.said["style"],
        "lemmas": exceptions(corpus.banks[recipe.said["style"]], recipe.inflections),
    }
    return arrays_of(network, corpus.labels, corpus.table.features.tags, corpus.large, about)
