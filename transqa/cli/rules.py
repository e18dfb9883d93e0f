"""`transqa rules`: the table of all rules."""

from __future__ import annotations

import json

import click

from transqa.rules import FAMILIES, RULES


@click.command("rules")
@click.option("--output", type=click.Choice(["text", "json"]), default="text", help="Format of the list.")
def command(output: str) -> None:
    """List all rules: code, name, severity, what they find."""
    rules = [entry.rule for _, entry in sorted(RULES.items())]
    if output == "json":
        rows = [
            {"code": r.code, "name": r.name, "severity": str(r.severity), "mqm": r.mqm, "profiles": list(r.profiles),
             "needs_source": r.needs_source, "summary": r.summary}
            for r in rules
        ]  # fmt: skip
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    width = max(len(r.name) for r in rules)
    family = ""
    for r in rules:
        if r.code[:3] != family:
            family = r.code[:3]
            click.echo(f"{family}  {FAMILIES[family]}")
        where = "" if "default" in r.profiles else f" [{', '.join(r.profiles)} profile]"
        click.echo(f"  {r.code}  {r.name:{width}}  {r.severity:8}  {r.summary}{where}")
