"""Looks for disagreements sentence by sentence, and says what each word should be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from transqa.annotate.concord.adverbial import adverbial_clashes
from transqa.annotate.concord.clash import Clash
from transqa.annotate.concord.compound import compound_clashes
from transqa.annotate.concord.count import count_clashes
from transqa.annotate.concord.facts import facts
from transqa.annotate.concord.form import form_clashes
from transqa.annotate.concord.mend import feature, mended, message
from transqa.annotate.concord.participle import object_clashes
from transqa.annotate.concord.phrase import phrase_clashes
from transqa.annotate.concord.predicate import predicate_clashes
from transqa.annotate.concord.presentative import presentative_clashes
from transqa.annotate.concord.readings import GENDERS, NUMBERS, Readings
from transqa.annotate.concord.sentence import Sentence
from transqa.annotate.concord.verb import verb_clashes
from transqa.model import Evidence
from transqa.morphosyntax.inflection import load_inflections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transqa.annotate.context import Side
    from transqa.annotate.gender.qualifiers import Confirmed
    from transqa.langs import Pack
    from transqa.model import Edit, Span
    from transqa.morphosyntax.tree import Token


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A word that disagrees with its controller, or a verb in a form that cannot stand where it does.

    Attributes:
        segment: index of the segment of the target.
        word: place of the wrong word among the tokens of the segment.
        controller: place of the word that it should agree with; of the auxiliary or preposition before a wrong form.
        span: of the wrong word.
        controller_span: of its controller.
        feature: what disagrees: "Gender", "Number", "Person", "VerbForm".
        rule: code of the rule that reports it.
        message: for people.
        suggestions: what it should be, best first.
        edits: its correction, where there is one only.
        evidence: the controller, with what it says.
    """

    segment: int
    word: int
    controller: int
    span: Span
    controller_span: Span
    feature: str
    rule: str
    message: str
    suggestions: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def disagreements(side: Side) -> list[Disagreement]:
    """Return the disagreements of a text, in its order. None where the language has no parser, lexicon or table of agreement."""
    if not facts(side.pack) or _readings(side.pack.tag) is None:
        return []
    wanted = [s.index for s in side.segments if s.text and not s.text.isspace()]
    side.expect(wanted)
    return [found for i in wanted for found in _of_segment(side, i)]


def _of_segment(side: Side, index: int) -> Iterator[Disagreement]:
    tokens = side.tokens(index)
    readings = _readings(side.pack.tag)
    if readings is None:
        return
    for clash in clashes(tokens, side.pack):
        yield _reported(side, index, clash, readings)


def _reported(side: Side, index: int, clash: Clash, readings: Readings) -> Disagreement:
    tokens = side.tokens(index)
    word, controller = tokens[clash.word], tokens[clash.controller]
    suggestions, edits = mended(tokens, clash, side.pack, readings)
    say = message(tokens, clash, readings)
    return Disagreement(
        segment=index,
        word=clash.word,
        controller=clash.controller,
        span=word.span,
        controller_span=controller.span,
        feature=feature(tokens, clash, readings),
        rule=clash.rule,
        message=say.text,
        suggestions=suggestions,
        edits=edits,
        evidence=(Evidence("target", controller.span, say.reason),),
    )


def confirmed(side: Side, found: Iterable[Confirmed]) -> list[Disagreement]:
    """Return as disagreements the words that contradict one whose gender the source confirms."""
    readings = _readings(side.pack.tag)
    if readings is None:
        return []
    out = []
    for word in found:
        tokens = side.tokens(word.segment)
        rule = _rule_of(tokens, word.token, side.pack, readings)
        if rule is not None:
            wanted = GENDERS[word.gender] & NUMBERS[tokens[word.token].feat("Number") or "Sing"]
            out.append(_reported(side, word.segment, Clash(word.token, word.controller, rule, wanted), readings))
    return out


def _rule_of(tokens: Sequence[Token], k: int, pack: Pack, readings: Readings) -> str | None:
    """Return the rule that reports a confirmed word; None where it may agree with something else.

    A past participle with the auxiliary of subjects is AGR103's; what describes a noun behind it AGR101's; all else AGR102's.
    """
    word = readings.word(tokens[k].text)
    helpers = [t for t in tokens if t.head == k and t.relation in {"aux", "cop"}]
    if any(t.lemma in facts(pack).object_auxiliaries and t.relation == "aux" for t in helpers[-1:]):
        return None  # with this auxiliary it does not agree with its subject
    if word.participle and k + 1 < len(tokens) and tokens[k + 1].upos == "VERB" and tokens[k + 1].feat("VerbForm") == "Inf":
        return None  # elle s'est vu décerner
    if helpers and word.participle and not word.adjective:
        return "AGR103"
    return "AGR101" if tokens[k].relation == "acl" else "AGR102"


def clashes(tokens: Sequence[Token], pack: Pack) -> list[Clash]:
    """Return the disagreements of a sentence in its order, one a word; of a verb and its predicate only the verb."""
    readings = _readings(pack.tag)
    if not tokens or readings is None:
        return []
    sentence = Sentence(tokens, pack, facts(pack), readings)
    found: dict[int, Clash] = {}
    for look in (
        form_clashes,
        verb_clashes,
        phrase_clashes,
        count_clashes,
        compound_clashes,
        presentative_clashes,
        predicate_clashes,
        object_clashes,
        adverbial_clashes,
    ):
        for clash in look(sentence):
            found.setdefault(clash.word, clash)
    verbs = {c.controller for c in found.values() if c.rule == "AGR105"}
    return [c for k, c in sorted(found.items()) if c.rule == "AGR105" or c.controller not in verbs]


@cache
def _readings(tag: str) -> Readings | None:
    inflections = load_inflections(tag)
    return None if inflections is None else Readings(inflections)
