"""Runs rules over a context and groups their hits: one finding a cause, with all its places."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from transqa.fixes.edits import apply_edits
from transqa.model import Finding, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transqa.annotate import Context
    from transqa.rules import Hit, Rule, RuleEntry


def run(ctx: Context, rules: Iterable[RuleEntry]) -> tuple[Finding, ...]:
    """Return the findings of *rules*, in target order."""
    findings: list[Finding] = []
    for entry in rules:
        if entry.rule.needs_source and ctx.source is None:
            continue
        groups: dict[object, list[Hit]] = {}
        for number, hit in enumerate(entry.check(ctx)):
            groups.setdefault(number if hit.cause is None else hit.cause, []).append(hit)
        findings += [_finding(entry.rule, hits, ctx.target.text) for hits in groups.values()]
    return tuple(sorted(findings, key=_order))


def _order(f: Finding) -> tuple[int, int, str]:
    at = f.span or f.source_span or Span(0, 0)
    return at.start, at.end, f.rule


def _finding(rule: Rule, hits: Sequence[Hit], text: str) -> Finding:
    hits = sorted(hits, key=lambda h: h.span or Span(0, 0))
    first = hits[0]
    return Finding(
        rule=rule.code,
        name=rule.name,
        message=first.message,
        severity=rule.severity,
        mqm=rule.mqm,
        span=first.span,
        source_span=first.source_span,
        places=tuple(dict.fromkeys(h.span for h in hits if h.span is not None)),
        suggestions=first.suggestions or _suggestion(first, text),
        evidence=tuple(dict.fromkeys(e for h in hits for e in h.evidence)),
        edits=tuple(dict.fromkeys(e for h in hits for e in h.edits)),
    )


def _suggestion(hit: Hit, text: str) -> tuple[str, ...]:
    """Return what the words of a hit become when its edits are made."""
    if hit.span is None or not hit.edits or not all(hit.span.covers(e.span) for e in hit.edits):
        return tuple(e.text for e in hit.edits[:1])
    start = hit.span.start
    moved = [type(e)(e.span.shift(-start), e.text, e.safe) for e in hit.edits]
    return (apply_edits(hit.span.cut(text), moved),)


@lru_cache(maxsize=64)
def signature(
    version: str,
    source_lang: str,
    target_lang: str,
    profile: str,
    codes: tuple[str, ...],
    packs: tuple[str, ...],
    pipelines: tuple[str, ...] = (),
) -> str:
    """Return what a result depends on, so that two reports can be compared: versions of transqa, rules, packs and pipelines.

    Pipelines are listed whether a rule asked for them or not: the same settings give the same signature for any text.
    """
    rules = sorted(codes)
    digest = hashlib.sha256(" ".join(rules).encode()).hexdigest()[:8]
    return (
        f"transqa:{version}|langs:{source_lang}-{target_lang}|profile:{profile}"
        f"|rules:{len(rules)}.{digest}|packs:{','.join(packs)}" + (f"|pipelines:{','.join(pipelines)}" if pipelines else "")
    )
