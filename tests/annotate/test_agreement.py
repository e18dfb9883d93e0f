"""Controllers: from a word that shows gender to the word that governs it, on trees written by hand."""

from __future__ import annotations

import pytest

from transqa.annotate.agreement import Controllers
from transqa.langs import load_pack
from transqa.morphosyntax.tree import Token

PART = "Gender=Fem|Number=Sing|Tense=Past|VerbForm=Part"
REL = "PronType=Rel"

# Each word: form, part of speech, number of its head (from 1; 0 is the root), relation, features, lemma (else the form).
CASES = {
    "copula": ("Elle PRON 3 nsubj|est AUX 3 cop - être|heureuse ADJ 0 root", "heureuse", "Elle"),
    "passive": (
        "Elle PRON 4 nsubj:pass|a AUX 4 aux:tense - avoir|été AUX 4 aux:pass - être|élue VERB 0 root " + PART,
        "élue",
        "Elle",
    ),
    "adjective": ("une DET 2 det|voix NOUN 0 root|claire ADJ 2 amod", "claire", "voix"),
    "adjective that a parser takes for a noun": ("les DET 2 det|serveurs NOUN 0 root|bretons ADJ 2 nmod", "bretons", "serveurs"),
    "determiner": ("une DET 2 det|voix NOUN 0 root|claire ADJ 2 amod", "une", "voix"),
    "attribute of rester": ("Elle PRON 2 nsubj|reste VERB 0 root - rester|silencieuse ADJ 2 xcomp", "silencieuse", "Elle"),
    "attribute called object": ("Elle PRON 2 nsubj|devient VERB 0 root - devenir|juge NOUN 2 obj", "juge", "Elle"),
    "attribute of the object": (
        "Il PRON 3 nsubj|la PRON 3 obj|rend VERB 0 root - rendre|heureuse ADJ 3 xcomp",
        "heureuse",
        "la",
    ),
    "reflexive object is the subject": (
        "Elle PRON 3 nsubj|se PRON 3 obj Reflex=Yes|sent VERB 0 root - sentir|seule ADJ 3 xcomp",
        "seule",
        "Elle",
    ),
    "infinitive of the subject": (
        "Elle PRON 2 nsubj|espère VERB 0 root|être AUX 4 aux:pass VerbForm=Inf|élue VERB 2 xcomp " + PART,
        "élue",
        "Elle",
    ),
    "participle clause": (
        "Née VERB 5 advcl " + PART + "|à ADP 3 case|Lyon PROPN 1 obl|elle PRON 5 nsubj|chante VERB 0 root",
        "Née",
        "elle",
    ),
    "participle clause before a predicate": (
        "Née VERB 4 advcl " + PART + "|elle PRON 4 nsubj|est AUX 4 cop - être|actrice NOUN 0 root",
        "Née",
        "elle",
    ),
    "adjective before a name": ("Déçue ADJ 3 advmod|, PUNCT 1 punct|Anne PROPN 4 nsubj|partit VERB 0 root", "Déçue", "Anne"),
    "participle of a noun": ("une DET 2 det|femme NOUN 0 root|née VERB 2 acl " + PART, "née", "femme"),
    "relative subject": (
        "la DET 2 det|femme NOUN 0 root|qui PRON 5 nsubj " + REL + "|est AUX 5 aux:tense - être|venue VERB 2 acl:relcl " + PART,
        "venue",
        "femme",
    ),
    "preceding object": (
        "la DET 2 det|lettre NOUN 0 root|que PRON 6 obj "
        + REL
        + "|Paul PROPN 6 nsubj|a AUX 6 aux:tense - avoir|lue VERB 2 acl:relcl "
        + PART,
        "lue",
        "lettre",
    ),
    "object behind avoir": (
        "Elle PRON 3 nsubj|a AUX 3 aux:tense - avoir|lu VERB 0 root Tense=Past|VerbForm=Part|la DET 5 det|lettre NOUN 3 obj",
        "lu",
        None,
    ),
    "second verb with être": (
        "Elle PRON 3 nsubj|a AUX 3 aux:tense - avoir|chanté VERB 0 root Tense=Past|VerbForm=Part|et CCONJ 6 cc"
        "|est AUX 6 aux:tense - être|partie VERB 3 conj " + PART,
        "partie",
        "Elle",
    ),
    "second adjective": ("une DET 2 det|voix NOUN 0 root|douce ADJ 2 amod|et CCONJ 5 cc|claire ADJ 3 conj", "claire", "voix"),
    "role": (
        "Elle PRON 2 nsubj|travaille VERB 0 root|comme ADP 4 case|vendeuse NOUN 2 obl:mod",
        "vendeuse",
        "Elle",
    ),
    "role in three words": (
        "Elle PRON 2 nsubj|travaille VERB 0 root|en ADP 6 case|tant ADV 3 fixed|qu’ SCONJ 3 fixed|actrice NOUN 2 obl:mod",
        "actrice",
        "Elle",
    ),
    "other prepositions are no role": ("Elle PRON 2 nsubj|chante VERB 0 root|avec ADP 4 case|Anne PROPN 2 obl", "Anne", None),
    "nothing governs a root": ("Silencieuse ADJ 0 root", "Silencieuse", None),
}


def tree(notation: str) -> list[Token]:
    """Return the tree of a notation; features hold the bar that parts words, so words are found by their heads."""
    words: list[list[str]] = []
    for piece in notation.split("|"):
        fields = piece.split(" ")
        if len(fields) >= 4 and fields[2].isdigit():
            words.append(fields)
        else:
            words[-1][4] += f"|{fields[0]}"
            words[-1] += fields[1:]
    tokens, at = [], 0
    for form, upos, head, relation, *more in words:
        feats = more[0] if more and more[0] != "-" else ""
        lemma = more[1] if len(more) > 1 else form.lower()
        tokens.append(Token(form, at, at + len(form), lemma, upos, feats, int(head) - 1, relation))
        at += len(form) + 1
    return tokens


@pytest.mark.parametrize("case", CASES)
def test_controller(case: str) -> None:
    notation, word, wanted = CASES[case]
    tokens = tree(notation)
    found = Controllers(tokens, load_pack("fr")).controller([t.text for t in tokens].index(word))
    assert (None if found is None else tokens[found].text) == wanted


def test_a_tree_that_leads_in_a_circle_ends() -> None:
    """A broken tree of somebody's pipeline gives no answer, and no endless loop."""
    tokens = [Token(w, k, k + 1, w, "VERB", "", 1 - k, "conj") for k, w in enumerate("ab")]
    assert Controllers(tokens, load_pack("fr")).controller(0) is None


def test_a_language_without_facts() -> None:
    """What needs no fact of the language works for all: nouns with adjectives, subjects with predicates."""
    tokens = tree("a DET 3 det|bright ADJ 3 amod|voice NOUN 0 root")
    assert Controllers(tokens, load_pack("und")).controller(1) == 2
