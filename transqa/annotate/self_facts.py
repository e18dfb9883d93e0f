"""What a language says of the words for the first or the second person: its forms, and the verbs and adjectives beside them."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from transqa.annotate.gender.words import word_genders
from transqa.langs import load_pack
from transqa.langs.persons import load_persons
from transqa.morphosyntax.tree import feature

if TYPE_CHECKING:
    from transqa.morphosyntax.inflection import Analysis
    from transqa.morphosyntax.tree import Token

FIRST, SECOND = "1", "2"
"""Values of UD's feature Person."""
VERBS = ("VERB", "AUX")
CLITICS = frozenset({"obj", "iobj", "expl"})
FORMS = 1 << 14
"""Forms of which it is kept whether they can show a gender."""


class SelfFacts:
    """The facts for one language and one person; what was asked for is kept."""

    def __init__(self, tag: str, person: str) -> None:
        """Hold the lists of the language *tag* for a *person*, FIRST or SECOND."""
        pack = load_pack(tag)
        self.tag = tag
        self.person = person
        self.genders = word_genders(tag)
        self.forms = frozenset(pack.phrases("speech", "first_person" if person == FIRST else "second_person"))
        self.subjects = frozenset(pack.phrases("speech", "subjects"))
        self.respectful = frozenset(pack.phrases("speech", "respectful"))
        self.adverbial = frozenset(pack.phrases("speech", "adverbial"))
        self.impersonal = frozenset(pack.phrases("speech", "impersonal"))
        self.languages = frozenset(pack.phrases("speech", "languages"))
        self.person_datives = frozenset(pack.phrases("speech", "person_datives"))
        self.dative_reflexives = frozenset(pack.phrases("speech", "dative_reflexives"))
        self.linking = frozenset(pack.phrases("syntax", "linking_verbs"))
        self.roles = frozenset(pack.phrases("syntax", "role_markers"))
        self.objects = frozenset(pack.phrases("syntax", "object_auxiliaries"))
        self.distributive = frozenset(pack.phrases("speech", "distributive"))
        self.times = frozenset(pack.phrases("speech", "times"))
        self.adverbials = frozenset(pack.phrases("speech", "adverbials"))
        self.told = frozenset(pack.phrases("speech", "told")) if person == SECOND else frozenset[str]()
        self._told_endings = pack.phrases("speech", "told_endings") if person == SECOND else ()
        self.common = pack.words
        self._elliptical = frozenset(pack.phrases("speech", "elliptical")) if person == FIRST else frozenset[str]()
        self.may_show = lru_cache(maxsize=FORMS)(self._may_show)
        self._shown = lru_cache(maxsize=FORMS)(self._read)

    @cached_property
    def bare_forms(self) -> frozenset[str]:
        """All forms of the words of feeling."""
        if self.genders is None:
            return frozenset()
        forms = self.genders.inflections.forms
        return frozenset(form for lemma in self._elliptical for upos in ("ADJ", "VERB") for form, _ in forms(lemma, upos))

    def is_of_interest(self, form: str) -> bool:
        """Say whether a word stands for the person, is one of feeling, or may tell the person to do something."""
        low = form.lower()
        return low in self._wanted or low.endswith(self._told_endings)

    @cached_property
    def _wanted(self) -> frozenset[str]:
        return self.forms | self.bare_forms

    @cached_property
    def kin(self) -> frozenset[str]:
        """Nouns that are listed in pairs: another word for the other gender, so another rule's."""
        return frozenset(noun for pair in load_persons(self.tag).pairs for noun in pair)

    def is_person(self, t: Token) -> bool:
        """Say whether a word stands for the person, in the singular or in the form of respect."""
        return plain(t.text) in self.forms

    def is_noun(self, t: Token) -> bool:
        """Say whether a word is a noun for persons; taggers take *surprise* for a noun in *je suis surprise*."""
        return t.upos == "NOUN" and self.genders is not None and bool(self.genders.inflections.partners(t.text))

    def shown(self, form: str) -> str | None:
        """Return the gender that an adjective or a participle shows by its form."""
        return self._shown(form)

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        """Return the readings of a form; none for a language without a lexicon."""
        return () if self.genders is None else self.genders.inflections.analyses(form)

    def _read(self, form: str) -> str | None:
        found = {feature(a.feats, "Gender") for a in self.analyses(form) if qualifies(a)}
        return found.pop() if len(found) == 1 else None

    def _may_show(self, form: str) -> bool:
        """Say whether a form can show a gender by itself: as an adjective, as a participle, or as a noun with a partner."""
        return self._shown(form) is not None or (self.genders is not None and bool(self.genders.inflections.partners(form)))


@cache
def self_facts(tag: str, person: str) -> SelfFacts:
    """Return the facts of a language for a person.

    Raises:
        ConfigError: the text is no language tag.
    """
    return SelfFacts(tag, person)


def qualifies(a: Analysis) -> bool:
    """Say whether a form can be an adjective or a past participle by this reading."""
    return a.upos == "ADJ" or (a.upos in VERBS and feature(a.feats, "VerbForm") == "Part" and feature(a.feats, "Tense") != "Pres")


@lru_cache(maxsize=FORMS)
def plain(form: str) -> str:
    """Return a pronoun without hyphen and apostrophe, in small letters."""
    return form.lower().replace("’", "'").strip("'-").removeprefix("t-")
