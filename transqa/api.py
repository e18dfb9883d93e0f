"""The public functions: the one place that wires the stages together."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from transqa import __version__
from transqa.alignment import Resources, WordLinker, align_segments, paragraph_beads, resources_for
from transqa.annotate import Context, Side
from transqa.annotate.languages import refuse_swapped
from transqa.config import Config, from_mapping, load
from transqa.engine import resolve, run, signature
from transqa.errors import ConfigError, InputError
from transqa.fixes import apply_edits, chosen_edits
from transqa.langs import load_pack, normalise_tag
from transqa.model import Alignment, Bead, Document, Report, Segment, Span
from transqa.morphosyntax.pipeline import load_pipeline, pipeline_mark
from transqa.read import read_file, read_text, refuse_unreadable
from transqa.score import mqm_score
from transqa.segment import segment_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from transqa.rules import RuleEntry

    Settings = Config | Mapping[str, Any] | str | Path | None
    Selectors = str | Iterable[str] | None

SPEAKERS = ("female", "male")


def check(
    source: str | None,
    target: str,
    source_lang: str = "en",
    target_lang: str = "fr",
    *,
    context: str | None = None,
    speaker: str | None = None,
    select: Selectors = None,
    ignore: Selectors = None,
    config: Settings = None,
) -> Report:
    """Check a translation against its source.

    Args:
        source: the source text, or None: then only what shows in the target is found.
        target: the translation. All positions in the report are code points of this text.
        source_lang: BCP-47 tag of the source.
        target_lang: BCP-47 tag of the target, with the region where conventions differ (fr-CA).
        context: source text that stands before *source*.
        speaker: gender of the first person, "female" or "male".
        select: codes or prefixes of rules to run, such as "QUO" or ["SPC101", "NUM"]; None: those that the profile has on.
        ignore: codes or prefixes of rules not to run.
        config: a `Config`, a mapping of its keys, or the path of a TOML file; None: defaults. No file is looked for.

    Returns:
        The report, with its findings in target order.

    Raises:
        ConfigError: an argument or a setting that transqa does not know.
        InputError: source and target are swapped, or a line is too long to be prose.
    """
    settings = _settings(config, select, ignore)
    for name, text in (("source", source), ("target", target)):
        if not isinstance(text, str) and not (name == "source" and text is None):
            raise InputError(f"{name} must be a text, not {type(text).__name__}")
    target_document = read_text(target, normalise_tag(target_lang))
    source_document = None if source is None else read_text(source, normalise_tag(source_lang))
    return check_documents(
        source_document, target_document, source_lang=source_lang, settings=settings, context=context, speaker=speaker
    )


def check_file(
    target: str | Path,
    source: str | Path | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
    *,
    context: str | None = None,
    speaker: str | None = None,
    select: Selectors = None,
    ignore: Selectors = None,
    config: Settings = None,
) -> Report:
    """Check a translated file against its source file.

    Args:
        target: path of the translation; plain text (.txt) or Markdown (.md).
        source: path of its source, or None.
        source_lang: BCP-47 tag; None: from the configuration, or the file name (`article.en.txt`), or English where
            there is no source to be read.
        target_lang: BCP-47 tag; None: from the configuration or the file name (`article.fr.txt`).
        context: see `check`.
        speaker: see `check`.
        select: see `check`.
        ignore: see `check`.
        config: see `check`.

    Raises:
        ConfigError: as `check`, or a language that is not known.
        InputError: a file is missing, empty, binary, not decodable or too large; or as `check`.
    """
    settings = _settings(config, select, ignore)
    for path in (target, source):
        if path is not None:
            refuse_unreadable(path)
    target_tag = language_of(target, target_lang, settings.target_lang, "target")
    source_tag = "en" if source is None else ""
    source_tag = language_of(source or "", source_lang, settings.source_lang, "source", source_tag)
    target_document = read_file(target, target_tag)
    source_document = None if source is None else read_file(source, source_tag)
    return check_documents(
        source_document, target_document, source_lang=source_tag, settings=settings, context=context, speaker=speaker
    )


def check_pairs(
    pairs: Iterable[tuple[str, str]],
    source_lang: str = "en",
    target_lang: str = "fr",
    *,
    select: Selectors = None,
    ignore: Selectors = None,
    config: Settings = None,
) -> Iterator[Report]:
    """Check a stream of aligned segments, each by itself, in constant memory.

    Args:
        pairs: (source, target) texts that translate each other.
        source_lang: BCP-47 tag of the sources.
        target_lang: BCP-47 tag of the targets.
        select: see `check`.
        ignore: see `check`.
        config: see `check`.

    Returns:
        An iterator of reports, one for each pair, in order.

    Raises:
        ConfigError: as `check`.
        InputError: an item is no pair of texts; the message says which.
    """
    settings = _settings(config, select, ignore)
    source_tag, target_tag = normalise_tag(source_lang), normalise_tag(target_lang)
    _rules(settings.select, settings.ignore, settings.profile)  # a bad selector is an error now, not at the first pair
    _pipeline_marks((source_tag, target_tag), settings)

    def reports() -> Iterator[Report]:
        for number, item in enumerate(pairs, 1):
            ours, theirs = _pair(number, item)
            source, target = read_text(ours, source_tag), read_text(theirs, target_tag)
            yield check_documents(source, target, source_lang=source_tag, settings=settings, paired=True)

    return reports()


def _pair(number: int, item: object) -> tuple[str, str]:
    if isinstance(item, tuple | list) and len(item) == 2 and all(isinstance(t, str) for t in item):
        return item[0], item[1]
    raise InputError(f"pair {number}: expected (source, target), two texts, not {type(item).__name__}")


def align(
    source: str | Sequence[str],
    target: str | Sequence[str],
    source_lang: str = "en",
    target_lang: str = "fr",
    *,
    lexicon: str | Path | None = None,
    translate: Callable[[list[str]], list[str]] | None = None,
) -> Alignment:
    """Align a text with its translation, sentence by sentence.

    Args:
        source: a text, which is split into sentences, or a list of segments, which are taken as they are.
        target: the same for the translation.
        source_lang: BCP-47 tag of the source.
        target_lang: BCP-47 tag of the target.
        lexicon: path of a bilingual lexicon for the pair (`word TAB word [TAB probability]`, or what `transqa train lexicon`
            writes), used beside the embedded one where there is one.
        translate: takes a list of source sentences and returns a translation of each, such as a machine-translation model's; it
            is asked only for sentences whose beads are in doubt.

    Returns:
        The beads. Every segment, blank ones included, stands in exactly one; indexes are those of the lists passed in, or
        of the sentences found (`alignment.source`, `alignment.target`).

    Raises:
        ConfigError: a text is no language tag.
        InputError: the lexicon cannot be read, or *translate* returns another number of sentences than it was given.
    """
    ours, starts = _segments(source, normalise_tag(source_lang))
    theirs, target_starts = _segments(target, normalise_tag(target_lang))
    known = starts is not None and target_starts is not None
    resources = resources_for(source_lang, target_lang, lexicon, translate)
    return _alignment(ours, theirs, resources, starts if known else None, target_starts if known else None)


def align_documents(source: Document, target: Document, *, lexicon: str | Path | None = None) -> Alignment:
    """Align documents that are read already; see `align`."""
    ours, theirs = _side(source), _side(target)
    resources = resources_for(source.lang, target.lang, lexicon)
    return _alignment(ours.segments, theirs.segments, resources, ours.starts, theirs.starts)


def fix(report: Report, *, unsafe: bool = False) -> str:
    """Return the target of a report with its edits made.

    Args:
        report: what a check returned.
        unsafe: also make edits that change words or have more than one right form.
    """
    return apply_edits(report.target.text, chosen_edits(report.findings, unsafe=unsafe))


def check_documents(
    source: Document | None,
    target: Document,
    *,
    source_lang: str,
    settings: Config,
    context: str | None = None,
    speaker: str | None = None,
    paired: bool = False,
) -> Report:
    """Check documents that are read already; *paired* says that both are one segment and translate each other."""
    if speaker is not None and speaker not in SPEAKERS:
        raise ConfigError(f"speaker must be 'female', 'male' or None, not {speaker!r}")
    rules = _rules(settings.select, settings.ignore, settings.profile)
    source_pack = load_pack(source.lang if source else source_lang)
    pipelines = _pipeline_marks((target.lang,) if source is None else (source.lang, target.lang), settings)
    target_side = _side(target, settings)
    source_side = None if source is None else _side(source, settings)
    if source_side is not None and not paired:
        refuse_swapped(source_side, target_side)
    alignment = None if source_side is None else _aligned(source_side, target_side, settings.lexicon, paired=paired)
    before = _side(read_text(context, source_pack.tag), settings) if context else None
    ctx = Context(
        target_side, source_side, alignment, source_pack,
        profile=settings.profile, preceding=before, speaker=speaker, declared=settings.people,
    )  # fmt: skip
    findings = run(ctx, rules)
    words = sum(len(target_side.words(s.index)) for s in target_side.segments)
    packs = (*source_pack.versions[1:], *target_side.pack.versions[1:])
    codes = tuple(r.rule.code for r in rules)
    mark = signature(__version__, source_pack.tag, target.lang, settings.profile, codes, packs, pipelines)
    return Report(target, source, findings, alignment, mqm_score(findings, words), mark, context)


def language_of(path: str | Path, given: str | None, configured: str | None, side: str, default: str = "") -> str:
    """Return the language of a file: as given, else by its name (`a.fr.txt`, `corpus.fr`, `fr/a.md`), else as configured.

    Raises:
        ConfigError: nothing says it.
    """
    if given:
        return normalise_tag(given)
    pure = PurePath(path)
    for name in (*(s[1:] for s in reversed(pure.suffixes)), *reversed(pure.parent.parts[-2:])):
        if re.fullmatch(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?", name) and load_pack(name).known:
            return normalise_tag(name)
    if configured or default:
        return normalise_tag(configured or default)
    example = "fr" if side == "target" else "en"
    name = f"{pure.stem}.{example}{pure.suffix}"
    raise ConfigError(f"{path}: language of the {side} not known; pass --{side}-lang {example}, or name the file {name}")


@lru_cache(maxsize=64)
def _rules(select: tuple[str, ...], ignore: tuple[str, ...], profile: str) -> tuple[RuleEntry, ...]:
    return tuple(resolve(select, ignore, profile))


def _settings(config: Settings, select: Selectors, ignore: Selectors) -> Config:
    if config is None:
        base = Config()
    elif isinstance(config, Config):
        base = config
    elif isinstance(config, str | Path):
        base = load(Path(config))
    else:
        base = from_mapping(config)
    return base.override(select=_tuple(select), ignore=_tuple(ignore))


def _tuple(selectors: Selectors) -> tuple[str, ...] | None:
    if selectors is None:
        return None
    return (selectors,) if isinstance(selectors, str) else tuple(selectors)


def _side(document: Document, settings: Config | None = None) -> Side:
    pack = load_pack(document.lang)
    prose, segments = segment_document(document, pack)
    pipeline = partial(load_pipeline, *(settings or Config()).pipeline_for(document.lang))
    return Side(document, prose, segments, pack, pipeline)


def _pipeline_marks(tags: Iterable[str], settings: Config) -> tuple[str, ...]:
    """Return names and versions of the pipelines that serve some languages; one that is named but not there is an error now."""
    marks = (pipeline_mark(*settings.pipeline_for(tag)) for tag in tags)
    return tuple(m for m in marks if m is not None)


def _aligned(source: Side, target: Side, lexicon: str | None, *, paired: bool) -> Alignment:
    resources = resources_for(source.document.lang, target.document.lang, lexicon)
    if paired:
        linker = WordLinker(source.segments, target.segments, resources)
        ours, theirs = tuple(range(len(source.segments))), tuple(range(len(target.segments)))
        beads = (Bead(ours, theirs, linker=linker),) if ours or theirs else ()
        return Alignment(beads, source.segments, target.segments)
    return _alignment(source.segments, target.segments, resources, source.starts, target.starts)


def _alignment(
    source: tuple[Segment, ...],
    target: tuple[Segment, ...],
    resources: Resources,
    source_starts: Sequence[bool] | None,
    target_starts: Sequence[bool] | None,
) -> Alignment:
    beads, evidence = align_segments([s.text for s in source], [s.text for s in target], resources, source_starts, target_starts)
    linker = WordLinker(source, target, resources, evidence)
    linked = tuple(replace(b, linker=linker) if b.source and b.target else b for b in beads)
    return Alignment(linked, source, target, paragraph_beads(linked, source, target))


def _segments(text: str | Sequence[str], tag: str) -> tuple[tuple[Segment, ...], list[bool] | None]:
    """Return segments, and which of them start a paragraph; a list is taken as it is, placed as if joined by line ends."""
    if isinstance(text, str):
        side = _side(read_text(text, tag))
        return side.segments, side.starts
    out = []
    at = 0
    for i, line in enumerate(text):
        out.append(Segment(i, Span(at, at + len(line)), line, i))
        at += len(line) + 1
    return tuple(out), None
