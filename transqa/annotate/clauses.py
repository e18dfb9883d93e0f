"""Clauses of saying: *she said*, *a-t-elle ajouté*, *Marie told her brother*, *according to her*: verb, speaker, addressee."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from transqa.langs.persons import load_persons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transqa.annotate.context import Side
    from transqa.langs.persons import Persons
    from transqa.morphosyntax.tree import Token

NOMINAL = ("NOUN", "PROPN", "PRON")
SHARED = ("conj", "xcomp", "advcl", "parataxis")
NEAR = 8
"""Words between a verb of saying and a quotation that no colon announces, and that the tree doesn't join to it."""
STEPS = 6
CLOSE = 3
"""Words before a verb that its pronouns and auxiliaries take at most."""
MARKS = ",!?…—–»”\"'.;"
BREAKS = ",;:.!?…—–"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of saying.

    Attributes:
        segment: index of the segment.
        verb: place of the verb in its tree; of *according to her*, that of the noun or pronoun.
        place: where the verb stands in the text.
        start: where the clause begins: with the verb, its auxiliary or its subject.
        end: the mark behind the verb with which it ends.
        speaker: place of the word that names who speaks; None where the clause does not tell.
        addressee: place of the word that names to whom.
        quotes: whether the verb has a thing for its object, which may be somebody else's words (*she recalled his words: …*).
        inserted: whether the clause stands behind a mark inside the words that it speaks of (*…, dit-elle*).
    """

    segment: int
    verb: int
    place: int
    start: int
    end: int
    speaker: int | None
    addressee: int | None
    quotes: bool
    inserted: bool


class Clauses:
    """The clauses of saying of one side, segment by segment."""

    def __init__(self, side: Side, level: Callable[[int], int]) -> None:
        """Hold the side; nothing is parsed yet. *level* tells which stretch of speech a place is in."""
        self.side = side
        self._level = level
        self._found: dict[int, list[Clause]] = {}
        phrases = side.pack.phrases
        self._verbs = frozenset(phrases("speech", "verbs"))
        self._hearers = frozenset(phrases("speech", "hearers"))
        self._sources = tuple(tuple(p.split()) for p in phrases("speech", "sources"))

    def of(self, segment: int) -> list[Clause]:
        """Return the clauses of a segment, in order."""
        if segment not in self._found:
            tokens = self.side.tokens(segment)
            tree = _Tree(tokens, [self._level(t.start) for t in tokens])
            verbs = (k for k, t in enumerate(tokens) if t.lemma in self._verbs and t.upos in {"VERB", "AUX"})
            self._found[segment] = [self._clause(segment, tree, k) for k in verbs if tree.says(k)]
        return self._found[segment]

    def _clause(self, segment: int, tree: _Tree, verb: int) -> Clause:
        tokens = tree.tokens
        subject, passive = tree.subject(verb)
        hearers = (k for k in tree.hearers(verb, self._hearers) if k != subject and self._is_person(tokens[k]))
        addressee = next(hearers, None)
        if passive:
            subject, addressee = None, subject
        own = [verb, *(k for k in tree.children(verb) if tree.leads(k, verb))]
        first = min(own)
        if subject is not None and tree.belongs(subject, verb):
            own.append(tree.left(subject))
        things = (k for k in tree.children(verb) if k > verb and k != subject and tokens[k].deprel in {"obj", "obl:arg"})
        ends = (t.start for t in tokens[max(own) + 1 :] if t.text[:1] in BREAKS)
        return Clause(
            segment,
            verb,
            place=tokens[verb].start,
            start=min(tokens[k].start for k in own),
            end=next(ends, tokens[-1].end),
            speaker=subject,
            addressee=addressee,
            quotes=any(tokens[k].upos == "NOUN" and k != addressee and not self._is_hearer(tree, k) for k in things),
            inserted=tree.inserted(verb, min(own), inverted=subject is not None and subject > first),
        )

    def _is_hearer(self, tree: _Tree, index: int) -> bool:
        """Say whether a noun is one who is spoken to: a person, or behind a preposition for that (*aux journalistes*)."""
        case = [tree.tokens[k].text.lower() for k in tree.children(index) if tree.tokens[k].relation == "case"]
        return self._is_person(tree.tokens[index]) or bool(case and case[0] in self._hearers)

    def _is_person(self, t: Token) -> bool:
        """Say whether a word can be one who is spoken to: a pronoun for persons, a name, or a noun for persons."""
        if t.upos == "PRON":
            return t.feat("PronType") == "Prs" and t.feat("Gender") != "Neut"
        return t.upos == "PROPN" or self._persons.gender_of_noun(t.text) is not None or t.lemma in self._kin

    @cached_property
    def _persons(self) -> Persons:
        return load_persons(self.side.pack.tag)

    @cached_property
    def _kin(self) -> frozenset[str]:
        return frozenset(noun for pair in self._persons.pairs for noun in pair)

    def sources(self, segment: int) -> list[Clause]:
        """Return what names the one who says so (*selon elle*) in a segment, in order."""
        tokens = self.side.tokens(segment)
        low = [t.text.lower().replace("’", "'") for t in tokens]
        out = []
        for k in range(len(tokens)):
            phrase = next((p for p in self._sources if tuple(low[k : k + len(p)]) == p), None)
            head = self._source_head(tokens, k, len(phrase)) if phrase else None
            if phrase and head is not None:
                t = tokens[head]
                out.append(Clause(segment, head, t.start, tokens[k].start, t.end, head, None, quotes=False, inserted=False))
        return out

    @staticmethod
    def _source_head(tokens: list[Token], first: int, length: int) -> int | None:
        """Return the noun or pronoun that *according to* stands before."""
        heads = (tokens[k].head for k in range(first, first + length))
        return next((h for h in heads if h >= first + length and tokens[h].upos in NOMINAL), None)


def governs(tokens: list[Token], clause: Clause, start: int) -> bool:
    """Say whether the words of a quotation hang on a verb of saying, or stand close behind it with no other verb between."""
    first = next((k for k, t in enumerate(tokens) if t.start >= start and t.text[:1].isalnum()), None)
    at, steps = first, len(tokens)
    while at is not None and at >= 0 and steps:
        if at == clause.verb:
            return True
        at, steps = tokens[at].head, steps - 1
    between = [t for t in tokens[clause.verb + 1 : first] if t.text[:1].isalnum()]
    return len(between) <= NEAR and not any(t.feat("VerbForm") == "Fin" for t in between)


class _Tree:
    """Questions to one tree."""

    def __init__(self, tokens: list[Token], levels: list[int]) -> None:
        self.tokens = tokens
        self.levels = levels

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        out: dict[int, list[int]] = {}
        for k, t in enumerate(self.tokens):
            out.setdefault(t.head, []).append(k)
        return out

    def children(self, index: int) -> list[int]:
        return self._children.get(index, [])

    def left(self, index: int, steps: int = STEPS) -> int:
        """Return the first word of what hangs on a word before it."""
        first = min([index, *self.children(index)])
        return first if first == index or not steps else self.left(first, steps - 1)

    def leads(self, index: int, verb: int) -> bool:
        """Say whether a word is an auxiliary of a verb or a pronoun set close before it: *m'a-t-il dit*, *se souvient-elle*."""
        t = self.tokens[index]
        clitic = verb - CLOSE <= index < verb and t.upos == "PRON" and t.relation in {"obj", "iobj", "expl"}
        return (clitic or t.relation in {"aux", "cop"}) and self.levels[index] == self.levels[verb]

    def belongs(self, subject: int, verb: int) -> bool:
        """Say whether a subject is a verb's own, and not one that it shares with another verb."""
        return self.tokens[subject].head == verb

    def says(self, verb: int) -> bool:
        """Say whether a verb is finite or has an auxiliary, or names a manner (*disant*); not an infinitive or an adjective."""
        t = self.tokens[verb]
        if t.feat("VerbForm") != "Part":
            return t.feat("VerbForm") in {"Fin", "Ger"}
        return t.feat("Tense") == "Pres" or any(self.tokens[k].relation == "aux" for k in self.children(verb))

    def subject(self, verb: int) -> tuple[int | None, bool]:
        """Return the subject of a verb, its own or a shared one, and whether the verb is passive."""
        at = verb
        for _ in range(STEPS):
            subjects = [k for k in self.children(at) if self._is_subject(k, at)]
            if subjects:
                passive = at == verb and self.tokens[subjects[0]].deprel == "nsubj:pass"
                return self._antecedent(subjects[0]), passive
            if at == verb and (behind := self._behind(verb)) is not None:
                return behind, False
            if self.tokens[at].relation not in SHARED or self.tokens[at].head < 0:
                return None, False
            if self.tokens[at].relation == "xcomp" and (found := self._object_of(self.tokens[at].head)) is not None:
                return found, False  # she recalled him saying: …
            at = self.tokens[at].head
        return None, False

    def _object_of(self, verb: int) -> int | None:
        objects = (k for k in self.children(verb) if self.tokens[k].relation == "obj" and self.tokens[k].upos in NOMINAL)
        return next((k for k in objects if self.tokens[k].feat("Reflex") != "Yes"), None)

    def _is_subject(self, index: int, verb: int) -> bool:
        """Say whether a word is the subject of a verb: words of the quotation that the parser takes for one are not."""
        t = self.tokens[index]
        persons = t.feat("Person"), self._person(verb)
        agrees = None in persons or persons[0] == persons[1]
        inverted = t.deprel == "expl:subj" and index > verb - 2 and t.text[:1] == "-"  # a-t-elle: it may repeat a noun
        return (t.relation == "nsubj" or inverted) and t.upos in NOMINAL and self.levels[index] == self.levels[verb] and agrees

    def _person(self, verb: int) -> str | None:
        group = (self.tokens[k] for k in (*(c for c in self.children(verb) if self.tokens[c].relation == "aux"), verb))
        return next((p for t in group if t.feat("VerbForm") == "Fin" and (p := t.feat("Person"))), None)

    def _behind(self, verb: int) -> int | None:
        """Return the noun directly behind a verb without subject: parsers take it for an object (*demanda Marie*)."""
        if self.tokens[verb].feat("VerbForm") != "Fin" and not self._auxiliary(verb):
            return None
        for k in (c for c in self.children(verb) if c > verb):
            t = self.tokens[k]
            if t.upos in NOMINAL and t.relation in {"obj", "obl", "nsubj", "xcomp", "dislocated"} and not self._has_case(k):
                return k if self.left(k) == verb + 1 and t.feat("PronType") not in {"Rel", "Int"} else None
        return None

    def _auxiliary(self, verb: int) -> bool:
        return any(self.tokens[k].relation == "aux" for k in self.children(verb))

    def _has_case(self, index: int) -> bool:
        return any(self.tokens[k].relation == "case" for k in self.children(index))

    def _antecedent(self, index: int) -> int | None:
        """Return the noun that a relative pronoun stands for; None for a question word."""
        kind = self.tokens[index].feat("PronType")
        if kind != "Rel":
            return None if kind == "Int" else index
        at = index
        for _ in range(STEPS):
            at = self.tokens[at].head
            if at < 0:
                return None
            if self.tokens[at].deprel == "acl:relcl":
                return self.tokens[at].head
        return None

    def hearers(self, verb: int, markers: frozenset[str]) -> Iterator[int]:
        """Yield what names to whom something is said: *told him*, *said to his daughter*."""
        for k in self._near(verb):
            t = self.tokens[k]
            if t.upos not in NOMINAL or t.feat("Reflex") == "Yes" or self.levels[k] != self.levels[verb]:
                continue
            case = [self.tokens[c].text.lower() for c in self.children(k) if self.tokens[c].relation == "case"]
            if case and t.relation in {"obl", "nmod", "iobj"} and case[0] in markers:
                yield k
            if not case and t.relation in {"iobj", "obj"} and t.feat("PronType") not in {"Rel", "Int"}:
                yield k

    def _near(self, verb: int) -> Iterator[int]:
        """Yield what hangs on a verb, and behind the noun after it: parsers hang *to his daughter* on *the man*."""
        for k in self.children(verb):
            yield k
            if k > verb and self.tokens[k].relation in {"nsubj", "obj"}:
                yield from (c for c in self.children(k) if self.tokens[c].relation == "nmod")

    def inserted(self, verb: int, first: int, *, inverted: bool) -> bool:
        """Say whether the clause stands behind a mark, and has its subject behind the verb or is an insertion in the tree."""
        before = self.tokens[first - 1].text[:1] if first else ""
        return bool(before) and before in MARKS and (inverted or self.tokens[verb].relation == "parataxis")
