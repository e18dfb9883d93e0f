"""Trains the network of a language: `python -m transqa.train.syntax fr --data ../shared/data --to FILE.npz`."""

from __future__ import annotations

import argparse
import io
import pickle
import sys
import time
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from transqa.errors import InputError, TransqaError
from transqa.fixes import refuse_missing, refuse_unwritable, write_output

if TYPE_CHECKING:
    from collections.abc import Callable

    from transqa.train.syntax.network import Network

RECIPES = Path(__file__).parent / "recipes"


def main() -> None:
    """Run the command; what is wrong is said in one line, with exit code 2."""
    parser = argparse.ArgumentParser(prog="python -m transqa.train.syntax", description=__doc__)
    parser.add_argument("recipe", help="language with a recipe in transqa/train/syntax/recipes, or path of a recipe (.toml)")
    parser.add_argument("--data", type=Path, required=True, help="folder that the paths of the recipe start from")
    parser.add_argument("--to", type=Path, required=True, help="file to write, .npz")
    parser.add_argument("--work", type=Path, help="folder for teachers and pupil, to take up an interrupted run")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    try:
        if find_spec("torch") is None:
            raise InputError("torch is not installed; run: pip install --index-url https://download.pytorch.org/whl/cpu torch")
        train(given)
    except TransqaError as e:
        sys.stderr.write(f"transqa: {e}\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.stderr.write("transqa: interrupted\n")
        sys.exit(2)


def train(given: argparse.Namespace) -> None:
    """Run the steps of a recipe; with --work, the networks of an interrupted run are taken up again.

    Raises:
        TransqaError: the recipe or what it names cannot be read, or the result cannot be written.
    """
    import torch

    from transqa.train.syntax.recipe import Recipe, new_network, packed, polish, pupil, taught, teach

    refuse_unwritable(given.to)
    if given.work is not None:
        refuse_missing(given.work)
    torch.set_num_threads(given.threads)
    path = Path(given.recipe) if given.recipe.endswith(".toml") else RECIPES / f"{given.recipe}.toml"
    recipe, start = Recipe(path, given.data), time.monotonic()

    def progress(text: str) -> None:
        sys.stderr.write(f"{time.monotonic() - start:6.0f} s  {text}\n")
        sys.stderr.flush()

    corpus = recipe.corpus(progress)
    said = recipe.said

    def kept(name: object) -> Path | None:
        return None if given.work is None else Path(given.work / f"{recipe.lang}-{name}.pt")

    def taught_pupil() -> Network:
        teachers = [
            taken_up(
                kept(seed),
                new_network(corpus, len(corpus.small), seed),
                partial(teach, corpus, seed, said["teachers"]["epochs"], progress),
            )
            for seed in said["teachers"]["seeds"]
        ]
        return pupil(corpus, taught(corpus, teachers, progress), said["pupil"], progress)

    network = taken_up(
        kept("pupil"), new_network(corpus, len(corpus.large), said["pupil"]["seed"], said["pupil"]["hidden"]), taught_pupil
    )
    polish(corpus, network, said, progress)
    if given.work is not None:
        keep(network, given.work / f"{recipe.lang}-polished.pt")
    raw = io.BytesIO()
    arrays: dict[str, Any] = packed(recipe, corpus, network)
    np.savez(raw, **arrays)
    write_output(given.to, raw.getvalue())
    progress(f"{given.to}: {given.to.stat().st_size} bytes")


def taken_up(path: Path | None, fresh: Network, make: Callable[[], Network]) -> Network:
    """Return the network that an interrupted run has left at *path*, in the shape of a *fresh* one; else make and keep it.

    Raises:
        InputError: the file is no such network.
    """
    import torch

    if path is None or not path.exists():
        network = make()
        if path is not None:
            keep(network, path)
        return network
    try:
        fresh.load_state_dict(torch.load(path, weights_only=True))
    except (OSError, EOFError, RuntimeError, pickle.UnpicklingError):
        raise InputError(f"{path}: no network of this recipe and data; delete it to train it anew") from None
    return fresh


def keep(network: Network, path: Path) -> None:
    """Write the weights of a network, whole or not at all."""
    import torch

    raw = io.BytesIO()
    torch.save(network.state_dict(), raw)
    write_output(path, raw.getvalue())


if __name__ == "__main__":
    main()
