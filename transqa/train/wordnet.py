"""Builds the English inflection lexicon and the list of person nouns from WordNet 3.0.

    apt-get download wordnet-base && dpkg-deb -x wordnet-base_*.deb /tmp/wn
    python -m transqa.train.wordnet /tmp/wn/usr/share/wordnet --names transqa/langs/und/first_names.txt \
        --to transqa/langs/en/inflection.txt --persons transqa/langs/en/person_nouns.txt

WordNet says which words are nouns, verbs, adjectives and adverbs, which are names (instances), and how irregular ones inflect
(`*.exc`); `english.py` inflects the rest, and `langs/en/grammar.toml` has what WordNet leaves out, the closed classes above all.
Left out: expressions of several words, and scientific names of genera and families. Same input, same bytes.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from transqa.errors import InputError
from transqa.langs.persons import read_names
from transqa.train.english import Grammar, degrees, load_grammar, plurals, verb_forms
from transqa.train.inflection import Entry, write

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

COMMENT = """English inflection lexicon, built by transqa/train/wordnet.py from WordNet 3.0 (Princeton University, WordNet
License), transqa/langs/en/grammar.toml and transqa/langs/und/first_names.txt. Names are written with their capitals."""
PERSONS_COMMENT = """# Nouns that mean a person in their first sense, or in a second one that is usual.
# Built by transqa/train/wordnet.py from WordNet 3.0 (Princeton University, WordNet License), lexicographer file
# noun.person; singular, one line a first letter. They say nothing of gender, apart from those that persons.toml names.
"""
WORD = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*")
ROMAN = re.compile(r"[ivxlc]+")
PERSON, LATIN = 18, frozenset({5, 20})
"""WordNet's lexicographer files: nouns of persons; of animals and plants, where capitals mark scientific names."""
NAME_TYPES = {14: "Oth", 15: "Geo", 17: "Geo", PERSON: "Sur"}
"""UD's NameType by lexicographer file: groups, locations, natural objects, persons; other names are Oth."""
SENSES = 2
"""A person noun means a person in one of so many first senses; WordNet has the most frequent first. One that isn't the first
must stand in the sense-tagged text: *machine*, the well-organised person, doesn't."""
BASE = ("VerbForm=Inf", "Mood=Imp|VerbForm=Fin", "Mood=Ind|Tense=Pres|VerbForm=Fin")
THIRD = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
PARTICIPLE = "Tense=Past|VerbForm=Part"
ING = ("Tense=Pres|VerbForm=Part", "VerbForm=Ger")
SINGULAR, PLURAL = "Number=Sing", "Number=Plur"
ONE_GENDER = 0.95
"""Share of the bearers of a first name who must be of one gender for the lexicon to say it: in English-speaking countries, or
where none of these knows the name, in all."""
LANGUAGE = "en"
KNOWN = 1000
"""Bearers, in one country at least, that a first name needs to enter the lexicon."""


class Synset(NamedTuple):
    """A meaning: its lexicographer file, its words as they are written, and whether it is one thing with a name."""

    file: int
    words: tuple[str, ...]
    instance: bool


class Lemma(NamedTuple):
    """A word as it is written, with the meanings that it has so written, the most frequent first.

    Attributes:
        text: the word.
        senses: its meanings.
        ranks: the place of each among all meanings of the word in any writing, from 0.
        tagged: how many of the word's meanings stand in WordNet's sense-tagged text; these are the first ones.
    """

    text: str
    senses: tuple[Synset, ...]
    ranks: tuple[int, ...]
    tagged: int


def read_lemmas(folder: Path, part: str) -> list[Lemma]:
    """Return the words of WordNet's *part* (noun, verb, adj, adv), single ones and expressions.

    Raises:
        InputError: the folder holds no WordNet database.
    """
    synsets = dict(map(_synset, _rows(folder / f"data.{part}")))
    lemmas = []
    for row in _rows(folder / f"index.{part}"):
        count, pointers = int(row[2]), int(row[3])
        tagged = int(row[5 + pointers])
        written: dict[str, list[tuple[int, Synset]]] = defaultdict(list)
        for rank, offset in enumerate(row[6 + pointers : 6 + pointers + count]):
            synset = synsets[offset]
            for text in sorted({w for w in synset.words if w.lower() == row[0]}):
                written[text].append((rank, synset))
        for text, senses in sorted(written.items()):
            lemmas.append(Lemma(text, tuple(s for _, s in senses), tuple(r for r, _ in senses), tagged))
    return lemmas


def _rows(path: Path) -> Iterator[list[str]]:
    try:
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as e:
        raise InputError(f"{path}: {e}; give the folder of WordNet 3.0's database files (Debian: wordnet-base)") from None
    for line in text.splitlines():
        if not line.startswith("  "):  # the licence
            yield line.split(" | ")[0].split()


def _synset(row: list[str]) -> tuple[str, Synset]:
    size = int(row[3], 16)
    words = tuple(re.sub(r"\(\w+\)$", "", w) for w in row[4 : 4 + 2 * size : 2])
    return row[0], Synset(int(row[1]), words, "@i" in row[5 + 2 * size :])


def read_exceptions(folder: Path, part: str) -> dict[str, list[str]]:
    """Return the irregular forms of each lemma of WordNet's *part*.

    Raises:
        InputError: the list is not there.
    """
    forms: dict[str, list[str]] = defaultdict(list)
    for row in _rows(folder / f"{part}.exc"):
        for lemma in row[1:]:
            if WORD.fullmatch(row[0]) and row[0] not in forms[lemma]:
                forms[lemma].append(row[0])
    return {lemma: found for lemma, found in forms.items() if found}


def entries(folder: Path, names: Mapping[str, str] | None = None) -> Iterator[Entry]:
    """Yield the inflected forms of all words of a WordNet database.

    Args:
        folder: WordNet's database files.
        names: first names with their gender as a feature has it (Fem, Masc), empty for both.

    Raises:
        InputError: the folder holds no WordNet database.
    """
    grammar = load_grammar()
    for form, lemma, upos, feats in grammar.closed:
        yield Entry(lemma, form, upos, feats)
    yield from _nouns(folder, grammar)
    yield from _verbs(folder, grammar)
    yield from _adjectives(folder, grammar)
    listed = read_exceptions(folder, "adv")
    for word in _single(read_lemmas(folder, "adv"), grammar):
        yield Entry(word.text, word.text, "ADV", "")
        for form in listed.get(word.text, ()):
            yield Entry(word.text, form, "ADV", f"Degree={'Sup' if form.endswith('st') else 'Cmp'}")
    for name, gender in (names or {}).items():
        yield Entry(name, name, "PROPN", f"{gender and f'Gender={gender}|'}NameType=Giv|Number=Sing", "Giv")


def _single(lemmas: Iterable[Lemma], grammar: Grammar) -> Iterator[Lemma]:
    """Yield the words that are one word; of homographs of closed-class words usual ones: *will*, *US*, not *he*, a letter."""
    for lemma in lemmas:
        if WORD.fullmatch(lemma.text) and len(lemma.text) > 1:
            low = lemma.text.lower()
            usual = lemma.tagged and (low == lemma.text or any(s.instance for s in lemma.senses))
            if usual or low not in grammar.closed_forms:
                yield lemma


def _nouns(folder: Path, grammar: Grammar) -> Iterator[Entry]:
    lemmas = read_lemmas(folder, "noun")
    listed = read_exceptions(folder, "noun")
    for lemma in _single(lemmas, grammar):
        names = [s for s in lemma.senses if s.instance]
        if names:
            yield from _names(lemma.text, names)
        common = [s for s in lemma.senses if not s.instance and not _latin(lemma.text, s)]
        if common and lemma.text[0].isupper():
            yield from _capitalised(lemma.text, common)
        elif common and lemma.text in grammar.plural_only:
            yield Entry(lemma.text, lemma.text, "NOUN", PLURAL)
        elif common:
            yield Entry(lemma.text, lemma.text, "NOUN", SINGULAR)
            for form in plurals(lemma.text, listed, grammar):
                yield Entry(lemma.text, form, "NOUN", PLURAL)
    common_words = {x.text for part in ("verb", "adj", "adv") for x in read_lemmas(folder, part)} | {x.text for x in lemmas}
    yield from _parts_of_names(lemmas, common_words | grammar.closed_forms)


def _latin(text: str, synset: Synset) -> bool:
    return text[0].isupper() and synset.file in LATIN


def _names(text: str, senses: list[Synset]) -> Iterator[Entry]:
    for kind in sorted({NAME_TYPES.get(s.file, "Oth") for s in senses}):
        yield Entry(text, text, "PROPN", f"NameType={kind}|Number=Sing")


def _capitalised(text: str, senses: list[Synset]) -> Iterator[Entry]:
    """Yield nouns with a capital: *Monday, Muslim, DNA*; treebanks have them as names and as nouns."""
    plural = text + ("es" if text.endswith(("s", "x", "sh", "ch")) else "s")
    if text.endswith("man") and not text.lower().endswith(("german", "roman", "norman", "ottoman", "mussulman")):
        plural = text[:-2] + "en"
    many = any(s.file not in NAME_TYPES or s.file == PERSON for s in senses)
    for upos in ("NOUN", "PROPN"):
        yield Entry(text, text, upos, SINGULAR)
        if many:
            yield Entry(text, plural, upos, PLURAL)


def _parts_of_names(lemmas: Iterable[Lemma], common: Collection[str]) -> Iterator[Entry]:
    """Yield the capitalised words inside names of several words: *York* of New York, not *New*, which is a *common* word.

    First names come from elsewhere.
    """
    for lemma in lemmas:
        kinds = {NAME_TYPES.get(s.file, "Oth") for s in lemma.senses if s.instance}
        if kinds and "_" in lemma.text:
            words = lemma.text.split("_")
            for kind in sorted(kinds):
                for word in words[-1:] if kind == "Sur" else words:
                    if WORD.fullmatch(word) and len(word) > 1 and word[0].isupper() and word.lower() not in common:
                        yield Entry(word, word, "PROPN", f"NameType={kind}|Number=Sing")


def _verbs(folder: Path, grammar: Grammar) -> Iterator[Entry]:
    listed = read_exceptions(folder, "verb")
    for lemma in _single(read_lemmas(folder, "verb"), grammar):
        verb = lemma.text
        forms = verb_forms(verb, listed, grammar)
        cells = [
            ((verb,), BASE),
            (forms.third, (THIRD,)),
            (forms.past, (PAST,)),
            (forms.participle, (PARTICIPLE,)),
            (forms.ing, ING),
        ]
        for spellings, labels in cells:
            for form in spellings:
                for feats in labels:
                    yield Entry(verb, form, "VERB", feats)


def _adjectives(folder: Path, grammar: Grammar) -> Iterator[Entry]:
    listed = read_exceptions(folder, "adj")
    for lemma in _single(read_lemmas(folder, "adj"), grammar):
        word = lemma.text
        yield Entry(word, word, "ADJ", "Degree=Pos")
        if word.islower() and not ROMAN.fullmatch(word):
            better, best = degrees(word, listed, grammar, usual=bool(lemma.tagged))
            for feats, forms in (("Degree=Cmp", better), ("Degree=Sup", best)):
                for form in forms:
                    yield Entry(word, form, "ADJ", feats)


def person_nouns(folder: Path) -> list[str]:
    """Return the lower-case single nouns that mean a person in one of their first senses, in alphabetical order.

    Raises:
        InputError: the folder holds no WordNet database.
    """
    lemmas = (x for x in read_lemmas(folder, "noun") if WORD.fullmatch(x.text) and x.text.islower())
    return sorted(x.text for x in lemmas if any(_means_person(x, *sense) for sense in zip(x.senses, x.ranks, strict=True)))


def _means_person(lemma: Lemma, synset: Synset, rank: int) -> bool:
    usual = rank == 0 or rank < min(SENSES, lemma.tagged)
    return synset.file == PERSON and not synset.instance and usual


def write_persons(nouns: Iterable[str], path: Path) -> None:
    """Write person nouns, one line a first letter."""
    by: dict[str, list[str]] = defaultdict(list)
    for noun in sorted(nouns):
        by[noun[0]].append(noun)
    path.write_text(PERSONS_COMMENT + "".join(f"{' '.join(words)}\n" for words in by.values()), encoding="utf-8", newline="\n")


def known_names(path: Path) -> dict[str, str]:
    """Return the names of a file of first names that are well known somewhere, with Fem or Masc where all agree.

    Raises:
        OSError: the file cannot be read.
    """
    names = {}
    for share in read_names(path).values():
        if max(b.total for b in share.countries.values()) >= KNOWN:
            gender = share.gender(ONE_GENDER, LANGUAGE)
            names[share.name] = {"female": "Fem", "male": "Masc"}.get(gender or "", "")
    return names


def main() -> None:
    """Run the command."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--to", type=Path)
    ap.add_argument("--names", type=Path)
    ap.add_argument("--persons", type=Path)
    a = ap.parse_args()
    if a.to:
        write(entries(a.folder, known_names(a.names) if a.names else None), a.to, COMMENT)
    if a.persons:
        write_persons(person_nouns(a.folder), a.persons)


if __name__ == "__main__":
    main()
