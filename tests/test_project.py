"""The repository: pages fresh, examples of the documentation run, code clean."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_rule_pages_are_fresh() -> None:
    """docs/reference is what `python docs/generate.py` would write."""
    done = subprocess.run([sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_python_examples_run(capsys: pytest.CaptureFixture[str]) -> None:
    """The Python of the tutorial does what it says."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"), re.DOTALL)
    scope: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "tutorial.md", "exec"), scope)  # noqa: S102  # our own page
    out = capsys.readouterr().out
    assert "NUM101 the source has 1,200, the target 12 000 ['12 000']" in out
    assert "La maire est ravie\u202f!" in out
    assert "['NUM101']" in out


def test_shell_commands_name_real_options() -> None:
    """Each option in README and tutorial is one that `transqa check --help` lists."""
    text = "".join((ROOT / p).read_text(encoding="utf-8") for p in ("README.md", "docs/tutorial.md"))
    shell = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL))
    lines = [line.split("#")[0] for line in shell.splitlines() if re.match(r"transqa check", line)]
    shown = subprocess.run(
        [sys.executable, "-m", "transqa", "check", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert lines
    assert all(option in shown for line in lines for option in re.findall(r"--[\w-]+", line))


def test_links_lead_somewhere() -> None:
    """No page links to a file that is not there."""
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "corpora" / "README.md"]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page}: {target}"


def test_ci_runs_the_test_command_of_the_readme() -> None:
    """The README's test command is one line that .ci/run finds."""
    found = re.findall(r"^python3 -m venv .*pytest$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(found) == 1
    assert "grep -m 1 -E '^python3 -m venv .*pytest' README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]], ids=" ".join)
def test_code_is_clean(command: list[str]) -> None:
    """Ruff and mypy have nothing to say."""
    tool = shutil.which(command[0], path=f"{Path(sys.executable).parent}:{Path('/usr/bin')}") or shutil.which(command[0])
    if tool is None:
        pytest.skip(f"{command[0]} is not installed (dependency group lint)")
    done = subprocess.run([tool, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_word_lists_can_be_built(tmp_path: Path) -> None:
    """`python -m transqa.train.words` gives the same bytes from the same input."""
    import lzma

    rows = "The cat sleeps.\tLe chat dort.\ttatoeba\n" * 6 + "The dog\tLe chien\ttatoeba\n" * 6
    bank = "1\tLe\tle\tDET\t_\n2\tchat\tchat\tNOUN\t_\n\n" * 4
    (tmp_path / "p.tsv.xz").write_bytes(lzma.compress(rows.encode()))
    (tmp_path / "b.conllu.xz").write_bytes(lzma.compress(bank.encode()))
    results = []
    for run in ("one", "two"):
        for tag in ("en", "fr"):
            (tmp_path / run / tag).mkdir(parents=True)
        arguments = ["words", str(tmp_path / "p.tsv.xz"), "--first", "en", "--second", "fr", "--out", str(tmp_path / run)]
        old, sys.argv = sys.argv, [*arguments, "--treebanks", f"fr={tmp_path / 'b.conllu.xz'}"]
        try:
            runpy.run_module("transqa.train.words", run_name="__main__")
        finally:
            sys.argv = old
        results.append({p.name + p.parent.name: p.read_bytes() for p in (tmp_path / run).rglob("*.txt")})
    assert results[0] == results[1]
    assert b"chat" in results[0]["words.txtfr"]
    assert results[0]["function_words.txtfr"] == b"# b\nclosed le\n"
