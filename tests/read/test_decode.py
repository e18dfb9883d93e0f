"""Bytes become text, and the same bytes again."""

from __future__ import annotations

import codecs

import pytest

from transqa import InputError
from transqa.read.decode import decode

TEXT = "Elle a déclaré : « oui ».\r\nPuis rien.\r\n"


@pytest.mark.parametrize(
    ("raw", "name", "bom"),
    [
        (TEXT.encode(), "utf-8", b""),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", codecs.BOM_UTF8),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", codecs.BOM_UTF16_LE),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", codecs.BOM_UTF16_BE),
        (TEXT.encode("utf-16-le"), "utf-16-le", b""),
        (TEXT.encode("utf-16-be"), "utf-16-be", b""),
    ],
)
def test_round_trip(raw: bytes, name: str, bom: bytes) -> None:
    """The text has no byte-order mark, its line ends stay, and writing it gives the same bytes."""
    text, encoding = decode(raw, "a.txt")
    assert text == TEXT
    assert (encoding.name, encoding.bom) == (name, bom)
    assert encoding.bom + text.encode(encoding.name) == raw


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("déjà\nvu à".encode("cp1252"), r"a\.txt: not UTF-8 \(byte 0xE9 at offset 1, line 1\); convert it"),
        (b"ok\nd\xe9j\xe0", r"offset 4, line 2"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a binary file"),
        (bytes(range(1, 32)) * 20, "a binary file"),
        (codecs.BOM_UTF32_LE + "a".encode("utf-32-le"), "UTF-32 is not supported"),
        (codecs.BOM_UTF16_LE + b"a", r"not UTF-16-LE \(byte 0x61 at offset 2, line 1\)"),
    ],
)
def test_undecodable(raw: bytes, message: str) -> None:
    """One line: the file, what is wrong, where, what to do."""
    with pytest.raises(InputError, match=message) as e:
        decode(raw, "a.txt")
    assert "\n" not in str(e.value)
