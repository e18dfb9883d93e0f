"""A word of the first person in another gender than the speaker's.

What it finds:
    Adjectives and participles that agree with je, me, moi and stand in the other gender than the person
    who speaks: "je ne peux pas rester silencieux", said by a woman.

Why it matters:
    Machine translation makes speakers men by default: English says nothing of the gender of "I". The
    reader of the translation hears a man where the source quotes a woman.

Example:
    "I can't stay silent," she said. "Je ne peux pas rester silencieux", a-t-elle déclaré.

When it is fine:
    The speaker isn't known, or the source and the target name different people: nothing is reported.
    Participles with avoir don't agree with the subject; a noun for a role (je suis médecin) may stay
    masculine by custom; inclusive forms (prêt·e) serve both genders.

How it decides:
    Inside a quotation the speaker is the subject of the clause of saying, in the source or in the target
    itself (a-t-elle déclaré); outside, the speaker that is declared (speaker=). Which word agrees with je
    is read from the tree, which gender it shows from the inflection lexicon. A bare word (Désolé, ...)
    counts where the source says it of the speaker.

References:
    DiaBLa (Bawden et al. 2021); MT-GenEval (Currey et al. 2022); Grevisse, Le bon usage, "L'accord".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.annotate.self_words import FIRST
from transqa.annotate.voice_marks import voice_marks
from transqa.model import Severity
from transqa.rules.base import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate import Context

RULE = Rule(
    code="GEN106",
    name="speaker-of-other-gender",
    summary="the first person in another gender than the speaker's",
    severity=Severity.MAJOR,
    mqm="linguistic-conventions/grammar",
)


def check(ctx: Context) -> Iterator[Hit]:
    """Yield each word of the first person that contradicts the gender of who speaks."""
    for m in voice_marks(ctx, FIRST) if ctx.voices.any_speaker else ():
        message = f"“{m.word}” is {m.form}, but {m.person} speaks ({m.reason})"
        yield Hit(m.span, message, m.cause, suggestions=m.suggestions, evidence=m.evidence, edits=m.edits)
