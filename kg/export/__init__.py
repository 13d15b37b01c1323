"""Office files and exchange formats out of a corpus: one module a format."""
