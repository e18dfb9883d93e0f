"""Persons that the target names, when there is no source: which words show their gender.

Much less is certain here than with a source: only names count that have a title or a first name that is known, or that are the
last name of one that has; and only pronouns that can hardly stand for anything else: the subject of a clause that hangs on one
whose subject is the name (*Ada Bell dit qu'elle …*), or of a sentence behind one whose subject is the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transqa.annotate.agreement import Controllers
from transqa.annotate.gender.words import GRAMMATICAL, NATURAL, pronoun_form
from transqa.morphosyntax.tree import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.context import Side
    from transqa.annotate.gender.words import WordGenders
    from transqa.langs.persons import Gender
    from transqa.model import Span
    from transqa.morphosyntax.tree import Token


class NamedWord(NamedTuple):
    """A word that shows the gender of a named person: the last name in small letters, the word's place, and the gender."""

    name: str
    segment: int
    token: int
    span: Span
    gender: Gender


class NamedPersons:
    """The persons that one text names."""

    def __init__(self, side: Side, words: WordGenders) -> None:
        """Prepare; nothing is parsed before `shown` is called."""
        self.side = side
        self.words = words
        self.persons = words.persons
        self._known: set[str] = set()

    def shown(self) -> Iterator[NamedWord]:
        """Yield the words that show the gender of a named person, in order of the text."""
        wanted = [s.index for s in self.side.segments if any(c.isupper() for c in s.text[1:])]
        self.side.expect(range(len(self.side.segments)))
        self._known = {name for k in wanted for name in self._full_names(self.side.tokens(k))}
        subject = None
        for s in self.side.segments if self._known else ():
            tokens = self.side.tokens(s.index)
            found = list(self._sentence(s.index, tokens, subject))
            yield from found
            subject = self._subject_name(tokens, found)

    def _full_names(self, tokens: list[Token]) -> Iterator[str]:
        for first, last in _chains(tokens):
            share = self.persons.name_share(tokens[first].text)
            titled = first > 0 and pronoun_form(tokens[first - 1].text) in self.persons.titles
            if titled or (share is not None and last > first):
                yield tokens[last].text.casefold()

    def _name_at(self, tokens: list[Token], index: int) -> str | None:
        """Return the last name of the person whose name a token is part of."""
        for first, last in _chains(tokens):
            if first <= index <= last:
                return next((n for k in range(last, first - 1, -1) if (n := tokens[k].text.casefold()) in self._known), None)
        return None

    def _subject_name(self, tokens: list[Token], found: list[NamedWord]) -> str | None:
        """Return the person whom a sentence is about: the name that is its subject, or that its subject pronoun takes up.

        None where it speaks of somebody else too: *Ada Bell a une sœur.*
        """
        root = next((k for k, t in enumerate(tokens) if t.head == ROOT), None)
        subject = next((k for k, t in enumerate(tokens) if t.head == root and t.relation == "nsubj"), None)
        if subject is None or any(t.upos == "NOUN" and self.words.facts(t.text).person for t in tokens):
            return None
        return self._name_at(tokens, subject) or next((w.name for w in found if w.token == subject), None)

    def _sentence(self, segment: int, tokens: list[Token], before: str | None) -> Iterator[NamedWord]:
        controllers = Controllers(tokens, self.side.pack)
        for k, token in enumerate(tokens):
            form = pronoun_form(token.text)
            gender: str | None
            if token.upos == "PRON" and token.relation == "nsubj":
                gender = self._pronoun_gender(form)
                name = self._of_pronoun(tokens, k, controllers, before) if gender else None
            elif token.upos in {"NOUN", "PROPN"} and self.persons.titles.get(form) in GRAMMATICAL:
                gender, name = GRAMMATICAL[self.persons.titles[form]], self._name_at(tokens, k + 1)
            elif (token.upos == "ADJ" or token.feat("VerbForm") == "Part") and token.feat("Tense") != "Pres":
                gender, name = self.words.of(token), self._of_controller(tokens, k, controllers)
            else:
                continue
            if name is not None and gender is not None:
                yield NamedWord(name, segment, k, token.span, NATURAL[gender])

    def _of_controller(self, tokens: list[Token], index: int, controllers: Controllers) -> str | None:
        c = controllers.controller(index)
        return self._name_at(tokens, c) if c is not None and tokens[c].upos == "PROPN" else None

    def _pronoun_gender(self, form: str) -> str | None:
        genders = {p.gender for p in self.persons.pronouns.get(form, ()) if p.case == "subject"}
        return GRAMMATICAL.get(genders.pop()) if len(genders) == 1 else None

    def _of_pronoun(self, tokens: list[Token], index: int, controllers: Controllers, before: str | None) -> str | None:
        """Return the name that a subject pronoun takes up: the subject above, or that of the sentence before."""
        earlier = {self._name_at(tokens, k) for k, t in enumerate(tokens[:index]) if t.upos == "PROPN"} - {None}
        verb = tokens[index].head
        if earlier:
            subject = controllers.subject(tokens[verb].head) if verb >= 0 and tokens[verb].head >= 0 else None
            name = self._name_at(tokens, subject) if subject is not None else None
            return name if earlier == {name} else None
        return before if index == 0 or all(t.upos not in {"NOUN", "PROPN", "PRON"} for t in tokens[:index]) else None


def _chains(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield first and last place of the runs of names."""
    first = None
    for k, token in enumerate([*tokens, None]):
        if token is not None and token.upos == "PROPN":
            first = k if first is None else first
        elif first is not None:
            yield first, k - 1
            first = None
