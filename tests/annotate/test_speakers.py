"""Whose words stretches of speech are: marks, clauses of saying, turns, and what stays open."""

from __future__ import annotations

from functools import partial
from time import perf_counter

import pytest

from transqa.annotate import Side
from transqa.annotate.speakers import speech
from transqa.annotate.turns import stretches
from transqa.config import Config
from transqa.langs import load_pack
from transqa.morphosyntax.pipeline import load_pipeline
from transqa.read import read_text
from transqa.segment import segment_document


def side(text: str, lang: str = "en", fmt: str = "text", *, parsed: bool = True) -> Side:
    document = read_text(text, lang, fmt=fmt)
    pack = load_pack(lang)
    return Side(
        document,
        *segment_document(document, pack),
        pack,
        partial(load_pipeline, *Config().pipeline_for(lang)) if parsed else lambda: None,
    )


# Text; then each utterance: how its spans begin, who speaks, who is spoken to ("" for nobody known).
ENGLISH: dict[str, tuple[str, list[tuple[list[str], str, str]]]] = {
    "behind": ("“I am cold,” she said.", [(["I am cold"], "she", "")]),
    "before, with a colon": ("The baker said: “Bread is late.”", [(["Bread"], "baker", "")]),
    "before, governed": ("He said that the bridge “is closed for ever”.", [(["is closed"], "He", "")]),
    "inverted name": ("“We sail at six,” added Otieno Brandt in a note.", [(["We sail"], "Otieno", "")]),
    "name and verb": ("“We sail at six,” Brandt added in her note.", [(["We sail"], "Brandt", "")]),
    "long subject": ("“It sank,” said Ms Prior, 40, a diver from Hull.", [(["It sank"], "Prior", "")]),
    "told": ("“You are early,” she told him.", [(["You are"], "she", "him")]),
    "said to": ("“Sit,” said the old man to his daughter.", [(["Sit"], "man", "daughter")]),
    "asked": ("She asked Ravi: “Are you asleep?”", [(["Are you"], "She", "Ravi")]),
    "passive": ("He was told: “You are late.”", [(["You are"], "", "He")]),
    "interrupted": ("“I am cold,” she said, “and I am hungry.”", [(["I am cold", "and I am"], "she", "")]),
    "goes on": ("“I am cold,” she said. “I am hungry.”", [(["I am cold"], "she", ""), (["I am hungry"], "she", "")]),
    "an answer": ("“Are you cold?” she asked. “I am.”", [(["Are you"], "she", ""), (["I am"], "", "")]),
    "something between": ("“Wait,” she said. He left. “Well then.”", [(["Wait"], "she", ""), (["Well"], "", "")]),
    "first person": ("“I am cold,” I said.", [(["I am"], "I", "")]),
    "according to": ("According to her, “it was a whale”.", [(["it was"], "her", "")]),
    "paragraphs": ("“I fell.\n\n“I got up,” she said.", [(["I fell", "I got up"], "she", "")]),
    "announced": ("She wrote:\n\n“I am done.”", [(["I am done"], "She", "")]),
    "single marks": ("'It's the boys' turn, isn't it?' she asked.", [(["It's the boys' turn"], "she", "")]),
    "single marks over paragraphs": ("'I fell.\n\n'I got up,' she said.", [(["I fell", "I got up"], "she", "")]),
    "no marks: apostrophes": ("It's the boys' turn in the '90s, rock on.", []),
    "nested": (
        "“My boss told me: ‘You are late,’” she said.",
        [(["My boss"], "she", ""), (["You are late"], "boss", "me")],
    ),
    "relative clause": ("She met a man who said “I am lost”.", [(["I am lost"], "man", "")]),
    "his words, which she recalls": ("She recalled her father's words: “I am proud.”", [(["I am proud"], "", "")]),
    "he, whom she recalls": ("She recalled him saying: “I am proud.”", [(["I am proud"], "him", "")]),
    "a title": ("She wrote “I Am a Whale”.", [(["I Am"], "", "")]),
    "a new sentence says nothing": ("“I am cold.” She said nothing more that day.", [(["I am cold"], "", "")]),
    "nobody": ("“I am cold.” The door closed.", [(["I am cold"], "", "")]),
    "the same words twice": (
        "“I could not stay quiet any more.”\n\n“I could not stay quiet any more,” she said.",
        [(["I could not"], "she", ""), (["I could not"], "she", "")],
    ),
    "turns with names": (
        "Ada Moss: I was born here.\n\nI stayed.\n\nReporter: Why?\n\nAda Moss: So.",
        [(["I was born", "I stayed"], "Ada", "Reporter"), (["Why"], "Reporter", "Ada"), (["So"], "Ada", "Reporter")],
    ),
    "questions and answers": ("Q: Who are you?\n\nA: I am Ann.", [(["Who"], "Q", "A"), (["I am Ann"], "A", "Q")]),
    "what follows a label that is always the same is nobody's": (
        "Tip: I oil it.\n\nIt turns.\n\nTip: I wait.",
        [(["I oil it"], "Tip", ""), (["I wait"], "Tip", "")],
    ),
    "one label is no interview": ("Note: I am ready to leave.", []),
}
FRENCH: dict[str, tuple[str, list[tuple[list[str], str, str]]]] = {
    "inverted pronoun": ("« J’ai froid », a-t-elle déclaré mardi.", [(["J’ai froid"], "-t-elle", "")]),
    "before": ("Elle a déclaré : « J’ai froid. »", [(["J’ai froid"], "Elle", "")]),
    "inverted name": ("« J’ai froid », a ajouté Otieno Brandt.", [(["J’ai froid"], "Otieno", "")]),
    "to whom": ("« Viens », dit Paul à sa sœur.", [(["Viens"], "Paul", "sœur")]),
    "clitic": ("« Tu dors », m’a-t-il dit.", [(["Tu dors"], "-t-il", "m’")]),
    "selon": ("Selon elle, « c’était une baleine ».", [(["c’était"], "elle", "")]),
    "inside the marks": ("« J’ai froid, a-t-elle ajouté, et je pars. »", [(["J’ai froid", ", et je pars"], "-t-elle", "")]),
    "dash": ("— J’ai froid, dit-elle, et toi ?", [(["J’ai froid", ", et toi"], "-elle", "")]),
    "dash and name": ("— Moi aussi, répondit Paul à sa sœur.", [(["Moi aussi"], "Paul", "sœur")]),
    "dash without a clause": ("— J’ai froid.", [(["J’ai froid"], "", "")]),
    "behind a sentence with a clause all is open": ("— J’ai froid, dit-elle. Partons.", [(["J’ai froid"], "-elle", "")]),
    "words that somebody remembers": ("Elle se souvient des mots de son père : « J’ai froid. »", [(["J’ai froid"], "", "")]),
    "turns": (
        "Anne Morel : J’ai froid.\n\nJournaliste : Et puis ?\n\nAnne Morel : Je pars.",
        [(["J’ai froid"], "Anne", "Journaliste"), (["Et puis"], "Journaliste", "Anne"), (["Je pars"], "Anne", "Journaliste")],
    ),
}
CASES = [("en", name, *case) for name, case in ENGLISH.items()] + [("fr", name, *case) for name, case in FRENCH.items()]


@pytest.mark.parametrize(("lang", "name", "text", "wanted"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_speech(lang: str, name: str, text: str, wanted: list[tuple[list[str], str, str]]) -> None:
    del name
    found = speech(side(text, lang))
    named = [[p.span.cut(text) if p else "" for p in (u.speaker, u.addressee)] for u in found]
    assert named == [[speaker, addressee] for _, speaker, addressee in wanted]
    for utterance, (starts, _, _) in zip(found, wanted, strict=True):
        assert len([s for s in utterance.spans if any(map(str.isalnum, s.cut(text)))]) == len(starts)
        assert all(s.cut(text).strip("\u00a0 ").startswith(start) for s, start in zip(utterance.spans, starts, strict=False))


def test_bold_names_take_turns() -> None:
    text = (
        "**Ada Moss**\n\nis a diver.\n\n**Paper:** Are you afraid?\n\n**Moss:** I am not.\n\n**Paper:** Why?\n\n**Moss:** So.\n"
    )
    found = speech(side(text, fmt="markdown"))
    assert [u.speaker.span.cut(text) for u in found if u.speaker] == ["Paper", "Moss", "Paper", "Moss"]


def test_a_block_of_quotation_belongs_to_who_announces_it() -> None:
    text = "She wrote to the paper:\n\n> I am tired of this.\n"
    found = speech(side(text, fmt="markdown"))
    assert [u.speaker.span.cut(text) for u in found if u.speaker] == ["She"]


def test_places() -> None:
    """Each place belongs to the innermost stretch; one whose words are in doubt is left out of its spans."""
    text = "“My boss told me: ‘You are late,’” she said."
    found = side(text).speech
    assert found.at(0) is None
    outer, inner = found.at(text.index("My")), found.at(text.index("You"))
    assert outer is not None
    assert inner is not None
    assert outer.speaker is not None
    assert outer.speaker.span.cut(text) == "she"
    assert inner.speaker is not None
    assert inner.speaker.span.cut(text) == "boss"


def test_a_language_without_parser_has_marks_but_no_speakers() -> None:
    found = speech(side("“Ég er þreytt,” sagði hún.", "is", parsed=False))
    assert [(u.speaker, u.addressee) for u in found] == [(None, None)]


def test_time_grows_with_length_only() -> None:
    """Twenty times the text takes no more than some forty times as long."""

    def took(count: int) -> float:
        text = "“I am cold,” she said. 'It's late,' he said. (“Nested ‘words’ here.”)\n\n" * count
        start = perf_counter()
        found = side(text, parsed=False)
        assert stretches(found)
        assert found.speech.levels.parents
        assert speech(found)
        return perf_counter() - start

    took(50)
    assert took(1000) < 40 * took(50) + 0.2
