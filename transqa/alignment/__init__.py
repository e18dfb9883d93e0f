"""Which sentences translate each other: a dynamic program over cognates, numbers, lengths and paragraph starts.

The score follows Moore (2002) in its use of word translation probabilities as a log-likelihood ratio, taken in both
directions, and Gale & Church (1993) in its use of lengths; the search is banded around a chain of sure points, and a
forward–backward pass gives each bead its posterior probability.
"""

from transqa.alignment.aligner import align_segments

__all__ = ["align_segments"]
