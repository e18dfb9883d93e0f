"""The network in numpy against the same sums written out word by word."""

from __future__ import annotations

import json
import math
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from transqa.morphosyntax import network as module
from transqa.morphosyntax.features import CASE_BITS, SLOTS
from transqa.morphosyntax.inflection import Inflections
from transqa.morphosyntax.network import Network
from transqa.morphosyntax.trees import best_tree
from transqa.train.inflection import Entry, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt

    Arrays = dict[str, npt.NDArray[Any]]
    Vector = npt.NDArray[np.float64]

TAGS = tuple(f"TAG{k}" for k in range(40))
RELATIONS = ("nsubj", "root", *(f"rel:{k}" for k in range(20)))
LEXICON = ("NOUN|Number=Plur", "NOUN|Number=Sing", "VERB|VerbForm=Inf")
KNOWN = ("the", "cat", "cats", "see", "0", "'")
STYLES = ("one", "two")
FORM, INNER, HIDDEN, TAG, ARC, RELATION = 5, 12, 8, 10, 9, 7
CLOSE = 1e-3
"""float32 here, float64 there: what lies closer together than this is a tie."""
SENTENCES = (
    ["The", "cats", "see", "the", "cat", "."],
    ["Cats"],
    ["zzz", "see", "12", "cats", ",", "the", "the", "the", "’", "strange-cats", "see", "99", "the", "THE", "?"],
    ["the", "cat"],
    ["see"],
    ["unheard", "of", "words", "only", "Qqq", "\ud800"],
    [f"w{k % 23}" if k % 3 else "cat" for k in range(70)],
)


@pytest.fixture(scope="module")
def inflections(tmp_path_factory: pytest.TempPathFactory) -> Inflections:
    path: Path = tmp_path_factory.mktemp("lexicon") / "inflection.txt"
    entries = [
        Entry("cat", "cat", "NOUN", "Number=Sing"),
        Entry("cat", "cats", "NOUN", "Number=Plur"),
        Entry("see", "see", "VERB", "VerbForm=Inf"),
        Entry("sees", "sees", "ADJ", "Strange=Yes"),
    ]
    write(entries, path, "made up")
    return Inflections(path.read_text(encoding="utf-8"))


def arrays(seed: int = 2, layers: int = 2) -> Arrays:
    """Return the arrays of a random network, laid out as `transqa.train.syntax.weights` says."""
    rng = np.random.default_rng(seed)

    def weights(*shape: int) -> npt.NDArray[np.float16]:
        if len(shape) == 1:
            return (rng.normal(size=shape) * 0.1).astype(np.float16)
        drawn = rng.normal(size=shape) * 2 / math.sqrt(shape[-2])
        centred: npt.NDArray[np.float16] = (drawn - drawn.mean(-2, keepdims=True)).astype(np.float16)
        return centred  # so that no answer is the best whatever the word

    about = {"tags": TAGS, "relations": RELATIONS, "lexicon": LEXICON, "layers": layers, "styles": STYLES, "style": "two"}
    out: Arrays = {
        "about": np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
        "vocabulary": np.array(sorted(zlib.crc32(w.encode()) for w in KNOWN), dtype=np.uint32),
    }
    for name, rows, size in (("form", len(KNOWN) + 1, FORM), *SLOTS):
        out[f"table.{name}"] = rng.integers(-127, 128, size=(rows, size), dtype=np.int8)
        out[f"scale.{name}"] = (rng.random(rows) / 30).astype(np.float16)
    both, seen = 2 * HIDDEN, FORM + sum(size for _, _, size in SLOTS)
    out["w.input"], out["b.input"] = weights(seen, INNER), weights(INNER)
    out["w.bits"] = weights(len(LEXICON) + len(CASE_BITS), INNER)
    sizes = {"tag_inner": TAG, "arc_head": ARC, "arc_dep": ARC, "rel_head": RELATION, "rel_dep": RELATION}
    for name, size in sizes.items():
        out[f"w.{name}"], out[f"b.{name}"] = weights(both, size), weights(size)
    out["w.tag"], out["b.tag"] = weights(TAG, len(TAGS)), weights(len(TAGS))
    out["w.arc"] = weights(ARC + 1, ARC)
    out["w.rel"] = weights(RELATION + 1, len(RELATIONS) * (RELATION + 1))
    out["w.root"] = weights(both)[None] * 9
    for k in range(layers):
        units = both if k else INNER
        out[f"w.lstm{k}.input"], out[f"b.lstm{k}"] = weights(units, 8 * HIDDEN), weights(8 * HIDDEN)
        out[f"w.lstm{k}.state"] = weights(2, HIDDEN, 4 * HIDDEN)
    for name, size in (("input", INNER), ("tag_inner", TAG), ("arc_dep", ARC), ("rel_dep", RELATION)):
        out[f"style.{name}"] = weights(len(STYLES), size)
    return out


class Naive:
    """The same network, sentence by sentence, word by word, in float64."""

    def __init__(self, held: Arrays, inflections: Inflections | None, style: int = 1) -> None:
        """Take the arrays as float64."""
        self.held = {k: v if k in {"about", "vocabulary"} else v.astype(np.float64) for k, v in held.items()}
        self.features = Network(held, inflections).features
        self.style = style
        self.layers = int(json.loads(bytes(held["about"]))["layers"])

    def linear(self, x: Vector, name: str) -> Vector:
        """Return the sums of a layer, with the habits of the style."""
        out: Vector = x @ self.held[f"w.{name}"] + self.held[f"b.{name}"]
        return out + self.held[f"style.{name}"][self.style] if f"style.{name}" in self.held else out

    def table(self, name: str, row: int) -> Vector:
        """Return a row of an embedding."""
        out: Vector = self.held[f"table.{name}"][row] * self.held[f"scale.{name}"][row]
        return out

    def word(self, form: str, *, first: bool) -> Vector:
        """Return the input of a word."""
        seen = self.features.see(form, first=first)
        hashes = self.held["vocabulary"].tolist()
        hashed = zlib.crc32(seen.key.encode("utf-8", "replace"))
        row = hashes.index(hashed) + 1 if hashed in hashes else 0
        parts = [self.table("form", row), *(self.table(s[0], k) for s, k in zip(SLOTS, seen.slots, strict=True))]
        x = self.linear(np.concatenate(parts), "input")
        for bit in seen.bits:
            x = x + self.held["w.bits"][bit]
        return np.maximum(x, 0)

    def direction(self, words: Sequence[Vector], layer: int, way: int) -> list[Vector]:
        """Return the states of one LSTM, one step after the other."""
        into = self.held[f"w.lstm{layer}.input"][:, way * 4 * HIDDEN : (way + 1) * 4 * HIDDEN]
        bias = self.held[f"b.lstm{layer}"][way * 4 * HIDDEN : (way + 1) * 4 * HIDDEN]
        state, cell, out = np.zeros(HIDDEN), np.zeros(HIDDEN), []
        for x in words:
            gates = x @ into + bias + state @ self.held[f"w.lstm{layer}.state"][way]
            enter, forget, leave = (1 / (1 + np.exp(-2 * g)) for g in np.split(gates, 4)[:3])  # the file holds them halved
            cell = forget * cell + enter * np.tanh(gates[3 * HIDDEN :])
            state = leave * np.tanh(cell)
            out.append(state)
        return out

    def states(self, sentence: Sequence[str]) -> list[Vector]:
        """Return the states of a sentence."""
        words = [self.word(form, first=k == 0) for k, form in enumerate(sentence)]
        for layer in range(self.layers):
            forward, backward = self.direction(words, layer, 0), self.direction(words[::-1], layer, 1)[::-1]
            words = [np.concatenate(pair) for pair in zip(forward, backward, strict=True)]
        return words

    def tags(self, state: Vector) -> Vector:
        """Return the score of each tag."""
        return self.linear(np.maximum(self.linear(state, "tag_inner"), 0), "tag")

    def arcs(self, states: Sequence[Vector]) -> Vector:
        """Return the score of each head for each word, the root first."""
        heads = [np.maximum(self.linear(s, "arc_head"), 0) for s in (self.held["w.root"][0], *states)]
        deps = [np.append(np.maximum(self.linear(s, "arc_dep"), 0), 1) for s in states]
        return np.array([[d @ self.held["w.arc"] @ h for h in heads] for d in deps])

    def relations(self, state: Vector, head: Vector) -> Vector:
        """Return the score of each relation to a head."""
        dep = np.append(np.maximum(self.linear(state, "rel_dep"), 0), 1)
        to = np.append(np.maximum(self.linear(head, "rel_head"), 0), 1)
        rel = self.held["w.rel"].reshape(RELATION + 1, len(RELATIONS), RELATION + 1)
        return np.array([dep @ rel[:, r] @ to for r in range(len(RELATIONS))])


def check(answer: module.Answer, sentence: Sequence[str], naive: Naive) -> None:
    """Each answer is the best one of the naive network, or as good."""
    states = naive.states(sentence)
    arcs = naive.arcs(states)
    place, root = np.arange(len(sentence)), RELATIONS.index("root")
    assert len(answer.tags) == len(answer.heads) == len(answer.relations) == len(sentence)
    best = best_tree(arcs.astype(np.float32))
    assert arcs[place, answer.heads + 1].sum() == pytest.approx(arcs[place, best + 1].sum(), abs=CLOSE * len(sentence))
    assert answer.heads.tolist().count(-1) == 1
    for k, state in enumerate(states):
        tags = naive.tags(state)
        assert tags[answer.tags[k]] > tags.max() - CLOSE
        if answer.heads[k] < 0:
            assert answer.relations[k] == root
        else:
            scores = naive.relations(state, states[answer.heads[k]])
            scores[root] = -np.inf
            assert answer.relations[k] != root
            assert scores[answer.relations[k]] > scores.max() - CLOSE


def plain(answers: list[module.Answer]) -> list[tuple[list[int], ...]]:
    return [tuple(a.tolist() for a in answer) for answer in answers]


@pytest.mark.parametrize(("seed", "layers"), [(2, 2), (3, 1), (4, 3)])
def test_same_as_word_by_word(inflections: Inflections, seed: int, layers: int) -> None:
    """Sentences of all lengths, unknown and repeated words: what the sums say, in the order of the sentences."""
    held = arrays(seed, layers)
    naive = Naive(held, inflections)
    answers = Network(held, inflections).run(SENTENCES)
    assert len(answers) == len(SENTENCES)
    for answer, sentence in zip(answers, SENTENCES, strict=True):
        check(answer, sentence, naive)


def test_answers_differ() -> None:
    """The test above can fail: a random network does not say the same of all words."""
    answers = Network(arrays(), None).run(SENTENCES)
    assert len({t for a in answers for t in a.tags.tolist()}) > 2
    assert len({r for a in answers for r in a.relations.tolist()}) > 2
    assert len({h for a in answers for h in a.heads.tolist()}) > 9


def test_without_lexicon() -> None:
    held = arrays(5)
    for answer, sentence in zip(Network(held, None).run(SENTENCES), SENTENCES, strict=True):
        check(answer, sentence, Naive(held, None))


@pytest.mark.parametrize("batch", [1, 7, 20, 10_000])
def test_alone_or_in_a_batch(inflections: Inflections, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    """What stands beside a sentence, and in which order, changes nothing."""
    network = Network(arrays(), inflections)
    alone = [network.run([s])[0] for s in SENTENCES]
    monkeypatch.setattr(module, "BATCH", batch)
    assert plain(network.run(SENTENCES)) == plain(alone)
    assert plain(network.run(SENTENCES[::-1])) == plain(alone[::-1])
    assert plain(network.run(SENTENCES * 3)) == plain(alone * 3)
    assert plain(Network(arrays(), inflections).run(SENTENCES)) == plain(alone)


@pytest.mark.parametrize("chunk", [1, 4])
def test_relations_in_chunks(inflections: Inflections, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    network = Network(arrays(), inflections)
    whole = plain(network.run(SENTENCES))
    monkeypatch.setattr(module, "CHUNK", chunk)
    assert plain(network.run(SENTENCES)) == whole


def test_batches_hold_each_sentence_once() -> None:
    """Longest first, up to the limit; a sentence above it goes alone."""
    lengths = [1, 5000, 3, 1500, 1500, 1, 2999]
    batches = list(module._batches(lengths))
    assert sorted(k for b in batches for k in b) == list(range(len(lengths)))
    for batch in batches:
        found = [lengths[k] for k in batch]
        assert found == sorted(found, reverse=True)
        assert sum(found) <= module.BATCH or len(batch) == 1
    assert list(module._batches([])) == []


def test_forgetting_words(inflections: Inflections, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full memory is begun anew, and the answers stay."""
    network = Network(arrays(), inflections)
    before = plain(network.run(SENTENCES))
    monkeypatch.setattr(module, "MOST_TYPES", 3)
    for _ in range(3):
        assert plain(network.run(SENTENCES)) == before
        assert plain([network.run([s])[0] for s in SENTENCES]) == before
    assert len(network._rows) <= 3 + max(len(set(s)) for s in SENTENCES)
    assert len(network._known) <= 2 * sum(len(s) for s in SENTENCES)


def test_words_are_computed_once(inflections: Inflections, monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(arrays(), inflections)
    before = plain(network.run(SENTENCES))
    monkeypatch.setattr(network, "_compute", lambda words: pytest.fail(f"computed again: {words}"))
    assert plain(network.run(SENTENCES)) == before


def test_memory_survives_an_interruption(inflections: Inflections, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words whose computation was cut off are computed the next time."""
    network = Network(arrays(), inflections)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Network, "_compute", interrupted)
        with pytest.raises(KeyboardInterrupt):
            network.run(SENTENCES)
    assert plain(network.run(SENTENCES)) == plain(Network(arrays(), inflections).run(SENTENCES))


def test_style(inflections: Inflections) -> None:
    """The habits of the treebank that is asked for; the file's own where none is; the arrays stay as they were."""
    held = {k: v.astype(np.float32) if k.startswith(("b.", "style.")) else v for k, v in arrays().items()}
    before = {k: v.copy() for k, v in held.items()}
    one, two, own = (Network(held, inflections, style) for style in ("one", "two", None))
    assert all((held[k] == before[k]).all() for k in held)
    assert plain(own.run(SENTENCES)) == plain(two.run(SENTENCES)) != plain(one.run(SENTENCES))
    for answer, sentence in zip(one.run(SENTENCES), SENTENCES, strict=True):
        check(answer, sentence, Naive(held, inflections, 0))
    with pytest.raises(ValueError, match="three"):
        Network(held, inflections, "three")


def test_no_sentences() -> None:
    assert Network(arrays(), None).run([]) == []


def test_missing_array() -> None:
    held = arrays()
    del held["table.lemma"]
    with pytest.raises(KeyError, match=r"table\.lemma"):
        Network(held, None)
