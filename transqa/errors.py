"""The errors that transqa raises: what is wrong, where, and what to do about it, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class TransqaError(Exception):
    """Base of all errors that transqa raises on purpose. Its text is one line for people."""


class InputError(TransqaError):
    """A text or a file that cannot be read or makes no sense (missing, binary, undecodable, swapped, too large)."""


class ConfigError(TransqaError):
    """A configuration or an argument that transqa does not know or that contradicts another."""


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return ``" (did you mean 'x'?)"`` for the known word nearest to *word*, or an empty string."""
    import difflib

    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""
