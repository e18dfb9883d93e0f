"""Edits applied to texts and files: nothing changes but what an edit names."""

from transqa.fixes.edits import apply_edits, chosen_edits
from transqa.fixes.write import refuse_missing, refuse_unwritable, replace_file, write_fixed, write_output

__all__ = ["apply_edits", "chosen_edits", "refuse_missing", "refuse_unwritable", "replace_file", "write_fixed", "write_output"]
