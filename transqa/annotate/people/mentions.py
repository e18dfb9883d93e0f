"""Mentions: the words of a sentence that speak of a person, with what the words themselves say of gender and number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transqa.model import Mark

if TYPE_CHECKING:
    from transqa.annotate.people.facts import Sex
    from transqa.morphosyntax.tree import Token


@dataclass(frozen=True, slots=True)
class Mention(Mark):
    """Words that speak of a person.

    Attributes:
        segment: index of the segment; those of the text before are counted by themselves.
        token: head of the words, its place in the segment's tree.
        kind: "pronoun", "noun" or "name".
        gender: what the words themselves say: "female", "male"; None: nothing.
        plural: whether they speak of several persons.
        preceding: whether they stand in the text before (`context`), not in the document.
    """

    segment: int
    token: int
    kind: str
    gender: Sex | None
    plural: bool
    preceding: bool


@dataclass(slots=True, eq=False)
class Node:
    """A mention at work.

    Attributes:
        mention: what is made known of it.
        words: places of its tokens: those of a name with its title.
        parts: places of nouns that belong to the same role: the assistant of *assistant director*.
        name: the words of a name in small letters, without title and particles.
        said: the word that says its gender.
        head: the head of the words in small letters.
        relation: what the head is to the word that governs it.
        subject: whether it is the subject of a clause.
        definite: "def", "indef", "poss" (with a possessor) or "" (bare).
        fronted: whether it stands in a clause before the main one: *When she left, Hill was*.
        predicate: whether it is said of someone, so that it may be any noun for a person.
        loose: whether it stands for itself: a role that no one is said to have, a line that is nothing but a noun.
        likely: whether the words make a person of it; False for a name that may be that of a thing.
        thing: whether the words show that a name is that of a thing or a place.
        named: gender of nearly all who bear its first name.
        order: place among all mentions of the text and the context.
        owner: whose person it is: *her* of *her mother*.
        hint: whom syntax suggests for a pronoun, *weight* how much.
        aside: whether it stands in a clause below the main one.
        quoted: whether it stands in quotation marks.
        called: "she" or "any" for a thing or an animal that may be called so; it is no person.
        titled: whether a title stands before a name.
        group: whether a plural pronoun may take it up; *counted* how many a noun says that they are.
        listed: the names of *two sisters, Ann and Mary*.
        beside: the other names of *Ann and Mary*, for the first one.
        names_again: whether a definite noun may stand for whoever was spoken of before: *the author*.
        over: whether it owns the subject: *Hill's first job was*.
        told: whether it is said of the speaker or the listener: *I am a teacher*.
        simple: whether nothing behind a noun says which one is meant.
        roles: nouns in small letters that say what the person is.
    """

    mention: Mention
    words: tuple[int, ...]
    parts: tuple[int, ...] = ()
    name: tuple[str, ...] = ()
    said: Token | None = None
    head: str = ""
    subject: bool = False
    relation: str = ""
    definite: str = ""
    fronted: bool = False
    predicate: bool = False
    loose: bool = False
    likely: bool = True
    thing: bool = False
    named: Sex | None = None
    order: int = -1
    owner: Node | None = None
    hint: Node | None = None
    weight: int = 0
    aside: bool = False
    quoted: bool = False
    called: str = ""
    titled: bool = False
    group: bool = False
    counted: int = 0
    listed: tuple[Node, ...] = ()
    beside: tuple[Node, ...] = ()
    names_again: bool = False
    over: bool = False
    told: bool = False
    simple: bool = True
    roles: tuple[str, ...] = ()

    @property
    def gender(self) -> Sex | None:
        """What the words themselves say."""
        return self.mention.gender

    @property
    def possessor(self) -> bool:
        """Whether it is the owner of something: *Jane Doe's book*."""
        return self.relation == "nmod:poss"

    @property
    def token(self) -> int:
        """The head of the words."""
        return self.mention.token
