"""`transqa align`: show which sentences, lines or paragraphs of two files translate each other, or write them as data."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from transqa.api import align, align_documents, language_of
from transqa.cli.files import STDIN, read, settings_for, style_of, write
from transqa.errors import ConfigError, InputError
from transqa.fixes import replace_file
from transqa.read import FORMATS, refuse_unreadable
from transqa.report import Style
from transqa.report.alignments import ALIGNMENT_RENDERERS, Bitext, by_blocks

if TYPE_CHECKING:
    from transqa.model import Alignment, Document

STDOUT = "-"


class Options(NamedTuple):
    """What the command line says of how to align and what to show."""

    fmt: str | None
    lines: bool
    paragraphs: bool
    links: bool
    lexicon: str | Path | None

    @property
    def file_format(self) -> str | None:
        """A file of lines has no other structure."""
        return "text" if self.lines else self.fmt

    @property
    def segtype(self) -> str:
        """What a segment is, in the words of TMX."""
        return "block" if self.lines else "paragraph" if self.paragraphs else "sentence"


@click.command("align")
@click.argument("source", metavar="SOURCE")
@click.argument("target", metavar="TARGET")
@click.option("--source-lang", metavar="TAG", help="Language of the source (BCP-47), if its name does not say it.")
@click.option("--target-lang", metavar="TAG", help="Language of the target, such as fr or fr-CA.")
@click.option("--format", "fmt", type=click.Choice(list(FORMATS)), help="Format of the files, if their names do not say it.")
@click.option("--lines", is_flag=True, help="Each line is one segment, blank ones included: no sentence splitting.")
@click.option("--lexicon", type=click.Path(path_type=Path), metavar="FILE", help="Word pairs to use: word TAB word [TAB p].")
@click.option("--paragraphs", is_flag=True, help="Show which paragraphs belong together instead of which sentences.")
@click.option("--links", is_flag=True, help="Add word links (with --output jsonl).")
@click.option(
    "--output", type=click.Choice(list(ALIGNMENT_RENDERERS)), default="text", show_default=True, help="Format of the alignment."
)
@click.option(
    "-o", "--to", type=click.Path(path_type=Path), metavar="FILE", help="Write there; replaced only when all went well."
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours; auto: on a terminal.")
def command(
    source: str,
    target: str,
    source_lang: str | None,
    target_lang: str | None,
    fmt: str | None,
    lines: bool,
    lexicon: Path | None,
    paragraphs: bool,
    links: bool,
    output: str,
    to: Path | None,
    color: str,
) -> int:
    """Align SOURCE with its translation TARGET (files; one of them may be - for standard input).

    \b
    transqa align article.en.md article.fr.md
    transqa align article.en.md article.fr.md --output tmx -o article.tmx
    transqa align --lines corpus.en.txt corpus.fr.txt --output tsv
    """
    settings = settings_for(target, None, isolated=False)
    options = Options(fmt, lines, paragraphs, links, lexicon or settings.lexicon)
    _refuse_contradictions(source, target, output, options)
    file = None if to is None or str(to) == STDOUT else to
    if file is not None:
        _refuse_place(file, source, target)
    _refuse_missing(source, target, options)
    source_tag = _language(source, source_lang, settings.source_lang, "source")
    target_tag = _language(target, target_lang, settings.target_lang, "target")
    ours, theirs = (read(p, tag, options.file_format) for p, tag in ((source, source_tag), (target, target_tag)))
    alignment = _aligned(ours, theirs, options)
    style = style_of(color) if file is None else Style(color == "always")
    shown = ALIGNMENT_RENDERERS[output](Bitext(alignment, ours.lang, theirs.lang, style, links, options.segtype))
    if file is None:
        write(shown)
    else:
        _write_file(file, shown.encode("utf-8"))
    return 0


def _refuse_contradictions(source: str, target: str, output: str, options: Options) -> None:
    if source == target == STDIN:
        raise ConfigError("only one of source and target can be standard input")
    if options.lines and options.paragraphs:
        raise ConfigError(
            "--lines and --paragraphs contradict each other: in a file of lines nothing says where a paragraph ends"
        )
    if options.lines and options.fmt not in {None, "text"}:
        raise ConfigError(f"--lines reads plain text; it cannot be combined with --format {options.fmt}")
    if options.links and output != "jsonl":
        raise ConfigError(f"--output {output} has no place for word links; pass --links with --output jsonl")


def _refuse_place(to: Path, source: str, target: str) -> None:
    if not to.parent.is_dir():
        raise InputError(f"{to}: there is no folder {to.parent}")
    for path in (source, target):
        if path != STDIN and to.exists() and Path(path).exists() and to.samefile(path):
            raise ConfigError(f"{to}: is one of the texts to align; write to another file")


def _refuse_missing(source: str, target: str, options: Options) -> None:
    """Complain of a file's place or name before its language is asked for."""
    for path in (source, target):
        if path != STDIN:
            refuse_unreadable(path, options.file_format)
    if options.lexicon is not None:
        refuse_unreadable(options.lexicon, "text")


def _language(path: str, given: str | None, configured: str | None, side: str) -> str:
    if path == STDIN and not given and not configured:
        raise ConfigError(f"standard input: language of the {side} not known; pass --{side}-lang")
    return language_of(path, given, configured, side)


def _aligned(source: Document, target: Document, options: Options) -> Alignment:
    """Return the alignment of sentences, of lines or of paragraphs."""
    if options.lines:
        return align(_lines(source.text), _lines(target.text), source.lang, target.lang, lexicon=options.lexicon)
    alignment = align_documents(source, target, lexicon=options.lexicon)
    return by_blocks(alignment) if options.paragraphs else alignment


def _lines(text: str) -> list[str]:
    """Return the lines, ended by LF, CRLF or CR alone; what follows the last end is a line only if it is not empty."""
    lines = re.split("\r\n|\n|\r", text)
    return lines if lines[-1] else lines[:-1]


def _write_file(path: Path, raw: bytes) -> None:
    try:
        replace_file(path, raw)
    except OSError as e:
        raise InputError(f"{path}: cannot be written ({e.strerror or e})") from None
