"""Persons of a text: who is one and the same, of which gender, and which words say so."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from transqa.annotate.context import Side
from transqa.annotate.people import People
from transqa.langs import load_pack
from transqa.morphosyntax.pipeline import load_pipeline
from transqa.read import read_text
from transqa.segment import segment_document

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    from transqa.annotate.people import Person

F, M = "female", "male"


def side(text: str) -> Side:
    document = read_text(text, "en")
    prose, segments = segment_document(document, load_pack("en"))
    return Side(document, prose, segments, load_pack("en"), lambda: load_pipeline("en", None))


def people(text: str, context: str | None = None, declared: Mapping[str, Literal["female", "male"]] | None = None) -> People:
    return People(side(text), side(context) if context else None, declared or {})


def person(found: People, word: str, which: int = 1) -> Person | None:
    """Return the person at the *which*-th time that a word stands in the text."""
    seen = 0
    for segment in found.side.segments:
        for k, t in enumerate(found.side.tokens(segment.index)):
            seen += t.text == word
            if t.text == word and seen == which:
                return found.person_at(segment.index, k)
    raise AssertionError(f"{word} does not stand in the text")


def gender(found: People, word: str, which: int = 1) -> str | None:
    there = person(found, word, which)
    return None if there is None else there.gender


# What one sentence says: text, a word of it, the gender of its person.
SENTENCES = {
    "predicate": ("She is a lawyer from Leeds.", "lawyer", F),
    "linking verb": ("He became the director of a small theatre.", "director", M),
    "coordinated predicates": ("She was a singer and composer.", "composer", F),
    "role": ("He worked as a nurse in Bern.", "nurse", M),
    "role of a possessor": ("Her work as a teacher made her happy.", "teacher", F),
    "role of the object": ("Critics described her as a brilliant painter.", "painter", F),
    "naming verb, passive": ("She was elected president of the union.", "president", F),
    "what one rises to": ("He was promoted to captain.", "captain", M),
    "apposition": ("The actress Jane Miller, a teacher from York, smiled.", "Miller", F),
    "apposition of a name": ("My sister, Robin Hill, is a surgeon.", "surgeon", F),
    "participle clause": ("Born in Oslo, she moved to Rome as a student.", "student", F),
    "noun before its subject": ("A gifted athlete, Korhonen trained daily, and she won.", "athlete", F),
    "reflexive": ("Waters herself wrote the song.", "Waters", F),
    "title": ("Mrs Hill is a dentist.", "dentist", F),
    "foreign title": ("Herr Vogel is a baker.", "baker", M),
    "noun before a noun": ("A woman doctor opened the door.", "doctor", F),
    "adjective of gender": ("The female students protested.", "students", F),
    "infinitive": ("She hopes to become a pilot.", "pilot", F),
    "pronoun behind": ("In her first book, Okonkwo tells a story.", "Okonkwo", F),
    "plural": ("The girls sang.", "girls", F),
    "part of a role": ("She is an assistant director.", "assistant", F),
    "alias": ("He was known as Ash Tremblay.", "Tremblay", M),
    "adjective for a person": ("The American, who sold his house, left.", "American", M),
    "fronted possessive": ("As is usual in her family, Amberg is a baker.", "baker", F),
    "clause below": ("Amberg was happy, although she had lost the match.", "Amberg", F),
    "clause beside": ("Amberg looked tired; at forty, she is the oldest player.", "player", F),
    "gerund": ("The trip ended with the painter losing his map.", "painter", M),
    "first of two": ("They invited Amberg and her brother.", "Amberg", F),
    "relative clause": ("The winner was Kim Amberg, who gave away her prize.", "winner", F),
    "position of the subject": ("In March she took over the role of treasurer.", "treasurer", F),
    "first job": ("Her first job was as a clerk.", "clerk", F),
    "role in capitals": ("She was the CEO of a bank.", "CEO", F),
    "noun before a name": ("As a professor Amberg gave few lectures, and he hated them.", "professor", M),
    "two objects": ("In the end Amberg won her first medal.", "Amberg", F),
    "title and noun": ("Miss Abbot is a pilot.", "pilot", F),
    "list under a noun": ("The winners were two sisters: Kim Amberg and Robin Amberg.", "Kim", F),
    "group": ("The two women laughed, because they had won.", "they", F),
}


@pytest.mark.parametrize(("text", "word", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_inside_a_sentence(text: str, word: str, expected: str) -> None:
    """Links that the syntax of one sentence says."""
    found = person(people(text), word)
    assert found is not None
    assert (found.gender, found.certain) == (expected, True)
    assert found.evidence


# What a sentence does not say: no gender may be guessed.
OPEN = {
    "possessor": ("His cousin called the doctor.", "cousin"),
    "someone else": ("She told the lawyer everything.", "lawyer"),
    "first name alone": ("Mary is a lawyer.", "lawyer"),
    "either": ("He met her as a student.", "student"),
    "generic": ("He or she may ask a lawyer.", "lawyer"),
    "two persons": ("The waiter and the woman laughed.", "waiter"),
    "academic degree": ("The student has an MA in history.", "student"),
    "name of a thing": ("The teacher read The Good Girl aloud.", "teacher"),
    "city of a name": ("She flew to Florence with the pilot.", "pilot"),
    "a speaker": ("I was a lawyer as a young adult.", "lawyer"),
    "the listener": ("How did you become a pilot? He took me along.", "pilot"),
    "who speaks of another": ('"The mayor was better prepared than I was," he said.', "mayor"),
    "spoken of by a speaker": ('"I am sure that he saw nothing," the guard said.', "guard"),
    "a part in a play": ("He came back as the lawyer Kim Amberg.", "Amberg"),
    "object of a woman": ("Amberg promoted her.", "Amberg"),
    "mixed group": ("The two women and their husbands came. They laughed.", "They"),
    "name and a person": ("Livermore forced Kim Amberg to sell his car.", "Livermore"),
    "trap": ("She called the witch doctor.", "doctor"),
}


@pytest.mark.parametrize(("text", "word"), OPEN.values(), ids=OPEN)
def test_nothing_is_guessed(text: str, word: str) -> None:
    """Without words for this person there is no gender."""
    assert gender(people(text), word) is None


# Who is who across sentences: text, a word, which time it stands there, the gender of its person.
TEXTS = {
    "title taken up": (
        "Sergeant Kim Amberg came. She sat down. She rang Bo Ek. He laughed. The sergeant left.",
        "sergeant",
        1,
        F,
    ),
    "role taken up": ("Kim Amberg was elected mayor. She won twice. Bo Ek lost. He left. The mayor was glad.", "mayor", 2, F),
    "subject before": ("Ida, a girl, left. Nothing happened. Captain Amberg sat there. She was tired.", "Amberg", 1, F),
    "known subject before": ("She went home. The professor lost her keys, and he was angry.", "professor", 1, M),
    "last name that is a first name": ("Robin Osman sold her shop. Osman is a baker.", "baker", 1, F),
    "name as a word": ("In 1999 Bullock lost her job. Bullock became an editor.", "editor", 1, F),
    "word that only a person can be": ("She left. Bullock has served as an editor.", "editor", 1, F),
    "owner at the beginning": ("He lives in Ghent. Amberg's first job was as a baker.", "baker", 1, M),
    "known work": ("Kim Amberg finished her book. The author lives in Ghent.", "author", 1, F),
    "age": ("Kim Amberg sold her house. The 54-year-old geologist is tired.", "geologist", 1, F),
    "two persons who are called so": ("Kim Amberg and Robin Ek row. She is fast. The two friends left.", "friends", 1, None),
    "woman and woman": ("The women Kim Amberg and Ida Ek met. They are quick.", "They", 1, None),
    "lawyer of somebody": ("Bo Ek's lawyer, Kim Amberg, left. Mrs Amberg was angry.", "lawyer", 1, F),
    "same name twice": ("Amberg was glad when Kim asked Amberg to come. Amberg sold her car.", "Amberg", 2, F),
}


@pytest.mark.parametrize(("text", "word", "which", "expected"), TEXTS.values(), ids=TEXTS)
def test_across_sentences(text: str, word: str, which: int, expected: str | None) -> None:
    """A noun, a name or a pronoun in another sentence."""
    assert gender(people(text), word, which) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The bank said it would wait.", "bank"),
        ("She loves Facebook.", "Facebook"),
        ("She flew to Florence.", "Florence"),
        ("She left in May.", "May"),
        ("The Smith Foundation gave her money.", "Smith"),
        ("He studied at Duke University.", "Duke"),
        ("She watched Star Wars.", "Wars"),
        ("The National Weather Service warned her.", "Weather"),
        ("Our ship is called the Marigold. She is heavy.", "She"),
        ("He hid in an old boat, the Marigold, which leaked. She has not sailed since.", "She"),
        ("The dog is called Captain. She sleeps all day.", "She"),
    ],
)
def test_things_are_no_persons(text: str, word: str) -> None:
    """A place, a month, a company is nobody."""
    assert person(people(text), word) is None


ARTICLE = """Kim Larsson left the band on Monday, her label said.

The band was founded by Tom Berg. He wrote most of the songs, and Larsson sang them. "We will miss her," said Berg, who lives in
Malmö with his wife, Ida.

Larsson, a trained nurse, wants to work as a teacher. Berg is looking for a new singer.
"""


def test_a_document() -> None:
    """Persons are found again by their names; each has a gender of their own."""
    found = people(ARTICLE)
    assert {gender(found, "Larsson", n) for n in (1, 2, 3)} == {F}
    assert len({id(person(found, "Larsson", n)) for n in (1, 2, 3)}) == 1
    assert {gender(found, "Berg", n) for n in (1, 2, 3)} == {M}
    assert (gender(found, "nurse"), gender(found, "teacher")) == (F, F)
    assert gender(found, "wife") == F
    assert gender(found, "singer") is None
    assert person(found, "label") is None


def test_evidence_names_the_words() -> None:
    """Nouns and titles before pronouns, each form once."""
    text = "Mrs Hill arrived. She sat down. Then she said that she was a widow."
    found = person(people(text), "Hill")
    assert found is not None
    assert [e.span.cut(text) for e in found.evidence] == ["Mrs", "widow", "She"]
    assert {e.side for e in found.evidence} == {"source"}
    assert [m.kind for m in found.mentions] == ["name", "pronoun", "pronoun", "pronoun", "noun"]


def test_context_says_who_is_meant() -> None:
    """A pronoun before the text stands for the name or the role in it; that is inferred, and the evidence is in the context."""
    context = "In 1990 she moved to Ghent."
    found = person(people("Verhaegen was a prolific writer.", context), "writer")
    assert found is not None
    assert (found.gender, found.certain) == (F, False)
    assert [(e.side, e.span.cut(context)) for e in found.evidence] == [("context", "she")]
    assert not any(m.preceding for m in found.mentions)


def test_context_with_the_same_name() -> None:
    """A name in the context is the same person."""
    context = "Verhaegen sold his house in 1990."
    found = person(people("Verhaegen was a writer.", context), "writer")
    assert found is not None
    assert (found.gender, found.certain) == (M, True)
    assert [m.preceding for m in found.mentions] == [True, True, False, False]


@pytest.mark.parametrize(
    "context",
    ["Her brother said that he was ill.", "She married Paul Smets.", "Jane Okafor sold her house.", "The women left."],
)
def test_context_with_another_person(context: str) -> None:
    """Two persons, another name, or several persons: nobody is meant for sure."""
    assert gender(people("Verhaegen met the writer.", context), "writer") is None


def test_a_last_name_in_a_family() -> None:
    """After *his wife Ida Berg*, *Berg* may be either."""
    found = people("He came with his wife, Ida Berg. Berg was a lawyer in Lund.")
    assert gender(found, "lawyer") != F


def test_titles_part_namesakes() -> None:
    """Mr and Mrs of the same name are two."""
    found = people("Mr Berg came in. Mrs Berg was a doctor. Mrs Berg smiled.")
    assert (gender(found, "Berg"), gender(found, "Berg", 2), gender(found, "doctor")) == (M, F, F)
    assert person(found, "Berg", 2) is person(found, "Berg", 3)


def test_declared_names() -> None:
    """The configuration says a gender, by full name or by a last name that one person alone has."""
    found = people("Robin Hill is a doctor. Hill left.", declared={"Robin Hill": "female"})
    there = person(found, "doctor")
    assert there is not None
    assert (there.gender, there.certain) == (F, True)
    assert there.evidence[0].reason == "declared as female"
    assert gender(people("Hill is a doctor.", declared={"Robin Hill": "male"}), "doctor") == M
    two: dict[str, Literal["female", "male"]] = {"Robin Hill": "male", "Sam Hill": "female"}
    assert gender(people("Hill is a doctor.", declared=two), "doctor") is None


def test_mentions_of_a_segment() -> None:
    """In order of the text, those of the context left out."""
    found = people("The actress told her agent. Nothing happened.", "She left.")
    assert [(m.kind, m.gender) for m in found.mentions_in(0)] == [("noun", F), ("pronoun", F), ("noun", None)]
    assert list(found.mentions_in(1)) == []


def test_a_language_without_facts() -> None:
    """No parser, no persons."""
    document = read_text("Hon är läkare.", "sv")
    prose, segments = segment_document(document, load_pack("sv"))
    assert People(Side(document, prose, segments, load_pack("sv"))).persons == ()


@pytest.mark.parametrize(
    "paragraph",
    [
        "Kim Larsson{0} said that she met Tom Berg{0}. He is a doctor, and Berg{0} left.",
        "She met him and his friend. He left her, a teacher.",
    ],
    ids=["many persons", "two persons"],
)
def test_time_grows_with_the_text(paragraph: str) -> None:
    """Twice the text takes about twice the time: windows are bounded."""

    def seconds(times: int) -> float:
        text = side("\n\n".join(paragraph.format(n) for n in range(times)))
        text.expect(range(len(text.segments)))
        for segment in text.segments:
            text.tokens(segment.index)
        start = time.perf_counter()
        People(text)
        return time.perf_counter() - start

    seconds(10)
    assert seconds(1600) < 10 * seconds(400) + 0.1


def test_seed_article(shared: object) -> None:
    """Kardashian is a woman everywhere, Facebook nobody."""
    from pathlib import Path

    text = (Path(str(shared)) / "data" / "seed" / "article.en.txt").read_text(encoding="utf-8")
    found = people(text)
    count = text.count("Kardashian")
    assert {gender(found, "Kardashian", n + 1) for n in range(count)} == {F}
    assert {person(found, "Facebook", n + 1) for n in range(5)} == {None}
