"""A word written twice.

What it finds:
    The same word twice in a row: `de de`, `the the`.

Why it matters:
    It is a slip that spelling checkers of most programs pass over, and a trace of careless editing.

Example:
    Une partie de de la ville.

When it is fine:
    Pronouns that meet (nous nous levons), intensive repetition (très très), names (Duran Duran),
    and what the source doubles too.

How it decides:
    Words are equal and parted by spaces or markup alone. The language pack lists those that its
    language doubles; without a list the rule is silent.

References:
    The lists: langs/<tag>/pack.toml, [repetition].
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from transqa.model import Edit, Span
from transqa.rules.base import Hit, Rule
from transqa.segment.protect import MASK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context
    from transqa.segment.words import Word

RULE = Rule(
    code="REP102",
    name="doubled-word",
    summary="a word written twice",
    mqm="linguistic-conventions/grammar",
)
LONGEST_RUN = 3
"""The same word four times and more is a loop: REP103."""


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each pair of equal neighbours that the language does not double."""
    allowed = set(ctx.target.pack.phrases("repetition", "doubled"))
    if not allowed:  # many languages double words to form plurals or intensives; without facts we cannot tell
        return
    for segment in ctx.target.segments:
        words = ctx.target.words(segment.index)
        for i in range(len(words) - 1):
            a, b = words[i], words[i + 1]
            if a.text != b.text and a.text.lower() != b.text.lower():
                continue
            if _run(words, i) > LONGEST_RUN or (i and words[i - 1].text.lower() == a.text.lower()):
                continue
            if _is_doubled(ctx, a, b, allowed) and not _source_doubles(ctx, segment.index):
                safe = a.text.lower() in ctx.target.pack.function_words
                edit = Edit(Span(a.end, b.end), "", safe=safe)
                yield Hit(Span(a.start, b.end), f"'{a.text}' stands twice", cause=None, edits=(edit,))


def _run(words: list[Word], i: int) -> int:
    n = 1
    while i + n < len(words) and words[i + n].text.lower() == words[i].text.lower():
        n += 1
    return n


def _is_doubled(ctx: Context, a: Word, b: Word, allowed: set[str]) -> bool:
    word, pack = a.text.lower(), ctx.target.pack
    between = ctx.target.prose[a.end : b.start]
    if not between.replace(MASK, "").isspace() or not word[0].isalpha() or word in allowed:
        return False
    if (a.start and ctx.target.prose[a.start - 1] in "-'’") or ctx.target.prose[b.end : b.end + 1] in ("-", "'", "’"):
        return False  # part of a longer word: vis-à-vis vis
    if word in pack.function_words:
        return len(word) > 1 or word in {"a", "y", "à", "o", "e", "i"}
    if (a.text[0].isupper() and b.text[0].isupper()) or a.text[0].islower() != b.text[0].islower():
        return False
    return len(word) > 2


def _source_doubles(ctx: Context, index: int) -> bool:
    bead = ctx.bead_of(index)
    if ctx.source is None or bead is None:
        return False
    words = [w.text.lower() for i in bead.source for w in ctx.source.words(i)]
    return any(x == y for x, y in pairwise(words))
