"""To whom words are said where two take turns: *“…”, she said.* — *“You must be tired,” he answered.*.

Only a conversation of a woman and a man that names nobody else is read so, and only words beside words of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transqa.annotate.turns import NOBODY, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transqa.annotate.context import Side
    from transqa.annotate.people.facts import Sex
    from transqa.annotate.speakers import Participant, Utterance
    from transqa.morphosyntax.tree import Token

GAP = 2
"""Paragraphs from one turn of a conversation to the next at most: one may tell what happens between them."""
TURNS = 8
"""Turns looked at, before and behind."""
MARKS = ",.!?…;:—–"


class Turn(NamedTuple):
    """Who speaks in a conversation: the paragraph, the words for the speaker, and their gender where it is known."""

    block: int
    speaker: Participant
    sex: Sex | None


class Replies:
    """Who is answered in the conversations of one side."""

    def __init__(self, side: Side, sex_of: Callable[[Participant], Sex | None]) -> None:
        """Hold a side; *sex_of* returns the gender of the person whom some words name."""
        self.side = side
        self._sex_of = sex_of

    def addressee(self, k: int) -> Participant | None:
        """Return the words that name the other of two who speak, for words of one of them."""
        said = self._utterance(k)
        if said is None or said.speaker is None or said.addressee is not None or self._calls(said):
            return None
        turns = list(self._turns(k))
        mine, block = turns[0].sex, turns[0].block
        if any(t.sex is None for t in turns) or self._is_crowd(turns, "female") or self._is_crowd(turns, "male"):
            return None
        beside = [t for t in turns if abs(t.block - block) == 1]
        return None if any(t.sex == mine for t in beside) else next((t.speaker for t in beside), None)

    def _utterance(self, k: int) -> Utterance | None:
        """Return what is said in a stretch that stands in no other."""
        stretch = self.side.speech.stretches[k]
        if stretch.kind not in {Kind.QUOTATION, Kind.DIALOGUE} or self.side.speech.levels.parents[k] != NOBODY:
            return None
        return self.side.speech.number(k)

    def _turns(self, k: int) -> Iterator[Turn]:
        """Yield the turns of the conversation that say who speaks: the one asked for, those before and those behind."""
        for j in self._scene(k):
            said = self._utterance(j)
            if said is not None and said.speaker is not None:
                yield Turn(self._block(j), said.speaker, self._sex_of(said.speaker))

    def _block(self, k: int) -> int:
        segment = self.side.segment_at(self.side.speech.stretches[k].whole.start)
        return segment.block if segment is not None else NOBODY

    def _scene(self, k: int) -> Iterator[int]:
        """Yield the stretches of the conversation."""
        yield k
        for step in (-1, 1):
            at = k
            for j in range(k + step, k + step * (TURNS + 1), step):
                if not 0 <= j < len(self.side.speech.stretches) or abs(self._block(j) - self._block(at)) > GAP:
                    break
                yield j
                at = j

    def _is_crowd(self, turns: list[Turn], sex: Sex) -> bool:
        """Say whether the words for those of one gender who speak may be of several: two names, a name and a noun."""
        tokens = (self.side.tokens(t.speaker.segment)[t.speaker.token] for t in turns if t.sex == sex)
        return len({t.text.lower() for t in tokens if t.upos != "PRON"}) > 1

    def _calls(self, said: Utterance) -> bool:
        """Say whether the words call somebody: *Anna, you are late*."""
        for span in said.spans:
            first, last = self.side.segment_at(span.start), self.side.segment_at(span.end - 1)
            for index in range(first.index, last.index + 1) if first is not None and last is not None else ():
                tokens = self.side.tokens(index)
                for k, t in enumerate(tokens):
                    if span.start <= t.start < span.end and (t.relation == "vocative" or self._is_set_off(tokens, k)):
                        return True
        return False

    @staticmethod
    def _is_set_off(tokens: list[Token], k: int) -> bool:
        """Say whether a name stands between marks."""
        if tokens[k].upos != "PROPN":
            return False
        before, behind = tokens[k - 1].text if k else ",", tokens[k + 1].text if k + 1 < len(tokens) else "."
        return not before[:1].isalnum() and behind[:1] in MARKS
