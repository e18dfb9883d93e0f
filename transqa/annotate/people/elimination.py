"""Who is meant where no word says it, because one person alone is in question.

Three cases. A text may begin in the middle: its first pronoun stands for a person named before, and a name or a definite noun in
a later sentence answers it. A role that nobody is said to have (*a career as a teacher*), and a line that is nothing but a noun,
speak of the only person there. Whatever gender is found so is inferred: `Person.certain` is False.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.people.entities import conflicting_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transqa.annotate.people.antecedents import Antecedents
    from transqa.annotate.people.entities import Entities, Entity
    from transqa.annotate.people.facts import Sex
    from transqa.annotate.people.mentions import Node

FOCUS = 2
"""Sentences back that say who is in question."""
SELDOM = 2
"""Mentions, at most, of a person who is only brought up beside another."""


class Elimination:
    """Gives persons of unknown gender that of the only person who can be meant."""

    def __init__(self, entities: Entities, sentences: Sequence[Sequence[Node]], antecedents: Antecedents) -> None:
        """Hold the clusters, whose pronouns are resolved."""
        self.entities = entities
        self.sentences = sentences
        self.antecedents = antecedents

    def run(self) -> None:
        """Go through all sentences."""
        for at in range(len(self.sentences)):
            self._sentence(at)

    def _sentence(self, at: int) -> None:
        unknown = [n for n in self.sentences[at] if self._open(n)]
        known = self._in_question(at) if unknown else []
        genders = {g for e in known for g in _genders(e)}
        if len(genders) != 1:
            return
        gender = genders.pop()
        here = {id(e) for e in self._persons_near(at)}
        sole = len({id(self.entities.of[n]) for n in unknown if n.likely or n.subject}) == 1
        taken: list[tuple[Entity, Entity]] = []
        for node in sorted(unknown, key=lambda n: (not n.subject, n.order)):
            entity = self.entities.of[node]
            if not self.antecedents.may_be(entity, gender):
                continue
            alone = (node.loose or self._names_again(at, node)) and here <= {id(entity), *map(id, known)}
            if not alone and not self._answers(node, sole=sole):
                continue
            meant = [
                e for e in known if self._may_mean(entity, e) and (alone or (self._is_outside(e) and self._before(e, at, node)))
            ]
            meant = [e for e in meant if not any(e is other and self.entities.parted(entity, one) for one, other in taken)]
            if meant:
                entity.assumed.append((meant[0], gender))
                taken.append((entity, meant[0]))

    def _answers(self, node: Node, *, sole: bool) -> bool:
        """Say whether a mention speaks of someone known: a name that is a subject, a definite noun."""
        if self.entities.of[node].names:
            return node.subject or node.over or node.relation == "root"
        return node.definite != "indef" and (node.subject or (sole and node.likely and node.definite == "def"))

    def _names_again(self, at: int, node: Node) -> bool:
        """Say whether a noun stands for the subject of the sentence before: *Lee went home. The singer said*."""
        if not node.names_again or node.definite != "def" or not node.simple or not at:
            return False
        subjects = {id(self.entities.of[n]) for n in self.sentences[at - 1] if n.subject}
        named = (self.entities.of[n] for n in self.sentences[at] if n.name)
        return len(subjects) == 1 and all(e.is_thing or id(e) in subjects for e in named)

    def _before(self, entity: Entity, at: int, node: Node) -> bool:
        """Say whether earlier sentences speak of a person, and this one at most in a clause before: *When she left, Hill was*."""
        here = [n for n in self.sentences[at] if self.entities.of[n] is entity]
        return all(n.fronted and n.order < node.order and node.subject for n in here)

    def _in_question(self, at: int) -> list[Entity]:
        """Return the persons of known gender of a sentence and those before it, but for the family of one of them."""
        found = {id(e): e for e in self._near(at) if (e.genders or e.declared) and not e.plural}
        return [e for e in found.values() if not self._is_aside(e, found)]

    def _is_aside(self, entity: Entity, others: Mapping[int, Entity]) -> bool:
        """Say whether a person is only mentioned as one of another's family: *her mother was a nurse*."""
        return len(entity.nodes) <= SELDOM and any(id(self.entities.of[n]) in others for n in entity.owners)

    def _persons_near(self, at: int) -> Iterator[Entity]:
        """Yield the single persons of a sentence and those before it."""
        yield from (e for e in self._near(at, loose=False) if e.likely and not e.plural)

    def _near(self, at: int, *, loose: bool = True) -> Iterator[Entity]:
        for nodes in self.sentences[max(0, at - FOCUS) : at + 1]:
            yield from (self.entities.of[n] for n in nodes if loose or not n.loose)

    def _open(self, node: Node) -> bool:
        entity = self.entities.of[node]
        return not (entity.genders or entity.declared or entity.plural or entity.is_thing)

    def _may_mean(self, entity: Entity, known: Entity) -> bool:
        return not self.entities.parted(entity, known) and not conflicting_names(entity.names, known.names)

    def _is_outside(self, entity: Entity) -> bool:
        """Say whether an antecedent seems to stand before the text: nothing but pronouns and what is said of them."""
        return entity.outside and entity.plain and not entity.names


def _genders(entity: Entity) -> set[Sex]:
    return entity.genders or ({entity.declared} if entity.declared else set())
