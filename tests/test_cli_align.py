"""`transqa align`, as a user meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[1] / "corpora" / "news-night-train"
SOURCE, TARGET = CORPUS / "source.en.txt", CORPUS / "target.fr.txt"


def transqa(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own; a traceback is never an answer."""
    env = {k: v for k, v in os.environ.items() if k not in {"FORCE_COLOR", "NO_COLOR", "COLUMNS"}}
    done = subprocess.run(
        [sys.executable, "-m", "transqa", *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, env=env, check=False
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def out(*arguments: str | Path, stdin: bytes = b"") -> str:
    """Return what the command shows when all goes well."""
    done = transqa("align", *arguments, stdin=stdin)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def rows(*arguments: str | Path, stdin: bytes = b"") -> list[dict[str, Any]]:
    return [json.loads(line) for line in out(*arguments, "--output", "jsonl", stdin=stdin).splitlines()]


def lines_file(path: Path, *lines: str, end: str = "\n") -> Path:
    path.write_bytes("".join(line + end for line in lines).encode())
    return path


def test_text() -> None:
    """Side by side; no wider than 100 cells where there is no terminal, and without colour."""
    shown = out(SOURCE, TARGET)
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 100
    title = next(line for line in shown.splitlines() if "Night train stranded" in line)
    assert "│" in title
    assert "Un train de nuit immobilisé" in title
    assert "(no source)" in shown
    assert "\x1b[" in out(SOURCE, TARGET, "--color", "always")


def test_jsonl_holds_every_sentence_once() -> None:
    """In target order; the gold pairs of the first lines are there."""
    found = rows(SOURCE, TARGET)
    assert sorted(i for r in found for i in r["source"]) == list(range(1 + max(i for r in found for i in r["source"])))
    pairs = [(r["source_texts"], r["target_texts"]) for r in found]
    assert (["Skip to content"], ["Skip to content"]) in pairs
    assert (["Share"], ["Partager"]) in pairs
    assert "links" not in found[0]


def test_links() -> None:
    """Positions are those of the files' texts."""
    source, target = SOURCE.read_text(encoding="utf-8"), TARGET.read_text(encoding="utf-8")
    linked = {(source[a:b], target[c:d]) for r in rows(SOURCE, TARGET, "--links") for a, b, c, d, _ in r["links"]}
    assert ("Ardenberg", "Ardenberg") in linked


def test_tsv_has_the_gold_pairs() -> None:
    """Of the pairs that the corpus states, nearly all are found."""
    found = {tuple(line.split("\t")[:2]) for line in out(SOURCE, TARGET, "--output", "tsv").splitlines()}
    gold = [tuple(line.split("\t")) for line in (CORPUS / "alignment.tsv").read_text(encoding="utf-8").splitlines()]
    assert sum(pair in found for pair in gold) >= 0.8 * len(gold)


def test_tmx() -> None:
    """Languages by the names of the files; what a segment is."""
    root = ET.fromstring(out(SOURCE, TARGET, "--output", "tmx").encode())  # noqa: S314  # our own output
    header = root.find("header")
    assert header is not None
    assert (header.get("srclang"), header.get("segtype")) == ("en", "sentence")
    langs = {v.get("{http://www.w3.org/XML/1998/namespace}lang") for v in root.iter("tuv")}
    assert langs == {"en", "fr"}
    assert "Partager" in [s.text for s in root.iter("seg")]
    root = ET.fromstring(out(SOURCE, TARGET, "--output", "tmx", "--target-lang", "fr-CA", "--paragraphs").encode())  # noqa: S314
    assert root.find("header[@segtype='paragraph']") is not None
    assert "fr-CA" in {v.get("{http://www.w3.org/XML/1998/namespace}lang") for v in root.iter("tuv")}


def test_ladder_climbs() -> None:
    """From (0, 0) to the number of sentences of each side."""
    found = rows(SOURCE, TARGET)
    rungs = [tuple(map(int, line.split("\t")[:2])) for line in out(SOURCE, TARGET, "--output", "ladder").splitlines()]
    assert rungs[0] == (0, 0)
    assert rungs[-1] == tuple(sum(len(r[side]) for r in found) for side in ("source", "target"))
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(rungs))


def test_paragraphs() -> None:
    """Fewer than sentences, each with the texts of its sentences."""
    sentences, paragraphs = rows(SOURCE, TARGET), rows(SOURCE, TARGET, "--paragraphs")
    assert 0 < len(paragraphs) <= len(sentences)
    texts = " ".join(t for r in sentences for t in r["target_texts"])
    assert " ".join(t for r in paragraphs for t in r["target_texts"]) == texts


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines(tmp_path: Path, end: str) -> None:
    """Each line is a segment, blank ones too; nothing is split."""
    source = lines_file(tmp_path / "a.en.txt", "Marta Kolding left Linz. She took 14 coins.", "", "Brandvold 1913", "", end=end)
    target = lines_file(tmp_path / "a.fr.txt", "Marta Kolding a quitté Linz. Elle a pris 14 pièces.", "Brandvold 1913", end=end)
    found = rows(source, target, "--lines")
    assert sorted(i for r in found for i in r["source"]) == [0, 1, 2, 3]
    assert {(*r["source"], *r["target"]) for r in found if r["source"] and r["target"]} == {(0, 0), (2, 1)}
    assert 'segtype="block"' in out(source, target, "--lines", "--output", "tmx")


def test_names_that_end_in_a_language(tmp_path: Path) -> None:
    """As Moses names them: corpus.en, corpus.fr."""
    source, target = lines_file(tmp_path / "corpus.en", "The cat sleeps."), lines_file(tmp_path / "corpus.fr", "Le chat dort.")
    assert [(r["source"], r["target"]) for r in rows(source, target, "--lines")] == [([0], [0])]


def test_standard_input() -> None:
    """For either side, with its language told."""
    same = out(SOURCE, TARGET, "--output", "tsv")
    assert out("-", TARGET, "--source-lang", "en", "--output", "tsv", stdin=SOURCE.read_bytes()) == same
    assert out(SOURCE, "-", "--target-lang", "fr", "--output", "tsv", stdin=TARGET.read_bytes()) == same


def test_lexicon(tmp_path: Path) -> None:
    """A list of word pairs changes what is found; a missing one is an error."""
    lexicon = lines_file(tmp_path / "pairs.tsv", "zorp\tglim\t0.9", "wuf\tbrak\t0.9")
    source = lines_file(tmp_path / "a.en.txt", "Zorp wuf.", "Tik tak tok.")
    target = lines_file(tmp_path / "a.fr.txt", "Glim brak.", "Mol mal mel.")
    found = rows(source, target, "--lines", "--lexicon", lexicon)
    assert ([0], [0]) in [(r["source"], r["target"]) for r in found]
    done = transqa("align", source, target, "--lexicon", tmp_path / "none.tsv")
    assert done.returncode == 2
    assert "none.tsv: no such file" in done.stderr.decode()


def test_to_a_file(tmp_path: Path) -> None:
    """The same bytes, whole: mode kept, link followed, nothing left beside it, nothing on standard output."""
    real, link = tmp_path / "real.tsv", tmp_path / "link.tsv"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    done = transqa("align", SOURCE, TARGET, "--output", "tsv", "-o", link)
    assert (done.returncode, done.stdout) == (0, b"")
    assert real.read_text(encoding="utf-8") == out(SOURCE, TARGET, "--output", "tsv", "-o", "-")
    assert real.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert transqa("align", SOURCE, TARGET, "--to", tmp_path / "new.txt").returncode == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.tsv", "new.txt", "real.tsv"]


def test_to_a_pipe_or_device() -> None:
    """Written to, never replaced."""
    null = Path(os.devnull)
    assert transqa("align", SOURCE, TARGET, "-o", null).returncode == 0
    assert not null.is_file()


def test_a_file_is_replaced_only_when_all_went_well(tmp_path: Path) -> None:
    """An error leaves it as it is."""
    old = tmp_path / "old.tsv"
    old.write_text("old")
    assert transqa("align", SOURCE, tmp_path / "none.fr.txt", "-o", old).returncode == 2
    assert old.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["old.tsv"]


def test_language_from_the_configuration(tmp_path: Path) -> None:
    """As `check` takes it."""
    source, target = (tmp_path / name for name in ("a.txt", "b.txt"))
    source.write_bytes(SOURCE.read_bytes())
    target.write_bytes(TARGET.read_bytes())
    assert transqa("align", source, target).returncode == 2
    (tmp_path / "transqa.toml").write_text('source_lang = "en"\ntarget_lang = "fr-CH"\n', encoding="utf-8")
    assert 'xml:lang="fr-CH"' in out(source, target, "--output", "tmx")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["align", "a.en.txt"], "Missing argument 'TARGET'"),
        (["align", "-", "-"], "only one of source and target can be standard input"),
        (["align", "-", "a.fr.txt"], "standard input: language of the source not known; pass --source-lang"),
        (["align", "none.en.txt", "a.fr.txt"], "none.en.txt: no such file"),
        (["align", "empty.en.txt", "a.fr.txt"], "empty.en.txt: the file is empty"),
        (["align", "a.en.txt", "binary.fr.txt"], "binary.fr.txt: a binary file"),
        (["align", "plain.txt", "a.fr.txt"], "plain.txt: language of the source not known; pass --source-lang en"),
        (["align", "a.en.txt", "a.fr.txt", "--output", "xls"], "'xls' is not one of"),
        (["align", "a.en.txt", "a.fr.txt", "--links"], "--output text has no place for word links"),
        (["align", "a.en.txt", "a.fr.txt", "--lines", "--paragraphs"], "--lines and --paragraphs contradict each other"),
        (["align", "a.en.txt", "a.fr.txt", "--lines", "--format", "markdown"], "cannot be combined with --format markdown"),
        (["align", "a.en.txt", "a.fr.txt", "-o", "a.fr.txt"], "a.fr.txt: is one of the texts to align"),
        (["align", "a.en.txt", "a.fr.txt", "-o", "no/where.txt"], "no/where.txt: there is no folder no"),
        (["align", "a.en.txt", "a.fr.txt", "-o", "."], "cannot be written"),
    ],
)
def test_wrong_use(tmp_path: Path, arguments: list[str], message: str) -> None:
    """One line that says what is wrong, exit code 2, and no file is touched."""
    for name, content in (
        ("a.en.txt", b"She left.\n"), ("a.fr.txt", b"Elle est partie.\n"), ("plain.txt", b"She left.\n"), ("empty.en.txt", b""),
        ("binary.fr.txt", b"\x89PNG\r\n\x1a\n\x00\x00"),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(content)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    done = transqa(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_help() -> None:
    """The command is listed and explains itself."""
    assert b"Align texts with their translation." in transqa("--help").stdout
    assert b"--paragraphs" in transqa("align", "--help").stdout
