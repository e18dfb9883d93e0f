"""Runs the tagger and parser in numpy. `transqa.train.syntax.network` is what is trained; a test holds the two together.

For speed: the input of each distinct word is computed once and kept; sentences go through the LSTM side by side, longest
first, so that no step works on padding; both directions are one product of matrices.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transqa.morphosyntax.features import SLOTS, WordFeatures
from transqa.morphosyntax.trees import best_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    import numpy.typing as npt

    from transqa.morphosyntax.inflection import Inflections

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]

UNKNOWN = 0
"""Row of the words that the vocabulary does not hold."""
BATCH = 3000
"""Words that go through the network side by side."""
CHUNK = 128
"""Words whose relations are scored at a time: what they need fits a processor's cache."""
MOST_TYPES = 40_000
"""Distinct words whose input is kept: 20 to 40 MB. Then it is forgotten and begun anew."""


class Answer(NamedTuple):
    """What the network says of a sentence: places of labels in `Network.tags`, `Network.relations`; heads, -1 being the root."""

    tags: Ints
    heads: Ints
    relations: Ints


class Network:
    """A trained network."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]], inflections: Inflections | None, style: str | None = None) -> None:
        """Take the arrays of a file of `transqa.train.syntax.weights`, whose docstring says what they are.

        Args:
            arrays: what the file holds.
            inflections: the lexicon of the language.
            style: treebank whose habits to follow; None: the one that the file names.

        Raises:
            KeyError: an array is missing.
            ValueError: the network did not learn from such a treebank.
        """
        self.about: dict[str, Any] = json.loads(bytes(arrays["about"]))
        about = self.about
        self.tags: tuple[str, ...] = tuple(about["tags"])
        self.relations: tuple[str, ...] = tuple(about["relations"])
        self._root = self.relations.index("root")
        self.features = WordFeatures(about["lexicon"], inflections)
        self._keys = arrays["vocabulary"]
        self._tables = [_table(arrays, name) for name in ("form", *(name for name, _, _ in SLOTS))]
        self._weights = {k: np.asarray(v, dtype=np.float32) for k, v in arrays.items() if k.startswith(("w.", "b."))}
        habits = about["styles"].index(about["style"] if style is None else style)
        for k in arrays:
            if k.startswith("style."):
                name = f"b.{k.removeprefix('style.')}"
                self._weights[name] = self._weights[name] + arrays[k][habits]
        self._layers = [_Layer(self._weights, k) for k in range(int(about["layers"]))]
        self._rows: dict[tuple[str, bool], int] = {}
        self._known = np.zeros((0, len(self._weights["b.input"])), dtype=np.float32)

    def run(self, sentences: Sequence[Sequence[str]]) -> list[Answer]:
        """Return what the network says of each sentence, none of them empty."""
        out: list[Answer | None] = [None] * len(sentences)
        for chosen in _batches([len(s) for s in sentences]):
            for k, answer in zip(chosen, self._run([sentences[k] for k in chosen]), strict=True):
                out[k] = answer
        return [a for a in out if a is not None]

    def _run(self, sentences: list[Sequence[str]]) -> list[Answer]:
        """Run a batch, longest sentence first."""
        lengths = np.array([len(s) for s in sentences])
        ends = np.cumsum(lengths)
        states = self._inputs(sentences)
        for layer in self._layers:
            states = layer.run(states, ends - lengths, lengths)
        tags = self._linear(np.maximum(self._linear(states, "tag_inner"), 0), "tag").argmax(1)
        heads = self._heads(states, lengths, ends)
        relations = self._relations(states, heads, lengths)
        return [
            Answer(tags[e - n : e], heads[e - n : e], relations[e - n : e])
            for e, n in zip(ends.tolist(), lengths.tolist(), strict=True)
        ]

    def _inputs(self, sentences: list[Sequence[str]]) -> Floats:
        """Return the input of each word, one below the other; a word seen before costs a look-up."""
        if len(self._rows) > MOST_TYPES:
            self._rows = {}
        rows: list[int] = []
        new: dict[tuple[str, bool], int] = {}
        for sentence in sentences:
            first = True
            for form in sentence:
                key = form, first
                row = self._rows.get(key)
                if row is None:
                    row = new.setdefault(key, len(self._rows) + len(new))
                rows.append(row)
                first = False
        if new:
            self._remember(self._compute(list(new)))
            self._rows.update(new)
        inputs: Floats = self._known[rows]
        return inputs

    def _remember(self, inputs: Floats) -> None:
        """Put inputs behind those that are known; the room for them doubles when it is full."""
        used, needed = len(self._rows), len(self._rows) + len(inputs)
        if needed > len(self._known):
            room = np.empty((2 * needed, inputs.shape[1]), dtype=np.float32)
            room[:used] = self._known[:used]
            self._known = room
        self._known[used:needed] = inputs

    def _compute(self, words: list[tuple[str, bool]]) -> Floats:
        seen = [self.features.see(form, first=first) for form, first in words]
        keys = np.array([zlib.crc32(s.key.encode("utf-8", "replace")) for s in seen], dtype=np.uint32)
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        forms = np.where(self._keys[at] == keys, at + 1, UNKNOWN)
        slots = np.array([s.slots for s in seen])
        parts = [table(ids) for table, ids in zip(self._tables, (forms, *slots.T), strict=True)]
        inner: Floats = np.concatenate(parts, axis=1) @ self._weights["w.input"] + self._weights["b.input"]
        bits = self._weights["w.bits"]
        for k, s in enumerate(seen):
            inner[k] += bits[list(s.bits)].sum(0)
        np.maximum(inner, 0, out=inner)
        return inner

    def _linear(self, x: Floats, name: str) -> Floats:
        out: Floats = x @ self._weights[f"w.{name}"]
        out += self._weights[f"b.{name}"]
        return out

    def _heads(self, states: Floats, lengths: Ints, ends: Ints) -> Ints:
        arc = self._weights["w.arc"]
        head = np.maximum(self._linear(states, "arc_head"), 0)
        root = np.maximum(self._linear(self._weights["w.root"], "arc_head"), 0)
        dep = np.maximum(self._linear(states, "arc_dep"), 0) @ arc[:-1] + arc[-1]
        to_root = dep @ root[0]
        heads = np.empty(len(states), dtype=np.int64)
        for end, n in zip(ends.tolist(), lengths.tolist(), strict=True):
            scores = np.empty((n, n + 1), dtype=np.float32)
            scores[:, 0] = to_root[end - n : end]
            np.matmul(dep[end - n : end], head[end - n : end].T, out=scores[:, 1:])
            heads[end - n : end] = best_tree(scores)
        return heads

    def _relations(self, states: Floats, heads: Ints, lengths: Ints) -> Ints:
        dep = np.maximum(self._linear(states, "rel_dep"), 0)
        head = np.maximum(self._linear(states, "rel_head"), 0)
        offset = np.repeat(np.cumsum(lengths) - lengths, lengths)
        of_head = head[np.maximum(heads, 0) + offset]  # of the root any: its relation is no choice
        scores = np.empty((len(dep), len(self.relations)), dtype=np.float32)
        for at in range(0, len(dep), CHUNK):
            scores[at : at + CHUNK] = self._biaffine(dep[at : at + CHUNK], of_head[at : at + CHUNK])
        scores[:, self._root] = np.where(heads < 0, np.inf, -np.inf)
        best: Ints = scores.argmax(1)
        return best

    def _biaffine(self, dep: Floats, head: Floats) -> Floats:
        rel = self._weights["w.rel"]  # [dep + 1, relations * (head + 1)]
        left = dep @ rel[:-1]
        left += rel[-1]
        left = left.reshape(len(dep), len(self.relations), -1)
        out: Floats = np.matmul(left[:, :, :-1], head[:, :, None])[:, :, 0] + left[:, :, -1]
        return out


class _Layer:
    """A layer of the BiLSTM; gates in the order input, forget, output, cell.

    sigmoid(x) is (1 + tanh(x / 2)) / 2: the file holds the weights of the first three gates halved, so that one tanh serves all.
    """

    def __init__(self, weights: Mapping[str, Floats], number: int) -> None:
        self._input = np.ascontiguousarray(weights[f"w.lstm{number}.input"])  # [units, 2 * 4 * hidden], forward then backward
        self._bias = weights[f"b.lstm{number}"]
        self._state = np.ascontiguousarray(weights[f"w.lstm{number}.state"])  # [2, hidden, 4 * hidden]

    def run(self, x: Floats, starts: Ints, lengths: Ints) -> Floats:
        """Return the states of both directions, [words, 2 * hidden]; sentences stand longest first."""
        hidden = self._state.shape[1]
        gates_of = x @ self._input
        gates_of += self._bias
        gates_of = gates_of.reshape(len(x), 2, 4 * hidden)
        out = np.empty((len(x), 2, hidden), dtype=np.float32)
        state = np.zeros((2, len(lengths), hidden), dtype=np.float32)
        cell = np.zeros_like(state)
        last = starts + lengths - 1
        active = (lengths[None, :] > np.arange(lengths[0])[:, None]).sum(1).tolist()
        for t, n in enumerate(active):
            forward, backward = starts[:n] + t, last[:n] - t
            gates = np.matmul(state[:, :n], self._state)
            gates[0] += gates_of[forward, 0]
            gates[1] += gates_of[backward, 1]
            np.tanh(gates, out=gates)
            sigmoid = gates[..., : 3 * hidden]
            sigmoid += 1.0
            sigmoid *= 0.5
            c = cell[:, :n]
            c *= sigmoid[..., hidden : 2 * hidden]
            c += sigmoid[..., :hidden] * gates[..., 3 * hidden :]
            h = np.tanh(c)
            h *= sigmoid[..., 2 * hidden :]
            state[:, :n] = h
            out[forward, 0] = h[0]
            out[backward, 1] = h[1]
        return out.reshape(len(x), 2 * hidden)


class _Table:
    """An embedding, stored as bytes with a scale for each row."""

    def __init__(self, rows: npt.NDArray[np.int8], scale: npt.NDArray[np.float16]) -> None:
        self._rows, self._scale = rows, scale

    def __call__(self, ids: Ints) -> Floats:
        out: Floats = self._rows[ids].astype(np.float32)
        out *= self._scale[ids].astype(np.float32)[:, None]
        return out


def _table(arrays: Mapping[str, npt.NDArray[Any]], name: str) -> _Table:
    return _Table(arrays[f"table.{name}"], arrays[f"scale.{name}"])


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Yield sentences to run together, longest first, of about BATCH words."""
    order = sorted(range(len(lengths)), key=lambda k: -lengths[k])
    batch: list[int] = []
    words = 0
    for k in order:
        if batch and words + lengths[k] > BATCH:
            yield batch
            batch, words = [], 0
        batch.append(k)
        words += lengths[k]
    if batch:
        yield batch
