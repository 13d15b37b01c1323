"""A document of a corpus by what a person calls it."""

from __future__ import annotations

from pathlib import Path

from kg.corpus.rows import DocumentRow
from kg.corpus.store import Store
from kg.errors import Exit, KgError, Message
from kg.ids import code_key


class NoSuchDocument(KgError):
    """No document of the corpus, or several, are called so."""

    exit = Exit.NOT_FOUND


def one_document(store: Store, reference: str) -> DocumentRow:
    """The document with this id, code or file name; raises NoSuchDocument where none or several have it."""
    node = store.node(reference)
    if node and node.kind == "document":
        return store.document_rows([node.ord])[node.ord]
    found = store.documents_by_code(code_key(reference)) or [
        d for d in store.documents() if reference in (d.file, Path(d.file).name)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(d.id for d in found)
        raise NoSuchDocument(
            Message(f"có {len(found)} văn bản cùng tên gọi này: {ids}", f"{len(found)} documents fit: {ids}"),
            reference,
            Message("Hãy dùng mã (id) của văn bản.", "Use the id of one of them."),
        )
    raise NoSuchDocument(
        Message("kho không có văn bản này", "the corpus has no such document"),
        reference,
        Message("Xem danh sách bằng `kg list`.", "See `kg list`."),
    )
