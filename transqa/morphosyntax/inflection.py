"""Looks words up in the inflection lexicon of a language: what a form can be, its other forms, its partner of the other gender.

The lexicon is a text file, `langs/<tag>/inflection.txt`, written by `transqa.train.inflection`, whose docstring says how it is
laid out: stems with the numbers of their paradigms. A form is looked up by trying each of its beginnings as a stem and the
rest of it as an ending of the stem's paradigms, so that no form needs to be listed. Facts about nouns for persons that no
dictionary of forms holds (roi and reine; une victime, whoever it is) stand beside it in `persons.toml`.
"""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from transqa.langs.persons import load_persons
from transqa.langs.tags import fallback_chain
from transqa.morphosyntax.tree import features

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transqa.langs.persons import Persons

    _Table = dict[str, list[tuple["_Paradigm", tuple[str, ...]]]]

AGREEMENT = frozenset({"Gender", "Number"})
"""Features that a form may leave open: one without Gender serves either gender."""
CONJUGATION = ("VerbForm", "Mood", "Tense")
"""Features that two forms must have in common to differ by others only; more may be said of one than of the other (PronType)."""
NOMINAL = frozenset({"NOUN", "ADJ", "DET", "PRON"})
"""Parts of speech that taggers and dictionaries draw different lines between: participle or adjective, and so on."""
OTHER = {"Masc": "Fem", "Fem": "Masc"}
FORMS = 1 << 15
"""Forms whose readings are kept: a text repeats most of its words."""


class Analysis(NamedTuple):
    """What a form can be.

    Attributes:
        lemma: the form under which a dictionary lists it.
        upos: part of speech of Universal Dependencies: NOUN, ADJ, VERB, AUX, ADV, ADP, DET, PRON, CCONJ, SCONJ, NUM, INTJ, PROPN.
        feats: features of Universal Dependencies, sorted, as in `Gender=Fem|Number=Plur`; empty where there are none. A word
            that is alike in both genders has no Gender, one that never shows number no Number.
    """

    lemma: str
    upos: str
    feats: str


class _Paradigm(NamedTuple):
    upos: str
    lemma: str
    cells: Mapping[str, tuple[str, ...]]


class _Hit(NamedTuple):
    """A reading of a form, as the lexicon spells it, with the paradigm that it comes from."""

    stem: str
    paradigm: _Paradigm
    form: str
    feats: str

    @property
    def analysis(self) -> Analysis:
        return Analysis(self.stem + self.paradigm.lemma, self.paradigm.upos, self.feats)


class Inflections:
    """The inflection lexicon of a language. Look-ups take microseconds and give the same answer for ’ and '."""

    def __init__(self, text: str, persons: Persons | None = None) -> None:
        """Read the *text* of a lexicon; *persons* holds the facts about nouns for persons.

        Raises:
            ValueError: the text is no lexicon.
        """
        parts = {name: body for name, _, body in (section.partition("]\n") for section in f"\n{text}".split("\n[")[1:])}
        if not parts.keys() >= {"features", "paradigms", "stems", "endings"}:
            raise ValueError("This is no inflection lexicon: it lacks a section")
        self._features = parts["features"].split("\n")
        self._rows = parts["paradigms"].split("\n")
        self._endings_text = parts["endings"]
        self._stems: dict[str, str] = {}
        for line in parts["stems"].split("\n"):
            numbers, _, stems = line.partition("\t")
            self._stems.update(dict.fromkeys(stems.split(" "), numbers))
        self._paradigms: dict[str, _Paradigm] = {}
        self._tables: dict[str, _Table] = {}
        self._persons = persons
        self._hits = lru_cache(maxsize=FORMS)(self._found)
        self._readings = lru_cache(maxsize=FORMS)(lambda form: tuple(dict.fromkeys(hit.analysis for hit in self._hits(form))))

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        """Return what *form* can be as it is written, or else in lower case, or else capitalised; empty when it is unknown.

        A form all in capitals may be either of the last two: PARIS is Paris and paris.
        """
        return self._readings(form)

    def forms(self, lemma: str, upos: str) -> tuple[tuple[str, str], ...]:
        """Return each form with its features of the lexemes with this lemma and part of speech."""
        found = (pair for stem, paradigm in self._lexemes(lemma.replace("’", "'"), upos) for pair in _cells(stem, paradigm))
        return tuple(dict.fromkeys(found))

    def lemmas(self) -> Iterator[tuple[str, str]]:
        """Yield lemma and part of speech of every lexeme."""
        for stem, numbers in self._stems.items():
            for paradigm in map(self._paradigm, numbers.split(" ")):
                yield stem + paradigm.lemma, paradigm.upos

    def inflect(self, form: str, analysis: Analysis, **feats: str) -> tuple[str, ...]:
        """Return the forms of the lexeme that *form* is of, read as *analysis*, that differ from it by *feats*.

        *analysis* may say more than the lexicon, name another lemma, or take for an adjective what the lexicon has as a
        participle. Forms that state the gender or number asked for win over those that leave it open. Capitals follow those
        of *form*.

        Example:
            >>> french.inflect("Silencieux", Analysis("silencieux", "ADJ", "Gender=Masc|Number=Sing"), Gender="Fem")
            ('Silencieuse',)
        """
        ranked: dict[str, int] = {}
        for hit, read in self._read_as(form, analysis):
            wanted = {**read, **feats}
            for other, label in _cells(hit.stem, hit.paradigm):
                if (rank := _fit(features(label), wanted)) >= 0:
                    spelled = _like(form, hit.form, other)
                    ranked[spelled] = max(rank, ranked.get(spelled, 0))
        return tuple(other for other, rank in ranked.items() if rank == max(ranked.values()))

    def _read_as(self, form: str, analysis: Analysis) -> list[tuple[_Hit, Mapping[str, str]]]:
        """Return the readings of a form that an analysis means, each with the features that then hold."""
        read = features(analysis.feats)
        hits = self._hits(form)
        same = [hit for hit in hits if hit.paradigm.upos == analysis.upos and _fit(features(hit.feats), read) >= 0]
        if same:
            return [(hit, read) for hit in same if hit.analysis.lemma == analysis.lemma] or [(hit, read) for hit in same]
        agreeing = {name: value for name, value in read.items() if name in AGREEMENT}
        nominal = ((hit, features(hit.feats)) for hit in hits if analysis.upos in NOMINAL and "VerbForm=Fin" not in hit.feats)
        return [(hit, {**own, **agreeing}) for hit, own in nominal if _fit(own, {**own, **agreeing}) > 0]

    def partners(self, noun: str) -> tuple[str, ...]:
        """Return the nouns for the same role in the other gender, in the same number; none for epicene and fixed nouns.

        Both those of the same lexeme (acteur, actrice) and those that are listed in pairs (roi, reine).
        """
        found: dict[str, None] = {}
        for hit in self._hits(noun):
            gender = features(hit.feats).get("Gender")
            if hit.paradigm.upos != "NOUN" or gender not in OTHER or hit.analysis.lemma in self.fixed:
                continue
            wanted = {**features(hit.feats), "Gender": OTHER[gender]}
            for other in (*self._listed(hit, gender), hit):
                for form, label in _cells(other.stem, other.paradigm) if other.paradigm.upos == "NOUN" else ():
                    if f"Gender={OTHER[gender]}" in label and _fit(features(label), wanted) >= 0:
                        found[_like(noun, hit.form, form)] = None
        return tuple(found)

    def _listed(self, hit: _Hit, gender: str) -> Iterator[_Hit]:
        """Yield the readings of the nouns that are listed as partners of the singular of a noun."""
        for form, label in _cells(hit.stem, hit.paradigm):
            if f"Gender={gender}" in label and "Number=Plur" not in label:
                for name in self._pairs.get((form, gender), ()):
                    yield from self._spelled(name)

    def guess(self, form: str) -> tuple[Analysis, ...]:
        """Return what an unknown *form* is likely to be by its ending, likeliest first; empty where endings do not tell."""
        word = form.replace("’", "'").lower()
        for start in range(2, len(word)):
            if (slots := self._endings.get(word[start:])) is not None:
                return tuple(dict.fromkeys(a for slot in slots for a in self._guessed(word, slot)))
        return ()

    @cached_property
    def fixed(self) -> frozenset[str]:
        """Nouns that keep their gender for any person: une victime, une personne, un témoin."""
        return frozenset() if self._persons is None else self._persons.fixed

    def _found(self, form: str) -> tuple[_Hit, ...]:
        """Return the readings of a form as it is written, or else in another spelling; capitals may stand for either of two."""
        form = form.replace("’", "'")
        if hits := self._spelled(form):
            return tuple(hits)
        lower, title = self._spelled(form.lower()), form[:1].upper() + form[1:].lower()
        return (*lower, *self._spelled(title)) if not lower or form.isupper() else tuple(lower)

    def _spelled(self, form: str) -> list[_Hit]:
        return [
            _Hit(form[:i], paradigm, form, feats)
            for i in range(len(form) + 1)
            if (numbers := self._stems.get(form[:i]))
            for paradigm, labels in self._table(numbers).get(form[i:], ())
            for feats in labels
        ]

    def _lexemes(self, lemma: str, upos: str) -> list[tuple[str, _Paradigm]]:
        return [
            (lemma[:i], paradigm)
            for i in range(len(lemma) + 1)
            if (numbers := self._stems.get(lemma[:i]))
            for paradigm in map(self._paradigm, numbers.split(" "))
            if paradigm.upos == upos and paradigm.lemma == lemma[i:]
        ]

    def _table(self, numbers: str) -> _Table:
        """Return, for the paradigms of a stem, what each ending stands for."""
        table = self._tables.get(numbers)
        if table is None:
            table = self._tables[numbers] = {}
            for paradigm in map(self._paradigm, numbers.split(" ")):
                for ending, labels in paradigm.cells.items():
                    table.setdefault(ending, []).append((paradigm, labels))
        return table

    def _paradigm(self, number: str) -> _Paradigm:
        paradigm = self._paradigms.get(number)
        if paradigm is None:
            upos, lemma, *cells = self._rows[int(number)].split("\t")
            split = (cell.split(" ") for cell in cells)
            ends = {ending: tuple(self._features[int(i)] for i in codes) for ending, *codes in split}
            paradigm = self._paradigms[number] = _Paradigm(upos, lemma, ends)
        return paradigm

    @cached_property
    def _endings(self) -> dict[str, list[str]]:
        rows = (line.split("\t") for line in self._endings_text.splitlines())
        return {ending: slots for ending, *slots in rows}

    def _guessed(self, word: str, slot: str) -> Iterator[Analysis]:
        number, _, ending = slot.partition(" ")
        paradigm = self._paradigm(number)
        lemma = word.removesuffix(ending) + paradigm.lemma
        return (Analysis(lemma, paradigm.upos, feats) for feats in paradigm.cells[ending])

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], list[str]]:
        """For a singular form and its gender, those of the other gender."""
        pairs: dict[tuple[str, str], list[str]] = {}
        for feminine, masculine in () if self._persons is None else self._persons.pairs:
            pairs.setdefault((masculine, "Masc"), []).append(feminine)
            pairs.setdefault((feminine, "Fem"), []).append(masculine)
        return pairs


def _cells(stem: str, paradigm: _Paradigm) -> Iterator[tuple[str, str]]:
    return ((stem + ending, feats) for ending, labels in paradigm.cells.items() for feats in labels)


def _fit(stated: Mapping[str, str], wanted: Mapping[str, str]) -> int:
    """Return how many of the features of agreement *wanted* are *stated*; -1 where the two contradict each other."""
    if any(wanted.get(name, value) != value for name, value in stated.items()):
        return -1
    if any(stated.get(name) != wanted.get(name) for name in CONJUGATION):
        return -1
    return sum(name in stated for name in AGREEMENT if name in wanted)


def _like(written: str, known: str, other: str) -> str:
    """Return *other* with the capitals and apostrophes of the form *written*, which the lexicon spells *known*."""
    plain = written.replace("’", "'")
    if plain != known:
        other = other.upper() if plain.isupper() and len(plain) > 1 else other[:1].upper() + other[1:]
    return other.replace("'", "’") if "’" in written else other


@cache
def load_inflections(tag: str) -> Inflections | None:
    """Return the inflection lexicon for a BCP-47 *tag*, or of the language that it is a variety of; None where there is none.

    Raises:
        ConfigError: the text is no language tag.
    """
    for parent in reversed(fallback_chain(tag)):
        if (path := files("transqa.langs") / parent / "inflection.txt").is_file():
            return Inflections(path.read_text(encoding="utf-8"), load_persons(parent))
    return None
