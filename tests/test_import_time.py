"""What may be loaded when, and how long `--version` may take."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"babel", "click", "markdown_it", "numpy", "rapidfuzz", "regex", "rich"}


def loaded_by(code: str) -> set[str]:
    """Return the top-level packages that a fresh interpreter has loaded after *code*."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sorted({{m.split('.')[0] for m in sys.modules}})), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_import_loads_nothing_heavy() -> None:
    """`import transqa` resolves names when they are used."""
    assert not loaded_by("import transqa") & (HEAVY | {"dataclasses", "inspect", "tomllib"})


def test_version_loads_nothing_heavy() -> None:
    """`transqa --version` answers before anything is loaded."""
    code = "import sys; sys.argv = ['transqa', '--version']; from transqa.cli import main; main()"
    assert not loaded_by(code) & (HEAVY | {"dataclasses", "inspect", "tomllib"})


def test_help_loads_no_stage() -> None:
    """The list of commands needs click alone."""
    code = "import sys; sys.argv = ['transqa', '--help']; from transqa.cli.app import run; run()"
    assert not loaded_by(code) & (HEAVY - {"click"})


def test_python_check_loads_no_terminal() -> None:
    """A pipeline pays for no command line and no Markdown parser."""
    assert not loaded_by("import transqa; transqa.check('It rains.', 'Il pleut.')") & {"click", "rich", "markdown_it"}


def test_patterns_are_compiled_on_first_use() -> None:
    """Importing all rules compiles next to nothing: patterns stand behind functions with a cache."""
    code = (
        "import re; n = [0]; real = re.compile\n"
        "def counting(*a, **k):\n    n[0] += 1\n    return real(*a, **k)\n"
        "import regex, tomllib, json, numpy, html\n"
        "re.compile = counting\nimport transqa.rules\n"
        "assert n[0] <= 5, n"
    )
    assert "transqa" in loaded_by(code)
