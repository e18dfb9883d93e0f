"""The compact file of a lexicon: a `.npz` (a zip of numpy arrays) of some five bytes a word pair before compression.

    languages             text: the primary subtags of both languages, one a line
    source, target        text: the words of a side, one a line, sorted by code point
    source_share,         uint8: the share of running text that each word takes
    target_share
    pairs                 uint8, 16 or 32, whichever fits: how many pairs each source word has
    partners              the same: the target words (numbers of lines) of these pairs, source word by source word
    forward, backward     uint8: p(target word | source word) and p(source word | target word) of each pair

Text is UTF-8 in a uint8 array, its lines joined by LF. A probability or share is a whole number v that stands for
exp(−v / 16), so it is kept to within 3.2 per cent of itself, down to 1e-7. All numbers are little-endian; the members stand in
this order, dated 1980-01-01, so that the same lexicon gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import numpy as np

from transqa.alignment.lexicon import MAX_BYTES, Lexicon, Words
from transqa.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    Array = NDArray[Any]
    Bytes = NDArray[np.uint8]
    Floats = NDArray[np.float32]

STEPS = 16
"""Steps of a stored logarithm to one nat."""
LEAST = float(np.exp(-255 / STEPS))
"""The least probability that can be stored; a smaller one is stored as this."""
MALFORMED = (
    EOFError,
    KeyError,
    MemoryError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What zipfile and numpy raise on a damaged file, a compression they lack, or an encrypted member."""


def pack(lexicon: Lexicon) -> bytes:
    """Return the bytes of the file of a lexicon."""
    order = np.lexsort((lexicon.pair_target, lexicon.pair_source))
    members = {
        "languages": _text(lexicon.languages),
        "source": _text(lexicon.source.words),
        "target": _text(lexicon.target.words),
        "source_share": _logs(lexicon.source.share),
        "target_share": _logs(lexicon.target.share),
        "pairs": _narrow(np.bincount(lexicon.pair_source, minlength=len(lexicon.source.words))),
        "partners": _narrow(lexicon.pair_target[order]),
        "forward": _logs(lexicon.forward[order]),
        "backward": _logs(lexicon.backward[order]),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, array in members.items():
            info = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            raw = io.BytesIO()
            np.lib.format.write_array(raw, array, version=(1, 0), allow_pickle=False)
            archive.writestr(info, raw.getvalue(), compresslevel=9)
    return buffer.getvalue()


def unpack(raw: bytes, name: str) -> Lexicon:
    """Return the lexicon of the bytes of a file; *name* stands for it in messages.

    Raises:
        InputError: these are not the bytes of a lexicon.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(m.file_size for m in archive.infolist()) > MAX_BYTES:
                raise ValueError("too large")
            return _lexicon(archive)
    except MALFORMED as e:
        why = " ".join(str(e).split()) or type(e).__name__
        hint = "build it again with: transqa train lexicon"
        raise InputError(f"{name}: damaged, or no lexicon that transqa wrote ({why}); {hint}") from None


def _lexicon(archive: zipfile.ZipFile) -> Lexicon:
    languages = _lines(archive, "languages")
    source, target = _words(archive, "source"), _words(archive, "target")
    pairs, partners = _numbers(archive, "pairs"), _numbers(archive, "partners")
    forward, backward = _array(archive, "forward"), _array(archive, "backward")
    if len(languages) != 2:
        raise ValueError("not two languages")
    if len(pairs) != len(source.words) or not int(pairs.sum()) == len(partners) == len(forward) == len(backward):
        raise ValueError("arrays of different lengths")
    if len(partners) and int(partners.max()) >= len(target.words):
        raise ValueError("a number beyond the last word")
    pair_source = np.repeat(np.arange(len(pairs), dtype=np.int32), pairs)
    values = _values()
    return Lexicon(
        source,
        target,
        pair_source,
        partners.astype(np.int32),
        values[forward],
        values[backward],
        (languages[0], languages[1]),
    )


def _words(archive: zipfile.ZipFile, name: str) -> Words:
    words = tuple(_lines(archive, name))
    share = _array(archive, f"{name}_share")
    side = Words(words, _values()[share])
    if len(share) != len(words):
        raise ValueError("arrays of different lengths")
    if len(side.number) != len(words) or "" in side.number or list(words) != sorted(words):
        raise ValueError("words out of order")
    return side


def _lines(archive: zipfile.ZipFile, name: str) -> list[str]:
    text = _array(archive, name).tobytes().decode("utf-8")
    return text.split("\n") if text else []


def _numbers(archive: zipfile.ZipFile, name: str) -> NDArray[np.int64]:
    array = _read(archive, name)
    if array.ndim != 1 or array.dtype.kind != "u" or array.dtype.itemsize > 4:
        raise ValueError(f"'{name}' holds no numbers")
    return array.astype(np.int64)


def _array(archive: zipfile.ZipFile, name: str) -> Bytes:
    array = _read(archive, name)
    if array.ndim != 1 or array.dtype != np.uint8:
        raise ValueError(f"'{name}' holds no bytes")
    return array


def _read(archive: zipfile.ZipFile, name: str) -> Array:
    stream = io.BytesIO(archive.read(f"{name}.npy"))
    array: Array = np.lib.format.read_array(stream, allow_pickle=False)
    return array


def _text(lines: Sequence[str]) -> Bytes:
    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)


def _logs(values: Floats) -> Bytes:
    logs = -STEPS * np.log(np.maximum(values.astype(np.float64), LEAST))
    codes: Bytes = np.clip(np.rint(logs), 0, 255).astype(np.uint8)
    return codes


def _values() -> Floats:
    """Return what each stored logarithm stands for."""
    return np.exp(-np.arange(256) / STEPS).astype(np.float32)


def _narrow(numbers: Array) -> Array:
    """Return the numbers in the narrowest of three types."""
    top = int(numbers.max(initial=0))
    return numbers.astype("u1" if top < 1 << 8 else "<u2" if top < 1 << 16 else "<u4")
