"""A person's word about what a machine read: kept apart, applied on every build, shown with who and when.

``waiting`` and ``count`` say what waits for a person; they read the store and load nothing heavy.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.corpus.store import Store
    from kg.corrections.model import Waiting


def count(store: Store, documents: Iterable[int] | None = None) -> int:
    """How many things wait for a person in ``store``, or in some of its documents (their ords): inferred, unknown,
    unread or warned about, each once. Zero: nothing waits.

        from kg import corrections
        corrections.count(store)             # 4
        corrections.count(store, [ord])      # of one document
    """
    return store.waiting_count(documents)


def waiting(store: Store, documents: Iterable[int] | None = None) -> list[Waiting]:
    """The things that :func:`count` counts, most used first: what each is about, where it stands and why it waits."""
    return store.waiting(documents)
