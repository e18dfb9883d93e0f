"""`transqa rule CODE`: what a rule finds, why, and how it decides."""

from __future__ import annotations

import click

from transqa.errors import ConfigError, did_you_mean
from transqa.rules import RULES


@click.command("rule")
@click.argument("code")
def command(code: str) -> None:
    """Explain the rule CODE, such as QUO101."""
    entry = RULES.get(code.upper())
    if entry is None:
        by_name = {e.rule.name: e for e in RULES.values()}
        entry = by_name.get(code.lower())
    if entry is None:
        raise ConfigError(f"unknown rule '{code}'{did_you_mean(code.upper(), list(RULES))}; `transqa rules` lists them")
    r = entry.rule
    click.echo(f"{r.code} {r.name}\n")
    click.echo(entry.documentation.strip())
    source = "; needs a source" if r.needs_source else ""
    click.echo(f"\nSeverity: {r.severity}\nMQM: {r.mqm}\nProfiles: {', '.join(r.profiles)}{source}")
