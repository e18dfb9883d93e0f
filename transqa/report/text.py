"""Findings for people at a terminal: the line of target and source, the marked words, the reason, the suggestion."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from transqa.model import Document, LineIndex, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from transqa.model import Bead, Finding, Report
    from transqa.report import Style

SHOWN = {"\u00a0": "⍽", "\u202f": "˽", "\t": "→"}
LEGEND = {"⍽": "no-break space", "˽": "narrow no-break space", "→": "tab", "·": "space"}
COLORS = {Severity.NEUTRAL: "cyan", Severity.MINOR: "yellow", Severity.MAJOR: "red", Severity.CRITICAL: "bold red"}
PLACES = 8
"""Further places listed by line and column; the rest is counted."""
BEFORE = "ctx"
"""Stands for the number of a line of the text before (`context`)."""
AROUND = ("source", "context")
SPACED = ("QUO", "SPC")
"""Families whose marked words show plain spaces too."""


def render(reports: Sequence[Report], style: Style) -> str:
    """Return the findings of *reports* with their context, and a summary."""
    from io import StringIO

    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out, force_terminal=style.color, no_color=not style.color, width=style.width, highlight=False, soft_wrap=True,
        color_system="standard" if style.color else None, legacy_windows=False,
    )  # fmt: skip
    for report in reports:
        page = _Page(report, style)
        for finding in report.findings:
            console.print(page.finding(finding))
    console.print(_summary(reports))
    shown = [f"{c} {name}" for c, name in LEGEND.items() if c in out.getvalue() and any(r.findings for r in reports)]
    if shown:
        console.print(f"[dim]{'   '.join(shown)}[/dim]")
    return out.getvalue()


class _Page:
    """The findings of one report."""

    def __init__(self, report: Report, style: Style) -> None:
        self.report = report
        self.name = report.target.path or "<text>"
        self.target = LineIndex(report.target.text)
        self.source = LineIndex(report.source.text) if report.source else None
        self.sides = {"target": (report.target, self.target)}
        if report.source is not None and self.source is not None:
            self.sides["source"] = report.source, self.source
        if report.context is not None:
            before = Document(report.context, (report.source or report.target).lang, ())
            self.sides["context"] = before, LineIndex(before.text)
        self.room = max(30, style.width - 14)

    def finding(self, f: Finding) -> Text:
        """Return all lines of one finding."""
        from rich.text import Text

        out = Text()
        line, column = self.target.locate(f.span.start if f.span else 0)
        out.append(f"{self.name}:{line}:{column}", "bold")
        out.append("  ").append(f.rule, f"bold {COLORS[f.severity]}").append(f" {f.severity}  {f.message}")
        if len(f.places) > 1:
            out.append(f" ({len(f.places)} places)", "bold")
        out.append("\n")
        spaces = f.rule.startswith(SPACED)
        if f.span is not None:
            out.append_text(self._excerpt(self.report.target, self.target, f.span, COLORS[f.severity], plain_spaces=spaces))
        source_span = f.source_span or self._partner(f.span)
        if self.report.source is not None and self.source is not None and source_span is not None:
            mark = "bold" if f.source_span else None
            out.append_text(self._excerpt(self.report.source, self.source, source_span, mark, plain_spaces=False))
        out.append_text(self._reasons(f, source_span))
        for suggestion in f.suggestions[:3]:
            text = "delete" if not suggestion else visible(suggestion, plain_spaces=spaces)
            out.append("       = suggestion: ", "dim").append(text + "\n", "green")
        if len(f.places) > 1:
            out.append(f"       = also at {self._places(f.places[1:])}\n", "dim")
        return out

    def _reasons(self, f: Finding, source_span: Span | None) -> Text:
        """Return the lines of the source and of the text before that hold evidence, without the one that is shown."""
        from rich.text import Text

        out = Text()
        shown = set() if source_span is None or self.source is None else {("source", self.source.locate(source_span.start)[0])}
        for e in f.evidence:
            if e.side in AROUND and e.side in self.sides:
                document, lines = self.sides[e.side]
                place = (e.side, lines.locate(e.span.start)[0])
                if place not in shown:
                    shown.add(place)
                    number = BEFORE if e.side == "context" else None
                    out.append_text(self._excerpt(document, lines, e.span, "bold", plain_spaces=False, number=number))
        return out

    def _places(self, places: Sequence[Span]) -> str:
        listed = ", ".join("{}:{}".format(*self.target.locate(p.start)) for p in places[:PLACES])
        return listed + (f" and {len(places) - PLACES} more" if len(places) > PLACES else "")

    def _partner(self, span: Span | None) -> Span | None:
        """Return the source sentence that the target sentence at *span* is aligned with."""
        alignment = self.report.alignment
        if alignment is None or span is None:
            return None
        bead = self._beads.get(bisect_right(alignment.target, span.start, key=lambda s: s.span.start) - 1)
        if bead is None or not bead.source:
            return None
        return Span(alignment.source[bead.source[0]].span.start, alignment.source[bead.source[-1]].span.end)

    @cached_property
    def _beads(self) -> dict[int, Bead]:
        return {j: bead for bead in self.report.alignment or () for j in bead.target}

    def _excerpt(
        self, document: Document, lines: LineIndex, span: Span, mark: str | None, *, plain_spaces: bool, number: str | None = None
    ) -> Text:
        """Return the line of *span*, cut to the width of the page, with the span marked below it.

        *number* stands in place of the number of the line.
        """
        from rich.cells import cell_len
        from rich.text import Text

        row, _ = lines.locate(span.start)
        line = lines.line(row)
        inside = Span(span.start, min(span.end, line.end, span.start + self.room))
        cut = _window(document.text, line, inside, self.room)
        lead = "…" if cut.start > line.start else ""
        trail = "…" if cut.end < line.end else ""
        before = lead + visible(document.text[cut.start : inside.start], plain_spaces=False)
        words = visible(inside.cut(document.text), plain_spaces=plain_spaces)
        after = visible(document.text[inside.end : cut.end], plain_spaces=False) + trail
        out = Text(f" {document.lang[:2]:>2} {number or row:>4} │ ", "dim")
        out.append(before, "not dim").append(words, f"not dim {mark or ''}").append(after + "\n", "not dim")
        if mark is not None:
            carets = " " * cell_len(before) + "^" * max(1, cell_len(words))
            out.append("         │ ", "dim").append(carets + "\n", f"not dim {mark}")
        return out


def _window(text: str, line: Span, span: Span, room: int) -> Span:
    """Return the part of *line* around *span* that fits into *room* code points, cut at spaces."""
    if line.end - line.start <= room:
        return line
    spare = max(0, room - (span.end - span.start))
    start = max(line.start, min(span.start - spare // 2, line.end - room))
    end = min(line.end, max(span.end, start + room))
    if start > line.start:
        gap = text.find(" ", start, span.start)
        start = gap + 1 if gap >= 0 else span.start
    if end < line.end:
        gap = text.rfind(" ", span.end, end)
        end = gap if gap >= 0 else span.end
    return Span(start, end)


def visible(text: str, *, plain_spaces: bool) -> str:
    """Return *text* with spaces that look alike made visible."""
    for char, shown in SHOWN.items():
        text = text.replace(char, shown)
    return text.replace(" ", "·") if plain_spaces else text


def _summary(reports: Sequence[Report]) -> str:
    findings = [f for r in reports for f in r.findings]
    files = f"{len(reports)} file{'s' if len(reports) != 1 else ''}"
    if not findings:
        return f"No findings in {files}."
    counts = {s: sum(f.severity == s for f in findings) for s in reversed(list(Severity))}
    listed = ", ".join(f"{n} {s}" for s, n in counts.items() if n)
    fixable = sum(1 for f in findings if any(e.safe for e in f.edits))
    words = sum(r.score.words for r in reports)
    penalty = sum(r.score.penalty for r in reports)
    tail = f" {fixable} can be mended with --fix." if fixable else ""
    return f"{len(findings)} findings in {files}: {listed}; MQM {1000 * penalty / max(1, words):.1f} per 1,000 words.{tail}"
