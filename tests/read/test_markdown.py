"""Blocks, links and syntax of Markdown, with exact places."""

from __future__ import annotations

import pytest

from transqa.model import ProtectedKind
from transqa.read import read_text
from transqa.read.markdown import structure
from transqa.segment.protect import MASK, mask

PAGE = """---
title: "Voilà: un titre"
---

# Titre *un*

Voir [le site](https://exemple.fr/a_(b)?c "Titre!") et `code : x`, **gras**.
Deuxième ligne.

> Citation sur
> deux lignes

- un
  suite
- [ ] deux

| a | b |
|---|---|
| un mot | `x\\|y` deux |

```py
code!
```

<details>
<summary>Résumé</summary>
texte
</details>

<!-- secret! -->

[![alt](image.png)](https://exemple.fr)
"""


def test_blocks() -> None:
    """Each block without its markers; front matter, code and comments are no prose."""
    found = structure(PAGE)
    assert [(str(b.kind), b.span.cut(PAGE)) for b in found.blocks] == [
        ("heading", "Titre *un*"),
        ("paragraph", 'Voir [le site](https://exemple.fr/a_(b)?c "Titre!") et `code : x`, **gras**.\nDeuxième ligne.'),
        ("quotation", "Citation sur\n> deux lignes"),
        ("list_item", "un\n  suite"),
        ("list_item", "[ ] deux"),
        ("table_cell", "a"),
        ("table_cell", "b"),
        ("table_cell", "un mot"),
        ("table_cell", "`x\\|y` deux"),
        ("code", "```py\ncode!\n```"),
        ("paragraph", "<summary>Résumé</summary>"),
        ("paragraph", "texte"),
        ("code", "<!-- secret! -->"),
        ("paragraph", "[![alt](image.png)](https://exemple.fr)"),
    ]


def test_syntax_is_protected() -> None:
    """Code, link targets, emphasis marks, tags, the `>` of a quotation's second line."""
    found = structure(PAGE)
    by_kind: dict[ProtectedKind, list[str]] = {}
    for p in found.protected:
        by_kind.setdefault(p.kind, []).append(p.span.cut(PAGE))
    assert by_kind[ProtectedKind.CODE] == ["`code : x`", "`x\\|y`"]
    assert by_kind[ProtectedKind.LINK][0] == '](https://exemple.fr/a_(b)?c "Titre!")'
    assert {"**", "*", "<summary>", "</summary>", "[", "!["} <= set(by_kind[ProtectedKind.MARKUP])
    assert "> " in by_kind[ProtectedKind.STRUCTURE]
    assert [link.cut(PAGE)[:3] for link in found.links] == ["[le", "[!["]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """The same blocks whatever ends the lines."""
    text = PAGE.replace("\n", end)
    assert [b.span.cut(text).replace(end, "\n") for b in structure(text).blocks] == [
        b.span.cut(PAGE) for b in structure(PAGE).blocks
    ]


def test_prose_is_as_long_as_the_text() -> None:
    """Masks keep places; code shows as blanks, a link target as object replacements, an entity for a space as that space."""
    document = read_text(PAGE + "\nPrix&nbsp;: 3&#8239;€\n", "fr", fmt="markdown")
    prose = mask(document)
    assert len(prose) == len(document.text)
    assert prose.count("\n") == document.text.count("\n")
    assert "code!" not in prose
    assert "secret" not in prose
    assert "Titre!" not in prose
    assert "Prix" + "\u00a0" * 6 + ":" in prose
    assert MASK in prose


def test_admonitions_of_mkdocs() -> None:
    """The quotation marks of `!!! note "Title"` are syntax, those of the title's text are not."""
    text = '!!! note "Un titre"\n    Il dit "oui".\n'
    marks = [p.span.cut(text) for p in structure(text).protected if p.kind is ProtectedKind.MARKUP]
    assert marks == ['!!! note "', '"']
