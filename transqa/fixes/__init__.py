"""Edits applied to texts and files: nothing changes but what an edit names."""

from transqa.fixes.edits import apply_edits, chosen_edits
from transqa.fixes.write import replace_file, write_fixed

__all__ = ["apply_edits", "chosen_edits", "replace_file", "write_fixed"]
