"""Reports shown: one renderer a file. No format changes the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transqa.report import concise, json, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transqa.model import Report


class Style(NamedTuple):
    """How a terminal wants its text."""

    color: bool = False
    width: int = 100


RENDERERS: dict[str, Callable[[Sequence[Report], Style], str]] = {
    "text": text.render,
    "concise": concise.render,
    "json": json.render,
}
"""Renderers by the name that `--output` takes."""
