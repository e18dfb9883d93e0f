"""Reads the language packs: `langs/<tag>/pack.toml`, merged from general to particular, and the word lists beside them."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from transqa.langs.tags import fallback_chain, normalise_tag

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotation marks of a locale. *inner* lists the spacings allowed inside the primary pair, the one to write first."""

    primary: tuple[str, str] | None
    accepted: tuple[tuple[str, str], ...]
    nested: tuple[tuple[str, str], ...]
    inner: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Numerals:
    """Number words: what a word adds, multiplies or names."""

    units: Mapping[str, int]
    hundreds: frozenset[str]
    scales: Mapping[str, int]
    collectives: Mapping[str, int]
    ordinals: Mapping[str, int]
    joiners: frozenset[str]
    compounds: Mapping[tuple[str, str], int]
    suffixes: Mapping[str, int]
    clock: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """What `transqa.morphosyntax.tokens` must know of a language; case counts in *after_number* and *emoticons*.

    Attributes:
        elided: words that end at an apostrophe (l', qu').
        enclitics: words behind a hyphen that stand for themselves (-t-il).
        clitics: words that begin with an apostrophe, at the end of another (n't, 's). A letter before the apostrophe counts too.
        clipped: words that begin with an apostrophe and follow no other ('em).
        parted: words written together that are two (can not).
        whole: words that the other rules would part (aujourd'hui).
        inclusive: endings in brackets or behind a full stop that name the other gender or the plural: étudiant(e).
        after_number: units written against their number that are words of their own (7pm).
        between_numbers: those that part two numbers (20h30).
        hyphen_prefixes: first parts that keep what follows their hyphen (non-stop), where the language parts its compounds.
        domains: last part of names of web sites and of files.
        emoticons: faces made of punctuation marks.
        parts_hyphens: whether a compound is as many words as it has parts, its hyphens counted as words too.
    """

    elided: tuple[str, ...]
    enclitics: tuple[str, ...]
    clitics: tuple[str, ...]
    clipped: tuple[str, ...]
    parted: tuple[tuple[str, str], ...]
    whole: tuple[str, ...]
    inclusive: tuple[str, ...]
    after_number: tuple[str, ...]
    between_numbers: tuple[str, ...]
    hyphen_prefixes: tuple[str, ...]
    domains: tuple[str, ...]
    emoticons: tuple[str, ...]
    parts_hyphens: bool


class Pack:
    """The facts about one language or locale. A tag without a folder gets the facts of its parents, at least of `und`."""

    def __init__(self, tag: str, data: dict[str, Any], versions: tuple[str, ...]) -> None:
        """Hold the merged *data* of the fallback chain of *tag*; *versions* are digests of the files it came from."""
        self.tag = tag
        self.versions = versions
        self._data = data

    @property
    def known(self) -> bool:
        """Whether the language has a folder of its own."""
        return len(self.versions) > 1

    @cached_property
    def quotes(self) -> Quotes:
        """Quotation marks and the spaces inside them."""
        q = self._data.get("quotes", {})
        primary = q.get("primary")
        return Quotes(
            primary=(primary[0], primary[1]) if primary else None,
            accepted=self.pairs("quotes", "accepted"),
            nested=self.pairs("quotes", "nested"),
            inner=tuple(q["inner"]) if "inner" in q else None,
        )

    def space_before(self, profile: str) -> dict[str, tuple[str, ...]]:
        """Return, for each punctuation mark with a rule, the spacings allowed before it, the one to write first."""
        spacing = self._data.get("spacing", {})
        table = dict(spacing.get("before", {}))
        if profile == "strict":
            table.update(spacing.get("before_strict", {}))
        return {mark: tuple(allowed) for mark, allowed in table.items()}

    @cached_property
    def digit_group_spaces(self) -> bool:
        """Whether digits are grouped by spaces, which then must not break."""
        return bool(self._data.get("numbers", {}).get("group_by_space", False))

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """Abbreviations with their full stop; the value says when one ends a sentence: never, number, starter or upper."""
        table = self._data.get("abbreviations", {})
        return {word: kind for kind in ("upper", "starter", "number", "never") for word in table.get(kind, ())}

    @cached_property
    def numerals(self) -> Numerals:
        """Number words and scale suffixes."""
        n = self._data.get("numerals", {})

        def by_word(key: str) -> dict[str, int]:
            return {w: int(value) for value, words in n.get(key, {}).items() for w in words.split()}

        return Numerals(
            units=by_word("units"),
            hundreds=frozenset(n.get("hundreds", ())),
            scales=by_word("scales"),
            collectives=by_word("collectives"),
            ordinals=by_word("ordinals"),
            joiners=frozenset(n.get("joiners", ())),
            compounds={(a, b): int(v) for a, b, v in n.get("compounds", ())},
            suffixes=by_word("suffixes"),
            clock=by_word("clock"),
        )

    @cached_property
    def units(self) -> frozenset[str]:
        """Words and symbols of measures, lower-cased."""
        return frozenset(self.phrases("units", "words"))

    @cached_property
    def tokens(self) -> TokenFacts:
        """Where words begin and end."""
        lists = {
            "elided", "enclitics", "clitics", "clipped", "whole", "inclusive",
            "after_number", "between_numbers", "hyphen_prefixes", "domains", "emoticons",
        }  # fmt: skip
        return TokenFacts(
            **{key: self.phrases("tokens", key) for key in lists},
            parted=self.pairs("tokens", "parted"),
            parts_hyphens=bool(self._data.get("tokens", {}).get("parts_hyphens", False)),
        )

    @cached_property
    def words(self) -> dict[str, float]:
        """Frequent words with their Zipf frequency (log10 of occurrences per 1,000 million words)."""
        return {word: float(zipf) for zipf, words in _lines(self.tag, "words.txt") for word in words}

    @cached_property
    def function_words(self) -> frozenset[str]:
        """Words of the closed classes: determiners, pronouns, prepositions, conjunctions, auxiliaries."""
        return frozenset(word for _, words in _lines(self.tag, "function_words.txt") for word in words)

    def phrases(self, section: str, key: str) -> tuple[str, ...]:
        """Return a list of words or phrases of the pack; empty where the language has none."""
        return tuple(self._data.get(section, {}).get(key, ()))

    def pairs(self, section: str, key: str) -> tuple[tuple[str, str], ...]:
        """Return a list of pairs of the pack; empty where the language has none."""
        return tuple((a, b) for a, b in self._data.get(section, {}).get(key, ()))


@cache
def load_pack(tag: str) -> Pack:
    """Return the pack for a BCP-47 *tag*.

    Raises:
        ConfigError: the text is no language tag.
    """
    tag = normalise_tag(tag)
    data: dict[str, Any] = {}
    versions = []
    for parent in fallback_chain(tag):
        path = files(__package__) / parent / "pack.toml"
        if path.is_file():
            raw = path.read_bytes()
            data = _merge(data, tomllib.loads(raw.decode("utf-8")))
            versions.append(f"{parent}.{hashlib.sha256(raw).hexdigest()[:8]}")
    return Pack(tag, data, tuple(versions))


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    out = dict(base)
    for key, value in over.items():
        out[key] = _merge(out[key], value) if isinstance(value, dict) and isinstance(out.get(key), dict) else value
    return out


def _lines(tag: str, name: str) -> list[tuple[str, list[str]]]:
    """Return the lines of the nearest word list in the fallback chain, each as its first field and its words."""
    for parent in reversed(fallback_chain(tag)):
        path = files(__package__) / parent / name
        if path.is_file():
            rows = (line.split(" ") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
            return [(row[0], row[1:]) for row in rows]
    return []
