"""Trains the network that tags and parses a language. Needs torch (dependency group `syntax`).

`corpus` reads and harmonises treebanks → `network` is what is trained → `fit` trains → `weights` saves what
`transqa.morphosyntax.network` runs → `scores` measures.
"""
