"""Which word governs the gender of another: its controller (Corbett 2006, Agreement).

The tree says which word an adjective or a participle hangs on; that is not always the word it agrees with. *Elle a été élue*,
*elle reste silencieuse*, *elle espère être élue*, *née à Lyon, elle …*, *les femmes qu'il a nommées*: the rules below go from the
predicate to its subject or object, and from a relative pronoun to its antecedent. Verbs that take an attribute, and auxiliaries
whose participle agrees with an object, are facts of the language pack (`[syntax]`).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transqa.langs import Pack
    from transqa.morphosyntax.tree import Token

DEEPEST = 8
"""Steps from predicate to controller at most; no real sentence needs as many."""
SUBJECTS = ("nsubj", "csubj")
VERBS = ("VERB", "AUX")
SHARED = ("conj", "parataxis")
"""What has no subject of its own takes that of its head."""


class Controllers:
    """The controllers of the words of one sentence."""

    def __init__(self, tokens: Sequence[Token], pack: Pack) -> None:
        """Hold a tree; nothing is computed yet."""
        self.tokens = tokens
        self._linking = frozenset(pack.phrases("syntax", "linking_verbs"))
        self._object_auxiliaries = frozenset(pack.phrases("syntax", "object_auxiliaries"))
        self._containers = frozenset(pack.phrases("syntax", "role_containers"))
        self._markers = tuple(pack.phrases("syntax", "role_markers"))

    @cached_property
    def _children(self) -> defaultdict[int, list[int]]:
        children: defaultdict[int, list[int]] = defaultdict(list)
        for k, t in enumerate(self.tokens):
            children[t.head].append(k)
        return children

    def controller(self, index: int) -> int | None:
        """Return the word that an adjective, participle, determiner or noun agrees with; None where none is found."""
        return self._controller(index, DEEPEST)

    def subject(self, index: int) -> int | None:
        """Return the subject of a predicate, its own or the one shared with the clause above; None where none is found."""
        return self._subject(index, DEEPEST)

    def described(self, index: int) -> Iterator[int]:
        """Yield what a noun may describe, likeliest first: its controller; in a role (*en tant que*), the subject above."""
        found = self.controller(index)
        if found is not None:
            yield found
        first = index
        while self.tokens[first].relation in SHARED and self.tokens[first].head >= 0:
            first = self.tokens[first].head
        subject = self._subject_above(first) if self._marked(first) or self._contained(first) else None
        if subject is not None and subject not in {found, index}:
            yield subject

    def _contained(self, index: int) -> bool:
        """Say whether a bare noun says what somebody is or does: une carrière de chanteur."""
        word = self.tokens[index]
        if word.relation not in {"nmod", "obl"} or word.head < 0 or self.tokens[word.head].lemma not in self._containers:
            return False
        return not any(self.tokens[k].relation in {"det", "nummod"} for k in self._children[index])

    def _subject_above(self, index: int) -> int | None:
        """Return the subject of the clause that a word stands in."""
        at = self.tokens[index].head
        for _ in range(DEEPEST):
            if at < 0:
                return None
            if self._is_clause(at) or self.tokens[at].upos in VERBS:
                return self._subject(at, DEEPEST)
            at = self.tokens[at].head
        return None

    def _controller(self, index: int, steps: int) -> int | None:
        if steps == 0:
            return None
        word = self.tokens[index]
        relation = word.relation
        if relation in {"det", "amod", "nummod"} or (
            word.upos == "ADJ" and relation in {"nmod", "flat"} and not self._has_case(index)
        ):
            return self._described(word.head, steps)
        if self._with_object_auxiliary(index):
            return self._preceding_object(index)
        subject = self._own_subject(index)
        if subject is not None:
            return self._antecedent(subject)
        if relation in SHARED:
            return self._subject(word.head, steps - 1) if self._is_clause(word.head) else self._controller(word.head, steps - 1)
        if relation in {"acl", "appos"}:
            return None if self._infinitive(index) else self._described(word.head, steps)
        if relation == "xcomp" or self._is_attribute(index) or self._has_role_marker(index):
            return self._of_head(word.head, index, steps - 1)
        if relation in {"advcl", "dislocated", "advmod"}:
            return self._subject(word.head, steps - 1) if self._is_clause(word.head) else self._described(word.head, steps)
        return self._fronted(index) if relation == "root" else None

    def _fronted(self, index: int) -> int | None:
        """Return the subject of the clause behind words that parsers take for the main clause: *née à Lyon, elle …*."""
        if any(self.tokens[k].relation in {"aux", "cop", "det", "case", "obj"} for k in self._children[index]):
            return None
        clauses = (k for k in self._children[index] if k > index and self.tokens[k].relation in {*SHARED, "ccomp"})
        return next((self._antecedent(s) for k in clauses if (s := self._own_subject(k)) is not None and index < s), None)

    def _described(self, head: int, steps: int) -> int | None:
        """Return the noun that a word describes; of a verb (*Apparemment insatisfait, il …*), its subject."""
        if head < 0:
            return None
        return self._subject(head, steps - 1) if self.tokens[head].upos in VERBS else head

    def _is_clause(self, index: int) -> bool:
        """Say whether a word has a subject, an auxiliary or a copula: what is joined to it is a clause too."""
        return any(self.tokens[k].relation in {*SUBJECTS, "aux", "cop"} for k in self._children[index])

    def _of_head(self, head: int, index: int, steps: int) -> int | None:
        """Return what an attribute of a verb describes: its object where it has one beside the attribute, else its subject."""
        found = None if self.tokens[head].lemma in self._linking else self._object(head, index)
        return self._antecedent(found) if found is not None else self._subject(head, steps)

    def _subject(self, verb: int, steps: int) -> int | None:
        """Return the subject of a verb, its own or the one that it shares."""
        if steps <= 0 or verb < 0:
            return None
        own = self._own_subject(verb)
        if own is not None:
            return self._antecedent(own)
        word = self.tokens[verb]
        relation = word.relation
        if relation in {*SHARED, "advcl"}:
            return self._subject(word.head, steps - 1)
        if relation in {"xcomp", "ccomp"} and self._infinitive(verb):
            return self._of_head(word.head, verb, steps - 1)
        if relation == "acl" and not self._infinitive(verb):
            return self._described(word.head, steps)
        return None

    def _own_subject(self, index: int) -> int | None:
        helpers = (k for k in self._children[index] if self.tokens[k].relation in {"aux", "cop"} and self._children[k])
        near = [index, *helpers]  # vous étiez, je crois, occupé: parsers hang the subject on the copula
        subjects = [k for at in near for k in self._children[at] if self.tokens[k].relation in SUBJECTS]
        before = [k for k in subjects if k < index]
        return max(before) if len(before) > 1 else next(iter(subjects), None)  # Ada Bell : Personne n'est prêt

    def _object(self, verb: int, beside: int) -> int | None:
        """Return the object of a verb; a reflexive one is its subject, so none is needed."""
        objects = (k for k in self._children[verb] if k != beside and self.tokens[k].relation == "obj")
        return next((k for k in objects if self.tokens[k].feat("Reflex") != "Yes"), None)

    def antecedent(self, index: int) -> int:
        """Return the noun that a relative pronoun stands for; any other word itself."""
        return self._antecedent(index)

    def _antecedent(self, index: int) -> int:
        """Return the noun that a relative pronoun stands for; any other word itself."""
        if self.tokens[index].feat("PronType") != "Rel":
            return index
        at = index
        for _ in range(DEEPEST):
            at = self.tokens[at].head
            if at < 0:
                return index
            if self.tokens[at].deprel == "acl:relcl":
                return self.tokens[at].head
        return index

    def _with_object_auxiliary(self, index: int) -> bool:
        word = self.tokens[index]
        if word.feat("VerbForm") != "Part":
            return False
        auxiliaries = self._auxiliaries(index)
        return bool(auxiliaries) and auxiliaries[-1].lemma in self._object_auxiliaries

    def _auxiliaries(self, index: int) -> list[Token]:
        """Return the auxiliaries of a participle; one joined to another shares those: elle a étudié et obtenu."""
        for _ in range(DEEPEST):
            own = [self.tokens[k] for k in self._children[index] if self.tokens[k].relation in {"aux", "cop"}]
            word = self.tokens[index]
            if own or word.relation != "conj" or word.head < 0 or self._own_subject(index) is not None:
                return own
            index = word.head
        return []

    def _preceding_object(self, index: int) -> int | None:
        found = self._object(index, index)
        return self._antecedent(found) if found is not None and found < index else None

    def _is_attribute(self, index: int) -> bool:
        """Say whether the word is what a linking verb says of its subject; parsers take it for an object."""
        word = self.tokens[index]
        if word.head < 0 or word.relation not in {"obj", "obl", "advmod"}:
            return False
        links = self.tokens[word.head].lemma in self._linking or (word.upos == "ADJ" and self._reflexive(word.head))
        return links and not self._has_case(index)

    def _has_case(self, index: int) -> bool:
        return any(self.tokens[k].deprel == "case" for k in self._children[index])

    def _reflexive(self, verb: int) -> bool:
        return any(self.tokens[k].feat("Reflex") == "Yes" for k in self._children[verb])

    def _has_role_marker(self, index: int) -> bool:
        word = self.tokens[index]
        return word.head >= 0 and word.relation == "obl" and self._marked(index)

    def _marked(self, index: int) -> bool:
        """Say whether a preposition gives a noun as a role: comme, en tant que."""
        marks = " ".join(self._spelt(index)).replace("’", "'")
        return any(marks.endswith(marker) for marker in self._markers) if marks else False

    def _spelt(self, index: int) -> Iterator[str]:
        """Yield the prepositions of a noun, with the words that are fixed to them."""
        for k in self._children[index]:
            if self.tokens[k].deprel in {"case", "mark"}:
                yield self.tokens[k].text.lower()
                yield from (self.tokens[j].text.lower() for j in self._children[k] if self.tokens[j].deprel == "fixed")

    def _infinitive(self, index: int) -> bool:
        """Say whether a predicate stands in the infinitive, by itself or by its auxiliary."""
        group = [index, *(k for k in self._children[index] if self.tokens[k].relation in {"aux", "cop"})]
        return any(self.tokens[k].feat("VerbForm") == "Inf" for k in group)
