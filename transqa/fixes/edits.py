"""Edits applied to a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transqa.model import Edit, Finding


def chosen_edits(findings: Iterable[Finding], *, unsafe: bool = False) -> list[Edit]:
    """Return the edits of *findings* that can be made together; of two that touch, the one that starts first, then the longer.

    Args:
        findings: findings of one report.
        unsafe: also take edits that change words or have more than one right form.
    """
    edits = sorted({e for f in findings for e in f.edits if e.safe or unsafe}, key=lambda e: (e.span.start, -e.span.end, e.text))
    out: list[Edit] = []
    for e in edits:
        if not out or e.span.start > out[-1].span.end or (e.span.start == out[-1].span.end and e.span != out[-1].span):
            out.append(e)
    return out


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return *text* with edits made that do not overlap."""
    pieces = []
    at = 0
    for e in sorted(edits, key=lambda e: e.span):
        pieces += [text[at : e.span.start], e.text]
        at = e.span.end
    return "".join(pieces) + text[at:]
