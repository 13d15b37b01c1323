"""Reading the store: small typed questions, each answered by an index.

Numbers (``ord``) name nodes inside one open store; ids name them for people and files. What gives many rows gives
ords, so that a question over a thousand plans reads the records of one page of answers only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kg import codec
from kg.corpus import rows
from kg.corpus.connect import trouble
from kg.errors import Message
from kg.knowledge.lexicon import PART, Lexicon, compiled
from kg.records import Basis, Citation, Heading, Role, Task, TimeKind

if TYPE_CHECKING:
    from kg.corrections.model import Told, Waiting
    from kg.document import Document, Extraction
    from kg.facts import Edge
    from kg.knowledge.model import Knowledge

#: most values that one statement takes
_CHUNK = 500
_DOCUMENT = (
    "SELECT d.ord, n.id, d.file, d.sha256, d.extension, d.type, d.number, d.code, d.date, d.scope, d.level,"
    " d.reader, d.extractor, d.deriver, d.knowledge, d.said FROM document d JOIN node n USING (ord)"
)
_UNIT = "SELECT u.ord, n.id, u.name, u.key, u.entry, u.tail, u.scope, u.level FROM unit u JOIN node n USING (ord)"
_DIRECTIVE = (
    "SELECT d.ord, n.id, n.label, d.type, d.number, d.code, d.date, d.year, d.name"
    " FROM directive d JOIN node n USING (ord)"
)
_TIME = "SELECT t.ord, n.id, t.kind, t.start, t.end, t.condition FROM timeframe t JOIN node n USING (ord)"
_EDGE = (
    "SELECT s.id, e.relation, t.id, e.key, d.id, k.id, e.basis, v.id, e.body FROM edge e"
    " JOIN node s ON s.ord = e.src JOIN node t ON t.ord = e.dst JOIN node d ON d.ord = e.document"
    " LEFT JOIN node k ON k.ord = e.task LEFT JOIN node v ON v.ord = e.via"
)
#: the different names of a table, found by one step of the index for each
_EACH = (
    "WITH RECURSIVE each_one (name) AS (SELECT min(name) FROM {table} UNION ALL"
    " SELECT (SELECT min(name) FROM {table} WHERE {table}.name > each_one.name) FROM each_one WHERE name NOTNULL)"
)
_NAMES = "SELECT name FROM each_one WHERE name NOTNULL"
_ROLES = {Role.LEAD: ("lead", "lead_via_group"), Role.COOPERATE: ("cooperate", "cooperate_via_group")}
_BASIS = {basis.value: basis for basis in Basis}  # looked up ten thousand times: a call of the enum is slower
_ROLE_OF = {relation: role for role, relations in _ROLES.items() for relation in relations}


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _chunks(values: Iterable[int]) -> Iterator[list[int]]:
    ordered = list(values)
    for at in range(0, len(ordered), _CHUNK):
        yield ordered[at : at + _CHUNK]


class Store(AbstractContextManager["Store"]):
    """An open corpus, to be read. ``name`` is what to call it to people, ``notes`` what they should be told of it."""

    def __init__(self, db: sqlite3.Connection, name: str, notes: tuple[Message, ...] = ()) -> None:
        self._db = db
        self.name = name
        self.notes = notes

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.DatabaseError):
            raise trouble(error, self.name) from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def file(self) -> Path | None:
        """Where the store lies; None if it is in memory."""
        row = self._db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()
        return Path(row[0]) if row and row[0] else None

    def copy_to(self, path: Path) -> None:
        """Copy the whole store, as it is at one moment, into the file ``path``."""
        other = sqlite3.connect(path)
        try:
            self._db.backup(other)
        finally:
            other.close()

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        return self._db.execute(sql, values).fetchall()

    def _ords(self, sql: str, values: Sequence[object] = ()) -> set[int]:
        return {row[0] for row in self._db.execute(sql, values)}

    # --- the corpus

    @property
    def generation(self) -> int:
        """Raised by every change: what is derived from the store names the generation that it saw."""
        return int(self.meta("generation") or 0)

    def meta(self, key: str) -> str | None:
        """What the store says of itself: "schema", "generation", "stamp", "content"."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def counts(self) -> rows.Counts:
        """How much there is of each kind."""
        tables = ("document", "heading", "task", "unit", "directive", "timeframe", "edge")
        return rows.Counts(*(self._db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables))

    def knowledge(self) -> Knowledge:
        """The whole knowledge, as compiled when the corpus was last written."""
        from kg.knowledge.model import Knowledge

        found = self._db.execute("SELECT part, body FROM knowledge WHERE part NOT LIKE 'lexicon%'")
        parts = ",".join(f'"{part}":{body}' for part, body in found)
        return codec.loads(Knowledge, f"{{{parts}}}")

    def knowledge_part(self, name: str, kind: type[codec.T]) -> codec.T:
        """One field of the knowledge, of type ``kind``: ``store.knowledge_part("units", tuple[UnitEntry, ...])``."""
        row = self._db.execute("SELECT body FROM knowledge WHERE part = ?", (name,)).fetchone()
        return codec.loads(kind, row[0] if row else "[]")

    def lexicon(self) -> Lexicon:
        """The knowledge as questions are read against it; made anew where another kg wrote the corpus."""
        row = self._db.execute("SELECT body FROM knowledge WHERE part = ?", (PART,)).fetchone()
        return Lexicon(row[0] if row else compiled(self.knowledge()))

    # --- documents

    def documents(self) -> list[rows.DocumentRow]:
        """All documents, in the order of their ids."""
        return [rows.DocumentRow(*row) for row in self._db.execute(f"{_DOCUMENT} ORDER BY n.id")]

    def document_rows(self, ords: Iterable[int]) -> dict[int, rows.DocumentRow]:
        """The rows of some documents."""
        return self._by_ord(rows.DocumentRow, f"{_DOCUMENT} WHERE d.ord IN", ords)

    def documents_by_code(self, code_key: str) -> list[rows.DocumentRow]:
        """Documents whose code (``kg.ids.code_key``) is ``code_key``."""
        return [rows.DocumentRow(*row) for row in self._db.execute(f"{_DOCUMENT} WHERE d.code_key = ?", (code_key,))]

    def documents_by_number(self, number: str, type_key: str | None = None) -> list[rows.DocumentRow]:
        """Documents with this number, of the type ``type_key`` (a search key) if it is given."""
        sql = f"{_DOCUMENT} WHERE d.number = ? AND (? IS NULL OR d.type_key = ?)"
        return [rows.DocumentRow(*row) for row in self._db.execute(sql, (number, type_key, type_key))]

    def document(self, ord: int) -> Document:
        """The envelope of a document."""
        from kg.document import Document

        return codec.loads(Document, self._body("document", ord))

    def markings(self, documents: Iterable[int] | None = None) -> dict[int, str]:
        """The documents (ords; of ``documents`` if given) that are marked secret, with the words of the mark."""
        sql = "SELECT ord, json_extract(body, '$.marking') AS marking FROM document WHERE marking IS NOT NULL"
        if documents is None:
            return dict(self._db.execute(f"{sql} ORDER BY ord"))
        found: dict[int, str] = {}
        for part in _chunks(documents):
            found.update(self._db.execute(f"{sql} AND ord IN ({_marks(part)})", part))
        return found

    def extraction(self, ord: int) -> Extraction:
        """Everything read from a document, as it was when it was added."""
        from kg.corpus.write import Rest
        from kg.document import Document, Extraction

        body, rest = self._db.execute("SELECT body, rest FROM document WHERE ord = ?", (ord,)).fetchone()
        more = codec.loads(Rest, rest)
        return Extraction(
            document=codec.loads(Document, body),
            headings=tuple(self._bodies(Heading, "SELECT body FROM heading WHERE document = ? ORDER BY ord", ord)),
            tasks=tuple(self._bodies(Task, "SELECT body FROM task WHERE document = ? ORDER BY ord", ord)),
            citations=self.citations(ord),
            relations=more.relations,
            aliases=more.aliases,
            other=more.other,
            unread=more.unread,
            warnings=more.warnings,
        )

    def _bodies(self, kind: type[codec.T], sql: str, *values: object) -> list[codec.T]:
        return [codec.loads(kind, row[0]) for row in self._db.execute(sql, values)]

    def _body(self, table: str, ord: int) -> str:
        row = self._db.execute(f"SELECT body FROM {table} WHERE ord = ?", (ord,)).fetchone()
        if row is None:
            raise KeyError(ord)
        return str(row[0])

    def _by_ord(self, kind: type[codec.T], sql: str, ords: Iterable[int]) -> dict[int, codec.T]:
        found: dict[int, codec.T] = {}
        for part in _chunks(ords):
            for row in self._db.execute(f"{sql} ({_marks(part)})", part):
                found[row[0]] = kind(*row)
        return found

    # --- headings

    def headings_numbered(self, number: str, document: int | None = None) -> list[int]:
        """Headings printed with ``number`` ("2.1"), in one document or in all."""
        sql = "SELECT ord FROM heading WHERE number = ? AND (? IS NULL OR document = ?) ORDER BY ord"
        return [row[0] for row in self._db.execute(sql, (number, document, document))]

    def headings(self, ords: Iterable[int]) -> dict[int, rows.HeadingRow]:
        """The headings with these ords."""
        found: dict[int, rows.HeadingRow] = {}
        for part in _chunks(ords):
            sql = f"SELECT ord, document, body FROM heading WHERE ord IN ({_marks(part)})"
            for number, document, body in self._db.execute(sql, part):
                found[number] = rows.HeadingRow(number, document, codec.loads(Heading, body))
        return found

    def headings_of(self, document: int) -> list[int]:
        """The headings of a document, in its order."""
        return [r[0] for r in self._db.execute("SELECT ord FROM heading WHERE document = ? ORDER BY ord", (document,))]

    def heading_texts(self) -> list[tuple[int, str]]:
        """Ord and search key of the text of every heading."""
        return [(ord, key) for ord, key in self._db.execute("SELECT ord, key FROM heading ORDER BY ord")]

    def tasks_under(self, headings: Iterable[int]) -> set[int]:
        """Tasks that stand under these headings or under headings below them."""
        sql = (
            "WITH RECURSIVE below (ord) AS (SELECT ord FROM heading WHERE ord IN ({}) UNION"
            " SELECT h.ord FROM heading h JOIN below b ON h.parent = b.ord)"
            " SELECT t.ord FROM task t JOIN below b ON t.heading = b.ord"
        )
        return {ord for part in _chunks(headings) for ord in self._ords(sql.format(_marks(part)), part)}

    # --- tasks

    def tasks(self, ords: Iterable[int]) -> dict[int, rows.TaskRow]:
        """The tasks with these ords: for the answers that are shown."""
        found: dict[int, rows.TaskRow] = {}
        for part in _chunks(ords):
            sql = f"SELECT ord, document, body FROM task WHERE ord IN ({_marks(part)})"
            for number, document, body in self._db.execute(sql, part):
                found[number] = rows.TaskRow(number, document, codec.loads(Task, body))
        return found

    def all_tasks(self) -> set[int]:
        """The ords of all tasks."""
        return self._ords("SELECT ord FROM task")

    def tasks_of_documents(self, documents: Iterable[int]) -> set[int]:
        """The tasks of some documents."""
        sql = "SELECT ord FROM task WHERE document IN ({})"
        return {ord for part in _chunks(documents) for ord in self._ords(sql.format(_marks(part)), part)}

    def documents_of_tasks(self, tasks: Iterable[int]) -> set[int]:
        """The documents that some tasks stand in."""
        sql = "SELECT DISTINCT document FROM task WHERE ord IN ({})"
        return {ord for part in _chunks(tasks) for ord in self._ords(sql.format(_marks(part)), part)}

    def task_by_id(self, id: str) -> int | None:
        """The task with this id."""
        node = self.node(id)
        return node.ord if node and node.kind == "task" else None

    def tasks_by_fingerprint(self, fingerprint: str) -> list[int]:
        """Tasks whose first twelve syllables are these."""
        sql = "SELECT ord FROM task WHERE fingerprint = ? ORDER BY ord"
        return [row[0] for row in self._db.execute(sql, (fingerprint,))]

    def subtasks(self, task: int) -> list[int]:
        """The "+" items of a "-" item."""
        sql = "SELECT src FROM edge WHERE dst = ? AND relation = 'child_of' ORDER BY src"
        return [row[0] for row in self._db.execute(sql, (task,))]

    def tasks_without(self, *, lead: bool = False, cooperate: bool = False, time: bool = False) -> set[int]:
        """Tasks that name no unit in the roles, or no time, that are asked for."""
        asked = [c for c, on in (("leads", lead), ("cooperates", cooperate), ("times", time)) if on]
        where = " AND ".join(f"{column} = 0" for column in asked) or "1"
        return self._ords(f"SELECT ord FROM task WHERE {where}")

    def tasks_with_words(self, words: Sequence[str], *, marked: bool = False, phrase: bool = False) -> set[int]:
        """Tasks whose text has all these syllables (of ``kg.text.syllables``, or ``marked_syllables`` with
        ``marked``), or has them in a row with ``phrase``."""
        if not words or not all(word.isalnum() for word in words):  # no text has a syllable of anything else
            return set()
        quoted = [f'"{word}"' for word in words]
        sought = " + ".join(quoted) if phrase else " AND ".join(quoted)
        column = "marked" if marked else "key"
        return self._ords("SELECT rowid FROM task_words WHERE task_words MATCH ?", (f"{column} : ({sought})",))

    def words(self, *, marked: bool = False) -> list[rows.Word]:
        """The syllables of all tasks' texts, with the number of tasks that have each."""
        sql = "SELECT text, tasks FROM word WHERE marked = ? ORDER BY text"
        return [rows.Word(text, tasks) for text, tasks in self._db.execute(sql, (int(marked),))]

    # --- units and what they do

    def units(self) -> list[rows.UnitRow]:
        """All units, in the order of their ids."""
        return [rows.UnitRow(*row) for row in self._db.execute(f"{_UNIT} ORDER BY n.id")]

    def unit_rows(self, ords: Iterable[int]) -> dict[int, rows.UnitRow]:
        """The rows of some units."""
        return self._by_ord(rows.UnitRow, f"{_UNIT} WHERE u.ord IN", ords)

    def units_by_key(self, key: str) -> list[rows.UnitRow]:
        """Units whose full name has this search key: one for each scope that has it."""
        return [rows.UnitRow(*row) for row in self._db.execute(f"{_UNIT} WHERE u.key = ? ORDER BY n.id", (key,))]

    def units_by_entry(self, entry_key: str) -> list[rows.UnitRow]:
        """Units of the knowledge entry whose name has this search key ("ban tuyen giao"), whatever their tail."""
        return [
            rows.UnitRow(*row) for row in self._db.execute(f"{_UNIT} WHERE u.entry_key = ? ORDER BY n.id", (entry_key,))
        ]

    def unit_names(self) -> list[tuple[str, str]]:
        """Each different full name with its search key, however many scopes have it; those too that a person said to be
        another unit's."""
        key = "(SELECT key FROM unit WHERE unit.name = each_one.name LIMIT 1)"
        sql = f"{_EACH.format(table='unit')} SELECT name, {key} FROM each_one WHERE name NOTNULL"
        return [(name, key) for name, key in self._db.execute(f"{sql} UNION SELECT name, key FROM renamed")]

    def units_once_named(self, name: str) -> list[rows.UnitRow]:
        """Units that a document names ``name``, and a person said to be these."""
        sql = f"{_UNIT} WHERE u.ord IN (SELECT unit FROM renamed WHERE name = ?) ORDER BY n.id"
        return [rows.UnitRow(*row) for row in self._db.execute(sql, (name,))]

    def assignments_of_units(self, units: Iterable[int], roles: Iterable[Role] = tuple(Role)) -> list[rows.Assignment]:
        """What units do, themselves and through groups."""
        relations = [relation for role in roles for relation in _ROLES[role]]
        found: list[rows.Assignment] = []
        for part in _chunks(units):
            sql = (
                "SELECT ord, src, relation, task, via, basis FROM edge"
                f" WHERE src IN ({_marks(part)}) AND relation IN ({_marks(relations)}) AND task IS NOT NULL"
            )
            found.extend(_assignment(row) for row in self._db.execute(sql, [*part, *relations]))
        return found

    def assignments_of_tasks(self, tasks: Iterable[int], roles: Iterable[Role] = tuple(Role)) -> list[rows.Assignment]:
        """Which units do something in tasks, themselves and through groups."""
        relations = [relation for role in roles for relation in _ROLES[role]]
        found: list[rows.Assignment] = []
        for part in _chunks(tasks):
            sql = (
                "SELECT ord, src, relation, task, via, basis FROM edge"
                f" WHERE task IN ({_marks(part)}) AND relation IN ({_marks(relations)}) ORDER BY ord"
            )
            found.extend(_assignment(row) for row in self._db.execute(sql, [*part, *relations]))
        return found

    # --- time

    def timeframes(self) -> list[rows.TimeRow]:
        """Every different timeframe; tasks that share it are found by :meth:`tasks_in_timeframes`."""
        return [_time(row) for row in self._db.execute(f"{_TIME} ORDER BY n.id")]

    def time_rows(self, ords: Iterable[int]) -> dict[int, rows.TimeRow]:
        """The rows of some timeframes."""
        found = (self._db.execute(f"{_TIME} WHERE t.ord IN ({_marks(part)})", part) for part in _chunks(ords))
        return {row[0]: _time(row) for part in found for row in part}

    def tasks_in_timeframes(self, timeframes: Iterable[int]) -> set[int]:
        """Tasks that have one of these timeframes."""
        return self._sources("scheduled", timeframes)

    def _sources(self, relation: str, targets: Iterable[int]) -> set[int]:
        sql = "SELECT task FROM edge WHERE dst IN ({}) AND relation = ? AND task IS NOT NULL"
        return {ord for part in _chunks(targets) for ord in self._ords(sql.format(_marks(part)), [*part, relation])}

    # --- cited documents

    def directives(self, number: str | None = None, type_key: str | None = None) -> list[rows.DirectiveRow]:
        """Cited documents with this number and of this type (search key); all of them if neither is given."""
        sql = f"{_DIRECTIVE} WHERE (? IS NULL OR d.number = ?) AND (? IS NULL OR d.type_key = ?) ORDER BY n.id"
        if number is not None:
            sql = sql.replace("(? IS NULL OR d.number = ?)", "(? IS NOT NULL AND d.number = ?)")
        return [rows.DirectiveRow(*row) for row in self._db.execute(sql, (number, number, type_key, type_key))]

    def directives_by_code(self, code_key: str) -> list[rows.DirectiveRow]:
        """Cited documents with this code (``kg.ids.code_key``)."""
        return [
            rows.DirectiveRow(*r)
            for r in self._db.execute(f"{_DIRECTIVE} WHERE d.code_key = ? ORDER BY n.id", (code_key,))
        ]

    def directive_names(self) -> list[str]:
        """Each different name of cited documents that have no code, however many documents cite them."""
        return [name for (name,) in self._db.execute(f"{_EACH.format(table='directive')} {_NAMES}")]

    def directives_by_name(self, name: str) -> list[rows.DirectiveRow]:
        """Cited documents without a code that have this name."""
        sql = f"{_DIRECTIVE} WHERE d.name = ? AND d.code IS NULL ORDER BY n.id"
        return [rows.DirectiveRow(*row) for row in self._db.execute(sql, (name,))]

    def directives_named(self) -> list[rows.DirectiveRow]:
        """Cited documents that have a name and no code (Điều lệ Đảng, Luật Đất đai)."""
        sql = f"{_DIRECTIVE} WHERE d.code IS NULL AND d.name IS NOT NULL ORDER BY n.id"
        return [rows.DirectiveRow(*row) for row in self._db.execute(sql)]

    def directive_rows(self, ords: Iterable[int]) -> dict[int, rows.DirectiveRow]:
        """The rows of some cited documents."""
        return self._by_ord(rows.DirectiveRow, f"{_DIRECTIVE} WHERE d.ord IN", ords)

    def mentions(self, directives: Iterable[int]) -> list[rows.MentionRow]:
        """Every mention of cited documents, in the order of documents and of their text."""
        sql = "SELECT directive, document, idx, task, body FROM citation WHERE directive IN ({}) ORDER BY document, idx"
        return [
            rows.MentionRow(directive, document, index, task, codec.loads(Citation, body))
            for part in _chunks(directives)
            for directive, document, index, task, body in self._db.execute(sql.format(_marks(part)), part)
        ]

    def tasks_citing(self, directives: Iterable[int]) -> set[int]:
        """Tasks whose own text names one of these cited documents."""
        return self._sources("cites", directives)

    def directives_of_tasks(self, tasks: Iterable[int]) -> set[int]:
        """The documents that tasks cite."""
        sql = "SELECT dst FROM edge WHERE task IN ({}) AND relation = 'cites'"
        return {ord for part in _chunks(tasks) for ord in self._ords(sql.format(_marks(part)), part)}

    def directives_of_document(self, document: int) -> set[int]:
        """The documents that a document cites anywhere."""
        return self._ords("SELECT directive FROM citation WHERE document = ?", (document,))

    # --- what waits for a person, and what persons have said

    def waiting_count(self, documents: Iterable[int] | None = None) -> int:
        """How many things wait for a person, in all documents or in some."""
        where, values = _within(documents)
        sql = f"SELECT count(*) FROM (SELECT 1 FROM waiting{where} GROUP BY kind, subject)"
        return int(self._db.execute(sql, values).fetchone()[0])

    def waiting(self, documents: Iterable[int] | None = None) -> list[Waiting]:
        """What waits for a person, conflicts first, then by use; what several documents have is one thing."""
        from dataclasses import replace

        from kg.corrections.model import Waiting

        where, values = _within(documents)
        # of a group, SQLite gives the row that min() is of
        sql = f"SELECT body, sum(uses), min(ord) FROM waiting{where} GROUP BY kind, subject"
        found = self._db.execute(f"{sql} ORDER BY kind = 'conflict' DESC, 2 DESC, 3", values)
        return [replace(codec.loads(Waiting, body), uses=uses) for body, uses, _ in found]

    def told_of_kinds(self, kinds: Iterable[str], document: int | None = None) -> list[Told]:
        """What documents, or one of them, made of corrections of these kinds (``kg.corrections.model.Kind``)."""
        from kg.corrections.model import Told

        asked = list(kinds)
        where = "document NOT NULL" if document is None else "document = ?"
        sql = f"SELECT body FROM correction WHERE kind IN ({_marks(asked)}) AND {where} ORDER BY ord"
        values = asked if document is None else [*asked, document]
        return [codec.loads(Told, body) for (body,) in self._db.execute(sql, values)]

    def units_printed(self, document: int) -> set[str]:
        """Ids of the units that a document names itself, but for those that persons named."""
        sql = (
            "SELECT DISTINCT n.id FROM edge e JOIN node n ON n.ord = e.src"
            " WHERE e.document = ? AND e.relation IN ('lead', 'cooperate') AND e.basis <> 'corrected'"
        )
        return {row[0] for row in self._db.execute(sql, (document,))}

    def told_count(self, state: str) -> int:
        """How many corrections are in this state."""
        return int(self._db.execute("SELECT count(*) FROM correction WHERE state = ?", (state,)).fetchone()[0])

    def told(self, states: Iterable[str]) -> list[Told]:
        """Corrections that are in these states (values of ``kg.corrections.model.State``)."""
        from kg.corrections.model import Told

        asked = list(states)
        sql = f"SELECT body FROM correction WHERE state IN ({_marks(asked)}) ORDER BY ord"
        return [codec.loads(Told, body) for (body,) in self._db.execute(sql, asked)]

    def citations(self, document: int) -> tuple[Citation, ...]:
        """Every mention of a document that ``document`` makes, in the order of its text."""
        return tuple(self._bodies(Citation, "SELECT body FROM citation WHERE document = ? ORDER BY idx", document))

    # --- nodes and edges

    def node(self, id: str) -> rows.NodeRow | None:
        """The node with this id."""
        row = self._db.execute("SELECT ord, id, kind, label FROM node WHERE id = ?", (id,)).fetchone()
        return rows.NodeRow(*row) if row else None

    def nodes(self, ords: Iterable[int]) -> dict[int, rows.NodeRow]:
        """The nodes with these ords."""
        return self._by_ord(rows.NodeRow, "SELECT ord, id, kind, label FROM node WHERE ord IN", ords)

    def edge(self, ord: int) -> Edge:
        """One fact."""
        return _edge(self._db.execute(f"{_EDGE} WHERE e.ord = ?", (ord,)).fetchone())

    def edges(self, ords: Iterable[int]) -> dict[int, Edge]:
        """Some facts, by their ords."""
        found: dict[int, Edge] = {}
        for part in _chunks(ords):
            sql = _EDGE.replace("SELECT ", "SELECT e.ord, ", 1)
            for number, *row in self._db.execute(f"{sql} WHERE e.ord IN ({_marks(part)})", part):
                found[number] = _edge(row)
        return found

    def edges_at(self, node: int) -> list[Edge]:
        """Every fact that the node is an end of."""
        sql = f"{_EDGE} WHERE e.src = ? UNION ALL {_EDGE} WHERE e.dst = ? AND e.src <> e.dst"
        return [_edge(row) for row in self._db.execute(sql, (node, node))]

    def relations_at(self, node: int) -> list[Edge]:
        """What documents state of a document beside citing it: every fact of it that is no task's."""
        where = "e.relation <> 'cites' AND e.task IS NULL"
        sql = f"{_EDGE} WHERE e.src = ? AND {where} UNION ALL {_EDGE} WHERE e.dst = ? AND e.src <> e.dst AND {where}"
        return [_edge(row) for row in self._db.execute(sql, (node, node))]

    def edges_of_document(self, document: int) -> list[Edge]:
        """Every fact of a document."""
        return [_edge(row) for row in self._db.execute(f"{_EDGE} WHERE e.document = ? ORDER BY e.ord", (document,))]


def _within(documents: Iterable[int] | None) -> tuple[str, list[int]]:
    if documents is None:
        return "", []
    ords = list(documents)
    return f" WHERE document IN ({_marks(ords)})", ords


def _assignment(row: tuple[int, int, str, int, int | None, str]) -> rows.Assignment:
    ord, unit, relation, task, via, basis = row
    return rows.Assignment(ord, unit, _ROLE_OF[relation], task, via, _BASIS[basis])


def _time(row: tuple[int, str, str, str | None, str | None, str | None]) -> rows.TimeRow:
    ord, id, kind, start, end, condition = row
    return rows.TimeRow(ord, id, TimeKind(kind), start, end, condition)


def _edge(row: Sequence[str]) -> Edge:
    from kg.facts import Edge, EdgeBody

    src, relation, dst, key, document, task, basis, via, body = row
    return Edge(src, relation, dst, key, document, task, Basis(basis), via, codec.loads(EdgeBody, body))
