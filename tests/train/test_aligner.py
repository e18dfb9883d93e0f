"""Learning the aligner's weights, and counting how good an alignment is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from transqa.train import aligner
from transqa.train.scoring import Tally

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT: dict[str, Any] = {
    "source_lang": "en",
    "target_lang": "fr",
    "source": ["The cat sleeps in the house.", "It is", "nine o’clock.", "Read more", "My sister has 3 dogs and 2 horses."],
    "target": ["Le chat dort dans la maison.", "Il est neuf heures.", "Ma sœur a 3 chiens", "et 2 chevaux."],
    "beads": [([0], [0]), ([1, 2], [1]), ([3], []), ([4], [2, 3])],
}


def test_tally() -> None:
    """Precision counts beads with one side, recall does not; lax takes a shared line for a hit."""
    tally = Tally()
    tally.add([([0], [0]), ([1, 2], [1]), ([3], [])], [([0], [0]), ([1], [1]), ([2], []), ([3], [])])
    assert (tally.right, tally.found, tally.met, tally.due) == (2, 4, 1, 2)
    assert tally.strict_f1 == pytest.approx(0.5)
    assert tally.lax_f1 > tally.strict_f1
    assert Tally().strict_f1 == 0


def test_gradient() -> None:
    """What the gradient says is what the loss does."""
    example = aligner.Example.of(DOCUMENT, aligner.START)
    theta = aligner.to_vector(aligner.START)
    _, gradient = example.loss(theta)
    for k, name in enumerate(aligner.NAMES):
        step = np.zeros(len(theta))
        step[k] = 1e-2
        slope = (example.loss(theta + step)[0] - example.loss(theta - step)[0]) / 2e-2
        assert gradient[k] == pytest.approx(slope, abs=0.05), name


def test_weights_and_vectors() -> None:
    """One stands for the other."""
    assert aligner.to_weights(aligner.to_vector(aligner.START)) == aligner.START


def test_learning_makes_the_right_beads_likelier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From the command line, with a file of documents."""
    pytest.importorskip("scipy")
    example = aligner.Example.of(DOCUMENT, aligner.START)
    before = example.loss(aligner.to_vector(aligner.START))[0]
    after = example.loss(aligner.learn([(1.0, [example])], aligner.to_vector(aligner.START), 10))[0]
    assert after < before
    path = tmp_path / "own.json"
    path.write_text(json.dumps([DOCUMENT, DOCUMENT]), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["aligner", str(path), "--rounds", "1", "--iterations", "3", "--folds", "2"])
        aligner.main()
    out = capsys.readouterr().out
    assert "not learnt from: own 1.000" in out
    assert "learnt from: own 1.000" in out
    assert "lexicon = " in out
