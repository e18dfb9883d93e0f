"""Alignments shown: every format, on alignments made by hand."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from transqa.model import Alignment, Bead, Segment, Span, WordLink
from transqa.report import Style
from transqa.report.alignments import ALIGNMENT_RENDERERS, Bitext, by_blocks
from transqa.report.alignments.bitext import joined
from transqa.report.alignments.text import MIN_COLUMN, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ANSI = re.compile(r"\x1b\[[0-9;]*m")
AWKWARD = [
    "a\tb\nc\r\nd\u2028e",
    'He said "<b>&amp;</b>" ]]>',
    "nul\x00 esc\x1b[31m \ufffe",
    "no\u00a0break",
    "日本語" * 30,
    "x" * 200,
]


def segments(texts: Sequence[str], blocks: Sequence[int] | None = None, gap: int = 1) -> tuple[Segment, ...]:
    """Return segments placed one behind the other, *gap* code points apart."""
    out = []
    at = 0
    for i, text in enumerate(texts):
        out.append(Segment(i, Span(at, at + len(text)), text, blocks[i] if blocks else i))
        at += len(text) + gap
    return tuple(out)


def linked(bead: Bead) -> tuple[WordLink, ...]:
    """Link the first three letters of both sides."""
    return (WordLink(Span(bead.source[0], 3), Span(bead.target[0], 3), 0.123456),)


SOURCE = segments(["The train left.", "It was late & cold.", "Share", "Part one, moved.", "Part two.", "The end.", ""])
TARGET = segments(["En une partie.", "Le train est parti.", "Il était tard.", "Il faisait froid.", "Publicité", "Fin."])
MIXED = Alignment(
    (
        Bead((3, 4), (0,), 3.25, 0.8, moved=True),
        Bead((0,), (1,), 10.5, 0.98765, linker=linked),
        Bead((1,), (2, 3), 4.0, 0.41),
        Bead((2,), (), -1.0, 0.9),
        Bead((), (4,), -2.0, 0.7),
        Bead((5,), (5,), 1.0, 0.6),
        Bead((6,), (), 0.0, 1.0),
    ),
    SOURCE,
    TARGET,
)
EMPTY = Alignment((), (), ())


def shown(output: str, alignment: Alignment, *, width: int = 100, color: bool = False, links: bool = False) -> str:
    return ALIGNMENT_RENDERERS[output](Bitext(alignment, "en", "fr-CA", Style(color, width), links))


def pairs(texts: Sequence[str]) -> Alignment:
    """Return an alignment of each text with the next."""
    source, target = segments(texts), segments([*texts[1:], texts[0]])
    return Alignment(tuple(Bead((i,), (i,), 1.0, 0.75) for i in range(len(texts))), source, target)


def test_table() -> None:
    """The names that the command offers."""
    assert list(ALIGNMENT_RENDERERS) == ["text", "jsonl", "tsv", "tmx", "ladder"]


def test_import_is_cheap() -> None:
    """No XML, no terminal, no number crunching until a renderer runs."""
    code = "import sys, transqa.report.alignments; print([m for m in ('rich', 'xml.sax', 'numpy', 'click') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_text_page() -> None:
    """Numbers from 1, shape, confidence; what is moved, uncertain or alone says so; a blank line is not called missing."""
    assert shown("text", MIXED, width=60).splitlines() == [
        "            en                    │   fr-CA",
        "2:1 0.80  4 Part one, moved.      │ 1 En une partie.",
        "moved     5 Part two.             │",
        "1:1 0.99  1 The train left.       │ 2 Le train est parti.",
        "1:2 0.41? 2 It was late & cold.   │ 3 Il était tard.",
        "                                  │ 4 Il faisait froid.",
        "1:0 0.90  3 Share                 │   (no target)",
        "0:1 0.70    (no source)           │ 5 Publicité",
        "1:1 0.60  6 The end.              │ 6 Fin.",
        "1:0 1.00  7                       │",
        "7 beads: 2 1:0, 2 1:1, 1 0:1, 1 1:2, 1 2:1; 1 moved; 1",
        "uncertain (?).",
    ]


def test_text_empty() -> None:
    """Said, not shown as nothing."""
    assert shown("text", EMPTY) == "No segments to align.\n"


@pytest.mark.parametrize("width", [45, 60, 80, 100, 133])
def test_text_fits_the_width(width: int) -> None:
    """Wide characters, long words and numbers included; with colours too."""
    many = pairs([*AWKWARD, *(f"word{'s' * (i % 40)} " * 9 for i in range(120))])
    for color in (False, True):
        lines = shown("text", many, width=width, color=color).split("\n")
        assert max(cell_len(ANSI.sub("", line)) for line in lines) <= width


def test_text_columns_line_up() -> None:
    """The rule between them stands at one place."""
    lines = shown("text", pairs(AWKWARD), width=80).splitlines()[:-1]
    assert len({cell_len(line[: line.index("│")]) for line in lines}) == 1


def test_text_no_control_character_reaches_the_terminal() -> None:
    """A text cannot colour or clear the screen."""
    text = shown("text", pairs(["a\x1b[2Jb\x9b31m\x07", "c\x7f\x00"]))
    assert not [c for c in text if c != "\n" and (ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0)]
    assert "a␛[2Jb\ufffd31m␇" in text


def test_text_colours_only_when_asked() -> None:
    """The same words with and without."""
    plain, coloured = shown("text", MIXED), shown("text", MIXED, color=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert [line.rstrip() for line in ANSI.sub("", coloured).split("\n")] == plain.split("\n")


@settings(max_examples=200, deadline=None)
@given(st.text(), st.integers(MIN_COLUMN, 40))
def test_text_wrapping_loses_nothing(text: str, width: int) -> None:
    """Each character but white space, in order; no line too wide."""
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    kept = [c for c in "".join(lines) if not c.isspace()]
    assert len(kept) == sum(not c.isspace() for c in text)


def test_text_no_break_spaces_hold() -> None:
    """« and its word stay on one line."""
    assert wrapped("Il a répondu «\u00a0oui\u00a0».", 16) == ["Il a répondu", "«\u00a0oui\u00a0»."]


def test_jsonl_rows() -> None:
    """All keys in each row; indexes from 0."""
    rows = [json.loads(line) for line in shown("jsonl", MIXED).splitlines()]
    assert rows[0] == {
        "source": [3, 4],
        "target": [0],
        "source_texts": ["Part one, moved.", "Part two."],
        "target_texts": ["En une partie."],
        "score": 3.25,
        "confidence": 0.8,
        "moved": True,
    }
    assert [(r["source"], r["target"]) for r in rows[3:5]] == [([2], []), ([], [4])]
    assert {tuple(r) for r in rows} == {tuple(rows[0])}
    assert shown("jsonl", EMPTY) == ""


def test_jsonl_links() -> None:
    """Only when asked for, with what is needed to cut the words out."""
    rows = [json.loads(line) for line in shown("jsonl", MIXED, links=True).splitlines()]
    assert rows[1]["links"] == [[0, 3, 1, 3, 0.1235]]
    assert rows[1]["source_spans"] == [[0, 15]]
    assert rows[3]["links"] == []
    assert rows[3]["target_spans"] == []


def test_jsonl_awkward_texts_round_trip() -> None:
    """One object a line for every reader, and each text as it was."""
    lines = shown("jsonl", pairs([*AWKWARD, "\x85\u2029"])).splitlines()
    assert [json.loads(line)["source_texts"] for line in lines] == [[t] for t in [*AWKWARD, "\x85\u2029"]]


def test_tsv_rows() -> None:
    """Three cells a bead; an empty one where a side is."""
    rows = [line.split("\t") for line in shown("tsv", MIXED).splitlines()]
    assert rows[0] == ["Part one, moved. Part two.", "En une partie.", "0.8000"]
    assert rows[2] == ["It was late & cold.", "Il était tard. Il faisait froid.", "0.4100"]
    assert rows[3] == ["Share", "", "0.9000"]
    assert rows[4] == ["", "Publicité", "0.7000"]
    assert rows[6] == ["", "", "1.0000"]
    assert shown("tsv", EMPTY) == ""


def test_tsv_awkward_texts_stay_in_their_cells() -> None:
    """Tabs and line ends become spaces; quotation marks are left as they are."""
    text = shown("tsv", pairs(AWKWARD))
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [r[0] for r in rows] == ["a b c d e", *AWKWARD[1:]]
    assert len(text.splitlines()) == len(AWKWARD)


def test_tmx_file() -> None:
    """The attributes that the standard requires, languages, confidence; no unit for what has one side."""
    text = shown("tmx", MIXED)
    root = ET.fromstring(text.encode())  # noqa: S314  # our own output
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    header = root.find("header")
    assert header is not None
    assert set(header.keys()) == {
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype",
    }  # fmt: skip
    assert (header.get("srclang"), header.get("segtype")) == ("en", "sentence")
    units = root.findall("body/tu")
    assert [u.get("tuid") for u in units] == ["1", "2", "3", "6"]
    assert [[c.tag for c in u] for u in units] == [["prop", "tuv", "tuv"]] * 4
    assert [p.text for p in root.iter("prop")] == ["0.8000", "0.9877", "0.4100", "0.6000"]
    assert {p.get("type") for p in root.iter("prop")} == {"x-transqa-confidence"}
    assert [v.get(XML_LANG) for v in units[0].findall("tuv")] == ["en", "fr-CA"]
    assert [s.text for s in units[2].iter("seg")] == ["It was late & cold.", "Il était tard. Il faisait froid."]
    assert "<!-- 2 beads with text on one side only left out -->" in text


def test_tmx_empty() -> None:
    """A file without units, without the comment."""
    text = shown("tmx", EMPTY)
    assert not list(ET.fromstring(text.encode()).iter("tu"))  # noqa: S314  # our own output
    assert "<!--" not in text


def test_tmx_awkward_texts_round_trip() -> None:
    """But for what XML cannot hold."""
    root = ET.fromstring(shown("tmx", pairs([*AWKWARD, "\ud800a\r"])).encode())  # noqa: S314  # our own output
    found = [next(s.text for s in u.iter("seg")) for u in root.iter("tu")]
    assert found == [*AWKWARD[:2], "nul esc[31m ", *AWKWARD[3:], "a\r"]


def test_ladder_rungs() -> None:
    """The score stands at the rung where its bead starts; a moved bead is two halves without score."""
    assert shown("ladder", MIXED).splitlines() == [
        "0\t0\t0.000",  # the moved bead's target half
        "0\t1\t10.500",
        "1\t2\t4.000",
        "2\t4\t-1.000",
        "3\t4\t0.000",  # its source half
        "5\t4\t-2.000",
        "5\t5\t1.000",
        "6\t6\t0.000",
        "7\t6\t0.000",
    ]
    assert shown("ladder", EMPTY) == "0\t0\t0.000\n"


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_ladder_monotone_whatever_comes(data: st.DataObject) -> None:
    """Any partition of both sides: rungs never go back, start at (0, 0), end at the sizes, and keep most beads in order."""
    sizes = data.draw(st.tuples(st.integers(0, 9), st.integers(0, 9)))
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for side, size in enumerate(sizes):
        for k in range(size):
            groups.setdefault(data.draw(st.integers(0, 6)), ([], []))[side].append(k)
    beads = tuple(Bead(tuple(s), tuple(t), 1.0, moved=data.draw(st.booleans())) for s, t in groups.values())
    alignment = Alignment(beads, segments("s" * sizes[0]), segments("t" * sizes[1]))
    rungs = [tuple(map(int, line.split("\t")[:2])) for line in shown("ladder", alignment).splitlines()]
    assert rungs[0] == (0, 0)
    assert rungs[-1] == sizes
    assert all(a != b and a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(rungs))


def test_ladder_beads_that_cross_keep_the_longest_chain() -> None:
    """Also where nothing is marked as moved."""
    order = [4, 0, 1, 2, 3]
    crossing = Alignment(tuple(Bead((i,), (j,), 9.0) for j, i in enumerate(order)), segments("abcde"), segments("vwxyz"))
    rungs = [line.split("\t") for line in shown("ladder", crossing).splitlines()]
    assert rungs == [
        ["0", "0", "0.000"],
        *([str(k), str(k + 1), "9.000"] for k in range(4)),
        ["4", "5", "0.000"],
        ["5", "5", "0.000"],
    ]


def test_ladder_segments_that_do_not_adjoin() -> None:
    """A bead with a gap has no place on a ladder."""
    gap = Alignment((Bead((0, 2), (0,), 9.0), Bead((1,), (1,), 8.0)), segments("abc"), segments("yz"))
    assert shown("ladder", gap).splitlines() == ["0\t0\t0.000", "1\t0\t0.000", "1\t1\t8.000", "2\t2\t0.000", "3\t2\t0.000"]


BLOCKS_SOURCE = segments(["One.", "Two.", "Three.", "Four."], blocks=[0, 0, 2, 5])
BLOCKS_TARGET = segments(["Un.", "Deux.", "Trois."], blocks=[1, 2, 3])


def of_blocks() -> Alignment:
    beads = (
        Bead((0,), (0,), 1.0, moved=True, linker=linked),
        Bead((1,), (1,), 2.0, moved=True, linker=linked),
        Bead((2,), (2,), 4.0),
        Bead((3,), ()),
    )
    paragraphs = (Bead((0,), (1, 2), confidence=0.9), Bead((2,), (3,), confidence=0.3), Bead((5,), ()))
    return Alignment(beads, BLOCKS_SOURCE, BLOCKS_TARGET, paragraphs)


def test_paragraphs_blocks_become_segments() -> None:
    """Numbered without those that hold no prose; texts, scores, moves and links are those of the sentences."""
    blocks = by_blocks(of_blocks())
    assert [s.text for s in blocks.source] == ["One. Two.", "Three.", "Four."]
    assert [s.index for s in blocks.source] == [0, 1, 2]
    assert blocks.source[0].span == Span(0, 9)
    assert [(b.source, b.target, b.score, b.confidence, b.moved) for b in blocks] == [
        ((0,), (0, 1), 3.0, 0.9, True),
        ((1,), (2,), 4.0, 0.3, False),
        ((2,), (), 0.0, 1.0, False),
    ]
    assert len(blocks.beads[0].links) == 2


@pytest.mark.parametrize("output", list(ALIGNMENT_RENDERERS))
def test_paragraphs_all_formats_show_them(output: str) -> None:
    """As they show sentences."""
    text = shown(output, by_blocks(of_blocks()))
    assert output == "ladder" or "One. Two." in text


def test_paragraphs_empty() -> None:
    """No paragraphs of nothing."""
    assert by_blocks(EMPTY) == EMPTY


def test_joined() -> None:
    """A space where something stands between two segments, none where they adjoin; blanks leave no trace."""
    assert joined(segments(["a.", "", " ", "b."])) == "a. b."
    assert joined(segments(["你好。", "再见。"], gap=0)) == "你好。再见。"
    assert joined(()) == ""
