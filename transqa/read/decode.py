"""Bytes become text: UTF-8 and UTF-16, with or without byte-order mark."""

from __future__ import annotations

import codecs

from transqa.errors import InputError
from transqa.model import Encoding

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAMPLE = 4096
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27})


def decode(raw: bytes, name: str) -> tuple[str, Encoding]:
    """Return the text of *raw* and how it was encoded; *name* is used in messages.

    Raises:
        InputError: the bytes are binary, or no UTF-8 or UTF-16.
    """
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise InputError(f"{name}: UTF-32 is not supported; convert it to UTF-8")
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _strict(raw[len(bom) :], encoding, name, len(bom)), Encoding(encoding, bom)
    encoding = _utf16_without_bom(raw) or "utf-8"
    if encoding == "utf-8" and _looks_binary(raw):
        raise InputError(f"{name}: a binary file, not text")
    return _strict(raw, encoding, name, 0), Encoding(encoding)


def _strict(raw: bytes, encoding: str, name: str, skipped: int) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as e:
        line = raw.count(b"\n", 0, e.start) + 1
        hint = "convert it, for example: iconv -f WINDOWS-1252 -t UTF-8"
        raise InputError(
            f"{name}: not {encoding.upper()} (byte 0x{raw[e.start]:02X} at offset {e.start + skipped}, line {line}); {hint}"
        ) from None


def _utf16_without_bom(raw: bytes) -> str | None:
    """Guess UTF-16 from zero bytes that stand on one side of nearly all code units, as in Latin text."""
    sample = raw[: _SAMPLE - _SAMPLE % 2]
    if len(raw) % 2 or len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _looks_binary(raw: bytes) -> bool:
    sample = raw[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" in raw or controls > 0.02 * len(sample)
