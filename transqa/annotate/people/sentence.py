"""The persons of one sentence: its pronouns, its nouns for persons and its names become mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.people.facts import sex_of
from transqa.annotate.people.mentions import Mention, Node
from transqa.annotate.people.names import Names
from transqa.annotate.people.tree import NOMINAL, Tree
from transqa.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from transqa.annotate.people.facts import Facts, Sex
    from transqa.annotate.people.names import Name
    from transqa.morphosyntax.tree import Token

    Quoted = Callable[[int], bool]


class Sentence(Tree):
    """A parsed sentence with its mentions: all in order (*nodes*), and by each of their words (*at*)."""

    def __init__(
        self, tokens: Sequence[Token], facts: Facts, segment: int, *, preceding: bool, known: Container[str] = (), quoted: Quoted
    ) -> None:
        """Find the mentions of a tree."""
        super().__init__(tokens, facts, known)
        self.quoted = quoted
        self.segment = segment
        self.preceding = preceding
        self.names = Names(self)
        found = [self._name(name) for name in self.names.all()]
        others = (k for k in range(len(tokens)) if k not in self.names.taken)
        found += [node for k in others if (node := self._pronoun(k) or self._noun(k))]
        held = {k for node in found if not node.thing for k in node.words}
        persons = [node for k in range(len(tokens)) if k not in held and (node := self._adjective(k))]
        found = [node for node in found if not any(p.token in node.words for p in persons)] + persons
        self.nodes = sorted(found, key=lambda n: n.words[0])
        self.at = {k: node for node in self.nodes for k in node.words}

    def _node(self, kind: str, words: Sequence[int], head: int, gender: Sex | None, *, plural: bool = False) -> Node:
        span = Span(self.tokens[words[0]].start, self.tokens[words[-1]].end)
        plural |= kind == "noun" and self.tokens[head].feat("Number") == "Plur"
        node = Node(Mention(span, self.segment, head, kind, gender, plural, self.preceding), tuple(words))
        node.subject = self.is_subject(head)
        node.head = self.low[head]
        node.relation = self.tokens[head].deprel
        node.definite = self.definite(head)
        node.aside = self.is_aside(head)
        node.quoted = self.quoted(self.tokens[head].start)
        node.over = self.tokens[head].deprel == "nmod:poss" and self.is_subject(self.tokens[head].head)
        node.simple = self.is_simple(head)
        node.roles = (self.low[head],) if kind == "noun" else ()
        return node

    def _pronoun(self, index: int) -> Node | None:
        t = self.tokens[index]
        gender = self.facts.pronoun(t.text)
        if gender is None and self.low[index] in self.facts.group_pronouns:
            return self._they(index)
        if gender is None or t.upos not in {"PRON", "DET"} or self.facts.in_trap(self.low, index):
            return None
        if t.text[0].isupper() and not self.headline and self._inside(index):
            return None  # of a name: Dolly Doe and Her Band
        node = self._node("pronoun", (index,), index, gender)
        node.said = t
        node.fronted = self.is_fronted(index)
        if self._owns_object(index):
            node.relation = "nmod:poss"
        return node

    def is_kin(self, node: Node) -> bool:
        """Say whether a mention speaks of somebody as one of a family."""
        return node.gender is not None or node.head in self.facts.kin or bool(node.name)

    def _they(self, index: int) -> Node | None:
        """Return a pronoun for a group."""
        if self.tokens[index].upos not in {"PRON", "DET"} or self.tokens[index].relation in {"det", "cc"}:
            return None
        node = self._node("pronoun", (index,), index, None, plural=True)
        node.likely, node.group = False, True
        return node

    def _owns_object(self, index: int) -> bool:
        """Say whether a pronoun taken for an object is the owner of the object behind it: *won her first prize*."""
        t = self.tokens[index]
        if t.relation not in {"obj", "iobj"} or not self.facts.is_pronoun_of(self.low[index], "possessive"):
            return False
        behind = [k for k in self.children[t.head] if k > index and self.tokens[k].relation == "obj"]
        between = range(index + 1, behind[0]) if behind else ()
        if not behind or not all(self.tokens[k].upos in {"ADJ", "NOUN", "NUM", "PROPN", "ADV"} for k in between):
            return False
        low = self.low[behind[0]]
        return self.child(behind[0], "det") is None and (self.facts.noun(low) is None or low in self.facts.ambiguous)

    def _inside(self, index: int) -> bool:
        """Say whether a word stands inside a clause, where a capital says that it is part of a name."""
        return index > 0 and (self.tokens[index - 1].text[0].isalnum() or self.tokens[index - 1].text == "&")

    def _name(self, name: Name) -> Node:
        gender = None if name.saying is None else self.names.gender(name.saying)
        node = self._node("name" if name.rest else "noun", name.words, name.head, gender)
        node.said = None if name.saying is None else self.tokens[name.saying]
        node.roles = tuple(self.low[k] for k in name.words if k not in name.rest and self.facts.noun(self.low[k]))
        if name.rest:
            node.titled = any(self.facts.title(self.low[k]) for k in name.words if k not in name.rest)
            node.name, node.likely, node.thing, node.named = self.names.person(name)
        return node

    def _noun(self, index: int) -> Node | None:
        t = self.tokens[index]
        if t.upos not in {"NOUN", "PROPN"} or not t.text[0].isalpha():
            return None
        if t.relation in {"compound", "flat", "amod"} and not self._before_name(index) and not self._is_apart(index):
            return None
        if t.lemma in self.facts.vessels or t.lemma in self.facts.animals:
            return self._thing(index)
        said = self.facts.noun(t.text)
        unsaid = said is None or (self.acronym(index) and t.text not in self.facts.acronyms)
        if unsaid or said is None or self.facts.in_trap(self.low, index):
            return None
        if self.names.in_title_of_work([index], index):
            return None
        ambiguous = self.low[index] in self.facts.ambiguous
        own = None if ambiguous else sex_of(said)
        gender, place = (own, index) if own else self._described(index)
        node = self._node("noun", (index,), index, gender)
        node.said = self.tokens[place] if gender else None
        node.loose = self.stands_alone(index)
        node.likely = gender is not None or not ambiguous
        node.group = node.mention.plural and self.child(index, "conj") is None
        node.counted = self._count(index)
        node.names_again = own is None and (self.low[index] in self.facts.designations or self._aged(index))
        node.parts = tuple(k for k in self.children[index] if self._is_part(k))
        return node

    def _count(self, index: int) -> int:
        """Return how many a plural noun says that there are, in words or figures; 0 where it does not."""
        number = self.child(index, "nummod")
        if number is None or self.tokens[index].feat("Number") != "Plur":
            return 0
        low = self.low[number]
        return int(low) if low.isdecimal() and len(low) == 1 else self.facts.small_numbers.get(low, 0)

    def _aged(self, index: int) -> bool:
        """Say whether a noun is said with an age: *the 54-year-old glaciologist*."""
        first = min((*self.children[index], index))
        inside = range(first, index)
        return any(self.tokens[k].upos == "NUM" for k in inside) and any(
            self.tokens[k].lemma in self.facts.spans_of_time for k in inside
        )

    def _is_apart(self, index: int) -> bool:
        """Say whether a conjunction stands between a noun and the one it was taken for a part of: *a priest and a mother*."""
        between = range(index + 1, self.tokens[index].head)
        return any(self.tokens[k].upos in {"CCONJ", "PUNCT"} and self.tokens[k].text != "-" for k in between)

    def _before_name(self, index: int) -> bool:
        """Say whether a noun in small letters stands right before the name that it describes: *as a professor Hill taught*."""
        t = self.tokens[index]
        if t.head <= index or self.tokens[t.head].upos != "PROPN" or not t.text.islower() or index + 1 not in self.names.taken:
            return False
        return any(self.tokens[k].upos in {"DET", "ADP"} for k in range(max(0, index - 3), index))

    def _thing(self, index: int) -> Node | None:
        """Return a thing or an animal that may be called *she*."""
        if self.tokens[index].feat("Number") == "Plur":
            return None
        node = self._node("noun", (index,), index, None)
        node.called = "any" if self.tokens[index].lemma in self.facts.animals else "she"
        node.thing, node.likely = True, False
        return node

    def _adjective(self, index: int) -> Node | None:
        """Return an adjective with an article that stands for a person: *the American, who*, *a 39-year-old*."""
        t = self.tokens[index]
        if t.upos not in NOMINAL or t.relation in {"compound", "amod", "flat"} or t.feat("Number") == "Plur":
            return None
        if self.low[index] in self.facts.things:
            return None
        return self._node("noun", (index,), index, None) if self._means_person(index) else None

    def _means_person(self, index: int) -> bool:
        if self.definite(index) not in {"def", "indef"}:
            return False
        upos = self.tokens[index].upos
        demonym = self._is_demonym(index)
        if self.has_person_clause(index):
            return demonym or upos != "PROPN"
        aged = upos == "ADJ" and any(self.child(k, "nummod") is not None for k in self.children[index] if k < index)
        return (demonym or aged) and self.is_subject(index)

    def _is_demonym(self, index: int) -> bool:
        """Say whether a word with a capital is an adjective: American."""
        lexicon = self.facts.lexicon
        found = lexicon.analyses(self.tokens[index].text) if lexicon is not None and self.tokens[index].text[0].isupper() else ()
        return any(a.upos == "ADJ" and a.lemma[0].isupper() for a in found)

    def _is_part(self, index: int) -> bool:
        """Say whether a noun is part of the name of a role: the assistant of *assistant director*."""
        t = self.tokens[index]
        if t.relation not in {"compound", "amod"} or t.head < index or t.upos not in {"NOUN", "PROPN"}:
            return False
        known = self.facts.noun(t.text) is not None and not self.facts.in_trap(self.low, index)
        return known and not self._is_apart(index)

    def _described(self, index: int) -> tuple[Sex | None, int]:
        """Return the gender that a word before a noun gives it: *woman doctor*, *female student*."""
        for k in self.children[index]:
            t = self.tokens[k]
            if k < index and (t.relation == "compound" or (t.relation == "amod" and t.lemma in self.facts.attributes)):
                gender = sex_of(self.facts.noun(t.text))
                if gender and not self.facts.in_trap(self.low, k):
                    return gender, k
        return None, index
