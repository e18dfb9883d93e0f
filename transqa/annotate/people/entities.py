"""Entities: the clusters of mentions while they grow, and the names by which they are found again."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from transqa.annotate.people.facts import Sex
    from transqa.annotate.people.mentions import Node


class Entity:
    """Mentions of one person, so far as is known.

    Attributes:
        nodes: the mentions, in no order; *order* is that of the first.
        names: the names that it has been called; *named* the genders of their first names, *surnames* their last words.
        genders: what its words say, *declared* what the configuration says.
        called: "she" or "any" for a thing or an animal that is called so.
        told: whether it is the speaker or the listener.
        likely: whether a word makes a person of it; *thing* whether one shows that it is none.
        apart: mentions that are surely of others; *owners* those whose family it is.
        plain: whether its gender is said by pronouns only, or by what is said of it.
        outside: whether one of its pronouns stands for someone named before the text.
        members: the persons of a group; *shown* the nouns for a group whose gender is that of each in it.
        assumed: who alone can be meant, with the gender, once for each sentence that says so.
    """

    __slots__ = (
        "apart", "assumed", "called", "declared", "genders", "likely", "members", "named", "names", "nodes", "order",
        "outside", "owners", "plain", "plural", "shown", "surnames", "thing", "told",
    )  # fmt: skip

    def __init__(self, node: Node) -> None:
        """Hold one mention."""
        self.nodes = [node]
        self.order = node.order
        self.names: set[tuple[str, ...]] = {node.name} if node.name else set()
        self.surnames = {node.name[-1]} if node.titled or len(node.name) > 1 else set()
        self.genders: set[Sex] = {node.gender} if node.gender else set()
        self.named: set[Sex] = {node.named} if node.named and not (node.titled and len(node.name) == 1) else set()
        self.plural = node.mention.plural
        self.likely = node.likely
        self.thing = node.thing
        self.called = node.called
        self.told = node.told
        self.apart: set[Node] = set()
        self.declared: Sex | None = None
        self.owners: set[Node] = set()
        self.plain = node.mention.kind == "pronoun" or node.predicate or not node.gender
        self.outside = False
        self.shown: list[Node] = []
        self.members: tuple[Node, ...] = ()
        self.assumed: list[tuple[Entity, Sex]] = []

    @property
    def gender(self) -> Sex | None:
        """The gender that its words say, None where they say none or both."""
        if self.declared:
            return self.declared
        return next(iter(self.genders)) if len(self.genders) == 1 else None

    @property
    def first_named(self) -> Sex | None:
        """The gender of its first name, where it is known with one only."""
        return next(iter(self.named)) if len(self.named) == 1 else None

    @property
    def is_thing(self) -> bool:
        """Whether its words show that it is no person."""
        return bool(self.called) or (self.thing and not self.likely and not self.genders and not self.declared)

    def surname_of(self, other: Entity) -> bool:
        """Say whether the only name is the last one of another's, so that it is no first name: *Osman* of *Freya Osman*."""
        return all(len(n) == 1 for n in self.names) and any(n[0] in other.surnames for n in self.names)

    def admits(self, gender: Sex) -> bool:
        """Say whether the entity may be a person, or a thing called so, of that gender."""
        if self.called == "she" and gender == "male":
            return False
        if self.genders or self.declared:
            return self.gender == gender
        return not self.named or self.first_named == gender


def _first_names(a: Entity, b: Entity) -> set[Sex]:
    """Return the genders of the first names of two clusters that become one."""
    if b.surname_of(a):
        return a.named
    return b.named if a.surname_of(b) else a.named | b.named


class Entities:
    """All clusters of a text."""

    def __init__(self) -> None:
        """Hold none."""
        self.of: dict[Node, Entity] = {}
        self._names: defaultdict[str, list[Entity]] = defaultdict(list)
        self._firsts: defaultdict[str, set[str]] = defaultdict(set)
        self._roles: defaultdict[str, list[Node]] = defaultdict(list)

    def add(self, node: Node) -> Entity:
        """Make a cluster of one mention."""
        entity = Entity(node)
        self.of[node] = entity
        for word in node.name:
            self._names[word].append(entity)
        for word in node.roles:
            self._roles[word].append(node)
        if len(node.name) > 1:
            self._firsts[node.name[-1]].add(node.name[0])
        return entity

    def is_family(self, last: str) -> bool:
        """Say whether several persons of one last name are spoken of."""
        return len(self._firsts.get(last, ())) > 1

    @property
    def known(self) -> Container[str]:
        """The words of all names so far."""
        return self._names

    def with_role(self, role: str, before: Node) -> Entity | None:
        """Return the only person with a name of whom a noun has been said so far."""
        rows = [n for n in self._roles.get(role, ())[:SHARED_ROLE] if n.order < before.order]
        found = {id(e): e for n in rows if not (e := self.of[n]).plural}
        only = next(iter(found.values())) if len(found) == 1 and len(rows) < SHARED_ROLE else None
        return only if only is not None and only.names and len(only.nodes) >= SPOKEN_OF else None

    def all(self) -> list[Entity]:
        """Return the clusters in order of their first mentions."""
        return sorted(dict.fromkeys(self.of.values()), key=lambda e: e.order)

    def join(self, a: Entity, b: Entity) -> Entity:
        """Make one cluster of two."""
        if a is b:
            return a
        if len(b.nodes) > len(a.nodes):
            a, b = b, a
        a.nodes += b.nodes
        a.order = min(a.order, b.order)
        for name in b.names:
            for word in name:
                self._names[word].append(a)
        a.genders |= b.genders
        a.named = _first_names(a, b)
        a.likely |= b.likely
        a.thing = (a.thing and b.thing) if a.names and b.names else (a.thing or b.thing)
        a.shown += b.shown
        a.members = a.members or b.members
        a.names |= b.names
        a.surnames |= b.surnames
        a.called = a.called or b.called
        a.told |= b.told
        a.apart |= b.apart
        a.owners |= b.owners
        a.plain &= b.plain
        a.outside |= b.outside
        a.declared = a.declared or b.declared
        for node in b.nodes:
            self.of[node] = a
        return a

    def parted(self, a: Entity, b: Entity) -> bool:
        """Say whether two clusters are surely of two persons."""
        few, other = (a, b) if len(a.apart) < len(b.apart) else (b, a)
        return any(self.of[n] is other for n in few.apart)

    def part(self, a: Node, b: Node) -> None:
        """Note that two mentions are of two persons."""
        if a is not b:
            self.of[a].apart.add(b)
            self.of[b].apart.add(a)

    def namesakes(self, name: tuple[str, ...]) -> Iterator[Entity]:
        """Yield the clusters that a name may be of, the latest first."""
        seen: set[int] = set()
        for word in {name[0], name[-1]}:
            rows = self._names.get(word, ())
            for entity in reversed(rows[-NAMESAKES:]):
                current = self.of[entity.nodes[0]]
                if id(current) not in seen and self._answers(name, current):
                    seen.add(id(current))
                    yield current

    def _answers(self, name: tuple[str, ...], entity: Entity) -> bool:
        """Say whether a name may be that of a cluster; *Thomas Doe* is none for one that is called *Jane Thomas* and *Thomas*."""
        full = [other for other in entity.names if len(other) > 1] if len(name) > 1 else []
        return any(same_name(name, other) for other in entity.names) and all(same_name(name, other) for other in full)


SPOKEN_OF = 3
"""Mentions of a person whom a noun alone may stand for, far from where it was said."""
SHARED_ROLE = 16
"""Times that a noun is said, from which on it is taken to be said of several persons."""
NAMESAKES = 24
"""Clusters looked at for one word of a name, the latest."""


def same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two names can be one person's: one holds the words of the other in order, its first or last among them."""
    if a == b:
        return True
    short, long = (a, b) if len(a) < len(b) else (b, a)
    if len(short) == len(long):
        return False
    words = iter(long)
    if not all(word in words for word in short):
        return False
    return short[-1] == long[-1] or short[0] == long[0] or len(short) == 1


def conflicting_names(a: Iterable[tuple[str, ...]], b: Iterable[tuple[str, ...]]) -> bool:
    """Say whether two clusters have names, and none of them is the other's."""
    ours, theirs = list(a), list(b)
    return bool(ours and theirs) and not any(same_name(x, y) for x in ours for y in theirs)
