"""What the rules on the gender of a person have in common: a mark becomes a hit, with its reason and its mended form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.rules.base import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context
    from transqa.annotate.gender.marks import Shown
    from transqa.model import Evidence

PERSON = {"female": "a woman", "male": "a man"}
GENDER = {"female": "feminine", "male": "masculine"}


def hits(ctx: Context, code: str) -> Iterator[Hit]:
    """Yield the marks of one rule: those about one person are one cause."""
    for mark in ctx.genders.found:
        if mark.kind == code:
            yield _hit(ctx, mark)


def _hit(ctx: Context, mark: Shown) -> Hit:
    person = mark.referent.person
    assert person is not None
    word = mark.span.cut(ctx.target.text)
    reasons = tuple(person.evidence)
    said = ", ".join(dict.fromkeys(f"“{_words(ctx, e)}”" for e in reasons[:2]))
    message = f"“{word}” is {GENDER[mark.gender]}, but it speaks of {PERSON[str(person.gender)]}" + (f" ({said})" if said else "")
    assert person.gender is not None
    return Hit(
        mark.span,
        message,
        cause=f"person {person.id} {word.lower()}",
        source_span=ctx.genders.source_span(mark),
        suggestions=ctx.genders.suggestions(mark.segment, mark.token, person.gender),
        evidence=reasons,
        edits=ctx.genders.edits(mark.segment, mark.token, person.gender),
    )


def _words(ctx: Context, evidence: Evidence) -> str:
    texts = {"target": ctx.target.text, "source": ctx.source.text if ctx.source else "", "context": ctx.preceding or ""}
    return evidence.span.cut(texts[evidence.side])
