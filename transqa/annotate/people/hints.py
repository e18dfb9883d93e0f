"""Whom the syntax of a sentence suggests for a pronoun, and whom speech rules out.

A suggestion is no link: it makes a person heavier when the antecedent is looked for. Pronouns in a clause go with the subject of
that clause or of the one above it (Hobbs 1978, Resolving Pronoun References; Lappin and Leass 1994). Whoever says something is
none of those who are spoken of in it by name, role or third person (Chomsky's principle C; the quotes of Lee et al. 2013).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.people.tree import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.people.mentions import Node
    from transqa.annotate.people.syntax import Syntax

CLAUSE, OWNER, JOINED = 25, 15, 35
"""Weights: subject of the clause above for a subject; of the clause itself for an owner; the first of *Ann and her friends*."""
ABOVE = ("advcl", "conj", "parataxis")


class Hints:
    """The suggestions of a sentence."""

    def __init__(self, syntax: Syntax) -> None:
        """Hold the sentence."""
        self.syntax = syntax
        self.s = syntax.s
        self.tokens = syntax.tokens

    def note(self) -> None:
        """Write the suggestion for each pronoun into its node."""
        for node in self.s.nodes:
            if node.mention.kind == "pronoun":
                node.hint, node.weight = self._of(node)

    def _of(self, node: Node) -> tuple[Node | None, int]:
        if node.possessor:
            beside = self._joined(node)
            return (beside, JOINED) if beside is not None else (self._subject_over(node), OWNER)
        if node.subject:
            return self._of_subject(node), CLAUSE
        return None, 0

    def _joined(self, node: Node) -> Node | None:
        """Return the first of two persons, where the other is the first one's: *Ann and her friends*."""
        owned = self.tokens[node.token].head
        head = self.tokens[owned].head
        if self.tokens[owned].relation != "conj" or head < 0:
            return None
        parts = [k for k in (head, *self.s.children[head]) if k < owned and (k == head or self.tokens[k].relation == "conj")]
        found = self.s.at.get(parts[-1]) if parts else None
        return found if found is not None and found.mention.kind != "pronoun" and not found.mention.plural else None

    def _predicate(self, index: int) -> int | None:
        """Return the predicate of the clause that a word stands in."""
        at = index
        for _ in range(DEEPEST):
            t = self.tokens[at]
            if t.upos == "VERB" or self.s.child(at, "nsubj", "cop") is not None or t.head < 0:
                return at
            at = t.head
        return None

    def _subject_over(self, node: Node) -> Node | None:
        """Return the subject of the clause of an owner, or of one above it where the owner stands in the subject."""
        at = self._predicate(self.tokens[node.token].head)
        for _ in range(2):
            if at is None:
                return None
            subject, own = self.syntax.subject(at), self.s.subject(at)
            outside = subject is not None and (own is None or not self._inside(node.token, own))
            if subject is not None and outside:
                found = self.s.at.get(subject) or self._who(at)
                if found is not None:
                    return found if found is not node and not found.called else None
            if outside or self.tokens[at].relation not in {"acl", *ABOVE}:
                return None
            at = self._predicate(self.tokens[at].head) if self.tokens[at].head >= 0 else None
        return None

    def _who(self, verb: int) -> Node | None:
        """Return the person right before *who*, where the parser took the clause for that of another word."""
        who = self.s.child(verb, "nsubj")
        if who is None or self.s.low[who] not in self.s.facts.persons.pronouns:
            return None
        return next((n for n in reversed(self.s.nodes) if n.token < who and n.likely and n.mention.kind != "pronoun"), None)

    def _inside(self, index: int, top: int) -> bool:
        """Say whether a word is another, or hangs under it."""
        for _ in range(DEEPEST):
            if index == top:
                return True
            index = self.tokens[index].head
            if index < 0:
                return False
        return False

    def _of_subject(self, node: Node) -> Node | None:
        """Return the subject of the clause above that of a subject: *Osei won, although she had missed a penalty*."""
        t = self.tokens[node.token]
        verb = t.head if t.head >= 0 else node.token
        v = self.tokens[verb]
        if v.relation not in ABOVE or v.head < 0 or self._has_person_object(v.head):
            return None
        found = self.s.at.get(s) if (s := self.syntax.subject(v.head)) is not None else None
        return found if found is not node else None

    def _has_person_object(self, verb: int) -> bool:
        """Say whether a verb has another person beside its subject: *Hill asked Cook if she would come*."""
        objects = (k for k in self.s.children[verb] if self.tokens[k].relation in {"obj", "iobj"})
        return any((n := self.s.at.get(k)) is not None and not n.thing and not n.predicate for k in objects)

    def speaker(self) -> Node | None:
        """Return who says what stands in quotation marks: the subject of a verb of saying outside them."""
        for verb, t in enumerate(self.tokens):
            if t.lemma in self.s.facts.speech_verbs and t.upos == "VERB" and not self.s.quoted(t.start):
                subject = self.syntax.subject(verb)
                found = self.s.at.get(subject) if subject is not None else None
                if found is not None and not found.quoted:
                    return found
        return None

    def spoken_of(self, speaker: Node | None, *, before: Node | None) -> Iterator[tuple[Node, Node]]:
        """Yield a speaker with each person spoken of in the words; *before*: who spoke in the sentence before."""
        quoted = [n for n in self.s.nodes if n.quoted]
        who = speaker or before
        if who is not None:
            yield from ((who, n) for n in quoted if n is not who)
        if speaker is not None and speaker.mention.kind == "pronoun":
            verb = self.tokens[speaker.token].head
            if any(k > verb and self.tokens[k].relation == "ccomp" for k in self.s.children[verb]):
                return  # Hill warned them, he told us that ...
            yield from ((speaker, n) for n in self.s.nodes if n.mention.kind != "pronoun" and self._reported(n, verb, speaker))

    def _reported(self, node: Node, verb: int, speaker: Node) -> bool:
        """Say whether a name or a noun stands in what somebody says, before the words that say so: *Hill is ill, she said*."""
        if node.token > speaker.token:
            return False
        at = node.token
        for _ in range(DEEPEST):
            t = self.tokens[at]
            if t.head == verb:
                return t.relation in {"ccomp", "parataxis"}
            if t.head < 0:
                return self.tokens[verb].head == at and self.tokens[verb].relation == "parataxis"
            at = t.head
        return False
