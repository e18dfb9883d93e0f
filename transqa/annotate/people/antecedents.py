"""The antecedent of a pronoun: persons near it, weighed by place and role (Lappin and Leass 1994).

A wrong link gives a person a wrong gender, a missing one costs little. So a person whose gender no other word says is taken only
where the sentence puts it forward, as a subject or as the only person there, and no other comes near it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.annotate.people.entities import Entities, Entity
    from transqa.annotate.people.facts import Sex
    from transqa.annotate.people.mentions import Node

WINDOW = 3
"""Sentences back in which the antecedent of a pronoun is looked for."""
DISTANCE = (100, 80, 40, 20)
"""Weight of a mention by its distance in sentences."""
SUBJECT, PARALLEL, PRONOUN, SAID, NAMED = 20, 10, 15, 15, 10
"""What a subject weighs more; one of two subjects; a pronoun; a person whose gender is said; one whose first name fits."""
UNLIKELY, INDEFINITE, ASIDE, OWNED, CALLED = 10, 20, 10, 10, 10
"""What weighs less: perhaps a thing's name; a person only just brought up; in a clause aside; another's family; an animal."""
MARGIN = 10
"""How much heavier the antecedent must be than the next, where its gender is not known from other words."""
OPENING = 1
"""Sentences at the beginning, after the first, whose pronouns may stand for a person named before the text."""
MOST = 40
"""Mentions weighed for one pronoun."""


class Candidate(NamedTuple):
    """A person whom a pronoun may stand for."""

    weight: float
    entity: Entity
    node: Node
    distance: int
    hinted: bool
    before: bool


class Antecedents:
    """Finds antecedents."""

    def __init__(self, entities: Entities, sentences: Sequence[Sequence[Node]]) -> None:
        """Hold the clusters and the mentions of each sentence."""
        self.entities = entities
        self.sentences = sentences

    def find(self, at: int, node: Node, gender: Sex) -> Entity | None:
        """Return the person for whom a pronoun of sentence *at* stands; None where it is not clear."""
        ranked = self._ranked(at, node, gender)
        if not ranked:
            ahead = self._ahead(at, node, gender)
            if ahead is None and at <= OPENING:
                self.entities.of[node].outside = True
            return ahead
        best = ranked[0]
        if best.entity.gender is not None or best.entity.called:
            return best.entity
        known = next((c.entity for c in ranked if c.entity.gender == gender), None)
        told_before = best.entity.order < self.entities.of[node].order
        if not self._prominent(best, sole=len(ranked) == 1 and told_before):
            if known is None and at <= OPENING:
                self.entities.of[node].outside = True
            return known
        if not best.entity.likely and not (best.hinted and node.subject) and self._nearer(best, ranked):
            return known  # the name may be that of a club
        if node.possessor and known is not None and any(c.entity is known and c.before for c in ranked):
            return known  # whoever was the subject before may own something here
        rivals = [c for c in ranked[1:] if c.weight > best.weight - MARGIN and c.distance <= max(1, best.distance)]
        return known if rivals else best.entity

    def _prominent(self, candidate: Candidate, *, sole: bool) -> bool:
        """Say whether a sentence puts a person forward: as a subject, or as the owner of something where nobody else is there."""
        if candidate.hinted:
            return True
        return candidate.node.subject or (sole and (candidate.entity.likely or candidate.node.possessor))

    def _ranked(self, at: int, node: Node, gender: Sex) -> list[Candidate]:
        """Return the persons that a pronoun may stand for, the heaviest first."""
        mine = self.entities.of[node]
        best: dict[int, Candidate] = {}
        for distance, other in self._before(at, node):
            entity = self.entities.of[other]
            if entity is not mine and self.may_be(entity, gender) and not self.entities.parted(mine, entity):
                weight = self._weight(distance, other, node, gender)
                if id(entity) not in best or best[id(entity)].weight < weight:
                    best[id(entity)] = Candidate(
                        weight, entity, other, distance, node.hint is other, self._was_subject(at, entity)
                    )
        return sorted(best.values(), key=lambda c: (-c.weight, -c.entity.order))

    def _nearer(self, best: Candidate, ranked: Sequence[Candidate]) -> bool:
        """Say whether somebody else, who is surely a person, stands between a pronoun and the best candidate."""
        return any(
            c.entity.likely and c.entity.names and c.distance == best.distance and c.node.order > best.node.order for c in ranked
        )

    def _was_subject(self, at: int, entity: Entity) -> bool:
        """Say whether a person is the subject of the sentence before."""
        return (
            any(n.subject and not n.loose and self.entities.of[n] is entity for n in self.sentences[at - 1][:MOST])
            if at
            else False
        )

    def _before(self, at: int, node: Node) -> list[tuple[int, Node]]:
        """Return the mentions before a pronoun with their distance in sentences, the nearest first."""
        found: list[tuple[int, Node]] = []
        for distance in range(min(WINDOW, at) + 1):
            found += [(distance, n) for n in reversed(self.sentences[at - distance]) if n.order < node.order]
            if len(found) >= MOST:
                break
        return found[:MOST]

    def may_be(self, entity: Entity, gender: Sex) -> bool:
        """Say whether a cluster may be one person of that gender."""
        if entity.plural or entity.told or not (entity.likely or entity.names or entity.genders or entity.called):
            return False
        return entity.admits(gender) and (bool(entity.called) or not entity.is_thing)

    def _weight(self, distance: int, other: Node, node: Node, gender: Sex) -> float:
        entity = self.entities.of[other]
        weight = DISTANCE[distance] - 0.01 * (node.order - other.order)
        weight += (
            SUBJECT * other.subject + PARALLEL * (other.subject and node.subject) + PRONOUN * (other.mention.kind == "pronoun")
        )
        weight += SAID * (entity.gender == gender) + NAMED * (entity.first_named == gender)
        weight += node.weight * (node.hint is other) - ASIDE * other.aside - OWNED * (other.owner is not None)
        return weight - CALLED * bool(entity.called) - UNLIKELY * (not entity.likely) - INDEFINITE * (other.definite == "indef")

    def _ahead(self, at: int, node: Node, gender: Sex) -> Entity | None:
        """Return the subject behind a pronoun that stands before it: *In her book, Smith says*."""
        mine = self.entities.of[node]
        if (node.subject and not node.fronted) or mine.order < node.order:
            return None
        for other in self.sentences[at]:
            entity = self.entities.of[other]
            if other.order > node.order and other.subject and other.owner is None and entity is not mine:
                return entity if self.may_be(entity, gender) and not self.entities.parted(mine, entity) else None
        return None
