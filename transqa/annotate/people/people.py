"""The persons of a text with gender and evidence, from the clusters of mentions."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transqa.annotate.people.coreference import Coreference
from transqa.annotate.people.facts import Facts, load_facts
from transqa.annotate.people.groups import gender_of
from transqa.annotate.people.sentence import Sentence
from transqa.annotate.quotes import outer_pairs
from transqa.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from transqa.annotate.context import Side
    from transqa.annotate.people.entities import Entity
    from transqa.annotate.people.facts import Sex
    from transqa.annotate.people.mentions import Mention
    from transqa.model import Span

EVIDENCE = 3
"""Words shown at most."""
WORDS = {"noun": "this noun", "name": "this title", "pronoun": "this pronoun"}
PEOPLE = {"female": "a woman", "male": "a man"}


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A person, or several together, with all mentions.

    Attributes:
        id: place in `People.persons`.
        mentions: in order of the text, those of the context first.
        gender: "female", "male"; None: no evidence, or evidence for both.
        evidence: the words that say the gender, strongest first, at most three.
        certain: whether words for this person say it, rather than that nobody else is in question.
    """

    id: int
    mentions: tuple[Mention, ...]
    gender: Sex | None
    evidence: tuple[Evidence, ...]
    certain: bool


class People:
    """The persons of one side."""

    def __init__(self, side: Side, preceding: Side | None = None, declared: Mapping[str, Sex] | None = None) -> None:
        """Find the persons of a text.

        Args:
            side: the text.
            preceding: the text before, which may say who is meant.
            declared: genders of persons by their names.
        """
        self.side = side
        self.preceding = preceding
        facts = load_facts(side.pack.tag)
        names = {tuple(name.lower().split()): sex for name, sex in (declared or {}).items()}
        self._found = Coreference({name: sex for name, sex in names.items() if name})
        for part, before in ((preceding, True), (side, False)):
            if part is not None:
                self._read(part, facts, before=before)
        self._found.resolve()
        self.persons = tuple(self._persons())
        self._at: dict[tuple[int, int], Person] = {}
        self._in: dict[int, list[Mention]] = {}
        self._index()

    def person_at(self, segment: int, token: int) -> Person | None:
        """Return the person of whom a word of a segment speaks: the head of a mention, or any word of a name."""
        return self._at.get((segment, token))

    def mentions_in(self, segment: int) -> Sequence[Mention]:
        """Return the mentions of persons in a segment, in order."""
        return self._in.get(segment, ())

    def _read(self, side: Side, facts: Facts, *, before: bool) -> None:
        wanted = [s.index for s in side.segments if self._speaks(side, facts, s.index)]
        side.expect(wanted)
        held = set(wanted)
        quoted = _quoted(side)
        for s in side.segments:
            if s.index in held:
                known = self._found.entities.known
                found = Sentence(side.tokens(s.index), facts, s.index, preceding=before, known=known, quoted=quoted)
                self._found.read(found)
            else:
                self._found.skip()

    def _speaks(self, side: Side, facts: Facts, index: int) -> bool:
        """Say whether a segment may speak of a person: it has a pronoun, a noun for persons, or a capital."""
        return any(
            w.text[0].isupper() or facts.noun(w.text) is not None or facts.pronoun(w.text) is not None for w in side.words(index)
        )

    def _persons(self) -> Iterator[Person]:
        number = 0
        for entity in self._found.entities.all():
            if entity.is_thing or not (entity.likely or entity.genders or entity.declared or entity.assumed or entity.members):
                continue
            mentions = tuple(n.mention for n in sorted(entity.nodes, key=lambda n: n.order))
            gender, certain, speaking = entity.gender, True, entity
            if gender is None and not entity.genders and len({sex for _, sex in entity.assumed}) == 1:
                speaking, gender = entity.assumed[0]
                certain = False
            elif gender is None and entity.members and (shown := gender_of(entity, self._found.entities)) is not None:
                speaking, certain = shown
                gender = speaking.gender
            yield Person(number, mentions, gender, tuple(self._evidence(speaking, gender)) if gender else (), certain)
            number += 1

    def _evidence(self, entity: Entity, gender: Sex) -> Iterator[Evidence]:
        """Yield the words that say the gender, nouns and titles before pronouns, the first of each form."""
        if entity.declared:
            named = min((n for n in entity.nodes if n.name), key=lambda n: n.order)
            yield self._as_evidence(named.mention, named.mention.span, f"declared as {gender}")
            return
        nodes = sorted(
            (n for n in (*entity.nodes, *entity.shown) if n.gender), key=lambda n: (n.mention.kind == "pronoun", n.order)
        )
        forms: set[str] = set()
        for node in nodes:
            word = node.said
            form = word.text.lower() if word else ""
            if word and form not in forms and len(forms) < EVIDENCE:
                forms.add(form)
                yield self._as_evidence(node.mention, word.span, f"{WORDS[node.mention.kind]} is used of {PEOPLE[gender]}")

    def _as_evidence(self, mention: Mention, span: Span, reason: str) -> Evidence:
        return Evidence("context" if mention.preceding else "source", span, reason)

    def _index(self) -> None:
        for person in self.persons:
            for mention in person.mentions:
                if not mention.preceding:
                    self._in.setdefault(mention.segment, []).append(mention)
        for mentions in self._in.values():
            mentions.sort(key=lambda m: (m.span.start, m.token))
        entities = self._found.entities.of
        by_mention = {id(m): p for p in self.persons for m in p.mentions}
        for node in entities:
            found = by_mention.get(id(node.mention))
            if found is not None and not node.mention.preceding:
                self._at |= {(node.mention.segment, k): found for k in {*node.words, *node.parts}}


def _quoted(side: Side) -> Callable[[int], bool]:
    """Return what says whether a place stands in quotation marks."""
    pairs = [(m.span.start, m.partner.span.end) for m in outer_pairs(side) if m.partner is not None]
    starts = [start for start, _ in pairs]

    def quoted(place: int) -> bool:
        at = bisect_right(starts, place)
        return at > 0 and place < pairs[at - 1][1]

    return quoted
