"""Writes an inflection lexicon: the compact text file that `transqa.morphosyntax.inflection` reads. Knows no language.

A script for a language turns its dictionary into entries and calls `write(entries, path, comment)`:

    write([Entry("cat", "cat", "NOUN", "Number=Sing"), Entry("cat", "cats", "NOUN", "Number=Plur")], path, "source, licence")

Entries come in any order; those with the same lemma, part of speech and *sub* make up one lexeme. *sub* tells homographs
apart whose forms must not mix: French has `livre` (the book, masculine) and `livre` (the pound, feminine), so *sub* may be the
gender or the number of the dictionary's entry. Same entries, same bytes.

The file has four sections, each after a line with its name in square brackets; lines starting with `#` before the first
are the comment. Fields are separated by tabs, parts of a field by spaces:

    [features]   one a line: UD features, sorted; numbered from 0
    [paradigms]  one a line: part of speech, ending of the lemma, then a field for each ending: `ending feature feature …`
    [stems]      numbers of paradigms TAB every stem that has just these
    [endings]    what unknown words are likely to be: `ending TAB paradigm ending-in-it` and so on, likeliest first

A stem is what all forms and the lemma of a lexeme begin with. Stems are listed by paradigm, so that a reader takes whole
lines at a time: 80,000 are read in some 20 ms, and zip finds the neighbours alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    Cells = tuple[tuple[str, tuple[str, ...]], ...]
    Slot = tuple["Paradigm", str]

OPEN = frozenset({"NOUN", "ADJ", "VERB", "ADV"})
"""Parts of speech that unknown words are likely to have."""
LONGEST, LEAST, SURE, RIVAL = 7, 8, 0.92, 0.15
"""Endings for guessing: their length in letters, the lexemes they must be seen in, how many of these must agree in gender,
and how many must have an analysis for it to be named."""


class Entry(NamedTuple):
    """A form of a lexeme: *upos* and *feats* as in Universal Dependencies (`Gender=Fem|Number=Plur`, empty for none)."""

    lemma: str
    form: str
    upos: str
    feats: str
    sub: str = ""


class Paradigm(NamedTuple):
    """How the lexemes of a class inflect: the ending of the lemma, and the features that each ending stands for."""

    upos: str
    lemma: str
    cells: Cells


def write(entries: Iterable[Entry], path: Path, comment: str) -> None:
    """Write the lexicon of *entries* to *path*; *comment* says where they come from and under which licence.

    Raises:
        ValueError: a form or lemma is empty or holds white space, or features are not sorted.
        OSError: the file cannot be written.
    """
    lexemes = sorted(_lexemes(entries))
    users = Counter(paradigm for _, paradigm in lexemes)
    order = sorted(users, key=lambda p: (-users[p], p))
    number = {paradigm: i for i, paradigm in enumerate(order)}
    features = sorted({f for p in order for _, labels in p.cells for f in labels})
    code = {f: str(i) for i, f in enumerate(features)}
    lines = [*(f"# {line}".rstrip() for line in comment.splitlines()), "[features]", *features, "[paradigms]"]
    for p in order:
        cells = (" ".join([end, *(code[f] for f in labels)]) for end, labels in p.cells)
        lines.append("\t".join([p.upos, p.lemma, *cells]))
    lines += ["[stems]", *_stem_lines(lexemes, number), "[endings]"]
    for ending, slots in sorted(learn_endings(lexemes).items()):
        lines.append("\t".join([ending, *(f"{number[p]} {end}" for p, end in slots)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _lexemes(entries: Iterable[Entry]) -> Iterator[tuple[str, Paradigm]]:
    """Yield the stem and paradigm of each lexeme, each pair once."""
    grouped: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for entry in entries:
        _check(entry)
        grouped[entry.lemma, entry.upos, entry.sub][entry.form].add(entry.feats)
    yield from {_split(lemma, upos, forms) for (lemma, upos, _), forms in grouped.items()}


def _check(entry: Entry) -> None:
    for text in (entry.lemma, entry.form):
        if not text or text.split() != [text]:
            raise ValueError(f"A word is empty or holds white space: {entry}")
    if sorted(entry.feats.split("|"), key=str.lower) != entry.feats.split("|"):
        raise ValueError(f"Features are not sorted: {entry}")


def _split(lemma: str, upos: str, forms: dict[str, set[str]]) -> tuple[str, Paradigm]:
    low, high = min(lemma, *forms), max(lemma, *forms)
    same = next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), min(len(low), len(high)))
    stem = low[:same]
    cells = tuple((form[len(stem) :], tuple(sorted(labels, key=_plain_first))) for form, labels in sorted(forms.items()))
    return stem, Paradigm(upos, lemma[len(stem) :], cells)


def _plain_first(feats: str) -> tuple[bool, str]:
    """Order the readings of a form: singular before plural, then as text."""
    return "Number=Plur" in feats, feats


def _stem_lines(lexemes: list[tuple[str, Paradigm]], number: dict[Paradigm, int]) -> Iterator[str]:
    own: dict[str, list[int]] = defaultdict(list)
    for stem, paradigm in lexemes:
        own[stem].append(number[paradigm])
    together: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for stem, numbers in own.items():
        together[tuple(sorted(numbers))].append(stem)
    for key, stems in sorted(together.items()):
        yield f"{' '.join(map(str, key))}\t{' '.join(sorted(stems))}"


def learn_endings(lexemes: Iterable[tuple[str, Paradigm]]) -> dict[str, tuple[Slot, ...]]:
    """Return what words with an ending are likely to be, as places in paradigms; nothing for an ending that tells nothing.

    The longest ending of a word that is listed decides, so one is listed only where it says other than a shorter one of it.
    """
    slots: list[Slot] = []
    forms: dict[str, list[int]] = defaultdict(list)
    where: dict[Paradigm, range] = {}
    for stem, paradigm in lexemes:
        if paradigm.upos in OPEN:
            if paradigm not in where:
                slots += [(paradigm, end) for end, _ in paradigm.cells]
                where[paradigm] = range(len(slots) - len(paradigm.cells), len(slots))
            for i in where[paradigm]:  # by number, for paradigms are slow to hash
                forms[stem + slots[i][1]].append(i)
    seen = _count(forms, [_gender(slot) for slot in slots])
    learnt: dict[str, tuple[Slot, ...]] = {}
    for ending in sorted(seen, key=lambda e: (len(e), e)):
        if seen[ending].forms >= LEAST:
            shorter = next((learnt[ending[k:]] for k in range(1, len(ending)) if ending[k:] in learnt), ())
            verdict = seen[ending].verdict(len(ending), slots)
            if [_says(s) for s in verdict] != [_says(s) for s in shorter]:
                learnt[ending] = verdict
    return learnt


def _count(forms: dict[str, list[int]], genders: list[str | None]) -> dict[str, _Seen]:
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for form, slots in forms.items():
        own = {gender for slot in slots if (gender := genders[slot]) is not None}
        for k in range(1, min(LONGEST, len(form) - 2) + 1):
            seen[form[-k:]].add(slots, own)
    return seen


class _Seen:
    """What the forms with an ending are."""

    def __init__(self) -> None:
        self.forms = self.gendered = 0
        self.slots: Counter[int] = Counter()
        self.genders: Counter[str] = Counter()

    def add(self, slots: list[int], genders: set[str]) -> None:
        self.forms += 1
        self.gendered += bool(genders)
        self.slots.update(slots)
        self.genders.update(genders)

    def verdict(self, length: int, slots: list[Slot]) -> tuple[Slot, ...]:
        """Return the likely analyses, likeliest first: none where gender is in doubt or the ending too short to tell."""
        likely = [(-n, slots[i]) for i, n in self.slots.items() if n >= RIVAL * self.forms]
        count, gender = max(((n, g) for g, n in self.genders.items()), default=(0, ""))
        if not likely or count < SURE * self.gendered or any(len(end) > length for _, (_, end) in likely):
            return ()
        agreeing = [slot for _, slot in sorted(likely) if _gender(slot) in {gender, None}]
        distinct = {_says(slot): slot for slot in reversed(agreeing)}
        return tuple(slot for slot in agreeing if distinct[_says(slot)] is slot)


def _labels(slot: Slot) -> tuple[str, ...]:
    return dict(slot[0].cells)[slot[1]]


@cache
def _says(slot: Slot) -> tuple[str, tuple[str, ...]]:
    return slot[0].upos, _labels(slot)


@cache
def _gender(slot: Slot) -> str | None:
    """Return the gender of an analysis, "" where it is left open; None for what has none, such as an adverb."""
    if slot[0].upos not in {"NOUN", "ADJ"} and not any("VerbForm=Part|" in f + "|" for f in _labels(slot)):
        return None
    return "/".join(sorted({g for f in _labels(slot) for g in f.split("|") if g.startswith("Gender=")}))
