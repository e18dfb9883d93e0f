"""Data moves one way: a stage imports the stages to its left, never to its right."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "transqa"
ORDER = [
    "errors",
    "model",
    "langs",
    "config",
    "read",
    "segment",
    "alignment",
    "morphosyntax",
    "annotate",
    "rules",
    "fixes",
    "engine",
    "score",
    "report",
    "api",
    "train",
    "cli",
]
"""The way through the house (DESIGN, section 1). `cli` is the door, `train` a workshop that no stage needs."""
FILES = sorted(PACKAGE.rglob("*.py"))


def stage(path: Path) -> str | None:
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return None if part in {"__init__", "__main__"} else part


def imported_stages(path: Path) -> set[str]:
    """Return the stages that a file imports at run time; imports for the type checker do not count."""
    found = set()
    for node in ast.walk(without_type_checking(ast.parse(path.read_text(encoding="utf-8")))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "transqa" else [f"transqa.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        found |= {n.split(".")[1] for n in names if n.startswith("transqa.") and n.split(".")[1] in ORDER}
    return found


def without_type_checking(tree: ast.AST) -> ast.AST:
    class Drop(ast.NodeTransformer):
        def visit_If(self, node: ast.If) -> ast.AST | None:
            return None if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING" else self.generic_visit(node)

    dropped: ast.AST = Drop().visit(tree)
    return dropped


def test_every_stage_is_known() -> None:
    """A new folder takes its place in the order, here and in the design."""
    assert {s for f in FILES if (s := stage(f))} == set(ORDER)


@pytest.mark.parametrize("path", [f for f in FILES if stage(f)], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_left(path: Path) -> None:
    """No file imports a stage to the right of its own."""
    mine = ORDER.index(stage(path) or "")
    assert not [s for s in imported_stages(path) if ORDER.index(s) > mine]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_stay_short(path: Path) -> None:
    """One thing a file, 400 lines at most."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_rules_do_not_import_each_other() -> None:
    """What two rules share belongs into annotate/, or, where it makes hits, into rules/base*.py."""
    for path in (PACKAGE / "rules").glob("[a-z]*[0-9]_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        modules = [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module]
        assert all(m.startswith("transqa.rules.base") for m in modules if m.startswith("transqa.rules")), path.name


def test_no_language_is_named_in_code() -> None:
    """Facts about a language live in its pack, never in `if lang == "fr"`."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare):
                values = [c.value for c in [node.left, *node.comparators] if isinstance(c, ast.Constant)]
                assert not {"fr", "en", "fr-CA", "fr-CH", "de"} & {v for v in values if isinstance(v, str)}, path.name
