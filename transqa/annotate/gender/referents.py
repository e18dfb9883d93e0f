"""Who the words of the target speak of: from a word, through word links and syntax, to a person of the source.

A word is led to the source by its own link; a pronoun whose link says nothing by its verb, whose source subject is the person; a
name by its spelling; an attribute, apposition or participle by the word that it agrees with. A word that is led to a thing (*it*)
stands for no person, and nothing is said of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from transqa.annotate.agreement import Controllers
from transqa.annotate.gender.links import person_linker
from transqa.annotate.gender.words import pronoun_form
from transqa.langs.persons import load_persons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transqa.alignment.links import WordLinker
    from transqa.annotate.context import Context, Side
    from transqa.annotate.gender.words import WordGenders
    from transqa.annotate.people import Person
    from transqa.model import Bead, Span
    from transqa.morphosyntax.tree import Token

LEAST, LEAST_OF_PRONOUN = 0.4, 0.3
"""Probability of a link from which it counts; that of a pronoun is shared by many others."""
CLOSE = 0.4
"""Share of the content words of a bead that must be linked for its words to answer to words of the source one by one."""
SHORT = 8
"""Content words of a bead up to which their links say nothing of how close it is."""
SURE = 0.7
"""Probability of a bead from which it counts."""
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON"})
SUBJECTS = ("nsubj", "csubj", "expl")
PREDICATES = frozenset({"VERB", "AUX", "ADJ", "NOUN"})


class Place(NamedTuple):
    """A token of a side: segment and place in its tree."""

    segment: int
    token: int


class Referent(NamedTuple):
    """What a word of the target speaks of: a source token, and the person there; None is a thing.

    *several* says that it speaks of more persons, of whom this is the first, all of one gender; *probability* is that of the
    link, 0 where syntax has led there.
    """

    at: Place
    person: Person | None
    several: bool = False
    probability: float = 0.0


class Referents:
    """Leads words of the target to persons of the source."""

    def __init__(self, ctx: Context, words: WordGenders) -> None:
        """Hold both sides; beads are looked at when asked for."""
        assert ctx.source is not None
        assert ctx.people.source is not None
        self.ctx = ctx
        self.source = ctx.source
        self.target = ctx.target
        self.people = ctx.people.source
        self.words = words
        self._controllers: dict[tuple[str, int], Controllers] = {}
        self._close: dict[int, bool] = {}
        self._counts: dict[int, tuple[Counter[str], Counter[str]]] = {}
        self._links: dict[int, dict[int, list[tuple[Place, float]]]] = {}

    @cached_property
    def beads(self) -> list[Bead]:
        """The beads that can matter: their source speaks of a person whose gender is known, or of one who comes up again."""
        return [bead for bead in self.ctx.alignment or () if bead.target and self._matters(bead)]

    def _matters(self, bead: Bead) -> bool:
        persons = (self.people.person_at(m.segment, m.token) for k in bead.source for m in self.people.mentions_in(k))
        return any(p is not None and (p.gender is not None or len(p.mentions) > 1) for p in persons)

    @cached_property
    def _linker(self) -> WordLinker:
        return person_linker(self.source, self.target, self.beads, self.words, self.ctx.resources)

    def controllers(self, side: str, segment: int) -> Controllers:
        """Return the controllers of a segment of the "source" or the "target"."""
        key = side, segment
        if key not in self._controllers:
            s = self.source if side == "source" else self.target
            self._controllers[key] = Controllers(s.tokens(segment), s.pack)
        return self._controllers[key]

    def links(self, segment: int, token: int) -> list[tuple[Place, float]]:
        """Return the source tokens that a target token is linked with, likeliest first."""
        if segment not in self._links:
            self._read_links(segment)
        return self._links[segment].get(token, [])

    def _read_links(self, segment: int) -> None:
        bead = self.ctx.bead_of(segment)
        for k in bead.target if bead is not None else (segment,):
            self._links[k] = {}
        if bead is None:
            return
        ours, theirs = self._index(bead.source, source=True), self._index(bead.target, source=False)
        for link in self._linker(bead):
            for there in _covering(theirs, link.target):
                self._links[there.segment].setdefault(there.token, []).extend(
                    (here, link.probability) for here in _covering(ours, link.source)
                )
        for k in bead.target:
            for found in self._links[k].values():
                found.sort(key=lambda f: -f[1])

    def _index(self, segments: tuple[int, ...], *, source: bool) -> list[tuple[int, int, Place]]:
        side = self.source if source else self.target
        return [(t.end, t.start, Place(k, i)) for k in segments for i, t in enumerate(side.tokens(k))]

    def token(self, at: Place) -> Token:
        """Return a token of the source."""
        return self.source.tokens(at.segment)[at.token]

    def of_name(self, segment: int, token: int) -> Referent | None:
        """Return the person whose name a word of the target is, by its spelling."""
        word = self.target.tokens(segment)[token].text.casefold()
        bead = self.ctx.bead_of(segment)
        for k in bead.source if bead is not None else ():
            for i, t in enumerate(self.source.tokens(k)):
                if t.upos == "PROPN" and t.text.casefold() == word and (person := self.people.person_at(k, i)) is not None:
                    shared = person.gender is not None and word in self._shared_names
                    return None if shared else Referent(Place(k, i), person, probability=1.0)
        return None

    @cached_property
    def _shared_names(self) -> frozenset[str]:
        """Names that a woman and a man of the source bear: Mr. and Mrs. Weston."""
        genders: dict[str, set[str]] = defaultdict(set)
        for person in self.people.persons:
            for m in person.mentions:
                if person.gender is not None and m.kind == "name" and not m.preceding:
                    genders[self.token(Place(m.segment, m.token)).text.casefold()].add(person.gender)
        return frozenset(name for name, found in genders.items() if len(found) > 1)

    def linked(self, segment: int, token: int, kinds: tuple[str, ...] = ("pronoun", "noun", "name")) -> Referent | None:
        """Return the person that the source words linked with a word speak of, by mentions of some kinds."""
        least = LEAST_OF_PRONOUN if self.target.tokens(segment)[token].upos == "PRON" else LEAST
        clitic = self.target.tokens(segment)[token].relation in {"obj", "iobj"}
        for at, p in self.links(segment, token):
            whose = clitic and self.token(at).deprel == "nmod:poss"  # l' is no rendering of his
            person = self.people.person_at(*at) if p >= least and not whose else None
            if person is not None and self._kind(at) in kinds:
                return Referent(at, person, probability=p)
        return None

    def rival(self, at: Place, segment: int, token: int) -> bool:
        """Say whether another pronoun of a target segment is linked with a source token at least as well."""
        tokens = self.target.tokens(segment)
        own = max(p for place, p in self.links(segment, token) if place == at)
        return any(
            k != token and tokens[k].upos == "PRON" and any(place == at and p >= own for place, p in found)
            for k, found in self._links[segment].items()
        )

    def _kind(self, at: Place) -> str:
        upos = self.token(at).upos
        return {"PRON": "pronoun", "DET": "pronoun", "PROPN": "name"}.get(upos, "noun")

    def subject_of(self, segment: int, verb: int) -> Referent | None:
        """Return what is the subject, in the source, of the words that a predicate is linked with."""
        for at in self._predicates(segment, verb):
            subject = self.controllers("source", at.segment).subject(at.token)
            if subject is not None:
                return Referent(Place(at.segment, subject), self.people.person_at(at.segment, subject))
        return None

    def object_of(self, segment: int, verb: int) -> Referent | None:
        """Return what is the object, in the source, of the words that a verb is linked with; or their subject in the passive."""
        for at in self._predicates(segment, verb):
            for k, token in enumerate(self.source.tokens(at.segment)):
                if token.head == at.token and token.deprel in {"obj", "nsubj:pass"}:
                    return Referent(Place(at.segment, k), self.people.person_at(at.segment, k))
        return None

    def _predicates(self, segment: int, verb: int) -> Iterator[Place]:
        for at, _ in self.links(segment, verb):
            token = self.token(at)
            if token.upos in PREDICATES:
                helps = token.relation in {"aux", "cop"} and token.head >= 0
                yield Place(at.segment, token.head) if helps else at

    def unanswered(self, segment: int) -> list[Referent]:
        """Return the nouns for persons of the source that no word of the target is linked with, and names with a title."""
        bead = self.ctx.bead_of(segment)
        if bead is None:
            return []
        if segment not in self._links:
            self._read_links(segment)
        answered = {at for k in bead.target for found in self._links[k].values() for at, p in found if p >= LEAST}
        return [
            Referent(Place(m.segment, m.token), person)
            for k in bead.source
            for m in self.people.mentions_in(k)
            if m.kind != "pronoun"
            and (m.gender or m.kind == "noun")
            and Place(m.segment, m.token) not in answered
            and (person := self.people.person_at(m.segment, m.token)) is not None
        ]

    def answers(self, segment: int) -> Iterator[tuple[int, Place]]:
        """Yield the words of a target segment with the source tokens that they are linked with."""
        if segment not in self._links:
            self._read_links(segment)
        for k, found in self._links[segment].items():
            yield from ((k, at) for at, p in found if p >= LEAST)

    def says_gender(self, referent: Referent) -> bool:
        """Say whether the words of the source that a referent stands at say a gender themselves."""
        return any(m.gender and m.token == referent.at.token for m in self.people.mentions_in(referent.at.segment))

    def is_compound(self, referent: Referent) -> bool:
        """Say whether a noun of the source says its gender by its ending: policewoman."""
        return load_persons(self.source.document.lang).is_compound(self.token(referent.at).text)

    def pronoun_counts(self, segment: int) -> tuple[Counter[str], Counter[str]]:
        """Return how many subject pronouns of each gender a bead has, in the source and in the target."""
        bead = self.ctx.bead_of(segment)
        if bead is None:
            return Counter(), Counter()
        key = bead.target[0]
        if key not in self._counts:
            self._counts[key] = _counted(self.source, bead.source), _counted(self.target, bead.target)
        return self._counts[key]

    def close(self, segment: int) -> bool:
        """Say whether a bead is translated closely enough for its words to lead one by one: most of them have links."""
        bead = self.ctx.bead_of(segment)
        if bead is None or not bead.source or bead.confidence < SURE:
            return False
        if segment not in self._links:
            self._read_links(segment)
        if segment not in self._close:
            words = [(k, i) for k in bead.target for i, t in enumerate(self.target.tokens(k)) if t.upos in CONTENT]
            linked = sum(any(p >= LEAST for _, p in self._links[k].get(i, ())) for k, i in words)
            self._close.update(dict.fromkeys(bead.target, linked >= CLOSE * len(words) or len(words) < SHORT))
        return self._close[segment]

    def only_gender(self, segment: int) -> Referent | None:
        """Return a person of a bead of the source, a pronoun first, if all single persons there are known, and of one gender."""
        bead = self.ctx.bead_of(segment)
        found = [
            Referent(Place(m.segment, m.token), person)
            for k in (bead.source if bead is not None else ())
            for m in self.people.mentions_in(k)
            if not m.plural and (person := self.people.person_at(m.segment, m.token)) is not None
        ]
        genders = {r.person.gender for r in found if r.person is not None}
        found.sort(key=lambda r: self.token(r.at).upos != "PRON")
        return found[0] if len(genders) == 1 and None not in genders else None

    def speaks_of_things(self, segment: int) -> bool:
        """Say whether the source has a pronoun that a pronoun of the target may stand for, and that stands for no person."""
        bead = self.ctx.bead_of(segment)
        for k in bead.source if bead is not None else ():
            for i, t in enumerate(self.source.tokens(k)):
                if t.upos == "PRON" and t.feat("Gender") == "Neut" and self.people.person_at(k, i) is None:
                    return True
        return False


def _counted(side: Side, segments: Iterable[int]) -> Counter[str]:
    """Return how many subject pronouns of each gender stand in some segments."""
    pronouns = load_persons(side.document.lang).pronouns
    found: Counter[str] = Counter()
    for token in (t for k in segments for t in side.tokens(k)):
        if token.upos == "PRON" and token.relation in {"nsubj", "expl"}:
            genders = {r.gender for r in pronouns.get(pronoun_form(token.text), ()) if r.case != "indefinite"}
            if len(genders) == 1:
                found.update(genders)
    return found


def _covering(index: list[tuple[int, int, Place]], span: Span) -> Iterator[Place]:
    """Yield the tokens of an index of ends and starts, in text order, that share a code point with a span."""
    at = bisect_left(index, (span.start + 1,))
    while at < len(index) and index[at][1] < span.end:
        yield index[at][2]
        at += 1
