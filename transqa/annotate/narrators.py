"""What a text in the first person says of its author: *As his wife, I …*, *I was the youngest sister*.

Only nouns that say a gender by their meaning count, outside the words of others, and only near by: a list of sentences may have
many authors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transqa.langs.persons import load_persons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.context import Side
    from transqa.annotate.people.facts import Sex
    from transqa.model import Span
    from transqa.morphosyntax.tree import Token


class Account(NamedTuple):
    """A noun that says the gender of the author: its paragraph, its place and the gender."""

    block: int
    span: Span
    gender: Sex


def accounts(side: Side) -> list[Account]:
    """Return what a text says of its author, in order."""
    forms = frozenset(side.pack.phrases("speech", "first_person"))
    persons = load_persons(side.pack.tag)
    if not forms:
        return []
    wanted = []
    for segment in side.segments:
        words = {w.text.lower() for w in side.words(segment.index)}
        if not words.isdisjoint(forms) and any(persons.gender_of_noun(w) in {"female", "male"} for w in words):
            wanted.append(segment.index)
    side.expect(wanted)
    return [found for k in wanted for found in _in(side, k, forms)]


def _in(side: Side, segment: int, forms: frozenset[str]) -> Iterator[Account]:
    tokens, persons = side.tokens(segment), load_persons(side.pack.tag)
    roles = frozenset(word for part in ("syntax", "coreference") for word in side.pack.phrases(part, "role_markers"))
    for k, token in enumerate(tokens):
        gender = persons.gender_of_noun(token.text) if token.upos == "NOUN" and token.feat("Number") == "Sing" else None
        if gender is None or gender == "neutral" or side.speech.at(token.start) is not None:
            continue
        if _says_it_of(tokens, k, forms, roles):
            yield Account(side.segments[segment].block, token.span, gender)


def _says_it_of(tokens: list[Token], k: int, forms: frozenset[str], roles: frozenset[str]) -> bool:
    """Say whether a noun is an attribute of the first person (*I am a mother*), or its role (*as his wife, I …*)."""
    own = [t for t in tokens if t.head == k]
    if any(t.relation == "cop" for t in own):
        return any(t.relation == "nsubj" and t.text.lower() in forms for t in own)
    if not any(t.relation == "case" and t.text.lower() in roles for t in own) or tokens[k].head < 0:
        return False
    return any(t.head == tokens[k].head and t.relation == "nsubj" and t.text.lower() in forms for t in tokens)
