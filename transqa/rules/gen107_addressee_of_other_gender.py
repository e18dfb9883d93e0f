"""A word of the second person in another gender than the addressee's.

What it finds:
    Adjectives and participles that agree with tu, te, toi or a vous that means one person, and stand in
    the other gender than the person who is spoken to.

Why it matters:
    English says nothing of the gender of "you"; a translation must, and machine translation makes a man
    of everybody.

Example:
    "Are you ready?" he asked his sister. "Es-tu prêt ?" demanda-t-il à sa sœur.

When it is fine:
    The addressee isn't known, or vous means several people: nothing is reported. Inclusive forms
    (prêt·e) serve both genders.

How it decides:
    The addressee is who the clause of saying speaks to (she told him, demanda-t-il à sa sœur), or who is
    called by name or title in the same sentence (Madame, dear sister), in the source or the target. Where
    they contradict each other, it is silent.

References:
    DiaBLa (Bawden et al. 2021); Grevisse, Le bon usage, "L'accord".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.self_words import SECOND
from transqa.annotate.voice_marks import voice_marks
from transqa.model import Severity
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="GEN107",
    name="addressee-of-other-gender",
    summary="the second person in another gender than the addressee's",
    severity=Severity.MAJOR,
    mqm="linguistic-conventions/grammar",
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each word of the second person that contradicts the gender of who is spoken to."""
    for m in voice_marks(ctx, SECOND) if ctx.voices.any_addressee else ():
        message = f"“{m.word}” is {m.form}, but {m.person} is spoken to ({m.reason})"
        yield Hit(m.span, message, m.cause, suggestions=m.suggestions, evidence=m.evidence, edits=m.edits)
