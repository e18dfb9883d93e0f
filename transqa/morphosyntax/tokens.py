"""Parts a text into the words that the tagger and the parser read, with exact places.

A word is what the treebanks call one (`transqa.train.treebanks`): French du is one, English don't is two. One pattern a language
does it, made of the language's facts (table `[tokens]` of its pack). It takes linear time on any text: runs are possessive, and
what must look ahead for its end (an address, a tag) looks a bounded way. Alternatives stand in groups by the character that they
begin with, the frequent ones first: the pattern engine tries them in order, and most words are plain.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from transqa.morphosyntax.tree import Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transqa.langs.pack import Pack, TokenFacts

SPACE = r"\s\x1c-\x1f"
"""What Python calls a space."""
APOSTROPHE = "['’ʼ＇´]"
HYPHEN = r"[\-‐‑]"
INSIDE = r"\p{L}\p{M}\p{Cf}\p{N}"
"""A word goes on with these: combining marks and characters without width belong to the letter before them."""
RUN = rf"[\p{{L}}\p{{N}}\p{{Cf}}][{INSIDE}]*+"
BEFORE, AFTER = rf"(?<![{INSIDE}])", rf"(?![{INSIDE}])"
NUMBER = r"\p{Nd}++(?:[.,:/]\p{Nd}++|['’]\p{Nd}{3}(?!\p{Nd}))*+"
SIGN = rf"(?:(?<![^{SPACE}(\[])[+\-−])?"
"""Of a number; between two numbers it is a mark."""
GROUPED = r"\p{Nd}{1,3}+(?:[ \u00a0\u202f]\p{Nd}{3}){1,5}(?!\p{N})(?:[.,]\p{Nd}++)?"


def tokenise(text: str, pack: Pack, offset: int = 0) -> list[Form]:
    """Return the words of a text in order.

    Args:
        text: a sentence, or more.
        pack: the facts about its language.
        offset: code point where the text begins in its document; all places count from there.

    Returns:
        Words that never overlap and leave out nothing but spaces.
    """
    pattern, parted = _pattern(pack)
    out = []
    for match in pattern.finditer(text):
        word = match[0]
        start, end = match.span()
        if word in parted:
            cut = parted[word]
            out.append(Form(word[:cut], start + offset, start + cut + offset))
            word, start = word[cut:], start + cut
        out.append(Form(word, start + offset, end + offset))
    return out


@cache
def _pattern(pack: Pack) -> tuple[regex.Pattern[str], dict[str, int]]:
    """Return the pattern of a language, and the length of the first half of each word that is two."""
    facts = pack.tokens
    groups = [
        rf"\p{{L}}++(?=[{SPACE},;!?)])",
        rf"[,;)\"«»“”](?=[{SPACE}\p{{L}}\p{{N}}]|\Z)",
        rf"\.(?=[{SPACE}]*+\Z)",
        r"(?=\p{L})" + _any([*_addresses(facts), *_abbreviations(pack), *_words(facts)]),
        r"(?=[+\-−]?\p{Nd})" + _any([*_addresses(facts), *_numbers(pack), _run(facts)]),
        *_leading_apostrophe(facts),
        *([rf"(?<=\p{{L}}){_enclitic(facts)}"] if facts.enclitics else []),
        *_marks(facts),
    ]
    spelt = ((first, f"{first}{rest}") for first, rest in facts.parted)
    return regex.compile("|".join(groups)), {w: len(a) for a, ab in spelt for w in (ab, ab.capitalize(), ab.upper())}


def _any(parts: list[str]) -> str:
    return f"(?:{'|'.join(parts)})"


def _either(words: Iterable[str], *, case: bool = False) -> str:
    """Return a pattern for any of the words, the longest first; any apostrophe and any hyphen stands for another."""
    longest = sorted(words, key=lambda w: (-len(w), w))
    escaped = (regex.escape(w, special_only=True).replace(r"\-", "-") for w in longest)
    return ("(?:" if case else "(?i:") + "|".join(w.replace("'", APOSTROPHE).replace("-", HYPHEN) for w in escaped) + ")"


def _abbreviations(pack: Pack) -> list[str]:
    """Abbreviations and initials. Where the text ends, the stop ends the sentence, but for those that never stand without it."""
    out = []
    if pack.abbreviations:
        titled = {w.capitalize() for w, kind in pack.abbreviations.items() if kind == "number"}
        plain = {w for w, kind in pack.abbreviations.items() if kind == "starter" and w.islower() and "." not in w[:-1]}
        last = {w for w, kind in pack.abbreviations.items() if kind in {"never", "starter"}} - plain
        follows = rf"(?=[{SPACE}]++[^{SPACE}]|[,;:)\p{{Nd}}]|\.[{SPACE}]*+\Z)"
        out += [
            rf"(?=[\p{{L}}]{{1,8}}+[.\-]){_either((pack.abbreviations.keys() | titled) - plain, case=True)}{follows}",
            rf"(?=[\p{{L}}]{{1,8}}+[.\-]){_either(last, case=True)}(?=[{SPACE}]*+\Z)",
        ]
        if plain:
            out.append(rf"(?<=\p{{Nd}}[{SPACE}]?){_either(plain, case=True)}{follows}")
    return [
        *(f"{BEFORE}{p}" for p in out),
        rf"{BEFORE}\p{{L}}(?:\.{HYPHEN}?\p{{L}}(?!\p{{L}}))++\.?",
        rf"{BEFORE}\p{{Lu}}\.(?=[{SPACE}]*+[\p{{L}}\p{{Nd}},)])",
    ]


def _addresses(facts: TokenFacts) -> list[str]:
    """Web addresses, mail addresses, names of sites and files."""
    name = r"[\p{L}\p{N}_#\-]{1,40}+"
    rest = r"(?:[^\s<>\"«»“”()]|\([^\s<>()]*+\))*(?<=[\p{L}\p{N}/_=&#%~+)\-])"
    return [
        rf"(?i:(?:https?|ftp|file)://|mailto:|www\.){rest}",
        r"[\p{L}\p{N}][\p{L}\p{N}_.+%\-]{0,63}+@[\p{L}\p{N}][\p{L}\p{N}_\-]*+(?:\.[\p{L}\p{N}][\p{L}\p{N}_\-]*+)*+",
        rf"{name}(?:\.{name}){{0,5}}\.{_either(facts.domains)}{AFTER}(?:/{rest})?",
        r"\p{Ll}++(?:\.\p{Ll}++){2,}",
    ]


def _numbers(pack: Pack) -> list[str]:
    facts = pack.tokens
    out = [rf"{SIGN}{GROUPED}"] if pack.digit_group_spaces else []
    out += [
        rf"{SIGN}\p{{Nd}}++(?:{HYPHEN}\p{{Nd}}++){{2,}}+{AFTER}",
        rf"(?:\p{{Nd}}|\p{{Nd}}{{3}}|\p{{Nd}}{{5}}){HYPHEN}\p{{Nd}}{{4}}{AFTER}",
        rf"\p{{Nd}}++{APOSTROPHE}s{AFTER}",
    ]  # dates and telephone numbers, 555-1234, the 90's
    if units := {*facts.after_number, *pack.units}:
        out.append(rf"{SIGN}{NUMBER}(?={_either(units, case=True)}{AFTER})")
    if facts.between_numbers:
        between = _either(facts.between_numbers)
        out.append(rf"{SIGN}{NUMBER}(?={between}\p{{Nd}})")
    ranges = "" if facts.parts_hyphens else rf"(?:{HYPHEN}\p{{Nd}}++)*+(?!{HYPHEN}\p{{L}})"
    return [*out, rf"{SIGN}{NUMBER}{ranges}(?![\p{{L}}\p{{M}}\p{{Cf}}])", r"\p{Nd}++(?:[.,:/]\p{Nd}++)++"]


def _run(facts: TokenFacts) -> str:
    """Return the pattern of a word of letters and digits, with what joins its parts."""
    clitics = [c.removeprefix("'") for c in facts.clitics if c.startswith("'")]
    stop = f"(?!{_either(clitics)}{AFTER})" if clitics else ""
    joints = [rf"{APOSTROPHE}{stop}(?=\p{{L}})", r"[·•‧⋅](?=\p{L})", "_"]
    if not facts.parts_hyphens:
        joints.append((f"(?!{_enclitic(facts)})" if facts.enclitics else "") + rf"{HYPHEN}(?!\p{{Nd}}++[.,]\p{{Nd}})")
    return rf"{RUN}(?:{_any(joints)}{RUN})*+"


def _enclitic(facts: TokenFacts) -> str:
    """Return the pattern of an enclitic; others may follow it, but no other part of a compound (sur-le-champ)."""
    one = _either(facts.enclitics)
    return rf"{one}(?={one}{{0,3}}+(?!{HYPHEN}?[{INSIDE}]))"


def _words(facts: TokenFacts) -> list[str]:
    out = [_either(w for w in facts.whole if w[0].isalpha()) + AFTER] if any(w[0].isalpha() for w in facts.whole) else []
    if facts.elided:
        out.append(rf"{BEFORE}{_either(facts.elided)}{APOSTROPHE}")
    if facts.between_numbers:
        out.append(rf"(?<=\p{{Nd}}){_either(facts.between_numbers)}(?=\p{{Nd}})")
    for clitic in facts.clitics:
        letters, apostrophe, rest = clitic.partition("'")
        if letters:
            out.append(_before_clitic(letters, _either([apostrophe + rest])))
    run = _run(facts)
    if facts.hyphen_prefixes:
        out.append(rf"{BEFORE}{_either(facts.hyphen_prefixes)}{HYPHEN}{run}")
    if facts.inclusive:
        ends = _either(facts.inclusive)
        out.append(rf"{run}(?:\({ends}\)s?|\.{ends}(?:\.s)?){AFTER}")
    return [*out, r"\p{Lu}{1,3}\p{Sc}", rf"\p{{L}}{{1,2}}&\p{{L}}{{1,2}}{AFTER}", run]


def _before_clitic(letters: str, rest: str) -> str:
    """Return the pattern of a word that ends where the letters of a clitic begin (do in don't)."""
    return rf"(?=\p{{L}}++{rest}{AFTER})\p{{L}}+(?=(?i:{letters}){rest})"


def _leading_apostrophe(facts: TokenFacts) -> list[str]:
    """Words that begin with an apostrophe, and years without their century."""
    out = [rf"{BEFORE}{APOSTROPHE}\p{{Nd}}{{2}}s?{AFTER}"]
    if clitics := [c for c in (*facts.clitics, *facts.clipped) if c.startswith("'")]:
        out.append(_either(clitics) + AFTER)
    return out


def _marks(facts: TokenFacts) -> list[str]:
    """What begins with neither letter nor digit. The last alternative takes any character, so that none is left out."""
    picture = r"\p{Extended_Pictographic}[\p{EMod}\p{M}\p{Cf}]*+"
    odd = [w for w in facts.whole if not w[0].isalpha()]
    return [
        r"(?:\.{2,}+|[!?]{2,}+)",
        rf"(?<![^{SPACE}(\[$£€])\.\p{{Nd}}++{AFTER}",
        rf"(?<![^{SPACE}(\[])\.{_either(facts.domains)}{AFTER}",
        *([f"{_either(facts.emoticons, case=True)}{AFTER}"] if facts.emoticons else []),
        *([_either(odd) + AFTER] if odd else []),
        *_code(),
        rf"{BEFORE}[#@]\p{{L}}[\p{{L}}\p{{M}}\p{{N}}_]*+(?:\.\p{{Ll}}[\p{{Ll}}\p{{N}}]*+)*+",
        r"[\-=*_~+#]{2,}+|–{2,}+|—{2,}+|\p{Sc}{2,}+|<<|>>|''|’’|‘‘|``|‘’",
        r"\p{RI}{2}",
        rf"{picture}(?:(?<=\u200d){picture})*+",
        rf"[\p{{Cf}}]++(?=\p{{L}}){RUN}",
        rf"[^{SPACE}][\p{{M}}\p{{Cf}}]*+",
    ]


def _code() -> list[str]:
    """Placeholders, entities and tags: what a program put into the text."""
    return [
        r"\$?\{\{?[^{}\s]{1,60}+\}\}?",
        r"\{\{ [^{}\s]{1,60}+ \}\}",
        rf"%\([\p{{L}}\p{{N}}_]{{1,60}}+\)[#+\-0]?\d{{0,3}}[a-z]{AFTER}",
        rf"(?<![\p{{L}}\p{{N}}])%(?:\d{{1,2}}\$)?[#+\-0]?\d{{0,3}}(?:\.\d{{1,2}})?[sdifuxXeg@]{AFTER}",
        r"&(?:\p{L}{2,10}+|\#\d{1,7}+|\#x[0-9A-Fa-f]{1,6}+);",
        r"</?[A-Za-z][A-Za-z0-9:\-]{0,30}+(?:\s[^<>=]{0,60}+=[^<>]{0,300}?)?\s?/?>|<!--[^<>]{0,300}?-->",
    ]
