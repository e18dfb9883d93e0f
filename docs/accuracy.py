"""Measures the alignment and writes docs/reference/accuracy.md.

    python docs/accuracy.py [--data ../shared/data/align] [--folds]

Needs ../shared; compares with nltk and galechurch where they are installed (dependency group `compare`). `--folds` learns the
weights again, three times (a quarter of an hour), for the cross-validated column; without it that column is kept.
"""

from __future__ import annotations

import argparse
import codecs
import importlib.metadata
import importlib.util
import json
import lzma
import random
import re
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import transqa  # noqa: E402  # found beside this folder, installed or not
from corpora.load import articles, link_scores, numbered  # noqa: E402
from transqa.alignment import document  # noqa: E402
from transqa.train.scoring import Tally  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PAGE = ROOT / "docs" / "reference" / "accuracy.md"
SETS = (
    "en-fr-novels",
    "en-fr-news-noisy",
    "en-fr-news-clean",
    "de-fr-textberg",
    "en-is-parice",
    *(f"en-{tag}-news-noisy" for tag in ("es", "it", "pt", "de")),
)
HUNALIGN = dict(zip(SETS, (0.803, 0.799, 1.000, 0.709, 0.811, 0.747, 0.773, 0.732, 0.669), strict=True))
"""Strict F1 of hunalign as measured for the research notes (with a dictionary for English–French)."""
BINS = (0.0, 0.3, 0.5, 0.7, 0.9, 0.97, 1.01)
SIZES = (50, 500, 2_000, 5_000, 20_000, 50_000, 100_000)
MOVED_LINES = (1, 2, 4)

Document = dict[str, Any]
Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]


def ours(d: Document) -> Beads:
    """Return the beads of transqa."""
    return [(b.source, b.target) for b in aligned(d)]


def aligned(d: Document) -> transqa.Alignment:
    """Return the alignment of a document of the benchmark."""
    return transqa.align(d["source"], d["target"], source_lang=d["source_lang"], target_lang=d["target_lang"])


def full(d: Document) -> tuple[list[int], list[int]]:
    """Return the lines that are not blank: both peers stumble over blank ones."""
    return [i for i, x in enumerate(d["source"]) if x.strip()], [j for j, x in enumerate(d["target"]) if x.strip()]


def by_galechurch(d: Document) -> Beads:
    """Return the beads of the package galechurch (Gale & Church 1993 in Rust)."""
    import galechurch

    s, t = full(d)
    beads = galechurch.align([d["source"][i] for i in s], [d["target"][j] for j in t]).beads
    found = [(tuple(s[b.source_start : b.source_end]), tuple(t[b.target_start : b.target_end])) for b in beads]
    return with_lone(found, d)


def by_nltk(d: Document) -> Beads:
    """Return the beads of nltk's Gale–Church: pairs of lines that hang together."""
    from nltk.translate.gale_church import align_blocks

    s, t = full(d)
    pairs = align_blocks([len(d["source"][i]) for i in s], [len(d["target"][j]) for j in t])
    beads: list[tuple[set[int], set[int]]] = []
    for i, j in sorted(pairs):
        if beads and (s[i] in beads[-1][0] or t[j] in beads[-1][1]):
            beads[-1][0].add(s[i])
            beads[-1][1].add(t[j])
        else:
            beads.append(({s[i]}, {t[j]}))
    return with_lone([(tuple(sorted(a)), tuple(sorted(b))) for a, b in beads], d)


def with_lone(beads: Beads, d: Document) -> Beads:
    """Return beads with one for each line that stands in none."""
    there = {i for a, _ in beads for i in a}, {j for _, b in beads for j in b}
    lone: Beads = [((i,), ()) for i in range(len(d["source"])) if i not in there[0]]
    return [*beads, *lone, *(((), (j,)) for j in range(len(d["target"])) if j not in there[1])]


def tally(documents: list[Document], align: Callable[[Document], Beads]) -> Tally:
    """Return how well documents are aligned."""
    out = Tally()
    for d in documents:
        out.add(d["beads"], align(d))
    return out


def sets_table(data: Path, folds: dict[str, float]) -> str:
    """Return the table of all sets and aligners."""
    peers = [(name, run) for name, run in (("nltk", by_nltk), ("galechurch", by_galechurch)) if importlib.util.find_spec(name)]
    versions = [f"{name} {importlib.metadata.version(name)}" for name, _ in peers]
    head = ["set", "documents, beads", "transqa strict", "cross-validated", "lax", *versions, "hunalign"]
    rows = [head, ["---"] * len(head)]
    for name in SETS:
        documents = json.loads((data / f"{name}.json").read_text(encoding="utf-8"))
        mine = tally(documents, ours)
        others = [f"{tally(documents, run).strict_f1:.3f}" for _, run in peers]
        size = f"{len(documents)}, {sum(len(d['beads']) for d in documents)}"
        cross = f"{folds[name]:.3f}" if name in folds else "–"
        rows.append([name, size, f"**{mine.strict_f1:.3f}**", cross, f"{mine.lax_f1:.3f}", *others, f"{HUNALIGN[name]:.3f}"])
    return table(rows)


def table(rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    return "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def confidence_table(data: Path) -> str:
    """Return how often beads of each confidence are right: all of them, and those with one side only."""
    counts = [[0, 0, 0, 0] for _ in BINS]
    for name in SETS:
        for d in json.loads((data / f"{name}.json").read_text(encoding="utf-8")):
            gold = {(tuple(a), tuple(b)) for a, b in d["beads"]}
            for b in aligned(d):
                n = counts[max(k for k, least in enumerate(BINS) if b.confidence >= least)]
                right, lone = (b.source, b.target) in gold, not (b.source and b.target)
                for k, one in enumerate((1, right, lone, right and lone)):
                    n[k] += one
    rows = [["confidence", "beads", "right", "with one side", "right"], ["---"] * 5]
    for low, high, (found, good, ones, fine) in zip(BINS, BINS[1:], counts, strict=False):
        shares = f"{good / max(1, found):.1%}", str(ones), f"{fine / max(1, ones):.1%}"
        rows.append([f"{low:.2f} – {min(1, high):.2f}", str(found), *shares])
    return table(rows)


def learnt_line(data: Path) -> str:
    """Return what the second pass is worth: on novels whose letters were exchanged, so that no word looks like another."""
    figures = []
    for least in (10**9, document.TAUGHT_BEADS):
        kept_beads, document.TAUGHT_BEADS = document.TAUGHT_BEADS, least
        out = Tally()
        for d in json.loads((data / "en-fr-novels.json").read_text(encoding="utf-8")):
            target = [codecs.encode(unicodedata.normalize("NFKD", line), "rot13") for line in d["target"]]
            out.add(d["beads"], ours({**d, "target": target, "target_lang": "tlh"}))
        document.TAUGHT_BEADS = kept_beads
        figures.append(f"{out.strict_f1:.3f}")
    return f"{figures[0]} without, {figures[1]} with them.\n"


def moved_table(data: Path) -> str:
    """Return how many blocks of news are found again after they were moved to another place."""
    documents = [d for d in json.loads((data / "en-fr-news-clean.json").read_text(encoding="utf-8")) if len(d["target"]) >= 12]
    head = [
        "lines moved",
        "blocks",
        "their lines marked as moved",
        "others marked, in a right bead",
        "in a wrong one",
        "lines in right beads",
    ]
    rows = [head, ["---"] * len(head)]
    for size in MOVED_LINES:
        found = others = wrong = right = lines = 0
        for number, d in enumerate(documents):
            chance = random.Random(number)  # noqa: S311  # an experiment that can be repeated
            start = chance.randrange(len(d["target"]) - size)
            order = list(range(start)) + list(range(start + size, len(d["target"])))
            place = (start + len(d["target"]) // 2) % len(order)
            order[place:place] = range(start, start + size)
            beads = [b for b in aligned({**d, "target": [d["target"][k] for k in order]}) if b.target]
            good = [b for b in beads if list(b.source) == [order[j] for j in b.target]]
            marked = [b.source[0] for b in good if b.moved]
            found += sum(start <= i < start + size for i in marked)
            others += sum(not start <= i < start + size for i in marked)
            wrong += sum(b.moved for b in beads) - len(marked)
            right, lines = right + len(good), lines + len(order)
        counts = (len(documents), f"{found / size / len(documents):.1%}", others, wrong, f"{right / lines:.1%}")
        rows.append([str(size), *map(str, counts)])
    return table(rows)


def sample(data: Path, size: int) -> tuple[list[str], list[str]]:
    """Return *size* sentences of at least eight words and their translations, evenly out of ../shared/data/parallel."""
    with lzma.open(data.parent / "parallel" / "en-fr.tsv.xz", "rt", encoding="utf-8") as rows:
        pairs = [row.split("\t")[:2] for row in rows if row.count(" ", 0, row.find("\t")) >= 7]
    chosen = [pairs[k * len(pairs) // size] for k in range(size)]
    return [s for s, _ in chosen], [t for _, t in chosen]


def time_table(data: Path) -> str:
    """Return time and memory against size, each size in a process of its own."""
    rows = [
        ["lines", "seconds", "seconds for each 1,000 lines", "peak memory, MB", "of which Python with transqa loaded, MB"],
        ["---"] * 5,
    ]
    for size in SIZES:
        command = [sys.executable, __file__, "--time"]
        text = json.dumps(sample(data, size))
        seconds, peak, base = json.loads(subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout)
        rows.append([f"{size:,}", f"{seconds:.2f}", f"{1000 * seconds / size:.2f}", f"{peak:.0f}", f"{base:.0f}"])
    return table(rows)


def time_one() -> None:
    """Print seconds, peak memory and the memory before, for the texts on standard input."""
    source, target = json.load(sys.stdin)
    transqa.align(source[:100], target[:100])  # lexicon and libraries are loaded once a process
    base = peak_memory()
    start = time.perf_counter()
    transqa.align(source, target)
    print(json.dumps([time.perf_counter() - start, peak_memory(), base]))


def peak_memory() -> float:
    """Return the peak memory of this process in MB (Linux; `getrusage` would count the parent's before the start)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024


def links_line() -> str:
    """Return how good word links are on the beads of corpora/ that were linked by hand."""
    pairs = []
    for article in articles():
        for bead in article.linked:
            links = next(iter(transqa.align([bead.source], [bead.target]))).links
            pairs.append((bead, numbered(bead, links)))
    precision, recall, aer = link_scores(pairs)
    return f"{len(pairs)} beads: precision {precision:.3f}, recall {recall:.3f}, alignment error rate {aer:.3f}.\n"


def cross_validated(data: Path) -> dict[str, float]:
    """Return the strict F1 of each set for documents that the weights were not learnt from, in two folds."""
    from transqa.train import aligner

    documents = aligner.read(data / f"{name}.json" for name in SETS if not name.endswith("clean"))
    return {name: t.strict_f1 for name, t in aligner.cross_validated(documents, folds=2).items()}


def kept(page: str) -> dict[str, float]:
    """Return the cross-validated column of the page as it is."""
    return {m[1]: float(m[2]) for m in re.finditer(r"^\| ([\w-]+) \| [^|]*\| [^|]*\| ([\d.]+) \|", page, re.MULTILINE)}


TEXT = """# Accuracy of the alignment

Made by `python docs/accuracy.py`. Strict and lax F1 as `../shared/bench/align.py` counts them: precision over all beads,
one-sided ones included, recall over two-sided ones.

## Sentences

The weights were learnt from these very documents (`transqa/train/aligner.py`), but for *clean* news. *Cross-validated* is the
figure for documents that they were not learnt from: two folds, every other document of each set (`--folds`); the one document
of de-fr-textberg was then not learnt from at all. The embedded lexicon is for English–French; the other pairs have none.
hunalign (with a dictionary for English–French) was measured for the research notes on the same files. Blank lines were left
out for the two Gale–Church programs, which stumble over them.

{sets}
## Words learnt from the document

Strict F1 on en-fr-novels when the letters of the target are exchanged for others, so that neither lexicon nor look-alikes help,
and the words that a first search teaches are {learnt}
## Confidence

How often a bead is right, by its posterior probability, over all sets:

{confidence}
## Moved blocks

A block of lines of each clean news article of at least 12 lines, moved by half the article's length. (In a short
article it can be said as well that what stood between has moved.)

{moved}
## Word links

Against the links made by hand in `corpora/*/links.tsv` (Och & Ney 2003), {links}
## Time and memory

One process a size, English–French with lexicon, sentences of at least eight words out of `../shared/data/parallel`.
Seconds differ from machine to machine; what counts is how they grow.

{time}"""


def main() -> None:
    """Run the command."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "align")
    ap.add_argument("--folds", action="store_true")
    ap.add_argument("--time", action="store_true", help=argparse.SUPPRESS)
    a = ap.parse_args()
    if a.time:
        time_one()
        return
    folds = cross_validated(a.data) if a.folds else kept(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    parts = {
        "sets": sets_table(a.data, folds),
        "confidence": confidence_table(a.data),
        "moved": moved_table(a.data),
        "learnt": learnt_line(a.data),
    }
    PAGE.write_text(TEXT.format(**parts, links=links_line(), time=time_table(a.data)), encoding="utf-8")


if __name__ == "__main__":
    main()
