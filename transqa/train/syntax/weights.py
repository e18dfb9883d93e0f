"""Saves a trained network as the file that `transqa.morphosyntax.network` runs: an .npz, same network, same bytes.

    about               JSON: tags, relations, tags of the lexicon that have a bit, layers, and where the weights come from
    vocabulary          crc32 of each known form, ascending; form k is row k + 1 of its table, row 0 stands for all others
    table.NAME, scale.NAME   embeddings as int8, and the float16 that each row is multiplied with
    w.NAME, b.NAME      float16: weights as [inputs, outputs], and biases
    style.NAME          float16: what each treebank's habits add to a bias, a row for each of about["styles"]

The LSTM's gates are reordered and halved as `transqa.morphosyntax.network` wants them.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np

from transqa.morphosyntax.features import SLOTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    from transqa.train.syntax.corpus import Labels
    from transqa.train.syntax.network import Network

    Arrays = dict[str, npt.NDArray[Any]]


def arrays_of(
    network: Network, labels: Labels, lexicon: tuple[str, ...], vocabulary: Mapping[str, int], about: Mapping[str, object]
) -> Arrays:
    """Return the arrays of the file.

    Args:
        network: trained.
        labels: what its outputs mean.
        lexicon: tags of the inflection lexicon that have a bit.
        vocabulary: row of each form in the network's table.
        about: what else to say of the network: language, treebanks, licences, styles and the one to follow.
    """
    state = {k: v.detach().numpy() for k, v in network.state_dict().items()}
    said = {**about, "tags": labels.tags, "relations": labels.relations, "lexicon": lexicon, "layers": network.shape.layers}
    arrays: Arrays = {"about": np.frombuffer(json.dumps(said, ensure_ascii=False, sort_keys=True).encode(), dtype=np.uint8)}
    hashed = sorted({zlib.crc32(w.encode("utf-8", "replace")): row for w, row in vocabulary.items() if row}.items())
    arrays["vocabulary"] = np.array([h for h, _ in hashed], dtype=np.uint32)
    _quantised(arrays, "form", state["form.weight"][[0, *(row for _, row in hashed)]])
    for k, (name, _, _) in enumerate(SLOTS):
        _quantised(arrays, name, state[f"slots.{k}.weight"])
    arrays["w.input"] = state["input.weight"].T
    arrays["b.input"], arrays["style.input"] = state["bits.bias"], state["style.weight"]
    arrays["w.bits"] = state["bits.weight"].T
    for name in ("tag_inner", "tag", "arc_head", "arc_dep", "rel_head", "rel_dep"):
        arrays[f"w.{name}"], arrays[f"b.{name}"] = state[f"{name}.weight"].T, state[f"{name}.bias"]
    at = 0
    for name in ("tag_inner", "arc_dep", "rel_dep"):
        size = len(state[f"{name}.bias"])
        arrays[f"style.{name}"] = state["habits.weight"][:, at : at + size]
        at += size
    arrays["w.arc"] = state["arc"]
    arrays["w.rel"] = state["rel"].reshape(len(state["rel"]), -1)
    arrays["w.root"] = state["root"][None]
    for k in range(network.shape.layers):
        _lstm(arrays, state, k, network.shape.hidden)
    return {k: v.astype(np.float16) if k.startswith(("w.", "b.", "style.")) else v for k, v in arrays.items()}


def _quantised(arrays: Arrays, name: str, table: npt.NDArray[np.float32]) -> None:
    scale = (np.abs(table).max(1) / 127).astype(np.float16)
    scale[scale == 0] = 1
    arrays[f"scale.{name}"] = scale
    arrays[f"table.{name}"] = np.clip(np.round(table / scale.astype(np.float32)[:, None]), -127, 127).astype(np.int8)


def _lstm(arrays: Arrays, state: Mapping[str, npt.NDArray[np.float32]], layer: int, hidden: int) -> None:
    """Torch keeps the gates as input, forget, cell, output."""
    order = np.concatenate([np.arange(hidden) + g * hidden for g in (0, 1, 3, 2)])
    half = np.ones(4 * hidden, dtype=np.float32)
    half[: 3 * hidden] = 0.5
    parts = []
    for end in ("", "_reverse"):
        weights = (state[f"lstm.{kind}_l{layer}{end}"] for kind in ("weight_ih", "weight_hh"))
        bias = state[f"lstm.bias_ih_l{layer}{end}"] + state[f"lstm.bias_hh_l{layer}{end}"]
        into, again = ((w[order] * half[:, None]).T for w in weights)
        parts.append((into, again, bias[order] * half))
    arrays[f"w.lstm{layer}.input"] = np.concatenate([p[0] for p in parts], axis=1)
    arrays[f"w.lstm{layer}.state"] = np.stack([p[1] for p in parts])
    arrays[f"b.lstm{layer}"] = np.concatenate([p[2] for p in parts])
