"""Persons who are a woman in some words of the target and a man in others, where nothing says which they are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from transqa.annotate.gender.words import NATURAL

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from transqa.annotate.context import Context
    from transqa.langs.persons import Gender
    from transqa.model import Span

MAJORITY = 2
"""How many times as many words of one gender as of the other must there be for the others to be wrong; else all are in doubt."""


NEAR = 2
"""Paragraphs between two words of one author, at most."""


class Word(NamedTuple):
    """A word that shows a gender: its segment, its token and its place."""

    segment: int
    token: int
    span: Span
    gender: Gender


class Twofold(NamedTuple):
    """A person of two genders: the words that are wrong (all, where neither gender prevails), and those against them."""

    wrong: tuple[Word, ...]
    others: tuple[Word, ...]


def twofold(ctx: Context) -> Iterator[Twofold]:
    """Yield the persons of two genders, in order of the text."""
    for words in _persons(ctx).values():
        yield from _split(words, doubtful=ctx.source is not None)
    for words in _speakers(ctx).values():
        yield from _split(words, doubtful=True)


def _split(words: list[Word], *, doubtful: bool) -> Iterator[Twofold]:
    """Yield a person if the words are of two genders; where neither prevails only if *doubtful* cases are wanted."""
    by_gender: dict[Gender, list[Word]] = defaultdict(list)
    for word in words:
        by_gender[word.gender].append(word)
    if len(by_gender) == 2:
        few, many = sorted(by_gender.values(), key=len)
        if len(many) >= MAJORITY * len(few):
            yield Twofold(tuple(few), tuple(many))
        elif doubtful:
            yield Twofold(tuple(words), ())


def _persons(ctx: Context) -> dict[Hashable, list[Word]]:
    """Return, for each person whose gender nothing else says, the words that show it."""
    out: dict[Hashable, list[Word]] = defaultdict(list)
    if ctx.source is None:
        for named in ctx.genders.named:
            out[named.name].append(Word(*named[1:]))
        return out
    for shown in ctx.genders.shown:
        person = shown.referent.person
        if person is not None and person.gender is None and not any(m.gender or m.plural for m in person.mentions):
            out[person.id].append(Word(shown.segment, shown.token, shown.span, shown.gender))
    return out


def _speakers(ctx: Context) -> dict[Hashable, list[Word]]:
    """Return, for each first person of whom nobody says the gender, the words that show it.

    Words of one utterance are one person's, and those of utterances whose speaker has the same name. Outside, a paragraph and
    its neighbours are taken to have one author: a list of sentences may have many.
    """
    from transqa.annotate.self_words import FIRST, SelfWords

    out: dict[Hashable, list[Word]] = defaultdict(list)
    speech, text = ctx.target.speech, ctx.target.text
    for word in SelfWords(ctx, FIRST).found():
        if ctx.voices.speaker(word.segment, word.person) is not None:
            continue
        said = speech.at(word.person.start)
        if said is not None:
            key: Hashable = said.spans if said.speaker is None else said.speaker.span.cut(text).casefold()
        else:
            block = ctx.target.segments[word.segment].block
            key = "author", next((b for b in range(block, block - NEAR - 1, -1) if ("author", b) in out), block)
        out[key].append(Word(word.segment, word.token, word.span, NATURAL[word.gender]))
    return out
