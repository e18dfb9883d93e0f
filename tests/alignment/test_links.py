"""Word links: the gold of corpora/ is sound, and links found are mostly those made by hand."""

from __future__ import annotations

import pytest

import transqa
from corpora.load import LinkedBead, articles, link_scores, link_words, numbered

ARTICLES = [a for a in articles() if a.linked]
PRECISION, RECALL = 0.85, 0.7


def found(bead: LinkedBead) -> frozenset[tuple[int, int]]:
    alignment = transqa.align([bead.source], [bead.target])
    return numbered(bead, [link for b in alignment for link in b.links])


def test_there_are_enough_gold_links() -> None:
    """At least sixty beads of at least ten articles, each a bead of its article and none twice; some join sentences."""
    linked = [b for a in ARTICLES for b in a.linked]
    texts = [(b.source, b.target) for b in linked]
    assert len(linked) >= 60
    assert len(ARTICLES) >= 10
    assert len(set(texts)) == len(texts)
    beads = {(" ".join(s), " ".join(t)): (len(s), len(t)) for a in ARTICLES for s, t in a.beads}
    shapes = [beads[pair] for pair in texts]
    assert (1, 2) in shapes
    assert (2, 1) in shapes


def test_words_of_the_gold() -> None:
    """Apostrophes and hyphens part words; a number is one word, whatever parts its groups; combining marks belong to letters."""
    text = "L’eau de Moulins-Saint-Re\u0301my : 1,200 m, 12\u202f000, 12\u00a0000 ou 12 000,5 ¦ en 2019 500 3.5"
    assert [text[start:end] for start, end in link_words(text)] == [
        *("L", "eau", "de", "Moulins", "Saint", "Re\u0301my", "1,200", "m", "12\u202f000", "12\u00a0000", "ou", "12 000,5"),
        *("en", "2019", "500", "3.5"),
    ]


def test_scores_of_links() -> None:
    """Nothing found is precise and finds nothing; exactly the sure links are perfect; a wrong link costs precision only."""
    bead = LinkedBead("the water", "l’eau", frozenset({(1, 1)}), frozenset({(0, 0), (1, 1)}))
    assert link_scores([(bead, set())]) == (1.0, 0.0, 1.0)
    assert link_scores([(bead, {(1, 1)})]) == link_scores([(bead, {(0, 0), (1, 1)})]) == (1.0, 1.0, 0.0)
    assert link_scores([(bead, {(1, 0), (1, 1)})]) == pytest.approx((0.5, 1.0, 1 / 3))


def test_links_are_those_made_by_hand() -> None:
    """Precision and recall over all gold beads."""
    precision, recall, aer = link_scores((b, found(b)) for a in ARTICLES for b in a.linked)
    figures = f"precision {precision:.3f}, recall {recall:.3f}, alignment error rate {aer:.3f}"
    assert precision >= PRECISION, figures
    assert recall >= RECALL, figures
