"""Measures every rule on corpora/ and on professional news translations, and keeps the figures in reference/measured.toml.

    python docs/measure.py [--news ../shared/data/align/en-fr-news-clean.json]

corpora: places that must be found (gold), that are (hit), and places found wrongly (false). news: findings on whole articles;
`right` says how many of them a reader judged right: write it by hand, it is kept while the number of findings stays.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from corpora.load import articles, judge  # noqa: E402  # the folder stands beside the package, not in it
from transqa import check, check_file  # noqa: E402
from transqa.rules import RULES  # noqa: E402

FIGURES = ROOT / "docs" / "reference" / "measured.toml"


def on_corpora() -> dict[str, Counter[str]]:
    """Return for each rule how many places are hits, misses, false."""
    counts = {code: Counter[str]() for code in RULES}
    for article in articles():
        for j in judge(article, check_file(article.target, article.source)):
            counts[j.rule][j.verdict] += 1
    return counts


def on_news(path: Path) -> tuple[int, Counter[str]]:
    """Return the number of lines, and the findings of each rule."""
    lines = 0
    counts: Counter[str] = Counter()
    for d in json.loads(path.read_text(encoding="utf-8")):
        lines += len(d["target"])
        report = check("\n".join(d["source"]), "\n".join(d["target"]), d["source_lang"], d["target_lang"])
        counts.update(f.rule for f in report.findings)
    return lines, counts


def main() -> None:
    """Run the command."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--news", type=Path, default=ROOT.parent / "shared" / "data" / "align" / "en-fr-news-clean.json")
    a = ap.parse_args()
    old = tomllib.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    lines, news = on_news(a.news)
    out = [f'news_set = "{a.news.stem}"\nnews_lines = {lines}\narticles = {len(articles())}\n']
    for code, n in on_corpora().items():
        row = f"\n[{code}]\ngold = {n['hit'] + n['miss']}\nhit = {n['hit']}\nfalse = {n['false']}\nnews = {news[code]}\n"
        before = old.get(code, {})
        if news[code] and before.get("news") == news[code] and "right" in before:
            row += f"right = {before['right']}\n"
        out.append(row)
    FIGURES.write_text("".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()
