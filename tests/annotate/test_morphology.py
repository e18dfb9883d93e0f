"""Trees of segments: asked for, in batches, kept within bounds, with spans that hold in the text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transqa.annotate import Side
from transqa.annotate.morphology import BATCH_SEGMENTS, PIECE_TOKENS, Morphology
from transqa.langs import load_pack
from transqa.morphosyntax.tree import ROOT, Form, Token
from transqa.read import read_text
from transqa.segment import segment_document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transqa.morphosyntax.pipeline import Pipeline


class Fake:
    """Calls every word a noun that hangs on the first of its sentence, and remembers what it was given."""

    name = "fake"
    version = "1"

    def __init__(self) -> None:
        """Remember calls, each with its sentences, each with its words."""
        self.calls: list[list[list[str]]] = []

    def parse(self, sentences: Sequence[Sequence[Form]]) -> list[list[Token]]:
        """Return flat trees."""
        self.calls.append([[f.text for f in forms] for forms in sentences])
        return [[_noun(f, i) for i, f in enumerate(forms)] for forms in sentences]

    @property
    def seen(self) -> list[list[str]]:
        """All sentences, as words."""
        return [words for call in self.calls for words in call]


def _noun(form: Form, at: int) -> Token:
    return Token(*form, form.text.lower(), "NOUN", "Gender=Fem", 0 if at else ROOT, "dep" if at else "root")


def side(text: str, load: Callable[[], Pipeline | None] = lambda: None, fmt: str = "text") -> Side:
    document = read_text(text, "fr", fmt=fmt)
    pack = load_pack("fr")
    return Side(document, *segment_document(document, pack), pack, load)


def lines(count: int) -> str:
    return "".join(f"Ligne {'a' * (i + 1)} ici\n\n" for i in range(count))


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    """Naming candidates loads and parses nothing; tokens do, once."""
    loaded = []

    def load() -> Pipeline:
        loaded.append(1)
        return fake

    fake = Fake()
    ours = side("Le chat dort. Il rêve.", load)
    ours.expect([0, 1])
    assert (loaded, fake.calls) == ([], [])
    first = ours.tokens(0)
    assert ours.tokens(0) is first
    assert [t.text for t in ours.tokens(1)][:2] == ["Il", "rêve"]
    assert (loaded, len(fake.calls)) == ([1], 1)


def test_no_parser_no_tokens() -> None:
    """A language without one: rules find nothing to look at."""
    assert side("Le chat dort.").tokens(0) == []


def test_spans_hold_in_the_text() -> None:
    """Each token stands where it says, in order, with the heads inside the sentence."""
    text = "  Le chat de l’amie dort.  Il rêve de toi\u00a0!\r\n\r\n« Qu’est-ce ? » dit-elle."
    ours = side(text, Fake)
    for segment in ours.segments:
        tokens = ours.tokens(segment.index)
        assert all(t.span.cut(text) == t.text and segment.span.covers(t.span) for t in tokens)
        assert all(a.end <= b.start for a, b in pairwise(tokens))
        assert "".join(t.text for t in tokens) == re.sub(r"\s", "", segment.text)


def test_expected_segments_are_parsed_together() -> None:
    """One that is asked for brings the expected ones after it, no others; one that nobody expects comes alone."""
    fake = Fake()
    ours = side(lines(9), lambda: fake)
    ours.expect([6, 2])
    ours.expect([4])
    ours.tokens(4)
    assert [[w[1].count("a") - 1 for w in call] for call in fake.calls] == [[4, 6]]
    ours.tokens(2)
    ours.tokens(8)
    ours.tokens(6)
    assert [[w[1].count("a") - 1 for w in call] for call in fake.calls] == [[4, 6], [2], [8]]


def test_batches_are_bounded() -> None:
    """Many candidates: as many calls as batches, each segment parsed once."""
    fake = Fake()
    count = 2 * BATCH_SEGMENTS + 3
    ours = side("".join(f"Numéro {i}x\n\n" for i in range(count)), lambda: fake)
    ours.expect(range(count))
    assert all(ours.tokens(i)[1].text == f"{i}x" for i in range(count))
    assert [len(c) for c in fake.calls] == [BATCH_SEGMENTS, BATCH_SEGMENTS, 3]


def test_equal_lines_are_parsed_once() -> None:
    """Each gets its own places."""
    fake = Fake()
    text = "Publicité du jour\n\nAutre ligne\n\nPublicité du jour\n\nPublicité du jour\n"
    ours = side(text, lambda: fake)
    ours.expect([0, 2])
    assert all([t.span.cut(text) for t in ours.tokens(i)] == ["Publicité", "du", "jour"] for i in (3, 2, 0))
    assert len({ours.tokens(i)[0].start for i in (0, 2, 3)}) == 3
    assert len(fake.seen) == 1


@pytest.mark.parametrize("held", [1, 7, 10, 1000])
def test_what_is_held_is_bounded(held: int) -> None:
    """The segments asked for longest ago are forgotten, and parsed again when they are asked for again."""
    fake = Fake()
    text = lines(5) + lines(5)
    ours = side(text)
    morphology = Morphology(ours, lambda: fake, held)
    for _ in range(2):
        for i in (0, 1, 5, 2, 3, 8, 4, 9, 0):
            tokens = morphology.tokens(i)
            assert [t.span.cut(text) for t in tokens] == ours.segments[i].text.split()
            assert morphology._count == sum(map(len, morphology._trees.values())) <= max(held, 3)
    assert (len(fake.seen) == 5) == (held == 1000)


def test_batches_of_long_segments_are_short() -> None:
    """Copies of long lines count too, so that a batch holds no more than it may."""
    line = "mot " * 5_000 + "\n\n"
    ours = side(line * 20)
    morphology = Morphology(ours, Fake, 8_000)
    morphology.expect(range(20))
    morphology._forget = lambda index: None  # type: ignore[method-assign]  # noqa: ARG005
    morphology.tokens(0)
    assert sorted(morphology._trees) == [0, 1, 2]


def test_failing_parser_leaves_no_trace() -> None:
    """A call that fails is no tree; the next one starts afresh."""
    fake = Fake()
    ours = side("Ligne une\n\nLigne une\n", lambda: fake)
    real, fake.parse = fake.parse, None  # type: ignore[method-assign, assignment]
    with pytest.raises(TypeError):
        ours.tokens(0)
    fake.parse = real  # type: ignore[method-assign]
    assert len(ours.tokens(1)) == len(ours.tokens(0)) == 2


def test_stretches_that_are_no_prose() -> None:
    """What has the place of a word is one token without features, read as a stand-in; markup is not there."""
    fake = Fake()
    text = (
        "Le **grand** chat de `mon API` voit [la page](https://example.org/x) et <b>{count}</b> "
        "sur https://example.org/a-b ou chez @nom&nbsp;ici"
    )
    ours = side(text, lambda: fake, "markdown")
    tokens = ours.tokens(0)
    masked = [t for t in tokens if t.upos == "X"]
    assert [t.text for t in masked] == ["`mon API`", "{count}", "https://example.org/a-b", "@nom"]
    assert {(t.feats, t.lemma == t.text) for t in masked} == {("", True)}
    assert all(t.span.cut(text) == t.text for t in tokens)
    assert [" ".join(words) for words in fake.seen] == ["Le grand chat de X voit la page et X sur X ou chez X ici"]


def test_words_glued_to_what_is_no_prose() -> None:
    """An elided word before code keeps its place; a plural mark behind a placeholder belongs to it."""
    fake = Fake()
    text = "L’usage de l’`API` et de 3 {nom}s"
    tokens = side(text, lambda: fake, "markdown").tokens(0)
    assert [t.text for t in tokens] == ["L’", "usage", "de", "l’", "`API`", "et", "de", "3", "{nom}s"]
    assert fake.seen[0][-1] == "X"


def test_equal_lines_with_different_stretches() -> None:
    """They are not the same text."""
    ours = side("Voir https://a.org/1 ici\n\nVoir https://b.org/2 ici\n", Fake)
    assert [ours.tokens(i)[1].text for i in (0, 1)] == ["https://a.org/1", "https://b.org/2"]


def test_long_segments_are_parsed_in_pieces() -> None:
    """Cut behind a clause mark where there is one in reach; one tree with one root all the same."""
    fake = Fake()
    text = " ".join(["mot"] * 300) + ", " + " ".join(["mot"] * 1000)
    tokens = side(text, lambda: fake).tokens(0)
    assert [len(words) for words in fake.seen] == [301, PIECE_TOKENS, PIECE_TOKENS, 200]
    assert [i for i, t in enumerate(tokens) if t.head == ROOT] == [0]
    assert [i for i, t in enumerate(tokens) if t.deprel == "parataxis"] == [301, 701, 1101]
    assert {tokens[i].head for i in (301, 701, 1101)} == {0}
    assert tokens[702].head == 701
    assert all(t.span.cut(text) == t.text for t in tokens)


def test_huge_segments() -> None:
    """A line without any end of sentence, and one without spaces: no blow-up."""
    assert len(side("mot " * 50_000, Fake).tokens(0)) == 50_000
    assert len(side("a" * 200_000, Fake).tokens(0)) >= 1


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="aé’'-. ,\n\r`*<>b/{}&;[]()@https:.org\ufffc\u00a0", max_size=80), st.sampled_from(["text", "markdown"]))
def test_any_text(text: str, fmt: str) -> None:
    """Tokens of any text stand in order inside their segments, each with the text that it says."""
    ours = side(text, Fake, fmt)
    ours.expect(range(len(ours.segments)))
    for segment in ours.segments:
        at = segment.span.start
        for t in ours.tokens(segment.index):
            assert at <= t.start < t.end <= segment.span.end
            assert t.span.cut(text) == t.text
            at = t.end
