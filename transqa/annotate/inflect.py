"""Puts a word of a parsed sentence into another gender or number, with the words beside it that must follow.

*Le bibliothécaire tué* becomes *la bibliothécaire tuée*, *s'il* becomes *si elle*, *du compagnon* becomes *de la compagne*. Forms
come from the inflection lexicon. Those that also depend on the sound that follows (le, l', ce, cet, mon, beau, bel) and the words
that lose their vowel (de, que, si) are facts of the language pack: tables `[determiners]` and `[elision]`.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from transqa.model import Edit, Span
from transqa.morphosyntax.inflection import OTHER, Analysis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transqa.langs import Pack
    from transqa.morphosyntax.inflection import Inflections
    from transqa.morphosyntax.tree import Token

DEPENDENTS = frozenset({"det", "amod", "nummod"})
"""Relations of the words in a noun phrase that follow its gender."""
SUBJECTS = frozenset({"nsubj", "expl"})
FUNCTION = frozenset({"DET", "ADJ", "ADP", "PRON", "ADV"})
"""Parts of speech that taggers give to determiners."""
APOSTROPHES = "'’"


def regender(tokens: Sequence[Token], index: int, gender: str, pack: Pack, inflections: Inflections) -> list[Edit] | None:
    """Return the edits that put a word and what depends on it in its noun phrase into a gender.

    The word is a noun for a person (acteur → actrice, roi → reine; an epicene noun stays), an adjective, a participle, a
    determiner or a pronoun. Its determiners, adjectives, participles and what is joined to these follow, in their number; then
    the words beside them that take another form before a vowel: le → la, le → l', du → de la, cet → cette, mon → ma, vieil →
    vieille, qu' → que, s'il → si elle. What stands in the gender already, or has no gender, stays. Predicates (*elle est
    élue*), which hang on a verb, are words of their own: call this for each.

    Args:
        tokens: a parsed sentence.
        index: place of the word.
        gender: "Fem" or "Masc", as in Universal Dependencies.
        pack: facts about the language.
        inflections: its lexicon.

    Returns:
        Edits (not safe) in the order of the text, disjoint; several edits belong together. Empty where nothing needs to change.
        None where a form is unknown or not unique, or where markup stands between words that would merge.
    """
    respelling = Respelling(tokens, pack, inflections)
    number = respelling.number(index)
    for k in (index, *_dependents(tokens, index, sounds(pack))):
        if not respelling.turn(k, noun=k == index, number=number, Gender=gender):
            return None
    return respelling.edits()


def respell(tokens: Sequence[Token], index: int, pack: Pack, inflections: Inflections, **feats: str) -> list[Edit] | None:
    """Return the edits that give one word some features (Gender, Number), and its neighbours the form that they then take.

    None where its form is unknown or not unique; otherwise as `regender`.
    """
    respelling = Respelling(tokens, pack, inflections)
    return respelling.edits() if respelling.turn(index, noun=False, **feats) else None


def _dependents(tokens: Sequence[Token], index: int, known: Sounds) -> Iterator[int]:
    """Yield the words of the noun phrase that follow the gender of its head, and those joined to them."""
    found = {index}
    for k, token in enumerate(tokens):  # a dependent before its head is found in the second round
        contracted = token.relation == "case" and plain(token.text) in known.cells
        if token.head == index and (contracted or _follows(tokens, k)):
            found.add(k)
    for k, token in enumerate(tokens):
        if token.relation == "conj" and token.head in found - {index} and token.upos in {"ADJ", "VERB"}:
            found.add(k)
    yield from sorted(found - {index})


def _follows(tokens: Sequence[Token], k: int) -> bool:
    token = tokens[k]
    if token.relation == "acl":
        own = {t.relation for t in tokens if t.head == k}
        return token.feat("VerbForm") == "Part" and not own & {"nsubj", "aux", "cop", "mark"}
    return token.relation in DEPENDENTS


class Respelling:
    """Words of a sentence that are to change."""

    def __init__(self, tokens: Sequence[Token], pack: Pack, inflections: Inflections) -> None:
        """Hold a sentence; nothing changes yet."""
        self._tokens = tokens
        self._inflections = inflections
        self._sounds = sounds(pack)
        self._conjunct = pack.phrases("agreement", "subject_pronouns")
        self._new: dict[int, str] = {}
        self._genders: dict[int, str | None] = {}

    def number(self, index: int) -> str | None:
        """Return the number of a word, by its determiner where it does not show its own (héros)."""
        own = self._tokens[index].feat("Number")
        return own or next((n for t in self._tokens if t.head == index and (n := t.feat("Number"))), None)

    def turn(self, index: int, *, noun: bool, number: str | None = None, **feats: str) -> bool:
        """Give a word some features; say whether its form is known and unique.

        Args:
            index: place of the word.
            noun: whether it is a noun for a person, whose partner of the other gender may be another word.
            number: that of its phrase, for a word that does not show its own.
            feats: Gender, Number.
        """
        token = self._tokens[index]
        low = plain(token.text)
        if low in self._sounds.cells and feats.get("Number") in {None, "Sing"} and "Gender" in feats:
            self._genders[index] = feats.get("Gender")
            return True
        forms = self._forms(token, noun=noun, feats=feats)
        if len(forms) > 1 and number is not None:
            forms = self._forms(token, noun=noun, feats={"Number": number, **feats}) or forms
        rows = {row for form in forms for row in self._sounds.cells.get(plain(form), ())}
        if len(forms) > 1 and len(rows) == 1:  # beau and bel: which of them, the next word says
            self._genders[index] = feats.get("Gender")
            self._new[index] = forms[0]
            return True
        if len(forms) != 1:
            return False
        if forms[0] != token.text:
            self._new[index] = forms[0]
        return True

    def _forms(self, token: Token, *, noun: bool, feats: Mapping[str, str]) -> tuple[str, ...]:
        analysis = Analysis(token.lemma, token.upos, token.feats)
        gender = feats.get("Gender")
        if noun and token.upos == "PROPN":
            return (token.text,)
        if noun and token.upos == "NOUN" and gender is not None:
            return self._partner(token, gender, feats.get("Number"))
        if token.upos == "PRON":  # elle has two lemmas: il and lui
            readings = [a for a in self._inflections.analyses(token.text) if a.upos == "PRON"]
            found = dict.fromkeys(f for a in readings for f in self._inflections.inflect(token.text, a, **feats))
            beside_verb = token.relation in SUBJECTS
            return tuple(f for f in found if len(found) == 1 or (plain(f) in self._conjunct) == beside_verb)
        forms = forms_of(token.text, analysis, self._inflections, feats)
        return tuple(dict.fromkeys(forms)) or ((token.text,) if gender is not None and not token.feat("Gender") else ())

    def _partner(self, token: Token, gender: str, number: str | None) -> tuple[str, ...]:
        readings = [a for a in self._inflections.analyses(token.text) if a.upos == "NOUN"]
        if not readings:
            return ()
        if any("Gender=" not in a.feats or f"Gender={gender}" in a.feats for a in readings):
            return (token.text,)
        found = self._inflections.partners(token.text)
        fitting = (
            f for f in found if number is None or any(f"Number={number}" in a.feats for a in self._inflections.analyses(f))
        )
        return tuple(fitting)

    def edits(self) -> list[Edit] | None:
        """Return what to change in the text; None where words would merge across markup."""
        touched = {*self._new, *self._genders}
        out: list[Edit] = []
        at = len(self._tokens) - 1
        following = ""
        while at >= 0:
            if at not in touched and at + 1 not in touched:
                following = self._tokens[at].text
                at -= 1
                continue
            start, text = self._settled(at, following)
            edit = self._edit(start, at, text)
            if edit is None:
                return None
            if edit.text != self._old(start, edit.span.end):
                out.append(edit)
            if text != self._written(start, at):
                touched.add(start)  # so that the word before is looked at too
            following = text
            at = start - 1
        return out[::-1]

    def _settled(self, at: int, following: str) -> tuple[int, str]:
        """Return where the words that end at *at* begin, and how they are spelt before *following*."""
        token = self._tokens[at]
        text = self._new.get(at, token.text)
        vowel = self._sounds.begins_with_vowel(following)
        for length in (2, 1):
            start = at - length + 1
            if start < 0 or (length > 1 and not self._touch(start, at)):
                continue
            old = " ".join(plain(self._new.get(k, self._tokens[k].text)) for k in range(start, at + 1))
            old = old.replace("' ", "'")
            behind = plain(self._tokens[at + 1].text) if at + 1 < len(self._tokens) else ""
            cell = self._sounds.settled(old, self._genders.get(at), (behind, plain(following)), vowel=vowel)
            if cell is not None:
                return start, self._like(start, cell)
        return at, text

    def _touch(self, start: int, end: int) -> bool:
        """Say whether words follow each other with at most a space between."""
        tokens = self._tokens
        return all(tokens[k + 1].start - tokens[k].end <= 1 for k in range(start, end))

    def _like(self, at: int, text: str) -> str:
        written = self._tokens[at].text
        if written.isupper() and len(written.rstrip(APOSTROPHES)) > 1:
            text = text.upper()
        elif written[:1].isupper():
            text = text[:1].upper() + text[1:]
        curly = any("’" in t.text for t in self._tokens)
        return text.replace("'", "’") if curly else text

    def _edit(self, start: int, at: int, text: str) -> Edit | None:
        """Return the edit of some words; the space behind them goes or comes with an apostrophe."""
        tokens = self._tokens
        first, last = tokens[start], tokens[at]
        end = last.end
        if at + 1 < len(tokens) and (last.text[-1] in APOSTROPHES) != (text[-1] in APOSTROPHES):
            gap = tokens[at + 1].start - end
            if gap > 1:
                return None
            if text[-1] in APOSTROPHES:
                end = tokens[at + 1].start
            elif gap == 0:
                text += " "
        return Edit(Span(first.start, end), text, safe=False)

    def _written(self, start: int, at: int) -> str:
        return " ".join(t.text for t in self._tokens[start : at + 1]).replace("' ", "'").replace("’ ", "’")

    def _old(self, start: int, end: int) -> str:
        """Return the text from a word to a code point: words with a space where they do not touch."""
        out = ""
        for k in range(start, len(self._tokens)):
            token = self._tokens[k]
            if token.start >= end:
                break
            out += (" " if out and token.start > self._tokens[k - 1].end else "") + token.text
        return out + " " if self._tokens[start].start + len(out) < end else out


def forms_of(form: str, analysis: Analysis, inflections: Inflections, feats: Mapping[str, str]) -> tuple[str, ...]:
    """Return the forms of a word with other features, read as *analysis*; where it has no such reading, as any that agrees."""
    function = [a for a in inflections.analyses(form) if a.upos == "DET"] if analysis.upos in FUNCTION else []
    if function:  # tout is a noun as well
        return tuple(dict.fromkeys(f for a in function for f in inflections.inflect(form, a, **feats)))
    if found := inflections.inflect(form, analysis, **feats):
        return found
    nominal = [a for a in inflections.analyses(form) if a.upos in {"DET", "PRON", "ADJ", "NOUN"} or "VerbForm=Part" in a.feats]
    return tuple(dict.fromkeys(f for a in nominal for f in inflections.inflect(form, a, **feats)))


class Sounds(NamedTuple):
    """What the form of a word owes to the sound that follows.

    Attributes:
        cells: rows of `[determiners]` by each form in them.
        elided: full and elided form of the words of `[elision]`, by either; with the words before which alone it elides, if any.
        vowels: letters.
        silent: letters that are passed over, unless the word is listed.
        glides: letters that are vowels before a consonant only.
        consonants: words that count as beginning with a consonant, and stems of such words.
        mute: exceptions to these stems.
    """

    cells: Mapping[str, tuple[tuple[str, ...], ...]]
    elided: Mapping[str, tuple[tuple[str, str, frozenset[str]], ...]]
    vowels: frozenset[str]
    silent: frozenset[str]
    glides: frozenset[str]
    consonants: tuple[frozenset[str], tuple[str, ...]]
    mute: tuple[frozenset[str], tuple[str, ...]]

    def begins_with_vowel(self, word: str) -> bool:
        """Say whether a word begins with a vowel sound, so that words elide before it."""
        low = plain(word)
        if not low or _listed(low, self.consonants):
            return _listed(low, self.mute)
        first, second = (unicodedata.normalize("NFD", c)[0] for c in (low + " ")[:2])
        if first in self.glides:
            return second not in self.vowels or _listed(low, self.mute)
        return first in self.vowels or (first in self.silent and (second in self.vowels or second in self.glides))

    def settled(self, old: str, gender: str | None, behind: tuple[str, str], *, vowel: bool) -> str | None:
        """Return how a form is spelt in a gender; None where it owes nothing to either gender or sound.

        Args:
            old: the form.
            gender: the gender that it takes; None for the one that it has.
            behind: the word behind it, as it was and as it will be.
            vowel: whether that will begin with a vowel.
        """
        for row in self.cells.get(old, ()):
            genders = [g for g, pair in (("Masc", row[:2]), ("Fem", row[2:])) if old in pair]
            if gender is None and len(genders) > 1:  # l' and mon do not say their own gender
                return old if vowel == (old == row[1]) else None
            return row[2 * ((gender or genders[0]) == "Fem") + vowel]
        for full, short, before in self.elided.get(old, ()):
            if not before:
                return short if vowel else full
            if old == full or behind[0] in before:
                return short if behind[1] in before else full
        return None


@cache
def sounds(pack: Pack) -> Sounds:
    """Return what the pack says of forms that depend on the sound that follows."""
    cells: dict[str, list[tuple[str, ...]]] = {}
    for row in pack.phrases("determiners", "forms"):
        forms = tuple(row.split("/"))
        for cell in dict.fromkeys(forms):
            cells.setdefault(cell, []).append(forms)
    elided: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
    words = frozenset(pack.phrases("elision", "narrow_before"))
    narrow = [(full, short, words) for full, short in pack.pairs("elision", "narrow")]
    wide = [(full, short, frozenset[str]()) for full, short in pack.pairs("elision", "pairs")]
    for elision in (*narrow, *wide):
        elided.setdefault(elision[0], []).append(elision)
        elided.setdefault(elision[1], []).append(elision)
    return Sounds(
        cells={cell: tuple(rows) for cell, rows in cells.items()},
        elided={form: tuple(found) for form, found in elided.items()},
        vowels=_letters(pack, "vowels"),
        silent=_letters(pack, "silent"),
        glides=_letters(pack, "glides"),
        consonants=_words(pack.phrases("elision", "consonants")),
        mute=_words(pack.phrases("elision", "mute")),
    )


def plain(word: str) -> str:
    """Return a word in small letters, with the plain apostrophe."""
    return word.lower().replace("’", "'")


def other(gender: str) -> str:
    """Return the other of two genders."""
    return OTHER[gender]


def _letters(pack: Pack, key: str) -> frozenset[str]:
    return frozenset("".join(pack.phrases("elision", key)))


def _words(listed: Iterable[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    words = tuple(listed)
    return frozenset(w for w in words if w[-1] != "*"), tuple(w[:-1] for w in words if w[-1] == "*")


def _listed(low: str, words: tuple[frozenset[str], tuple[str, ...]]) -> bool:
    return low in words[0] or low.startswith(words[1])
