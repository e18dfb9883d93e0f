"""Which sentences translate each other, and which words inside them.

`aligner` leads through: tokens → evidence on words → a band → the best path through it → what the document teaches → the path
again → moved blocks. docs/explanation/alignment.md explains it.
"""

from transqa.alignment.aligner import align_segments
from transqa.alignment.links import WordLinker
from transqa.alignment.paragraphs import paragraph_beads
from transqa.alignment.resources import Resources, resources_for

__all__ = ["Resources", "WordLinker", "align_segments", "paragraph_beads", "resources_for"]
