"""`transqa check`: check files, show findings, mend what is safe."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from transqa.api import check_documents, fix, language_of
from transqa.cli.app import fail
from transqa.cli.files import STDIN, read, settings_for, style_of, write, write_bytes
from transqa.config import NEVER, PROFILES, Config
from transqa.errors import ConfigError, TransqaError
from transqa.fixes import chosen_edits, write_fixed
from transqa.model import Severity
from transqa.read import FORMATS, read_text, refuse_unreadable
from transqa.report import RENDERERS

if TYPE_CHECKING:
    from transqa.model import Document, Report

ROUNDS = 5
"""Rounds of checking and mending; mended text rarely shows something new."""


class Options(NamedTuple):
    """What the command line says, beside the settings."""

    source: str | None
    fmt: str | None
    do_fix: bool
    diff: bool
    unsafe: bool


@click.command("check")
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@click.option("--source", metavar="FILE", help="The source text; - for standard input.")
@click.option("--source-lang", metavar="TAG", help="Language of the source (BCP-47), if its name does not say it.")
@click.option("--target-lang", metavar="TAG", help="Language of the targets, such as fr or fr-CA.")
@click.option("--select", metavar="RULES", multiple=True, help="Codes or prefixes to run, comma-separated: QUO,SPC101.")
@click.option("--ignore", metavar="RULES", multiple=True, help="Codes or prefixes not to run.")
@click.option("--profile", type=click.Choice(PROFILES), help="Set of rules and tolerance of spacing.")
@click.option("--config", "config_path", type=click.Path(path_type=Path), help="TOML file with the settings.")
@click.option("--isolated", is_flag=True, help="Look for no configuration file.")
@click.option("--format", "fmt", type=click.Choice(list(FORMATS)), help="Format of the files, if their names do not say it.")
@click.option("--output", type=click.Choice(list(RENDERERS)), default="text", show_default=True, help="Format of the report.")
@click.option("--fix", "do_fix", is_flag=True, help="Mend what has one right form, in the files; show what is left.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="With --fix or --diff: also edits that change words.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; change nothing.")
@click.option("--statistics", is_flag=True, help="Show a count a rule instead of the findings.")
@click.option("--fail-on", type=click.Choice([*map(str, Severity), NEVER]), help="Least severity that makes the exit code 1.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours; auto: on a terminal.")
def command(
    targets: tuple[str, ...],
    source: str | None,
    source_lang: str | None,
    target_lang: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    config_path: Path | None,
    isolated: bool,
    fmt: str | None,
    output: str,
    do_fix: bool,
    unsafe: bool,
    diff: bool,
    statistics: bool,
    fail_on: str | None,
    color: str,
) -> int:
    """Check each TARGET (a file, or - for standard input) against its source.

    \b
    transqa check article.fr.md --source article.en.md
    transqa check article.fr.txt                        (no source: what shows in the target)
    transqa check --fix article.fr.txt
    """
    if STDIN in targets and source == STDIN:
        raise ConfigError("only one of source and target can be standard input")
    options = Options(source, fmt, do_fix, diff, unsafe)
    given = {"select": _codes(select), "ignore": _codes(ignore), "profile": profile, "fail_on": fail_on}
    reports: list[Report] = []
    code = 0
    for target in targets:
        try:
            settings = settings_for(target, config_path, isolated=isolated).override(**given)
            report = _check(target, settings, options, source_lang, target_lang)
            reports.append(report)
            code = max(code, _exit_code(report, settings.fail_on))
        except TransqaError as e:
            code = fail(str(e))
    if reports and not (diff or (do_fix and targets == (STDIN,))):
        write(statistics_table(reports) if statistics else RENDERERS[output](reports, style_of(color)))
    return code


def _codes(given: tuple[str, ...]) -> tuple[str, ...] | None:
    codes = tuple(c.strip() for item in given for c in item.split(",") if c.strip())
    return codes or None


def _check(target: str, settings: Config, options: Options, source_lang: str | None, target_lang: str | None) -> Report:
    """Check one file; mend it or show the difference if asked to."""
    for path in (target, options.source):
        if path not in {None, STDIN}:
            refuse_unreadable(str(path), options.fmt)
    tag = language_of(target, target_lang, settings.target_lang, "target")
    source_tag = language_of(options.source or "", source_lang, settings.source_lang, "source", "" if options.source else "en")
    document = read(target, tag, options.fmt)
    source = read(options.source, source_tag, options.fmt) if options.source else None
    report = check_documents(source, document, source_lang=source_tag, settings=settings)
    if options.do_fix or options.diff:
        mended, edits = _mended(report, settings, source_tag, unsafe=options.unsafe)
        if options.diff:
            write(_difference(document, mended.target.text))
            return report
        if target == STDIN:
            write_bytes(document.encoding.bom + mended.target.text.encode(document.encoding.name))
        elif mended.target.text != document.text:
            write_fixed(document, mended.target.text)
            sys.stderr.write(f"transqa: {target}: mended {edits} places\n")
        return mended
    return report


def _mended(report: Report, settings: Config, source_lang: str, *, unsafe: bool) -> tuple[Report, int]:
    """Return the report on the target with all edits made, as often as an edit uncovers another, and how many were made."""
    made = 0
    for _ in range(ROUNDS):
        edits = chosen_edits(report.findings, unsafe=unsafe)
        if not edits:
            break
        made += len(edits)
        old = report.target
        text = fix(report, unsafe=unsafe)
        target = read_text(text, old.lang, fmt=old.format, path=old.path, encoding=old.encoding)
        report = check_documents(report.source, target, source_lang=source_lang, settings=settings)
    return report, made


def _difference(document: Document, fixed: str) -> str:
    """Return a unified diff; line ends are kept as they are."""
    import difflib

    name = document.path or "<text>"
    old, new = document.text.splitlines(keepends=True), fixed.splitlines(keepends=True)
    return "".join(
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
        for line in difflib.unified_diff(old, new, name, name)
    )


def _exit_code(report: Report, fail_on: str) -> int:
    if fail_on == NEVER:
        return 0
    least = Severity(fail_on).rank
    return int(any(f.severity.rank >= least for f in report.findings))


def statistics_table(reports: list[Report]) -> str:
    """Return one line a rule: findings, places, how many of its findings --fix can mend."""
    rows: dict[str, list[int]] = {}
    names = {}
    for f in (f for r in reports for f in r.findings):
        row = rows.setdefault(f.rule, [0, 0, 0])
        row[0] += 1
        row[1] += max(1, len(f.places))
        row[2] += any(e.safe for e in f.edits)
        names[f.rule] = f.name
    width = max((len(n) for n in names.values()), default=0)
    lines = [f"{'findings':>8} {'places':>7} {'fixable':>8}  rule"]
    lines += [
        f"{n:>8} {places:>7} {fixable:>8}  {code}  {names[code]:{width}}".rstrip()
        for code, (n, places, fixable) in sorted(rows.items(), key=lambda kv: (-kv[1][0], kv[0]))
    ]
    return "\n".join(lines) + "\n"
