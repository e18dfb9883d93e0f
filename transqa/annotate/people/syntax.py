"""Who is who inside one sentence, as its tree says: apposition, predicates, roles, reflexives; and who is surely someone else.

These are the precise constructs and the strict heads of Raghunathan et al. 2010 and Lee et al. 2013: links of high precision,
made before any pronoun is resolved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.people.mentions import Node
    from transqa.annotate.people.sentence import Sentence

DEEPEST = 6
"""Steps from a predicate to its subject at most."""
SHARED = ("conj", "parataxis", "advcl")
CLAUSES = ("xcomp", "ccomp")
COMPLEMENTS = ("obj", "iobj", "xcomp", "obl", "advcl")
"""Relations that parsers give a noun behind a linking verb."""


class Syntax:
    """The links of a sentence."""

    def __init__(self, sentence: Sentence) -> None:
        """Hold the sentence; nothing is computed yet."""
        self.s = sentence
        self.tokens = sentence.tokens
        self.facts = sentence.facts

    def subject(self, verb: int) -> int | None:
        """Return the subject of a predicate, its own or one that it shares."""
        return self._subject(verb, DEEPEST)

    def same(self) -> Iterator[tuple[Node, Node]]:
        """Yield mentions of one and the same person, pair by pair."""
        for node in self.s.nodes:
            node.loose |= node.mention.kind == "noun" and self.role_marked(node.token) and self._of_nobody(node.token)
            node.told |= node.mention.kind == "noun" and self._told(node)
            other = self._meant(node)
            if other is not None and other is not node and agree(node, other):
                node.predicate = node.mention.kind != "pronoun"
                yield other, node

    def _meant(self, node: Node) -> Node | None:
        """Return the other mention of the person of a mention, as the sentence says by its form."""
        if node.mention.kind == "pronoun":
            return self._reflexive(node)
        if node.called:
            by_verb = self.s.child(node.token, "cop") is not None and self.s.child(node.token, "case") is None
            other = self._apposed(node) or (self._node(self._subject(node.token, DEEPEST)) if by_verb else None)
            return other if other is not None and other.mention.kind == "name" else None
        return self._said_of(node) or self._same_role(node)

    def _told(self, node: Node) -> bool:
        """Say whether a noun is said of the speaker or the listener."""
        found = self._described(node.token, DEEPEST)
        return found is not None and self.tokens[found].upos == "PRON" and self.tokens[found].feat("Person") in {"1", "2"}

    def _node(self, index: int | None) -> Node | None:
        return None if index is None else self.s.at.get(index)

    def is_reflexive(self, node: Node) -> bool:
        """Say whether a mention is a reflexive pronoun."""
        return self.facts.is_pronoun_of(self.s.low[node.token], "reflexive")

    def _reflexive(self, node: Node) -> Node | None:
        """Return what a reflexive pronoun refers to: the noun it stands beside, or the subject of its verb."""
        if not self.is_reflexive(node):
            return None
        head = self.tokens[node.token].head
        if head < 0:
            return None
        beside = self.s.at.get(head)
        return beside if beside is not None else self._node(self._subject(head, DEEPEST))

    def _said_of(self, node: Node) -> Node | None:
        """Return the person whom a noun or name is said of."""
        return self._before_name(node) or self._predicate(node) or self._apposed(node) or self._put_first(node)

    def _of_nobody(self, index: int) -> bool:
        """Say whether no word is found whose role a noun behind *as* is; a pronoun (*I, as a child*) would be one."""
        found = self._described(index, DEEPEST)
        return found is None or self.tokens[found].upos not in {"PRON", "PROPN"} or self.tokens[found].feat("PronType") == "Dem"

    def _same_role(self, node: Node) -> Node | None:
        """Return the role that another is joined to, where nobody is named: *a career as a teacher and writer*."""
        t = self.tokens[node.token]
        other = self.s.at.get(t.head)
        if other is None or t.relation != "conj":
            return None
        if other.loose and other.definite == node.definite and other.mention.kind == node.mention.kind == "noun":
            return other  # a former dancer, as well as a teacher
        apposed = any(self.tokens[k].relation == "appos" and k < node.token for k in self.s.children[t.head])
        return other if self.role_marked(other.token) or (apposed and self._bare(node.token)) else None

    def _before_name(self, node: Node) -> Node | None:
        """Return the name behind a noun: *the actress Jane Doe*."""
        at = node.words[-1] + 1
        after = self.s.at.get(at)
        if node.mention.kind != "noun" or after is None or after.mention.kind != "name" or after.words[0] != at:
            return None
        mine, theirs = self.tokens[node.token], self.tokens[after.token]
        tied = mine.head in after.words or theirs.head == node.token or (theirs.relation == "appos" and theirs.head == mine.head)
        return after if tied and mine.deprel != "nmod" else None

    def _put_first(self, node: Node) -> Node | None:
        """Return the subject behind a noun at the beginning of its sentence: *A gifted athlete, Heaney also played*."""
        if node.mention.kind != "noun" or node.mention.plural or self.s.definite(node.token) == "poss":
            return None
        first = min((*self.s.children[node.token], node.token))
        if (
            first > 1
            or any(self.tokens[k].text[0].isalnum() for k in range(first))
            or self.s.child(node.token, "case") is not None
        ):
            return None
        behind = next((n for n in self.s.nodes if n.token > node.token and self._opens_clause(n)), None)
        if behind is None or behind.mention.kind == "noun":
            return None
        t = self.tokens[node.token]
        main = t.head < 0 or t.relation != "nsubj" or t.head == self.tokens[behind.token].head or t.deprel == "appos"
        verb = self._verb_behind(behind)
        between = range(node.token + 1, behind.words[0])
        if (
            verb is None
            or not (main or behind.relation == "appos")
            or any(self.s.finite(k) for k in between if not self._relative(k))
        ):
            return None
        return behind if self._is_main(verb) else None

    def _opens_clause(self, node: Node) -> bool:
        return node.words[0] > 0 and self.tokens[node.words[0] - 1].text == "," and self._verb_behind(node) is not None

    def _verb_behind(self, node: Node) -> int | None:
        """Return the finite verb right behind a mention, adverbs aside."""
        for k in range(node.words[-1] + 1, min(len(self.tokens), node.words[-1] + 4)):
            if self.s.finite(k):
                return k
            if self.tokens[k].upos != "ADV":
                return None
        return None

    def _is_main(self, verb: int) -> bool:
        """Say whether a finite verb or auxiliary belongs to the main clause."""
        t = self.tokens[verb]
        return t.head < 0 or (t.relation in {"aux", "cop"} and self.tokens[t.head].head < 0)

    def _relative(self, index: int) -> bool:
        return any(self.tokens[k].deprel == "acl:relcl" for k in (index, max(self.tokens[index].head, 0)))

    def _apposed(self, node: Node) -> Node | None:
        t = self.tokens[node.token]
        if t.relation != "appos" or t.head < 0:
            return None
        head = self.s.at.get(t.head)
        if head is None or self._listed(t.head):
            return None
        if self.s.child(node.token, "conj") is not None and not (head.mention.kind == "name" and node.definite in {"", "indef"}):
            return None  # her brother, a friend and ...: a list
        return head if head.mention.kind != "name" or node.mention.kind != "name" else None

    def _listed(self, index: int) -> bool:
        """Say whether a word is one of a list, whose parts are easily taken for appositions."""
        parts = [k for k in self.s.children[index] if self.tokens[k].relation in {"conj", "appos"}]
        return len(parts) > 2 or any(self.tokens[k].relation == "conj" and not self._bare(k) for k in parts)

    def _bare(self, index: int) -> bool:
        """Say whether a noun has no article of its own: it shares that of another, *an attorney and musicologist*."""
        return self.tokens[index].upos == "NOUN" and self.s.definite(index) == ""

    def _predicate(self, node: Node) -> Node | None:
        """Return the person of whom a noun is said by a verb, or by a word such as *as*."""
        if node.mention.kind == "name" and not self._by_name(node):
            return None
        return self._node(self._described(node.token, DEEPEST))

    def _by_name(self, node: Node) -> bool:
        """Say whether a verb says a name of someone: *is known as Jane Doe*, *was called Jane*."""
        t = self.tokens[node.token]
        subject = self._node(self.s.subject(node.token)) if self.s.child(node.token, "cop") is not None else None
        if subject is not None and subject.mention.kind == "noun":
            return True  # the first winner was Jane Doe
        if node.mention.gender is not None or t.head < 0:
            return node.mention.gender is not None
        verb = self.tokens[t.head].lemma
        return verb in self.facts.naming_verbs or (verb in self.facts.object_roles and self.role_marked(node.token))

    def _described(self, index: int, steps: int) -> int | None:
        """Return the word whose referent a predicate noun describes."""
        if steps == 0:
            return None
        t = self.tokens[index]
        with_case = self.s.child(index, "case") is not None
        if self.s.child(index, "cop") is not None:
            subject = self._subject(index, steps)
            if with_case and self.role_marked(index) and subject is not None and self._is_position(subject):
                return self.s.owner(subject)  # her first job was as a clerk
            return None if with_case else subject
        if t.head < 0:
            return None
        if self.role_marked(index):
            return self._of_role(index, steps)
        if with_case and self._is_position(t.head) and self._links_position(index):
            return self._holder(t.head, steps - 1)
        if t.relation == "obl" and self._goal(index):
            held = self._of_object(t.head, index, steps - 1)
            return held if held is not None else self._subject(t.head, steps - 1)
        return None if with_case else self._of_head(index, steps)

    def _of_head(self, index: int, steps: int) -> int | None:
        """Return whom a noun without preposition describes, by the word that it hangs on."""
        t = self.tokens[index]
        head = self.tokens[t.head]
        if t.relation in COMPLEMENTS and head.lemma in self.facts.linking_verbs:
            return self._subject(t.head, steps - 1)
        if t.relation in COMPLEMENTS and head.lemma in self.facts.naming_verbs:
            return self._of_object(t.head, index, steps - 1)
        if t.relation in {"conj", "parataxis", "appos"} and t.head < index and not self._clause(index):
            return self._beside(index, steps)
        return None

    def _beside(self, index: int, steps: int) -> int | None:
        """Return whom a noun describes that is joined to another: the same person as that one.

        In a list with years and places (*docent at Aalto in 2007, a professor in 2015*) parsers join it to one of these: the
        predicate is looked for above them.
        """
        t = self.tokens[index]
        other = self.s.at.get(t.head)
        predicate = self.role_marked(t.head) or self.s.child(t.head, "cop") is not None  # a school and drama teacher
        if t.relation != "appos" and (other is not None or predicate):
            return self._described(t.head, steps - 1)
        if other is not None and other.likely:
            return None
        if self.s.definite(index) not in {"", "indef"}:
            return None
        at = t.head
        for _ in range(DEEPEST):
            head = self.tokens[at].head
            if self.tokens[at].relation not in {"nmod", "obl", "conj", "appos"} or head < 0:
                return None
            at = head
            if self.tokens[at].upos == "VERB" or at in self.s.at:
                break
        if self.tokens[at].lemma in self.facts.linking_verbs:
            return self._subject(at, steps - 1)
        if self.tokens[at].lemma in self.facts.naming_verbs:
            return self._of_object(at, index, steps - 1)
        return self._described(at, steps - 1) if at in self.s.at else None

    def _is_position(self, index: int) -> bool:
        return self.tokens[index].upos == "NOUN" and self.s.low[index] in self.facts.positions

    def _links_position(self, index: int) -> bool:
        marks = [self.s.low[k] for k in self.s.children[index] if self.tokens[k].relation == "case"]
        return any(mark in self.facts.position_links for mark in marks)

    def _holder(self, index: int, steps: int) -> int | None:
        """Return who has a position: its possessor, or the subject of a verb of holding."""
        owner = self.s.owner(index)
        if owner is not None:
            return owner
        t = self.tokens[index]
        held = t.relation in {"obj", "obl"} and t.head >= 0 and self.tokens[t.head].lemma in self.facts.holding_verbs
        return self._subject(t.head, steps) if held else None

    def _clause(self, index: int) -> bool:
        return self.s.child(index, "nsubj", "csubj") is not None

    def role_marked(self, index: int) -> bool:
        """Say whether a word such as *as* stands before a noun."""
        return any(
            self.tokens[k].relation in {"case", "mark"} and self.s.low[k] in self.facts.role_markers
            for k in self.s.children[index]
        )

    def _goal(self, index: int) -> bool:
        """Say whether a noun is what someone rises to: *was promoted to colonel*."""
        verb = self.tokens[self.tokens[index].head]
        marks = [k for k in self.s.children[index] if self.tokens[k].relation == "case"]
        return verb.lemma in self.facts.rising_verbs and any(self.s.low[k] in self.facts.goals for k in marks)

    def _of_role(self, index: int, steps: int) -> int | None:
        """Return whose role a noun behind *as* is: that of the possessor, the subject or the object."""
        head = self.tokens[index].head
        h = self.tokens[head]
        if h.lemma not in self.facts.object_roles and h.lemma not in self.facts.naming_verbs and self._plays_other(index):
            return None
        if h.upos in {"NOUN", "PROPN"} and h.relation != "root" and self.s.child(head, "cop") is None:
            owner = self.s.owner(head)
            if owner is not None:
                return owner
            return self._subject(h.head, steps - 1) if h.relation in {"obj", "obl", "nmod"} and h.head >= 0 else None
        if h.lemma in self.facts.object_roles:
            return self._of_object(head, index, steps - 1)
        held = self.s.child(head, "obj")
        beside = self.s.at.get(held) if held is not None else None
        if beside is not None and (beside.likely or beside.mention.kind == "name") and not beside.thing and beside.token < index:
            return None  # he met her as a student: either
        return self._subject(head, steps - 1)

    def _plays_other(self, index: int) -> bool:
        """Say whether a name behind a role shows that it is another's, in a play: *he returned as the lawyer John Hall*."""
        after = self.s.at.get(index + 1)
        return (
            after is not None and after.mention.kind == "name" and self.tokens[after.token].relation in {"appos", "flat", "obl"}
        )

    def _of_object(self, verb: int, beside: int, steps: int) -> int | None:
        """Return the object of a verb beside a predicate; its subject where the verb is passive."""
        if any(self.tokens[k].deprel in {"nsubj:pass", "aux:pass"} for k in self.s.children[verb]):
            return self._subject(verb, steps)
        objects = [k for k in self.s.children[verb] if k != beside and self.tokens[k].relation in {"obj", "iobj"}]
        if objects:
            return objects[0]
        owner = self.s.owner(beside)
        if owner is not None and self.s.children[beside] == [owner] and self.facts.is_pronoun_of(self.s.low[owner], "object"):
            return owner  # they elected her mayor, read as *her mayor*
        t = self.tokens[verb]
        passive = t.feat("VerbForm") == "Part" and t.feat("Tense") == "Past" and t.relation in {"acl", "advcl", "conj", "root"}
        if t.relation == "advcl" and 0 <= t.head < verb:
            return None  # he wrote a series called Brave Men
        return self._subject(verb, steps) if passive else None

    def _subject(self, verb: int, steps: int) -> int | None:
        """Return the subject of a predicate: its own, the one it shares, or the one that its governor lends it."""
        if steps <= 0 or verb < 0:
            return None
        own = self.s.subject(verb)
        if own is not None:
            return self._antecedent(own)
        t = self.tokens[verb]
        if t.relation in SHARED or (t.relation == "obl" and t.upos == "VERB"):
            between = self._between(verb)
            return between if between is not None else self._subject(t.head, steps - 1)
        if t.relation in CLAUSES and t.feat("VerbForm") != "Fin":
            held = self.s.child(t.head, "obj")
            return held if held is not None and held < verb else self._subject(t.head, steps - 1)
        if t.relation == "acl":
            governor = self.tokens[t.head]
            if t.feat("VerbForm") == "Part" or t.deprel == "acl:relcl":
                return t.head
            return self._subject(governor.head, steps - 1)
        return None

    def _between(self, verb: int) -> int | None:
        """Return a name between a conjunction and its verb, which the parser gave to another word: *and Jones, 52, joined*."""
        at = verb - 1
        while at > 0 and self.tokens[at].upos in {"PUNCT", "NUM", "ADV", "AUX"}:
            at -= 1
        node = self.s.at.get(at)
        if node is None or node.mention.kind != "name" or self.tokens[verb].feat("Tense") == "Pres":
            return None
        first = node.words[0]
        return node.token if first > 0 and self.tokens[first - 1].upos == "CCONJ" else None

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


def agree(a: Node, b: Node) -> bool:
    """Say whether two mentions can be of one person by their words: same number, no gender against the other.

    The first is said of the second.
    """
    if a.mention.plural != b.mention.plural:
        return False
    if a.called or b.called:
        return not (a.called and b.likely)  # "Mr Hall is a fox" speaks of a man
    if a.thing or b.thing:
        return False
    return a.gender is None or b.gender is None or a.gender == b.gender
