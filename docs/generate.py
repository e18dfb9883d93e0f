"""Writes the reference pages of the rules from the code, their cases and their measured figures.

python docs/generate.py           write docs/reference/rules.md and docs/reference/rules/*.md
python docs/generate.py --check   exit with 1 when a page is not what would be written
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from transqa.report.text import visible  # noqa: E402  # found beside this folder, installed or not
from transqa.rules import FAMILIES, RULES, Rule  # noqa: E402

PAGES = ROOT / "docs" / "reference"
FIGURES = tomllib.loads((PAGES / "measured.toml").read_text(encoding="utf-8"))
LEGEND = "In the examples ⍽ is a no-break space, ˽ a narrow no-break space, · a space where spaces matter.\n"


def pages() -> dict[Path, str]:
    """Return all pages with their texts."""
    out = {PAGES / "rules.md": index()}
    for code, entry in RULES.items():
        out[PAGES / "rules" / f"{code}.md"] = page(entry.rule, entry.documentation)
    return out


def index() -> str:
    """Return the table of all rules."""
    lines = FIGURES["news_lines"]
    corpora = f"*corpora*: places found / due on the {FIGURES['articles']} articles of corpora/, and places found wrongly."
    news = f"*news*: findings on {lines} lines of professional translation ({FIGURES['news_set']}), and how many are right."
    made = "Made from the code by `python docs/generate.py`. The figures: `python docs/measure.py`."
    out = ["# Rules\n", f"{made}\n", f"{corpora} {news}\n"]
    for family, what in FAMILIES.items():
        rules = [e.rule for e in RULES.values() if e.rule.code.startswith(family)]
        if rules:
            out.append(f"## {family}: {what}\n")
            out.append("| code | name | finds | severity | corpora | news |\n|---|---|---|---|---|---|")
            out += [
                f"| [{r.code}](rules/{r.code}.md) | {r.name} | {r.summary} | {r.severity} | {_corpora(r)} | {_news(r)} |"
                for r in rules
            ]
            out.append("")
    return "\n".join(out)


def page(rule: Rule, documentation: str) -> str:
    """Return the page of one rule."""
    first, *sections = documentation.strip().split("\n\n")
    out = [f"# {rule.code}: {rule.name}\n", first + "\n"]
    for section in sections:
        if section.startswith("    "):
            out.append(_unindented(section))
            continue
        heading, text = section.split(":\n", 1)
        if heading != "Example":
            out += [f"## {heading}\n", _unindented(text)]
    out += ["## Examples\n", LEGEND, _examples(rule)]
    out += ["## Facts\n", _facts(rule)]
    return "\n".join(out)


def _unindented(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines()) + "\n"


def _examples(rule: Rule) -> str:
    cases = tomllib.loads((ROOT / "tests" / "rules" / f"{rule.code}.toml").read_text(encoding="utf-8"))["case"]
    out = []
    for case in (c for c in cases if c.get("doc")):
        out.append("Found:\n" if case["kind"] == "bad" else "Fine:\n")
        out.append("```text\n" + "\n".join(_shown(case, rule)) + "\n```\n")
    return "\n".join(out)


def _shown(case: dict[str, Any], rule: Rule) -> list[str]:
    spaces = rule.code.startswith(("QUO1", "SPC"))
    rows = [("source", case.get("source")), (case.get("lang", "fr"), case["target"]), ("mended", case.get("fixed"))]
    out = []
    for label, text in rows:
        if text is not None:
            shown = [visible(line, plain_spaces=False) if not spaces else _spaces(line) for line in text.split("\n")]
            out.append(f"{label:>6}: " + ("\n" + " " * 8).join(shown))
    return out


def _spaces(line: str) -> str:
    """Show plain spaces where they matter: beside a mark or a no-break space, doubled, at the end."""
    return re.sub(r" (?=[»:;!?%,.)⍽˽ ]|$)|(?<=[«(⍽˽ ]) ", "·", visible(line, plain_spaces=False))


def _facts(rule: Rule) -> str:
    rows = [
        ("severity", str(rule.severity)),
        ("MQM error type", rule.mqm),
        ("on in the profiles", ", ".join(rule.profiles)),
        ("needs a source", "yes" if rule.needs_source else "no"),
        ("corpora: found / due, found wrongly", _corpora(rule)),
        (f"news: findings on {FIGURES['news_lines']} lines, of which right", _news(rule)),
    ]
    return "| | |\n|---|---|\n" + "".join(f"| {k} | {v} |\n" for k, v in rows)


def _corpora(rule: Rule) -> str:
    f = FIGURES[rule.code]
    return f"{f['hit']}/{f['gold']}, {f['false']}"


def _news(rule: Rule) -> str:
    f = FIGURES[rule.code]
    return "0" if not f["news"] else f"{f['news']}, {f.get('right', 'not judged')} right"


def main() -> int:
    """Run the command."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--check", action="store_true")
    a = ap.parse_args()
    wanted = pages()
    stale = [p for p, text in wanted.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    stale += [p for p in (PAGES / "rules").glob("*.md") if p not in wanted]
    if a.check:
        for p in stale:
            print(f"{p.relative_to(ROOT)} is stale: run python docs/generate.py")
        return int(bool(stale))
    for p in stale:
        if p in wanted:
            p.parent.mkdir(exist_ok=True)
            p.write_text(wanted[p], encoding="utf-8")
        else:
            p.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
