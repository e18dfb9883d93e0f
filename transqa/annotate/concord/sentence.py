"""The clauses of a parsed sentence: verbs with their auxiliaries, and whose predicate is whose."""

from __future__ import annotations

from functools import cached_property

from transqa.annotate.agreement import Controllers
from transqa.annotate.concord.nouns import Nouns
from transqa.annotate.concord.readings import ANY

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "expl:subj", "expl", "nsubj:caus"})
DEEPEST = 6
"""Clauses from a predicate up to its subject at most."""


class Sentence(Nouns):
    """A sentence with its clauses."""

    @cached_property
    def controllers(self) -> Controllers:
        """Which word governs which."""
        return Controllers(self.tokens, self.pack)

    def main(self, verb: int) -> int:
        """Return the predicate that an auxiliary or copula belongs to; of any other verb, itself."""
        token = self.tokens[verb]
        return token.head if token.relation in {"aux", "cop"} and token.head >= 0 else verb

    def helpers(self, k: int) -> list[int]:
        """Return the auxiliaries and the copula of a predicate, the nearest group of them only: a broken tree may have more."""
        helping = (c for c in self.children[k] if self.tokens[c].relation in {"aux", "cop"} and c < k)
        found = [c for c in helping if not (self.words[c].noun and self._after_article(c))]
        for i in range(len(found) - 1, 0, -1):
            if self.words[found[i]].finite and not self.words[found[i]].participle:
                return found[i:]
            if any(self.upos(j) not in {"ADV", "PRON"} for j in range(found[i - 1] + 1, found[i])):
                return found[i:]
        return found or self._inverted(k)

    def _after_article(self, k: int) -> bool:
        """Say whether a determiner stands before a word, so that it is a noun: *des sommes incluses*."""
        noun = self.form(k - 1) in self.facts.of and bool(self.words[k].finite)
        return noun or self.upos(k - 1) == "DET" or self.form(k - 1) in self.facts.partitives_plural

    def _inverted(self, k: int) -> list[int]:
        """Return the copula before a pronoun that is hung to it and a predicate: *es-tu prêt*."""
        at = k - 1
        while self.upos(at) == "ADV":
            at -= 1
        hung = at > 0 and self.tokens[at].text[0] == "-" and self.low[at] in self.facts.persons
        return [at - 1] if hung and self.words[at - 1].verbs & self.facts.copulas else []

    def subject_pronoun(self, verb: int) -> int | None:
        """Return the subject pronoun right before a verb, objects and negation apart, or hung to it."""
        if verb + 1 < len(self.tokens) and self.tokens[verb + 1].text[0] == "-" and self.low[verb + 1] in self.facts.persons:
            return verb + 1
        k = verb - 1
        while k >= 0 and self.low[k] in self.facts.clitics and self.low[k] not in self.facts.conjunct_objects:
            k -= 1
        if k < 0 or self.low[k] not in self.facts.persons or self.tokens[k].text[0] == "-":
            return None
        if self.low[k] in self.facts.also_objects and self.tokens[k].relation not in {"nsubj", "expl"}:
            return None
        if not self.facts.persons[self.low[k]] & (self.words[verb].finite or ~0):
            return None
        if self.low[k] in self.facts.also_objects and self.upos(k - 1) in {"ADP", "CCONJ"}:
            return None
        return k

    def reflexive_before(self, verb: int) -> bool:
        """Say whether a reflexive pronoun of the third person stands before a verb."""
        at = verb - 1
        while self.form(at) in self.facts.adverbial_clitics:  # s'y était consacré
            at -= 1
        return self.form(at) in self.facts.reflexives_third

    def is_reflexive(self, k: int, subject: int) -> bool:
        """Say whether an object pronoun means the subject: *elle se rend*, *je me rends*."""
        low = self.low[k]
        if low not in self.facts.reflexives or self.upos(k) != "PRON":
            return False
        if low in self.facts.reflexives_third:
            return True
        return (
            self.tokens[k].relation == "expl"
            or self.low[subject] == low
            or low[0] == self.facts.reflexive_of.get(self.low[subject], "")
        )

    def subject_of(self, k: int, verb: int) -> int | None:
        """Return the subject of a predicate: the pronoun beside its verb, else that of the tree, from clause to clause.

        Args:
            k: the predicate.
            verb: its copula, first auxiliary or linking verb.
        """
        at, group = k, verb
        for _ in range(DEEPEST):
            beside = self.subject_pronoun(group)
            if beside is not None:
                return beside
            own = [c for c in self.children[at] if self.tokens[c].deprel in SUBJECTS]
            if own:
                return self._own_subject(k, at, group, own)
            token = self.tokens[at]
            if token.relation == "acl" and token.head >= 0:
                finite = not self.words[group].infinitive and not self._has_other_relative(at)
                return token.head if finite and self.upos(token.head) in {"NOUN", "PRON"} else None
            if not self._shares_subject(k, at, group):
                return None
            at = token.head
            group = self.first_helper(at)
        return None

    def _has_other_relative(self, at: int) -> bool:
        """Say whether the relative pronoun of a clause is no subject: *la faute dont est accusé Luc*."""
        relatives = [c for c in self.children[at] if self.tokens[c].feat("PronType") == "Rel" and c < at]
        relatives = [c for c in relatives if self.low[c] not in self.facts.relative_subjects or self.child(c, "case") is not None]
        if any(self.upos(c - 1) == "ADP" for c in relatives):
            return True  # la personne à qui est accordé un congé
        return bool(relatives) and all(self.tokens[c].relation in {"obl", "nmod", "advmod"} for c in relatives)

    def _own_subject(self, k: int, at: int, group: int, own: list[int]) -> int | None:
        """Return the nearest of the subjects of a word, unless an infinitive shows that they are another's."""
        if self.words[group].infinitive and at == k and self._follows_preposition(group):
            return None
        if at != k and self.words[at].infinitive and self.words[group].verbs & self.facts.copulas:
            return None  # notre but est de devenir célèbres
        nearest = [c for c in own if c < group] or own
        found = self.controllers.antecedent(nearest[-1])
        return None if self.tokens[found].deprel == "expl:subj" and self.words[group].infinitive else found

    def _shares_subject(self, k: int, at: int, group: int) -> bool:
        """Say whether a word has the subject of the verb that it hangs on."""
        token = self.tokens[at]
        if token.head < 0 or self.upos(token.head) == "NOUN":
            return False
        relation = token.relation
        if relation in {"conj", "parataxis"} or (relation == "advmod" and at == k):
            return True
        finite = self.words[group].finite and self.tokens[group].relation in {"aux", "cop"}
        attribute = relation in {"xcomp", "obj"} and not finite
        return relation in {"xcomp", "ccomp", "csubj", "obj"} and (self.words[group].infinitive or attribute)

    def first_helper(self, at: int) -> int:
        """Return the first auxiliary or copula of a word; itself where it has none."""
        if self.tokens[at].feat("VerbForm") == "Fin":
            return at
        return next((c for c in self.children[at] if self.tokens[c].relation in {"aux", "cop"} and c < at), at)

    def _follows_preposition(self, verb: int) -> bool:
        k = verb - 1
        while k >= 0 and (self.low[k] in self.facts.clitics or self.upos(k) == "ADV"):
            k -= 1
        return self.upos(k) == "ADP"

    def finite_verb(self, k: int, verb: int) -> int | None:
        """Return the finite verb of the clause of a predicate: its own, or the one that its infinitive hangs on."""
        at, group = k, verb
        if self.tokens[k].head == verb and (own := self.helpers(verb)):
            at, group = verb, own[0]
        for _ in range(4):
            if self.words[group].finite and self.tokens[group].feat("VerbForm") == "Fin":
                if at != k and self.words[group].verbs & self.facts.copulas:
                    return None  # notre but est de devenir célèbres
                others = range(group + 1, k)
                return None if any(self.tokens[j].feat("VerbForm") == "Fin" for j in others) else group
            token = self.tokens[at]
            if not self.words[group].infinitive or token.relation not in {"xcomp", "obj"} or token.head < 0:
                return None
            at = token.head
            objects = (c for c in self.children[at] if c != k and self.tokens[c].relation in {"obj", "iobj"})
            if any(self.low[c] not in self.facts.adverbial_clitics | self.facts.reflexives_third for c in objects):
                return None
            group = self.first_helper(at)
        return None

    def stranger_before(self, verb: int, subject: int) -> bool:
        """Say whether a pronoun of unknown reference stands before a verb or before its relative: *aux peu qui sont*."""
        k = verb - 1
        while k > subject and (self.low[k] in self.facts.clitics or self.upos(k) == "ADV"):
            if self.low[k] in self.facts.quantity_words and self.upos(k - 1) in {"ADP", "DET"}:
                return True
            k -= 1
        if self.tokens[k].feat("PronType") == "Rel":
            k -= 1
        return (
            k != subject
            and k >= 0
            and (self.low[k] in self.facts.quantity_words or (self.is_pronoun(k) and not self.words[k].noun))
        )

    def seeming(self, k: int) -> int:
        """Return the set of the subject where a noun is that of a verb of seeming (avoir l'air); 0 for any other noun."""
        if self.low[k] not in self.facts.seeming_nouns or self.form(k - 1) not in self.facts.object_singular_forms:
            return 0
        verb = self.tokens[k].head
        if verb < 0 or not self.words[verb].verbs & self.facts.object_auxiliaries:
            return 0
        subject = self.subject_of(verb, verb)
        return ANY if subject is None else self.joined(subject)
