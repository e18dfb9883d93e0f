"""Numbers of a sentence by value: figures by the locale's marks, scale words, number words, times of day, Roman figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import regex

from transqa.model import Mark, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.langs import Pack

Key = float | str
"""What numbers are compared by: a value, or "t330" for a time (minutes on a clock face of twelve hours)."""

HALF_DAY = 720
RANGE_GAP = 6
"""Characters between the two ends of a range (" to ", " à ", " et ")."""


@dataclass(frozen=True, slots=True)
class Number(Mark):
    """A number.

    Attributes:
        keys: the readings that it allows.
        text: as it is written.
        strong: whether a translation must keep it.
        parts: the numbers it is made of, where the whole may be written otherwise (a time, a date, grouped digits).
        scale: factor of its scale word (1,000 and more), else 1.
    """

    keys: frozenset[Key]
    text: str
    strong: bool = False
    parts: tuple[float, ...] = ()
    scale: int = 1


@cache
def _figures() -> regex.Pattern[str]:
    space = r"\u00a0\u202f\u2009 "
    return regex.compile(
        rf"(?P<time>(?<![\p{{L}}\p{{N}}:.,])\p{{Nd}}{{1,2}}(?:[:.]\p{{Nd}}{{2}})?[{space}]?(?P<half>[aApP]\.?[mM]\b\.?)"
        rf"|(?<![\p{{L}}\p{{N}}:.,])\p{{Nd}}{{1,2}}:\p{{Nd}}{{2}}(?![\p{{N}}:])"
        rf"|(?<![\p{{L}}\p{{N}}:.,])\p{{Nd}}{{1,2}}[{space}]?(?:h|heures?)(?:[{space}]?\p{{Nd}}{{2}})?(?!\p{{L}}|\p{{N}}|/))"
        rf"|(?P<number>\p{{Nd}}+(?:[.,'’]\p{{Nd}}+|[{space}]\p{{Nd}}{{3}}(?!\p{{Nd}}))*)"
    )


@cache
def _roman() -> regex.Pattern[str]:
    tens, units, suffix = "(?:XC|XL|L?X{0,3}|C)", "(?:IX|IV|V?I{0,3})", "(?:e|er|re|ème|th|st|nd|rd)"
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?=[IVXLC]){tens}{units}(?={suffix}?(?![\p{{L}}\p{{N}}]))")


@cache
def _words() -> regex.Pattern[str]:
    return regex.compile(r"[\p{L}\p{M}]+")


@cache
def _in_name() -> regex.Pattern[str]:
    return regex.compile(r"\p{L}[-\u2010\u2011]\Z", regex.REVERSE)  # CoV-2, F-16


@cache
def _clock() -> regex.Pattern[str]:
    return regex.compile(r"([01]?\p{Nd}|2[0-3])\.([0-5]\p{Nd})")


@cache
def _next_word() -> regex.Pattern[str]:
    return regex.compile(r"[\u00a0\u202f -]([\p{L}\p{M}]+)")


@cache
def separators(tag: str) -> tuple[str, str]:
    """Return the decimal mark and the digit-group mark of a locale (CLDR)."""
    from babel import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(tag, sep="-").number_symbols
    except (UnknownLocaleError, ValueError):
        return ".", ","
    latin = symbols.get("latn", symbols)
    return latin.get("decimal", "."), latin.get("group", ",")


def numbers(text: str, pack: Pack, offset: int = 0) -> list[Number]:
    """Return the numbers of a sentence, in order; places are moved by *offset*."""
    found = [*_in_figures(text, pack, offset), *_in_words(text, pack, offset), *_in_roman(text, offset)]
    found.sort(key=lambda n: (n.span.start, -n.span.end))
    out: list[Number] = []
    for n in found:
        if not out or n.span.start >= out[-1].span.end:
            out.append(n)
    return _with_shared_scale(out, text, offset)


def _with_shared_scale(found: list[Number], text: str, offset: int) -> list[Number]:
    """In "from 410 to 475 million" the scale belongs to both numbers: give the first the second reading."""
    out = list(found)
    for i in range(len(found) - 2, -1, -1):
        a, b = out[i], out[i + 1]
        between = text[a.span.end - offset : b.span.start - offset]
        if a.scale == 1 and b.scale > 1 and len(between) <= RANGE_GAP and not any(c in ".,;:" for c in between):
            scaled = {round(k * b.scale, 6) for k in a.keys if isinstance(k, float)}
            out[i] = replace(a, keys=a.keys | scaled, scale=b.scale)
    return out


def _in_figures(text: str, pack: Pack, offset: int) -> Iterator[Number]:
    for m in _figures().finditer(text):
        if m.group("time"):
            yield _time(m, offset)
        else:
            yield from _number(text, m, pack, offset)


def _time(m: regex.Match[str], offset: int) -> Number:
    digits = [int(d) for d in regex.findall(r"\p{Nd}+", m.group())]
    hour, minute = digits[0], digits[1] if len(digits) > 1 else 0
    keys: set[Key] = {f"t{(hour * 60 + minute) % HALF_DAY}"}
    if len(digits) == 1:
        keys.add(float(hour))
    return Number(
        Span(m.start() + offset, m.end() + offset), frozenset(keys), m.group(), strong=True, parts=tuple(map(float, digits))
    )


def _number(text: str, m: regex.Match[str], pack: Pack, offset: int) -> Iterator[Number]:
    raw = m.group()
    end = m.end()
    before = text[m.start() - 1] if m.start() else " "
    tail = _words().match(text, end)
    suffix = tail.group() if tail else ""
    values, parts = _readings(raw, pack)
    scale, scale_end = _scale(text, end, suffix, pack)
    keys: set[Key] = {round(v * scale, 6) for v in values}
    if clock := _clock().fullmatch(raw):  # 15.00 is three o'clock in Italian and German
        keys.add(f"t{(int(clock.group(1)) * 60 + int(clock.group(2))) % HALF_DAY}")
    if suffix == "s" and len(raw) in (2, 4):  # the 1990s, the '90s
        keys |= {v % 100 for v in values} | {1900 + v for v in values if v < 100} | {2000 + v for v in values if v < 100}
    glued = suffix if scale_end == end and not _is_ordinal_ending(suffix) else ""
    strong = not (before.isalpha() or glued or _is_fraction(text, m) or _in_name().search(text, 0, m.start())) and bool(values)
    span = Span(m.start() + offset, scale_end + offset)
    yield Number(span, frozenset(keys or {raw}), text[m.start() : scale_end], strong, parts, scale)


def _is_ordinal_ending(suffix: str) -> bool:
    return suffix.lower() in {"st", "nd", "rd", "th", "s", "e", "er", "re", "ère", "ème", "nde", "d", "de", "º", "ª"}


def _is_fraction(text: str, m: regex.Match[str]) -> bool:
    """Say whether the number stands in a fraction or a date such as 24/7 or 9/11, which words may render."""
    around = text[max(0, m.start() - 1) : m.start()] + text[m.end() : m.end() + 1]
    return "/" in around and len(m.group()) <= 2


def _scale(text: str, end: int, suffix: str, pack: Pack) -> tuple[int, int]:
    """Return the factor of a scale word or letter behind a number, and where it ends."""
    n = pack.numerals
    if suffix in n.suffixes or suffix.lower() in n.scales:
        return n.suffixes.get(suffix) or n.scales[suffix.lower()], end + len(suffix)
    m = _next_word().match(text, end)
    if m and m.group(1).lower() in n.scales:
        return n.scales[m.group(1).lower()], m.end()
    if m and m.group(1) in n.suffixes and len(m.group(1)) > 1:
        return n.suffixes[m.group(1)], m.end()
    return 1, end


def _readings(raw: str, pack: Pack) -> tuple[list[float], tuple[float, ...]]:
    """Return the values that figures allow, and the values of their parts.

    1,200 is 1200 in English and 1.2 in French; translations keep foreign marks, so both readings count in both.
    """
    groups = regex.split(r"[.,'’\u00a0\u202f\u2009 ]", raw)
    marks = regex.findall(r"[.,'’\u00a0\u202f\u2009 ]", raw)
    parts = tuple(float(int(g)) for g in groups) if len(groups) > 1 else ()
    decimal, _ = separators(pack.tag)
    if not marks:
        return [float(int(raw))], ()
    values = []
    thousands = all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3
    if thousands and len(set(marks)) == 1 and (len(marks) > 1 or marks[0] not in ".,"):
        return [float(int("".join(groups)))], parts
    if thousands and len(marks) == 1:
        whole, fraction = float(int("".join(groups))), float(f"{int(groups[0])}.{_ascii(groups[1])}")
        values = [fraction, whole] if marks[0] == decimal else [whole, fraction]
    elif len(marks) == 1 and marks[0] in ".,":
        values = [float(f"{int(groups[0])}.{_ascii(groups[1])}")]
    elif marks[-1] in ".," and marks[-1] not in marks[:-1] and all(len(g) == 3 for g in groups[1:-1]):
        values = [float(f"{int(''.join(groups[:-1]))}.{_ascii(groups[-1])}")]
    return values, parts


def _ascii(digits: str) -> str:
    return "".join(str(int(d)) for d in digits)


def _in_words(text: str, pack: Pack, offset: int) -> Iterator[Number]:
    """Yield the numbers in words: longest runs of number words with hyphens, spaces or a joiner between them."""
    n = pack.numerals
    if not n.units:
        return
    lower = text.lower()
    tokens = [(m.group(), m.start(), m.end()) for m in _words().finditer(lower)]
    i = 0
    while i < len(tokens):
        word = tokens[i][0]
        if word in n.clock:
            yield _word_number(text, tokens, i, i + 1, {f"t{n.clock[word] * 60 % HALF_DAY}"}, offset)
        elif word in n.units or word in n.hundreds or word in n.scales:
            j, value = _read_words(lower, tokens, i, pack)
            yield _word_number(text, tokens, i, j, {value}, offset)
            i = j
            continue
        elif word in n.ordinals:
            yield _word_number(text, tokens, i, i + 1, {float(n.ordinals[word])}, offset)
        elif word in n.collectives:
            yield _word_number(text, tokens, i, i + 1, {float(n.collectives[word])}, offset)
        i += 1


def _word_number(
    text: str, tokens: list[tuple[str, int, int]], i: int, j: int, keys: set[Key] | set[str] | set[float], offset: int
) -> Number:
    start, end = tokens[i][1], tokens[j - 1][2]
    return Number(Span(start + offset, end + offset), frozenset(keys), text[start:end])


def _read_words(lower: str, tokens: list[tuple[str, int, int]], i: int, pack: Pack) -> tuple[int, float]:
    """Read one number in words from token *i*; return the token behind it and its value."""
    n = pack.numerals
    total, current = 0.0, 0.0
    j = i
    while j < len(tokens):
        word = tokens[j][0]
        if j > i and lower[tokens[j - 1][2] : tokens[j][1]].strip(" -\n\u00a0\u202f"):
            break
        before = tokens[j - 1][0] if j > i else ""
        if word in n.joiners and j > i and j + 1 < len(tokens) and _is_number_word(tokens[j + 1][0], pack):
            pass
        elif (before, word) in n.compounds and current % 100 == n.units[before]:
            current += n.compounds[before, word] - n.units[before]
        elif word in n.scales:
            total += max(current, 1.0) * n.scales[word]
            current = 0.0
        elif word in n.hundreds and current < 100:
            current = (current or 1.0) * 100
        elif word in n.units and n.units[word] < _room(current):
            current += n.units[word]
        else:
            break
        j += 1
    return max(j, i + 1), total + current


def _room(current: float) -> float:
    """Return what a number must be less than to be added: after 60 twenty (soixante-dix), after 4 nothing fits."""
    tens = current % 100
    if tens == 0:
        return 100
    return 20 if tens in {60, 80} else 10 if tens % 10 == 0 else 0


def _is_number_word(word: str, pack: Pack) -> bool:
    return word in pack.numerals.units or word in pack.numerals.hundreds or word in pack.numerals.scales


def _in_roman(text: str, offset: int) -> Iterator[Number]:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    for m in _roman().finditer(text):
        raw = m.group()
        if not raw or (len(raw) == 1 and text[m.end() : m.end() + 1] not in "eèr"):
            continue
        value = sum(-values[a] if values[a] < values.get(b, 0) else values[a] for a, b in zip(raw, raw[1:] + " ", strict=True))
        yield Number(Span(m.start() + offset, m.end() + offset), frozenset({float(value)}), raw)
