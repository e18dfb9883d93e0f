"""Words of the first and second person whose gender contradicts who speaks, or who is spoken to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transqa.annotate.gender.words import GRAMMATICAL
from transqa.annotate.inflect import regender
from transqa.annotate.self_facts import FIRST, qualifies
from transqa.annotate.self_words import SelfWord, SelfWords
from transqa.model import Edit
from transqa.morphosyntax.tree import features

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transqa.annotate.context import Context
    from transqa.annotate.gender.words import WordGenders
    from transqa.annotate.voices import Voice
    from transqa.model import Evidence, Span

FORM = {"Masc": "masculine", "Fem": "feminine"}
PERSON = {"female": "a woman", "male": "a man"}


@dataclass(frozen=True, slots=True)
class VoiceMark:
    """A word that contradicts its person.

    Attributes:
        span: its place in the target.
        word: the word.
        form: its gender, "masculine" or "feminine".
        person: who is meant, "a woman" or "a man".
        reason: the words that say so, or "as declared".
        evidence: their places, on either side.
        edits: what puts the word into the gender of its person, with its determiner; empty where the form is not unique.
    """

    span: Span
    word: str
    form: str
    person: str
    reason: str
    evidence: tuple[Evidence, ...]
    edits: tuple[Edit, ...]

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What could stand in place of the word."""
        return tuple(e.text for e in self.edits if e.span == self.span)

    @property
    def cause(self) -> str:
        """The same word for a person of the same gender is one cause."""
        return f"{self.person} {self.word.lower()}"


def voice_marks(ctx: Context, person: str) -> Iterator[VoiceMark]:
    """Yield the words of the first or second *person* that contradict the gender of who is meant."""
    words = SelfWords(ctx, person)
    known = ctx.voices.speaker if person == FIRST else ctx.voices.addressee
    found = words.found()
    ctx.voices.expect(found)
    for word in found:
        voice = known(word.segment, word.person)
        if voice is not None and words.genders is not None and GRAMMATICAL[voice.gender] != word.gender:
            yield _mark(ctx, words.genders, word, voice)


def _mark(ctx: Context, genders: WordGenders, word: SelfWord, voice: Voice) -> VoiceMark:
    said = next((e for e in voice.evidence if e.span != word.person or e.side != "target"), None)
    texts = {"target": ctx.target.text, "source": ctx.source.text if ctx.source else "", "context": ctx.preceding or ""}
    reason = f"“{said.span.cut(texts[said.side])}”" if said is not None else "as declared"
    form = word.span.cut(ctx.target.text)
    edits = _edits(ctx, genders, word, GRAMMATICAL[voice.gender])
    return VoiceMark(word.span, form, FORM[word.gender], PERSON[voice.gender], reason, voice.evidence, edits)


def _edits(ctx: Context, genders: WordGenders, word: SelfWord, gender: str) -> tuple[Edit, ...]:
    """Return what puts a word into a gender; empty where the form is not unique."""
    tokens = ctx.target.tokens(word.segment)
    token = tokens[word.token]
    if token.upos == "NOUN" and genders.inflections.partners(token.text):
        return tuple(regender(tokens, word.token, gender, ctx.target.pack, genders.inflections) or ())
    found: dict[str, str] = {}
    for a in genders.inflections.analyses(token.text):
        if qualifies(a):  # silencieux is of both numbers by itself, but speaks of one person here
            read = {**features(a.feats), "Gender": word.gender, "Number": "Sing"}
            label = "|".join(f"{name}={value}" for name, value in sorted(read.items()))
            forms = genders.inflections.inflect(token.text, a._replace(feats=label), Gender=gender)
            found |= dict.fromkeys(forms, a.lemma)
    dictionary = {form for form, lemma in found.items() if form.lower() == lemma}  # nouveau, not nouvel
    best = found.keys() if len(found) == 1 else dictionary
    return tuple(Edit(word.span, form, safe=False) for form in best) if len(best) == 1 else ()
