"""The group of all commands, and what becomes of errors: one line on standard error, exit code 2."""

from __future__ import annotations

import os
import sys

import click

from transqa import __version__
from transqa.errors import TransqaError

COMMANDS = {
    "check": "Check translations against their source.",
    "align": "Align texts with their translation.",
    "rules": "List all rules.",
    "rule": "Explain one rule.",
    "train": "Build a lexicon from parallel text.",
}
"""Name and short help of each command; `transqa.cli.<name>` holds it as `command`."""


class _Lazy(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        import importlib

        command: click.Command = importlib.import_module(f"transqa.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        from transqa.errors import did_you_mean

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"no command '{args[0]}'{did_you_mean(args[0], list(COMMANDS))}; to check a file: transqa check {args[0]}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="transqa %(version)s")
def app() -> None:
    """Checks a translation against its source and reports what a careful reviser would mark.

    Exit code 0: no findings; 1: findings; 2: could not run.
    """


def run() -> int:
    """Run the command line and return its exit code."""
    try:
        result = app.main(standalone_mode=False)
    except TransqaError as e:
        return fail(str(e))
    except click.exceptions.NoArgsIsHelpError as e:
        sys.stderr.write(e.format_message() + "\n")
        return 2
    except click.UsageError as e:
        where = e.ctx.command_path if e.ctx else "transqa"
        return fail(f"{e.format_message().rstrip('.')} (see: {where} --help)")
    except click.ClickException as e:
        return fail(e.format_message())
    except (click.Abort, KeyboardInterrupt):
        return fail("interrupted")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    return result if isinstance(result, int) else 0


def fail(message: str) -> int:
    """Write one line on standard error and return the exit code for "could not run"."""
    sys.stderr.write(f"transqa: error: {message}\n")
    return 2
