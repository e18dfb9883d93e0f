"""Bytes and texts become documents: one module a format, all formats in one table."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from transqa.errors import InputError, did_you_mean
from transqa.model import Document, Encoding
from transqa.read import markdown, text
from transqa.read.decode import decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from transqa.read.structure import Structure

    Reader = Callable[[str], Structure]

MAX_BYTES = 50_000_000
"""A larger file is no article; reading it whole would cost more memory than it is worth."""
MAX_LINE = 1_000_000
"""Code points. A longer line is data or minified code, not prose."""

FORMATS: dict[str, tuple[tuple[str, ...], Reader]] = {
    "text": ((".txt", ".text", ""), text.structure),
    "markdown": ((".md", ".markdown", ".mdown"), markdown.structure),
}
"""Name of a format: its file suffixes, and the function that finds the structure of a text."""


def read_text(
    content: str, lang: str, *, fmt: str = "text", path: str | None = None, encoding: Encoding | None = None
) -> Document:
    """Return the document of a text.

    Args:
        content: the whole text; line ends may be LF, CRLF or CR and are kept.
        lang: BCP-47 tag.
        fmt: a key of `FORMATS`.
        path: where the text comes from, for messages.
        encoding: how it was encoded there.

    Raises:
        InputError: a line is longer than `MAX_LINE`.
    """
    _refuse_huge_lines(content, path)
    found = FORMATS[fmt][1](content)
    return Document(
        content, lang, tuple(found.blocks), tuple(found.protected), tuple(found.links), fmt, path, encoding or Encoding()
    )


def read_file(path: str | Path, lang: str, fmt: str | None = None) -> Document:
    """Return the document of a file: UTF-8 with or without byte-order mark, or UTF-16.

    Raises:
        InputError: the file is missing, empty, binary, not decodable, too large, or of an unknown format.
    """
    return _document(_bytes_of(Path(path)), lang, str(path), fmt or format_of(str(path)))


def read_stream(stream: BinaryIO, lang: str, name: str, fmt: str | None = None) -> Document:
    """Return the document read from a binary *stream*, such as standard input; *name* stands for it in messages."""
    return _document(stream.read(MAX_BYTES + 1), lang, name, fmt or "text")


def refuse_unreadable(path: str | Path, fmt: str | None = None) -> None:
    """Raise the error that reading the file would raise for its place and name, before anything else is asked of it.

    Raises:
        InputError: the file is missing, a directory, too large, not permitted, or of an unknown format.
    """
    _probe(Path(path))
    if fmt is None:
        format_of(str(path))


def format_of(path: str) -> str:
    """Return the name of the format of a file, by its suffix.

    Raises:
        InputError: no format has this suffix.
    """
    suffix = PurePath(path).suffix.lower()
    for name, (suffixes, _) in FORMATS.items():
        if suffix in suffixes:
            return name
    known = [s for suffixes, _ in FORMATS.values() for s in suffixes if s]
    raise InputError(f"{path}: unknown format '{suffix}'{did_you_mean(suffix, known)}; --format text reads it as plain text")


def _document(raw: bytes, lang: str, path: str, fmt: str) -> Document:
    if len(raw) > MAX_BYTES:
        raise InputError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; split it into articles")
    content, encoding = decode(raw, path)
    if not content.strip():
        raise InputError(f"{path}: the file is empty; there is nothing to check")
    return read_text(content, lang, fmt=fmt, path=path, encoding=encoding)


def _bytes_of(path: Path) -> bytes:
    _probe(path)
    try:
        return path.read_bytes()
    except OSError as e:
        raise InputError(f"{path}: cannot be read ({e.strerror or e}); check its permissions") from None


def _probe(path: Path) -> None:
    try:
        if path.is_dir():
            raise InputError(f"{path}: is a directory; name the files to check")
        size = path.stat().st_size
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except OSError as e:
        raise InputError(f"{path}: cannot be read ({e.strerror or e}); check its permissions") from None
    if size > MAX_BYTES:
        raise InputError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; split it into articles")


def _refuse_huge_lines(content: str, path: str | None) -> None:
    start = 0
    while len(content) - start > MAX_LINE:
        end = content.find("\n", start, start + MAX_LINE)
        end = content.find("\r", start, start + MAX_LINE) if end < 0 else end
        if end < 0:
            line = content.count("\n", 0, start) + 1
            where = f"{path or 'the text'}: line {line}"
            raise InputError(f"{where} is longer than {MAX_LINE:,} characters; is it data or minified? Break it into paragraphs")
        start = end + 1
