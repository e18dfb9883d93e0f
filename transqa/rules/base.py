"""What a rule is, and what it yields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from transqa.model import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transqa.annotate import Context
    from transqa.model import Edit, Evidence, Span

FAMILIES: dict[str, str] = {
    "GEN": "gender of a person against source or document",
    "AGR": "agreement inside the target",
    "QUO": "quotation marks: style, pairs, nesting, inner spacing",
    "SPC": "other spacing: doubled, missing, no-break",
    "PUN": "punctuation, apostrophes, dashes",
    "CAS": "capitals",
    "REP": "repeated lines, doubled words, loops",
    "NUM": "numbers by value",
    "DAT": "dates and times",
    "UNI": "units and currency",
    "TAG": "markup",
    "VAR": "placeholders",
    "LNK": "links, e-mail addresses, handles",
    "ESC": "escapes",
    "UNT": "left untranslated, boilerplate carried over",
    "LNG": "another language than asked",
    "OMI": "left out",
    "ADD": "added",
    "LEN": "length out of range",
    "CON": "consistency and spelling variants",
    "TRM": "terminology",
    "NAM": "names",
    "REG": "tu and vous mixed",
    "ENC": "mojibake, invisible characters, wrong look-alikes",
    "MTX": "machine-translation artefacts",
    "QUA": "model-based quality estimation",
}
"""Families of rules. A family may be selected before it has a rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The facts about a rule. Its documentation is the docstring of its module, its code the function `check` there.

    Attributes:
        code: family and number, such as "QUO101"; never given twice.
        name: the defect in a few words with hyphens, such as "mixed-space-in-quotes".
        summary: one line for tables.
        severity: as in MQM.
        mqm: MQM error type.
        profiles: the profiles in which it is on by default.
        needs_source: whether it can find anything without a source.
    """

    code: str
    name: str
    summary: str
    severity: Severity = Severity.MINOR
    mqm: str = "linguistic-conventions/punctuation"
    profiles: tuple[str, ...] = ("default", "strict")
    needs_source: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that a rule marks. Hits of a rule with equal *cause* become one finding of a document.

    *cause* None stands for a cause of its own; *span* is None where the target has no place, then *source_span* says it.
    """

    span: Span | None
    message: str
    cause: str | None = ""
    source_span: Span | None = None
    suggestions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    edits: tuple[Edit, ...] = ()


class RuleEntry(NamedTuple):
    """A row of the table of rules."""

    rule: Rule
    check: Callable[[Context], Iterator[Hit]]
    documentation: str
