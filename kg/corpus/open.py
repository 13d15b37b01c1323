"""Opening a corpus for reading."""

from __future__ import annotations

from pathlib import Path

from kg.corpus.store import Store


def open_store(corpus: Path | None = None) -> Store:
    """The store of the corpus in the folder ``corpus``; without one, of the user's own corpus, or else of the shipped
    plan."""
    raise NotImplementedError
