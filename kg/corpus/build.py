"""From bytes to facts, and from facts to a store: the steps that ``add``, ``build`` and the shipped plan share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from kg.corpus import write
from kg.corpus.store import Store
from kg.corrections.apply import correct
from kg.corrections.load import Corrections
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
    renamed: tuple[tuple[str, str], ...] = ()
    #: state of the corrections that concern it
    said: str = ""


def versions(knowledge: Knowledge) -> write.Versions:
    """The versions of what reads documents now."""
    from kg import derive, extract, read

    return write.Versions(read.VERSION, extract.VERSION, derive.VERSION, knowledge.digest)


def read_document(
    data: bytes,
    name: str,
    extension: str,
    knowledge: Knowledge,
    said: Corrections | None = None,
    others: Iterable[str] = (),
) -> Read:
    """Everything that ``data`` says, with persons' words in it, and what follows from that; raises UnreadableError.
    ``others`` are the ids of the documents of the corpus."""
    from kg.extract.plan import extract
    from kg.read import read_bytes

    extraction = extract(read_bytes(data, name), knowledge)
    return derived(extraction, knowledge, extension, said, others)


def derived(
    extraction: Extraction,
    knowledge: Knowledge,
    extension: str = ".txt",
    said: Corrections | None = None,
    others: Iterable[str] = (),
) -> Read:
    """What is read, corrected, with what follows from it and what waits for a person in it."""
    said = said or Corrections()
    others = [id for id in others if id != extraction.document.id]
    done = correct(extraction, said, knowledge, others)
    edges = derive(done.extraction, knowledge)
    digest = said.digest(extraction.document, others)
    return Read(done.extraction, edges, extension, done.waiting, done.told, done.renamed, digest)


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
    ord = write.put_document(db, document.extraction, document.edges, read_by, document.extension, document.said)
    write.put_waiting(db, ord, document.waiting)
    write.put_told(db, ord, document.told)
    write.put_renamed(db, ord, document.renamed)
    return ord
