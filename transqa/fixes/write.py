"""Writes a repaired text back to its file: whole, or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from transqa.errors import InputError
from transqa.read.decode import decode

if TYPE_CHECKING:
    from transqa.model import Document


def write_fixed(document: Document, fixed: str) -> None:
    """Replace the file of *document* by *fixed*, in its encoding, with its byte-order mark, line ends and file mode.

    The new file is written beside the old one and renamed. A symbolic link is followed.

    Raises:
        InputError: the file has changed since it was read, or cannot be written; it is left as it is.
    """
    if document.path is None:
        raise InputError("a text without a file cannot be written")
    path = Path(document.path).resolve()
    try:
        if decode(path.read_bytes(), document.path)[0] != document.text:
            raise InputError(f"{document.path}: changed while it was checked; left as it is, run again")
        replace_file(path, document.encoding.bom + fixed.encode(document.encoding.name))
    except OSError as e:
        raise InputError(f"{document.path}: cannot be written ({e.strerror or e}); left as it is") from None


def write_output(path: Path, raw: bytes) -> None:
    """Write what a command was asked to make, as `replace_file` does.

    Raises:
        InputError: it cannot be written.
    """
    try:
        replace_file(path, raw)
    except OSError as e:
        raise InputError(f"{path}: cannot be written ({e.strerror or e}); check the place and its permissions") from None


def refuse_unwritable(path: Path) -> None:
    """Raise what would go wrong at the end of a long work whose result is to be written to *path*.

    Raises:
        InputError: the place is no place for a file.
    """
    if path.is_dir():
        raise InputError(f"{path}: is a directory; name the file to write")
    refuse_missing(path.parent)


def refuse_missing(folder: Path) -> None:
    """Raise unless files can be written to a folder.

    Raises:
        InputError: it is missing, or may not be written to.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such directory; create it first")
    if not os.access(folder, os.W_OK):
        raise InputError(f"{folder}: not writable; check its permissions")


def replace_file(path: Path, raw: bytes) -> None:
    """Write *raw* to a new file beside *path* and rename it: whole, or not at all.

    A file mode is kept, a symbolic link followed; a device or a pipe is written to.

    Raises:
        OSError: it cannot be written; a file that stood there is left as it is.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(raw)
        return
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with new.open("xb") as f:
            f.write(raw)
            f.flush()
            os.fsync(f.fileno())
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
