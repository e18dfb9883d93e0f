"""What the commands share: reading files and standard input, settings, colours, writing to standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from transqa.config import Config, discover, load
from transqa.read import read_file, read_stream
from transqa.report import Style

if TYPE_CHECKING:
    from transqa.model import Document

STDIN = "-"


def settings_for(target: str, path: Path | None, *, isolated: bool) -> Config:
    """Return the settings of the file *path*, else of the nearest one above the target, unless *isolated* forbids to look."""
    if path is not None:
        return load(path)
    found = None if isolated else discover(Path() if target == STDIN else Path(target).parent)
    return load(found) if found else Config()


def read(path: str, tag: str, fmt: str | None) -> Document:
    """Read a file, or standard input for `-`, in the language *tag*."""
    if path == STDIN:
        return read_stream(sys.stdin.buffer, tag, "<stdin>", fmt)
    return read_file(path, tag, fmt)


def style_of(color: str) -> Style:
    """Return colours and width: *color* is always, never, or auto (on a terminal, as FORCE_COLOR and NO_COLOR say)."""
    import shutil

    on = color == "always" or (
        color == "auto" and (bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and not os.environ.get("NO_COLOR")))
    )
    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    return Style(on, width)


def write(text: str) -> None:
    """Write *text* as UTF-8 whatever the terminal's encoding, with its own line ends."""
    write_bytes(text.encode("utf-8"))


def write_bytes(raw: bytes) -> None:
    """Write bytes to standard output, behind what was written as text."""
    sys.stdout.flush()
    sys.stdout.buffer.write(raw)
    sys.stdout.buffer.flush()
