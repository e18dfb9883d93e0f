"""Groups: who *they* are, and of which gender where all of a group are of one.

A group is a plural noun (*the women*), or names joined (*Ann and Mary*); a counted noun may take these up (*the two friends*).
*They* often stands for more than one can see, so it is taken only for the subject before, beside which nobody else is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.annotate.people.entities import Entities, Entity
    from transqa.annotate.people.mentions import Node

FAR = 4
"""Sentences back in which two persons are looked for that a counted noun takes up."""


class Groups:
    """Finds the antecedents of plural pronouns and of counted nouns."""

    def __init__(self, entities: Entities, sentences: Sequence[Sequence[Node]]) -> None:
        """Hold the clusters, whose persons are known."""
        self.entities = entities
        self.sentences = sentences
        self._pair: tuple[int, tuple[Node, ...]] | None = None
        self._named: dict[tuple[str, int], Entity] = {}

    def run(self) -> None:
        """Go through all sentences."""
        for at, nodes in enumerate(self.sentences):
            for node in nodes:
                if node.mention.plural and node.mention.kind == "pronoun":
                    self._pronoun(at, node)
                elif node.mention.plural and node.counted:
                    self._counted(at, node)
                elif node.beside:
                    self._pair = (at, (node, *node.beside))

    def _counted(self, at: int, node: Node) -> None:
        """Let *the two friends* be the two persons of a sentence before, or those who were called so."""
        entity = self.entities.of[node]
        before = self._named.get((node.head, node.counted))
        if before is not None and node.definite == "def" and not entity.genders:
            self.entities.join(before, entity)
            return
        if self._pair is None or entity.genders or at - self._pair[0] > FAR or len(self._pair[1]) != node.counted:
            return
        if node.definite == "def" and not entity.members:
            entity.members = self._pair[1]
            self._named[node.head, node.counted] = entity

    def _pronoun(self, at: int, node: Node) -> None:
        for back in range(min(1, at) + 1):
            nodes = [n for n in self.sentences[at - back] if n.order < node.order]
            groups = {id(self.entities.of[n]): n for n in nodes if n.mention.plural and n.subject and n.group}
            if groups or any(n.mention.plural for n in nodes):
                self._take(node, nodes, [*groups.values()])
                return
            pair = next((n for n in nodes if n.beside and n.subject), None)
            if pair is not None:
                self._of_pair(node, nodes, (pair, *pair.beside))
            if nodes:
                return

    def _take(self, node: Node, nodes: Sequence[Node], groups: Sequence[Node]) -> None:
        """Let a pronoun stand for the only group that is a subject, where no other person is named."""
        if len(groups) != 1:
            return
        entity, mine = self.entities.of[groups[0]], self.entities.of[node]
        if self._alone(nodes, {id(entity), id(mine)}) and not self.entities.parted(entity, mine):
            self.entities.join(entity, mine)

    def _of_pair(self, node: Node, nodes: Sequence[Node], pair: tuple[Node, ...]) -> None:
        if self._alone(nodes, {id(self.entities.of[n]) for n in pair}):
            self.entities.of[node].members = pair

    def _alone(self, nodes: Sequence[Node], known: set[int]) -> bool:
        """Say whether nobody else is named in a sentence."""
        others = (e for n in nodes if id(e := self.entities.of[n]) not in known)
        return not any((e.likely or e.genders) and not e.is_thing for e in others)


def gender_of(entity: Entity, entities: Entities) -> tuple[Entity, bool] | None:
    """Return a member who shows the gender of a group whose members are all of one, and whether their own words say it."""
    found = [entities.of[n] for n in entity.members]
    said = {e.gender for e in found}
    return (found[0], True) if found and len(said) == 1 and found[0].gender is not None else None
