"""From scores of heads to the best tree: one root, no cycle.

Most sentences are trees when each word takes its best head. The rest are repaired by the algorithm of Chu & Liu (1965) and
Edmonds (1967) in the form of Tarjan (1977) for dense graphs, which takes n² steps. That no two words take the root is made
sure by a fine on taking it, higher than what any other choice of heads could win: the best tree pays it once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.int64]


def best_tree(scores: Floats) -> Ints:
    """Return the head of each word, -1 for the root: no tree with one root has a higher sum of scores.

    Args:
        scores: of head j for word i, at [i, j]; column 0 is the root, column j + 1 is word j. All are finite; that of a word
            as its own head counts for nothing.
    """
    n = len(scores)
    if n == 0:
        return np.zeros(0, dtype=np.int64)
    heads = scores.argmax(1).tolist()
    if heads.count(0) != 1 or _has_cycle(heads):
        heads = _Contraction(scores).heads()
    return np.array(heads, dtype=np.int64) - 1


def _has_cycle(heads: list[int]) -> bool:
    """Tell whether some word does not hang on the root. Word i stands at heads[i - 1] = its head; 0 is the root."""
    up = [0, *heads]
    walk = [0] * len(up)  # the number of the walk that met a word; of a cycle's words, the walk that closes it
    for start in range(1, len(up)):
        at = start
        while at and not walk[at]:
            walk[at] = start
            at = up[at]
        if at and walk[at] == start:
            return True
    return False


class _Contraction:
    """Walks from head to head; where the walk closes a cycle, its words become one, until the root is met.

    Words are nodes 1 to n, the root is 0; a cycle that becomes one is a node with the next number. Heads stay words, so that only
    rows of scores are ever joined.
    """

    def __init__(self, scores: Floats) -> None:
        n = len(scores)
        words = np.arange(n)
        rows = np.empty((2 * n, n + 1))  # node - 1 → score of each head; contractions make less than n nodes
        rows[:n] = scores
        rows[:n, 0] -= 1.0 + n * float(scores.max() - scores.min())
        rows[words, words + 1] = -np.inf
        into = np.empty((2 * n, n + 1), dtype=np.int64)  # node - 1 → the word in it that would take each head
        into[:n] = words[:, None] + 1
        self._n, self._rows, self._into = n, rows, into
        self._best = [0, *rows[:n].argmax(1).tolist()]  # node → its best head
        self._node = np.arange(n + 1)  # word → the outermost node that it is in
        self._outer: dict[int, int] = {}  # node → the node that it became part of

    def heads(self) -> list[int]:
        """Return the head of each word of the best tree."""
        hung = {0}
        for start in range(1, self._n + 1):
            path: list[int] = []
            at = int(self._node[start])
            while at not in hung:
                if at in path:
                    k = path.index(at)
                    at = self._contract(path[k:])
                    del path[k:]
                path.append(at)
                at = int(self._node[self._best[at]])
            hung.update(path)
        return self._expanded()

    def _contract(self, cycle: list[int]) -> int:
        """Make one node of the nodes of a cycle: taking a head costs what the word that takes it loses by leaving its own."""
        new, members, words = len(self._best), np.array(cycle) - 1, np.arange(self._n + 1)
        rows = self._rows[members]
        rows -= rows[words[: len(cycle)], [self._best[c] for c in cycle]][:, None]
        chosen = rows.argmax(0)
        row = rows[chosen, words]
        joined = np.zeros(new, dtype=bool)
        joined[cycle] = True
        inside = joined[self._node]
        row[inside] = -np.inf
        self._node[inside] = new
        self._rows[new - 1], self._into[new - 1] = row, self._into[members[chosen], words]
        self._best.append(int(row.argmax()))
        self._outer.update(dict.fromkeys(cycle, new))
        return new

    def _expanded(self) -> list[int]:
        """Undo the contractions, outermost first: the node's head is that of a word in it, the others keep theirs."""
        heads = [0] * self._n
        settled: set[int] = set()
        for node in range(len(self._best) - 1, 0, -1):
            if node in settled:
                continue
            word = int(self._into[node - 1, self._best[node]])
            heads[word - 1] = self._best[node]
            inner: int | None = word
            while inner is not None and inner not in settled:
                settled.add(inner)
                inner = self._outer.get(inner)
        return heads
