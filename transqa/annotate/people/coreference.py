"""Who is who across sentences: names, pronouns, nouns; and who is meant when only one person is there.

Deterministic sieves, the most precise first (Raghunathan et al. 2010, A Multi-Pass Sieve for Coreference Resolution; Lee et al.
2013, Deterministic Coreference Resolution Based on Entity-Centric, Precision-Ranked Rules): constructs inside a sentence, names,
then pronouns, weighed by place and role (Lappin and Leass 1994), then what is left where a single person is in question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.people.antecedents import OPENING, WINDOW, Antecedents
from transqa.annotate.people.apart import Apart
from transqa.annotate.people.elimination import Elimination
from transqa.annotate.people.entities import Entities, Entity, same_name
from transqa.annotate.people.groups import Groups
from transqa.annotate.people.hints import Hints
from transqa.annotate.people.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transqa.annotate.people.facts import Sex
    from transqa.annotate.people.mentions import Node
    from transqa.annotate.people.sentence import Sentence


class Coreference:
    """The clusters of a text, found sentence by sentence."""

    def __init__(self, declared: Mapping[tuple[str, ...], Sex]) -> None:
        """Hold the genders declared for names (words in small letters)."""
        self.entities = Entities()
        self.declared = declared
        self.sentences: list[list[Node]] = []
        self._antecedents = Antecedents(self.entities, self.sentences)
        self._count = 0
        self._speaker: Node | None = None

    def read(self, sentence: Sentence) -> None:
        """Take in the mentions of the next sentence: those that are surely one person, and names known from before."""
        syntax = Syntax(sentence)
        same, apart = list(syntax.same()), list(Apart(syntax).pairs())
        apart += self._spoken(sentence, Hints(syntax))
        for node in sentence.nodes:
            node.order = self._count
            self._count += 1
            entity = self.entities.add(node)
            entity.declared = self._declared(node.name) if node.name else None
        for a, b in apart:
            if a.name and a.name == b.name:
                continue
            self.entities.part(a, b)
            if b.owner is a and sentence.is_kin(b):
                self.entities.of[b].owners.add(a)
        for a, b in same:
            self._join(a, b)
        for node in sentence.nodes:
            self._list(node)
        for node in sentence.nodes:
            if node.name:
                self._by_name(node)
        self.sentences.append(list(sentence.nodes))

    def _list(self, node: Node) -> None:
        """Give the persons of a list the gender of the noun for them all: *two sisters, Ann and Mary*."""
        for name in node.listed:
            entity = self.entities.of[name]
            if node.gender is not None and not name.thing and not entity.genders:
                entity.genders.add(node.gender)
                entity.shown.append(node)

    def _spoken(self, sentence: Sentence, hints: Hints) -> list[tuple[Node, Node]]:
        """Return who says something with those spoken of in it; the words may go on in the next sentence."""
        hints.note()
        speaker = hints.speaker()
        found = list(hints.spoken_of(speaker, before=self._speaker))
        self._speaker = speaker or (self._speaker if any(n.quoted for n in sentence.nodes) else None)
        return found

    def skip(self) -> None:
        """Pass over a sentence that speaks of nobody."""
        self.sentences.append([])

    def resolve(self) -> None:
        """Find the antecedents of pronouns and nouns, then whom the rest can only mean."""
        for at, nodes in enumerate(self.sentences):
            for node in nodes:
                if node.mention.kind == "pronoun" and node.gender and not node.mention.plural:
                    found = self._antecedents.find(at, node, node.gender)
                    if found is not None and not (found.called and self.entities.of[node].names):
                        self.entities.join(found, self.entities.of[node])
                elif node.mention.kind == "noun" and node.definite == "def" and not node.mention.plural:
                    self._definite(at, node)
                    self._open(at, node)
        Elimination(self.entities, self.sentences, self._antecedents).run()
        Groups(self.entities, self.sentences).run()

    def _declared(self, name: tuple[str, ...]) -> Sex | None:
        for full, sex in self.declared.items():
            if name == full or (len(name) > 1 and len(full) > 1 and same_name(name, full)):
                return sex
        last = {full: sex for full, sex in self.declared.items() if full[-1] == name[-1]} if len(name) == 1 else {}
        return next(iter(last.values())) if len(last) == 1 else None

    def _join(self, a: Node, b: Node) -> None:
        one, other = self.entities.of[a], self.entities.of[b]
        if one is not other and not self.entities.parted(one, other) and self._compatible(one, other):
            self.entities.join(one, other)

    def _compatible(self, one: Entity, other: Entity) -> bool:
        """Say whether two clusters can be one person's: neither says, or is named as, another gender."""
        if one.plural != other.plural:
            return False
        mine = {g for g in (one.gender, None if one.surname_of(other) else one.first_named) if g}
        theirs = {g for g in (other.gender, None if other.surname_of(one) else other.first_named) if g}
        return len(mine | theirs) <= 1 and not (mine & theirs and len(one.genders | other.genders) > 1)

    def _by_name(self, node: Node) -> None:
        mine = self.entities.of[node]
        found = [e for e in self.entities.namesakes(node.name) if e is not mine and self._compatible(mine, e)]
        found = [e for e in found if not self.entities.parted(mine, e) and not self._of_family(node.name, e)]
        if mine.gender is not None:
            found = [e for e in found if e.gender == mine.gender] or found
        if len(node.name) == 1 and self.entities.is_family(node.name[0]):
            found = [e for e in found if node.name in e.names]
        if found and len({e.gender or e.first_named for e in found}) == 1:
            self.entities.join(found[0], mine)

    def _of_family(self, name: tuple[str, ...], entity: Entity) -> bool:
        """Say whether a last name alone may be that of another in the family: *his wife, Jane Doe*, and then *Doe*."""
        return len(name) == 1 and bool(entity.owners) and all(name[0] != full[0] for full in entity.names)

    def _open(self, at: int, node: Node) -> None:
        """Note that a noun at the beginning stands for someone named before the text: *the actress*."""
        entity = self.entities.of[node]
        if at <= OPENING and node.gender and node.simple and len(entity.nodes) == 1 and not node.loose:
            entity.outside = entity.plain = True

    def _window(self, at: int, back: int) -> Iterator[tuple[int, Sequence[Node]]]:
        for distance in range(min(back, at) + 1):
            yield distance, self.sentences[at - distance]

    def _definite(self, at: int, node: Node) -> None:
        """Join a definite noun to the last person whom the same noun was said of, or the only one with a name in all the text."""
        mine = self.entities.of[node]
        if len(mine.nodes) > 1:
            return
        named = self.entities.with_role(node.head, node) if node.simple else None
        if named is not None and not self.entities.parted(mine, named) and self._compatible(mine, named):
            self.entities.join(named, mine)
            return
        for _, nodes in self._window(at, WINDOW):
            for other in reversed(nodes):
                entity = self.entities.of[other]
                if other.order >= node.order or entity is mine or entity.plural or self.entities.parted(mine, entity):
                    continue
                if other.head == node.head and other.mention.kind == "noun" and self._compatible(mine, entity):
                    self.entities.join(entity, mine)
                    return
