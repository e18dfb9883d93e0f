"""Two styles of quotation marks in one document.

What it finds:
    Outer quotation marks in a style that the rest of the document does not use.

Why it matters:
    House style asks for one pair of marks; a second one tells of pieces translated apart or pasted
    in.

Example:
    Il parle de «[nbsp]crise[nbsp]», elle de "renouveau".

When it is fine:
    Second-rank marks inside a quotation; code; inches.

How it decides:
    Marks are paired over the whole document. The odd style is the one that the locale does not
    have, or the rarer of two.

References:
    CLDR, delimiters.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from transqa.annotate.quotes import respelt
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="QUO105",
    name="mixed-quotation-marks",
    summary="two styles of quotation marks in one document",
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield the marks of each outer pair that is not in the document's main style."""
    accepted = ctx.target.pack.quotes.accepted
    pairs = ctx.outer_pairs
    used = Counter(p.style for p in pairs)
    if not accepted or len(used) < 2 or not any(style in accepted for style in used):
        return
    main = max(used, key=lambda style: (style in accepted, used[style]))
    for opening in pairs:
        if opening.style == main:
            continue
        for mark, edit in respelt(ctx.target, opening, main):
            message = f"{''.join(opening.style)} beside {''.join(main)}: two styles of quotation marks in one document"
            yield Hit(mark, message, edits=(edit,))
