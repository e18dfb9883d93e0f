"""Which words of a sentence agree with its first or second person: *je suis prête*, *on m'a déçue*, not *j'ai chaud*.

A word counts by what the lexicon says of its form, and by the word that it agrees with in the tree.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from transqa.annotate.agreement import Controllers
from transqa.annotate.self_facts import CLITICS, FIRST, SECOND, VERBS, plain
from transqa.morphosyntax.tree import feature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.self_facts import SelfFacts
    from transqa.langs import Pack
    from transqa.morphosyntax.tree import Token

BREAKS = ",;:—–"
LISTED = 2
"""Places from one word of a list to the next: a comma stands between them."""


class SelfAgreement:
    """Questions to the tree of one sentence."""

    def __init__(self, tokens: list[Token], pack: Pack, facts: SelfFacts) -> None:
        """Hold a tree; nothing is computed yet."""
        self.tokens = tokens
        self.facts = facts
        self.controllers = Controllers(tokens, pack)

    @cached_property
    def _children(self) -> defaultdict[int, list[int]]:
        children: defaultdict[int, list[int]] = defaultdict(list)
        for k, t in enumerate(self.tokens):
            children[t.head].append(k)
        return children

    def own(self, index: int) -> list[Token]:
        """Return the words that hang on a word."""
        return [self.tokens[k] for k in self._children[index]]

    def gender(self, k: int) -> str | None:
        """Return the gender that an adjective, a participle or a noun in the singular shows."""
        t, facts = self.tokens[k], self.facts
        if facts.genders is None or (t.upos not in {"ADJ", "NOUN"} and t.upos not in VERBS) or t.feat("Number") == "Plur":
            return None
        if facts.is_noun(t):
            return facts.genders.of(t)
        if t.upos in VERBS and t.feat("VerbForm") != "Part":
            return None
        if (gender := facts.shown(t.text)) is None:
            return None
        if t.feat("Tense") == "Pres" and not any(c.relation in {"cop", "aux"} for c in self.own(k)):
            return None  # en souriant, but: j'étais méfiante
        return gender

    def controller(self, k: int) -> int | None:
        """Return what a word agrees with; an adverb that a parser calls an object (*j'en ai marre d'être …*) governs nothing."""
        tokens = self.tokens
        mine = (i for i in self._children[k] if self.facts.is_person(tokens[i]))
        own = next((i for i in mine if tokens[i].relation == "nsubj" or self._is_inverted(i)), None)
        if own is not None and not self._has_object_auxiliary(k):
            return own  # before a name in apostrophe, which parsers take for a subject too: Madame, vous êtes …
        at = self._past_adverbials(k, self.controllers.controller(k))
        if at is not None and tokens[at].upos == "ADV":
            at = self.controllers.subject(tokens[at].head)
        inside = tokens[k].relation == "xcomp" and tokens[tokens[k].head].lemma not in self.facts.linking
        if inside or self._has_object_auxiliary(k):
            at = next(self._clitics(tokens[k].head if inside else k), at)  # ça me rend nerveuse: parsers differ on the case of me
        return None if at == k else at

    def _past_adverbials(self, k: int, at: int | None) -> int | None:
        """Return the controller past what parsers take for a predicate (*chaque matin*) or for a preposition (*malgré tout*)."""
        if at is not None and self._is_time(at):
            persons = (
                i for i in self._children[at] if self.tokens[i].relation == "nsubj" and self.facts.is_person(self.tokens[i])
            )
            return next(persons, at)
        t = self.tokens[k]
        if at is None and t.relation == "obl" and self.tokens[t.head].lemma in self.facts.linking and self._adverbial_words(k):
            return self.controllers.subject(t.head)
        return at

    def _is_time(self, k: int) -> bool:
        """Say whether a noun says how often: *chaque matin*."""
        return self.tokens[k].lemma in self.facts.times and any(c.lemma in self.facts.distributive for c in self.own(k))

    def _adverbial_words(self, k: int) -> list[int]:
        """Return the places of an adverbial that parsers join to the word behind it: *malgré tout mécontente*."""
        cases = (i for i in self._children[k] if i + 1 < k and self.tokens[i].relation == "case")
        found = (i for i in cases if f"{self.tokens[i].text} {self.tokens[i + 1].text}".lower() in self.facts.adverbials)
        return [place for i in found for place in (i, i + 1)]

    def is_determined(self, k: int) -> bool:
        """Say whether a word has a determiner."""
        beside = self._adverbial_words(k)
        return any(i not in beside and self.tokens[i].relation == "det" for i in self._children[k])

    def _clitics(self, verb: int) -> Iterator[int]:
        """Yield the pronouns for the person that are objects of a verb."""
        return (i for i in self._children[verb] if self.tokens[i].relation in CLITICS and self.facts.is_person(self.tokens[i]))

    def is_told(self, k: int) -> bool:
        """Say whether a participle may be said of who is told to do something: *une fois arrivée, demandez la clé*."""
        t = self.tokens[k]
        if t.feat("Number") != "Sing":
            return False
        if self.facts.person != SECOND or t.relation != "advcl" or t.feat("VerbForm") != "Part" or t.head <= k:
            return False
        return self.tokens[t.head].feat("Person") == SECOND and not any(c.relation == "nsubj" for c in self.own(t.head))

    def follows(self, k: int, before: int, at: int | None) -> bool:
        """Say whether a word goes on a list of what is said of the person: *j'étais là, toute seule, perdue dans mes pensées*.

        *before* is the word before it that agrees with the person. Parsers join such a word to the clause above.
        """
        t = self.tokens[k]
        if k - before != LISTED or self.tokens[k - 1].text != "," or t.upos == "NOUN":
            return False
        if any(c.relation in {"nsubj", "cop", "aux", "det", "case"} for c in self.own(k)):
            return False
        if any(c.relation == "nsubj" and c.feat("PronType") != "Rel" for c in self.tokens[k:]):
            return False
        return at is None or (at < before and self.facts.genders is not None and self._clashes(k, at))

    def _clashes(self, k: int, at: int) -> bool:
        """Say whether a word can't agree with a noun, by their forms."""
        assert self.facts.genders is not None
        noun, word = self.facts.genders.of(self.tokens[at]), self.gender(k)
        return noun is not None and noun != word

    def agrees(self, k: int, at: int) -> bool:
        """Say whether a word really shows the gender of the person that the tree joins it to; of roles, whether it may."""
        t, person = self.tokens[k], self.tokens[at]
        if plain(person.text) in self.facts.respectful and t.feat("Number") != "Sing":
            return False  # vous êtes heureux may be said to several
        if person.relation not in CLITICS and (self._is_of_another(k, at) or (at < k and self._leads_on(k))):
            return False
        if t.upos == "NOUN":
            return self._is_attribute(k) and self._noun_agrees(k, at)
        return self._is_predicate(k, at) if t.upos == "ADJ" else self._participle_agrees(k, at)

    def _is_inverted(self, k: int) -> bool:
        """Say whether a pronoun is behind its copula, which parsers often don't know there: *étiez-vous prête ?*."""
        if k == 0 or self.tokens[k].text[:1] != "-":
            return False
        return any(a.lemma in self.facts.linking for a in self.facts.analyses(self.tokens[k - 1].text))

    def _has_object_auxiliary(self, k: int) -> bool:
        """Say whether a word is a participle with avoir that is not passive: avoir stands closest before it."""
        helping = [i for i in self._children[k] if i < k and self.tokens[i].relation in {"aux", "cop"}]
        return bool(helping) and self.tokens[helping[-1]].lemma in self.facts.objects

    def _is_of_another(self, k: int, at: int) -> bool:
        """Say whether a word has another subject, is asked of somebody, or is said of an object."""
        own = self.own(k)
        subjects = [c for c in own if c.relation in {"nsubj", "expl"} and c.feat("Reflex") != "Yes"]
        if subjects and not any(self.facts.is_person(c) for c in subjects):
            return True
        return self._is_order(own, self.tokens[at]) or self._is_of_other_object(k)

    def _leads_on(self, k: int) -> bool:
        """Say whether a word stands set off before another subject: *j'étais prête ; fatigué de ramer, mon frère …*."""
        tokens = self.tokens
        if k == 0 or tokens[k - 1].text[:1] not in BREAKS or any(c.relation in {"cop", "aux"} for c in self.own(k)):
            return False
        comma = next((i for i in range(k + 1, len(tokens)) if tokens[i].text == ","), len(tokens))
        behind = range(comma + 1, len(tokens))
        subject = next((i for i in behind if tokens[i].relation == "nsubj" or tokens[i].feat("VerbForm") == "Fin"), None)
        if subject is None or tokens[subject].relation != "nsubj" or tokens[subject].feat("PronType") == "Rel":
            return False
        return not self.facts.is_person(tokens[subject])

    def _noun_agrees(self, k: int, at: int) -> bool:
        if self.facts.is_noun(self.tokens[k]):
            return True
        return not self.is_determined(k) and self._is_predicate(k, at)  # je suis une surprise

    def _participle_agrees(self, k: int, at: int) -> bool:
        t, own, person = self.tokens[k], self.own(k), self.tokens[at]
        finite = any(c.relation in {"aux", "cop"} and c.feat("VerbForm") != "Part" for c in own)
        if t.lemma in self.facts.impersonal and not finite:
            return False  # comme prévu, promis
        helped = any(c.relation in {"aux", "cop"} for c in own) or self._is_inverted(at)
        if person.head == k and person.relation == "nsubj" and not helped:
            return False
        if self._has_object_auxiliary(k):
            objective = person.relation in CLITICS and plain(person.text) not in self.facts.subjects
            return objective and person in own and self._direct(k, at)
        return self._reflexive(own, t, at=person)

    def _is_predicate(self, k: int, at: int) -> bool:
        """Say whether an adjective is said of the person: not *j'ai chaud*, not *je parle bas*, not *je t'ai vu content*."""
        tokens, facts = self.tokens, self.facts
        t = tokens[k]
        own = {c.relation for c in self.own(k)}
        if self._is_adverbial(k) and not self._adverbial_words(k):
            return False  # à court d'idées
        if tokens[at].head == k and tokens[at].relation == "nsubj":
            return not own.isdisjoint({"cop", "aux", "mark", "case"}) or self._is_inverted(at)
        if t.head < 0 or not own.isdisjoint({"cop", "aux"}):
            return True
        if "det" in own:
            return False  # le plus clair de la journée
        head = tokens[t.head]
        if any(c.text[:1] in ",;:—–(" for c in tokens[min(k, t.head) + 1 : max(k, t.head)]):
            return True  # set off: seule, je partis
        if head.lemma in facts.linking or self._has_other_object(t.head, k):
            return head.lemma in facts.linking
        adverb = head.lemma in facts.objects or head.lemma in facts.languages or t.lemma in facts.adverbial
        return not own.isdisjoint({"mark", "case"}) or not (adverb or t.relation in {"obj", "iobj"})

    def _is_adverbial(self, k: int) -> bool:
        """Say whether a preposition stands before a word, none of those before roles (*comme*, *en tant que*)."""
        cases = [i for i in self._children[k] if self.tokens[i].relation == "case"]
        longer = {i for i in cases if any(c.relation == "fixed" for c in self.own(i))}
        return any(i not in longer and self.tokens[i].text.lower() not in self.facts.roles for i in cases)

    def _is_of_other_object(self, k: int) -> bool:
        """Say whether an infinitive or participle may describe the object of its verb: *je te vois être blessée*."""
        t = self.tokens[k]
        inside = t.relation == "xcomp" and t.head >= 0 and self.tokens[t.head].lemma not in self.facts.linking
        return inside and next(self._clitics(t.head), None) is None and self._has_other_object(t.head, k)

    def _has_other_object(self, verb: int, beside: int) -> bool:
        """Say whether a verb has another object than the person, which a word beside it may describe."""
        beside_it = [t for i in self._children[verb] if i != beside and not self.facts.is_person(t := self.tokens[i])]
        objects = [c for c in beside_it if c.relation == "obj" and c.upos in {"NOUN", "PROPN", "PRON"}]
        persons = [c for c in beside_it if c.relation in CLITICS and c.upos == "PRON" and c.feat("Person") in {FIRST, SECOND}]
        return any(c.feat("Reflex") != "Yes" for c in (*objects, *persons))

    def _is_order(self, own: list[Token], at: Token) -> bool:
        """Say whether a predicate without subject is asked of somebody: *sois prudente, je te prie*."""
        ahead = () if at in own else (c for c in own if c.upos != "PRON" and c.relation not in {"det", "case", "advmod"})
        readings = (a for c in ahead for a in self.facts.analyses(c.text))
        return any(a.lemma in self.facts.linking and feature(a.feats, "Mood") == "Imp" for a in readings)

    def _reflexive(self, own: list[Token], t: Token, at: Token) -> bool:
        """Say whether a participle with a reflexive pronoun agrees: *je me suis assise*, not *je me suis dit*."""
        clitics = [c for c in own if c.relation in CLITICS and c is not at and c.upos == "PRON" and self.facts.is_person(c)]
        if not clitics:
            return True
        others = [c for c in own if c.relation in {"obj", "ccomp"} and c not in clitics and c.feat("Person") != "3"]
        return not others and t.lemma not in self.facts.dative_reflexives

    def _direct(self, k: int, at: int) -> bool:
        """Say whether a pronoun before *avoir* is the object that the participle agrees with: *on m'a volée*, not *il m'a dit*.

        A feminine form shows that it is; a masculine one does with verbs that have no person for an indirect object.
        """
        t, own, genders = self.tokens[k], self.own(k), self.facts.genders
        qui = any(c.relation == "nsubj" and c.feat("PronType") == "Rel" for c in own)
        if (t.deprel == "acl:relcl" and not qui) or any(c.relation == "obj" and c is not self.tokens[at] for c in own):
            return False  # la photo qu'il m'a donnée, il me l'a donnée
        attributes = [i for i in self._children[k] if self.tokens[i].relation == "xcomp" and self.tokens[i].upos == "ADJ"]
        bare = any(not any(c.relation in {"cop", "mark"} for c in self.own(i)) for i in attributes)
        if bare or (genders is not None and genders.of(t) == "Fem"):
            return True  # rendue nerveuse: an attribute of the object
        others = any(c.relation in {"ccomp", "xcomp"} for c in own)
        return self.tokens[at].relation == "obj" and not others and t.lemma not in self.facts.person_datives

    def _is_attribute(self, k: int) -> bool:
        """Say whether a noun is said of the person: with a copula, behind a linking verb, or behind *en tant que*."""
        t, helped = self.tokens[k], {c.relation for c in self.own(k)}
        linked = t.head >= 0 and self.tokens[t.head].lemma in self.facts.linking
        return "cop" in helped or linked or (t.relation == "obl" and "case" in helped)
