"""Reads sentence pairs, one at a time: text `source TAB target [TAB origin]` or TMX; either may be compressed (.gz, .xz)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from transqa.errors import InputError
from transqa.read.packed import inner_suffix, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedIOBase
    from pathlib import Path

LONGEST_LINE = 1_000_000
"""Bytes. A longer line is no sentence pair."""
LONGEST_SEGMENT = 100_000
"""Letters of a TMX segment that are kept; one that is longer is not learnt from anyway."""
BLOCK = 1 << 16
"""Bytes of a TMX file parsed at a time."""


class Pair(NamedTuple):
    """A sentence, its translation, and where they come from."""

    source: str
    target: str
    origin: str = ""


def read_pairs(path: Path, source_lang: str, target_lang: str) -> Iterator[Pair]:
    """Yield the sentence pairs of a file; TMX by its suffix, else text with TABs.

    Args:
        path: the file.
        source_lang: primary subtag of the source language, in lower case.
        target_lang: the same of the target language.

    Raises:
        InputError: the file cannot be read or is malformed.
    """
    with opened(path) as stream:
        if inner_suffix(path) == ".tmx":
            yield from _tmx(stream, str(path), source_lang, target_lang)
        else:
            yield from _lines(stream, str(path))


def _lines(stream: BufferedIOBase, name: str) -> Iterator[Pair]:
    for number, raw in enumerate(iter(lambda: stream.readline(LONGEST_LINE), b""), 1):
        if len(raw) == LONGEST_LINE:
            raise InputError(f"{name}:{number}: longer than {LONGEST_LINE:,} bytes; write one sentence pair a line")
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as e:
            hint = "convert the file, for example: iconv -f WINDOWS-1252 -t UTF-8"
            raise InputError(f"{name}:{number}: not UTF-8 (byte 0x{raw[e.start]:02X}); {hint}") from None
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) < 2:
            raise InputError(f"{name}:{number}: no TAB in the line; write: source TAB target [TAB origin]")
        yield Pair(cells[0], cells[1], cells[2] if len(cells) > 2 else "")


def _tmx(stream: BufferedIOBase, name: str, source_lang: str, target_lang: str) -> Iterator[Pair]:
    units = _Units(name, source_lang, target_lang)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = units.refuse
    parser.StartElementHandler = units.start
    parser.CharacterDataHandler = units.data
    parser.EndElementHandler = units.end
    try:
        while block := stream.read(BLOCK):
            parser.Parse(block, False)  # noqa: FBT003
            yield from units.taken()
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as e:
        what = expat.ErrorString(e.code)
        raise InputError(f"{name}:{e.lineno}: not well-formed XML ({what}); export the TMX again") from None
    yield from units.taken()
    units.refuse_wrong_languages()


class _Units:
    """Takes the translation units out of the parser's events.

    The standard library's `iterparse` keeps from us that a document type is declared, and it can declare entities that expand
    without end; expat itself tells before it reads on.
    """

    def __init__(self, name: str, source_lang: str, target_lang: str) -> None:
        self._name = name
        self._wanted = source_lang, target_lang
        self._pairs: list[Pair] = []
        self._found = False
        self._seen: set[str] = set()
        self._is_tmx = False
        self._segments: dict[str, str] = {}
        self._lang = ""
        self._text: list[str] | None = None
        self._size = 0

    def taken(self) -> list[Pair]:
        """Return the pairs found since the last call."""
        pairs, self._pairs = self._pairs, []
        return pairs

    def refuse(self, _name: str, _system: str | None, _public: str | None, internal: bool) -> None:  # noqa: FBT001  # expat's
        """Refuse a document type that is declared in the file itself; one that is only named (`tmx14.dtd`) is never read."""
        if internal:
            raise InputError(
                f"{self._name}: declares entities of its own, which may expand without end; delete its <!DOCTYPE ...>"
            )

    def refuse_wrong_languages(self) -> None:
        """Raise an error if the file has no unit in both languages."""
        if not self._found:
            seen = ", ".join(sorted(self._seen)[:10]) or "none"
            wanted = " and ".join(self._wanted)
            raise InputError(f"{self._name}: no unit in both {wanted}; languages of the file: {seen}")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element starts; tags inside a segment are passed over."""
        if not self._is_tmx:
            if tag != "tmx":
                raise InputError(f"{self._name}: not TMX, its first element is <{tag[:40]}>; give TMX or lines source TAB target")
            self._is_tmx = True
        elif tag == "tu":
            self._segments = {}
        elif tag == "tuv":
            self._lang = _primary(attributes.get("xml:lang") or attributes.get("lang") or "")
        elif tag == "seg":
            self._text, self._size = [], 0

    def data(self, text: str) -> None:
        """Text goes on, of a segment or between elements."""
        if self._text is not None and self._size < LONGEST_SEGMENT:
            self._text.append(text)
            self._size += len(text)

    def end(self, tag: str) -> None:
        """An element ends; of several variants in one language the first is taken."""
        if tag == "seg" and self._text is not None:
            self._segments.setdefault(self._lang, "".join(self._text))
            self._text = None
        elif tag == "tu":
            self._seen.update(list(self._segments)[:10] if len(self._seen) < BLOCK else ())
            source, target = (self._segments.get(lang) for lang in self._wanted)
            if source is not None and target is not None:
                self._found = True
                self._pairs.append(Pair(source, target))
            self._segments = {}


def _primary(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].lower()
