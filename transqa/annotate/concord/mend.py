"""What a disagreeing word should be, and how to say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transqa.annotate.concord.readings import FEM_PLUR, FEM_SING, GENDERS, MASC_PLUR, MASC_SING, NUMBERS, PERSONS, bits
from transqa.annotate.inflect import respell
from transqa.model import Edit
from transqa.morphosyntax.tree import features

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transqa.annotate.concord.clash import Clash
    from transqa.annotate.concord.readings import Readings
    from transqa.langs import Pack
    from transqa.morphosyntax.tree import Token

VERB_RULES = frozenset({"AGR105"})
FORM_RULES = frozenset({"AGR106"})
CELLS = {MASC_SING: ("Masc", "Sing"), FEM_SING: ("Fem", "Sing"), MASC_PLUR: ("Masc", "Plur"), FEM_PLUR: ("Fem", "Plur")}
NAMES = {"Masc": "masculine", "Fem": "feminine", "Sing": "singular", "Plur": "plural"}


class Said(NamedTuple):
    """A message, and the reason that its evidence gives."""

    text: str
    reason: str


def feature(tokens: Sequence[Token], clash: Clash, readings: Readings) -> str:
    """Return what disagrees."""
    if clash.rule in FORM_RULES:
        return "VerbForm"
    if clash.rule in VERB_RULES:
        return "Person"
    own = _own(tokens[clash.word], readings)
    if clash.suggestions:
        return "Gender" if clash.word == clash.controller else "Number"
    return next(
        (name for name, sets in (("Gender", GENDERS), ("Number", NUMBERS)) if not _common(own, clash.wanted, sets.values())),
        "Gender",
    )


def _common(own: int, wanted: int, sets: Iterable[int]) -> bool:
    return any(own & s and wanted & s for s in sets)


def _own(token: Token, readings: Readings) -> int:
    word = readings.word(token.text)
    return word.determiner if token.upos == "DET" else (word.nominal or word.determiner or word.pronoun)


def mended(tokens: Sequence[Token], clash: Clash, pack: Pack, readings: Readings) -> tuple[tuple[str, ...], tuple[Edit, ...]]:
    """Return the right forms of a word, best first, and the edits where there is one only."""
    token = tokens[clash.word]
    if clash.suggestions:
        forms = clash.suggestions
    elif clash.rule in VERB_RULES:
        forms = tuple(dict.fromkeys(_persons(token, clash.wanted, readings)))
    elif clash.rule in FORM_RULES:
        forms = tuple(dict.fromkeys(_verb_forms(token, clash.wanted, readings)))
    else:
        return _agreeing(tokens, clash, pack, readings)
    forms = tuple(f for f in forms if f.lower() != token.text.lower())
    return forms, (Edit(token.span, forms[0], safe=False),) if len(forms) == 1 else ()


def _persons(token: Token, wanted: int, readings: Readings) -> Iterator[str]:
    for analysis in readings.inflections.analyses(token.text):
        feats = features(analysis.feats)
        if feats.get("VerbForm") != "Fin" or feats.get("Mood") == "Imp":
            continue
        for (person, number), bit in PERSONS.items():
            if wanted & bit:
                yield from readings.inflections.inflect(token.text, analysis, Person=person, Number=number)


def _verb_forms(token: Token, wanted: int, readings: Readings) -> Iterator[str]:
    """Yield past participles of the set *wanted*; infinitives where it is 0."""
    for lemma in sorted(readings.word(token.text).verbs):
        for form, label in readings.inflections.forms(lemma, "VERB"):
            feats = features(label)
            participle = feats.get("VerbForm") == "Part" and feats.get("Tense") == "Past"
            if (participle and bits(feats) & wanted) or (not wanted and feats.get("VerbForm") == "Inf"):
                yield form


def _agreeing(tokens: Sequence[Token], clash: Clash, pack: Pack, readings: Readings) -> tuple[tuple[str, ...], tuple[Edit, ...]]:
    """Return the forms that fit, those nearest to what stands there first."""
    token = tokens[clash.word]
    own = _own(token, readings)
    cells = [c for c in CELLS if c & clash.wanted]
    ranked = sorted(cells, key=lambda c: -sum(bool(own & s and c & s) for s in (*GENDERS.values(), *NUMBERS.values())))
    found: dict[str, tuple[Edit, ...]] = {}
    for cell in ranked:
        gender, number = CELLS[cell]
        edits = respell(tokens, clash.word, pack, readings.inflections, Gender=gender, Number=number)
        edit = next((e for e in edits or () if e.span.start <= token.start < e.span.end), None)
        if edits and edit is not None:
            found.setdefault(edit.text.strip(), tuple(edits))
    return tuple(found), next(iter(found.values())) if len(found) == 1 else ()


def message(tokens: Sequence[Token], clash: Clash, readings: Readings) -> Said:
    """Return what to say of a disagreement."""
    word, controller = tokens[clash.word], tokens[clash.controller]
    if clash.rule in FORM_RULES:
        needed = "a past participle" if clash.wanted else "the infinitive"
        return Said(f"'{word.text}' cannot stand after '{controller.text}', which needs {needed}", f"needs {needed}")
    if clash.rule in VERB_RULES:
        said = " or ".join(f"{_ORDINALS[p]} person {NAMES[n]}" for (p, n), bit in PERSONS.items() if bit & clash.wanted)
        return Said(f"'{word.text}' does not agree with its subject '{controller.text}'", said)
    if clash.word == clash.controller:
        return Said(f"the parts of '{word.text}' disagree", "parts disagree")
    own, wanted = _described(_own(word, readings)), _described(clash.wanted)
    shown = [(a, b) for a, b in zip(own, wanted, strict=True) if a and b and a != b] or [("", "")]
    a, b = (" ".join(filter(None, names)) for names in zip(*shown, strict=True))
    if not a:
        return Said(f"'{word.text}' does not agree with '{controller.text}'", " ".join(filter(None, wanted)))
    return Said(f"'{word.text}' is {a}, '{controller.text}' {b}", b)


_ORDINALS = {"1": "first", "2": "second", "3": "third"}


def _described(own: int) -> tuple[str, str]:
    """Return gender and number that a set leaves no choice of."""

    def only(sets: dict[str, int]) -> str:
        fits = [NAMES[name] for name, s in sets.items() if own & s]
        return fits[0] if len(fits) == 1 else ""

    return only(GENDERS), only(NUMBERS)
