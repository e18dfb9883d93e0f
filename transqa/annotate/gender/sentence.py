"""A sentence of the target as the readers of gender see it: its tree, what hangs on what, and the way to the source."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.agreement import Controllers
    from transqa.annotate.gender.referents import Referent, Referents
    from transqa.annotate.gender.words import WordGenders
    from transqa.langs import Pack
    from transqa.model import Segment
    from transqa.morphosyntax.tree import Token

WORD, PRONOUN, KIN, ROLE, CONTESTED = "GEN101", "GEN102", "GEN103", "GEN104", "GEN105"
"""Kinds of words that show a gender, by the rules that report them."""
LOOK_BACK = 3
"""Sentences in which a pronoun may find the noun that it takes up."""
JOINABLE = frozenset({"PROPN", "NOUN", "PRON"})


class Reading(NamedTuple):
    """What a word shows: the rule that reports it when it is wrong, the gender (Fem, Masc, None) and whom it speaks of."""

    kind: str
    gender: str | None
    referent: Referent | None


@dataclass(frozen=True)
class PronounFacts:
    """What a language says of its pronouns: those that may stand for nobody, the verbs that take them so, those for things."""

    impersonal: frozenset[str]
    impersonal_verbs: frozenset[str]
    impersonal_adjectives: frozenset[str]
    impersonal_passives: frozenset[str]
    neuter: frozenset[str]

    @classmethod
    def of(cls, pack: Pack) -> PronounFacts:
        """Read the facts of a language pack."""
        names = ("impersonal_pronouns", "impersonal_verbs", "impersonal_adjectives", "impersonal_passives", "neuter_pronouns")
        return cls(*(frozenset(pack.phrases("syntax", name)) for name in names))


class Sentence:
    """A segment of the target."""

    def __init__(self, segment: int, referents: Referents, words: WordGenders, pronouns: PronounFacts) -> None:
        """Hold the tree of a segment."""
        self.segment = segment
        self.side = referents.target
        self.tokens = self.side.tokens(segment)
        self.referents = referents
        self.words = words
        self.persons = words.persons
        self.pronouns = pronouns

    @cached_property
    def _hanging(self) -> defaultdict[int, list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for k, token in enumerate(self.tokens):
            found[token.head].append(k)
        return found

    def hanging(self, i: int) -> list[int]:
        """Return the places of the words that hang on a word."""
        return self._hanging.get(i, [])

    def has(self, i: int, *relations: str) -> bool:
        """Say whether a word governs another by one of some relations."""
        return any(self.tokens[k].relation in relations for k in self.hanging(i))

    def masculine(self, form: str) -> bool:
        """Say whether a pronoun is masculine in some reading."""
        return any(reading.gender == "male" for reading in self.persons.pronouns.get(form, ()))

    @property
    def close(self) -> bool:
        """Whether the sentence is translated closely enough for words to be led through syntax."""
        return self.referents.close(self.segment)

    @property
    def controllers(self) -> Controllers:
        """What governs the gender of what."""
        return self.referents.controllers("target", self.segment)

    def linked(self, i: int, kinds: tuple[str, ...] = ("pronoun", "noun", "name")) -> Referent | None:
        """Return the person that the source words linked with a word speak of."""
        return self.referents.linked(self.segment, i, kinds)

    def named(self, i: int) -> Referent | None:
        """Return the person of the source whose name a word is."""
        return self.referents.of_name(self.segment, i)

    def determined(self, i: int) -> str | None:
        """Return the gender that the determiners and adjectives of a noun show."""
        genders = set()
        for k in self.hanging(i):
            token = self.tokens[k]
            if token.relation in {"det", "amod", "case"}:  # du, au: a preposition with its article
                genders.add(self.words.of(token._replace(upos="DET") if token.relation == "case" else token))
        genders.discard(None)
        return genders.pop() if len(genders) == 1 else None

    def joined(self, i: int) -> list[int]:
        """Return the words that are joined to a word, with itself: Ada et Mia; empty where it stands alone."""
        found = [k for k in self.hanging(i) if self.tokens[k].relation == "conj" and self.tokens[k].upos in JOINABLE]
        return [i, *found] if found else []

    def trapped(self, i: int) -> bool:
        """Say whether a word stands in a phrase that says nothing of a person's gender: premier ministre, en chef."""
        return any(i in places for places in self._traps)

    @cached_property
    def _traps(self) -> list[range]:
        words = [t.text.lower().replace("’", "'") for t in self.tokens]
        phrases = [phrase for phrase in self.words.traps if phrase[0] in words]
        return [range(k, k + len(p)) for p in phrases for k in range(len(words)) if words[k : k + len(p)] == p]

    def before(self, i: int) -> Iterator[tuple[int, int, Token]]:
        """Yield segment, place and token of the words before a word, in its paragraph and in the sentence before."""
        for k in range(max(0, self.segment - LOOK_BACK), self.segment + 1):
            segments: tuple[Segment, ...] = self.side.segments
            if segments[k].block == segments[self.segment].block or self.segment - k == 1:
                for j, token in enumerate(self.side.tokens(k)):
                    if k < self.segment or j < i:
                        yield k, j, token
