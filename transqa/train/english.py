"""Inflects English words: rules for the regular ones, WordNet's exception lists and `langs/en/grammar.toml` for the rest.

The tables in the data file and the exception lists are facts; what is code here is spelling: -s or -es, doubled
consonants, silent e.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Forms = tuple[str, ...]
    Exceptions = Mapping[str, Sequence[str]]
    """For a lemma, its forms in one of WordNet's exception lists."""

LEARNED = ("a", "um", "us", "on", "ex", "ix", "eau")
"""Endings of nouns with a foreign plural that have an English one beside it."""
VOWELS = re.compile(r"[aeiouy]+")
_DOUBLING = re.compile(r"(?:^|[^aeiou]|qu)[aeiouy][bdfgklmnprtvz]$")
"""The end of a word whose last consonant doubles after a stressed vowel: one vowel letter, one consonant letter."""


@dataclass(frozen=True, slots=True)
class VerbForms:
    """The forms of a verb, apart from its base; variants side by side."""

    third: Forms
    past: Forms
    participle: Forms
    ing: Forms


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables of `grammar.toml`.

    Attributes:
        closed: (form, lemma, part of speech, features) of each reading of a closed-class word.
        irregular: past and participle of irregular verbs; "-" stands for the regular form.
    """

    closed: tuple[tuple[str, str, str, str], ...]
    irregular: Mapping[str, tuple[Forms, Forms]]
    prefixes: Forms
    stressed: frozenset[str]
    """Verbs of several syllables in -l and the like that always double it."""
    both: frozenset[str]
    """Verbs whose doubled consonant is one spelling of two."""
    hard_ch: frozenset[str]
    plural_only: frozenset[str]
    plain_man: Forms
    """Nouns in -man whose plural is in -mans; longer nouns that end in one of them follow it."""
    same_plural: frozenset[str]
    uncountable: frozenset[str]
    graded: frozenset[str]
    ungraded: frozenset[str]
    closed_forms: frozenset[str]
    """Forms of the closed classes, in small letters."""


def load_grammar() -> Grammar:
    """Return the tables of `langs/en/grammar.toml`."""
    data = tomllib.loads((files("transqa.langs") / "en" / "grammar.toml").read_text(encoding="utf-8"))
    closed = tuple(_closed(data["closed"]))
    verbs, nouns = data["verbs"], data["nouns"]

    def listed(table: dict[str, Any], key: str) -> frozenset[str]:
        return frozenset(table[key].split())

    return Grammar(
        closed=closed,
        irregular={
            base: (tuple(past.split("/")), tuple(part.split("/"))) for base, past, part in map(str.split, verbs["irregular"])
        },
        prefixes=tuple(verbs["prefixes"].split()),
        stressed=listed(verbs, "final_stress"),
        both=listed(verbs, "either_spelling"),
        hard_ch=listed(nouns, "hard_ch"),
        plural_only=listed(nouns, "plural_only"),
        plain_man=tuple(nouns["plain_man"].split()),
        same_plural=listed(nouns, "same_plural"),
        uncountable=listed(nouns, "uncountable"),
        graded=listed(data["adjectives"], "graded"),
        ungraded=frozenset(form for form, _, upos, _ in closed if upos in {"NUM", "ADJ", "DET"})
        | {form for row in verbs["irregular"] for form in row.split()[2].split("/")},
        closed_forms=frozenset(form.lower() for form, _, upos, _ in closed if upos not in OPEN),
    )


OPEN = frozenset({"ADJ", "ADV", "INTJ", "NOUN", "NUM", "VERB"})
"""Parts of speech of the data file that aren't closed: a word in them may well be a noun too."""


def _closed(table: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for upos, rows in table.items():
        if upos == "source":
            continue
        for feats, words in rows.items():
            for word in words.split():
                form, _, lemma = word.rpartition("=") if word != "=" else ("", "", word)
                yield (form, lemma, upos, feats) if form else (lemma, lemma, upos, feats)


def one_syllable(word: str) -> bool:
    """Say whether a word has one group of vowel letters, a silent final e aside."""
    groups = VOWELS.findall(re.sub(r"(?<=[^aeiouy])e$", "", word))
    return len(groups) == 1


def add_s(word: str, grammar: Grammar) -> str:
    """Return the word with the ending -s, -es or -ies."""
    if word.endswith(("s", "x", "z", "sh")) or (word.endswith("ch") and word not in grammar.hard_ch):
        return word + "es"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + "s"


def plurals(noun: str, exceptions: Exceptions, grammar: Grammar) -> Forms:
    """Return the plural forms of a noun: those listed, else the regular one; empty for a word that has none."""
    if noun in grammar.uncountable or noun in grammar.plural_only:
        return ()
    if noun in grammar.same_plural:
        return tuple(dict.fromkeys([noun, *exceptions.get(noun, ())]))
    if noun in exceptions:
        regular = (add_s(noun, grammar),) if noun.endswith(LEARNED) or noun in grammar.both else ()
        return tuple(dict.fromkeys([*exceptions[noun], *regular]))
    if noun.endswith("man") and not noun.endswith(grammar.plain_man):
        return (noun[:-2] + "en",)
    return (add_s(noun, grammar),)


def _joined(word: str, ending: str, *, double: bool) -> str:
    if double:
        return word + word[-1] + ending
    if word.endswith("e"):
        return word + ending[1:] if ending[0] == "e" else _before_ing(word) + ending
    if ending[0] == "e" and re.search(r"[^aeiou]y$", word):
        return word[:-1] + "i" + ending
    return word + ending


def _before_ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "y"
    return word if word.endswith(("ee", "oe", "ye")) or len(word) == 2 else word[:-1]


def _regular(word: str, ending: str, listed: Sequence[str], grammar: Grammar) -> Forms:
    """Return the regular form in *ending*, or the *listed* spellings of it."""
    spelled = [form for form in listed if form.endswith(ending)]
    doubles = bool(_DOUBLING.search(word)) and (one_syllable(word) or word in grammar.stressed)
    regular = _joined(word, ending, double=doubles)
    free = word in grammar.both or (word.endswith("l") and word not in grammar.stressed and not one_syllable(word))
    return tuple(dict.fromkeys([*spelled, regular] if free or not spelled else spelled))


def verb_forms(verb: str, exceptions: Exceptions, grammar: Grammar) -> VerbForms:
    """Return the forms of a verb."""
    listed = exceptions.get(verb, ())
    past, participle = _past(verb, listed, grammar)
    third = tuple(f for f in listed if f.endswith("s") and not f.endswith("ss") and f not in past)
    if not third or verb in grammar.both:
        third += (verb + "es" if re.search(r"[^aeiou]o$", verb) else add_s(verb, grammar),)
    return VerbForms(third, past, participle, _regular(verb, "ing", listed, grammar))


def _past(verb: str, listed: Sequence[str], grammar: Grammar) -> tuple[Forms, Forms]:
    regular = _regular(verb, "ed", listed, grammar)
    prefix, base = _base(verb, listed, grammar)
    if base is None:
        return regular, regular

    def spelled(forms: Forms) -> Forms:
        return tuple(dict.fromkeys(f for form in forms for f in (regular if form == "-" else (prefix + form,))))

    past, participle = grammar.irregular[base]
    return spelled(past), spelled(participle)


def _base(verb: str, listed: Sequence[str], grammar: Grammar) -> tuple[str, str | None]:
    """Return the first part of a verb and the irregular verb that the rest of it is; None for a regular one."""
    for cut in range(len(verb) - 1):
        first, rest = verb[:cut], verb[cut:]
        if rest in grammar.irregular and (
            not first or first in grammar.prefixes or first.endswith("-") or _shared(first, rest, listed, grammar)
        ):
            return first, rest
    return "", None


def _shared(first: str, rest: str, listed: Sequence[str], grammar: Grammar) -> bool:
    """Say whether the irregular forms *listed* for a verb are those of its last part: *countersank*."""
    return any(first + form in listed for forms in grammar.irregular[rest] for form in forms if form != "-")


def degrees(adjective: str, exceptions: Exceptions, grammar: Grammar, *, usual: bool = True) -> tuple[Forms, Forms]:
    """Return comparatives and superlatives in -er and -est; empty where the word takes more and most, or isn't *usual*."""
    listed = exceptions.get(adjective, ())
    better = tuple(f for f in listed if not f.endswith("st"))
    best = tuple(f for f in listed if f.endswith("st"))
    if better or best:
        return better, best
    longer = adjective.endswith(("ed", "ing", "ble")) or re.search(r"[iy][aou]", adjective)
    short = usual and len(adjective) > 2 and one_syllable(adjective) and not longer and adjective not in grammar.ungraded
    if not short and adjective not in grammar.graded:
        return (), ()
    double = one_syllable(adjective) and bool(_DOUBLING.search(adjective))
    return (_joined(adjective, "er", double=double),), (_joined(adjective, "est", double=double),)
