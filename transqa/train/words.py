"""Counts the words of two languages in parallel text: the frequent words of each, and the function words of a treebank.

    python -m transqa.train.words en-fr.tsv.xz --first en --second fr --out transqa/langs \
        --treebanks en=en_ewt-train.conllu.xz fr=fr_sequoia-train.conllu.xz fr=fr_gsd-dev.conllu.xz

The parallel text is `first TAB second TAB origin`, xz-compressed. `words.txt` holds the most frequent words with their Zipf
frequency (van Heuven et al. 2014: log10 of occurrences per 1,000 million words), one line a frequency. A word that is far
more frequent in the other language is taken for a quotation of it and left out; so is a word mostly written with a capital.
`function_words.txt` holds the words that the treebanks tag as closed classes. Same input, same bytes.
"""

from __future__ import annotations

import argparse
import lzma
import math
import re
from collections import Counter, defaultdict
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+")
CLOSED = {"ADP", "AUX", "CCONJ", "DET", "PRON", "SCONJ"}
"""UPOS classes that take in no new words (Universal Dependencies)."""
LAW_CAP = 100_000
"""Lines of law taken: the corpus is two thirds Canadian law, whose vocabulary would crowd out the rest."""
MIN_COUNT = 5
BORROWED = 20
"""A word this many times as frequent in the other language is a quotation of it."""


def count(path: Path) -> tuple[Counter[str], Counter[str]]:
    """Return the word counts of both sides; a capitalised word counts under its capitalised form."""
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    laws = 0
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            one, two, origin = line.rstrip("\n").split("\t")[:3]
            if origin.startswith("laws-lois"):
                laws += 1
                if laws > LAW_CAP or origin.endswith("MarginalNote"):
                    continue
            first.update(WORD.findall(one))
            second.update(WORD.findall(two))
    return first, second


def frequent(own: Counter[str], other: Counter[str], most: int) -> list[tuple[float, str]]:
    """Return (Zipf frequency, word) of the *most* frequent lower-case words, most frequent first."""
    total, total_other = sum(own.values()), sum(other.values())
    kept = []
    for word, n in own.items():
        if n < MIN_COUNT or word != word.lower() or own[word.capitalize()] > n:
            continue
        if other[word] / total_other > BORROWED * n / total:
            continue
        kept.append((round(math.log10(n / total * 1e9), 1), word))
    return sorted(kept, key=lambda row: (-row[0], row[1]))[:most]


def closed_class(paths: list[Path], least: int = 3) -> list[str]:
    """Return the words of the treebanks that stand in a closed class at least *least* times and mostly there."""
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                cells = line.split("\t")
                if len(cells) > 3 and cells[0].isdigit():
                    for word in WORD.findall(cells[1].lower()):
                        (inside if cells[3] in CLOSED else outside)[word] += 1
    return sorted(w for w, n in inside.items() if n >= least and n > outside[w])


def write_words(rows: list[tuple[float, str]], path: Path) -> None:
    """Write one line a frequency: the frequency, then its words in alphabetical order."""
    by: defaultdict[float, list[str]] = defaultdict(list)
    for zipf, word in rows:
        by[zipf].append(word)
    path.write_text("".join(f"{zipf} {' '.join(words)}\n" for zipf, words in by.items()), encoding="utf-8")


def main() -> None:
    """Run the command."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("parallel", type=Path)
    ap.add_argument("--first", required=True)
    ap.add_argument("--second", required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--most", type=int, default=20_000)
    ap.add_argument("--treebanks", nargs="*", default=[], help="TAG=FILE")
    a = ap.parse_args()
    one, two = count(a.parallel)
    for tag, own, other in ((a.first, one, two), (a.second, two, one)):
        write_words(frequent(own, other, a.most), a.out / tag / "words.txt")
        banks = [Path(b.split("=", 1)[1]) for b in a.treebanks if b.startswith(f"{tag}=")]
        if banks:
            text = "# " + ", ".join(b.name.split(".")[0] for b in banks) + "\n" + "closed " + " ".join(closed_class(banks)) + "\n"
            (a.out / tag / "function_words.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
