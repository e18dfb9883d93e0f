"""MQM score of a report: penalty points by severity, per 1,000 words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from transqa.model import Score, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transqa.model import Finding

WEIGHTS = {Severity.NEUTRAL: 0, Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 25}
"""Penalty points of one finding (MQM Core, linear scoring)."""


def mqm_score(findings: Iterable[Finding], words: int) -> Score:
    """Return the score of *findings* in a target of *words* words. A cause counts once, however many places it has."""
    counts = Counter(str(f.severity) for f in findings)
    return Score(float(sum(WEIGHTS[Severity(s)] * n for s, n in counts.items())), words, dict(sorted(counts.items())))
