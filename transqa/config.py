"""Settings: `[tool.transqa]` in pyproject.toml, or transqa.toml. Unknown keys are errors with a suggestion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Literal

from transqa.errors import ConfigError, did_you_mean
from transqa.langs.tags import fallback_chain, normalise_tag
from transqa.model import Severity

if TYPE_CHECKING:
    from pathlib import Path

PROFILES = ("default", "strict")
SEXES = ("female", "male")
NEVER = "never"


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. In files, words of a key are parted by hyphens: `target-lang`.

    Attributes:
        source_lang: BCP-47 tag of the source, where neither argument nor file name says it.
        target_lang: BCP-47 tag of the target.
        select: codes or prefixes of rules to run; empty: those that the profile has on.
        ignore: codes or prefixes of rules not to run.
        profile: "default", or "strict" for typesetters.
        fail_on: least severity that makes the command exit with 1, or "never".
        lexicon: path of a bilingual lexicon for the alignment, beside the embedded one; in a file, from that file's folder.
        pipelines: spaCy pipelines that take the place of the embedded tagger and parser: BCP-47 tag to the name of an installed
            package or the path of a folder; in a file, from that file's folder.
        people: gender of persons in the texts, "female" or "male" by their names.
    """

    source_lang: str | None = None
    target_lang: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: str = "default"
    fail_on: str = "neutral"
    lexicon: str | None = None
    pipelines: Mapping[str, str] = field(default_factory=dict, hash=False)
    people: Mapping[str, Literal["female", "male"]] = field(default_factory=dict, hash=False)

    def pipeline_for(self, tag: str) -> tuple[str, str | None]:
        """Return the key and the value of `pipelines` that serve a language: fr-CA by `fr-CA`, else by `fr`.

        Where none does, *tag* itself and None.
        """
        key = next((t for t in reversed(fallback_chain(tag)) if t in self.pipelines), tag)
        return key, self.pipelines.get(key)

    def override(self, **given: Any) -> Config:  # noqa: ANN401  # the same types as the fields
        """Return the settings with those in *given* that are not None put in place."""
        return replace(self, **{k: v for k, v in given.items() if v is not None})


def load(path: Path) -> Config:
    """Read the settings of a transqa.toml, or of the `[tool.transqa]` table of a pyproject.toml.

    Raises:
        ConfigError: the file is missing or no TOML, a key is unknown, a value has the wrong type.
    """
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as e:
        raise ConfigError(f"{path}: cannot be read ({e})") from None
    except tomllib.TOMLDecodeError as e:
        raise ConfigError(f"{path}: not valid TOML: {e}") from None
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("transqa", {})
    config = from_mapping(data, str(path))
    lexicon = None if config.lexicon is None else str(path.parent / config.lexicon)
    return replace(config, lexicon=lexicon, pipelines={t: _placed(n, path.parent) for t, n in config.pipelines.items()})


def _placed(named: str, folder: Path) -> str:
    """Return the path of a pipeline, counted from *folder*; a name stays a name unless something is there under it."""
    path = folder / named
    return str(path) if "/" in named or "\\" in named or path.exists() else named


def from_mapping(data: Mapping[str, Any], where: str = "config") -> Config:
    """Return the settings in a mapping; keys with hyphens or underscores.

    Raises:
        ConfigError: a key is unknown, or a value has the wrong type; the message names it and suggests another.
    """
    known = {f.name.replace("_", "-"): f.name for f in fields(Config)}
    values: dict[str, Any] = {}
    for key, value in data.items():
        name = known.get(key.replace("_", "-"))
        if name is None:
            hint = did_you_mean(key, list(known)) or f"; known: {', '.join(known)}"
            raise ConfigError(f"{where}: unknown key '{key}'{hint}")
        values[name] = _checked(name, value, f"{where}: {key}")
    return Config(**values)


def discover(start: Path) -> Path | None:
    """Return the nearest transqa.toml, or pyproject.toml with a `[tool.transqa]` table, from *start* upwards."""
    folder = start.resolve()
    for parent in (folder, *folder.parents):
        own, project = parent / "transqa.toml", parent / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and "[tool.transqa" in project.read_text(encoding="utf-8", errors="replace"):
            return project
    return None


def _checked(name: str, value: object, where: str) -> object:
    if name in {"select", "ignore"}:
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or not all(isinstance(i, str) for i in items):
            raise ConfigError(f"{where} must be a list of rule codes, such as ['QUO', 'SPC101']")
        return tuple(items)
    if name == "pipelines":
        return _pipelines(value, where)
    if name == "people":
        return _people(value, where)
    if not isinstance(value, str):
        raise ConfigError(f"{where} must be a text, not {value!r}")
    if name in {"source_lang", "target_lang"}:
        return normalise_tag(value)
    if name == "lexicon":
        return value
    choices = list(PROFILES) if name == "profile" else [*map(str, Severity), NEVER]
    if value not in choices:
        raise ConfigError(f"{where} must be one of {', '.join(choices)}, not '{value}'{did_you_mean(value, choices)}")
    return value


def _pipelines(value: object, where: str) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(n, str) and n.strip() for n in value.values()):
        raise ConfigError(f"{where} must be a table of language tags and pipelines, such as {{ fr = 'fr_core_news_lg' }}")
    try:
        return {normalise_tag(str(tag)): named for tag, named in value.items()}
    except ConfigError as e:
        raise ConfigError(f"{where}: {e}") from None


def _people(value: object, where: str) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise ConfigError(f"{where} must be a table of names and genders, such as {{ 'Jane Doe' = 'female' }}")
    out: dict[str, str] = {}
    for name, gender in value.items():
        if not str(name).strip():
            raise ConfigError(f"{where}: a name is empty")
        if gender not in SEXES:
            raise ConfigError(
                f"{where}: gender of '{name}' must be 'female' or 'male', not {gender!r}{did_you_mean(str(gender), SEXES)}"
            )
        out[" ".join(str(name).split())] = gender
    return out
