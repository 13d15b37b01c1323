"""Changing a corpus: add, remove and build. One document is one transaction.

A document is added when its bytes and its name lie in sources/ and its transaction is committed, and only then is that
said. Source files are written and cleared inside the transaction, whose lock makes one writer of many; reading a
document, which takes longer, happens outside.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from kg.corpus import files, write
from kg.corpus.build import Read, put, read_document, versions
from kg.corpus.connect import check_schema, schema_of, transaction, trouble, writable
from kg.corpus.files import SourceFile
from kg.corpus.layout import Corpus, given_name
from kg.corpus.named import one_document
from kg.corpus.rows import DocumentRow
from kg.corpus.schema import SCHEMA
from kg.corpus.stamp import content, said, stamp
from kg.corpus.store import Store
from kg.corrections.aliases import with_aliases
from kg.corrections.load import UNIT_KINDS, is_about_unit, load_corrections
from kg.corrections.loose import loose
from kg.corrections.model import TO_BE_SAID, Doubt, Waiting
from kg.document import Document
from kg.errors import CorpusError, KgError, Message
from kg.ids import code_key
from kg.knowledge.load import load_knowledge
from kg.knowledge.model import Knowledge
from kg.text import search_key


class Outcome(StrEnum):
    """What became of a document."""

    ADDED = "added"
    SAME = "same"  #: its bytes, or its words in another format, are in the corpus already
    REPLACED = "replaced"  #: another version of the same document was there
    COMPLETED = "completed"  #: an earlier run had been stopped before it was added
    READ = "read"  #: read again by ``build``
    CURRENT = "current"  #: ``build`` found nothing to do
    REMOVED = "removed"
    FAILED = "failed"  #: cannot be read any more; what was read before is kept
    LOST = "lost"  #: its bytes are gone; what was read before is kept


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one document. ``before`` is the file of the version that was replaced; ``look`` counts what a
    person should look at: warnings by their rule, and "unread"."""

    outcome: Outcome
    file: str
    document: str | None
    tasks: int = 0
    before: str | None = None
    error: KgError | None = None
    look: tuple[tuple[str, int], ...] = ()
    #: corrections that a person must hear of, by what became of them (kg.corrections.model.State)
    said: tuple[tuple[str, int], ...] = ()


class MarkedDocument(KgError):
    """A document that is marked secret; a person must say that it may be kept in this corpus."""

    def __init__(self, marking: str, file: str) -> None:
        super().__init__(
            Message(
                f"văn bản đóng dấu “{marking}”; chưa thêm vào kho",
                f"the document is marked “{marking}”; it was not added",
            ),
            file,
            Message("Chỉ thêm khi được phép lưu trên máy này.", "Add it only if it may be kept on this machine."),
        )
        self.marking = marking


class SameIdentity(KgError):
    """Another document with the same number, and too little is printed to tell whether it is a version of it."""


class CorpusWriter(AbstractContextManager["CorpusWriter"]):
    """A corpus that is open to be changed; it is made if there is none.

    ``completed`` is what an earlier run had left and this one has finished. ``fresh`` is for :meth:`build`: a store
    that is damaged or of another schema is emptied, and filled again from the sources.
    """

    def __init__(self, corpus: Corpus, *, fresh: bool = False) -> None:
        self._corpus = corpus
        self._where = str(corpus.root)
        self._said = load_corrections(corpus.corrections)
        self._knowledge = with_aliases(load_knowledge(corpus.overlay), self._said)
        self._versions = versions(self._knowledge)
        self._db = _opened(corpus, fresh, self._knowledge)
        self._pending = self._clear_up()  # ``build`` tells of each as it goes
        self.completed = () if fresh else tuple(self._pending)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    @property
    def store(self) -> Store:
        """The store as this writer sees it."""
        return Store(self._db, self._where)

    def add(self, path: Path, name: str | None = None, *, marked: bool = False, replace: bool = False) -> Change:
        """Add the document in the file ``path``.

        ``marked`` allows a document that is marked secret. ``replace`` says that a document of the same number, whose
        date or scope is not known, is another version of this one.

        Raises:
            UnreadableError: the file cannot be read.
            MarkedDocument: it is marked secret.
            SameIdentity: see ``replace``.
            CorpusError: it cannot be written; nothing of it is in the corpus then.
        """
        name = name or given_name(path)
        data = _bytes(path, name)
        source = SourceFile(hashlib.sha256(data).hexdigest(), files.extension(path), name)
        same = self._same(source.sha256)
        if same:
            return Change(Outcome.SAME, name, same.id, before=same.file)
        read = self._read(data, name, source.extension)
        marking = read.extraction.document.marking
        if marking and not marked:
            raise MarkedDocument(marking, name)
        return self._put(source, data, read, replace=replace)

    def _read(self, data: bytes, name: str, extension: str) -> Read:
        others = [row.id for row in self.store.documents()] if self._said.all else []
        return read_document(data, name, extension, self._knowledge, self._said, others)

    def _put(self, source: SourceFile, data: bytes, read: Read, *, replace: bool) -> Change:
        try:
            with transaction(self._db, self._where):
                same = self._same(source.sha256)  # another command may have added it while this one was reading
                if same:
                    return Change(Outcome.SAME, source.name, same.id, before=same.file)
                old = self._same_identity(read, source.name, replace)
                if old and not replace and self._other_format(old, read):
                    return Change(Outcome.SAME, source.name, old.id, before=old.file)
                files.put(self._corpus, source, data)
                if old:
                    files.forget_name(self._corpus, old.sha256)
                    write.drop_document(self._db, old.ord)
                self._write(read)
        except BaseException:
            self._take_back(source)
            raise
        if old:
            files.forget_bytes(self._corpus, old.sha256, old.extension)
        outcome = Outcome.REPLACED if old else Outcome.ADDED
        return _change(outcome, source.name, read, old.file if old else None)

    def _other_format(self, old: DocumentRow, read: Read) -> bool:
        """Whether ``read`` is ``old`` as a file of another format: the tasks say the same, word for word."""
        if old.extension == read.extension:
            return False
        tasks = read.extraction.tasks
        keys = [r[0] for r in self._db.execute("SELECT key FROM task WHERE document = ? ORDER BY ord", (old.ord,))]
        return bool(keys) and keys == [search_key(task.text) for task in tasks]

    def _take_back(self, source: SourceFile) -> None:
        """Clear the source of a document that did not arrive: what failed is not completed by a later run."""
        if self._same(source.sha256) is None:
            with suppress(OSError):
                files.forget_name(self._corpus, source.sha256)
            files.forget_bytes(self._corpus, source.sha256, source.extension)

    def _same_identity(self, read: Read, name: str, replace: bool) -> DocumentRow | None:
        """The document that this one is another version of."""
        new = read.extraction.document
        old = self._of_id(new.id)
        if old is None and (same := next((d for d in self._alike(new) if self._other_format(d, read)), None)):
            return same
        if old is None or replace or (new.code and new.date and new.scope):
            return old
        raise SameIdentity(
            Message(
                f"kho đã có văn bản cùng số, ký hiệu ({old.file}); không rõ đây có phải là bản mới của nó không",
                f"the corpus has a document of this number ({old.file}); this may be its new version, or not",
            ),
            name,
            Message(
                "Nếu đúng, thêm lại với lựa chọn thay thế; nếu không, bổ sung ngày hoặc nơi ban hành vào văn bản.",
                "If it is, add it again with the option to replace; if not, give the document its date or place.",
            ),
        )

    def _of_id(self, id: str) -> DocumentRow | None:
        node = self.store.node(id)
        known = node is not None and node.kind == "document"
        return self.store.document_rows([node.ord])[node.ord] if node is not None and known else None

    def _alike(self, new: Document) -> list[DocumentRow]:
        """Documents that ``new`` may be though its id differs, because a file of another format lacks a part of its
        letterhead or prints it otherwise: the scope, the date, or all of it."""
        coded = self.store.documents_by_code(code_key(new.code)) if new.code else []
        bare = [d for d in self.store.documents() if d.code is None or new.code is None]
        return [d for d in (*coded, *bare) if _fits(d.date, new.date) and _in_one_place(d.scope, new.scope)]

    def _write(self, read: Read) -> None:
        write.put_knowledge(self._db, self._knowledge)
        put(self._db, read, self._versions)
        self._sign()

    def _sign(self) -> None:
        """Note what wrote the store, so that the next start need not look; only if all in it was read by that."""
        meta = {"content": content(self._corpus.overlay), "stamp": stamp(self._corpus.overlay)}
        v = self._versions
        current = (v.reader, v.extractor, v.deriver, v.knowledge)
        others = "SELECT 1 FROM document WHERE (reader, extractor, deriver, knowledge) <> (?, ?, ?, ?) LIMIT 1"
        if self._db.execute(others, current).fetchone():
            meta["stamp"] = ""
        meta["said"] = said(self._corpus.corrections)
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
        self._tell_loose()

    def _tell_loose(self) -> None:
        """Note what became of corrections that belong to no document: those whose document is not here, names of units
        that no document has, and new names."""
        write.drop_loose_told(self._db)
        if self._said.all:
            told = {t.correction for t in self.store.told_of_kinds(UNIT_KINDS)}
            here = {key for row in self.store.documents() for key in (row.id, row.sha256)}
            write.put_told(self._db, None, loose(self._said, told, here, self._knowledge))

    def remove(self, reference: str) -> Change:
        """Remove the document with this id, code or file name."""
        with transaction(self._db, self._where):
            row = one_document(self.store, reference)
            files.forget_name(self._corpus, row.sha256)
            write.drop_document(self._db, row.ord)
            write.bump(self._db)
            self._sign()
        files.forget_bytes(self._corpus, row.sha256, row.extension)
        return Change(Outcome.REMOVED, row.file, row.id)

    def build(self, *, everything: bool = False) -> Iterator[Change]:
        """Read the sources again that an older kg, or one with other knowledge, has read; all of them with
        ``everything``."""
        yield from self.completed or self._pending
        now = (self._versions.reader, self._versions.extractor, self._versions.deriver, self._versions.knowledge)
        rows = self.store.documents()
        for row in rows:
            read_by = (row.reader, row.extractor, row.deriver, row.knowledge)
            if not everything and read_by == now and self._is_said(row, rows):
                yield Change(Outcome.CURRENT, row.file, row.id)
            else:
                yield self._again(row)
        with transaction(self._db, self._where):
            write.put_knowledge(self._db, self._knowledge)
            write.bump(self._db)
            self._sign()

    def _is_said(self, row: DocumentRow, rows: list[DocumentRow]) -> bool:
        """Whether a document was read with all that is said of it and of the units that it names, and no more."""
        if not self._said.all:
            return not row.said and not self.store.told_of_kinds(UNIT_KINDS, row.ord)
        others = [other.id for other in rows if other.id != row.id]
        if row.said != self._said.digest(self.store.document(row.ord), others):
            return False
        now = {placed.correction for placed in self._said.everywhere}
        told = [t for t in self.store.told_of_kinds(UNIT_KINDS, row.ord) if is_about_unit(t.correction)]
        then = {t.correction for t in told}
        named = self.store.units_printed(row.ord) | {t.record for t in told}
        return then <= now and not any(c.id in named for c in now - then)

    def _again(self, row: DocumentRow) -> Change:
        path = self._corpus.bytes_of(row.sha256, row.extension)
        try:
            data = path.read_bytes()
        except OSError:
            return Change(Outcome.LOST, row.file, row.id)
        try:
            read = self._read(data, row.file, row.extension)
        except KgError as error:
            return Change(Outcome.FAILED, row.file, row.id, error=error)
        with transaction(self._db, self._where):
            write.drop_document(self._db, row.ord)
            self._write(read)
        return _change(Outcome.READ, row.file, read)

    def _clear_up(self) -> Iterator[Change]:
        """Finish or undo what a stopped run left: a source with its name is a document, anything less is taken away."""
        with transaction(self._db, self._where):
            rows = {row.sha256: row for row in self.store.documents()}
            named = {source.sha256: source for source in files.named(self._corpus)}
            for sha256, row in rows.items():
                if sha256 not in named and self._corpus.bytes_of(sha256, row.extension).is_file():
                    files.put_name(self._corpus, SourceFile(sha256, row.extension, row.file))
            for path in files.left_over(self._corpus, set(rows)):
                path.unlink(missing_ok=True)
        for source in named.values():
            if source.sha256 not in rows:
                yield self._complete(source)

    def _complete(self, source: SourceFile) -> Change:
        try:
            data = self._corpus.bytes_of(source.sha256, source.extension).read_bytes()
            read = self._read(data, source.name, source.extension)
            with transaction(self._db, self._where):
                old = self._same_identity(read, source.name, replace=False)
                if old:  # a version that a later one has replaced, or the other way round: the store's word holds
                    return Change(Outcome.SAME, source.name, old.id, before=old.file)
                self._write(read)
        except KgError as error:
            return Change(Outcome.FAILED, source.name, None, error=error)
        return _change(Outcome.COMPLETED, source.name, read)

    def _same(self, sha256: str) -> DocumentRow | None:
        row = self._db.execute("SELECT ord FROM document WHERE sha256 = ?", (sha256,)).fetchone()
        return self.store.document_rows([row[0]])[row[0]] if row else None


def _opened(corpus: Corpus, fresh: bool, knowledge: Knowledge) -> sqlite3.Connection:
    try:
        corpus.root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise files.trouble(error, corpus) from error
    db = _database(corpus, fresh)
    try:
        with transaction(db, str(corpus.root)):
            found = schema_of(db)
            if fresh and found is not None and found != SCHEMA:
                _drop_all(db)
                found = None
            if found is None:
                write.create(db)
                write.put_knowledge(db, knowledge)
            check_schema(db, str(corpus.root))
    except BaseException:
        db.close()
        raise
    return db


def _database(corpus: Corpus, fresh: bool) -> sqlite3.Connection:
    path = corpus.database
    try:
        db = writable(path)
        schema_of(db)
    except (CorpusError, sqlite3.DatabaseError) as error:
        cause = error.__cause__ if isinstance(error, CorpusError) else error
        damaged = isinstance(cause, sqlite3.DatabaseError) and not isinstance(cause, sqlite3.OperationalError)
        if not (fresh and damaged):
            raise trouble(cause, str(path)) if isinstance(cause, sqlite3.Error) else error from error
        for ending in ("", "-wal", "-shm"):  # all of it can be made again from the sources
            path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
        db = writable(path)
    return db


def _drop_all(db: sqlite3.Connection) -> None:
    """Empty a store of another schema."""
    sql = "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
    tables = db.execute(f"{sql} ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC, name DESC").fetchall()
    for kind, name in tables:
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone():
            db.execute(f'DROP {kind} "{name}"')


def _fits(one: str | None, other: str | None) -> bool:
    """Whether two values may be the same: one of them is not known, or they are."""
    return one is None or other is None or one == other


def _in_one_place(one: str | None, other: str | None) -> bool:
    """Whether two scopes may be the same: the nearest place of one is among those of the other ("huyện Vĩnh Linh" and
    huyện Vĩnh Linh, tỉnh Quảng Trị), or one is not known."""
    if one is None or other is None:
        return True
    first, second = ([search_key(x) for x in scope.split(",")] for scope in (one, other))
    return first[0] in second or second[0] in first


def _change(outcome: Outcome, file: str, read: Read, before: str | None = None) -> Change:
    found = read.extraction
    told = Counter(t.state.value for t in read.told if t.state in TO_BE_SAID)
    look, said = tuple(_look(read).most_common()), tuple(sorted(told.items()))
    return Change(outcome, file, found.document.id, len(found.tasks), before, look=look, said=said)


def _rule(waiting: Waiting) -> str:
    """The rule of the warning that waits, else why it waits."""
    named = waiting.subject.rpartition("!")[2].partition("/")[0]
    return named if waiting.kind is Doubt.WARNING else waiting.kind.value


def _look(read: Read) -> Counter[str]:
    """What a person should look at and nobody has yet."""
    if read.told:
        return Counter(_rule(w) for w in read.waiting)
    found = read.extraction
    return Counter(warning.rule for warning in found.warnings) + Counter({"unread": len(found.unread)})


def _bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        from kg.read import read_file

        read_file(path, name)  # says in words why it cannot be read
        raise
