"""Builds the embedded resources from parallel text and treebanks; each module is a command: `python -m transqa.train.<name>`."""
