"""Writing the store: one document is one transaction."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields

from kg import codec
from kg.corpus.schema import SCHEMA, TABLES
from kg.corrections.model import Told, Waiting
from kg.derive import Edges, TimeNode
from kg.directives import DirectiveNode
from kg.document import Alias, Document, Extraction, Other, Relation, Unread, Warning
from kg.facts import Edge
from kg.ids import code_key
from kg.knowledge import lexicon
from kg.knowledge.model import Knowledge
from kg.records import Heading, Task
from kg.text import marked_key, search_key
from kg.units import UnitNode

#: characters of a task's or a heading's text in the label of its node
LABEL = 80


@dataclass(frozen=True, slots=True)
class Versions:
    """What read a document: versions of the reader, the extractor and the deriver, and the digest of the knowledge."""

    reader: int
    extractor: int
    deriver: int
    knowledge: str


@dataclass(frozen=True, slots=True)
class Rest:
    """The parts of an extraction that no question looks up by: kept whole beside the document."""

    relations: tuple[Relation, ...] = ()
    aliases: tuple[Alias, ...] = ()
    other: tuple[Other, ...] = ()
    unread: tuple[Unread, ...] = ()
    warnings: tuple[Warning, ...] = ()


def create(db: sqlite3.Connection) -> None:
    """Make the tables of an empty store."""
    for statement in TABLES.split(";\n"):
        if statement.strip():
            db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('schema', ?), ('generation', '0')", (str(SCHEMA),))


def bump(db: sqlite3.Connection) -> None:
    """Raise the generation: part of every transaction that changes something."""
    db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'generation'")


def put_knowledge(db: sqlite3.Connection, knowledge: Knowledge) -> None:
    """Keep the compiled knowledge, a part for each field, unless the store has this state of it."""
    row = db.execute("SELECT body FROM knowledge WHERE part = 'digest'").fetchone()
    if row and row[0] == codec.dumps(knowledge.digest):
        return
    db.execute("DELETE FROM knowledge")
    parts = [(f.name, codec.dumps(getattr(knowledge, f.name))) for f in fields(knowledge)]
    parts.append((lexicon.PART, lexicon.compiled(knowledge)))
    db.executemany("INSERT INTO knowledge VALUES (?, ?)", parts)


def put_document(
    db: sqlite3.Connection, read: Extraction, edges: Edges, versions: Versions, extension: str, said: str = ""
) -> int:
    """Add a document with its parts and facts, ``said`` being the state of the corrections in it; returns its ord."""
    return _Writer(db, read.document.id).document(read, edges, versions, extension, said)


def put_waiting(db: sqlite3.Connection, document: int, waiting: Iterable[Waiting]) -> None:
    """Add what waits for a person in a document."""
    rows = [(document, w.kind.value, w.subject, w.uses, codec.dumps(w)) for w in waiting]
    db.executemany("INSERT INTO waiting (document, kind, subject, uses, body) VALUES (?, ?, ?, ?, ?)", rows)


def put_renamed(db: sqlite3.Connection, document: int, renamed: Iterable[tuple[str, str]]) -> None:
    """Note names that the document prints of units (their ids) that persons said to be others."""
    sql = "INSERT INTO renamed (document, name, key, unit) SELECT ?, ?, ?, ord FROM node WHERE id = ?"
    db.executemany(sql, [(document, name, search_key(name), unit) for name, unit in renamed])


def drop_loose_told(db: sqlite3.Connection) -> None:
    """Forget what became of the corrections of no document."""
    db.execute("DELETE FROM correction WHERE document IS NULL")


def put_told(db: sqlite3.Connection, document: int | None, told: Iterable[Told]) -> None:
    """Note what became of corrections; ``document`` is None for those of no document of the corpus."""
    rows = [(document, t.state.value, t.correction.kind.value, codec.dumps(t)) for t in told]
    db.executemany("INSERT INTO correction (document, state, kind, body) VALUES (?, ?, ?, ?)", rows)


def label(text: str) -> str:
    """The opening of ``text``, cut after a word and marked as cut."""
    if len(text) <= LABEL:
        return text
    return f"{text[:LABEL].rsplit(' ', 1)[0]}…"


class _Writer:
    """One document on its way into the store."""

    def __init__(self, db: sqlite3.Connection, document: str) -> None:
        self._db = db
        self._ords: dict[str, int] = {}
        self._document = document

    def _own(self, id: str, kind: str, text: str) -> int:
        """The ord of a node that belongs to this document alone; its id must not be taken."""
        cursor = self._db.execute("INSERT INTO node (id, kind, label) VALUES (?, ?, ?)", (id, kind, text))
        self._ords[id] = ord = cursor.lastrowid or 0
        return ord

    def _node(self, id: str, kind: str, text: str) -> tuple[int, bool]:
        """The ord of a node that documents share, and whether it is new."""
        row = self._db.execute("SELECT ord FROM node WHERE id = ?", (id,)).fetchone()
        if row:
            self._ords[id] = row[0]
            return row[0], False
        return self._own(id, kind, text), True

    def document(self, read: Extraction, edges: Edges, versions: Versions, extension: str, said: str) -> int:
        ord = self._envelope(read, versions, extension, said)
        for heading in read.headings:
            self._heading(ord, heading)
        for task in read.tasks:
            self._task(ord, task)
        count_words(self._db, [(search_key(task.text), marked_key(task.text)) for task in read.tasks], 1)
        for unit in edges.units:
            self._unit(unit)
        for directive in edges.directives:
            self._directive(directive)
        for timeframe in edges.timeframes:
            self._timeframe(timeframe)
        self._citations(ord, read, edges)
        self._db.executemany(
            "INSERT INTO edge (src, relation, dst, key, document, task, basis, via, body) VALUES (?,?,?,?,?,?,?,?,?)",
            [self._edge(ord, edge) for edge in edges.edges],
        )
        return ord

    def _envelope(self, read: Extraction, versions: Versions, extension: str, said: str) -> int:
        d = read.document
        ord = self._own(d.id, "document", document_label(d))
        rest = Rest(read.relations, read.aliases, read.other, read.unread, read.warnings)
        values = (
            *(ord, d.file, d.sha256, extension),
            *(d.type, _key(d.type), d.number, d.code, code_key(d.code) if d.code else None, d.date),
            *(
                d.scope,
                _key(d.scope),
                d.level,
                versions.reader,
                versions.extractor,
                versions.deriver,
                versions.knowledge,
                said,
            ),
            *(codec.dumps(d), codec.dumps(rest)),
        )
        self._db.execute(f"INSERT INTO document VALUES ({','.join('?' * len(values))})", values)
        return ord

    def _heading(self, document: int, heading: Heading) -> None:
        ord = self._own(heading.id, "heading", label(" ".join(filter(None, (heading.number, heading.text)))))
        parent = self._ords[heading.parent] if heading.parent else None
        values = (ord, document, parent, heading.number, search_key(heading.text), codec.dumps(heading))
        self._db.execute("INSERT INTO heading VALUES (?, ?, ?, ?, ?, ?)", values)

    def _task(self, document: int, task: Task) -> None:
        ord = self._own(task.id, "task", label(task.text))
        heading = self._ords[task.heading] if task.heading else None
        parent = self._ords[task.parent] if task.parent else None
        key, marked = search_key(task.text), marked_key(task.text)
        counts = (len(task.lead), len(task.cooperate), len(task.timeframes))
        values = (ord, document, heading, parent, task.fingerprint, *counts, key, marked, codec.dumps(task))
        self._db.execute("INSERT INTO task VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        self._db.execute("INSERT INTO task_words (rowid, key, marked) VALUES (?, ?, ?)", (ord, key, marked))

    def _unit(self, unit: UnitNode) -> None:
        ord, new = self._node(unit.id, "unit", unit.name)
        if not new:
            return
        values = (
            *(ord, unit.name, search_key(unit.name), unit.entry, search_key(unit.entry or unit.name), unit.tail),
            *(unit.scope, search_key(unit.scope or ""), unit.level),
        )
        self._db.execute("INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def _directive(self, node: DirectiveNode) -> None:
        ord, new = self._node(node.id, "directive", node.label)
        if not new:
            return
        key = code_key(node.code) if node.code else None
        values = (
            *(ord, node.type, _key(node.type), node.number, node.code, key, node.date, node.year),
            *(node.name, _key(node.name)),
        )
        self._db.execute("INSERT INTO directive VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def _timeframe(self, node: TimeNode) -> None:
        ord, new = self._node(node.id, "timeframe", node.label)
        if new:
            values = (ord, node.kind.value, node.start, node.end, node.condition)
            self._db.execute("INSERT INTO timeframe VALUES (?, ?, ?, ?, ?)", values)

    def _citations(self, document: int, read: Extraction, edges: Edges) -> None:
        for index, (citation, id) in enumerate(zip(read.citations, edges.cited, strict=True)):
            task = self._ords[citation.task] if citation.task else None
            values = (document, index, self._ords[id], task, codec.dumps(citation))
            self._db.execute("INSERT INTO citation VALUES (?, ?, ?, ?, ?)", values)

    def _edge(self, document: int, edge: Edge) -> tuple[object, ...]:
        ords = self._ords
        return (
            *(ords[edge.src], edge.relation, ords[edge.dst], edge.key, document),
            *(ords[edge.task] if edge.task else None, edge.basis.value, ords[edge.via] if edge.via else None),
            codec.dumps(edge.body),
        )


def count_words(db: sqlite3.Connection, tasks: Iterable[tuple[str, str]], step: int) -> None:
    """Count the tasks (their keys without marks and with) in which each syllable stands, up or down."""
    counts: Counter[tuple[int, str]] = Counter()
    for keys in tasks:
        counts.update((marked, word) for marked, key in enumerate(keys) for word in set(key.split()))
    sql = "INSERT INTO word VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET tasks = tasks + excluded.tasks"
    db.executemany(sql, [(marked, word, step * tasks) for (marked, word), tasks in sorted(counts.items())])


def document_label(document: Document) -> str:
    """What a document is called in a graph: type and code, or its title, or its file."""
    named = " ".join(filter(None, (document.type, document.code)))
    return named if document.code else label(document.title or document.file)


def _key(text: str | None) -> str | None:
    return search_key(text) if text else None


def drop_document(db: sqlite3.Connection, ord: int) -> None:
    """Remove a document, its parts and facts, and the nodes that nothing else names."""
    parts = "SELECT ord FROM heading WHERE document = ?1 UNION ALL SELECT ord FROM task WHERE document = ?1"
    own = [r[0] for r in db.execute(f"{parts} UNION ALL SELECT ?1", (ord,))]
    sql = "SELECT src FROM edge WHERE document = ?1 UNION SELECT dst FROM edge WHERE document = ?1"
    cited = "SELECT directive FROM citation WHERE document = ?1"
    shared = [r[0] for r in db.execute(f"{sql} UNION {cited}", (ord,))]
    db.execute("DELETE FROM edge WHERE document = ?", (ord,))
    db.execute("DELETE FROM citation WHERE document = ?", (ord,))
    words = "INSERT INTO task_words (task_words, rowid, key, marked) SELECT 'delete', ord, key, marked FROM task"
    db.execute(f"{words} WHERE document = ?", (ord,))
    count_words(db, db.execute("SELECT key, marked FROM task WHERE document = ?", (ord,)).fetchall(), -1)
    db.execute("DELETE FROM word WHERE tasks <= 0")
    for table in ("task", "heading", "waiting", "correction", "renamed"):
        db.execute(f"DELETE FROM {table} WHERE document = ?", (ord,))
    db.execute("DELETE FROM document WHERE ord = ?", (ord,))
    db.executemany("DELETE FROM node WHERE ord = ?", [(o,) for o in own])
    for node in set(shared) - set(own):
        _drop_unused(db, node)


def _drop_unused(db: sqlite3.Connection, node: int) -> None:
    used = (
        "SELECT 1 FROM edge WHERE src = ?1 UNION ALL SELECT 1 FROM edge WHERE dst = ?1"
        " UNION ALL SELECT 1 FROM citation WHERE directive = ?1 LIMIT 1"
    )
    if db.execute(used, (node,)).fetchone():
        return
    for table in ("unit", "directive", "timeframe", "node"):
        db.execute(f"DELETE FROM {table} WHERE ord = ?", (node,))
