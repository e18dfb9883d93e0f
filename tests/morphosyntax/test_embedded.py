"""The taggers and parsers that transqa brings along, on sentences that leave no doubt."""

from __future__ import annotations

import hashlib
import io
import json
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pytest

from transqa.morphosyntax.embedded import FILE, EmbeddedPipeline
from transqa.morphosyntax.pipeline import FILE as FILE_OF_PIPELINE
from transqa.morphosyntax.tree import ROOT, Form

if TYPE_CHECKING:
    from transqa.morphosyntax.tree import Token

MOST_BYTES = 5_000_000
FRENCH = {
    "La vieille boulangère a vendu deux pains .": "boulangère vendu nsubj Fem Sing, pains vendu obj Masc Plur",
    "Notre voisine est très gentille .": "voisine gentille nsubj Fem Sing, gentille - root Fem Sing, est gentille cop - Sing",
    "Les garçons mangent des pommes vertes .": "garçons mangent nsubj Masc Plur, vertes pommes amod Fem Plur",
    "Le directeur a signé la lettre .": "directeur signé nsubj Masc Sing, lettre signé obj Fem Sing, a signé aux - Sing",
    "La porte de la cave reste fermée .": "porte reste nsubj Fem Sing, cave porte nmod Fem Sing, fermée reste xcomp Fem Sing",
    "Les lettres ont été envoyées .": "lettres envoyées nsubj Fem Plur, envoyées - root Fem Plur, été envoyées aux - -",
    "Elle ne dort pas dans cette chambre .": "Elle dort nsubj Fem Sing, chambre dort obl Fem Sing, cette chambre det Fem Sing",
    "Le chat noir dort .": "chat dort nsubj Masc Sing, noir chat amod Masc Sing, dort - root - Sing",
    "Je pense que la réponse est fausse .": "fausse pense ccomp Fem Sing, réponse fausse nsubj Fem Sing, pense - root - Sing",
    "Une nouvelle infirmière soigne les malades .": "infirmière soigne nsubj Fem Sing, malades soigne obj - Plur",
    "Mon père lui a donné une belle montre .": "père donné nsubj Masc Sing, belle montre amod Fem Sing",
    "La maison est grande .": "maison grande nsubj Fem Sing, La maison det Fem Sing, grande - root Fem Sing",
}
"""Sentence → words with their head, universal relation, gender and number; where a value is open or not asked for: -."""
ENGLISH = {
    "The old teacher sold two houses .": "teacher sold nsubj - Sing, old teacher amod - -, houses sold obj - Plur",
    "Our neighbour is very kind .": "neighbour kind nsubj - Sing, kind - root - -, is kind cop - Sing",
    "The boys are eating green apples .": "boys eating nsubj - Plur, apples eating obj - Plur, are eating aux - Plur",
    "The manager signed the letter .": "manager signed nsubj - Sing, letter signed obj - Sing, signed - root - Sing",
    "She never sleeps in this room .": "She sleeps nsubj Fem Sing, room sleeps obl - Sing, this room det - Sing",
    "The letters were sent by the secretary .": "letters sent nsubj - Plur, secretary sent obl - Sing, were sent aux - Plur",
    "I think that the answer is wrong .": "wrong think ccomp - -, answer wrong nsubj - Sing, think - root - Sing",
    "She gave him a watch .": "She gave nsubj Fem Sing, him gave iobj Masc Sing, watch gave obj - Sing",
    "The door of the kitchen was open .": "door open nsubj - Sing, kitchen door nmod - Sing, open - root - -",
    "Mary and Paul arrived yesterday .": "Mary arrived nsubj - Sing, Paul Mary conj - Sing, yesterday arrived obl - Sing",
    "They want to buy a new car .": "They want nsubj - Plur, buy want xcomp - -, car buy obj - Sing",
    "Dogs do not like cats .": "Dogs like nsubj - Plur, cats like obj - Plur, do like aux - Plur",
}
OPEN = ("été", "malades")
"""Words whose gender or number banks mark as they like."""


def pipeline(tag: str) -> EmbeddedPipeline:
    if not (files("transqa.langs") / tag / FILE).is_file():
        pytest.skip(f"langs/{tag}/{FILE} is not here: train it with python -m transqa.train.syntax {tag}")
    if tag not in LOADED:
        LOADED[tag] = EmbeddedPipeline(tag)
    return LOADED[tag]


LOADED: dict[str, EmbeddedPipeline] = {}


def forms(text: str, offset: int = 0) -> list[Form]:
    """Return the words of *text*, which spaces part."""
    out, at = [], offset
    for word in text.split(" "):
        out.append(Form(word, at, at + len(word)))
        at += len(word) + 1
    return out


def described(token: Token, tokens: list[Token]) -> str:
    """Return head, universal relation, gender and number of a word."""
    head = "-" if token.head == ROOT else tokens[token.head].text
    gender, number = (token.feat(name) or "-" for name in ("Gender", "Number"))
    if token.text in OPEN:
        gender, number = "-", number if number == "Plur" else "-"
    return f"{token.text} {head} {token.deprel.partition(':')[0]} {gender} {number}"


@pytest.mark.parametrize(
    ("tag", "text", "expected"), [(t, *pair) for t, table in (("fr", FRENCH), ("en", ENGLISH)) for pair in table.items()]
)
def test_plain_sentences(tag: str, text: str, expected: str) -> None:
    """Subject, predicate and object, what agrees with them, and in which gender and number."""
    (tokens,) = pipeline(tag).parse([forms(text)])
    found = {t.text: described(t, tokens) for t in tokens}
    wanted = [w.strip() for w in expected.split(",")]
    assert [found[w.split(" ")[0]] for w in wanted] == wanted


@pytest.mark.parametrize(
    ("tag", "text", "lemmas"),
    [
        ("fr", "Les vieilles voitures sont parties .", "le vieux voiture être partir ."),
        ("fr", "Ces enfants lisaient des journaux .", "ce enfant lire un journal ."),
        ("en", "The children went home .", "the child go home ."),
        ("en", "Those women were reading books .", "that woman be read book ."),
    ],
)
def test_lemmas(tag: str, text: str, lemmas: str) -> None:
    (tokens,) = pipeline(tag).parse([forms(text)])
    assert " ".join(t.lemma for t in tokens) == lemmas


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("La maison est grande .", "La maison est grand ."),
        ("Les filles sont contentes .", "Les filles sont contents ."),
        ("La porte reste fermée .", "La porte reste fermé ."),
        ("La lettre a été envoyée .", "La lettre a été envoyé ."),
    ],
)
def test_wrong_gender_keeps_its_tree(right: str, wrong: str) -> None:
    """An agreement error shows in the features, and moves no subject."""
    one, two = pipeline("fr").parse([forms(right), forms(wrong)])
    assert [(t.head, t.deprel) for t in one] == [(t.head, t.deprel) for t in two]
    (at,) = [k for k, (a, b) in enumerate(zip(one, two, strict=True)) if a.text != b.text]
    assert (one[at].feat("Gender"), two[at].feat("Gender")) == ("Fem", "Masc")


@pytest.mark.parametrize("tag", ["fr", "en"])
def test_spans_and_empty_sentences(tag: str) -> None:
    """A token for each form, in its place; nothing for nothing."""
    sentences = [forms("Paris .", 40), [], forms("a b c d e f"), [], forms("!", 7), forms("x " * 299 + "x")]
    trees = pipeline(tag).parse(sentences)
    assert [[t[:3] for t in tokens] for tokens in trees] == [[tuple(f) for f in s] for s in sentences]
    for tokens in trees:
        assert [t.deprel for t in tokens if t.head == ROOT] == ["root"] * bool(tokens)
        assert all(t.deprel != "root" for t in tokens if t.head != ROOT)
    assert pipeline(tag).parse([]) == []
    assert pipeline(tag).parse([[]]) == [[]]


@pytest.mark.parametrize("tag", ["fr", "en"])
def test_strange_words(tag: str) -> None:
    """Whatever a text holds has an answer, the same each time."""
    strange = [[Form(w, 0, len(w)) for w in ("\ud800", "😀", "\u00ad", "", "\x00", "a" * 999, "１２", "«")]]
    assert pipeline(tag).parse(strange) == pipeline(tag).parse(strange)


@pytest.mark.parametrize(("tag", "table"), [("fr", FRENCH), ("en", ENGLISH)])
def test_neighbours_change_nothing(tag: str, table: dict[str, str]) -> None:
    """A sentence has the same tree alone, among others and after others."""
    sentences = [forms(text) for text in table]
    together = pipeline(tag).parse(sentences)
    assert [pipeline(tag).parse([s])[0] for s in sentences[::-1]] == together[::-1]


@pytest.mark.parametrize("tag", ["fr", "en"])
def test_file(tag: str) -> None:
    """Small; says what it was made of; its version is a digest; capitals and features are as UD writes them."""
    loaded = pipeline(tag)
    raw = (files("transqa.langs") / tag / FILE).read_bytes()
    assert len(raw) <= MOST_BYTES
    assert loaded.name == tag
    assert loaded.version == hashlib.sha256(raw).hexdigest()[:8] == EmbeddedPipeline(tag, raw).version
    for upos, feats in loaded._tags:
        assert upos.isupper()
        pairs = feats.split("|") if feats else []
        assert pairs == sorted(pairs, key=str.casefold)
        assert all(pair.count("=") == 1 for pair in pairs)


@pytest.mark.parametrize("tag", ["fr", "en"])
def test_styles(tag: str) -> None:
    """The file names the treebank whose habits it follows; another can be asked for; an unknown one is an error."""
    pipeline(tag)
    raw = (files("transqa.langs") / tag / FILE).read_bytes()
    with pytest.raises(ValueError, match="nobank"):
        EmbeddedPipeline(tag, raw, "nobank")
    with np.load(io.BytesIO(raw)) as arrays:
        about = json.loads(bytes(arrays["about"]))
    assert about["lang"] == tag
    assert about["style"] in about["styles"]
    assert about["licences"]
    assert about["treebanks"]
    sentences = [forms(text) for text in (FRENCH if tag == "fr" else ENGLISH)]
    assert EmbeddedPipeline(tag, raw, about["style"]).parse(sentences) == pipeline(tag).parse(sentences)


def test_language_without_network() -> None:
    with pytest.raises(FileNotFoundError):
        EmbeddedPipeline("und")


def test_one_name_of_the_file() -> None:
    assert FILE == FILE_OF_PIPELINE
