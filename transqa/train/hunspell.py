"""Builds the French inflection lexicon from the tagged hunspell dictionary of Dicollecte 7.0 (MPL-2.0).

    apt-get download hunspell-fr-comprehensive && dpkg-deb -x hunspell-fr-comprehensive_*.deb dicollecte
    python -m transqa.train.hunspell dicollecte/usr/share/hunspell --to transqa/langs/fr/inflection.txt

The dictionary has entries `word/flags po:class is:feature …` and, by flag, rules that make an entry's forms, with tags of
their own. Copies of it elsewhere (npm, PyPI) have lost the tags. What it says about a class is turned into Universal
Dependencies terms; the closed classes also learn there which forms belong together (le, la, les), and nouns that
`persons.toml` calls epicene lose their gender. Left out: signs, symbols of units, words with digits, parts of words.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from transqa.train.inflection import Entry, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Tagged = tuple[str, tuple[str, ...]]

COMMENT = """Inflected forms of French, built by transqa.train.hunspell from "Dictionnaire orthographique français v7.0"
(Dicollecte, by Olivier R. and contributors, https://grammalecte.net), as packaged by Debian (hunspell-fr-comprehensive 7.0).
This file is subject to the terms of the Mozilla Public License, v. 2.0: https://mozilla.org/MPL/2.0/."""

GENDERS = {"mas": "Gender=Masc", "fem": "Gender=Fem", "epi": "", "epin": ""}
NUMBERS = {"sg": "Number=Sing", "pl": "Number=Plur", "inv": ""}
PERSONS = {f"{p}{n}": f"Number={number}|Person={p}" for p in "123" for n, number in (("sg", "Sing"), ("pl", "Plur"))}
PRONOUN_PERSONS = {"1pe": "Person=1", "2pe": "Person=2", "3pe": "Person=3"}
TENSES = {
    "ipre": "Mood=Ind|Tense=Pres",
    "iimp": "Mood=Ind|Tense=Imp",
    "ipsi": "Mood=Ind|Tense=Past",
    "ifut": "Mood=Ind|Tense=Fut",
    "cond": "Mood=Cnd|Tense=Pres",
    "spre": "Mood=Sub|Tense=Pres",
    "simp": "Mood=Sub|Tense=Imp",
    "impe": "Mood=Imp|Tense=Pres",
}
CLASSES = {
    "nom": ("NOUN", ""),
    "titr": ("NOUN", ""),
    "loc.nom": ("NOUN", ""),
    "adj": ("ADJ", ""),
    "loc.adj": ("ADJ", ""),
    "npr": ("PROPN", "NameType=Oth"),
    "prn": ("PROPN", "NameType=Giv"),
    "patr": ("PROPN", "NameType=Sur"),
    "adv": ("ADV", ""),
    "loc.adv": ("ADV", ""),
    "loc.prep": ("ADV", ""),
    "loc.cj": ("ADV", ""),
    "negadv": ("ADV", "Polarity=Neg"),
    "advint": ("ADV", "PronType=Int"),
    "prep": ("ADP", ""),
    "cj": ("CCONJ", ""),
    "cjco": ("CCONJ", ""),
    "cjsub": ("SCONJ", ""),
    "interj": ("INTJ", ""),
    "loc.interj": ("INTJ", ""),
    "nb": ("NUM", "NumType=Card"),
    "nbro": ("NUM", "NumForm=Roman"),
    "det": ("DET", "PronType=Art"),
    "detpos": ("DET", "Poss=Yes|PronType=Prs"),
    "detdem": ("DET", "PronType=Dem"),
    "detind": ("DET", "PronType=Ind"),
    "detneg": ("DET", "PronType=Neg"),
    "detex": ("DET", "PronType=Exc"),
    "propersuj": ("PRON", "PronType=Prs"),
    "properobj": ("PRON", "PronType=Prs"),
    "prodem": ("PRON", "PronType=Dem"),
    "proind": ("PRON", "PronType=Ind"),
    "proint": ("PRON", "PronType=Int"),
    "prorel": ("PRON", "PronType=Rel"),
    "proneg": ("PRON", "PronType=Neg"),
    "proadv": ("PRON", "Person=3|PronType=Prs"),
}
"""Classes of the dictionary in Universal Dependencies terms; one that is missing here is left out."""
NOMINAL = frozenset({"NOUN", "ADJ", "PROPN"})
AUXILIARIES = frozenset({"être", "avoir"})
TOGETHER = """
    DET le la les l' | DET un une des | DET ce cet cette ces | DET mon ma mes | DET ton ta tes | DET son sa ses
    DET notre nos | DET votre vos | DET tout toute tous toutes | DET divers diverses | PRON chacun chacune | PRON aucun aucune
    PRON il elle ils elles | PRON lui elle eux elles | PRON le la les l' | PRON tout toutes
    PRON lui-même elle-même eux-mêmes elles-mêmes | PRON celui celle ceux celles
    PRON quelqu'un quelqu'une quelques-uns quelques-unes
    PRON celui-ci celle-ci ceux-ci celles-ci | PRON celui-là celle-là ceux-là celles-là | PRON lequel laquelle lesquels lesquelles
    PRON auquel auxquels auxquelles | PRON duquel desquels desquelles
    NOUN monsieur messieurs | NOUN madame mesdames | NOUN mademoiselle mesdemoiselles | NOUN M MM | NOUN œil yeux
"""
"""Forms that the dictionary has as entries of their own, by lexeme; the first is the lemma."""
EXTRA = (
    Entry("un", "un", "NUM", "Gender=Masc|Number=Sing|NumType=Card"),
    Entry("un", "une", "NUM", "Gender=Fem|Number=Sing|NumType=Card"),
    *(
        Entry("un", form, "PRON", f"Gender={g}|Number={n}|PronType=Ind")
        for form, g, n in (("un", "Masc", "Sing"), ("une", "Fem", "Sing"), ("uns", "Masc", "Plur"), ("unes", "Fem", "Plur"))
    ),
    Entry("h", "h", "NOUN", "Gender=Fem", sub="hour"),
    Entry("tout", "tous", "PRON", "Gender=Masc|Number=Plur|PronType=Ind", sub="0"),
    Entry("M.", "M.", "NOUN", "Gender=Masc|Number=Sing"),
    Entry("M.", "MM.", "NOUN", "Gender=Masc|Number=Plur"),
)
"""What the dictionary has only without its full stop, not as a number, or not as a pronoun."""
SYMBOLS = "km hm cm mm nm kg mg hl dl cl ml ha kW MW GW kWh MWh Hz kHz MHz GHz Ko Mo Go To"
"""Symbols of units that are read as masculine nouns; those of one letter would be taken for other things."""
METRIC = ("milli", "micro", "nano", "centi", "déci", "déca", "hecto", "kilo", "méga", "giga", "téra")


class Rule(NamedTuple):
    """A rule of a flag: words that match take *add* for *strip* at their end, and these tags."""

    strip: str
    add: str
    match: re.Pattern[str]
    tags: tuple[str, ...]


def read_rules(path: Path) -> dict[str, list[Rule]]:
    """Return the suffix rules of an .aff file by their flag of two characters."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if len(parts) < 5 or parts[0] != "SFX":
            continue
        _, flag, strip, add, condition, *tags = parts
        ending, strip = add.split("/")[0], strip.replace("0", "")
        rules[flag].append(Rule(strip, ending.replace("0", ""), re.compile(f"(?:{condition})$"), tuple(map(_tag, tags))))
    return rules


def _tag(text: str) -> str:
    """Return a tag without its kind, which the dictionary does not always get right, and without marks (`3pl!`)."""
    return text.partition(":")[2].rstrip("!")


def entries(folder: Path, epicene: frozenset[str] = frozenset()) -> Iterator[Entry]:
    """Yield the entries of the dictionary in *folder*; the nouns *epicene* have no gender.

    Raises:
        OSError: the folder has no `fr.aff` or `fr.dic`.
    """
    rules = read_rules(folder / "fr.aff")
    found: dict[tuple[str, str], list[list[Entry]]] = defaultdict(list)
    for line in (folder / "fr.dic").read_text(encoding="utf-8").splitlines()[1:]:
        head, *tags = line.replace("’", "'").split()
        word, _, flags = head.partition("/")
        if any(c.isdigit() for c in word) or "U." in flags or not word[0].isalpha():
            continue
        named = next((t[3:] for t in tags if t.startswith(("st:", "al:"))), "")
        own = tuple(_tag(t) for t in tags if not t.startswith(("st:", "al:")))
        for prefix, suffixes in _measures(flags):
            for group in _by_class(_forms(prefix + word, suffixes, own, rules), own):
                upos, key = group[0].upos, named or prefix + word
                _place(found[key, upos], [e._replace(lemma=key) for e in group], joins=bool(named))
    yield from EXTRA
    yield from (Entry(symbol, symbol, "NOUN", "Gender=Masc") for symbol in SYMBOLS.split())
    yield from _joined(_numbered(found), epicene)


def _measures(flags: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the prefixes that the word of these flags takes (kilo- and so on, or only none), with its flags for suffixes."""
    pairs = [flags[i : i + 2] for i in range(0, len(flags), 2)]
    measure = {"Um": ["S.", "()"], "Ui": []}
    for flag in pairs:
        if flag in measure:
            yield from ((prefix, measure[flag]) for prefix in ("", *METRIC))
            return
    yield "", pairs


def _forms(word: str, flags: list[str], own: tuple[str, ...], rules: dict[str, list[Rule]]) -> Iterator[Tagged]:
    """Yield each form of a dictionary entry with its tags."""
    if "()" not in flags:
        yield word, own
    for rule in (rule for flag in flags for rule in rules.get(flag, ())):
        if rule.match.search(word) and not {"1isg", "1jsg"} >= set(rule.tags) - set(TENSES) - {""}:
            yield _apply(word, rule), (*own, *rule.tags)
        elif rule.match.search(word) and not rule.tags:
            yield _apply(word, rule), own


def _apply(word: str, rule: Rule) -> str:
    return word.removesuffix(rule.strip) + rule.add


def _by_class(forms: Iterable[Tagged], own: tuple[str, ...]) -> Iterator[list[Entry]]:
    """Yield the forms of a dictionary entry, a list for each part of speech that it has."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    verb = any(re.match(r"v\d", tag) for tag in own)
    for form, tags in forms:
        for upos, feats in _verbal(tags) if verb else _others(form, tags):
            groups[upos].append(Entry("", form, upos, feats))
    if verb and groups["VERB"] and AUXILIARIES & {e.form for e in groups["VERB"]}:
        groups["AUX"] = [e._replace(upos="AUX") for e in groups["VERB"]]
    yield from (g for g in groups.values() if g)


def _verbal(tags: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if "infi" in tags:
        yield "VERB", "VerbForm=Inf"
    if "ppre" in tags:
        yield "VERB", "Tense=Pres|VerbForm=Part"
    if "ppas" in tags:
        yield "VERB", _feats(_agreement(tags), "Tense=Past|VerbForm=Part")
    tenses, persons = ([table[t] for t in tags if t in table] for table in (TENSES, PERSONS))
    for tense, person in product(tenses, persons):
        yield "VERB", _feats(tense, person, "VerbForm=Fin")


def _others(form: str, tags: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    person = "|".join(PRONOUN_PERSONS[t] for t in tags if t in PRONOUN_PERSONS)
    for tag in dict.fromkeys(tags):
        if tag not in CLASSES:
            continue
        upos, feats = CLASSES[tag]
        agreement = "" if upos in {"NUM", "ADV"} else _agreement(tags)
        if tag == "nom" and form[0].isupper() and "titr" not in tags:
            yield "PROPN", _feats(agreement, "NameType=Oth")
            if not form[:2].isupper():  # an acronym may be either: la TVA, l'ONU
                continue
        personal = tag in {"propersuj", "properobj"}
        yield upos, _feats(agreement, feats, (person or "Person=3") if personal else "")


def _agreement(tags: tuple[str, ...]) -> str:
    return _feats(*(GENDERS[t] for t in tags if t in GENDERS), *(NUMBERS[t] for t in tags if t in NUMBERS))


def _feats(*parts: str) -> str:
    return "|".join(sorted({f for part in parts for f in part.split("|") if f}, key=str.lower))


def _place(lexemes: list[list[Entry]], group: list[Entry], *, joins: bool) -> None:
    """Add the forms of a dictionary entry to those found for its lemma: to one of them if it *joins* it, or as a new one."""
    genders = {_gender(e) for e in group}
    same = [own for own in lexemes if genders <= {_gender(e) for e in own}]
    if (joins and lexemes) or same:
        (same or lexemes)[0].extend(group)
    else:
        lexemes.append(group)


def _gender(entry: Entry) -> str:
    return next((f for f in entry.feats.split("|") if f.startswith("Gender=")), "")


def _numbered(found: dict[tuple[str, str], list[list[Entry]]]) -> Iterator[Entry]:
    """Yield all entries, homographs told apart; a form without number is both where the lexeme knows number (*heureux*)."""
    for lexemes in found.values():
        for i, own in enumerate(lexemes):
            agreeing = {"Number=" in e.feats for e in own if _agrees(e)}
            for e in own:
                if len(agreeing) == 2 and _agrees(e) and "Number=" not in e.feats:
                    yield from (
                        e._replace(feats=_feats(e.feats, number), sub=str(i)) for number in ("Number=Sing", "Number=Plur")
                    )
                else:
                    yield e._replace(sub=str(i))


def _agrees(entry: Entry) -> bool:
    return entry.upos in NOMINAL or "Tense=Past|VerbForm=Part" in entry.feats


def _joined(found: Iterable[Entry], epicene: frozenset[str]) -> Iterator[Entry]:
    """Yield entries under the lemmas that TOGETHER gives them, and the *epicene* nouns without gender."""
    lemmas: dict[tuple[str, str], list[str]] = defaultdict(list)
    for upos, lemma, *forms in (line.split() for line in re.split(r"[|\n]", TOGETHER) if line.strip()):
        for form in (lemma, *forms):
            lemmas[upos, form].append(lemma)
    for e in found:
        if e.upos == "NOUN" and e.lemma in epicene:
            e = e._replace(sub="0", feats="|".join(f for f in e.feats.split("|") if not f.startswith("Gender=")))
        for lemma in lemmas.get((e.upos, e.form), [e.lemma]):
            yield e._replace(lemma=lemma, sub="0" if lemma != e.lemma or (e.upos, e.form) in lemmas else e.sub)


def main() -> None:
    """Write the lexicon."""
    parser = argparse.ArgumentParser(description="Build the French inflection lexicon.")
    parser.add_argument("folder", type=Path, help="folder with fr.aff and fr.dic")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE")
    parser.add_argument("--persons", type=Path, help="facts about nouns for persons (default: persons.toml beside FILE)")
    options = parser.parse_args()
    persons = options.persons or options.to.with_name("persons.toml")
    facts = tomllib.loads(persons.read_text(encoding="utf-8")) if persons.exists() else {}
    found = list(entries(options.folder, frozenset(facts.get("epicene", {}).get("nouns", "").split())))
    pairs = [pair.split() for table in facts.get("pairs", {}).values() for pair in table["nouns"]]
    write([*found, *_missing(found, pairs)], options.to, COMMENT)


def _missing(found: Iterable[Entry], pairs: Iterable[list[str]]) -> Iterator[Entry]:
    """Yield entries for nouns of *pairs* (masculine, feminine) that the dictionary lacks; all of these take -s."""
    known = {(e.form, _gender(e)) for e in found if e.upos == "NOUN"}
    for pair in pairs:
        for noun, gender in zip(pair, ("Gender=Masc", "Gender=Fem"), strict=True):
            if not known & {(noun, gender), (noun, "")}:
                yield Entry(noun, noun, "NOUN", f"{gender}|Number=Sing")
                yield Entry(noun, noun + "s", "NOUN", f"{gender}|Number=Plur")


if __name__ == "__main__":
    main()
