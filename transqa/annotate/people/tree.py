"""A parsed sentence as the search for persons asks about it: what hangs on a word, what is a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from transqa.annotate.people.facts import Facts
    from transqa.morphosyntax.tree import Token

NOMINAL = ("NOUN", "PROPN", "ADJ", "X")
VERBAL = ("VERB", "AUX")
DEEPEST = 8
"""Steps through a coordination, and from a predicate to its subject, at most."""
TITLE_CASE = 0.6
"""Share of words with a capital from which on a line is a headline, whose capitals say nothing."""


class Tree:
    """A parsed sentence."""

    def __init__(self, tokens: Sequence[Token], facts: Facts, known: Container[str] = ()) -> None:
        """Hold the tokens of a sentence, what its language says of persons, and the words of names *known* from before."""
        self.known = known
        self.tokens = tokens
        self.facts = facts
        self.low = [t.text.lower().replace("’", "'") for t in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        for k, t in enumerate(tokens):
            if t.head >= 0:
                self.children[t.head].append(k)
        self.root = next((k for k, t in enumerate(tokens) if t.head < 0), None)
        letters = [t for t in tokens if t.text[0].isalpha()]
        capitals = sum(t.text[0].isupper() for t in letters)
        self.headline = len(letters) > 1 and capitals > TITLE_CASE * len(letters)
        self.shouted = all(t.text.isupper() for t in letters)

    def child(self, index: int, *relations: str) -> int | None:
        """Return the first word that hangs on another by one of some relations, without their subtypes."""
        return next((k for k in self.children[index] if self.tokens[k].relation in relations), None)

    def owner(self, index: int) -> int | None:
        """Return the possessor of a noun."""
        return next((k for k in self.children[index] if self.tokens[k].deprel == "nmod:poss"), None)

    def is_subject(self, index: int) -> bool:
        """Say whether a word is a subject, by itself, beside another, or by a relative pronoun that stands for it."""
        at = index
        for _ in range(DEEPEST):
            if self.tokens[at].relation not in {"conj", "appos"} or self.tokens[at].head < 0:
                break
            at = self.tokens[at].head
        t = self.tokens[at]
        main = None if self.root is None else self._name_before(self.root)
        return (t.head >= 0 and self.subject(t.head) == at) or main == at or self._of_relative(index)

    def _of_relative(self, index: int) -> bool:
        clauses = (k for k in self.children[index] if self.tokens[k].deprel == "acl:relcl")
        return any((s := self.child(k, "nsubj")) is not None and self.tokens[s].feat("PronType") == "Rel" for k in clauses)

    def has_person_clause(self, index: int) -> bool:
        """Say whether a relative clause with *who* follows a noun."""
        for k in self.children[index]:
            who = self.child(k, "nsubj") if self.tokens[k].deprel == "acl:relcl" else None
            if who is not None and self.tokens[who].feat("PronType") == "Rel" and self.low[who] in self.facts.persons.pronouns:
                return True
        return False

    def subject(self, verb: int) -> int | None:
        """Return the subject of a verb or predicate: the nearest where the parser found two, or the name right before it."""
        own = [k for k in self.children[verb] if self.tokens[k].relation == "nsubj" or self._is_name_as_clause(k)]
        if self.tokens[verb].relation == "conj":
            own = [k for k in own if self.tokens[k].lemma not in self.facts.spans_of_time]  # and the next year became
        before = [k for k in own if k < verb]
        return before[-1] if before else own[0] if own else self._name_before(verb)

    def _is_name_as_clause(self, index: int) -> bool:
        """Say whether a name was taken for a clause: *Keeling was a coach*."""
        return self.tokens[index].relation == "csubj" and index <= 1 and self.capital(index)

    def _name_before(self, verb: int) -> int | None:
        """Return a name before the finite verb of a main clause without subject, which the parser gave to another word."""
        if verb != self.root or self.child(verb, "nsubj", "csubj", "expl") is not None:
            return None
        group = [verb, *(k for k in self.children[verb] if self.tokens[k].relation in {"aux", "cop"})]
        if not any(self.tokens[k].feat("VerbForm") == "Fin" for k in group):
            return None
        at = min(group) - 1
        while at > 0 and self.tokens[at].upos == "ADV" and self.tokens[at].text.islower():
            at -= 1
        if at < 0 or not self.capital(at):
            return None
        case = self.child(at, "case")
        return at if case is None or not self.leads_to(case, at) else None

    def leads_to(self, before: int, index: int) -> bool:
        """Say whether a preposition or an article belongs to a name, and not to a noun between: *as an athlete Hill*."""
        return not any(self.tokens[k].upos == "NOUN" and self.tokens[k].text.islower() for k in range(before + 1, index))

    def capital(self, index: int) -> bool:
        """Say whether a word may be part of a name."""
        t = self.tokens[index]
        if not t.text[0].isupper() or len(t.text) == 1 or t.text in self.facts.acronyms:
            return False
        said = self.facts.noun(t.text) or self.facts.title(t.text)
        if t.upos == "PROPN" or (t.upos in NOMINAL and (index > 0 or said is not None)):
            return True
        return self.unheard(index)

    def unheard(self, index: int) -> bool:
        """Say whether a word with a capital is a name that the parser took for another word.

        No dictionary has it; or it begins the sentence, where capitals say nothing, and looks like a plural that is subject of
        a verb in the singular (*Chambers has*), or like a verb that is the subject of a noun for persons.
        """
        t = self.tokens[index]
        lexicon = self.facts.lexicon
        if not t.text.isalpha() or lexicon is None or self.shouted or self.headline:
            return False
        if all(a.upos == "PROPN" for a in lexicon.analyses(t.text)):
            return True
        if self.low[index] in self.known and t.upos in NOMINAL and not self.children[index] and self.facts.noun(t.text) is None:
            return True
        if index > 1:
            return False
        if t.relation == "csubj" and not self.children[index]:
            return self.facts.noun(self.tokens[t.head].text) is not None  # Keeling was a coach
        if t.relation != "nsubj" or t.upos not in NOMINAL or self.children[index] or self.facts.noun(t.text) is not None:
            return False
        if self._is_role_holder(index):
            return True
        group = [t.head, *(k for k in self.children[t.head] if self.tokens[k].relation in {"aux", "cop"})]
        finite = next((w for k in group if (w := self.tokens[k]).feat("VerbForm") == "Fin"), None)
        return (
            t.feat("Number") == "Plur"
            and finite is not None
            and finite.feat("Number") == "Sing"
            and finite.feat("Tense") == "Pres"
        )

    def _is_role_holder(self, index: int) -> bool:
        """Say whether a noun without article is the subject of a role that persons have: *Bullock has served as editor*."""
        verb = self.tokens[index].head
        return any(self._is_role(k, verb) for k in (verb, *self.children[verb]))

    def _is_role(self, index: int, verb: int) -> bool:
        """Say whether a noun is the predicate of a clause, by itself or beside its verb, and names a single person."""
        t = self.tokens[index]
        low = self.low[index]
        if t.upos != "NOUN" or t.feat("Number") == "Plur" or self.facts.noun(low) is None or self.in_doubt(low):
            return False
        marks = {self.low[k] for k in self.children[index] if self.tokens[k].relation in {"case", "mark"}}
        if index == verb:
            return not marks and self.child(index, "cop") is not None
        if marks & self.facts.role_markers:
            return True
        return not marks and t.relation in {"obj", "xcomp"} and self.tokens[verb].lemma in self.facts.linking_verbs

    def in_doubt(self, low: str) -> bool:
        """Say whether a noun for persons is often said of things."""
        return low in self.facts.ambiguous or low in self.facts.figures

    def is_surname(self, index: int) -> bool:
        """Say whether a word is a last name too."""
        found = self.facts.lexicon.analyses(self.tokens[index].text) if self.facts.lexicon is not None else ()
        return any("NameType=Sur" in a.feats for a in found)

    def acronym(self, index: int) -> bool:
        """Say whether a word is written in capitals where others are not: MA, the degree."""
        return self.tokens[index].text.isupper() and not self.shouted

    def is_fronted(self, index: int) -> bool:
        """Say whether a word stands in a clause before the subject of the main one."""
        at = index
        for _ in range(DEEPEST):
            t = self.tokens[at]
            if t.head < 0:
                return False
            if t.relation == "advcl":
                main = self.subject(t.head)
                return main is not None and main > index
            at = t.head
        return False

    def is_aside(self, index: int) -> bool:
        """Say whether a word stands in a clause that only describes something, or says when or why."""
        at = index
        for _ in range(DEEPEST):
            t = self.tokens[at]
            if t.head < 0 or t.relation in {"advcl", "acl"}:
                return t.head >= 0
            at = t.head
        return False

    def is_simple(self, index: int) -> bool:
        """Say whether nothing behind a noun says which one is meant: *the author*, not *the author of the book*."""
        return not any(k > index and self.tokens[k].relation in {"nmod", "acl", "appos"} for k in self.children[index])

    def definite(self, index: int) -> str:
        """Return whether a noun is definite ("def"), indefinite ("indef"), possessed ("poss") or bare ("")."""
        if self.owner(index) is not None:
            return "poss"
        at = next((k for k in self.children[index] if self.tokens[k].upos == "DET"), None)
        if at is None or (self.tokens[index].upos == "PROPN" and not self.leads_to(at, index)):
            return ""
        article = self.tokens[at]
        return "def" if article.feat("Definite") == "Def" or article.feat("PronType") == "Dem" else "indef"

    def stands_alone(self, index: int) -> bool:
        """Say whether a noun, or one joined to it, is all that a line says: a caption, a title."""
        for _ in range(DEEPEST):
            if self.tokens[index].relation != "conj":
                break
            index = self.tokens[index].head
        t = self.tokens[index]
        return t.head < 0 and t.upos == "NOUN" and self.child(index, "cop", "nsubj", "case", "expl") is None

    def finite(self, index: int) -> bool:
        """Say whether a word is a finite verb."""
        t = self.tokens[index]
        return t.upos in VERBAL and t.feat("VerbForm") == "Fin"
