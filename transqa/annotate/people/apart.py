"""Who is surely someone else in a sentence: *her* and mother in *her mother*, subject and object of one verb, A and B."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.people.mentions import Node
    from transqa.annotate.people.syntax import Syntax


class Apart:
    """The pairs of a sentence that are two persons."""

    def __init__(self, syntax: Syntax) -> None:
        """Hold the sentence."""
        self.syntax = syntax
        self.s = syntax.s
        self.tokens = syntax.tokens

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Yield mentions of two different persons; notes owners, and names that are joined."""
        for node in self.s.nodes:
            head = self.tokens[node.token].head
            if head >= 0:
                yield from self._of(node, head)

    def _of(self, node: Node, index: int) -> Iterator[tuple[Node, Node]]:
        t = self.tokens[node.token]
        head = self.s.at.get(index)
        if t.deprel == "nmod:poss" and head is not None and (not head.name or self.s.leads_to(node.token, index)):
            head.owner = node
            yield node, head
        elif t.relation == "nmod" and node.mention.kind == "name" and head is not None and head.gender and not head.name:
            node.owner = head  # the daughter of John Hill
            yield head, node
        elif node.mention.kind == "pronoun" and self.s.child(node.token, "cop") is not None:
            yield from self._with_subject(node.token, node)  # she pretends to be her
        elif node.relation in {"obj", "iobj", "obl"} and not self.syntax.is_reflexive(node) and not self._role(node):
            yield from self._with_subject(index, node)
        elif t.relation == "appos" and head is not None and head.mention.plural and node.mention.kind == "name":
            head.listed = (*head.listed, *self._named(node))
        elif t.relation == "conj" and head is not None and node.mention.kind != "pronoun" and not node.predicate:
            self._join(head, node)
            yield head, node

    def _with_subject(self, verb: int, node: Node) -> Iterator[tuple[Node, Node]]:
        subject = self.syntax.subject(verb)
        found = self.s.at.get(subject) if subject is not None else None
        if found is not None:
            yield found, node

    def _role(self, node: Node) -> bool:
        """Say whether a noun is a role or a predicate, so that it may be the subject's or the object's."""
        verb = self.tokens[self.tokens[node.token].head].lemma
        if self.syntax.role_marked(node.token):
            return True
        return node.mention.kind != "pronoun" and (verb in self.s.facts.linking_verbs or verb in self.s.facts.naming_verbs)

    def _named(self, node: Node) -> tuple[Node, ...]:
        """Return the names of a list; none where nothing joins them: *boys in Huzhou (Wuxing, Zhejiang)*."""
        rest = [k for k in self.s.children[node.token] if self.tokens[k].relation == "conj"]
        names = [n for k in rest if (n := self.s.at.get(k)) is not None and n.mention.kind == "name"]
        joined = any((cc := self.s.child(k, "cc")) is not None and self.s.low[cc] in self.s.facts.joiners for k in rest)
        return (node, *names) if joined else ()

    def _join(self, head: Node, node: Node) -> None:
        """Note that single persons are joined, at the last of them: *Ann, Mary and Jane*."""
        joiner = self.s.child(node.token, "cc")
        if joiner is None or self.s.low[joiner] not in self.s.facts.joiners or head.mention.kind != "name":
            return
        rest = [self.s.at.get(k) for k in self.s.children[head.token] if self.tokens[k].relation == "conj"]
        others = tuple(n for n in rest if n is not None and not n.mention.plural and not n.thing)
        if len(others) == len(rest):
            head.beside = others
