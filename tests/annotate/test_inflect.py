"""Another gender for a noun phrase: forms, and the words beside it that must follow."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from transqa.annotate.inflect import regender, respell, sounds
from transqa.langs import load_pack
from transqa.morphosyntax.inflection import load_inflections
from transqa.morphosyntax.pipeline import load_pipeline
from transqa.morphosyntax.tokens import tokenise

if TYPE_CHECKING:
    from transqa.model import Edit
    from transqa.morphosyntax.inflection import Inflections
    from transqa.morphosyntax.tree import Token

FRENCH = load_pack("fr")


def parse(text: str) -> list[Token]:
    pipeline = load_pipeline("fr", None)
    assert pipeline is not None
    return pipeline.parse([tokenise(text, FRENCH)])[0]


def apply(text: str, edits: list[Edit]) -> str:
    assert all(a.span.end <= b.span.start for a, b in pairwise(edits)), "disjoint, in order"
    assert all(not e.safe for e in edits)
    for e in reversed(edits):
        text = text[: e.span.start] + e.text + text[e.span.end :]
    return text


def at(tokens: list[Token], word: str) -> int:
    return next(k for k, t in enumerate(tokens) if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "gender", "expected"),
    [
        ("Le bibliothécaire tué hier était connu.", "bibliothécaire", "Fem", "La bibliothécaire tuée hier était connu."),
        ("Je connais le roi.", "roi", "Fem", "Je connais la reine."),
        ("L’homme est arrivé.", "homme", "Fem", "La femme est arrivé."),
        ("La belle-mère est arrivée.", "belle-mère", "Masc", "Le beau-père est arrivée."),
        ("L'acteur français est là.", "acteur", "Fem", "L'actrice française est là."),
        ("Je parle du prince et au roi.", "prince", "Fem", "Je parle de la princesse et au roi."),
        ("Je parle de la compagne.", "compagne", "Masc", "Je parle du compagnon."),
        ("Il pense au roi.", "roi", "Fem", "Il pense à la reine."),
        ("Il pense à la tante.", "tante", "Masc", "Il pense à l'oncle."),
        ("C'est un vieil homme.", "homme", "Fem", "C'est une vieille femme."),
        ("C'est une vieille tante.", "tante", "Masc", "C'est un vieil oncle."),
        ("Il a vu cette actrice.", "actrice", "Masc", "Il a vu cet acteur."),
        ("Il a vu cet acteur.", "acteur", "Fem", "Il a vu cette actrice."),
        ("Ma petite amie dort.", "amie", "Masc", "Mon petit ami dort."),
        ("Mon petit ami dort.", "ami", "Fem", "Ma petite amie dort."),
        ("Mon amie dort.", "amie", "Masc", "Mon ami dort."),
        ("Tous les acteurs connus sont là.", "acteurs", "Fem", "Toutes les actrices connues sont là."),
        ("Aucun voisin ne dort.", "voisin", "Fem", "Aucune voisine ne dort."),
        ("S'il vient, je pars.", "il", "Fem", "Si elle vient, je pars."),
        ("Si elle vient, je pars.", "elle", "Masc", "S'il vient, je pars."),
        ("Je crois qu'il vient.", "il", "Fem", "Je crois qu'elle vient."),
        ("La nouvelle directrice parle.", "directrice", "Masc", "Le nouveau directeur parle."),
        ("Le héros parle.", "héros", "Fem", "L'héroïne parle."),
        ("Le directeur parle.", "directeur", "Fem", "La directrice parle."),
    ],
)
def test_regender(text: str, word: str, gender: str, expected: str) -> None:
    """The word and its phrase change, and nothing else."""
    tokens = parse(text)
    edits = regender(tokens, at(tokens, word), gender, FRENCH, _lexicon())
    assert edits is not None
    assert apply(text, edits).replace("’", "'") == expected.replace("’", "'")


@pytest.mark.parametrize(
    ("text", "word"), [("Une table.", "table"), ("La femme de Paul.", "femme"), ("Le **zorglub** dort.", "zorglub")]
)
def test_no_edit_without_a_form(text: str, word: str) -> None:
    """A thing has no partner; of an unknown word nothing is known."""
    tokens = parse(text)
    assert regender(tokens, at(tokens, word), "Fem" if word == "zorglub" else "Masc", FRENCH, _lexicon()) is None


def test_respell_one_word() -> None:
    """One word alone, with its number."""
    tokens = parse("Elles sont arrivé.")
    edits = respell(tokens, at(tokens, "arrivé"), FRENCH, _lexicon(), Gender="Fem", Number="Plur")
    assert edits is not None
    assert apply("Elles sont arrivé.", edits) == "Elles sont arrivées."


@pytest.mark.parametrize(
    ("words", "vowel"),
    [("amie École homme héroïne Yves yeux œuvre huile", True), ("héros hache onze yaourt chat huit hall", False)],
)
def test_sounds(words: str, *, vowel: bool) -> None:
    """Words elide before vowels and h, but for the listed ones."""
    assert {w: sounds(FRENCH).begins_with_vowel(w) for w in words.split()} == dict.fromkeys(words.split(), vowel)
    assert not sounds(FRENCH).begins_with_vowel("")


def _lexicon() -> Inflections:
    found = load_inflections("fr")
    assert found is not None
    return found
