"""The gender that words say by themselves of the person whom they name: she, Mrs Smith, ma sœur, l'actrice, Chère.

Where a person is mentioned more than once, `annotate/people` knows more; this serves sides and words that it doesn't reach.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from transqa.annotate.gender.words import NATURAL, word_genders
from transqa.annotate.people.facts import sex_of
from transqa.langs import load_pack
from transqa.langs.persons import load_persons
from transqa.morphosyntax.tree import feature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.annotate.context import Side
    from transqa.annotate.gender.words import WordGenders
    from transqa.annotate.people.facts import Sex
    from transqa.annotate.speakers import Participant
    from transqa.morphosyntax.tree import Token

SEXES: tuple[Sex, Sex] = ("female", "male")
NAMING = ("compound", "flat", "nmod", "appos")
"""Relations of the words that name a person together with their head: titles, first names, *my sister Marie*."""
ENDS = ",;:!?.…"
BREAKS = ",;—–!?.:"
"""Marks before one who is called; behind the last four a sentence or a turn begins."""
QUOTES = "«»“”„‘’\"'"


@cache
def callers(tag: str) -> frozenset[str]:
    """Return titles of one gender, and words of greeting."""
    titles = load_persons(tag).titles
    return frozenset({t for t, gender in titles.items() if gender in SEXES} | {*load_pack(tag).phrases("speech", "greetings")})


def has_words(side: Side, words: frozenset[str]) -> bool:
    """Say whether a text has one of some words."""
    return any(w.text.lower() in words for s in side.segments for w in side.words(s.index))


def is_called(side: Side, tokens: Sequence[Token], k: int) -> bool:
    """Say whether a title alone, or with a name, calls somebody: *Merci, Madame*; *Mrs Lee, are you tired?*."""
    titles = load_persons(side.pack.tag).titles
    group = [i for i, t in enumerate(tokens) if i == k or (t.head == k and t.relation in NAMING)]
    if not any(titles.get(tokens[i].text.lower().removesuffix(".")) in SEXES for i in group):
        return False
    if tokens[k].relation == "vocative":
        return True
    before, after = _mark_before(tokens, min(group)), _mark_behind(tokens, max(group))
    if after[:1] not in ENDS or len(tokens) == len(group):
        return False
    if len(group) == 1:
        return not before or before[:1] in BREAKS
    rivals = [t for i, t in enumerate(tokens) if t.head == tokens[k].head and t.relation == "nsubj" and i != k]
    return (not before or before[:1] in BREAKS[-4:]) and (tokens[k].relation != "nsubj" or bool(rivals))


def _mark_before(tokens: Sequence[Token], k: int) -> str:
    return next((t.text for t in reversed(tokens[:k]) if t.text not in QUOTES), "")


def _mark_behind(tokens: Sequence[Token], k: int) -> str:
    return next((t.text for t in tokens[k + 1 :] if t.text not in QUOTES), ".")


def adjective_says(tag: str, t: Token) -> set[Sex]:
    """Return the gender that an adjective shows: *Chère*."""
    genders = word_genders(tag)
    if genders is None or t.upos not in {"ADJ", "NOUN"}:
        return set()
    sex = sex_of(NATURAL.get(genders.of(t) or ""))
    adjective = any(a.upos == "ADJ" for a in genders.inflections.analyses(t.text))
    return {sex} if sex is not None and adjective else set()


def _stands_for_fixed(side: Side, who: Participant, sex: Sex) -> bool:
    """Say whether a pronoun may repeat a noun of one grammatical gender in its paragraph: *la victime … elle*."""
    genders, persons = word_genders(side.pack.tag), load_persons(side.pack.tag)
    if genders is None or not (persons.fixed | persons.unmarked):
        return False
    words = {w.text.lower() for s in _of_block(side, who.segment) for w in side.words(s) if w.start < who.span.start}
    return any(NATURAL.get(_noun_gender(genders, word) or "") == sex for word in words & (persons.fixed | persons.unmarked))


def _noun_gender(genders: WordGenders, word: str) -> str | None:
    found = {feature(a.feats, "Gender") for a in genders.inflections.analyses(word) if a.upos == "NOUN"}
    return found.pop() if len(found) == 1 else None


def _of_block(side: Side, segment: int) -> range:
    """Return the segments of a paragraph up to one of them."""
    first = segment
    while first > 0 and side.segments[first - 1].block == side.segments[segment].block:
        first -= 1
    return range(first, segment + 1)


def _pronoun_says(tag: str, t: Token) -> Sex | None:
    """Return the gender of a pronoun in its case: lui is masculine with a preposition, and of either gender before a verb."""
    if t.feat("PronType") != "Prs" or t.feat("Person") != "3":
        return None
    form = t.text.lower().strip("-").removeprefix("t-")
    readings = load_persons(tag).pronouns.get(form, ())
    clitic = t.relation in {"obj", "iobj"}
    said = {sex for r in readings if (sex := sex_of(r.gender)) and (not clitic or r.case == "object")}
    return said.pop() if len(said) == 1 else None


def words_say(tag: str, t: Token) -> set[Sex]:
    """Return the gender that a title, a noun of a pair (*frère*, *sœur*) or a feminine noun for a role says of its person."""
    persons, genders = load_persons(tag), word_genders(tag)
    low = t.text.lower()
    said = {sex_of(persons.titles.get(low.removesuffix(".")))}
    if t.upos == "NOUN":
        said.add(sex_of(persons.gender_of_noun(low)))
        said |= {sex for pair in persons.pairs for sex, noun in zip(SEXES, pair, strict=True) if noun in {low, t.lemma}}
        if genders is not None and genders.facts(low).partners and genders.of(t) == "Fem":
            said.add("female")
    return {sex for sex in said if sex is not None}


def gender_of_words(side: Side, who: Participant) -> Sex | None:
    """Return the gender that words say by themselves: a pronoun, a title, a noun for persons of one gender (*la ministre*)."""
    tokens = side.tokens(who.segment)
    head = tokens[who.token]
    if head.feat("Number") == "Plur":
        return None
    if head.upos == "PRON":
        sex = _pronoun_says(side.pack.tag, head)
        return None if sex is not None and _stands_for_fixed(side, who, sex) else sex
    words = [t for k, t in enumerate(tokens) if k == who.token or (t.head == who.token and t.relation in NAMING)]
    found = {sex for t in words for sex in words_say(side.pack.tag, t)}
    return found.pop() if len(found) == 1 else None
