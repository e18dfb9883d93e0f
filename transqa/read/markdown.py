"""Markdown (CommonMark with tables and front matter): markdown-it-py finds the blocks, the raw text gives their exact places."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transqa.model import Block, BlockKind, LineIndex, Protected, ProtectedKind, Span
from transqa.read.structure import Structure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from transqa.model import LineIndex as Lines

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*(\r\n|\n|\r).*?(\r\n|\n|\r)\1[ \t]*(?=[\r\n]|\Z)", re.DOTALL)


def structure(content: str) -> Structure:
    """Return the blocks of a Markdown text, its links, and what is no prose: code, link targets, emphasis marks, tags."""
    from markdown_it import MarkdownIt

    lines = LineIndex(content)
    front = _FRONT_MATTER.match(content)
    body = _blank(content, front.end()) if front else content
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(_lf(body))
    found = Structure()
    for kind, level, token in _leaves(tokens):
        if kind is BlockKind.CODE:
            found.blocks.append(Block(_whole_lines(token, lines), kind, level))
        elif token.type == "html_block":
            _add_html(content, _whole_lines(token, lines), found)
        else:
            _add_inline(token, kind, level, lines, found)
    found.blocks.sort(key=lambda b: b.span)
    found.links = _outermost(found.links)
    return found


def _outermost(links: list[Span]) -> list[Span]:
    """Return links in order without those inside others (an image inside a link)."""
    out: list[Span] = []
    for link in sorted(links, key=lambda s: (s.start, -s.end)):
        if not out or link.start >= out[-1].end:
            out.append(link)
    return out


def _blank(content: str, end: int) -> str:
    """Return *content* with the front matter emptied, line ends kept, so that line numbers stay."""
    return re.sub(r"[^\r\n]", "", content[:end]) + content[end:]


def _lf(content: str) -> str:
    return content.replace("\r\n", "\n").replace("\r", "\n")


def _leaves(tokens: list[Token]) -> Iterator[tuple[BlockKind, int, Token]]:
    """Yield each token that holds text, with the kind of its innermost telling container."""
    kinds = {
        "heading_open": BlockKind.HEADING,
        "list_item_open": BlockKind.LIST_ITEM,
        "blockquote_open": BlockKind.QUOTATION,
        "th_open": BlockKind.TABLE_CELL,
        "td_open": BlockKind.TABLE_CELL,
    }
    stack: list[tuple[BlockKind, int]] = []
    for token in tokens:
        if token.type in kinds:
            level = int(token.tag[1:]) if token.type == "heading_open" else token.level
            stack.append((kinds[token.type], level))
        elif token.type.replace("_close", "_open") in kinds:
            stack.pop()
        elif token.type in {"fence", "code_block"}:
            yield BlockKind.CODE, token.level, token
        elif token.type in {"inline", "html_block"} and token.content.strip():
            kind, level = stack[-1] if stack else (BlockKind.PARAGRAPH, 0)
            yield kind, level, token


def _whole_lines(token: Token, lines: Lines) -> Span:
    first, last = token.map or [0, 0]
    return Span(lines.line(first + 1).start, lines.line(max(first + 1, min(last, len(lines)))).end)


def _add_inline(token: Token, kind: BlockKind, level: int, lines: Lines, found: Structure) -> None:
    """Find each line of an inline token in its raw line; what stands between (`> `, indentation) is structure."""
    first, last = token.map or [0, 0]
    pieces: list[Span] = []
    for offset, piece in enumerate(token.content.split("\n")):
        if first + offset >= max(last, first + 1):
            break
        cells = found.blocks if kind is BlockKind.TABLE_CELL else []
        span = _find(piece.strip(), lines.line(first + offset + 1), lines.text, cells)
        if span is None:
            continue
        if pieces:
            gap_start = lines.line(first + offset + 1).start
            found.protected.append(Protected(Span(gap_start, span.start), ProtectedKind.STRUCTURE))
        pieces.append(span)
    if pieces:
        found.blocks.append(Block(Span(pieces[0].start, pieces[-1].end), kind, level))
        _add_syntax(lines.text, found.blocks[-1].span, found)


def _find(piece: str, line: Span, content: str, before: list[Block]) -> Span | None:
    """Return where *piece* stands in the raw line, after the cells found before on the same line."""
    start = max([line.start, *(b.span.end for b in before[-1:] if b.span.end <= line.end)])
    at = content.find(piece, start, line.end)
    if at < 0 and "|" in piece:  # a cell's escaped bars are unescaped by the parser
        piece = piece.replace("|", r"\|")
        at = content.find(piece, start, line.end)
    return Span(at, at + len(piece)) if at >= 0 and piece else None


def _add_html(content: str, span: Span, found: Structure) -> None:
    """Take the text between the tags of an HTML block, line by line; comments, scripts and styles are code."""
    raw = span.cut(content)
    if re.match(r"\s*<(?:!--|script|style|pre|!|\?)", raw, re.IGNORECASE):
        found.blocks.append(Block(span, BlockKind.CODE))
        return
    for m in re.finditer(r"[^\r\n]+", raw):
        text = re.sub(r"<[^<>]*>", "", m.group())
        if text.strip():
            start = span.start + m.start() + len(m.group()) - len(m.group().lstrip())
            found.blocks.append(Block(Span(start, span.start + m.start() + len(m.group().rstrip())), BlockKind.PARAGRAPH))
            _add_syntax(content, found.blocks[-1].span, found)


@cache
def _inline_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<escape>\\[!-/:-@\[-`{-~])"
        r"|(?P<code>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
        r"|(?P<auto><(?:https?|ftp|mailto):[^\s<>]*>)"
        r"|(?P<comment><!--.*?-->)"
        r"|(?P<tag></?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>)"
        r"|(?P<target>\]\((?:<[^<>\n]*>|(?:[^()\s\\]|\\.|\((?:[^()\s\\]|\\.)*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\))"
        r"|(?P<ref>\]\[[^\[\]]*\])"
        r"|(?P<open>!?\[)|(?P<close>\])"
        r"|(?P<admonition>(?:!!!|\?\?\?\+?)[ \t]+\w+(?:[ \t]+\"(?=[^\"\n]*\"[ \t]*$))?|(?<=\S)\"(?=[ \t]*$))"
        r"|(?P<emph>\*{1,3}|~~|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))",
        re.DOTALL | re.MULTILINE,
    )


def _add_syntax(content: str, span: Span, found: Structure) -> None:
    """Add the inline syntax of a block, and its links from bracket to target."""
    kinds = {"code": ProtectedKind.CODE, "auto": ProtectedKind.LINK, "target": ProtectedKind.LINK, "ref": ProtectedKind.LINK}
    brackets: list[re.Match[str]] = []
    in_title = False
    for m in _inline_pattern().finditer(content, span.start, span.end):
        name = "code" if m.group("code") else m.lastgroup or ""
        if name == "admonition":  # MkDocs: !!! note "Title"
            if not in_title and m.group() == '"':
                continue
            in_title = m.group().endswith('"') and not in_title
        elif name == "open":
            brackets.append(m)
            continue
        elif name in {"close", "target", "ref"}:
            start = brackets.pop() if brackets else None
            if name == "close" or start is None:
                continue
            found.links.append(Span(start.start(), m.end()))
            found.protected.append(Protected(Span(start.start(), start.end()), ProtectedKind.MARKUP))
        found.protected.append(Protected(Span(m.start(), m.end()), kinds.get(name, ProtectedKind.MARKUP)))
