"""From bytes to facts, and from facts to a store: the steps that ``add``, ``build`` and the shipped plan share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from kg.corpus import write
from kg.corpus.store import Store
from kg.corrections.doubts import doubts
from kg.corrections.model import Told, Waiting
from kg.derive import Edges, derive
from kg.document import Extraction
from kg.knowledge.model import Knowledge


@dataclass(frozen=True, slots=True)
class Read:
    """A document ready for the store."""

    extraction: Extraction
    edges: Edges
    extension: str
    waiting: tuple[Waiting, ...] = ()
    told: tuple[Told, ...] = ()


def versions(knowledge: Knowledge) -> write.Versions:
    """The versions of what reads documents now."""
    from kg import derive, extract, read

    return write.Versions(read.VERSION, extract.VERSION, derive.VERSION, knowledge.digest)


def read_document(data: bytes, name: str, extension: str, knowledge: Knowledge) -> Read:
    """Everything that ``data`` says and what follows from it; raises UnreadableError."""
    from kg.extract.plan import extract
    from kg.read import read_bytes

    extraction = extract(read_bytes(data, name), knowledge)
    return derived(extraction, knowledge, extension)


def derived(extraction: Extraction, knowledge: Knowledge, extension: str = ".txt") -> Read:
    """What is read, with what follows from it and what waits for a person in it."""
    return Read(extraction, derive(extraction, knowledge), extension, doubts(extraction))


def memory_store(knowledge: Knowledge, extractions: Iterable[Extraction], name: str = ":memory:") -> Store:
    """A store in memory that holds ``extractions``."""
    return Store(memory_database(knowledge, extractions), name)


def memory_database(knowledge: Knowledge, extractions: Iterable[Extraction]) -> sqlite3.Connection:
    """The database of :func:`memory_store`."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("BEGIN")
    write.create(db)
    write.put_knowledge(db, knowledge)
    for extraction in extractions:
        put(db, derived(extraction, knowledge), versions(knowledge))
    db.execute("COMMIT")
    return db


def put(db: sqlite3.Connection, document: Read, read_by: write.Versions) -> int:
    """Put a document into an open transaction."""
    write.bump(db)
    ord = write.put_document(db, document.extraction, document.edges, read_by, document.extension)
    write.put_waiting(db, ord, document.waiting)
    write.put_told(db, ord, document.told)
    return ord
