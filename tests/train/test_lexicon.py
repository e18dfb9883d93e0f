"""`transqa train lexicon`: from made-up parallel text to a lexicon, and what is wrong with some."""

from __future__ import annotations

import gzip
import lzma
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from transqa.alignment.lexicon import load_lexicon
from transqa.cli.app import app, run
from transqa.train.lexicon import Recipe, _evenly, build
from transqa.train.parallel import Pair, read_pairs

if TYPE_CHECKING:
    from collections.abc import Callable

    Train = Callable[..., int]

NOUNS = {"house": "maison", "flower": "fleur", "table": "table", "bridge": "arche", "night": "nuit"}
VERBS = {"falls": "tombe", "shines": "brille", "waits": "attend"}
SENTENCES = [(f"The {n} {v}.", f"La {m} {w}.") for n, m in NOUNS.items() for v, w in VERBS.items()]
EXPECTED = {"the": "la", **NOUNS, **VERBS}
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/>
<body>{}</body></tmx>
"""
TUV = '<tuv xml:lang="{}"><seg>{}</seg></tuv>'
UNIT = f"<tu>{TUV.format('en-US', '{}')}{TUV.format('de', 'x')}{TUV.format('FR', '{}')}</tu>"


@pytest.fixture
def train(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Train:
    """Run the command in an empty folder and return its exit code."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, to: str = "out.npz", langs: tuple[str, str] = ("en", "fr")) -> int:
        line = ["transqa", "train", "lexicon", *arguments, "--source-lang", langs[0], "--target-lang", langs[1], "--to", to]
        monkeypatch.setattr("sys.argv", line)
        return run()

    return call


def table(pairs: list[tuple[str, str]], origin: str = "") -> str:
    return "".join(f"{s}\t{t}{origin and chr(9) + origin}\n" for s, t in pairs)


def memory(pairs: list[tuple[str, str]]) -> str:
    return TMX.format("\n".join(UNIT.format(s, t) for s, t in pairs))


def translations(path: str, source: str = "en", target: str = "fr") -> dict[str, str]:
    """Return the likeliest translation of each word."""
    own = load_lexicon(path, source, target)
    ranked = sorted(zip(own.forward.tolist(), own.pair_source.tolist(), own.pair_target.tolist(), strict=True))
    return {own.source.words[s]: own.target.words[t] for _, s, t in ranked}


@pytest.mark.parametrize("name", ["p.tsv", "p.tsv.gz", "p.txt.xz", "p.tmx", "p.TMX.gz"])
def test_right_entries_from_every_kind_of_file(train: Train, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Text or TMX, plain or compressed; the same bytes each time; a summary on standard error, nothing on standard output."""
    raw = (memory if "tmx" in name.lower() else table)(SENTENCES).encode()
    Path(name).write_bytes(gzip.compress(raw) if name.endswith("gz") else lzma.compress(raw) if name.endswith("xz") else raw)
    assert train(name) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "transqa: 15 sentence pairs read, 0 left out, 0 skipped" in shown.err
    assert translations("out.npz") == EXPECTED
    assert train(name, to="again.npz") == 0
    assert Path("out.npz").read_bytes() == Path("again.npz").read_bytes()
    assert sorted(p.name for p in Path().iterdir()) == sorted([name, "out.npz", "again.npz"])


def test_text_output(train: Train) -> None:
    """Four columns under a line that names the languages; compressed if its name says so; the same entries as the compact one."""
    Path("p.tsv").write_text(table(SENTENCES), encoding="utf-8")
    for to in ("out.tsv", "out.tsv.gz", "out.txt.xz", "out.npz"):
        assert train("p.tsv", to=to) == 0
        assert translations(to) == EXPECTED
        assert translations(to, "fr", "en") == {w: v for v, w in EXPECTED.items()}
    lines = Path("out.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# transqa lexicon en fr"
    assert all(len(line.split("\t")) == 4 for line in lines[1:])
    assert gzip.decompress(Path("out.tsv.gz").read_bytes()) == Path("out.tsv").read_bytes()


def test_shares_of_running_text(tmp_path: Path) -> None:
    """Those of all words that were read, kept in the compact file."""
    path = tmp_path / "p.tsv"
    path.write_text(table(SENTENCES) + "1 2 3\t, . ;\n" + "long " * 61 + "\tlong\n", encoding="utf-8")
    own, tally = build([path], "en", "fr")
    assert own.source.share[own.source.number["the"]] == pytest.approx(1 / 3)
    assert (tally.read, tally.left_out, tally.skipped) == (17, 0, 2)


def test_caps_and_exclusions(tmp_path: Path) -> None:
    """A capped origin gives so many pairs from all over the file, an excluded one none; the longest prefix holds."""
    seen: list[str] = []
    path = tmp_path / "p.tsv"
    rows = [f"law{i} a\tloi{i} b\tlaws:{'acts' if i % 2 else 'regs'}\n" * 2 for i in range(50)]
    notes = "note n\tnote m\tlaws:acts:Note\n" * 4
    path.write_text(table(SENTENCES, "web") + "".join(rows) + notes, encoding="utf-8")
    own, tally = build([path], "en", "fr", Recipe({"laws": 10, "laws:acts": 20}, exclude=("Note",), least=1), seen.append)
    assert (tally.read, tally.left_out, tally.skipped) == (119, 4 + 70, 0)
    assert "note" not in own.source.number
    assert seen[0].startswith("learning from 45 sentence pairs")
    high, none = (build([path], "en", "fr", recipe) for recipe in (Recipe({"laws": 10**9}), Recipe()))
    assert high[1] == none[1]
    assert len(high[0]) == len(none[0])


@pytest.mark.parametrize(("total", "most"), [(1, 1), (10, 3), (10, 10), (10, 99), (7, 1), (468_000, 120_000)])
def test_a_sample_is_evenly_spaced(total: int, most: int) -> None:
    """As many as asked for, and no gap more than one longer than another."""
    taken = [nth for nth in range(1, total + 1) if _evenly(nth, total, most)]
    assert len(taken) == min(total, most)
    gaps = {b - a for a, b in pairwise(taken)}
    assert len(gaps) <= 2
    assert max(gaps, default=1) - min(gaps, default=1) <= 1


def test_least_and_size(train: Train) -> None:
    """Rarer words are left out; of too many entries the surest are kept."""
    Path("p.tsv").write_text(table(SENTENCES + [("rare words", "mots rares")] * 2), encoding="utf-8")
    assert train("p.tsv", "--least", "2") == 0
    assert "rare" in translations("out.npz")
    assert train("p.tsv", "--least", "3", "--size", "4") == 0
    assert len(load_lexicon("out.npz", "en", "fr")) == 4
    assert "rare" not in translations("out.npz")


def test_several_files(train: Train) -> None:
    """Taken together."""
    Path("a.tsv").write_text(table(SENTENCES[:8]), encoding="utf-8")
    Path("b.tmx").write_text(memory(SENTENCES[8:]), encoding="utf-8")
    assert train("a.tsv", "b.tmx") == 0
    assert translations("out.npz") == EXPECTED


def test_tmx_segments(tmp_path: Path) -> None:
    """Inline tags go, their text stays; the first variant of a language is taken; a unit without one of the two is none."""
    path = tmp_path / "p.tmx"
    units = [
        UNIT.format('A <bpt i="1">[b]</bpt>bold<ept i="1"/> &amp; <hi>new</hi> one', "Un\nseul"),
        '<tu><tuv lang="en"><seg>One</seg></tuv><tuv lang="fr_CA"><seg>Un</seg></tuv><tuv lang="fr-FR"><seg>Une</seg></tuv></tu>',
        '<tu><prop type="x">en</prop><tuv xml:lang="en"><note>no</note><seg>Alone</seg></tuv></tu>',
    ]
    path.write_text(TMX.format("".join(units)), encoding="utf-16")
    path.write_bytes(path.read_bytes().replace("UTF-8".encode("utf-16-le"), "UTF-16".encode("utf-16-le")))
    assert list(read_pairs(path, "en", "fr")) == [Pair("A [b]bold & new one", "Un\nseul"), Pair("One", "Un")]


def test_tmx_is_read_as_a_stream(tmp_path: Path) -> None:
    """The first pair comes before the end of the file is looked at, which is broken here."""
    path = tmp_path / "p.tmx"
    path.write_text(memory([("One", "Un")] * 5000).replace("</body>", "</nobody>"), encoding="utf-8")
    assert next(read_pairs(path, "en", "fr")) == Pair("One", "Un")


def test_named_document_type_is_passed_over(tmp_path: Path) -> None:
    """As `transqa align --output tmx` and most tools write it; the file that it names is never read."""
    path = tmp_path / "p.tmx"
    path.write_text(memory([("One", "Un")]).replace("<tmx", '<!DOCTYPE tmx SYSTEM "/no/such.dtd"><tmx', 1), encoding="utf-8")
    assert list(read_pairs(path, "en", "fr")) == [Pair("One", "Un")]


BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("p.tsv", "one\tun\none un\n", "p.tsv:2: no TAB"),
        ("p.tsv", b"one\tun\n\xe9t\xe9\tsummer\n", "p.tsv:2: not UTF-8 (byte 0xE9)"),
        ("p.tsv", "", "p.tsv: 0 usable sentence pairs"),
        ("p.tsv", "one\tun\n", "p.tsv: 1 usable sentence pairs"),
        ("p.tsv", "\tun\n" * 20, "p.tsv: 0 usable sentence pairs"),
        ("p.tsv", "x" * 1_000_001, "p.tsv:1: longer than 1,000,000 bytes"),
        ("p.tsv.gz", "one\tun\n", "p.tsv.gz: "),
        ("p.tsv.xz", lzma.compress(b"one\tun\n" * 99)[:-20], "p.tsv.xz: damaged"),
        ("p.tmx", "<tmx><body>", "p.tmx:1: not well-formed XML (no element found)"),
        ("p.tmx", "one\tun\n", "p.tmx:1: not well-formed XML"),
        ("p.tmx", "", "p.tmx:1: not well-formed XML (no element found)"),
        ("p.tmx", "<html><body/></html>", "p.tmx: not TMX"),
        ("p.tmx", TMX.format(UNIT.format("a", "b").replace("FR", "is")),
         "p.tmx: no unit in both en and fr; languages of the file: de, en, is"),
        ("p.tmx", TMX.format("").replace("<tmx", BOMB + "<tmx", 1), "p.tmx: declares entities of its own"),
        ("p.tmx", TMX.format(UNIT.format("&who;", "b")), "p.tmx:3: not well-formed XML (undefined entity)"),
    ],
)  # fmt: skip
def test_malformed_input(train: Train, capsys: pytest.CaptureFixture[str], name: str, content: str | bytes, message: str) -> None:
    """Exit code 2, one line, no file; a lexicon that stood there is left as it is."""
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    Path("old.npz").write_bytes(b"old")
    for to in ("out.npz", "out.tsv", "old.npz"):
        assert train(name, to=to) == 2
        error = capsys.readouterr().err
        assert error.startswith(f"transqa: error: {message}")
        assert error.count("\n") == 1
    assert sorted(p.name for p in Path().iterdir()) == sorted([name, "old.npz"])
    assert Path("old.npz").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("arguments", "langs", "to", "message"),
    [
        (["missing.tsv"], ("en", "fr"), "out.npz", "missing.tsv: no such file"),
        (["folder"], ("en", "fr"), "out.npz", "folder: is a directory"),
        (["p.tsv"], ("english", "fr"), "out.npz", "'english' is not a language tag"),
        (["p.tsv"], ("en-GB", "en"), "out.npz", "source and target are both 'en'"),
        (["p.tsv"], ("en", "fr"), "folder", "folder: is a directory"),
        (["p.tsv"], ("en", "fr"), "none/out.npz", "none: no such directory"),
        (["p.tsv"], ("en", "fr"), "./p.tsv", "p.tsv: would overwrite the parallel text"),
        (["p.tsv", "--cap", "laws"], ("en", "fr"), "out.npz", "--cap 'laws': write PREFIX=N"),
        (["p.tsv", "--cap", "laws=0"], ("en", "fr"), "out.npz", "--cap 'laws=0': write PREFIX=N"),
        (["p.tsv", "--cap", "laws=9"], ("en", "fr"), "out.npz", "cap 'laws' meets no sentence pair"),
        (["p.tsv", "--size", "0"], ("en", "fr"), "out.npz", "Invalid value for '--size'"),
        ([], ("en", "fr"), "out.npz", "Missing argument 'PARALLEL...'"),
    ],
)
def test_wrong_arguments(
    train: Train, capsys: pytest.CaptureFixture[str], arguments: list[str], langs: tuple[str, str], to: str, message: str
) -> None:
    """Exit code 2, one line that says what to do, nothing written."""
    Path("p.tsv").write_text(table(SENTENCES), encoding="utf-8")
    Path("folder").mkdir()
    assert train(*arguments, to=to, langs=langs) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"transqa: error: {message}")
    assert error.count("\n") == 1
    assert sorted(p.name for p in Path().iterdir()) == ["folder", "p.tsv"]
    assert Path("p.tsv").read_text(encoding="utf-8") == table(SENTENCES)


def test_help_names_the_command() -> None:
    """`transqa train` lists what can be built."""
    group = app.get_command(app.make_context("transqa", ["train"], resilient_parsing=True), "train")
    assert group is not None
    assert "lexicon" in group.to_info_dict(app.make_context("transqa", ["train"], resilient_parsing=True))["commands"]
