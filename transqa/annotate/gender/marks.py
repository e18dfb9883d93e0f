"""Words of the target whose gender contradicts the person that the source speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from transqa.annotate.agreement import Controllers
from transqa.annotate.gender.nouns import noun, title
from transqa.annotate.gender.pronouns import pronoun
from transqa.annotate.gender.qualifiers import Confirmed, is_qualifier, qualifier
from transqa.annotate.gender.referents import Referents
from transqa.annotate.gender.sentence import PronounFacts, Sentence
from transqa.annotate.gender.words import GRAMMATICAL, NATURAL, word_genders
from transqa.model import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.context import Context
    from transqa.annotate.gender.named import NamedWord
    from transqa.annotate.gender.referents import Referent
    from transqa.annotate.gender.sentence import Reading
    from transqa.langs.persons import Gender
    from transqa.model import Span
    from transqa.morphosyntax.tree import Token


SURE = 0.8
"""Probability of a link from which a word answers to its source even in a free translation."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A word of the target that shows the gender of a person.

    Attributes:
        kind: code of the rule that reports it when it is wrong.
        segment: target segment.
        token: the word in its tree.
        span: its place in the target.
        gender: the gender that it shows.
        referent: whom it speaks of.
    """

    kind: str
    segment: int
    token: int
    span: Span
    gender: Gender
    referent: Referent


class GenderMarks:
    """Compares the words of the target with the persons of the source."""

    def __init__(self, ctx: Context) -> None:
        """Prepare; nothing is parsed before words are asked for."""
        self.ctx = ctx
        self.side = ctx.target
        self.words = word_genders(ctx.target.document.lang)

    @cached_property
    def referents(self) -> Referents:
        """Leads words to persons."""
        assert self.words is not None
        return Referents(self.ctx, self.words)

    @cached_property
    def shown(self) -> list[Shown]:
        """All words that show the gender of a person of the source, in target order."""
        return [found for found in self._read if isinstance(found, Shown)]

    @cached_property
    def found(self) -> list[Shown]:
        """The words whose gender contradicts their person."""
        return [
            s
            for s in self.shown
            if s.referent.person is not None
            and s.referent.person.gender not in {None, s.gender}
            and (self.referents.close(s.segment) or s.referent.probability >= SURE)
        ]

    @cached_property
    def confirmed(self) -> list[Confirmed]:
        """Words that disagree with one that governs them, whose gender the source confirms."""
        return [found for found in self._read if isinstance(found, Confirmed)]

    @cached_property
    def named(self) -> list[NamedWord]:
        """All words that show the gender of a person whom the target names; used where there is no source."""
        from transqa.annotate.gender.named import NamedPersons

        return [] if self.words is None else list(NamedPersons(self.side, self.words).shown())

    @cached_property
    def _read(self) -> list[Shown | Confirmed]:
        people = self.ctx.people.source
        if self.words is None or people is None or not people.persons:
            return []
        facts = PronounFacts.of(self.side.pack)
        wanted = [k for bead in self.referents.beads for k in bead.target]
        self.side.expect(wanted)
        return [found for k in sorted(wanted) for found in _shown(Sentence(k, self.referents, self.words, facts))]

    def edits(self, segment: int, token: int, gender: Gender) -> tuple[Edit, ...]:
        """Return what puts a word into a gender, with the words that follow it; empty where a form is in doubt."""
        from transqa.annotate.inflect import regender

        assert self.words is not None
        tokens = self.side.tokens(segment)
        out: dict[Edit, None] = {}
        followers = list(self._followers(tokens, token, gender))
        if (form := self._stressed(tokens[token], gender)) is not None:
            out[Edit(tokens[token].span, form, safe=False)] = None
        else:
            followers.insert(0, token)
        for k in followers:
            found = regender(tokens, k, GRAMMATICAL[gender], self.side.pack, self.words.inflections)
            if found is None:
                return ()
            out.update(dict.fromkeys(found))
        return tuple(sorted(out, key=lambda e: e.span))

    def _stressed(self, token: Token, gender: Gender) -> str | None:
        """Return a stressed pronoun in a gender: lui for elle; None for any other word."""
        assert self.words is not None
        if token.upos != "PRON" or token.relation in {"nsubj", "expl", "obj", "iobj"}:
            return None
        return self.words.pronoun(token.text, "stressed", gender)

    def _followers(self, tokens: list[Token], subject: int, gender: Gender) -> Iterator[int]:
        """Yield the adjectives and participles that agree with a word, and are not of the gender asked for."""
        assert self.words is not None
        controllers = Controllers(tokens, self.side.pack)
        for k, token in enumerate(tokens):
            if k != subject and (token.upos == "ADJ" or token.feat("VerbForm") == "Part"):
                shown = self.words.of(token)
                if shown is not None and NATURAL[shown] != gender and controllers.controller(k) == subject:
                    yield k

    def suggestions(self, segment: int, token: int, gender: Gender) -> tuple[str, ...]:
        """Return the forms of a word in a gender."""
        assert self.words is not None
        word = self.side.tokens(segment)[token]
        if (stressed := self._stressed(word, gender)) is not None:
            return (stressed,)
        lexicon = self.words.inflections
        readings = [a for a in lexicon.analyses(word.text) if a.upos == word.upos]
        inflected = (form for a in readings for form in lexicon.inflect(word.text, a, Gender=GRAMMATICAL[gender]))
        return (self.words.facts(word.text).partners if word.upos == "NOUN" else ()) or tuple(dict.fromkeys(inflected))

    def source_span(self, mark: Shown) -> Span:
        """Return the source words that a mark answers to."""
        return self.referents.token(mark.referent.at).span


def _shown(s: Sentence) -> Iterator[Shown | Confirmed]:
    for i, token in enumerate(s.tokens):
        found = _reading(s, i)
        if isinstance(found, Confirmed):
            yield found
        elif found is not None and found.gender is not None and found.referent is not None and _fits(s, token, found.referent):
            yield Shown(found.kind, s.segment, i, token.span, NATURAL[found.gender], found.referent)


def _reading(s: Sentence, i: int) -> Reading | Confirmed | None:
    token = s.tokens[i]
    if token.upos == "PRON":
        return pronoun(s, i)
    led = i > 0 and s.tokens[i - 1].relation == "aux"  # no present participle has an auxiliary: elle était assistante
    if token.relation in {"aux", "cop"} or (token.upos == "VERB" and token.feat("Tense") == "Pres" and not led):
        return None
    found = title(s, i) if token.upos in {"NOUN", "PROPN"} else None
    found = found or noun(s, i)
    return qualifier(s, i) if found is None and is_qualifier(s, i) else found


def _fits(s: Sentence, token: Token, referent: Referent) -> bool:
    """Say whether a word may speak of a person: it is one, and a word for several never speaks of one."""
    if referent.person is None:
        return False
    return token.feat("Number") != "Plur" or s.referents.token(referent.at).feat("Number") != "Sing" or referent.several
