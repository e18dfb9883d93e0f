"""Stretches that text rules must not see (URLs, e-mail addresses, code, placeholders, markup), and the text with them masked.

The masked text ("prose") is as long as the text itself, so positions hold in both. A masked stretch shows as U+FFFC
(object replacement), which is neither letter nor space; structure such as bullets shows as blanks; an entity or escape
that stands for a space shows as that space.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transqa.model import BlockKind, Protected, ProtectedKind, Span

if TYPE_CHECKING:
    from transqa.model import Document

MASK = "\ufffc"

_SPACE_ENTITIES = {
    "&nbsp;": "\u00a0",
    "&#160;": "\u00a0",
    "&#xa0;": "\u00a0",
    "&nnbsp;": "\u202f",
    "&#8239;": "\u202f",
    "&#x202f;": "\u202f",
}
_TLDS = (
    "com|org|net|edu|gov|mil|int|info|biz|io|ai|app|dev|eu|fr|be|ch|ca|lu|uk|us|de|es|it|pt|nl|at|ie|au|nz|jp|tv|me|co|"
    "example|test"
)
_SUFFIXES = (
    "py|js|ts|jsx|tsx|mjs|json|jsonl|ya?ml|toml|ini|cfg|md|mdx|rst|txt|html?|css|xml|xlf|xliff|po|pot|csv|tsv|sql|log|sh|bat|ps1|exe|dll|so|"
    "zip|tar|gz|pdf|png|jpe?g|gif|svg|webp|mp[34]|docx?|xlsx?|pptx?|java|rb|php|go|rs|cpp|cs|vue|bicep|nupkg|csproj|nuspec|config"
)


@cache
def _gate() -> re.Pattern[str]:
    """Most sentences hold nothing to protect: this finds the few that may."""
    return re.compile(r"[@/<{%$`&#\\]|:[a-z()DP|:-]|\.\w")


@cache
def _pattern() -> re.Pattern[str]:
    link = (
        r"(?:https?|ftps?|file)://[^\s<>\"«»“”\ufffc]*[\w/=&#~%+-]"
        r"|mailto:[^\s<>\"]+\w|www\.[^\s<>\"«»“”\ufffc]*[\w/=&#~%+-]"
        r"|(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
        rf"|(?<![\w@.’'-])(?:[A-Za-z0-9][\w-]*\.)+(?:{_TLDS})(?![\w’'])(?:/[^\s<>\"«»“”]*[\w/=&#~%+-])?"
    )
    code = (
        r"`[^`\r\n]+`|\w+(?:::\w+)+(?:\(\))?"
        rf"|(?<![\w.])[\w-]*\w\.(?:{_SUFFIXES})(?!\w)"
        r"|(?<![\w/.])(?:~|\.{1,2})?/(?:[\w.@-]+/)+[\w.@*-]*|(?<!\w)[A-Z]:\\[\w\\.-]+"
    )
    placeholder = (
        r"%\(\w+\)[#0+-]*[\d.]*[a-zA-Z]|%(?:\d+\$)?[-+#0]*\d*(?:\.\d+)?(?:hh?|ll?|[Lzjt])?[diouxXeEfFgGcrsaAp@](?![A-Za-z])|%[A-Z_]{2,}%|%L?\d(?!\d)"
        r"|\{\{[^{}\r\n]*\}\}|[$%#]?\{[^{}\r\n]*\}|\$[A-Z_]{2,}\b"
    )
    tag = r"<!--.*?-->|</?[A-Za-z][\w:-]*(?:\s+[\w:@.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?)*\s*/?>|<!\[CDATA\[|\]\]>"
    entity = r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    name = r"(?<![\w&/])[@#][^\W\d]\w*|(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])|(?:(?<=\s)|(?<!.))[:;=]-?[()DPpO|](?=[\s.,!?]|$)"
    return re.compile(
        f"(?P<link>{link})|(?P<code>{code})|(?P<placeholder>{placeholder})|(?P<markup>{tag})|(?P<entity>{entity})|(?P<name>{name})",
        re.DOTALL,
    )


def find_protected(text: str) -> list[Protected]:
    """Return the stretches of *text* that are no prose whatever the format, in order."""
    if not _gate().search(text):
        return []
    return [Protected(Span(m.start(), m.end()), ProtectedKind(m.lastgroup or "markup")) for m in _pattern().finditer(text)]


def mask(document: Document) -> str:
    """Return the prose of a document: its text with all that is no prose masked."""
    text = document.text
    spans: list[Protected] = []
    covered = 0
    for p in sorted(document.protected, key=lambda p: (p.span.start, -p.span.end)):
        if p.span.start >= covered and p.span.end > p.span.start:
            spans.append(p)
            covered = p.span.end
    prose = _apply(_outside_blank(document), text, spans)
    return _apply(prose, text, find_protected(prose))


def _outside_blank(document: Document) -> str:
    """Return the text with everything blanked that stands in no block of prose; line ends stay.

    What stands between two blocks of one line (cells of a table) is masked, so that the words around it do not meet.
    """
    pieces = []
    at = 0
    for block in document.blocks:
        start = block.span.end if block.kind is BlockKind.CODE else block.span.start
        gap = document.text[at:start]
        apart = at and start > at and "\n" not in gap and "\r" not in gap
        pieces += [MASK * len(gap) if apart else _blank(gap), document.text[start : block.span.end]]
        at = max(at, block.span.end)
    pieces.append(_blank(document.text[at:]))
    return "".join(pieces)


def _apply(prose: str, text: str, spans: list[Protected]) -> str:
    if not spans:
        return prose
    pieces = []
    at = 0
    for p in spans:
        pieces += [prose[at : p.span.start], _shown(p, text)]
        at = p.span.end
    pieces.append(prose[at:])
    return "".join(pieces)


def _shown(p: Protected, text: str) -> str:
    raw = p.span.cut(text)
    if p.kind is ProtectedKind.STRUCTURE:
        return _blank(raw)
    if p.kind is ProtectedKind.ENTITY:
        return _SPACE_ENTITIES.get(raw.lower(), MASK) * len(raw)
    return re.sub(r"[^\r\n]", MASK, raw)


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text) if text.strip(" ") else text
