"""Writes a repaired text back to its file: whole, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
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
        _replace(path, document.encoding.bom + fixed.encode(document.encoding.name))
    except OSError as e:
        raise InputError(f"{document.path}: cannot be written ({e.strerror or e}); left as it is") from None


def _replace(path: Path, raw: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as f:
            f.write(raw)
            f.flush()
            os.fsync(f.fileno())
        shutil.copymode(path, name)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
