"""The network in torch, as it is trained. `transqa.morphosyntax.network` runs the same in numpy.

Words → sum of embeddings → BiLSTM → one softmax over part of speech with features, and biaffine attention over heads and
relations (Dozat & Manning 2017, https://arxiv.org/abs/1611.01734). Which treebank a sentence comes from is an embedding too
(Stymne et al. 2018, https://aclanthology.org/P18-2098/): banks differ in what they mark, and the user gets the habits of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import nn
from torch.nn.functional import dropout

from transqa.morphosyntax.features import SLOTS
from transqa.morphosyntax.network import UNKNOWN

if TYPE_CHECKING:
    from torch import Tensor

LEXICAL = 2
"""The last slots come from the lexicon."""


@dataclass(frozen=True)
class Shape:
    """Sizes of a network, in units."""

    vocabulary: int
    bits: int
    tags: int
    relations: int
    styles: int
    hidden: int
    form: int = 64
    inner: int = 128
    layers: int = 2
    arc: int = 128
    relation: int = 64
    tag: int = 128


@dataclass(frozen=True)
class Dropout:
    """Shares that are left out in training: of units, of whole forms, of what the lexicon says of a word."""

    units: float = 0.3
    form: float = 0.2
    lexicon: float = 0.1


class Network(nn.Module):
    """Tagger and parser."""

    def __init__(self, shape: Shape, drop: Dropout) -> None:
        """Make a network with random weights."""
        super().__init__()
        self.shape, self.drop = shape, drop
        self.form = nn.Embedding(shape.vocabulary, shape.form)
        self.slots = nn.ModuleList(nn.Embedding(rows, size) for _, rows, size in SLOTS)
        for table in (self.form, *self.slots):
            nn.init.normal_(table.weight, std=0.3)
        self.bits = nn.Linear(shape.bits, shape.inner)
        self.input = nn.Linear(shape.form + sum(size for _, _, size in SLOTS), shape.inner, bias=False)
        self.style = nn.Embedding(shape.styles, shape.inner)
        self.habits = nn.Embedding(shape.styles, shape.tag + shape.arc + shape.relation)
        for habits in (self.style, self.habits):
            nn.init.zeros_(habits.weight)
        self.lstm = nn.LSTM(shape.inner, shape.hidden, shape.layers, batch_first=True, bidirectional=True, dropout=drop.units)
        both = 2 * shape.hidden
        self.tag_inner = nn.Linear(both, shape.tag)
        self.tag = nn.Linear(shape.tag, shape.tags)
        self.arc_head, self.arc_dep = nn.Linear(both, shape.arc), nn.Linear(both, shape.arc)
        self.arc = nn.Parameter(torch.zeros(shape.arc + 1, shape.arc))
        self.rel_head, self.rel_dep = nn.Linear(both, shape.relation), nn.Linear(both, shape.relation)
        self.rel = nn.Parameter(torch.zeros(shape.relation + 1, shape.relations, shape.relation + 1))
        self.root = nn.Parameter(torch.randn(both) * 0.1)

    def forward(self, ids: Tensor, bits: Tensor, style: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return (scores of tags, scores of heads, states with the root before the words).

        Args:
            ids: form and slots of each word, [batch, words, 1 + slots].
            bits: [batch, words, bits].
            style: treebank of each sentence, [batch].
            lengths: words of each sentence, [batch].
        """
        states = self._states(ids, bits, style, lengths)
        sizes = (self.shape.tag, self.shape.arc, self.shape.relation)
        to_tag, to_arc, _ = self.habits(style)[:, None].split(sizes, -1)
        tags = self.tag(self._dropped(torch.relu(self.tag_inner(states) + to_tag)))
        rooted = torch.cat([self.root.expand(len(states), 1, -1), states], 1)
        head = self._dropped(torch.relu(self.arc_head(rooted)))
        dep = self._dropped(torch.relu(self.arc_dep(states) + to_arc))
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1) @ self.arc
        arcs = dep @ head.transpose(1, 2)
        mask = torch.arange(rooted.shape[1])[None] > lengths[:, None]
        return tags, arcs.masked_fill(mask[:, None], -1e4), rooted

    def relations(self, rooted: Tensor, heads: Tensor, style: Tensor) -> Tensor:
        """Return the scores of relations to the given heads (0 is the root), [batch, words, relations]."""
        dep = self._dropped(torch.relu(self.rel_dep(rooted[:, 1:]) + self.habits(style)[:, None, -self.shape.relation :]))
        head = self._dropped(torch.relu(self.rel_head(rooted)))
        head = head.gather(1, heads[..., None].expand(-1, -1, head.shape[-1]))
        one = torch.ones_like(dep[..., :1])
        left = torch.einsum("bnd,drh->bnrh", torch.cat([dep, one], -1), self.rel)
        return (left @ torch.cat([head, one], -1)[..., None])[..., 0]

    def _states(self, ids: Tensor, bits: Tensor, style: Tensor, lengths: Tensor) -> Tensor:
        form = ids[..., 0]
        if self.training:
            form = form.masked_fill(torch.rand(form.shape) < self.drop.form, UNKNOWN)
        parts = [self.form(form), *(table(ids[..., k + 1]) for k, table in enumerate(self.slots))]
        if self.training:
            keep = (torch.rand(form.shape) >= self.drop.lexicon)[..., None].float()
            parts[-LEXICAL:] = [part * keep for part in parts[-LEXICAL:]]
            bits = bits * keep
        inner = torch.relu(self.input(torch.cat(parts, -1)) + self.bits(bits) + self.style(style)[:, None])
        packed = nn.utils.rnn.pack_padded_sequence(self._dropped(inner), lengths, batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self._dropped(states)

    def _dropped(self, x: Tensor) -> Tensor:
        return dropout(x, self.drop.units, self.training)
