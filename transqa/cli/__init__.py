"""The command line: one module a command, loaded when it is used."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["--version"]:  # answered before anything is loaded
        from transqa import __version__

        sys.stdout.write(f"transqa {__version__}\n")
        return
    from transqa.cli.app import run

    sys.exit(run())
