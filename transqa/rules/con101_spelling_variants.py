"""One term in two spellings.

What it finds:
    A word that stands with and without hyphen in one document (plateforme, plate-forme), or in two
    spellings that the language allows (événement, évènement).

Why it matters:
    House style asks for one; searches find half.

Example:
    Les plateformes le permettent ; les plates-formes le nient.

When it is fine:
    Quotations that keep the spelling of their author.

How it decides:
    Spellings are equal once hyphens, plural endings of their parts and the variants of the language
    pack are set aside. All places of a term are one finding; the more frequent spelling is
    suggested.

References:
    Conseil supérieur de la langue française, Les rectifications de l'orthographe (1990).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from transqa.model import Edit
from transqa.rules.base import Hit, Rule
from transqa.segment.words import Word, compounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="CON101",
    name="spelling-variants",
    summary="one term in two spellings",
    mqm="style/inconsistent-style",
)
SHORTEST = 5
"""Letters; shorter words meet by chance (a-t-il)."""
HYPHENS = "\u2010\u2011-"


def check(ctx: Context) -> Iterator[Hit]:
    """Yield all places of each term that stands in more than one spelling."""
    folds = ctx.target.pack.pairs("variants", "folds")
    unfolded = ctx.target.pack.phrases("variants", "unfolded")
    prose = ctx.target.prose
    if not _may_vary(prose, folds):
        return
    groups: defaultdict[str, list[Word]] = defaultdict(list)
    for word in compounds(prose):
        if len(word.text) >= SHORTEST and not any(re.search(rf"{e}$", word.text.lower()) for e in unfolded):
            groups[_term(word.text, folds)].append(word)
    for group in (g for g in groups.values() if len(g) > 1):
        spellings = Counter(_spelling(w.text) for w in group)
        if len(spellings) > 1:
            yield from _hits(group, spellings)


@cache
def _hyphenated() -> re.Pattern[str]:
    return re.compile(rf"[^\W\d_]+(?:[{HYPHENS}][^\W\d_]+)+")


def _may_vary(prose: str, folds: tuple[tuple[str, str], ...]) -> bool:
    """Say whether a word with hyphen or accent stands in another spelling too: a quick look before the thorough one."""
    lower = prose.lower()
    if any(c in lower for c in HYPHENS) and any("".join(_parts(w)) in lower for w in set(_hyphenated().findall(lower))):
        return True
    return any(word.replace(b, a) in lower for a, b in folds if b in lower for word in _around(b).findall(lower))


@cache
def _around(letter: str) -> re.Pattern[str]:
    """The letter with two before it and one behind: enough of a word to look for its other spelling."""
    return re.compile(rf"\w\w{letter}\w")


def _hits(words: list[Word], spellings: Counter[str]) -> Iterator[Hit]:
    common = spellings.most_common(1)[0][0]
    examples = sorted({_spelling(w.text): w.text for w in words}.values(), key=str.lower)
    message = "one term in two spellings: " + ", ".join(f"{e} ({spellings[_spelling(e)]})" for e in examples)
    for word in words:
        edits: tuple[Edit, ...] = ()
        if _spelling(word.text) != common:
            model = next((w.text for w in words if _spelling(w.text) == common and _ending(w.text) == _ending(word.text)), None)
            if model is not None:
                edits = (Edit(word.span, _cased(model, word.text), safe=False),)
        yield Hit(word.span, message, cause=words[0].text, edits=edits)


def _parts(word: str) -> list[str]:
    for hyphen in HYPHENS[:-1]:
        word = word.replace(hyphen, "-")
    return [_singular(p) for p in word.lower().split("-")]


def _singular(part: str) -> str:
    return part[:-1] if len(part) > 3 and part[-1] in "sx" else part


def _spelling(word: str) -> str:
    """Return a spelling with number and case set aside: hyphens and accents count."""
    return "-".join(_parts(word))


def _ending(word: str) -> bool:
    return word[-1] in "sx"


def _term(word: str, folds: tuple[tuple[str, str], ...]) -> str:
    """Return what all spellings of a term share."""
    term = "".join(_parts(word))
    for a, b in folds:
        term = term[:-1].replace(b, a) + term[-1:]
    return term


def _cased(model: str, like: str) -> str:
    return model[0].upper() + model[1:] if like[0].isupper() else model[0].lower() + model[1:]
