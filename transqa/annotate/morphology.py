"""The words of a text with lemma, part of speech, features and syntax: parsed when a rule asks, in batches, and kept for a while.

A rule looks for candidates first, by means that cost little, names them (`expect`), and then asks for their tokens one by
one. Nothing else is parsed. What is kept is bounded; equal lines that are held are parsed once.

Stretches that are no prose: one that takes the place of a word (a URL, code, a placeholder, a mention) is one token. The parser
reads `STAND_IN` in its place, and the token shows the text itself as part of speech X without features: head and relation are
of use, but nothing can be told of its gender or number. Markup, entities and the target of a link are left out, so that the
words around them stand as a reader sees them.

A language without parser has no tokens: `tokens` gives an empty list, and rules that need them are silent.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from functools import cache, cached_property
from typing import TYPE_CHECKING

from transqa.model import Protected, ProtectedKind, Span
from transqa.morphosyntax.tokens import tokenise
from transqa.morphosyntax.tree import ROOT, Form, Token
from transqa.segment.protect import MASK, find_protected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from transqa.annotate.context import Side
    from transqa.morphosyntax.pipeline import Pipeline

HELD_TOKENS = 100_000
"""Tokens kept at most, some 30 MB: a text of 4,000 sentences is parsed once even if several rules go through it."""
BATCH_SEGMENTS = 128
BATCH_LENGTH = 40_000
"""A batch ends with the segment that reaches either; the length is in code points, those of repeated lines included."""
PIECE_TOKENS = 400
"""Longest stretch given to a parser as one sentence: its time and memory grow with the square. Sentences have 25 tokens."""
CLAUSE_ENDS = frozenset(".!?…;:,)—–。！？；：，、")
STAND_IN = "X"
"""What a parser reads for a stretch that is no prose but has the place of a word: no ending that tells a gender or a tense."""
_WORDLIKE = {ProtectedKind.LINK, ProtectedKind.CODE, ProtectedKind.PLACEHOLDER, ProtectedKind.NAME}


class Morphology:
    """The trees of the segments of one side."""

    def __init__(self, side: Side, load: Callable[[], Pipeline | None], held: int = HELD_TOKENS) -> None:
        """Load and parse nothing yet.

        Args:
            side: the text.
            load: returns the tagger and parser, or None: then no segment has tokens. Called when tokens are first asked for.
            held: tokens to keep; the segments that were asked for longest ago are forgotten first.
        """
        self.side = side
        self._load = load
        self._held = held
        self._count = 0
        self._trees: OrderedDict[int, list[Token]] = OrderedDict()
        self._places: dict[str, int] = {}  # text of a segment that is held, and its index
        self._expected: list[int] = []

    @cached_property
    def pipeline(self) -> Pipeline | None:
        """The tagger and parser of the language."""
        return self._load()

    def expect(self, indexes: Iterable[int]) -> None:
        """Say which segments will be asked for, so that one that is asked for is parsed together with those after it."""
        self._expected = sorted({*self._expected, *indexes})

    def tokens(self, index: int) -> list[Token]:
        """Return the tree of segment *index*, with places in the text of the document; empty without a parser."""
        if self.pipeline is None:
            return []
        if index not in self._trees:
            self._parse(self.pipeline, index)
        self._trees.move_to_end(index)
        return self._trees[index]

    def _parse(self, pipeline: Pipeline, index: int) -> None:
        """Fill in a segment and the expected ones after it."""
        batch: dict[str, int] = {}
        forms: list[list[Form]] = []
        copies: dict[int, int] = {}
        size = 0
        for i in self._wanted(index):
            key = self._key(i)
            twin = self._places.get(key, batch.get(key))
            if twin is None:
                batch[key] = i
                forms.append(self._forms(i))
            else:
                copies[i] = twin
            size += len(key)
            if size >= BATCH_LENGTH:
                break
        for i, tree in zip(batch.values(), _trees(pipeline, forms), strict=True):
            self._keep(i, self._as_shown(i, tree))
        self._places |= batch
        for i, twin in copies.items():
            by = self.side.segments[i].span.start - self.side.segments[twin].span.start
            self._keep(i, [t._replace(start=t.start + by, end=t.end + by) for t in self._trees[twin]])
        self._forget(index)

    def _wanted(self, index: int) -> Iterator[int]:
        """Yield a segment, and those of the next expected ones that are not held."""
        yield index
        at = bisect_left(self._expected, index + 1)
        if at and self._expected[at - 1] == index:
            yield from (i for i in self._expected[at : at + BATCH_SEGMENTS - 1] if i not in self._trees)

    def _key(self, index: int) -> str:
        """Return what the tree of a segment depends on: its text, and what of it is masked."""
        span = self.side.segments[index].span
        text, prose = span.cut(self.side.text), span.cut(self.side.prose)
        return text if text == prose else f"{text}\n{prose}"

    def _keep(self, index: int, tree: list[Token]) -> None:
        self._trees[index] = tree
        self._count += len(tree)

    def _forget(self, index: int) -> None:
        """Let go of the oldest trees until no more is held than may be; that of *index* stays."""
        self._trees.move_to_end(index)
        while self._count > self._held and len(self._trees) > 1:
            old, tree = self._trees.popitem(last=False)
            self._count -= len(tree)
            key = self._key(old)
            if self._places.get(key) == old:
                del self._places[key]

    def _forms(self, index: int) -> list[Form]:
        """Return the words of a segment as the parser is to read them, with places in the text."""
        span = self.side.segments[index].span
        prose = span.cut(self.side.prose)
        if MASK not in prose:
            return tokenise(prose, self.side.pack, span.start)
        shown = _mask().sub(lambda m: self._shown(m.start() + span.start, m.end() + span.start), prose)
        forms = tokenise(shown, self.side.pack, span.start)
        return [form._replace(text=STAND_IN) if self._masked(form) else form for form in forms]

    def _masked(self, word: Form | Token) -> bool:
        return MASK in self.side.prose[word.start : word.end]

    def _as_shown(self, index: int, tree: list[Token]) -> list[Token]:
        """Return a tree with the text itself where the parser has read a stand-in."""
        if MASK not in self.side.segments[index].span.cut(self.side.prose):
            return tree
        text = self.side.text
        return [
            t._replace(text=text[t.start : t.end], lemma=text[t.start : t.end], upos="X", feats="") if self._masked(t) else t
            for t in tree
        ]

    def _shown(self, start: int, end: int) -> str:
        """Return what stands for a masked stretch, as long as it: letters where it has the place of a word, else blanks."""
        out = [" "] * (end - start)
        for span in self._wordlike(start, end):
            out[span.start - start : span.end - start] = STAND_IN * (span.end - span.start)
        return "".join(out)

    def _wordlike(self, start: int, end: int) -> Iterator[Span]:
        """Yield the parts of a masked stretch that have the place of a word."""
        for span, kind in self._parts(start, end):
            raw = span.cut(self.side.text)
            # `](https://…)`, the target of a link, is a link too; but its text stands before it.
            if kind in _WORDLIKE and not raw.startswith("]") and any(map(str.isalnum, raw)):
                yield span

    def _parts(self, start: int, end: int) -> Iterator[tuple[Span, ProtectedKind]]:
        """Yield what a masked stretch consists of: what the format protects, and between that what looks like no prose."""
        at = start
        first = max(0, bisect_right(self._protected, start, key=_start) - 1)
        for p in self._protected[first : bisect_left(self._protected, end, key=_start)]:
            if p.span.end > start:
                yield from self._found(at, p.span.start)
                at = min(p.span.end, end)
                yield Span(max(p.span.start, start), at), p.kind
        yield from self._found(at, end)

    def _found(self, start: int, end: int) -> Iterator[tuple[Span, ProtectedKind]]:
        raw = self.side.text[start:end]
        found = find_protected(raw) or ([Protected(Span(0, len(raw)), ProtectedKind.NAME)] if raw else [])
        yield from ((p.span.shift(start), p.kind) for p in found)

    @cached_property
    def _protected(self) -> list[Protected]:
        """What the format protects: the outermost stretches, in order."""
        out: list[Protected] = []
        for p in sorted(self.side.document.protected, key=lambda p: (p.span.start, -p.span.end)):
            if p.span.end > p.span.start and (not out or p.span.start >= out[-1].span.end):
                out.append(p)
        return out


def _start(p: Protected) -> int:
    return p.span.start


@cache
def _mask() -> re.Pattern[str]:
    return re.compile(f"{MASK}+")


def _trees(pipeline: Pipeline, sentences: list[list[Form]]) -> list[list[Token]]:
    """Return the tree of each sentence; one that is too long is parsed in pieces."""
    pieces = [list(_pieces(forms)) for forms in sentences]
    trees = iter(pipeline.parse([piece for sentence in pieces for piece in sentence]))
    return [_joined([next(trees) for _ in sentence]) for sentence in pieces]


def _pieces(forms: list[Form]) -> Iterator[list[Form]]:
    """Yield a sentence in pieces that a parser can bear, cut behind the last clause mark of each, if its second half has one."""
    start = 0
    while len(forms) - start > PIECE_TOKENS:
        longest = start + PIECE_TOKENS
        ends = (i for i in range(longest, longest - PIECE_TOKENS // 2, -1) if forms[i - 1].text in CLAUSE_ENDS)
        end = next(ends, longest)
        yield forms[start:end]
        start = end
    yield forms[start:]


def _joined(pieces: list[list[Token]]) -> list[Token]:
    """Return one tree: the roots of further pieces hang on the first."""
    tree = list(pieces[0])
    root = next((i for i, t in enumerate(tree) if t.head == ROOT), ROOT)
    for piece in pieces[1:]:
        base = len(tree)
        tree += [t._replace(head=root, deprel="parataxis") if t.head == ROOT else t._replace(head=t.head + base) for t in piece]
    return tree
