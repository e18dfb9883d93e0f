"""Builds the embedded resources from parallel text and treebanks. Each module is one command: `python -m transqa.train.<name>`."""
