"""The one gate before what is written out of a corpus: a document marked secret leaves it only where a person said so.

Whoever writes documents out (an export, a brief, a calendar, the page) calls ``check`` before the first byte::

    marking.check(store, documents, include=include_marked)   # documents=None: every document of the corpus

A command calls ``kg.cli.marked.allow(store, documents, include_marked)`` in its place: the same, but the person at a
keyboard is asked before it refuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.corpus.rows import DocumentRow
from kg.corpus.store import Store
from kg.errors import KgError, Message

#: documents that a refusal names before it only counts
_NAMED = 5


class Marked(NamedTuple):
    """A document that is marked secret, and the words of the mark ("Mật", "Tối mật", "Tuyệt mật")."""

    document: DocumentRow
    marking: str


class MarkedDocuments(KgError):
    """Documents marked secret are among what is to be written out; ``documents`` are all of them."""

    def __init__(self, documents: tuple[Marked, ...]) -> None:
        named = ", ".join(f"{m.document.code or m.document.file} ({m.marking})" for m in documents[:_NAMED])
        more = "…" if len(documents) > _NAMED else ""
        super().__init__(
            Message(
                f"{len(documents)} văn bản đóng dấu mật sẽ bị đưa ra ngoài kho: {named}{more}; chưa ghi gì",
                f"{len(documents)} documents marked secret would leave the corpus: {named}{more}; nothing was written",
            ),
            hint=Message(
                "Chỉ dùng --include-marked khi được phép sao các văn bản đó.",
                "Use --include-marked only if those documents may be copied.",
            ),
        )
        self.documents = documents


def marked(store: Store, documents: Iterable[int] | None = None) -> tuple[Marked, ...]:
    """Those of ``documents`` (ords; None: all of the corpus) that are marked secret, in the order of their ids."""
    markings = store.markings(documents)
    rows = store.document_rows(markings).values()
    return tuple(Marked(row, markings[row.ord]) for row in sorted(rows, key=lambda row: row.id))


def check(store: Store, documents: Iterable[int] | None = None, *, include: bool = False) -> None:
    """Nothing where none of ``documents`` (ords; None: all of the corpus) is marked, or ``include`` says that they may
    be written out.

    Raises:
        MarkedDocuments: some are marked.
    """
    found = () if include else marked(store, documents)
    if found:
        raise MarkedDocuments(found)
