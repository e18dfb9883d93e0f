"""Alignments shown: one renderer a file, all with one signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.report.alignments import jsonl, ladder, text, tmx, tsv
from transqa.report.alignments.bitext import Bitext
from transqa.report.alignments.blocks import by_blocks

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ALIGNMENT_RENDERERS", "Bitext", "by_blocks"]

ALIGNMENT_RENDERERS: dict[str, Callable[[Bitext], str]] = {
    "text": text.render,
    "jsonl": jsonl.render,
    "tsv": tsv.render,
    "tmx": tmx.render,
    "ladder": ladder.render,
}
"""Renderers by the name that `--output` takes."""
