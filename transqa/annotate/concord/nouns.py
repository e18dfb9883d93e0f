"""The words of a parsed sentence: what they can be, what hangs on them, sets of gender and number of noun phrases."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from transqa.annotate.concord.readings import ANY, FEM, FEM_PLUR, FEM_SING, MASC, MASC_PLUR, PLUR, SING
from transqa.annotate.inflect import plain, sounds
from transqa.langs.persons import load_persons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.annotate.concord.facts import Facts
    from transqa.annotate.concord.readings import Readings, Word
    from transqa.langs import Pack
    from transqa.morphosyntax.tree import Token


NO_SUBJECTS = frozenset({"obj", "obl", "nmod", "flat", "appos"})
"""Relations of what is surely no subject."""
CERTAIN = 0.995
"""Share of the bearers of a first name at least that must be women."""
USUAL = 100_000
"""Bearers of a first name in the countries of the language at least; rarer ones may be surnames."""
SHORTEST = 3
"""Letters of a noun at least; shorter ones are names of variables and the like."""


class Nouns:
    """The words of a sentence by their place, and its noun phrases."""

    def __init__(self, tokens: Sequence[Token], pack: Pack, facts: Facts, readings: Readings) -> None:
        """Look every word up."""
        self.tokens = tokens
        self.pack = pack
        self.facts = facts
        self.readings = readings
        self.low = [self._form(t.text) for t in tokens]
        self.words: list[Word] = [
            readings.word(low if t.text[0] == "-" else t.text) for t, low in zip(tokens, self.low, strict=True)
        ]
        for k, low in enumerate(self.low):
            if "-" in low and not self.words[k].known and low.endswith(facts.deictics):
                self.words[k] = readings.word(low.rpartition("-")[0])

    @staticmethod
    def _form(text: str) -> str:
        """Return a word in small letters, without the hyphen of a pronoun behind its verb."""
        low = plain(text)
        return low.removeprefix("-t-").removeprefix("-") or low if low[0] == "-" else low

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def children(self) -> list[list[int]]:
        """Places of the words that hang on each word."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for k, token in enumerate(self.tokens):
            if token.head >= 0:
                found[token.head].append(k)
        return found

    def upos(self, k: int) -> str:
        """Return the part of speech of a word; empty outside the sentence."""
        return self.tokens[k].upos if 0 <= k < len(self.tokens) else ""

    def form(self, k: int) -> str:
        """Return a word in small letters; empty outside the sentence."""
        return self.low[k] if 0 <= k < len(self.low) else ""

    def child(self, k: int, *relations: str) -> int | None:
        """Return the first word that hangs on another by one of some relations."""
        return next((c for c in self.children[k] if self.tokens[c].relation in relations), None)

    def is_pronoun(self, k: int) -> bool:
        """Say whether a word is a pronoun, or can be nothing else whatever the tagger says."""
        word = self.words[k]
        if self.tokens[k].upos == "PRON":
            return True
        return (bool(word.pronoun) and not (word.noun or word.determiner or word.invariable)) or (
            self.low[k] in self.facts.pronouns and not word.known
        )

    def is_nominal(self, k: int) -> bool:
        """Say whether a word is a noun or pronoun that something may agree with, or that the tagger took for another."""
        upos, word = self.tokens[k].upos, self.words[k]
        if upos in {"NOUN", "PROPN"}:
            return True
        if upos == "PRON":
            return self.low[k] not in self.facts.clitics and self.low[k] not in self.facts.reflexives
        if upos == "ADJ" and self.tokens[k].relation == "amod" and self.tokens[k].head > k:
            return False  # les autres rues
        if upos == "ADJ" and self.upos(k - 1) == "DET" and self.upos(k + 1) not in {"NOUN", "ADJ", "PROPN"}:
            return bool(word.adjective)  # un exécutable
        if not word.noun or (upos not in {"ADJ", "VERB", "X"} and (k or upos != "ADV")):
            return False
        begins = upos != "ADJ" and self.upos(k - 1) in {"", "PUNCT"}
        determined = k > 0 and bool(self.words[k - 1].determiner) and self.upos(k - 1) != "ADP"
        return begins or determined or self.upos(k - 1) == "DET" or self.form(k - 1) in self.facts.partitives_plural

    def can_govern(self, k: int) -> bool:
        """Say whether a word is a noun, a name or a pronoun."""
        upos = self.tokens[k].upos
        if upos in {"NOUN", "PROPN", "PRON", "NUM", "X"} or self.is_pronoun(k):
            return True
        return upos == "ADJ" and bool(self.words[k].noun) and self.upos(k - 1) == "DET" and self.tokens[k - 1].head == k

    def is_plain(self, k: int) -> bool:
        """Say whether a word is no name, letter or abbreviation, and not the first word of a foreign compound."""
        text = self.tokens[k].text
        if self.low[k] in self.facts.either_gender or self.words[k].nouns & self.facts.either_gender:
            return False
        if self.joins_code(k) or len(text) < SHORTEST or text.isupper():
            return False
        if k and text[0].isupper() and self.upos(k - 1) != "PUNCT":
            return False
        following = k + 1
        if self.upos(following) == "PROPN" and self.tokens[following].text[0].isupper() and self.is_person(k):
            return True  # sa tante Bérénice
        if self.form(following) in {"'", "’"}:
            return False  # au ladies' club
        return following >= len(self.tokens) or not self.tokens[following].text.isalpha() or self.words[following].known

    def joins_code(self, k: int) -> bool:
        """Say whether a full stop, a bracket or a low line joins a word to the next: a name of code, unmarked."""
        touched = k and self.tokens[k - 1].text[-1] == "_" and self.tokens[k - 1].end == self.tokens[k].start
        if touched or (self.form(k + 1) == "(" and self.tokens[k + 1].start == self.tokens[k].end and self.form(k + 2) == ")"):
            return True
        if self.form(k + 1) != "." or k + 2 >= len(self.tokens):
            return False
        return self.tokens[k].end == self.tokens[k + 1].start and self.tokens[k + 1].end == self.tokens[k + 2].start

    def is_colour(self, k: int) -> bool:
        """Say whether a word names a colour by more than one word, which stays as it is: vert clair, bleu marine."""
        near = (k - 1, k + 1)
        if self.low[k] in self.facts.colours:
            named = self.form(k - 1) in self.facts.colours | self.facts.colour_nouns
            named = named or (self.upos(k - 1) == "CCONJ" and self.form(k - 2) in self.facts.colours)  # noir et blanc
            return named or self.upos(k + 1) in {"ADJ", "NOUN", "CCONJ"} or self.form(k + 1) in self.facts.partitives
        return self.low[k] in self.facts.shades and any(self.form(j) in self.facts.colours for j in near)

    def is_collective(self, k: int) -> bool:
        """Say whether a noun may have a plural verb although it is singular: *la majorité ont voté*."""
        return bool(self.words[k].nouns & self.facts.collectives) or self.low[k] in self.facts.proxies

    def is_oblique(self, k: int) -> bool:
        """Say whether a noun has a preposition, so that it is no subject; du and des may be no prepositions."""
        return any(c < k and self.tokens[c].relation == "case" and not self.words[c].determiner for c in self.children[k])

    def has_determiner(self, k: int) -> bool:
        """Say whether a noun has a determiner or number before it, itself or as the first of several."""
        before = (c for c in self.children[k] if c < k)
        relations = {"det", "nummod"}
        return any(self.tokens[c].relation in relations or self.low[c] in self.facts.partitives_plural for c in before)

    def has_partner(self, k: int) -> bool:
        """Say whether a noun names a person or an animal that has a word for the other sex."""
        return bool(self.readings.inflections.partners(self.tokens[k].text))

    def is_person(self, k: int) -> bool:
        """Say whether a noun names persons."""
        return load_persons(self.pack.tag).gender_of_noun(self.tokens[k].text) is not None

    def participles(self, k: int) -> list[str]:
        """Return the masculine singular past participles of a verb."""
        return self.readings.participles(self.words[k].verbs)

    def follows_conjunction(self, k: int) -> bool:
        """Say whether a conjunction that is not that of its clause stands before a noun, which may join it to one before."""
        j = k - 1
        while j >= 0 and self.upos(j) in {"DET", "ADJ", "NUM", "ADP"}:
            j -= 1
        return j > 0 and self.upos(j) == "CCONJ" and self.tokens[j].head != self.tokens[k].head

    @cached_property
    def fixed(self) -> frozenset[int]:
        """Places of words in fixed phrases, whose nouns nothing describes: *homme d'affaires*, *à peine*."""
        found: set[int] = set()
        for k, low in enumerate(self.low):
            for words in self.facts.locutions.get(low, ()):
                if tuple(self.low[k : k + len(words)]) == words:
                    found.update(range(k, k + len(words)))
                    break
        return frozenset(found)

    def determiner(self, k: int) -> int:
        """Return the set of gender and number of a determiner, by the sound that follows too: mon livre, mon amie."""
        own = self.words[k].determiner
        rows = sounds(self.pack).cells.get(self.low[k])
        if not rows or k + 1 >= len(self.tokens) or not own:
            return own
        vowel = sounds(self.pack).begins_with_vowel(self.tokens[k + 1].text)
        row = rows[0]
        masculine, feminine = row[vowel] == self.low[k], row[2 + vowel] == self.low[k]
        if masculine == feminine:
            return own
        return own & (MASC if masculine else ANY ^ MASC) or own

    def number(self, k: int) -> int:
        """Return the set of a number word or figure: what it counts is plural from two on."""
        if self.low[k] in self.facts.open_numbers:
            return ANY
        if self.low[k] in self.facts.singular_numbers:
            return self.words[k].determiner or self.words[k].noun or SING
        digits = self.low[k]
        if digits.isdigit():
            return PLUR if int(digits) > 1 else ANY
        return PLUR if self.words[k].numeral and self.words[k].known else ANY

    def coordinated(self, k: int) -> list[int]:
        """Return the words that are joined to a noun."""
        return [c for c in self.children[k] if self.tokens[c].relation == "conj" and self.upos(c) in {"NOUN", "PROPN", "PRON"}]

    def alone(self, k: int) -> int:
        """Return the set of a noun or pronoun with its determiners, without what is joined to it; ANY where nothing is known."""
        word, token = self.words[k], self.tokens[k]
        if self.is_pronoun(k):
            return self.facts.pronouns.get(self.low[k], word.pronoun or ANY)
        if token.upos in {"NUM", "SYM", "X"}:
            return ANY
        if f"{self.form(k - 1)} {self.low[k]}" in self.facts.neutral:
            return ANY
        single = (
            token.upos == "PROPN" and word.first_name and self.upos(k + 1) != "PROPN" and token.deprel[:4] not in {"flat", "conj"}
        )
        own = (self._of_name(k) if single else ANY) if token.upos == "PROPN" else (word.noun or word.modifier or ANY)
        if self.low[k] in self.facts.either_gender or word.nouns & self.facts.either_gender:
            own = (SING if own & SING else 0) | (PLUR if own & PLUR else 0)
        if word.pronoun and token.upos == "NOUN" and not self.child(k, "det"):
            own |= word.pronoun  # personne
        for c in self.children[k]:
            if c < k and (self.words[c].determiner and self.tokens[c].relation in {"det", "case"}):
                own = own & self.determiner(c) or own | self.determiner(c)
            elif c < k and self.tokens[c].relation == "nummod":
                own = own & self.number(c) or own
        return own

    def _of_name(self, k: int) -> int:
        """Return the set of a first name that stands alone: feminine where only women bear it.

        Names of men are left open: a woman may be called by her surname, and that is the first name of a man far more often
        (*Paul est née en 1920*).
        """
        share = load_persons(self.pack.tag).name_share(self.tokens[k].text)
        if share is None or share.gender(CERTAIN) != "female":
            return SING
        own = (b.total for place, b in share.countries.items() if place.partition("-")[0] == self.pack.tag)
        return FEM_SING if max(own, default=0) >= USUAL else SING

    def joined(self, k: int, before: int | None = None) -> int:
        """Return the sets that a word may take that agrees with a noun and with what is joined to it, or with either.

        Args:
            k: the noun.
            before: place of the word that agrees; what is joined behind it does not count. None: all counts.
        """
        if before is not None and any(c >= before for c in self.coordinated(k)):
            return self._joined(k, before)
        found = self._sets.get(k)
        if found is None:
            self._sets[k] = 0  # a tree has no cycle; a broken one must not hang
            found = self._sets[k] = self._joined(k)
        return found

    def _joined(self, k: int, before: int | None = None) -> int:
        own = self.alone(k)
        others = [c for c in self.coordinated(k) if before is None or c < before]
        if others:
            sets = [own, *(self.alone(c) for c in others)]
            plural = (MASC_PLUR if any(s & MASC for s in sets) else 0) | (FEM_PLUR if any(s & FEM for s in sets) else 0)
            own |= self.alone(others[-1]) | plural
        if self.low[k] in self.facts.proxies:
            complement = next((c for c in self.children[k] if c > k and self.tokens[c].relation in {"nmod", "obl"}), None)
            return ANY if complement is None else self.joined(complement)
        if (
            self.words[k].nouns & self.facts.collectives
            or self.low[k] in self.facts.collectives
            or (self.upos(k) in {"PRON", "NUM"} and self.low[k] in self.facts.quantities)
        ):
            complements = [c for c in self.children[k] if c > k and self.tokens[c].relation in {"nmod", "obl"}]
            for c in complements:
                own |= self.joined(c)
        return own

    @cached_property
    def _sets(self) -> dict[int, int]:
        return {}

    def evidence(self, k: int) -> int:
        """Return the set of a noun or pronoun; 0 where it is open in all, so that it says nothing."""
        found = self.joined(k)
        return 0 if found == ANY and self.upos(k) == "PRON" else found

    def claim(self, k: int) -> int:
        """Return the set of a noun or pronoun; 0 for a name of open gender that is no subject."""
        open_name = self.tokens[k].upos == "PROPN" and self.tokens[k].relation in NO_SUBJECTS and self.joined(k) == ANY
        return 0 if open_name else self.evidence(k)

    def governors(self, k: int, head: int) -> list[int]:
        """Return the nouns that a word behind *head* may belong to: those of the chain of complements that it stands in."""
        found = [head]
        at = head
        while self.tokens[at].relation in {"nmod", "conj", "appos", "obl", "flat"} and 0 <= self.tokens[at].head < at:
            at = self.tokens[at].head
            if self.upos(at) not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"}:
                break
            found.append(at)
        found += [j for j in range(head + 1, k) if self.upos(j) in {"NOUN", "PROPN", "NUM", "X"} and j not in self.fixed]
        return found

    def agrees(self, own: int, governors: list[int], before: int) -> bool:
        """Say whether a word can agree with one of some nouns, or with what is joined to it before the word."""
        return any(own & self.joined(g, before) for g in governors)
