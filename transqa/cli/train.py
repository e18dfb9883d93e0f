"""`transqa train lexicon`: parallel text in, a bilingual lexicon out."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transqa.errors import ConfigError, InputError

if TYPE_CHECKING:
    from transqa.alignment.lexicon import Lexicon

PAUSE = 2.0
"""Seconds between two lines of progress."""


@click.group("train")
def command() -> None:
    """Build resources of your own for a pair of languages."""


@command.command("lexicon")
@click.argument("parallel", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PARALLEL...")
@click.option("--source-lang", metavar="TAG", required=True, help="Language of the source (BCP-47), such as en.")
@click.option("--target-lang", metavar="TAG", required=True, help="Language of the target, such as fr.")
@click.option("--to", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Lexicon to write: .npz, or text.")
@click.option("--cap", "caps", metavar="PREFIX=N", multiple=True, help="Take N pairs, evenly spaced, of origins that start so.")
@click.option("--exclude", metavar="SUFFIX", multiple=True, help="Leave out pairs whose origin ends so.")
@click.option("--least", metavar="N", type=click.IntRange(1), default=2, show_default=True, help="Times a word must be seen.")
@click.option("--size", metavar="N", type=click.IntRange(1), help="Most entries to keep, the surest.")
def lexicon(
    parallel: tuple[Path, ...],
    source_lang: str,
    target_lang: str,
    to: Path,
    caps: tuple[str, ...],
    exclude: tuple[str, ...],
    least: int,
    size: int | None,
) -> None:
    """Build a bilingual lexicon from PARALLEL text.

    PARALLEL files are lines `source TAB target [TAB origin]` or TMX, plain or compressed (.gz, .xz).

    \b
    transqa train lexicon memory.tmx --source-lang en --target-lang de --to en-de.npz
    transqa align a.en.txt a.de.txt --target-lang de --lexicon en-de.npz
    """
    from transqa.train.lexicon import Recipe, build

    _refuse_unwritable(to, parallel)
    recipe = Recipe(dict(map(_cap, caps)), exclude, least, size)
    start = time.monotonic()
    built, tally = build(parallel, source_lang, target_lang, recipe, _Progress())
    _write(built, to)
    one, two = built.languages
    _say(
        f"{tally.read:,} sentence pairs read, {tally.left_out:,} left out, {tally.skipped:,} skipped (empty or long); "
        f"{len(built.source.words):,} words {one}, {len(built.target.words):,} words {two}, {len(built):,} entries; "
        f"{time.monotonic() - start:.0f} s; {to}: {to.stat().st_size:,} bytes"
    )


class _Progress:
    """Says what is going on, if the last word of it is some time ago."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, message: str) -> None:
        if time.monotonic() - self._last >= PAUSE:
            self._last = time.monotonic()
            _say(message)


def _say(message: str) -> None:
    sys.stderr.write(f"transqa: {message}\n")
    sys.stderr.flush()


def _cap(text: str) -> tuple[str, int]:
    prefix, _, number = text.rpartition("=")
    if not prefix or not number.isdecimal() or int(number) < 1:
        raise ConfigError(f"--cap '{text}': write PREFIX=N, such as laws=100000")
    return prefix, int(number)


def _refuse_unwritable(to: Path, parallel: tuple[Path, ...]) -> None:
    """Raise what would go wrong at the end, before two minutes of work."""
    from transqa.fixes import refuse_unwritable

    refuse_unwritable(to)
    if any(to.exists() and p.exists() and to.samefile(p) for p in parallel):
        raise InputError(f"{to}: would overwrite the parallel text; give --to another name")


def _write(built: Lexicon, to: Path) -> None:
    from transqa.alignment.lexicon_npz import pack
    from transqa.alignment.lexicon_text import render
    from transqa.fixes import write_output
    from transqa.read.packed import packed

    write_output(to, pack(built) if to.suffix.lower() == ".npz" else packed(render(built).encode("utf-8"), to))
