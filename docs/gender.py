"""Measures the rules on gender and agreement, and writes docs/reference/gender.md.

    python docs/gender.py [--data ../shared/data] [--suggestions]

Needs ../shared. `--suggestions` prints, instead, each suggestion that is not the word of the reference.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # one core, set before numpy is loaded

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from transqa import check  # noqa: E402  # found beside this folder, installed or not
from transqa.langs import load_pack  # noqa: E402
from transqa.morphosyntax.tokens import tokenise  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa import Finding

PAGE = ROOT / "docs" / "reference" / "gender.md"
SETS = ("swap", "context", "partial", "ambiguous", "speaker")
FAMILIES = ("GEN", "AGR")
AGREEMENT_GROUPS = ("languagetool", "grammalecte")
Row = dict[str, Any]


def rows(data: Path, name: str) -> list[Row]:
    """Return the cases of a set."""
    return [json.loads(line) for line in (data / "gender" / f"fr-{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def found(row: Row) -> list[Finding]:
    """Return the findings of both families on a case."""
    report = check(row["source"], row["target"], context=row["context"] or None, speaker=row["speaker"], select=FAMILIES)
    return list(report.findings)


def counted(cases: list[Row]) -> tuple[Counter[str], Counter[str]]:
    """Return hits and alarms by gender and in all, and how often each rule raised a false alarm."""
    n: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for row in cases:
        findings = found(row)
        kind = "due" if row["flag"] else "clean"
        for suffix in ("", row["gender"] or "?"):
            n[kind + suffix] += 1
            n[("hit" if row["flag"] else "alarm") + suffix] += bool(findings)
        if row["flag"] and findings:
            n["on"] += any(f.span and f.span.start < e and s < f.span.end for f in findings for s, e in row["spans"])
        if not row["flag"]:
            rules.update({f.rule for f in findings})
    return n, rules


def suggestions(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each word that is marked in a swapped sentence with the suggestion and with the word of the right sentence."""
    pack = load_pack("fr")
    for name in ("swap", "context"):
        cases = {row["id"]: row for row in rows(data, name)}
        for row in cases.values():
            twin = cases.get(row["id"].replace("-bad", "-ok"))
            if not row["flag"] or twin is None:
                continue
            wrong, right = tokenise(row["target"], pack, 0), tokenise(twin["target"], pack, 0)
            if len(wrong) != len(right):
                continue
            places = {(w.start, w.end): r.text for w, r in zip(wrong, right, strict=True)}
            for f in found(row):
                for e in f.edits:
                    if (e.span.start, e.span.end) in places and row["target"][e.span.start : e.span.end] != places[
                        e.span.start, e.span.end
                    ]:
                        yield row["target"][e.span.start : e.span.end], e.text.strip(), places[e.span.start, e.span.end]


def percent(part: int, whole: int) -> str:
    """Return a share for a table."""
    return f"{100 * part / whole:.1f}" if whole else "–"


def gender_table(data: Path) -> Iterator[str]:
    """Yield the table of the gender sets."""
    yield "| set | cases | recall | women | men | false alarms | on the word | rules with false alarms |"
    yield "|---|---|---|---|---|---|---|---|"
    for name in SETS:
        cases = rows(data, name)
        n, rules = counted(cases)
        said = ", ".join(f"{rule} {count}" for rule, count in sorted(rules.items())) or "none"
        recall = " | ".join(percent(n[f"hit{who}"], n[f"due{who}"]) for who in ("", "f", "m"))
        yield (
            f"| {name} | {len(cases):,} | {recall} "
            f"| {percent(n['alarm'], n['clean'])} of {n['clean']:,} | {percent(n['on'], n['hit'])} | {said} |"
        )


def peers_table(data: Path) -> Iterator[str]:
    """Yield the table of the agreement cases of two grammar checkers."""
    yield "| suite | groups | flagged cases | recall | clean lines | false alarms |"
    yield "|---|---|---|---|---|---|"
    for suite in AGREEMENT_GROUPS:
        lines = (data / "peers" / f"{suite}.jsonl").read_text(encoding="utf-8").splitlines()
        cases = [row for row in map(json.loads, lines) if set(row["families"]) >= set(FAMILIES)]
        n: Counter[str] = Counter()
        for row in cases:
            findings = check(row["source"] or None, row["target"], target_lang=row["language"], select=FAMILIES).findings
            n["due" if row["flagged"] else "clean"] += 1
            n["hit" if row["flagged"] else "alarm"] += bool(findings)
        recall, alarms = percent(n["hit"], n["due"]), percent(n["alarm"], n["clean"])
        groups = len({row["group"] for row in cases})
        yield f"| {suite} | {groups} | {n['due']} | {recall} | {n['clean']:,} | {alarms} |"


def clean_lines(data: Path) -> str:
    """Return what is found on professional news translations."""
    documents = json.loads((data / "align" / "en-fr-news-clean.json").read_text(encoding="utf-8"))
    lines, rules = 0, Counter[str]()
    for d in documents:
        lines += len(d["target"])
        rules.update(f.rule for f in check("\n".join(d["source"]), "\n".join(d["target"]), select=FAMILIES).findings)
    said = ", ".join(f"{rule} {count}" for rule, count in sorted(rules.items())) or "none"
    return f"{len(documents)} articles, {lines} lines: {sum(rules.values())} findings ({said})."


def speed(data: Path) -> str:
    """Return target words a second with both sides read, against the same run with spacing rules only."""
    documents = json.loads((data / "align" / "en-fr-news-clean.json").read_text(encoding="utf-8"))
    pairs = [("\n".join(d["source"]), "\n".join(d["target"])) for d in documents]
    words = sum(len(target.split()) for _, target in pairs)
    seconds = {}
    for families in (("SPC",), FAMILIES):
        check(*pairs[0], select=families)
        start = time.process_time()
        for pair in pairs:
            check(*pair, select=families)
        seconds[families] = time.process_time() - start
    base, both = seconds[("SPC",)], seconds[FAMILIES]
    return (
        f"{words:,} target words, source and target read, one core: {words / both:,.0f} words/s with reading, aligning and all; "
        f"{words / (both - base):,.0f} words/s without what a check of spacing alone takes (ratio {both / base:.1f})."
    )


def page(data: Path) -> str:
    """Return the page."""
    pairs = list(suggestions(data))
    right = sum(text == reference for _, text, reference in pairs)
    parts = [
        "# Gender and agreement: figures",
        "Written by `python docs/gender.py`. How it works: [explanation](../explanation/gender.md).",
        "## Wrong gender of a person",
        "A case counts as found when a rule of the families GEN or AGR reports anything on it. The sets are described in",
        "`../shared/data/README.md`; they are development sets, and hold some noise.",
        "",
        *gender_table(data),
        "",
        f"Suggested edits equal the reference in {right} of {len(pairs)} words ({percent(right, len(pairs))} %), swap, context.",
        "",
        "## Agreement cases of grammar checkers",
        *peers_table(data),
        "",
        "## Professional news translations",
        clean_lines(data),
        "",
        "## Speed",
        speed(data),
    ]
    return "\n".join(parts) + "\n"


def main() -> None:
    """Write the page, or print suggestions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--suggestions", action="store_true")
    given = parser.parse_args()
    if given.suggestions:
        print(*(f"{a} → {b} (reference: {c})" for a, b, c in suggestions(given.data) if b != c), sep="\n")
        return
    PAGE.write_text(page(given.data), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
