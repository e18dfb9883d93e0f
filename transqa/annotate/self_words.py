"""Words of the target that show the gender of a first or second person: *je suis prête*, *on m'a déçue*, *es-tu sûr ?*.

A bare adjective or participle (*Désolée, je dois partir*) counts where the source says it of a first person, or of nobody else;
a noun for a role where the source has one noun for both genders.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transqa.annotate.agreement import Controllers
from transqa.annotate.self_agreement import SelfAgreement
from transqa.annotate.self_facts import FIRST, SECOND, self_facts
from transqa.langs.persons import load_persons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.context import Context, Side
    from transqa.annotate.gender.words import WordGenders
    from transqa.model import Span
    from transqa.morphosyntax.tree import Token

__all__ = ["FIRST", "SECOND", "SelfWord", "SelfWords"]
FREE = frozenset({"root", "parataxis", "advcl", "discourse", "advmod", "dep", "dislocated", "vocative"})
"""Relations that a bare adjective of feeling may have in a tree."""


@dataclass(frozen=True, slots=True)
class SelfWord:
    """A word that shows the gender of a first or second person.

    Attributes:
        segment: index of the target segment.
        token: place of the word in its tree.
        span: place of the word in the text.
        person: the words that stand for the person (je, m', vous); those of the word itself where there are none.
        gender: the gender that its form shows, "Fem" or "Masc".
    """

    segment: int
    token: int
    span: Span
    person: Span
    gender: str


class SelfWords:
    """Finds such words in the target."""

    def __init__(self, ctx: Context, person: str) -> None:
        """Prepare for a *person*, FIRST or SECOND."""
        self.ctx = ctx
        self.side = ctx.target
        self.facts = self_facts(self.side.pack.tag, person)
        self._source_forms = self_facts(ctx.source_pack.tag, person).forms

    @property
    def genders(self) -> WordGenders | None:
        """The genders of forms; None for a language without a lexicon."""
        return self.facts.genders

    def found(self) -> list[SelfWord]:
        """Return the words in order; they are looked for once a check."""
        kept = self.ctx.voices.self_words
        if self.facts.person not in kept:
            kept[self.facts.person] = list(self._search())
        return kept[self.facts.person]

    def _search(self) -> Iterator[SelfWord]:
        if self.genders is None:
            return
        worth = [s.index for s in self.side.segments if self._worth(s.index)]
        self.side.expect(worth)
        for index in worth:
            yield from self._in(index)

    def _worth(self, index: int) -> bool:
        """Say whether a segment has a word for the person, or a bare word of feeling, and one that can show a gender."""
        words = self.side.words(index)
        return any(self.facts.is_of_interest(w.text) for w in words) and any(self.facts.may_show(w.text) for w in words)

    def _in(self, index: int) -> Iterator[SelfWord]:
        tokens = self.side.tokens(index)
        tree = SelfAgreement(tokens, self.side.pack, self.facts)
        last: tuple[int, Span] | None = None  # the word before that agrees, with its person
        for k, t in enumerate(tokens):
            if (gender := tree.gender(k)) is None:
                continue
            at = tree.controller(k)
            if at is not None and self.facts.is_person(tokens[at]):
                if tree.agrees(k, at) and (not self.facts.is_noun(t) or self._is_role(index, tree, k)):
                    last = k, tokens[at].span
                    yield SelfWord(index, k, t.span, tokens[at].span, gender)
            elif last is not None and tree.follows(k, last[0], at):
                last = k, last[1]
                yield SelfWord(index, k, t.span, last[1], gender)
            elif at is None and tree.is_told(k) and self._is_of_told(index, t):
                yield SelfWord(index, k, t.span, tokens[t.head].span, gender)
            elif t.text.lower() in self.facts.bare_forms and _no_person(tokens, at) and self._is_bare(index, tree, k):
                yield SelfWord(index, k, t.span, t.span, gender)

    def _is_role(self, index: int, tree: SelfAgreement, k: int) -> bool:
        """Say whether a role has a noun for each gender, both in full use, where the source has one noun for both.

        What the source says with an adjective is none: taggers take *mécontente* for a noun too.
        """
        assert self.genders is not None
        t = tree.tokens[k]
        partners = self.genders.inflections.partners(t.text)
        if not partners or self.genders.facts(t.text).fixed or t.text.lower() in self.facts.kin:
            return False
        answers = list(self._answers(index, t.span))
        if self.facts.shown(t.text) is not None and answers and all(a.upos == "ADJ" for _, _, a in answers):
            return not tree.is_determined(k)
        if self.genders.of(t) == "Masc" and not any(p.lower() in self.facts.common for p in partners):
            return False  # frequent enough to be listed: étudiante is, plombière is not
        theirs = load_persons(self.ctx.source_pack.tag)
        return any(theirs.gender_of_noun(a.text) == "neutral" for _, _, a in answers)

    def _is_of_told(self, index: int, t: Token) -> bool:
        """Say whether it is a person who has arrived, and not a thing: *une fois terminé, cliquez ici*."""
        answers = list(self._answers(index, t.span))
        subjects = [s for tokens, k, _ in answers for s in tokens if s.head == k and s.relation == "nsubj"]
        if subjects:
            return all(s.text.lower() in self._source_forms for s in subjects)
        return t.lemma in self.facts.told

    def _answers(self, index: int, span: Span) -> Iterator[tuple[list[Token], int, Token]]:
        """Yield the source words that answer to a word, with their trees and places."""
        bead, source = self.ctx.bead_of(index), self.ctx.source
        spans = [link.source for link in bead.links if link.target.overlaps(span)] if bead is not None else []
        for segment in bead.source if bead is not None and source is not None and spans else ():
            tokens = source.tokens(segment) if source is not None else []
            yield from ((tokens, k, t) for k, t in enumerate(tokens) if any(s.overlaps(t.span) for s in spans))

    # words without a pronoun

    def _is_bare(self, index: int, tree: SelfAgreement, k: int) -> bool:
        """Say whether a bare word of feeling is the speaker's: it has no subject, and the source says it of nobody else."""
        tokens = tree.tokens
        t = tokens[k]
        if t.relation not in FREE or any(c.relation in {"nsubj", "cop", "det", "aux"} for c in tree.own(k)):
            return False
        ahead = next((c for c in reversed(tokens[:k]) if c.upos not in {"INTJ", "ADV", "CCONJ"}), None)
        if self._asked(tokens, k) or (ahead is not None and ahead.upos != "PUNCT"):
            return False
        bead, source = self.ctx.bead_of(index), self.ctx.source
        if source is None or bead is None or not bead.source:
            return False
        answers = [link.source for link in bead.links if link.target.overlaps(t.span)]
        return any(self._speaks_of_self(source, i, span) for span in answers for i in bead.source if _inside(source, i, span))

    def _asked(self, tokens: list[Token], k: int) -> bool:
        """Say whether the word is what a question asks: *Fatiguée ?*; *Désolée, c'était quoi ?* asks something else."""
        if tokens[-1].text[:1] != "?":
            return False
        behind = tokens[k + 1 :]
        return not (behind and behind[0].text[:1] in ",.…-–—!" and any(t.feat("VerbForm") == "Fin" for t in behind))

    def _speaks_of_self(self, source: Side, index: int, span: Span) -> bool:
        """Say whether a source word is said of a first person, or stands without any subject."""
        tokens = source.tokens(index)
        at = next((k for k, t in enumerate(tokens) if t.span.overlaps(span)), None)
        if at is None:
            return False
        subject = Controllers(tokens, source.pack).controller(at)
        if subject is not None and subject != at and _may_be_person(source, tokens[subject]):
            return tokens[subject].text.lower() in self._source_forms
        return not any(t.head == at and t.relation in {"nsubj", "det", "aux"} for t in tokens)


def _no_person(tokens: list[Token], at: int | None) -> bool:
    """Say whether a bare adjective describes nothing, or what it cannot: *Désolée, c'était …*, *Désolée, tu …*."""
    if at is None:
        return True
    t = tokens[at]
    return t.upos == "PRON" and (t.feat("PronType") == "Dem" or t.feat("Person") in {"1", "2"})


def _may_be_person(side: Side, t: Token) -> bool:
    """Say whether a word may stand for a person: *sorry, what was the question?* says nothing of the question."""
    return t.upos != "NOUN" or load_persons(side.pack.tag).gender_of_noun(t.text) is not None


def _inside(side: Side, index: int, span: Span) -> bool:
    return side.segments[index].span.covers(span)
