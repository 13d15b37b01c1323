"""The store that a command asks, and what its user should be told about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli import streams
from kg.cli.config import Settings
from kg.cli.speech import language

if TYPE_CHECKING:
    from kg.corpus.layout import Corpus
    from kg.corpus.store import Store


def open_store(settings: Settings) -> Store:
    """The store of the corpus that the settings name; notes go to standard error."""
    from kg.corpus.open import open_store as opened

    store = opened(settings.corpus)
    for each in store.notes:
        streams.note(each.of(language()))
    return store


def corpus(settings: Settings) -> Corpus:
    """The corpus that is changed: the one that the settings name, else the user's own."""
    from kg.corpus.layout import Corpus, user_corpus

    return Corpus(settings.corpus) if settings.corpus else user_corpus()
