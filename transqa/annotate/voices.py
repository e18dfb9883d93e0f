"""The gender of the first and of the second person at a place of the target, with the words that say it.

Outside what others say, the first person is the declared speaker. Inside a quotation it is who says it, by the source (through
the word links of the bead) or by the target itself (*a-t-elle déclaré*). Where the two contradict each other, or where marks of
one side have no answer on the other, nobody knows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from transqa.annotate.named import (
    NAMING,
    SEXES,
    adjective_says,
    callers,
    gender_of_words,
    has_words,
    is_called,
    words_say,
)
from transqa.annotate.narrators import accounts
from transqa.annotate.replies import Replies
from transqa.annotate.speakers import Participant
from transqa.annotate.turns import Kind
from transqa.model import Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.annotate.context import Context, Side
    from transqa.annotate.narrators import Account
    from transqa.annotate.people.facts import Sex
    from transqa.annotate.self_words import SelfWord
    from transqa.annotate.speakers import Utterance

PEOPLE: dict[Sex, str] = {"female": "a woman", "male": "a man"}
NEAR = 2
"""Sentences of the same words, before and behind, in which a person is called."""
CALLING = ",!?;:"
GREETING_WORDS = 7
ACCOUNT_NEAR = 2
"""Paragraphs between what an author says of herself or himself and another sentence in the first person, at most."""
HALF = 0.5
"""Least share of the word links of a sentence that must lead to one stretch of the source."""


class KnownPerson(Protocol):
    """What is asked of a person: see `annotate/people`."""

    @property
    def gender(self) -> Sex | None:
        """The gender, where it is known."""

    @property
    def evidence(self) -> Sequence[Evidence]:
        """The words that say it."""

    @property
    def certain(self) -> bool:
        """Whether words for this person say it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, or is spoken to.

    Attributes:
        gender: of the person.
        evidence: the words that say it.
    """

    gender: Sex
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the source has for words of the target.

    Attributes:
        said: the utterance that holds them.
        stretch: its number.
        fits: whether the source marks as much as the target.
    """

    said: Utterance | None = None
    stretch: int | None = None
    fits: bool = True


class Voices:
    """Finds the gender of first and second persons of the target."""

    def __init__(self, ctx: Context) -> None:
        """Hold both sides; nothing is parsed yet."""
        self.ctx = ctx
        self.self_words: dict[str, list[SelfWord]] = {}
        self._greeting_lines: dict[int, dict[int, list[Voice | None]]] = {}

    @property
    def any_speaker(self) -> bool:
        """Whether the first person may be known anywhere."""
        return self.ctx.speaker is not None or bool(len(self.ctx.target.speech)) or bool(self._accounts)

    @property
    def any_addressee(self) -> bool:
        """Whether the second person may be known anywhere: somebody speaks, or somebody is called by a title or greeted."""
        sides = [side for side in (self.ctx.target, self.ctx.source) if side is not None]
        return bool(len(self.ctx.target.speech)) or any(has_words(side, callers(side.pack.tag)) for side in sides)

    def expect(self, words: Sequence[SelfWord]) -> None:
        """Say of which words it will be asked whose they are."""
        if not words:
            return
        self.ctx.target.speech.expect(w.person.start for w in words)
        beads = (self.ctx.bead_of(k) for k in dict.fromkeys(w.segment for w in words))
        if self.ctx.source is not None:
            self.ctx.source.speech.expect(link.source.start for bead in beads if bead is not None for link in bead.links)

    def speaker(self, segment: int, span: Span) -> Voice | None:
        """Return who is the first person at the words *span* of a target segment; None where that is not known."""
        said = self.ctx.target.speech.at(span.start)
        answer = self._answer(segment, span)
        if said is None:
            return self._outside(segment, span) if answer.fits and answer.said is None else None
        if not _covers(said, span.start):
            said = None  # open on this side: the source may close its marks where the target cannot
        named = [(side, u.speaker) for side, u in self._both(said, answer) if u.speaker is not None]
        if not named and said is not None and self.ctx.speaker is not None and self._is_own_text(said):
            return self._declared(span)
        if self._is_nobody(answer.said.speaker if answer.said is not None else None):
            return None
        return _agreed([self._voice(side, who, "says these words") for side, who in named])

    def _is_nobody(self, who: Participant | None) -> bool:
        """Say whether a source pronoun says neither she nor he: it, they; then what the target makes of it is no evidence."""
        if who is None or self.ctx.source is None:
            return False
        t = self.ctx.source.tokens(who.segment)[who.token]
        return t.upos == "PRON" and t.feat("Person") == "3" and gender_of_words(self.ctx.source, who) is None

    def _outside(self, segment: int, span: Span) -> Voice | None:
        """Return who is the first person outside marks: the declared speaker, if no clause of saying names another."""
        who = self.ctx.target.speech.unmarked(segment)
        if who is None:
            return self._declared(span) or self._by_account(segment)
        return self._voice(self.ctx.target, who, "says these words")

    @cached_property
    def _accounts(self) -> list[Account]:
        """What the source says of its author."""
        return [] if self.ctx.source is None else accounts(self.ctx.source)

    def _by_account(self, segment: int) -> Voice | None:
        """Return the author by what the source says of itself near by."""
        bead, source = self.ctx.bead_of(segment), self.ctx.source
        if source is None or bead is None or not bead.source:
            return None
        block = source.segments[bead.source[0]].block
        near = [a for a in self._accounts if abs(a.block - block) <= ACCOUNT_NEAR]
        if len({a.gender for a in near}) != 1:
            return None
        said = Evidence("source", near[0].span, f"the author calls herself or himself {PEOPLE[near[0].gender]}")
        return Voice(near[0].gender, (said,))

    def addressee(self, segment: int, span: Span) -> Voice | None:
        """Return who is the second person at the words *span* of a target segment; None where that is not known."""
        said = self.ctx.target.speech.at(span.start)
        answer = self._answer(segment, span)
        if not answer.fits or (said is None and answer.said is not None):
            return None
        if said is not None and not _covers(said, span.start):
            said = None
        named = [(side, u.addressee) for side, u in self._both(said, answer) if u.addressee is not None]
        if self._is_nobody(answer.said.addressee if answer.said is not None else None):
            return None
        voices = [self._voice(side, who, "is spoken to") for side, who in named]
        voices += self._called(self.ctx.target, segment, self.ctx.target.speech.levels.index(span.start))
        bead, source = self.ctx.bead_of(segment), self.ctx.source
        if source is not None and bead is not None:
            voices += [v for k in bead.source for v in self._called(source, k, answer.stretch)]
        if said is None and not voices:
            voices = self._greeted(segment)
        if said is not None and not voices and not named:
            voices = self._answered(span.start, answer.stretch)
        return _agreed(voices)

    def _answered(self, place: int, theirs: int | None) -> list[Voice | None]:
        """Return the other of two who take turns, by the source; where there is none, by the target."""
        ours = self.ctx.target.speech.levels.index(place)
        side, k = (self.ctx.target, ours) if self.ctx.source is None else (self.ctx.source, theirs)
        who = None if ours is None or k is None else self._replies.addressee(k)
        return [] if who is None else [self._voice(side, who, "is answered")]

    @cached_property
    def _replies(self) -> Replies:
        """The conversations of the source; of the target where there is none."""
        side = self.ctx.source or self.ctx.target
        return Replies(side, partial(self._sex, side))

    def _sex(self, side: Side, who: Participant) -> Sex | None:
        voice = self._voice(side, who, "speaks")
        return None if voice is None else voice.gender

    def _both(self, said: Utterance | None, answer: Answer) -> list[tuple[Side, Utterance]]:
        """Return the utterances of both sides that hold some words, with their sides."""
        found = [(self.ctx.target, said), (self.ctx.source, answer.said)]
        return [(side, u) for side, u in found if side is not None and u is not None]

    def _declared(self, span: Span, side: str = "target") -> Voice | None:
        sex = next((sex for sex in SEXES if sex == self.ctx.speaker), None)
        return None if sex is None else Voice(sex, (Evidence(side, span, f"the speaker is declared {sex}"),))

    def _is_own_text(self, said: Utterance) -> bool:
        """Say whether marks that name nobody hold the declared speaker's words: no other words are anybody else's."""
        if said.kind in {Kind.TURN, Kind.BLOCK} or (said.kind is Kind.DIALOGUE and len(self.ctx.target.speech) > 1):
            return False
        return not any(u.speaker for u in self.ctx.target.speech.utterances)

    def _answer(self, segment: int, span: Span) -> Answer:
        """Return the source utterance that words of the target answer to."""
        bead, source = self.ctx.bead_of(segment), self.ctx.source
        if source is None or bead is None or not bead.source:
            return Answer()
        target, theirs = self.ctx.target.speech, source.speech
        if not theirs.levels.within(source.stretch(bead.source)):
            return Answer()
        mine = target.levels.index(span.start)
        inside = self.ctx.target.segments[segment].span
        links = [k for k in bead.links if inside.covers(k.target) and target.levels.index(k.target.start) == mine]
        said = [(theirs.at(k.source.start), k.source.start) for k in links]
        votes = Counter(None if u is None else (u.speaker, u.addressee) for u, _ in said)
        best, count = votes.most_common(1)[0] if votes else (None, 0)
        if not count or count < HALF * len(links):
            return Answer(fits=False)
        if best is None:
            return Answer(fits=mine is None)
        found = next(((u, at) for u, at in said if u is not None and (u.speaker, u.addressee) == best and _covers(u, at)), None)
        return Answer(fits=False) if found is None else Answer(found[0], theirs.levels.index(found[1]))

    def _voice(self, side: Side, who: Participant, role: str) -> Voice | None:
        """Return the gender of the person whom some words name."""
        ours = side is self.ctx.source
        if side.tokens(who.segment)[who.token].feat("Person") == "1":
            return self._narrator(side, who, role)
        own = gender_of_words(side, who)
        if ours:
            person = self._person(who)
            if person is not None and person.gender and person.certain:
                said = Evidence("source", who.span, f"{PEOPLE[person.gender]} {role}")
                return Voice(person.gender, (said, *(e for e in person.evidence[:2] if e.span != who.span)))
        if own is None:
            return self._by_name(side, who)
        return Voice(own, (Evidence("source" if ours else "target", who.span, f"{PEOPLE[own]} {role}"),))

    def _by_name(self, side: Side, who: Participant) -> Voice | None:
        """Return who a name stands for, if its gender is declared."""
        tokens = side.tokens(who.segment)
        names = {t.text.lower() for k, t in enumerate(tokens) if k == who.token or (t.head == who.token and t.relation in NAMING)}
        found = {sex for full, sex in self.ctx.declared.items() if not names.isdisjoint(full.lower().split())}
        if len(found) != 1:
            return None
        sex = found.pop()
        return Voice(sex, (Evidence("source" if side is self.ctx.source else "target", who.span, f"declared as {sex}"),))

    def _narrator(self, side: Side, who: Participant, role: str) -> Voice | None:
        """Return who is the first person that a clause of saying names: *“…”, he told me*, also inside other words."""
        if side.tokens(who.segment)[who.token].feat("Number") == "Plur":
            return None
        around = side.speech.at(who.span.start)
        if around is None or (not _covers(around, who.span.start) and side.speech.levels.is_outermost(who.span.start)):
            return self._declared(who.span, "source" if side is self.ctx.source else "target")
        outer = around.speaker if _covers(around, who.span.start) else None
        return self._voice(side, outer, role) if outer is not None and outer.span != who.span else None

    def _person(self, who: Participant) -> KnownPerson | None:
        people = self.ctx.people.source
        return None if people is None else people.person_at(who.segment, who.token)

    def _called(self, side: Side, segment: int, stretch: int | None) -> list[Voice | None]:
        """Return who is called by name or title in the same words: *Vous êtes arrivée, Madame*."""
        block = side.segments[segment].block
        near = range(max(0, segment - NEAR), min(len(side.segments), segment + NEAR + 1))
        found: list[Voice | None] = []
        for index in (k for k in near if side.segments[k].block == block and self._calls(side, k)):
            for k, t in enumerate(tokens := side.tokens(index)):
                if is_called(side, tokens, k) and side.speech.levels.index(t.start) == stretch:
                    found.append(self._voice(side, Participant(index, k, t.span), "is called"))
        return [v for v in found if v is not None]

    def _calls(self, side: Side, segment: int) -> bool:
        """Say whether a segment is worth parsing: words that call somebody stand beside a mark."""
        return any(mark in side.segments[segment].text for mark in CALLING)

    def _greeted(self, segment: int) -> list[Voice | None]:
        """Return who the letter is to: *Dear Mrs Smith,* in the last greeting line before."""
        places = [(self.ctx.target, self.ctx.target.segments[segment])]
        bead, source = self.ctx.bead_of(segment), self.ctx.source
        if source is not None and bead is not None and bead.source:
            places.append((source, source.segments[bead.source[0]]))
        return [voice for side, s in places for voice in self._last_greeting(side, s.block)]

    def _last_greeting(self, side: Side, block: int) -> list[Voice | None]:
        before = [b for b in self._greetings(side) if b < block]
        return self._greetings(side)[before[-1]] if before else []

    def _greetings(self, side: Side) -> dict[int, list[Voice | None]]:
        """Return the greeting lines of a side by their blocks, each with who is greeted."""
        key = id(side)
        if key not in self._greeting_lines:
            words = frozenset(side.pack.phrases("speech", "greetings"))
            lines = [s for s in side.segments if side.starts[s.index] and len(side.words(s.index)) <= GREETING_WORDS]
            first = {s.index: w[0].text.lower() for s in lines if (w := side.words(s.index))}
            mine = [s for s in lines if first.get(s.index) in words and s.text.rstrip()[-1:] in ",!:"]
            self._greeting_lines[key] = {s.block: [self._in_greeting(side, s.index)] for s in mine}
        return self._greeting_lines[key]

    def _in_greeting(self, side: Side, segment: int) -> Voice | None:
        """Return the gender that the words of a greeting line say: titles, nouns, *Chère*."""
        tokens = side.tokens(segment)
        if any(t.feat("Number") == "Plur" for t in tokens):
            return None
        said = [(t, sex) for t in tokens for sex in (words_say(side.pack.tag, t) | adjective_says(side.pack.tag, t))]
        if len({sex for _, sex in said}) != 1:
            return None
        token, sex = said[0]
        return Voice(sex, (Evidence("source" if side is self.ctx.source else "target", token.span, f"{PEOPLE[sex]} is greeted"),))


def _covers(said: Utterance, offset: int) -> bool:
    return any(span.start <= offset < span.end for span in said.spans)


def _agreed(voices: Sequence[Voice | None]) -> Voice | None:
    """Return what all say that say something; None where they contradict each other."""
    known = [v for v in voices if v is not None]
    if len({v.gender for v in known}) != 1:
        return None
    return Voice(known[0].gender, tuple(dict.fromkeys(e for v in known for e in v.evidence)))
