"""Gender of a person: words of the target against who the source speaks of."""
