"""Names in a sentence: words with capitals that belong together, with their titles, and what they say of person and gender."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transqa.annotate.people.facts import sex_of
from transqa.annotate.people.tree import NOMINAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.people.facts import Sex
    from transqa.annotate.people.tree import Tree


ACRONYM = 3
"""Letters of the shortest acronym that begins the name of no person: *TDK Mediactive*."""


class Name(NamedTuple):
    """A name, or a title that stands for one.

    Attributes:
        words: places of its words, title included.
        rest: those behind the title; empty where it stands alone.
        head: its head.
        saying: the title that says a gender, None where none does.
    """

    words: list[int]
    rest: list[int]
    head: int
    saying: int | None


class Person(NamedTuple):
    """What a name says: its words in small letters, whether it is surely a person's or a thing's, its bearers' gender."""

    words: tuple[str, ...]
    likely: bool
    thing: bool
    named: Sex | None


class Names:
    """The names of a sentence."""

    def __init__(self, tree: Tree) -> None:
        """Hold the sentence."""
        self.tree = tree
        self.tokens = tree.tokens
        self.low = tree.low
        self.facts = tree.facts
        self.taken: set[int] = set()
        """Words with capitals that belong to a name, of a person or not."""

    def all(self) -> Iterator[Name]:
        """Yield the names that may be those of persons."""
        for run in self._runs():
            self.taken.update(run)
            name = self._name(run)
            if name is not None:
                yield name

    def _runs(self) -> Iterator[list[int]]:
        """Yield the places of the words of each name, titles included."""
        run: list[int] = []
        for k in range(len(self.tokens) + 1):
            if k < len(self.tokens) and run and self._goes_on(run[-1], k):
                run.append(k)
                continue
            if self._is_name(run):
                yield self._trimmed(run)
            run = [k] if k < len(self.tokens) and self.tree.capital(k) else []

    def _is_name(self, run: list[int]) -> bool:
        return any(self.tokens[k].upos == "PROPN" for k in run) or (len(run) == 1 and self.tree.unheard(run[0]))

    def _trimmed(self, run: list[int]) -> list[int]:
        """Return a run without the small words and hyphens at its end."""
        while run and not self.tree.capital(run[-1]) and self.tokens[run[-1]].upos != "NUM":
            run = run[:-1]
        return run

    def _goes_on(self, last: int, index: int) -> bool:
        t, before = self.tokens[index], self.tokens[last]
        if t.text == "-" or before.text == "-":
            return t.start == before.end and (t.text == "-" or t.text[0].isalpha())
        if self.tree.capital(index):
            return True
        if self.low[index] not in self.facts.particles or index + 1 >= len(self.tokens):
            return False
        return self.tree.capital(index + 1) or self.low[index + 1] in self.facts.particles

    def _name(self, run: list[int]) -> Name | None:
        if not run or any(self.facts.in_trap(self.low, k) for k in run):
            return None
        titles, rest = self._parted(run)
        inside = rest or titles
        head = next((k for k in inside if self.tokens[k].head not in inside), inside[0])
        if self._serves_another(run, head) or self._is_of_thing(titles, rest) or self._owns_thing(head):
            return None
        if not rest and (self.tree.acronym(head) or self.in_title_of_work(titles, head)):
            return None
        saying = [k for k in titles if self.gender(k)]
        return Name(run, rest, head, saying[-1] if saying else None)

    def _owns_thing(self, head: int) -> bool:
        """Say whether a name is part of another: *St Mary's College*."""
        t = self.tokens[head]
        return t.deprel == "nmod:poss" and self.tokens[t.head].text[0].isupper() and self.low[t.head] in self.facts.things

    def _is_of_thing(self, titles: list[int], rest: list[int]) -> bool:
        """Say whether the last word of a name is that of a thing: *Duke University*, but *Mrs Hall*, *Robin Hall*."""
        last = (rest or titles)[-1]
        if self.low[last] not in self.facts.things:
            return False
        noble = all(sex_of(self.facts.noun(self.low[k])) for k in titles)  # King Street
        by_name = any(self.facts.title(self.low[k]) for k in titles) or (len(rest) == 1 and self.tree.is_surname(last))
        if titles and by_name and not noble:
            return False
        known = len(rest) < 2 or self.facts.first_name(self.low[rest[0]])[0]
        return not known or not self.tree.is_surname(last)

    def gender(self, index: int) -> Sex | None:
        """Return the gender that a title says."""
        low = self.low[index]
        return sex_of(self.facts.title(low)) or sex_of(self.facts.noun(low))

    def in_title_of_work(self, words: list[int], head: int) -> bool:
        """Say whether a noun has its capital from the name of a thing: *The Suffragette*, *Child Bride*, *King's Cup*."""
        t = self.tokens[head]
        if self.tree.headline or not t.text[0].isupper():
            return False
        if t.deprel == "nmod:poss" and self.tokens[t.head].text[0].isupper():
            return True
        if any(self.facts.title(self.low[k]) for k in words):
            return False
        beside = [k for k in (words[0] - 1, words[-1] + 1) if 0 < k < len(self.tokens)]
        return len(words) > 1 or any(self.tokens[k].text[0].isupper() for k in beside)

    def _parted(self, run: list[int]) -> tuple[list[int], list[int]]:
        """Return the titles and person nouns at the beginning of a name, and the rest of it."""
        at = 0
        while at < len(run) and self._is_title(self.low[run[at]]):
            first, _ = self.facts.first_name(self.low[run[at]])
            if first and at + 1 < len(run) and not self.facts.title(self.low[run[at]]):
                break
            at += 1
            while at + 1 < len(run) and self.tokens[run[at]].text == "-":
                at += 2  # mother-of-three
        if 1 < at == len(run) and self._is_called_so(run):
            at -= 1  # Miss Abbot, Ms. Cook
        if not at and self._is_office(run):
            return run, []
        return (run[:at], run[at:]) if not self._surname(run, at) else ([], run)

    def _is_called_so(self, run: list[int]) -> bool:
        """Say whether a noun behind a title that says a gender is a last name."""
        said, other = sex_of(self.facts.title(self.low[run[0]])), self.gender(run[-1])
        return said is not None and (self.tree.is_surname(run[-1]) or (other is not None and other != said))

    def _is_office(self, run: list[int]) -> bool:
        """Say whether a name is that of an office: *Shadow Secretary*, *Vice President*."""
        last = run[-1]
        if len(run) < 2 or not self.facts.title(self.low[last]) or self.tree.headline:
            return False
        return not self.tree.is_surname(last) and not self.facts.is_first_name(self.low[run[0]])

    def _is_title(self, low: str) -> bool:
        """Say whether a word before a name is a title or a noun for a person; *Star Wars* is nobody of that name."""
        return bool(self.facts.title(low)) or (self.facts.noun(low) is not None and low not in self.facts.ambiguous)

    def _surname(self, run: list[int], titles: int) -> bool:
        """Say whether a noun that stands alone with a capital and no article is a name: *Stoner was a student*."""
        k = run[0]
        if len(run) > 1 or not titles or self.facts.title(self.low[k]) or self.tree.headline:
            return False
        neutral = sex_of(self.facts.noun(self.low[k])) is None
        return neutral and self.tokens[k].upos == "PROPN" and not self.tree.children[k] and self.tree.is_subject(k)

    def _serves_another(self, run: list[int], head: int) -> bool:
        """Say whether a name only describes another noun: the *Smith* administration."""
        t = self.tokens[head]
        if t.head < 0 or t.head in run or t.relation not in {"compound", "amod", "flat"}:
            return False
        governor = self.tokens[t.head]
        return governor.upos in NOMINAL and t.head > head and self.facts.noun(governor.text) is None

    def person(self, name: Name) -> Person:
        """Return what the words of a name say."""
        rest = name.rest
        kept = [self.low[k] for k in rest if self.low[k] not in self.facts.particles and self.tokens[k].text != "-"]
        words = tuple(w for w in kept if w.isalpha() or "'" in w) or tuple(kept) or tuple(self.low[k] for k in rest)
        known, named = self.facts.first_name(self.low[rest[0]])
        titled = len(rest) < len(name.words)
        thing = not titled and (self._is_place(name, known=known) or self.tree.definite(name.head) in {"def", "indef"})
        return Person(words, titled or (known and len(words) > 1 and not thing), thing, named)

    def _is_place(self, name: Name, *, known: bool) -> bool:
        """Say whether a name is that of a place, a time or an organisation."""
        first = name.rest[0]
        short = len(name.rest) > 1 and len(self.tokens[first].text) < ACRONYM  # JK Rowling
        if (self.tree.acronym(first) and not short) or (len(name.rest) == 1 and self._dated(name.head)):
            return True
        case = self.tree.child(name.head, "case")
        if case is not None and self.low[case] in self.facts.places and self.tree.leads_to(case, name.rest[0]):
            return True
        if len(name.rest) > 1 and self.facts.is_first_name(self.low[name.rest[0]]):
            return False
        return not known and any(self.tokens[k].feat("NameType") == "Geo" for k in (name.head, name.rest[-1]))

    def _dated(self, index: int) -> bool:
        """Say whether a name that is also that of a month or a day stands for it: beside a number, or behind a preposition."""
        if self.low[index] not in self.facts.times:
            return False
        beside = [self.tokens[k] for k in (index - 1, index + 1) if 0 <= k < len(self.tokens)]
        by_number = any(t.upos == "NUM" for t in beside)
        return by_number or self.tree.child(index, "case") is not None or not self.tree.is_subject(index)
