"""From selectors (codes and prefixes) to rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transqa.errors import ConfigError, did_you_mean
from transqa.rules import FAMILIES, RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transqa.rules import RuleEntry

ALL = "ALL"


def resolve(select: Sequence[str], ignore: Sequence[str], profile: str) -> list[RuleEntry]:
    """Return the rules to run, in order of their codes.

    A selector is a code (QUO101), a prefix of one (QUO, QUO1) or ALL. A prefix chooses among the rules that the profile has on;
    a code or ALL chooses whatever the profile says. Where *select* and *ignore* both match, the longer selector wins.

    Raises:
        ConfigError: no rule and no family begins so.
    """
    chosen = [_known(s) for s in select]
    ignored = [_known(s) for s in ignore]
    out = []
    for code, entry in sorted(RULES.items()):
        on = profile in entry.rule.profiles
        wanted = max((len(s) for s in chosen if _matches(s, code) and (on or s in {code, ALL})), default=-1)
        if not chosen and on:
            wanted = 0
        unwanted = max((len(s) for s in ignored if _matches(s, code)), default=-1)
        if wanted > unwanted:
            out.append(entry)
    return out


def _matches(selector: str, code: str) -> bool:
    return selector == ALL or code.startswith(selector)


def _known(selector: str) -> str:
    name = selector.strip().upper()
    if name == ALL or (name and any(k.startswith(name) for k in (*RULES, *FAMILIES))):
        return name
    hint = did_you_mean(name, [*RULES, *FAMILIES]) or "; `transqa rules` lists them"
    raise ConfigError(f"unknown rule or family '{selector}'{hint}")
