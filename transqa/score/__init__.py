"""Scores that can be compared."""

from transqa.score.mqm import WEIGHTS, mqm_score

__all__ = ["WEIGHTS", "mqm_score"]
