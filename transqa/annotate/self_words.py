"""Words of the target that show the gender of a first or second person: *je suis prête*, *on m'a déçue*, *es-tu sûr ?*.

A word counts by what the lexicon says of its form, and by the word that it agrees with in the tree. A bare adjective or
participle (*Désolée, je dois partir*) counts where the source says it of a first person, or of nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from transqa.annotate.agreement import Controllers
from transqa.annotate.gender.words import word_genders
from transqa.langs.persons import load_persons
from transqa.morphosyntax.tree import feature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.context import Context, Side
    from transqa.annotate.gender.words import WordGenders
    from transqa.model import Span
    from transqa.morphosyntax.inflection import Analysis
    from transqa.morphosyntax.tree import Token

FIRST, SECOND = "1", "2"
"""Values of UD's feature Person."""
VERBS = ("VERB", "AUX")
CLITICS = frozenset({"obj", "iobj", "expl"})
FREE = frozenset({"root", "parataxis", "advcl", "discourse", "advmod", "dep", "dislocated", "vocative"})
"""Relations that a bare adjective of feeling may have in a tree."""


@dataclass(frozen=True, slots=True)
class SelfWord:
    """A word that shows the gender of a first or second person.

    Attributes:
        segment: index of the target segment.
        token: place of the word in its tree.
        span: place of the word in the text.
        person: the words that stand for the person (je, m', vous); those of the word itself where there are none.
        gender: the gender that its form shows, "Fem" or "Masc".
    """

    segment: int
    token: int
    span: Span
    person: Span
    gender: str


class SelfWords:
    """Finds such words in the target."""

    def __init__(self, ctx: Context, person: str) -> None:
        """Prepare for a *person*, FIRST or SECOND."""
        self.ctx = ctx
        self.side = ctx.target
        self.person = person
        key = "first_person" if person == FIRST else "second_person"
        self._forms = frozenset(self.side.pack.phrases("speech", key))
        self._bare = frozenset(self.side.pack.phrases("speech", "elliptical")) if person == FIRST else frozenset()
        phrases = self.side.pack.phrases
        self._linking = frozenset(phrases("syntax", "linking_verbs"))
        self._adverbial = frozenset(phrases("speech", "adverbial"))
        self._person_datives = frozenset(phrases("speech", "person_datives"))
        self._impersonal = frozenset(phrases("speech", "impersonal"))
        self._languages = frozenset(phrases("speech", "languages"))
        self._subjects = frozenset(phrases("speech", "subjects"))
        self._roles = frozenset(phrases("syntax", "role_markers"))
        self._respectful = frozenset(phrases("speech", "respectful"))
        self._datives = frozenset(self.side.pack.phrases("speech", "dative_reflexives"))
        self._objects = frozenset(self.side.pack.phrases("syntax", "object_auxiliaries"))
        self._source_forms = frozenset(ctx.source_pack.phrases("speech", key))

    @cached_property
    def genders(self) -> WordGenders | None:
        """The genders of forms; None for a language without a lexicon."""
        return word_genders(self.side.pack.tag)

    def found(self) -> Iterator[SelfWord]:
        """Yield the words in order."""
        if self.genders is None:
            return
        worth = [s.index for s in self.side.segments if self._worth(s.index)]
        self.side.expect(worth)
        for index in worth:
            yield from self._in(index)

    def _worth(self, index: int) -> bool:
        """Say whether a segment has a word for the person, or a bare word of feeling."""
        words = {w.text.lower() for w in self.side.words(index)}
        if any(part in self._forms for w in words for part in w.replace("’", "'").split("'")):
            return True
        return not words.isdisjoint(self._bare_forms)

    @cached_property
    def _bare_forms(self) -> frozenset[str]:
        """All forms of the words of feeling."""
        assert self.genders is not None
        forms = self.genders.inflections.forms
        return frozenset(form for lemma in self._bare for upos in ("ADJ", "VERB") for form, _ in forms(lemma, upos))

    def _in(self, index: int) -> Iterator[SelfWord]:
        tokens = self.side.tokens(index)
        controllers = Controllers(tokens, self.side.pack)
        assert self.genders is not None
        for k, t in enumerate(tokens):
            gender = self._gender(tokens, k)
            if gender is None:
                continue
            at = self._controller(controllers, tokens, k)
            if at is not None and self._is_person(tokens[at]):
                if self._agrees(index, tokens, k, at):
                    yield SelfWord(index, k, t.span, tokens[at].span, gender)
            elif at is None and self._is_told(tokens, k):
                yield SelfWord(index, k, t.span, tokens[t.head].span, gender)
            elif t.text.lower() in self._bare_forms and _no_person(tokens, at) and self._is_bare(index, tokens, k):
                yield SelfWord(index, k, t.span, t.span, gender)

    def _is_told(self, tokens: list[Token], k: int) -> bool:
        """Say whether a participle is said of who is told to do something: *une fois arrivée, demandez la clé*."""
        t = tokens[k]
        if self.person != SECOND or t.relation != "advcl" or t.feat("VerbForm") != "Part" or t.head <= k:
            return False
        verb = tokens[t.head]
        return verb.feat("Person") == SECOND and not any(c.head == t.head and c.relation == "nsubj" for c in tokens)

    def _controller(self, controllers: Controllers, tokens: list[Token], k: int) -> int | None:
        """Return what a word agrees with; an adverb that a parser calls an object (*j'en ai marre d'être …*) governs nothing."""
        mine = ((i, c) for i, c in enumerate(tokens) if c.head == k and self._is_person(c))
        own = next((i for i, c in mine if c.relation == "nsubj" or self._is_inverted(tokens, i)), None)
        if own is not None and not self._has_object_auxiliary(tokens, k):
            return own  # before a name in apostrophe, which parsers take for a subject too: Madame, vous êtes …
        at = controllers.controller(k)
        if at is not None and tokens[at].upos == "ADV":
            at = controllers.subject(tokens[at].head)
        inside = tokens[k].relation == "xcomp" and tokens[tokens[k].head].lemma not in self._linking
        if inside or self._has_object_auxiliary(tokens, k):
            verb = tokens[k].head if inside else k
            clitics = (i for i, c in enumerate(tokens) if c.head == verb and c.relation in CLITICS and self._is_person(c))
            at = next(clitics, at)  # ça me rend nerveuse: parsers differ on the case of me
        return None if at == k else at

    def _is_noun(self, t: Token) -> bool:
        """Say whether a word is a noun for persons; taggers take *surprise* for a noun in *je suis surprise*."""
        assert self.genders is not None
        return t.upos == "NOUN" and bool(self.genders.inflections.partners(t.text))

    def _is_inverted(self, tokens: list[Token], k: int) -> bool:
        """Say whether a pronoun is behind its copula, which parsers often don't know there: *étiez-vous prête ?*."""
        assert self.genders is not None
        if k == 0 or tokens[k].text[:1] != "-":
            return False
        return any(a.lemma in self._linking for a in self.genders.inflections.analyses(tokens[k - 1].text))

    def _has_object_auxiliary(self, tokens: list[Token], k: int) -> bool:
        """Say whether a word is a participle with avoir that is not passive: avoir stands closest before it."""
        helping = [c for c in tokens[:k] if c.head == k and c.relation in {"aux", "cop"}]
        return bool(helping) and helping[-1].lemma in self._objects

    def _gender(self, tokens: list[Token], k: int) -> str | None:
        """Return the gender that an adjective, a participle or a noun in the singular shows."""
        t = tokens[k]
        if t.feat("Number") == "Plur" or self.genders is None:
            return None
        if self._is_noun(t):
            return self.genders.of(t)
        if t.upos not in {"ADJ", "NOUN"} and (t.upos not in VERBS or t.feat("VerbForm") != "Part"):
            return None
        if t.feat("Tense") == "Pres" and not any(c.head == k and c.relation in {"cop", "aux"} for c in tokens):
            return None  # en souriant, but: j'étais méfiante
        shown = {feature(a.feats, "Gender") for a in self.genders.inflections.analyses(t.text) if qualifies(a)}
        return shown.pop() if len(shown) == 1 else None

    def _is_person(self, t: Token) -> bool:
        """Say whether a word stands for the person, in the singular or in the form of respect."""
        return _plain(t) in self._forms

    def _agrees(self, index: int, tokens: list[Token], k: int, at: int) -> bool:
        """Say whether a word really shows the gender of the person that the tree joins it to."""
        t = tokens[k]
        if _plain(tokens[at]) in self._respectful and t.feat("Number") != "Sing":
            return False  # vous êtes heureux may be said to several
        if tokens[at].relation not in CLITICS and self._is_of_another(tokens, k, at):
            return False
        if t.upos == "NOUN":
            return self._is_attribute(tokens, k) and self._noun_agrees(index, tokens, k, at)
        return self._is_predicate(tokens, k, at) if t.upos == "ADJ" else self._participle_agrees(tokens, k, at)

    def _is_of_another(self, tokens: list[Token], k: int, at: int) -> bool:
        """Say whether a word has another subject, is asked of somebody, or is said of an object."""
        own = [c for c in tokens if c.head == k]
        subjects = [c for c in own if c.relation in {"nsubj", "expl"} and c.feat("Reflex") != "Yes"]
        if subjects and not any(self._is_person(c) for c in subjects):
            return True
        return self._is_order(own, tokens[at]) or self._is_of_other_object(tokens, k)

    def _noun_agrees(self, index: int, tokens: list[Token], k: int, at: int) -> bool:
        if self._is_noun(tokens[k]):
            return self._is_role(index, tokens[k])
        determined = any(c.head == k and c.relation == "det" for c in tokens)  # je suis une surprise
        return not determined and self._is_predicate(tokens, k, at)

    def _participle_agrees(self, tokens: list[Token], k: int, at: int) -> bool:
        t = tokens[k]
        own = [c for c in tokens if c.head == k]
        if t.lemma in self._impersonal and not any(c.relation in {"aux", "cop"} and c.feat("VerbForm") != "Part" for c in own):
            return False  # comme prévu, promis
        helped = any(c.relation in {"aux", "cop"} for c in own) or self._is_inverted(tokens, at)
        if tokens[at].head == k and tokens[at].relation == "nsubj" and not helped:
            return False
        if self._has_object_auxiliary(tokens, k):
            objective = tokens[at].relation in CLITICS and _plain(tokens[at]) not in self._subjects
            return objective and tokens[at] in own and self._direct(tokens, k, at)
        return self._reflexive(own, t, at=tokens[at])

    def _is_predicate(self, tokens: list[Token], k: int, at: int) -> bool:
        """Say whether an adjective is said of the person: not *j'ai chaud*, not *je parle bas*, not *je t'ai vu content*."""
        t = tokens[k]
        own = {c.relation for c in tokens if c.head == k}
        if self._is_adverbial(tokens, k):
            return False  # à court d'idées
        if tokens[at].head == k and tokens[at].relation == "nsubj":
            return not own.isdisjoint({"cop", "aux", "mark", "case"}) or self._is_inverted(tokens, at)
        if t.head < 0 or not own.isdisjoint({"cop", "aux"}):
            return True
        if "det" in own:
            return False  # le plus clair de la journée
        head = tokens[t.head]
        if any(c.text[:1] in ",;:—–(" for c in tokens[min(k, t.head) + 1 : max(k, t.head)]):
            return True  # set off: seule, je partis
        if head.lemma in self._linking or self._has_other_object(tokens, t.head, k):
            return head.lemma in self._linking
        plain = head.lemma in self._objects or head.lemma in self._languages or t.lemma in self._adverbial
        return not own.isdisjoint({"mark", "case"}) or not (plain or t.relation in {"obj", "iobj"})

    def _is_adverbial(self, tokens: list[Token], k: int) -> bool:
        """Say whether a preposition stands before a word, none of those before roles (*comme*, *en tant que*)."""
        cases = [i for i, c in enumerate(tokens) if c.head == k and c.relation == "case"]
        longer = {c.head for c in tokens if c.relation == "fixed"}
        return any(i not in longer and tokens[i].text.lower() not in self._roles for i in cases)

    def _is_of_other_object(self, tokens: list[Token], k: int) -> bool:
        """Say whether an infinitive or participle may describe the object of its verb: *je te vois être blessée*."""
        t = tokens[k]
        inside = t.relation == "xcomp" and t.head >= 0 and tokens[t.head].lemma not in self._linking
        clitic = inside and any(c.head == t.head and c.relation in CLITICS and self._is_person(c) for c in tokens)
        return inside and not clitic and self._has_other_object(tokens, t.head, k)

    def _has_other_object(self, tokens: list[Token], verb: int, beside: int) -> bool:
        """Say whether a verb has another object than the person, which a word beside it may describe."""
        beside_it = [c for i, c in enumerate(tokens) if c.head == verb and i != beside and not self._is_person(c)]
        objects = [c for c in beside_it if c.relation == "obj" and c.upos in {"NOUN", "PROPN", "PRON"}]
        persons = [c for c in beside_it if c.relation in CLITICS and c.upos == "PRON" and c.feat("Person") in {FIRST, SECOND}]
        return any(c.feat("Reflex") != "Yes" for c in (*objects, *persons))

    def _is_order(self, own: list[Token], at: Token) -> bool:
        """Say whether a predicate without subject is asked of somebody: *sois prudente, je te prie*."""
        assert self.genders is not None
        ahead = () if at in own else (c for c in own if c.upos != "PRON" and c.relation not in {"det", "case", "advmod"})
        analyses = self.genders.inflections.analyses
        return any(a.lemma in self._linking and feature(a.feats, "Mood") == "Imp" for c in ahead for a in analyses(c.text))

    def _reflexive(self, own: list[Token], t: Token, at: Token) -> bool:
        """Say whether a participle with a reflexive pronoun agrees: *je me suis assise*, not *je me suis dit*."""
        clitics = [c for c in own if c.relation in CLITICS and c is not at and c.upos == "PRON" and self._is_person(c)]
        if not clitics:
            return True
        others = [c for c in own if c.relation in {"obj", "ccomp"} and c not in clitics and c.feat("Person") != "3"]
        return not others and t.lemma not in self._datives

    def _direct(self, tokens: list[Token], k: int, at: int) -> bool:
        """Say whether a pronoun before *avoir* is the object that the participle agrees with: *on m'a volée*, not *il m'a dit*.

        A feminine form shows that it is; a masculine one does with verbs that have no person for an indirect object.
        """
        own = [c for c in tokens if c.head == k]
        qui = any(c.relation == "nsubj" and c.feat("PronType") == "Rel" for c in own)
        if (tokens[k].deprel == "acl:relcl" and not qui) or any(c.relation == "obj" and c is not tokens[at] for c in own):
            return False  # la photo qu'il m'a donnée, il me l'a donnée
        attributes = [i for i, c in enumerate(tokens) if c.head == k and c.relation == "xcomp" and c.upos == "ADJ"]
        bare = any(not any(c.head == i and c.relation in {"cop", "mark"} for c in tokens) for i in attributes)
        if bare or (self.genders is not None and self.genders.of(tokens[k]) == "Fem"):
            return True  # rendue nerveuse: an attribute of the object
        others = any(c.relation in {"ccomp", "xcomp"} for c in own)
        return tokens[at].relation == "obj" and not others and tokens[k].lemma not in self._person_datives

    def _is_attribute(self, tokens: list[Token], k: int) -> bool:
        """Say whether a noun is said of the person: with a copula, behind a linking verb, or behind *en tant que*."""
        helped = {c.relation for c in tokens if c.head == k}
        linked = tokens[k].head >= 0 and tokens[tokens[k].head].lemma in self._linking
        return "cop" in helped or linked or (tokens[k].relation == "obl" and "case" in helped)

    def _is_role(self, index: int, t: Token) -> bool:
        """Say whether a role has a noun for each gender, both in full use, where the source has one noun for both."""
        assert self.genders is not None
        partners = self.genders.inflections.partners(t.text)
        if not partners or self.genders.facts(t.text).fixed or t.text.lower() in self._kin:
            return False
        common = self.side.pack.words
        if self.genders.of(t) == "Masc" and not any(p.lower() in common for p in partners):
            return False  # frequent enough to be listed: étudiante is, plombière is not
        bead, source = self.ctx.bead_of(index), self.ctx.source
        if source is None or bead is None:
            return False
        nouns = [k.source.cut(source.text) for k in bead.links if k.target.overlaps(t.span)]
        theirs = load_persons(source.pack.tag)
        return any(theirs.gender_of_noun(noun) == "neutral" for noun in nouns)

    @cached_property
    def _kin(self) -> frozenset[str]:
        """Nouns that are listed in pairs: another word for the other gender, so another rule's."""
        return frozenset(noun for pair in load_persons(self.side.pack.tag).pairs for noun in pair)

    # words without a pronoun

    def _is_bare(self, index: int, tokens: list[Token], k: int) -> bool:
        """Say whether a bare word of feeling is the speaker's: it has no subject, and the source says it of nobody else."""
        t = tokens[k]
        if t.relation not in FREE or any(c.head == k and c.relation in {"nsubj", "cop", "det", "aux"} for c in tokens):
            return False
        ahead = next((c for c in reversed(tokens[:k]) if c.upos not in {"INTJ", "ADV", "CCONJ"}), None)
        if self._asked(tokens, k) or (ahead is not None and ahead.upos != "PUNCT"):
            return False
        bead, source = self.ctx.bead_of(index), self.ctx.source
        if source is None or bead is None or not bead.source:
            return False
        answers = [link.source for link in bead.links if link.target.overlaps(t.span)]
        return any(self._speaks_of_self(source, i, span) for span in answers for i in bead.source if _inside(source, i, span))

    def _asked(self, tokens: list[Token], k: int) -> bool:
        """Say whether the word is what a question asks: *Fatiguée ?*; *Désolée, c'était quoi ?* asks something else."""
        if tokens[-1].text[:1] != "?":
            return False
        behind = tokens[k + 1 :]
        return not (behind and behind[0].text[:1] in ",.…-–—!" and any(t.feat("VerbForm") == "Fin" for t in behind))

    def _speaks_of_self(self, source: Side, index: int, span: Span) -> bool:
        """Say whether a source word is said of a first person, or stands without any subject."""
        tokens = source.tokens(index)
        at = next((k for k, t in enumerate(tokens) if t.span.overlaps(span)), None)
        if at is None:
            return False
        subject = Controllers(tokens, source.pack).controller(at)
        if subject is not None and subject != at and _is_person(source, tokens[subject]):
            return tokens[subject].text.lower() in self._source_forms
        return not any(t.head == at and t.relation in {"nsubj", "det", "aux"} for t in tokens)


def qualifies(a: Analysis) -> bool:
    """Say whether a form can be an adjective or a past participle by this reading."""
    return a.upos == "ADJ" or (a.upos in VERBS and feature(a.feats, "VerbForm") == "Part" and feature(a.feats, "Tense") != "Pres")


def _no_person(tokens: list[Token], at: int | None) -> bool:
    """Say whether a bare adjective describes nothing, or what it cannot: *Désolée, c'était …*, *Désolée, tu …*."""
    if at is None:
        return True
    t = tokens[at]
    return t.upos == "PRON" and (t.feat("PronType") == "Dem" or t.feat("Person") in {"1", "2"})


def _plain(t: Token) -> str:
    """Return a pronoun without hyphen and apostrophe."""
    return t.text.lower().replace("’", "'").strip("'-").removeprefix("t-")


def _is_person(side: Side, t: Token) -> bool:
    """Say whether a word may stand for a person: *sorry, what was the question?* says nothing of the question."""
    return t.upos != "NOUN" or load_persons(side.pack.tag).gender_of_noun(t.text) is not None


def _inside(side: Side, index: int, span: Span) -> bool:
    return side.segments[index].span.covers(span)
