"""Opens files that may be compressed (.gz, .xz), with one clear error for whatever can go wrong in them."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from transqa.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedIOBase

PACKED = (".gz", ".xz")


def inner_suffix(path: str | Path) -> str:
    """Return the suffix of a file without that of its compression, in lower case: ``.tmx`` for ``memory.TMX.gz``."""
    path = Path(path)
    return Path(path.stem if path.suffix.lower() in PACKED else path.name).suffix.lower()


@contextmanager
def opened(path: str | Path) -> Iterator[BufferedIOBase]:
    """Open a file for reading bytes, decompressed by its suffix.

    Raises:
        InputError: the file is missing, a directory, not permitted or damaged; also while it is being read.
    """
    import lzma
    import zlib

    try:
        with _open(Path(path)) as stream:
            yield stream
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a directory; name a file") from None
    except (EOFError, lzma.LZMAError, zlib.error) as e:
        raise InputError(f"{path}: damaged or not compressed as its name says ({e}); fetch it again") from None
    except OSError as e:
        raise InputError(f"{path}: cannot be read ({e.strerror or e}); check it and its permissions") from None


def _open(path: Path) -> BufferedIOBase:
    match path.suffix.lower():
        case ".gz":
            import gzip

            return gzip.open(path, "rb")
        case ".xz":
            import lzma

            return lzma.open(path, "rb")
        case _:
            return path.open("rb")


def packed(raw: bytes, path: str | Path) -> bytes:
    """Return *raw* compressed as the suffix of *path* asks for; same input, same bytes."""
    match Path(path).suffix.lower():
        case ".gz":
            import gzip

            return gzip.compress(raw, mtime=0)
        case ".xz":
            import lzma

            return lzma.compress(raw)
        case _:
            return raw
