"""The command line, as a user meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

SCHEMA = Path(__file__).parents[1] / "docs" / "reference" / "report.schema.json"
FAULTY = "Elle a déclaré: «oui».\r\n\r\nIl est parti.\r\n"


def transqa(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own; a traceback is never an answer."""
    done = subprocess.run(
        [sys.executable, "-m", "transqa", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.fr.txt"
    path.write_bytes(FAULTY.encode())
    return path


def test_findings_and_exit_code(article: Path) -> None:
    """1 with findings, 0 without, whatever the format."""
    for output in ("text", "concise", "json"):
        assert transqa("check", article, "--output", output).returncode == 1
        assert transqa("check", article, "--output", output, "--ignore", "SPC,QUO").returncode == 0
    done = transqa("check", article, "--output", "concise")
    assert done.stdout.decode().splitlines() == [
        f"{article}:1:8: SPC101 no space before :",
        f"{article}:1:17: QUO102 no space inside the quotation marks (2 places)",
    ]


def test_fail_on(article: Path) -> None:
    """The least severity that counts; the findings are shown all the same."""
    done = transqa("check", article, "--fail-on", "major")
    assert done.returncode == 0
    assert b"SPC101" in done.stdout
    assert transqa("check", article, "--fail-on", "minor").returncode == 1
    assert transqa("check", article, "--fail-on", "never").returncode == 0


def test_text_shows_line_words_reason_and_suggestion(article: Path) -> None:
    """No-break spaces are made visible; no colour when it is no terminal."""
    out = transqa("check", article).stdout.decode()
    assert "\x1b" not in out
    assert "article.fr.txt:1:8  SPC101 minor  no space before :" in out
    assert "│ Elle a déclaré: «oui»." in out
    assert "│        ^^^^^^^^" in out
    assert "suggestion: déclaré⍽:" in out
    assert "2 findings in 1 file: 2 minor" in out


def test_colour(article: Path) -> None:
    """Forced by option or FORCE_COLOR; NO_COLOR and `never` win over neither being asked."""
    assert b"\x1b[" in transqa("check", article, "--color", "always").stdout
    assert b"\x1b[" in transqa("check", article, env={"FORCE_COLOR": "1"}).stdout
    assert b"\x1b[" not in transqa("check", article, env={"NO_COLOR": "1"}).stdout
    assert b"\x1b[" not in transqa("check", article, "--color", "never", env={"FORCE_COLOR": "1"}).stdout


def test_json_fits_the_schema(article: Path) -> None:
    """The published schema, for all that the command prints."""
    data = json.loads(transqa("check", article, article, "--output", "json").stdout)
    jsonschema.validate(data, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert len(data["reports"]) == 2
    assert data["reports"][0]["findings"][0]["span"] == {
        "start": 7,
        "end": 15,
        "line": 1,
        "column": 8,
        "end_line": 1,
        "end_column": 16,
        "text": "déclaré:",
    }


def test_fix_changes_only_what_it_must(article: Path) -> None:
    """Byte-exact but for the edits: CRLF, file mode; a second run has nothing to do."""
    article.chmod(0o640)
    done = transqa("check", article, "--fix")
    assert done.returncode == 0
    assert article.read_bytes() == "Elle a déclaré\u00a0: «\u00a0oui\u00a0».\r\n\r\nIl est parti.\r\n".encode()
    assert article.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in article.parent.iterdir()] == ["article.fr.txt"]
    before = article.stat().st_mtime_ns
    assert transqa("check", article, "--fix").returncode == 0
    assert article.stat().st_mtime_ns == before


def test_fix_keeps_encoding_and_links(tmp_path: Path) -> None:
    """UTF-16 stays UTF-16; a symbolic link stays a link."""
    real = tmp_path / "real.fr.txt"
    real.write_bytes(FAULTY.encode("utf-16"))
    link = tmp_path / "link.fr.txt"
    link.symlink_to(real)
    transqa("check", link, "--fix")
    assert link.is_symlink()
    assert real.read_bytes().decode("utf-16").startswith("Elle a déclaré\u00a0:")


def test_diff_writes_nothing(article: Path) -> None:
    """What --fix would do, as a unified diff."""
    done = transqa("check", article, "--diff")
    assert done.returncode == 1
    assert article.read_bytes() == FAULTY.encode()
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith("--- ")
    assert "+Elle a déclaré\u00a0: «\u00a0oui\u00a0»." in lines


def test_unsafe_fixes(tmp_path: Path) -> None:
    """Edits that change words or have more than one right form are made only when asked for."""
    path = tmp_path / "a.fr.txt"
    path.write_text('Il dit "oui".\n', encoding="utf-8")
    transqa("check", path, "--fix")
    assert path.read_text(encoding="utf-8") == 'Il dit "oui".\n'
    transqa("check", path, "--fix", "--unsafe-fixes")
    assert path.read_text(encoding="utf-8") == "Il dit «\u00a0oui\u00a0».\n"


def test_standard_input(article: Path) -> None:
    """`-` for the target or the source; --fix writes the mended text, bytes and all."""
    done = transqa("check", "-", "--target-lang", "fr", "--output", "concise", stdin=FAULTY.encode())
    assert done.stdout.decode().startswith("<stdin>:1:8: SPC101")
    done = transqa("check", "-", "--target-lang", "fr", "--fix", stdin=b"\xef\xbb\xbf" + FAULTY.encode())
    assert done.stdout == "\ufeffElle a déclaré\u00a0: «\u00a0oui\u00a0».\r\n\r\nIl est parti.\r\n".encode()
    done = transqa(
        "check", article, "--source", "-", "--source-lang", "en", "--output", "concise", stdin=b"She said: yes.\n\nHe left.\n"
    )
    assert done.returncode == 1
    assert transqa("check", "-", "--source", "-", "--target-lang", "fr").returncode == 2


def test_statistics(article: Path) -> None:
    """A line a rule: findings, places, fixable."""
    lines = transqa("check", article, article, "--statistics").stdout.decode().splitlines()
    assert lines[0].split() == ["findings", "places", "fixable", "rule"]
    assert lines[1].split() == ["2", "4", "2", "QUO102", "missing-space-in-quotes"]


def test_configuration(article: Path) -> None:
    """The nearest file counts; arguments win; --isolated looks for none."""
    (article.parent / "transqa.toml").write_text('ignore = ["SPC101"]\n', encoding="utf-8")
    assert b"SPC101" not in transqa("check", article).stdout
    assert b"SPC101" in transqa("check", article, "--select", "SPC101", "--ignore", "QUO").stdout
    assert b"SPC101" in transqa("check", article, "--isolated").stdout
    (article.parent / "transqa.toml").write_text("ignor = []\n", encoding="utf-8")
    done = transqa("check", article)
    assert done.returncode == 2
    assert "did you mean 'ignore'?" in done.stderr.decode()


def test_pipelines_that_are_not_there(article: Path) -> None:
    """Named but missing: one line that says which and what to do; a language that is not checked is not looked at."""
    settings = article.parent / "transqa.toml"
    settings.write_text('[pipelines]\nfr = "models/fr"\n', encoding="utf-8")
    done = transqa("check", article)
    assert done.returncode == 2
    error = done.stderr.decode()
    assert error.startswith(f"transqa: error: config: pipelines.fr names '{article.parent / 'models' / 'fr'}', ")
    assert error.count("\n") == 1
    settings.write_text('[pipelines]\nde = "models/de"\n', encoding="utf-8")
    assert transqa("check", article).returncode == 1


BAD = {
    "missing": (None, "no such file"),
    "empty": (b"", "the file is empty"),
    "blank": (b" \r\n\t\n", "the file is empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", "a binary file"),
    "latin": ("déjà vu".encode("cp1252"), "not UTF-8 (byte 0xE9 at offset 1, line 1)"),
    "line": (b"mot " * 1_250_000, "line 1 is longer than 1,000,000 characters"),
    "glued": (b"a" * 5_000_000, "line 1 is longer than 1,000,000 characters"),
}


@pytest.mark.parametrize("kind", list(BAD))
def test_bad_files(tmp_path: Path, article: Path, kind: str) -> None:
    """One clear line that names the file, exit code 2; the other files are checked all the same."""
    content, message = BAD[kind]
    path = tmp_path / f"{kind}.fr.txt"
    if content is not None:
        path.write_bytes(content)
    done = transqa("check", path, article, "--output", "concise")
    assert done.returncode == 2
    error = done.stderr.decode()
    assert error.startswith(f"transqa: error: {path}: ")
    assert message in error
    assert error.count("\n") == 1
    assert b"SPC101" in done.stdout


def test_swapped(tmp_path: Path) -> None:
    """Source and target exchanged: said in one line."""
    english, french = tmp_path / "a.en.txt", tmp_path / "a.fr.txt"
    english.write_text("The mayor said that she would not close the school, because the children of the village have no other.\n")
    french.write_text(
        "La maire a dit qu’elle ne fermerait pas l’école, parce que les enfants du village n’en ont pas d’autre.\n", "utf-8"
    )
    done = transqa("check", english, "--source", french, "--source-lang", "en", "--target-lang", "fr")
    assert done.returncode == 2
    assert "source and target look swapped" in done.stderr.decode()
    assert transqa("check", french, "--source", english).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek", "a.txt"], "no command 'chek' (did you mean 'check'?)"),
        (["check"], "Missing argument 'TARGET...'"),
        (["check", "--nope", "a.txt"], "No such option '--nope'"),
        (["check", ".", "--target-lang", "fr"], "is a directory"),
        (["check", "pyproject.toml"], "unknown format '.toml'"),
        (["rule", "QU0101"], "unknown rule 'QU0101' (did you mean 'QUO101'?)"),
    ],
)
def test_wrong_use(arguments: list[str], message: str) -> None:
    """One line, exit code 2."""
    done = transqa(*arguments, cwd=Path(__file__).parents[1])
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_language_not_known(tmp_path: Path) -> None:
    """The name of the file says it, or an option must."""
    path = tmp_path / "texte.txt"
    path.write_text("Vraiment!\n", encoding="utf-8")
    done = transqa("check", path)
    assert done.returncode == 2
    assert "pass --target-lang fr, or name the file texte.fr.txt" in done.stderr.decode()
    assert transqa("check", path, "--target-lang", "fr-CA").returncode == 0
    assert transqa("check", path, "--target-lang", "fr").returncode == 1


def test_rules_and_rule() -> None:
    """The table and the page of a rule, by code or by name."""
    table = transqa("rules").stdout.decode()
    assert "QUO101  mixed-space-in-quotes" in table
    rows = json.loads(transqa("rules", "--output", "json").stdout)
    assert [r["code"] for r in rows] == sorted(r["code"] for r in rows)
    page = transqa("rule", "quo101").stdout.decode()
    assert page == transqa("rule", "mixed-space-in-quotes").stdout.decode()
    assert "How it decides:" in page


def test_version_and_help() -> None:
    """Exit code 0, on standard output."""
    from transqa import __version__

    assert transqa("--version").stdout.decode() == f"transqa {__version__}\n"
    assert transqa("--help").returncode == 0
    assert b"--statistics" in transqa("check", "--help").stdout


def test_a_file_that_changes_meanwhile_is_left_alone(article: Path) -> None:
    """The text that was checked must still be there."""
    from transqa import InputError
    from transqa.fixes import write_fixed
    from transqa.read import read_file

    document = read_file(article, "fr")
    article.write_text("Autre chose.\n", encoding="utf-8")
    with pytest.raises(InputError, match="changed while it was checked"):
        write_fixed(document, "Perdu.\n")
    assert article.read_text(encoding="utf-8") == "Autre chose.\n"
