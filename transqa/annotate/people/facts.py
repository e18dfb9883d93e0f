"""What a language says of words that may speak of persons: the pack's `[coreference]` and `persons.toml`, ready to be asked."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Literal

from transqa.langs.persons import load_persons
from transqa.morphosyntax.inflection import load_inflections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.langs import Pack
    from transqa.morphosyntax.inflection import Inflections

    Sex = Literal["female", "male"]

LEAST_SHARE = 0.98
"""Share of the bearers of a first name who are of one gender, from which on it parts persons; it never says the gender alone."""
KNOWN_BEARERS = 1000
"""People of a first name, in one country at least, for it to make a person of a name."""


class Facts:
    """The facts about one language. What is asked of a word is kept."""

    def __init__(self, pack: Pack) -> None:
        """Hold the facts of the language of *pack*."""
        self.tag = pack.tag
        self.persons = load_persons(pack.tag)
        phrases = {key: frozenset(pack.phrases("coreference", key)) for key in _KEYS}
        self.linking_verbs, self.naming_verbs, self.object_roles, self.role_markers = (phrases[key] for key in _KEYS[:4])
        self.particles, self.things, self.places, self.attributes = (phrases[key] for key in _KEYS[4:8])
        self.times, self.ambiguous, self.rising_verbs, self.goals = (phrases[key] for key in _KEYS[8:12])
        self.positions, self.holding_verbs, self.position_links, self.figures = (phrases[key] for key in _KEYS[12:16])
        self.acronyms, self.vessels, self.animals, self.designations = (phrases[key] for key in _KEYS[16:20])
        self.spans_of_time = phrases["spans_of_time"]
        self.group_pronouns, self.kin = phrases["group_pronouns"], phrases["kin"]
        self.joiners = phrases["joiners"]
        self._small = pack.phrases("coreference", "small_numbers")
        self.endings = tuple(phrases["person_endings"])
        self.speech_verbs = frozenset(pack.phrases("speech", "verbs"))
        self.noun = cache(self._noun)
        self.first_name = cache(self._first_name)

    def _noun(self, form: str) -> str | None:
        if form in self.acronyms or form.lower().removesuffix("s").endswith(self.endings):
            return "neutral"
        return self.persons.gender_of_noun(form) if form.isalpha() or "-" in form or "'" in form or "’" in form else None

    def pronoun(self, form: str) -> Sex | None:
        """Return the gender that a pronoun says; None for another word."""
        readings = self.persons.pronouns.get(form.lower(), ())
        return next((sex for r in readings if (sex := sex_of(r.gender))), None)

    def is_pronoun_of(self, form: str, case: str) -> bool:
        """Say whether a form is a gendered pronoun of that case in one of its readings."""
        return any(r.case == case and sex_of(r.gender) for r in self.persons.pronouns.get(form.lower(), ()))

    def title(self, form: str) -> str | None:
        """Return the gender that a title says (`neutral` for either); None for another word."""
        return self.persons.titles.get(form.lower().removesuffix("."))

    def _first_name(self, form: str) -> tuple[bool, Sex | None]:
        """Say whether a word is a first name that many bear, and which gender nearly all its bearers have."""
        share = self.persons.name_share(form)
        if share is None:
            return False, None
        known = any(b.total >= KNOWN_BEARERS for b in share.countries.values())
        return known, sex_of(share.gender(LEAST_SHARE, self.tag))

    def is_first_name(self, form: str) -> bool:
        """Say whether a word is listed as a first name."""
        return self.persons.name_share(form) is not None

    @cached_property
    def lexicon(self) -> Inflections | None:
        """The inflection lexicon of the language."""
        return load_inflections(self.tag)

    @cached_property
    def small_numbers(self) -> dict[str, int]:
        """The words for two, three and so on."""
        return {word: k for k, word in enumerate(self._small, start=2)}

    @cached_property
    def traps(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Phrases that name no person, each under every word of it."""
        out: dict[str, tuple[tuple[str, ...], ...]] = {}
        for phrase in self.persons.traps:
            words = tuple(phrase.replace("-", " - ").replace("/", " / ").replace("'s", " 's").split())
            for word in dict.fromkeys(words):
                out[word] = (*out.get(word, ()), words)
        return out

    def in_trap(self, low: Sequence[str], at: int) -> bool:
        """Say whether the word at *at* of a sentence in small letters stands in such a phrase."""
        for words in self.traps.get(low[at], ()):
            for place in (k for k, word in enumerate(words) if word == low[at]):
                start = at - place
                if start >= 0 and tuple(low[start : start + len(words)]) == words:
                    return True
        return False


_KEYS = (
    "linking_verbs", "naming_verbs", "object_roles", "role_markers",
    "particles", "things", "places", "attributes",
    "times", "ambiguous", "rising_verbs", "goals",
    "positions", "holding_verbs", "position_links", "figures",
    "acronyms", "vessels", "animals", "designations",
    "spans_of_time", "person_endings", "group_pronouns", "kin", "joiners",
)  # fmt: skip


@cache
def load_facts(tag: str) -> Facts:
    """Return the facts about the language of a BCP-47 *tag*."""
    from transqa.langs import load_pack

    return Facts(load_pack(tag))


def sex_of(gender: str | None) -> Sex | None:
    """Return the gender of a person that a word says for sure; None where it may be of either."""
    if gender == "female":
        return "female"
    return "male" if gender == "male" else None
