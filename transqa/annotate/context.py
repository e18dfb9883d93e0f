"""What a rule gets to see: both sides with their segments, the alignment, the language facts, and all annotations on demand."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from transqa.model import LineIndex, Span, span_at
from transqa.segment.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from transqa.alignment import Resources
    from transqa.annotate.completeness import Repetition
    from transqa.annotate.concord import Disagreement
    from transqa.annotate.gender.marks import GenderMarks
    from transqa.annotate.gender.twofold import Twofold
    from transqa.annotate.language import LanguageEvidence
    from transqa.annotate.morphology import Morphology
    from transqa.annotate.number_match import Mismatch
    from transqa.annotate.numbers import Number
    from transqa.annotate.people import People
    from transqa.annotate.people.facts import Sex
    from transqa.annotate.quotes import QuoteMark
    from transqa.annotate.spacing import Gap, InnerGap
    from transqa.annotate.speakers import Speech
    from transqa.annotate.voices import Voices
    from transqa.langs import Pack
    from transqa.model import Alignment, Bead, Document, Segment
    from transqa.morphosyntax.pipeline import Pipeline
    from transqa.morphosyntax.tree import Token


class Side:
    """One text of a check, with what is known of it."""

    def __init__(
        self,
        document: Document,
        prose: str,
        segments: tuple[Segment, ...],
        pack: Pack,
        pipeline: Callable[[], Pipeline | None] = lambda: None,
    ) -> None:
        """Hold a segmented document.

        Args:
            document: the text with its structure.
            prose: the text with protected stretches masked.
            segments: its sentences.
            pack: facts about its language.
            pipeline: loads the tagger and parser when a rule first asks for tokens; or returns None where there is none.
        """
        self.document = document
        self.text = document.text
        self.prose = prose
        self.segments = segments
        self.pack = pack
        self._pipeline = pipeline
        self._words: dict[int, list[Word]] = {}
        self._numbers: dict[int, list[Number]] = {}

    @cached_property
    def lines(self) -> LineIndex:
        """Line index of the text."""
        return LineIndex(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.span.start for s in self.segments]

    def segment_at(self, offset: int) -> Segment | None:
        """Return the segment that covers code point *offset*, or the last one before it."""
        at = bisect_right(self._starts, offset) - 1
        return self.segments[at] if at >= 0 else None

    def stretch(self, indexes: Sequence[int]) -> Span:
        """Return the span from the first to the last of some segments."""
        return Span(self.segments[indexes[0]].span.start, self.segments[indexes[-1]].span.end)

    def words(self, index: int) -> list[Word]:
        """Return the words of segment *index*, with places in the text."""
        if index not in self._words:
            span = self.segments[index].span
            self._words[index] = words(span.cut(self.prose), span.start)
        return self._words[index]

    def numbers(self, index: int) -> list[Number]:
        """Return the numbers of segment *index*, in figures and in words."""
        if index not in self._numbers:
            from transqa.annotate.numbers import numbers

            span = self.segments[index].span
            self._numbers[index] = numbers(span.cut(self.prose), self.pack, span.start)
        return self._numbers[index]

    @cached_property
    def morphology(self) -> Morphology:
        """The words of the text with part of speech, features and syntax."""
        from transqa.annotate.morphology import Morphology

        return Morphology(self, self._pipeline)

    def expect(self, indexes: Iterable[int]) -> None:
        """Say which segments `tokens` will be asked for: they are then parsed in batches, which is much quicker."""
        self.morphology.expect(indexes)

    def tokens(self, index: int) -> list[Token]:
        """Return the tree of segment *index*, with places in the text; empty where the language has no parser."""
        return self.morphology.tokens(index)

    @cached_property
    def keys(self) -> list[str]:
        """Each segment as it is compared with others: letters and digits, case folded."""
        from transqa.annotate.completeness import key

        return [key(s.span.cut(self.prose)) for s in self.segments]

    @cached_property
    def key_counts(self) -> Counter[str]:
        """How often each key stands in the text."""
        return Counter(self.keys)

    @cached_property
    def no_break_used(self) -> Counter[str]:
        """The kinds of no-break space beside marks, counted."""
        from transqa.annotate.spacing import no_break_used

        return no_break_used(self.prose)

    @cached_property
    def quotes(self) -> list[QuoteMark]:
        """All quotation marks, paired."""
        from transqa.annotate.quotes import quote_marks

        return quote_marks(self)

    @cached_property
    def speech(self) -> Speech:
        """Whose words the quotations and other stretches of speech are."""
        from transqa.annotate.speakers import Speech

        return Speech(self)

    @cached_property
    def starts(self) -> list[bool]:
        """For each segment, whether it is the first of its block."""
        return [i == 0 or s.block != self.segments[i - 1].block for i, s in enumerate(self.segments)]


class PeopleOfSides(NamedTuple):
    """The persons of the source and of the target; None where a side is missing."""

    source: People | None
    target: People | None


class Context:
    """Everything a rule may ask for in one check."""

    def __init__(
        self,
        target: Side,
        source: Side | None,
        alignment: Alignment | None,
        source_pack: Pack,
        *,
        profile: str = "default",
        preceding: Side | None = None,
        speaker: str | None = None,
        declared: Mapping[str, Sex] | None = None,
        resources: Resources | None = None,
    ) -> None:
        """Hold both sides.

        Args:
            target: the translation.
            source: its source, or None: then only what shows in the target can be found.
            alignment: of the segments of both; None without a source.
            source_pack: facts about the source language, known even without a source text.
            profile: "default" or "strict".
            preceding: source text that stands before.
            speaker: gender of the first person, "female" or "male".
            declared: gender of persons by their names.
            resources: the lexicons that the alignment leans on; None: those that come with transqa.
        """
        self.source_pack = source_pack
        self.target = target
        self.source = source
        self.alignment = alignment
        self.profile = profile
        self.preceding_side = preceding
        self.preceding = None if preceding is None else preceding.text
        self.speaker = speaker
        self.declared = declared or {}
        self._resources = resources

    @cached_property
    def _bead_of_target(self) -> dict[int, Bead]:
        return {j: b for b in self.alignment or () for j in b.target}

    def bead_of(self, target_index: int) -> Bead | None:
        """Return the bead in which a target segment stands; None without a source."""
        return self._bead_of_target.get(target_index)

    def source_text(self, target_index: int) -> str:
        """Return the source text that a target segment translates; empty where there is none."""
        span = self.source_span(target_index)
        return span.cut(self.source.text) if span is not None and self.source is not None else ""

    def source_span(self, target_index: int) -> Span | None:
        """Return the span of the source text that a target segment translates."""
        bead = self.bead_of(target_index)
        if bead is None or self.source is None or not bead.source:
            return None
        return self.source.stretch(bead.source)

    @cached_property
    def gaps(self) -> list[Gap]:
        """The spaces, or their absence, before each punctuation mark of the target that has a rule.

        Words kept from the source (titles of linked pages) keep its spacing.
        """
        from transqa.annotate.spacing import gaps

        found = gaps(self.target, self.profile)
        return [g for g in found if not self.is_kept(g.span.start)] if found and self.kept else found

    @cached_property
    def inner_gaps(self) -> list[InnerGap]:
        """The spaces, or their absence, inside each primary quotation mark of the target."""
        from transqa.annotate.spacing import inner_gaps

        found = inner_gaps(self.target)
        return [g for g in found if not self.is_kept(g.span.start)] if found and self.kept else found

    @cached_property
    def outer_pairs(self) -> list[QuoteMark]:
        """The opening mark of each pair of quotation marks of the target that stands inside no other."""
        from transqa.annotate.quotes import outer_pairs

        return [m for m in outer_pairs(self.target) if not self.is_kept(m.span.start)]

    @cached_property
    def language(self) -> LanguageEvidence:
        """What words say about the language of a stretch of target text."""
        from transqa.annotate.language import LanguageEvidence

        return LanguageEvidence.between(own=self.target.pack, foreign=self.source_pack)

    @cached_property
    def untranslated(self) -> dict[int, str]:
        """Target segments left in the source language, each with the reason."""
        from transqa.annotate.completeness import untranslated

        return untranslated(self)

    @cached_property
    def kept(self) -> list[Span]:
        """Stretches of the target that keep the source's words: untranslated segments, and links that the source has too."""
        segments = [self.target.segments[i].span for i in sorted(self.untranslated)]
        links: list[Span] = []
        if self.source is not None:
            theirs = {link.cut(self.source.text) for link in self.source.document.links}
            links = [link for link in self.target.document.links if link.cut(self.target.text) in theirs]
        return sorted([*segments, *(link for link in links if span_at(segments, link.start) is None)])

    def is_kept(self, offset: int) -> bool:
        """Say whether code point *offset* of the target stands in words kept from the source, with its typography."""
        return span_at(self.kept, offset) is not None

    @cached_property
    def repeated(self) -> list[Repetition]:
        """Lines of the target that stand more often than in the source."""
        from transqa.annotate.completeness import repetitions

        return repetitions(self)

    @cached_property
    def disagreements(self) -> list[Disagreement]:
        """Words of the target that disagree with the word that governs them, in the order of the text."""
        from transqa.annotate.concord.find import confirmed, disagreements

        found = disagreements(self.target)
        seen = {d.span for d in found}
        found += [d for d in confirmed(self.target, self.genders.confirmed) if d.span not in seen]
        return sorted((d for d in found if not self.is_kept(d.span.start)), key=lambda d: d.span)

    def disagreements_of(self, rule: str) -> list[Disagreement]:
        """Return the disagreements that one rule reports.

        Where a rule on the gender of a person marks the word or its controller, that is the cause: once the person is right,
        so is the agreement, or what is left shows then.
        """
        found = [d for d in self.disagreements if d.rule == rule]
        marked = self.gender_marks if found else frozenset()
        return [d for d in found if d.span not in marked and d.controller_span not in marked]

    @cached_property
    def number_mismatches(self) -> list[Mismatch]:
        """Numbers of the source without partner in the target."""
        from transqa.annotate.number_match import mismatches

        return mismatches(self)

    @cached_property
    def resources(self) -> Resources:
        """The lexicons for the pair of languages."""
        from transqa.alignment import resources_for

        return self._resources or resources_for(self.source_pack.tag, self.target.document.lang)

    @cached_property
    def voices(self) -> Voices:
        """Who the first and the second person are, place by place."""
        from transqa.annotate.voices import Voices

        return Voices(self)

    @cached_property
    def people(self) -> PeopleOfSides:
        """The persons that each side speaks of."""
        from transqa.annotate.people import People

        ours = None if self.source is None else People(self.source, self.preceding_side, self.declared)
        return PeopleOfSides(ours, None)

    @cached_property
    def genders(self) -> GenderMarks:
        """Words of the target whose gender contradicts their person."""
        from transqa.annotate.gender.marks import GenderMarks

        return GenderMarks(self)

    @cached_property
    def twofold(self) -> list[Twofold]:
        """Persons of two genders in the target."""
        from transqa.annotate.gender.twofold import twofold

        return list(twofold(self))

    @cached_property
    def gender_marks(self) -> frozenset[Span]:
        """Words of the target that a rule on the gender of a person marks."""
        return frozenset(mark.span for mark in self.genders.found)
