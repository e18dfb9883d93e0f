"""Whose words a stretch of speech is, and to whom they are said: quotations, dialogue, turns of interviews, quoted blocks.

*'I'm tired,' she said*; *Elle a déclaré : « … »*; *« … », a-t-elle ajouté*; *selon elle, « … »*; *Marie Curie : …*. A clause
of saying is looked for beside the marks, at the level of the text around them; its subject is the speaker, its indirect object
the addressee. Stretches that nothing else attributes go on from the one before, in the same paragraph, if nothing stands
between them. Where two readings are left, nobody is named.

Only the sentences at the edges of a stretch are parsed, and only when somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from transqa.annotate.clauses import Clause, Clauses, governs
from transqa.annotate.turns import NOBODY, Kind, Levels, Stretch, stretches
from transqa.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transqa.annotate.context import Side
    from transqa.model import Segment

BEFORE_CLAUSE = 2
"""Words between a quotation and its clause of saying at most: adverbs (*“…” later she said*)."""
COPY_WORDS = 5
"""A quotation whose first words stand in another one is the same: headlines and bullets repeat what the text quotes."""
COPIES = 4
"""Places looked at for the same words."""
CLOSING = " \t\u00a0\u202f\u2009«»“”„‘’\"'"


@dataclass(frozen=True, slots=True)
class Participant:
    """The words that name who speaks, or who is spoken to.

    Attributes:
        segment: index of the segment that they stand in.
        token: their head, its place in the segment's tree.
        span: its place in the text.
    """

    segment: int
    token: int
    span: Span


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that somebody says.

    Attributes:
        spans: the words, without marks and without the clause of saying, in document order.
        kind: how the text marks them.
        speaker: the words that name who says them; None where nothing does, or where it is doubtful.
        addressee: the words that name to whom.
    """

    spans: tuple[Span, ...]
    kind: Kind
    speaker: Participant | None = None
    addressee: Participant | None = None


class Speech:
    """What is said in a text, and by whom."""

    def __init__(self, side: Side) -> None:
        """Find the marks; nothing is parsed yet."""
        self.side = side
        self.stretches = stretches(side)
        self.levels = Levels(self.stretches)
        self._clauses = Clauses(side, self.levels.owner)
        self._done: dict[int, Utterance] = {}

    def __len__(self) -> int:
        """Count the stretches of speech."""
        return len(self.stretches)

    @cached_property
    def utterances(self) -> list[Utterance]:
        """All utterances in order; the parts of one that its clause of saying interrupts are one."""
        out: list[Utterance] = []
        self.expect(stretch.whole.start for stretch in self.stretches)
        for k in range(len(self.stretches)):
            found = self._resolved(k)
            before = self._befores[k]
            if before is not None and out and self._interrupted(before, k) and out[-1].speaker == found.speaker:
                found = Utterance((*out.pop().spans, *found.spans), found.kind, found.speaker, found.addressee)
            out.append(found)
        return out

    def at(self, offset: int) -> Utterance | None:
        """Return the innermost utterance at a place; its *spans* leave out a place whose words are in doubt."""
        at = self.levels.owner(offset)
        return None if at == NOBODY else self._resolved(at)

    def number(self, k: int) -> Utterance:
        """Return what is said in one of the `stretches`."""
        return self._resolved(k)

    def unmarked(self, segment: int) -> Participant | None:
        """Return who says a sentence without marks, by a clause of saying behind a comma: *Je suis prête, dit-elle*."""
        clauses = (c for c in self._clauses.of(segment) if c.inserted and c.speaker is not None)
        return next((self._participant(segment, c.speaker) for c in clauses if self.levels.owner(c.place) == NOBODY), None)

    def _resolved(self, k: int) -> Utterance:
        if k not in self._done:
            self._done[k] = self._resolve(k)
        return self._done[k]

    def expect(self, places: Iterable[int]) -> None:
        """Say at which places `at` will be asked for: the sentences at the edges of the stretches there are parsed together."""
        numbers = {self.levels.owner(place) for place in places} - {NOBODY}
        ends = {end for k in numbers for end in (self.stretches[k].whole.start, self.stretches[k].whole.end)}
        edges = {segment.index for end in ends for segment in (self.side.segment_at(end),) if segment is not None}
        last = len(self.side.segments) - 1
        self.side.expect(edges | {min(k + 1, last) for k in edges})

    def _resolve(self, k: int) -> Utterance:
        stretch = self.stretches[k]
        if stretch.label is not None:
            return Utterance(stretch.spans, stretch.kind, self._labelled(stretch.label), self._other_side(stretch))
        if stretch.kind is Kind.DIALOGUE:
            return self._dialogue(k)
        found = self._announced(k) if stretch.kind is Kind.BLOCK else self._attribution(k)
        if found is None:
            return self._interposed(k) or Utterance(stretch.spans, stretch.kind, *self._carried(k))
        return Utterance(stretch.spans, stretch.kind, *self._participants(found))

    def _participants(self, clause: Clause) -> tuple[Participant | None, Participant | None]:
        return self._participant(clause.segment, clause.speaker), self._participant(clause.segment, clause.addressee)

    def _participant(self, segment: int, token: int | None) -> Participant | None:
        return None if token is None else Participant(segment, token, self.side.tokens(segment)[token].span)

    def _labelled(self, label: Span) -> Participant | None:
        """Return the head of the words before the colon of a turn."""
        segment = self.side.segment_at(label.start)
        tokens = [] if segment is None else self.side.tokens(segment.index)
        inside = [k for k, t in enumerate(tokens) if label.start <= t.start < label.end]
        head = next((k for k in inside if tokens[k].head not in inside), None)
        return None if segment is None else self._participant(segment.index, head)

    @cached_property
    def _sides(self) -> dict[str, Span]:
        """The labels of the turns, each at its first place."""
        out: dict[str, Span] = {}
        for stretch in self.stretches:
            if stretch.label is not None:
                out.setdefault(stretch.label.cut(self.side.prose).lower(), stretch.label)
        return out

    def _other_side(self, stretch: Stretch) -> Participant | None:
        """Return the other of the two who take turns."""
        mine = "" if stretch.label is None else stretch.label.cut(self.side.prose).lower()
        others = [label for name, label in self._sides.items() if name != mine]
        return self._labelled(others[0]) if len(others) == 1 else None

    def _attribution(self, k: int) -> Clause | None:
        """Return the clause that says whose a quotation is."""
        whole = self.stretches[k].whole
        before = self._before(k, whole.start)
        colon = self._behind_colon(whole.start)
        if before is not None and colon:
            return before
        return self._after(k, whole.end) or self._source(k) or before or self._announced(k)

    def _behind_colon(self, start: int) -> bool:
        at = start - 1
        while at > 0 and self.side.prose[at] in CLOSING:
            at -= 1
        return self.side.prose[at] == ":"

    def _after(self, k: int, end: int) -> Clause | None:
        """Return the clause of saying that follows a quotation directly."""
        parent = self.levels.parents[k]
        for segment in self._following(end):
            words = [t for t in self.side.tokens(segment.index) if t.start >= end and any(map(str.isalnum, t.text))]
            if not words:
                continue
            if segment.span.start >= end and words[0].text[:1].isupper() and not self._is_clause_alone(segment):
                return None
            for clause in self._clauses.of(segment.index):
                if clause.start < end or self.levels.owner(clause.place) != parent:
                    continue
                ahead = [t for t in words if t.start < clause.start]
                if len(ahead) <= BEFORE_CLAUSE and all(t.upos in {"ADV", "CCONJ"} for t in ahead):
                    return clause
            return None
        return None

    def _following(self, end: int) -> Iterator[Segment]:
        """Yield the segment that a quotation ends in, and the next one of its paragraph."""
        segment = self.side.segment_at(end)
        if segment is None:
            return
        yield segment
        after = self.side.segments[segment.index + 1] if segment.index + 1 < len(self.side.segments) else None
        if after is not None and after.block == segment.block:
            yield after

    def _is_clause_alone(self, segment: Segment) -> bool:
        """Say whether a sentence is nothing but *Marie asked*."""
        clauses = self._clauses.of(segment.index)
        last = [t for t in self.side.tokens(segment.index) if any(map(str.isalnum, t.text))][-1:]
        return len(clauses) == 1 and bool(last) and last[0].start == clauses[0].place

    def _before(self, k: int, start: int) -> Clause | None:
        """Return the last clause of saying before a quotation in its sentence, if it governs the quotation or announces it."""
        segment = self.side.segment_at(start)
        if segment is None or not self.side.prose[segment.span.start : start].strip(CLOSING):
            return None
        clauses = [
            c for c in self._clauses.of(segment.index) if c.place < start and self.levels.owner(c.place) == self.levels.parents[k]
        ]
        tokens = self.side.tokens(segment.index)
        clauses = [c for c in clauses if tokens[c.verb].lemma not in self._trailing and not c.quotes]
        if self._behind_colon(start):
            return clauses[-1] if clauses else None
        direct = (c for c in reversed(clauses) if tokens[c.verb].lemma not in self._writing)
        return next((c for c in direct if governs(tokens, c, start)), None)

    @cached_property
    def _trailing(self) -> frozenset[str]:
        return frozenset(self.side.pack.phrases("speech", "trailing"))

    @cached_property
    def _writing(self) -> frozenset[str]:
        return frozenset(self.side.pack.phrases("speech", "writing"))

    def _source(self, k: int) -> Clause | None:
        """Return *according to her* in a sentence that a quotation begins or ends in."""
        whole = self.stretches[k].whole
        for offset in (whole.start, whole.end):
            segment = self.side.segment_at(offset)
            found = () if segment is None else self._clauses.sources(segment.index)
            mine = [c for c in found if self.levels.owner(c.place) == self.levels.parents[k]]
            if mine:
                return mine[0] if len(mine) == 1 else None
        return None

    def _announced(self, k: int) -> Clause | None:
        """Return the clause of saying that ends the paragraph before with a colon."""
        segment = self.side.segment_at(self.stretches[k].whole.start)
        if segment is None or not segment.index or not self.side.starts[segment.index]:
            return None
        if self.side.prose[segment.span.start : self.stretches[k].whole.start].strip(CLOSING):
            return None
        before = self.side.segments[segment.index - 1]
        clauses = self._clauses.of(before.index) if before.text.rstrip().endswith(":") else []
        return clauses[-1] if clauses and not clauses[-1].quotes else None

    @cached_property
    def _befores(self) -> list[int | None]:
        """For each stretch, the quotation before it at the same level, if both are quotations."""
        last: dict[int, int] = {}
        out: list[int | None] = []
        for k, (stretch, parent) in enumerate(zip(self.stretches, self.levels.parents, strict=True)):
            before = last.get(parent)
            quoted = stretch.kind is Kind.QUOTATION and before is not None and self.stretches[before].kind is Kind.QUOTATION
            out.append(before if quoted else None)
            last[parent] = k
        return out

    def _carried(self, k: int) -> tuple[Participant | None, Participant | None]:
        """Return who goes on speaking: that of the quotation directly before, or of the same words elsewhere."""
        before = self._befores[k]
        if before is not None and self._goes_on(before, k) and not self._asks(before):
            said = self._resolved(before)
            return said.speaker, said.addressee
        return self._told(k) or self._copied(k)

    def _told(self, k: int) -> tuple[Participant | None, Participant | None] | None:
        """Return who tells what fills whole paragraphs, by the next one: *« … » Ada Bell laughs when she tells this story.*."""
        whole = self.stretches[k].whole
        first, last = self.side.segment_at(whole.start), self.side.segment_at(whole.end)
        behind = None if last is None else last.index + 1
        if first is None or behind is None or behind >= len(self.side.segments) or not self.side.starts[behind]:
            return None
        alone = self.side.starts[first.index] and not self.side.prose[first.span.start : whole.start].strip(CLOSING)
        segment = self.side.segments[behind]
        rest = self.side.prose[whole.end : last.span.end].strip(CLOSING) if last is not None else ""
        if (
            not alone
            or rest
            or any(segment.span.start <= s.whole.start < segment.span.end for s in self.stretches[k + 1 : k + 2])
        ):
            return None
        clauses = [c for c in self._clauses.of(behind) if c.speaker is not None]
        return self._participants(clauses[0]) if clauses else None

    def _asks(self, k: int) -> bool:
        """Say whether a quotation ends with a question: what follows may be the answer."""
        return self.stretches[k].spans[-1].cut(self.side.prose).rstrip(CLOSING).endswith("?")

    def _goes_on(self, before: int, k: int) -> bool:
        """Say whether nothing but the clause of saying of one quotation stands between it and the next, in one paragraph."""
        end, start = self.stretches[before].whole.end, self.stretches[k].whole.start
        first, last = self.side.segment_at(end), self.side.segment_at(start)
        if first is None or last is None or first.block != last.block:
            return False
        if first.index == last.index or not self.side.prose[end:start].strip(CLOSING):
            return True
        clause = self._after(before, end)
        spoken = self.side.segments[clause.segment].span.end if clause is not None else first.span.end
        return not self.side.prose[spoken:start].strip(CLOSING)

    def _interrupted(self, before: int, k: int) -> bool:
        """Say whether two quotations are one sentence that a clause of saying interrupts."""
        end, start = self.stretches[before].whole.end, self.stretches[k].whole.start
        between = self.side.prose[end:start].strip(CLOSING)
        clause = self._after(before, end) if between else None
        return clause is not None and clause.place < start and between[-1:] in ",;" and self._goes_on(before, k)

    @cached_property
    def _copies(self) -> dict[str, list[int]]:
        """Stretches by their first words."""
        out: dict[str, list[int]] = {}
        for k, stretch in enumerate(self.stretches):
            if (key := self._key(stretch)) is not None and len(out.setdefault(key, [])) < COPIES:
                out[key].append(k)
        return out

    def _key(self, stretch: Stretch) -> str | None:
        words = stretch.spans[0].cut(self.side.prose).lower().replace("’", "'").split()
        return " ".join(words[:COPY_WORDS]) if len(words) >= COPY_WORDS else None

    def _copied(self, k: int) -> tuple[Participant | None, Participant | None]:
        key = self._key(self.stretches[k])
        others = [] if key is None else [o for o in self._copies[key] if o != k]
        for other in others:
            found = self._attribution(other) if self.stretches[other].kind is Kind.QUOTATION else None
            if found is not None:
                return self._participants(found)
        return None, None

    def _interposed(self, k: int) -> Utterance | None:
        """Read a quotation that holds its clause of saying: *« Je suis, a-t-elle ajouté, très contente. »*."""
        for number, span in enumerate(self.stretches[k].spans):
            first = self.side.segment_at(span.start)
            for segment in self.side.segments[first.index if first else 0 : (first.index if first else 0) + 2]:
                for c in self._clauses.of(segment.index):
                    inside = span.start < c.start and c.end < span.end and self.levels.owner(c.place) == k
                    if inside and c.inserted and c.speaker is not None and self._set_off(c, span) and not self._of_inner(k, c):
                        spans = [*self.stretches[k].spans]
                        spans[number : number + 1] = [Span(span.start, c.start), Span(c.end, span.end)]
                        return Utterance(tuple(spans), Kind.QUOTATION, *self._participants(c))
        return None

    def _of_inner(self, k: int, clause: Clause) -> bool:
        """Say whether a clause belongs to a quotation inside this one, directly before it."""
        later = (self.stretches[j].whole for j in range(k + 1, len(self.stretches)))
        inner = (w.end for w in takewhile(lambda w: w.start < clause.start, later))
        return any(end < clause.start and not self.side.prose[end : clause.start].strip(CLOSING + ",") for end in inner)

    def _set_off(self, clause: Clause, span: Span) -> bool:
        """Say whether a clause stands between marks."""
        before = self.side.prose[span.start : clause.start].rstrip()[-1:]
        return before in ",?!…—–" and self.side.prose[clause.end : clause.end + 1] in ",.;—–"

    def _dialogue(self, k: int) -> Utterance:
        """Read a paragraph that begins with a dash: *— Je suis prête, dit-elle, et toi ?* Whose words stand behind it is open."""
        whole = self.stretches[k].whole
        segment = self.side.segment_at(whole.start)
        while segment is not None and segment.span.start < whole.end:
            inserted = (c for c in self._clauses.of(segment.index) if c.inserted and self.levels.owner(c.place) == k)
            if (clause := next(inserted, None)) is not None:
                rest = Span(min(clause.end, segment.span.end), segment.span.end)
                spans = [s for s in (Span(whole.start, clause.start), rest) if s.end > s.start]
                return Utterance(tuple(spans), Kind.DIALOGUE, *self._participants(clause))
            after = segment.index + 1
            segment = self.side.segments[after] if after < len(self.side.segments) else None
        return Utterance((whole,), Kind.DIALOGUE)


def speech(side: Side) -> list[Utterance]:
    """Return all utterances of a text with speaker and addressee, in order."""
    return side.speech.utterances
