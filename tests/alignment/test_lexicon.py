"""Bilingual lexicons: their files, what is wrong with some, and the links they give."""

from __future__ import annotations

import gzip
import io
import lzma
import random
import time
import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from transqa.alignment import lexicon_npz
from transqa.alignment.lexical import TYPICAL
from transqa.alignment.lexicon import Lexicon, Words, embedded, embedded_pairs, load_lexicon
from transqa.alignment.lexicon_npz import pack, unpack
from transqa.alignment.lexicon_text import render
from transqa.errors import ConfigError, InputError

if TYPE_CHECKING:
    from pathlib import Path

LIST = """# transqa lexicon en fr
house\tmaison\t0.75\t0.5
house\tchambre\t0.25\t1
home\tmaison\t1\t0.5
"""


def probabilities(lexicon: Lexicon) -> dict[tuple[str, str], Any]:
    """Return both probabilities of each pair, as exact as the compact file keeps them."""
    return {
        (lexicon.source.words[s], lexicon.target.words[t]): (pytest.approx(p, rel=0.035), pytest.approx(q, rel=0.035))
        for s, t, p, q in zip(lexicon.pair_source, lexicon.pair_target, lexicon.forward, lexicon.backward, strict=True)
    }


def written(folder: Path, text: str, name: str = "own.tsv") -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


@pytest.fixture
def small(tmp_path: Path) -> Lexicon:
    return load_lexicon(written(tmp_path, LIST), "en", "fr")


def test_text(small: Lexicon) -> None:
    """Both probabilities of each pair; words are sorted."""
    assert small.source.words == ("home", "house")
    assert small.target.words == ("chambre", "maison")
    assert probabilities(small) == {
        ("house", "maison"): (0.75, 0.5),
        ("house", "chambre"): (0.25, 1),
        ("home", "maison"): (1, 0.5),
    }
    assert small.source.share == pytest.approx(TYPICAL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dog\tchien\n", {("dog", "chien"): (1, 1)}),
        ("Été\tSummer", {("ete", "summer"): (1, 1)}),
        ("\ufeffdog\tchien\r\n\r\n# a remark\r\n  \r\n", {("dog", "chien"): (1, 1)}),
        ("dog\tchien\ndog\tchienne\ncur\tchien\n", {("dog", "chien"): (0.5, 0.5), ("dog", "chienne"): (0.5, 1),
                                                   ("cur", "chien"): (1, 0.5)}),
        ("dog\tchien\t0.9\ncur\tchien\t0.3\n", {("dog", "chien"): (0.9, 0.75), ("cur", "chien"): (0.3, 0.25)}),
        ("dog\tchien\t1\ndog\tchienne\t1\n", {("dog", "chien"): (0.5, 1), ("dog", "chienne"): (0.5, 1)}),
        ("dog\tchien\t0.2\ndog\tchien\t0.4\t0.1\n", {("dog", "chien"): (0.4, 0.1)}),
        ("dog\tchien\t\t0.5\n", {("dog", "chien"): (1, 0.5)}),
    ],
    ids=["plain", "folded", "blank lines and BOM", "alike", "backward from forward", "normalised", "twice", "third empty"],
)  # fmt: skip
def test_lists(tmp_path: Path, text: str, expected: dict[tuple[str, str], tuple[float, float]]) -> None:
    """What a list says, and what is made up where it says nothing."""
    assert probabilities(load_lexicon(written(tmp_path, text), "en", "fr")) == expected


def test_entries_of_several_words_are_counted(tmp_path: Path) -> None:
    """Neither side may have more than one word, or none."""
    text = "dog\tchien\npotato\tpomme de terre\nof course\tévidemment\n2nd\tdeuxième\n?\tquoi\n\tquoi\n"
    own = load_lexicon(written(tmp_path, text), "en", "fr")
    assert (len(own), own.skipped, own.swapped().skipped) == (1, 5, 5)


def test_no_probabilities_sum_to_more_than_one(tmp_path: Path) -> None:
    """Of any word, in any direction, whatever the list claims."""
    rng = random.Random(7)  # noqa: S311
    choices = ("abcde", "xyz", "\t", "uvw", "opq", "\t", ("", "1", "0.7", "0.01"), "\t", ("", "0.9", "0.2"))
    rows = ["".join(rng.choice(some) for some in choices) for _ in range(80)]
    own = load_lexicon(written(tmp_path, "\n".join(rows)), "en", "fr")
    assert np.bincount(own.pair_source, weights=own.forward).max() <= 1 + 1e-6
    assert np.bincount(own.pair_target, weights=own.backward).max() <= 1 + 1e-6
    assert min(own.forward.min(), own.backward.min()) > 0


@pytest.mark.parametrize("name", ["own.tsv.gz", "own.tsv.xz", "own.TXT", "own"])
def test_compressed_lists(tmp_path: Path, name: str) -> None:
    """By the suffix of the file."""
    raw = LIST.encode()
    packed = gzip.compress(raw) if name.endswith("gz") else lzma.compress(raw) if name.endswith("xz") else raw
    (tmp_path / name).write_bytes(packed)
    assert len(load_lexicon(tmp_path / name, "en", "fr")) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("dog\tchien\ndog chien\n", "own.tsv:2: no TAB"),
        ("dog\tchien\tnoun\n", "own.tsv:1: 'noun' is no probability"),
        ("dog\tchien\t0,5\n", "own.tsv:1: '0,5' is no probability"),
        ("dog\tchien\t1.5\n", "own.tsv:1: '1.5' is no probability"),
        ("dog\tchien\t0.5\t-1\n", "own.tsv:1: '-1' is no probability"),
        ("dog\tchien\tnan\n", "own.tsv:1: 'nan' is no probability"),
        ("dog\tchien\t0\n", "own.tsv:1: '0' is no probability"),
        ("", "no entry with one word on each side"),
        ("# nothing\n", "no entry with one word on each side"),
        ("a b\tc d\n", "no entry with one word on each side"),
    ],
)
def test_malformed_lists(tmp_path: Path, text: str, message: str) -> None:
    """One line that names the file, the line and what to write."""
    with pytest.raises(InputError) as e:
        load_lexicon(written(tmp_path, text), "en", "fr")
    assert message in str(e.value)
    assert "\n" not in str(e.value)


def test_unreadable_files(tmp_path: Path) -> None:
    """Missing, a directory, damaged, in another encoding."""
    (tmp_path / "a.gz").write_bytes(gzip.compress(LIST.encode())[:-9])
    (tmp_path / "b.gz").write_bytes(LIST.encode())
    (tmp_path / "c.xz").write_bytes(lzma.compress(LIST.encode())[:-9])
    (tmp_path / "d.txt").write_bytes("été\tsummer\n".encode("latin-1"))
    (tmp_path / "e.npz").write_bytes(LIST.encode())
    for name in ("a.gz", "b.gz", "c.xz", "d.txt", "e.npz", "missing.tsv", "missing.npz", "."):
        with pytest.raises(InputError, match=r"^[^\n]+$"):
            load_lexicon(tmp_path / name, "en", "fr")


def test_round_trip(small: Lexicon, tmp_path: Path) -> None:
    """Saved and read, a lexicon is the same to within the steps of its logarithms; saved again, it has the same bytes."""
    small.save(tmp_path / "one.npz")
    again = load_lexicon(tmp_path / "one.npz", "en", "fr")
    assert (again.source.words, again.target.words, again.languages) == (small.source.words, small.target.words, ("en", "fr"))
    assert probabilities(again) == probabilities(small)
    assert again.source.share == pytest.approx(small.source.share, rel=0.035)
    again.save(tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_text_round_trip(small: Lexicon, tmp_path: Path) -> None:
    """The same as a list, the likeliest translation first."""
    text = render(small)
    assert text.splitlines()[1:3] == ["home\tmaison\t1\t0.5", "house\tmaison\t0.75\t0.5"]
    assert probabilities(load_lexicon(written(tmp_path, text, "again.tsv"), "en", "fr")) == probabilities(small)


def test_bytes_do_not_depend_on_the_clock_or_the_order(small: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    """Same pairs, same bytes."""
    k = np.array([2, 0, 1])
    shuffled = Lexicon(
        small.source,
        small.target,
        small.pair_source[k],
        small.pair_target[k],
        small.forward[k],
        small.backward[k],
        small.languages,
    )
    monkeypatch.setattr(time, "time", lambda: 2e9)
    assert pack(shuffled) == pack(small)


def test_wide_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers get as many bytes as they need; the least and the greatest probability survive."""
    n = 70_000
    words = Words(tuple(sorted(f"w{i:05}" for i in range(n))), np.full(n, 1e-9, dtype=np.float32))
    k = np.arange(n, dtype=np.int32)
    big = Lexicon(words, words, k, k[::-1].copy(), np.ones(n, dtype=np.float32), np.full(n, 1e-9, dtype=np.float32))
    raw = pack(big)
    back = unpack(raw, "big")
    assert (back.pair_target == big.pair_target).all()
    assert back.forward.min() == 1
    assert back.backward.max() == pytest.approx(lexicon_npz.LEAST)
    monkeypatch.setattr(lexicon_npz, "MAX_BYTES", 1000)
    with pytest.raises(InputError, match="too large"):
        unpack(raw, "big")


def test_damaged_files_give_an_input_error(small: Lexicon) -> None:
    """Whatever byte is wrong: an error of one line, or a lexicon that holds together."""
    raw, rng = pack(small), random.Random(3)  # noqa: S311
    for _ in range(1500):
        bad = bytearray(raw)
        for _ in range(rng.choice((1, 1, 3))):
            bad[rng.randrange(len(bad))] = rng.randrange(256)
        end = rng.choice((len(bad), len(bad), rng.randrange(len(bad))))
        try:
            found = unpack(bytes(bad[:end]), "x.npz")
        except InputError as e:
            message = str(e)
        else:
            message = "x.npz: " if len(found.links(found.source.words, found.target.words)) <= len(found) else "too many links"
        assert message.startswith("x.npz: ")
        assert "\n" not in message


def changed(raw: bytes, **members: object) -> bytes:
    """Return the file with other arrays in it; None leaves one out."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        arrays = {m.removesuffix(".npy"): np.lib.format.read_array(archive.open(m)) for m in archive.namelist()}
    arrays = {name: np.asarray(members.get(name, array)) for name, array in arrays.items() if members.get(name, 0) is not None}
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=True, **arrays)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "members",
    [
        {"source": None},
        {"source": np.frombuffer(b"home\nhome", dtype=np.uint8)},
        {"source": np.frombuffer(b"house\nhome", dtype=np.uint8)},
        {"source": np.frombuffer(b"\nhome", dtype=np.uint8)},
        {"source": np.frombuffer(b"home\xff\nhouse", dtype=np.uint8)},
        {"source_share": np.zeros(3, dtype=np.uint8)},
        {"languages": np.frombuffer(b"en", dtype=np.uint8)},
        {"pairs": np.array([1, 1], dtype=np.uint8)},
        {"pairs": np.array([1.0, 2.0])},
        {"pairs": np.array([2**64 - 1, 4], dtype=np.uint64)},
        {"partners": np.array([0, 1, 2], dtype=np.uint8)},
        {"partners": np.array([0, 1, -1], dtype=np.int8)},
        {"forward": np.zeros((3, 1), dtype=np.uint8)},
        {"forward": np.array([{}, {}, {}])},
    ],
    ids=lambda m: next(iter(m)),
)
def test_arrays_that_do_not_fit_give_an_input_error(small: Lexicon, members: dict[str, object]) -> None:
    """Also pickled objects, which are never loaded."""
    with pytest.raises(InputError, match=r"^x: damaged.*transqa train lexicon$"):
        unpack(changed(pack(small), **members), "x")


def test_swapped(small: Lexicon) -> None:
    """The same pairs, read the other way."""
    turned = small.swapped()
    assert turned.languages == ("fr", "en")
    assert probabilities(turned) == {(t, s): (q, p) for (s, t), (p, q) in probabilities(small).items()}
    assert turned.swapped() == small


def test_a_file_that_names_its_languages_serves_both_directions(small: Lexicon, tmp_path: Path) -> None:
    """Text or compact; other languages are refused; a locale is a language."""
    small.save(tmp_path / "own.npz")
    for name in ("own.npz", "own.tsv"):
        assert load_lexicon(tmp_path / name, "fr-CA", "en-GB").source.words == ("chambre", "maison")
        assert load_lexicon(tmp_path / name, "en", "und").source.words == ("home", "house")
        with pytest.raises(InputError, match="a lexicon of en and fr, not of en and de"):
            load_lexicon(tmp_path / name, "en", "de")
        with pytest.raises(ConfigError):
            load_lexicon(tmp_path / name, "English", "fr")


def test_links(small: Lexicon) -> None:
    """Pairs of words that stand on both sides; others are no links."""
    assert small.links(["house", "the"], {"chambre", "la"}) == {("house", "chambre"): (0.25, 1.0)}
    assert small.links([], ["maison"]) == small.links(["home"], []) == small.links(["the"], ["la"]) == {}


def test_relatives_stand_in_for_forms_that_the_lexicon_lacks(small: Lexicon) -> None:
    """They share all but the endings, and count half; a word that the lexicon has needs none."""
    assert small.links(["houses"], ["maisons"]) == {("houses", "maisons"): (0.1875, 0.125)}
    assert small.links(["houses"], ["maison"]) == {("houses", "maison"): (0.375, 0.25)}
    assert small.source.relatives("hous") == [1]
    assert small.source.relatives("hou") == []
    assert small.source.relatives("household") == []


def test_relatives_are_those_that_share_most_letters() -> None:
    """However many share the stem, as many as can be looked at in no time."""
    words = tuple(sorted({f"stem{a}{b}{c}" for a in "abcdefghij" for b in "abcdefghij" for c in "abcdefghij"}))
    side = Words(words, np.full(len(words), 1e-4, dtype=np.float32))
    found = [words[i] for i in side.relatives("stemeez")]
    assert {f"stemee{c}" for c in "abcdefghij"} <= set(found)
    assert len(found) <= 200


def test_a_text_made_to_be_slow_is_not() -> None:
    """Thousands of words of one stem on both sides, none of which the lexicon has."""
    words = tuple(sorted({f"stem{a}{b}{c}" for a in "abcdefghijklmnop" for b in "abcdefghijklmnop" for c in "abcdefghij"}))
    side = Words(words, np.full(len(words), 1e-4, dtype=np.float32))
    k, one = np.arange(len(words), dtype=np.int32), np.ones(len(words), dtype=np.float32)
    text = (
        {w[:-1] + "é" for w in words}
        | {w[:-2] + "éé" for w in words}
        | {f"stem{chr(0x430 + i % 32)}{i // 32}" for i in range(3000)}
    )
    start = time.perf_counter()
    assert len(Lexicon(side, side, k, k, one, one).links(text, text)) < 500_000
    assert time.perf_counter() - start < 10


def test_embedded_english_and_french() -> None:
    """Everyday words have their translation first; both directions, all locales; loaded once."""
    own = embedded("en", "fr")
    assert own is not None
    assert embedded("en-GB", "fr-CA") is own
    for word, translation in (("house", "maison"), ("dog", "chien"), ("minister", "ministre"), ("water", "eau"), ("lake", "lac")):
        p, q = own.links([word], [translation])[word, translation]
        assert 0.3 < p <= 1
        assert 0.3 < q <= 1
        assert max(own.links([word], own.target.words).items(), key=lambda kv: kv[1])[0] == (word, translation)
    turned = embedded("fr", "en")
    assert turned is not None
    assert turned.links(["maison"], ["house"])["maison", "house"] == own.links(["house"], ["maison"])["house", "maison"][::-1]
    assert own.source.share[own.source.number["the"]] > 0.03
    assert np.bincount(own.pair_source, weights=own.forward).max() < 1.04


def test_embedded_pairs() -> None:
    """Pairs that transqa brings; None for any other."""
    assert ("en", "fr") in embedded_pairs()
    assert embedded("en", "is") is None
    assert embedded("fr", "fr-CA") is None
    assert embedded("und", "fr") is None
    with pytest.raises(ConfigError):
        embedded("../en", "fr")


def test_embedded_loads_fast() -> None:
    """It is read for every article; some 15 ms on the machine that built it, so ten times that is a mistake."""
    raw = pack(embedded("en", "fr") or pytest.fail("no lexicon"))
    best = min(_seconds(raw) for _ in range(3))
    assert best < 0.15


def _seconds(raw: bytes) -> float:
    start = time.perf_counter()
    unpack(raw, "en-fr")
    return time.perf_counter() - start
