"""A translation memory: TMX 1.4, one translation unit a bead that has both sides."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transqa import __version__
from transqa.report.alignments.bitext import joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transqa.model import Segment
    from transqa.report.alignments.bitext import Bitext


def render(bitext: Bitext) -> str:
    """Return the whole file. Beads with text on one side only are left out, and a comment counts them.

    Each unit has the number of its bead (from 1) as `tuid` and the confidence as a property. Characters that XML 1.0 cannot
    hold are dropped.
    """
    units = []
    left_out = 0
    for number, bead in enumerate(bitext.alignment, 1):
        source, target = (_content(side) for side in bitext.sides(bead))
        if source.strip() and target.strip():
            units.append(
                f'    <tu tuid="{number}">\n'
                f'      <prop type="x-transqa-confidence">{bead.confidence:.4f}</prop>\n'
                f"{_variant(bitext.source_lang, source)}{_variant(bitext.target_lang, target)}    </tu>\n"
            )
        elif source.strip() or target.strip():
            left_out += 1
    return f"{_head(bitext)}  <body>\n{_comment(left_out)}{''.join(units)}  </body>\n</tmx>\n"


def _head(bitext: Bitext) -> str:
    from xml.sax.saxutils import quoteattr

    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        f'  <header creationtool="transqa" creationtoolversion={quoteattr(__version__)} segtype={quoteattr(bitext.segtype)}'
        f' o-tmf="transqa" adminlang="en" srclang={quoteattr(bitext.source_lang)} datatype="plaintext"/>\n'
    )


def _comment(left_out: int) -> str:
    if not left_out:
        return ""
    return f"    <!-- {left_out} {'bead' if left_out == 1 else 'beads'} with text on one side only left out -->\n"


def _variant(lang: str, content: str) -> str:
    from xml.sax.saxutils import quoteattr

    return f"      <tuv xml:lang={quoteattr(lang)}><seg>{content}</seg></tuv>\n"


def _content(segments: Iterable[Segment]) -> str:
    """Return the texts as character data; a carriage return is escaped, since a parser would make it a line feed."""
    from xml.sax.saxutils import escape

    return escape(_forbidden().sub("", joined(segments)), {"\r": "&#13;"})


@cache
def _forbidden() -> re.Pattern[str]:
    """Return what is no `Char` of XML 1.0: most control characters, lone surrogates, two non-characters."""
    return re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
