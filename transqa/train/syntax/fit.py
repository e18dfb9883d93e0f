"""Trains a network: batches by length, one cycle of the learning rate, if asked the average of the last weights.

AdamW and the one-cycle schedule are torch's; the recipe is that of the prototype (research/morphology.md, 2).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pad_sequence
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from transqa.morphosyntax.network import Answer
from transqa.morphosyntax.trees import best_tree
from transqa.train.syntax.corpus import IGNORED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt
    from torch import Tensor

    from transqa.train.syntax.corpus import Example, TypeTable
    from transqa.train.syntax.network import Network


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn.

    Attributes:
        epochs: times that the examples are gone through.
        batch: words of a batch, padding included.
        rate: the top of the cycle of learning rates.
        decay: of weights.
        norm: longest gradient.
        average: weight of the past in a running average of the weights, which then is the result; 0: the last weights are.
        seed: of the order of batches.
    """

    epochs: int = 18
    batch: int = 1000
    rate: float = 2.5e-3
    decay: float = 0.02
    norm: float = 2.0
    average: float = 0.0
    seed: int = 1


class Inputs(NamedTuple):
    """What a network takes: see `Network.forward`."""

    ids: Tensor
    bits: Tensor
    style: Tensor
    lengths: Tensor


class Batches:
    """Turns examples into padded tensors."""

    def __init__(self, table: TypeTable, vocabulary: Mapping[str, int]) -> None:
        """Take the arrays of the type table as they are now."""
        ids, bits = table.arrays(vocabulary)
        self.ids, self.bits = torch.from_numpy(ids), torch.from_numpy(bits)

    def inputs(self, batch: Sequence[Example]) -> Inputs:
        """Return what the network takes."""
        words = pad_sequence([torch.from_numpy(e.words) for e in batch], batch_first=True)
        style = torch.tensor([e.style for e in batch])
        return Inputs(self.ids[words], self.bits[words], style, torch.tensor([len(e.words) for e in batch]))

    @staticmethod
    def padded(arrays: Sequence[npt.NDArray[np.int64]], value: int) -> Tensor:
        """Return arrays as one tensor."""
        return pad_sequence([torch.from_numpy(a) for a in arrays], batch_first=True, padding_value=value)


def by_length(items: Sequence[Example], size: int, shuffle: random.Random | None) -> Iterator[list[Example]]:
    """Yield batches of about *size* words, sentences of like length together; the order of batches is shuffled."""
    keyed = [(len(e.words) + (shuffle.random() * 2 if shuffle else 0), k) for k, e in enumerate(items)]
    batches: list[list[Example]] = [[]]
    longest = 0
    for _, k in sorted(keyed):
        longest = max(longest, len(items[k].words))
        if batches[-1] and longest * (len(batches[-1]) + 1) > size:
            batches.append([])
            longest = len(items[k].words)
        batches[-1].append(items[k])
    if shuffle:
        shuffle.shuffle(batches)
    yield from (b for b in batches if b)


def loss_of(network: Network, batches: Batches, batch: Sequence[Example]) -> Tensor:
    """Return the mean loss of a batch: tags, heads and relations alike."""
    inputs = batches.inputs(batch)
    tags, arcs, rooted = network(*inputs)
    heads = batches.padded([e.heads + 1 for e in batch], IGNORED)
    relations = network.relations(rooted, heads.clamp(min=0), inputs.style)
    total = torch.zeros(())
    for scores, gold in (
        (tags, batches.padded([e.tags for e in batch], IGNORED)),
        (arcs, heads),
        (relations, batches.padded([e.relations for e in batch], IGNORED)),
    ):
        total = total + cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORED)
    return total


def fit(
    network: Network,
    batches: Batches,
    epoch: Callable[[int], Sequence[Example]],
    schedule: Schedule,
    report: Callable[[int, float], None],
) -> None:
    """Train a network in place.

    Args:
        network: with fresh weights, or weights to start from.
        batches: made from the type table of all examples.
        epoch: gives the examples of an epoch by its number.
        schedule: how long and how fast.
        report: called after each epoch with its number and the mean loss of a batch.
    """
    shuffle = random.Random(schedule.seed)  # noqa: S311  # no secret
    plans = [list(by_length(epoch(k), schedule.batch, shuffle)) for k in range(schedule.epochs)]
    optimizer = torch.optim.AdamW(network.parameters(), lr=schedule.rate, betas=(0.9, 0.98), weight_decay=schedule.decay)
    steps = sum(map(len, plans))
    averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(schedule.average)) if schedule.average else None
    cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, schedule.rate, total_steps=steps, pct_start=0.1)
    for number, plan in enumerate(plans):
        network.train()
        total = 0.0
        for batch in plan:
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(network, batches, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), schedule.norm)
            optimizer.step()
            cycle.step()
            if averaged is not None:
                averaged.update_parameters(network)
            total += float(loss.detach())
        report(number, total / len(plan))
    if averaged is not None:
        network.load_state_dict(averaged.module.state_dict())


def answers(network: Network, batches: Batches, items: Sequence[Example], size: int = 4000) -> list[Answer]:
    """Return (tags, heads, relations) of each example, heads being those of the best tree."""
    network.eval()
    place = {id(e): k for k, e in enumerate(items)}
    out: list[Answer | None] = [None] * len(items)
    with torch.no_grad():
        for batch in by_length(items, size, None):
            inputs = batches.inputs(batch)
            tags, arcs, rooted = network(*inputs)
            heads = [best_tree(a[: len(e.words), : len(e.words) + 1].numpy()) for a, e in zip(arcs, batch, strict=True)]
            relations = network.relations(rooted, batches.padded([h + 1 for h in heads], 0), inputs.style).argmax(-1)
            best = tags.argmax(-1)
            for k, e in enumerate(batch):
                n = len(e.words)
                out[place[id(e)]] = Answer(best[k, :n].numpy(), heads[k], relations[k, :n].numpy())
    return [a for a in out if a is not None]
