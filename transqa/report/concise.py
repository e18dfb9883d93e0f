"""One line a finding: `path:line:column: CODE message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.model import LineIndex, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.model import Report
    from transqa.report import Style


def render(reports: Sequence[Report], style: Style) -> str:  # noqa: ARG001  # one signature for all renderers
    """Return the findings of *reports*, one a line."""
    out = []
    for report in reports:
        lines = LineIndex(report.target.text)
        for f in report.findings:
            line, column = lines.locate((f.span or Span(0, 0)).start)
            more = f" ({len(f.places)} places)" if len(f.places) > 1 else ""
            out.append(f"{report.target.path or '<text>'}:{line}:{column}: {f.rule} {f.message}{more}\n")
    return "".join(out)
