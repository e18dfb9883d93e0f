"""The data that flows through transqa: frozen, slotted, without input or output.

All positions are code points of a text that the caller passed in or that a file was decoded to (without its byte-order mark).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SCHEMA_VERSION = 1
"""Version of the dictionary that `Report.to_dict` returns; it grows when a reader of the old one would break."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text from code point *start* up to, not including, code point *end*."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the words of *text* that the span covers."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """Return the span moved by *by* code points."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Say whether *other* lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def span_at(spans: Sequence[Span], offset: int) -> Span | None:
    """Return the one of *spans*, sorted and disjoint, that covers code point *offset*."""
    at = bisect_right(spans, offset, key=lambda s: s.start) - 1
    return spans[at] if at >= 0 and offset < spans[at].end else None


class Severity(StrEnum):
    """How much a finding matters, as in MQM."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Position in the order neutral < minor < major < critical."""
        return list(Severity).index(self)


class BlockKind(StrEnum):
    """What a block of a document is to its reader."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    TABLE_CELL = "table_cell"
    CODE = "code"


class ProtectedKind(StrEnum):
    """Why text rules do not see a stretch of text."""

    MARKUP = "markup"
    CODE = "code"
    LINK = "link"
    PLACEHOLDER = "placeholder"
    ENTITY = "entity"
    NAME = "name"
    STRUCTURE = "structure"


@dataclass(frozen=True, slots=True)
class Protected:
    """A stretch that is no prose: a URL, code, a placeholder, markup."""

    span: Span
    kind: ProtectedKind


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, quotation, table cell or code block, without its markers."""

    span: Span
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file's bytes became text, so that the same bytes can be written again."""

    name: str = "utf-8"
    bom: bytes = b""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its structure.

    *protected* is what the format itself says is no prose; *links* are links with their text, which no sentence ends inside.
    """

    text: str
    lang: str
    blocks: tuple[Block, ...]
    protected: tuple[Protected, ...] = ()
    links: tuple[Span, ...] = ()
    format: str = "text"
    path: str | None = None
    encoding: Encoding = Encoding()


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or a shorter unit that stands alone: a heading, a caption, a table cell."""

    index: int
    span: Span
    text: str
    block: int


@dataclass(frozen=True, slots=True)
class WordLink:
    """A word of the source and the word of the target that renders it.

    *source* and *target* are spans of the two texts; *probability* (0 to 1) that the two belong together.
    """

    source: Span
    target: Span
    probability: float


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments of the source and of the target that translate each other; one side may be empty.

    *score* is the log-likelihood ratio against unrelated text (nats, higher is better); *confidence* the posterior
    probability (0 to 1) that exactly these segments belong together; *moved* says that the segments stand in another
    order than their neighbours'.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float = 0.0
    confidence: float = 1.0
    moved: bool = False
    linker: Callable[[Bead], tuple[WordLink, ...]] | None = field(default=None, repr=False, compare=False)

    @property
    def links(self) -> tuple[WordLink, ...]:
        """Word links inside the bead, in target order; computed when asked for. Empty where a side is empty."""
        return self.linker(self) if self.linker is not None and self.source and self.target else ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """All beads, in target order. Every segment stands in exactly one bead.

    But for beads that are *moved*, source segments stand in order too. *paragraphs* are the beads of whole blocks
    (`Segment.block`), derived from those of the sentences: a paragraph that was split or merged stands in one bead with all
    its parts.
    """

    beads: tuple[Bead, ...]
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    paragraphs: tuple[Bead, ...] = ()

    def __iter__(self) -> Iterator[Bead]:
        return iter(self.beads)

    def __len__(self) -> int:
        return len(self.beads)

    def to_dict(self) -> list[dict[str, Any]]:
        """Return the beads as plain data."""
        return [
            {
                "source": list(b.source),
                "target": list(b.target),
                "score": round(b.score, 3),
                "confidence": round(b.confidence, 4),
                "moved": b.moved,
            }
            for b in self.beads
        ]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that the text shows at a place and that several rules need: the base of all annotations."""

    span: Span


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement in the target. A *safe* edit has one right form and changes no words."""

    span: Span
    text: str
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a finding is made: the words at *span* of *side*, and the reason.

    *side* is "source", "target", or "context": the source text that stands before.
    """

    side: str
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reviser would mark, once a cause, with all the places where it stands.

    Attributes:
        rule: code of the rule, such as "QUO101".
        name: readable name of the rule, such as "mixed-space-in-quotes".
        message: one sentence for people, without the place.
        severity: as in MQM.
        mqm: MQM error type, such as "linguistic-conventions/punctuation".
        span: first place in the target; empty (start = end) where something is missing, None where there is no target.
        source_span: the words of the source that the first place answers to, or None.
        places: all places in the target, in order; *span* is the first of them.
        suggestions: texts that could stand in place of *span*, best first.
        evidence: the words that speak for the finding, with reasons.
        edits: replacements that mend all places, where they are known.
    """

    rule: str
    name: str
    message: str
    severity: Severity
    mqm: str
    span: Span | None
    source_span: Span | None = None
    places: tuple[Span, ...] = ()
    suggestions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """MQM score of a report: weighted errors per 1,000 words of the target."""

    penalty: float
    words: int
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def per_1000_words(self) -> float:
        """Penalty points per 1,000 target words; 0 for an empty text without findings."""
        return 1000 * self.penalty / max(1, self.words)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, with everything needed to show it and to repair the text.

    *context* is the source text that stands before, where it was given.
    """

    target: Document
    source: Document | None
    findings: tuple[Finding, ...]
    alignment: Alignment | None
    score: Score
    signature: str
    context: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data in the published schema (docs/reference/report.schema.json)."""
        source = self.source.text if self.source else ""
        texts = {"target": self.target.text, "source": source, "context": self.context or ""}
        lines = {side: LineIndex(text) for side, text in texts.items()}
        return {
            "schema_version": SCHEMA_VERSION,
            "signature": self.signature,
            "target": _document_dict(self.target),
            "source": _document_dict(self.source) if self.source else None,
            "score": {
                "penalty": self.score.penalty,
                "words": self.score.words,
                "per_1000_words": round(self.score.per_1000_words, 2),
                "counts": dict(self.score.counts),
            },
            "findings": [_finding_dict(f, lines) for f in self.findings],
            "alignment": self.alignment.to_dict() if self.alignment else None,
        }

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{f.rule}</td><td>{f.severity}</td><td>{escape(f.span.cut(self.target.text) if f.span else '')}</td>"
            f"<td>{escape(f.message)}</td><td>{len(f.places)}</td><td>{escape(' | '.join(f.suggestions))}</td></tr>"
            for f in self.findings
        )
        head = "".join(f"<th>{h}</th>" for h in ("rule", "severity", "words", "message", "places", "suggestions"))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


class LineIndex:
    """Lines of a text, ended by LF, CRLF or CR; lines and columns count from 1, columns in code points."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        """Find the lines of *text*."""
        self.text = text
        self._starts = [0, *(m.end() for m in re.finditer(r"\r\n|\n|\r", text))]

    def __len__(self) -> int:
        return len(self._starts)

    def locate(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of code point *offset*."""
        row = bisect_right(self._starts, offset) - 1
        return row + 1, offset - self._starts[row] + 1

    def line(self, number: int) -> Span:
        """Return the span of line *number* (from 1) without its line end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))


def _document_dict(document: Document) -> dict[str, Any]:
    return {"path": document.path, "lang": document.lang, "format": document.format}


def _span_dict(span: Span | None, lines: LineIndex) -> dict[str, Any] | None:
    if span is None:
        return None
    (line, column), (end_line, end_column) = lines.locate(span.start), lines.locate(span.end)
    return {
        "start": span.start,
        "end": span.end,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "text": span.cut(lines.text),
    }


def _finding_dict(f: Finding, lines: dict[str, LineIndex]) -> dict[str, Any]:
    return {
        "rule": f.rule,
        "name": f.name,
        "message": f.message,
        "severity": str(f.severity),
        "mqm": f.mqm,
        "span": _span_dict(f.span, lines["target"]),
        "source_span": _span_dict(f.source_span, lines["source"]),
        "places": [_span_dict(p, lines["target"]) for p in f.places],
        "suggestions": list(f.suggestions),
        "evidence": [{"side": e.side, "span": _span_dict(e.span, lines[e.side]), "reason": e.reason} for e in f.evidence],
        "edits": [{"start": e.span.start, "end": e.span.end, "text": e.text, "safe": e.safe} for e in f.edits],
    }
