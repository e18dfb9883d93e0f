"""The first person of a text with a declared speaker, and what is none of it."""

from __future__ import annotations

import pytest

from transqa import check

RULES = ["GEN106", "GEN107"]

# Source (None: none), target, speaker, the words that are found.
CASES: dict[str, tuple[str | None, str, str, list[str]]] = {
    "predicate": ("I was born here.", "Je suis né ici.", "female", ["né"]),
    "of a man": ("I was born here.", "Je suis née ici.", "male", ["née"]),
    "right": ("I was born here.", "Je suis née ici.", "female", []),
    "no source": (None, "Je suis resté muet.", "female", ["resté", "muet"]),
    "apposition": ("Sitting on the quay, I read.", "Assis sur le quai, je lisais.", "female", ["Assis"]),
    "infinitive": ("I hope to be chosen.", "J’espère être choisi.", "female", ["choisi"]),
    "attribute of the object": ("It makes me nervous.", "Ça me rend nerveux.", "female", ["nerveux"]),
    "object": ("Nobody had warned me.", "Personne ne m’avait prévenu.", "female", ["prévenu"]),
    "indirect object": ("He promised me to come.", "Il m’a promis de venir.", "female", []),
    "reflexive": ("I sat down.", "Je me suis assis.", "female", ["assis"]),
    "reflexive with an object": ("I washed my hands.", "Je me suis lavé les mains.", "female", []),
    "dative reflexive": ("I told myself so.", "Je me suis dit cela.", "female", []),
    "behind a presentative": ("Here I am, stuck.", "Me voilà coincé.", "female", ["coincé"]),
    "role": ("As a manager, I am proud.", "En tant que directeur, je suis fier.", "female", ["directeur", "fier"]),
    "role without a common feminine": ("I am a barman.", "Je suis barman.", "female", []),
    "noun for kin": ("I am his brother.", "Je suis son frère.", "female", []),
    "bare": ("Sorry, I missed the bus.", "Désolé, j’ai raté le bus.", "female", ["Désolé"]),
    "bare, alone": ("Sorry.", "Désolée.", "male", ["Désolée"]),
    "bare, before a question": ("Sorry, what was the question?", "Désolé, c’était quoi la question ?", "female", ["Désolé"]),
    "bare, but asked": ("Tired?", "Fatigué ?", "female", []),
    "bare, of another": ("Tired, he went home.", "Fatigué, il rentra.", "female", []),
    "bare, of things": ("Agreed, I will come.", "Promis, je viendrai.", "female", []),
    "as planned": ("As planned, I will come.", "Comme prévu, je viendrai.", "female", []),
    "impersonal": ("It is certain that I will come.", "Il est certain que je viendrai.", "female", []),
    "an order": ("Please be careful.", "Sois prudent, je te prie.", "female", []),
    "a language": ("I already speak German.", "Je parle déjà allemand.", "female", []),
    "had": ("I was hot.", "J’avais chaud.", "female", []),
    "adverb": ("I sing out of tune.", "Je chante faux.", "female", []),
    "another object": ("I have never seen you so nervous.", "Je ne t’ai jamais vu aussi nerveux.", "female", []),
    "an object before the pronoun": ("The photo he gave me is lost.", "La photo qu’il m’a donnée est perdue.", "male", []),
    "two objects": ("He gave it to me.", "Il me l’a donnée.", "male", []),
    "avoir with the subject": ("This is how I learned to swim.", "C’est ainsi que j’ai appris à nager.", "female", []),
    "a preposition": ("I was short of words.", "Je fus à court de mots.", "female", []),
    "tagged as a noun": ("I am surprised that you know.", "Je suis surprise que vous le sachiez.", "male", ["surprise"]),
    "a real noun": ("I am a surprise for him.", "Je suis une surprise pour lui.", "male", []),
    "attribute of rendre": ("It has made me sad.", "Cela m’a rendu triste.", "female", ["rendu"]),
    "we": ("We are ready.", "Nous sommes prêts.", "female", []),
    "words of another": ("“I am tired,” said my brother.", "« Je suis fatigué », a dit mon frère.", "female", []),
    "own words in marks": ("“I am tired,” I said.", "« Je suis fatigué », ai-je dit.", "female", ["fatigué"]),
    "all in marks": ("“I am tired.”", "« Je suis fatigué. »", "female", ["fatigué"]),
    "words of somebody, with others": (
        "“I am tired.” “So am I,” said he.",
        "« Je suis fatigué. » « Moi aussi », dit-il.",
        "female",
        [],
    ),
    "dashes": ("— I am tired.\n\n— Me too.", "— Je suis fatigué.\n\n— Moi aussi.", "female", []),
    "words without marks": (None, "Je suis épuisé, a confié le gardien, son frère.", "female", []),
    "said to the speaker": ("He told me: “You are elected.”", "Il m’a dit : « Tu es élu. »", "female", ["élu"]),
    "said by the speaker": ("I told him: “You are elected.”", "Je lui ai dit : « Tu es élu. »", "female", []),
}


@pytest.mark.parametrize("name", CASES)
def test_declared_speaker(name: str) -> None:
    source, target, speaker, words = CASES[name]
    found = check(source, target, speaker=speaker, select=RULES).findings
    assert [f.span.cut(target) for f in found if f.span] == words
    assert all(e.reason for f in found for e in f.evidence)


@pytest.mark.parametrize("name", CASES)
def test_nobody_declared(name: str) -> None:
    """Without a declared speaker nothing is known of the first person outside the words of others."""
    source, target, _, _ = CASES[name]
    assert not check(source, target, select=RULES).findings


def test_evidence_names_the_words_on_both_sides() -> None:
    source, target = "“I was alone,” she said.", "« J’étais seul », a-t-elle dit."
    (finding,) = check(source, target, select=RULES).findings
    texts = {"source": source, "target": target}
    assert {(e.side, e.span.cut(texts[e.side])) for e in finding.evidence} >= {("source", "she"), ("target", "-t-elle")}
    assert finding.suggestions == ("seule",)
    assert not any(e.safe for e in finding.edits)


def test_declared_evidence() -> None:
    target = "Je suis né ici."
    (finding,) = check(None, target, speaker="female", select=RULES).findings
    assert [(e.span.cut(target), e.reason) for e in finding.evidence] == [("Je", "the speaker is declared female")]


@pytest.mark.parametrize(
    ("target", "form"),
    [("Je suis nouvelle ici.", "nouveau"), ("Je suis naïve.", "naïf"), ("Je suis vieille aussi.", "vieux")],
)
def test_suggestions_before_vowels(target: str, form: str) -> None:
    (finding,) = check(None, target, speaker="male", select=RULES).findings
    assert finding.suggestions == (form,)


def test_a_name_whose_gender_is_declared() -> None:
    target = "« Je suis prêt », dit Ines."
    (finding,) = check(None, target, select=RULES, config={"people": {"Ines Aalto": "female"}}).findings
    assert [(e.span.cut(target), e.reason) for e in finding.evidence] == [("Ines", "declared as female")]


def test_a_language_without_facts_is_silent() -> None:
    assert not check("I am tired.", "Estoy cansado.", target_lang="es", speaker="female", select=RULES).findings
