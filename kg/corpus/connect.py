"""Connections to kg.sqlite, and what to say when one cannot be had."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.corpus.schema import SCHEMA
from kg.errors import CorpusError, Message

#: seconds to wait for another writer
PATIENCE = 60.0
_BUILD = Message("Chạy `kg build` để dựng lại từ các văn bản gốc.", "Run `kg build` to make it again from the sources.")


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that only reads; raises CorpusError for what is no store of this schema."""
    try:
        db = _readable(path)
        check_schema(db, str(path))
    except sqlite3.DatabaseError as error:
        raise trouble(error, str(path)) from error
    return db


def _readable(path: Path) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE, isolation_level=None)
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # a folder that may not be written, or a disk that is read-only: no log can be kept beside the file
        log = path.with_name(f"{path.name}-wal")
        if not path.is_file() or (log.is_file() and log.stat().st_size):
            raise
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return db


def writable(path: Path) -> sqlite3.Connection:
    """A connection that writes, to a store that may be new. It keeps a log, so that readers read on while it writes."""
    try:
        db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        _keep_log(db)
        db.execute("PRAGMA synchronous = FULL")
    except sqlite3.DatabaseError as error:
        raise trouble(error, str(path)) from error
    return db


def _keep_log(db: sqlite3.Connection) -> None:
    """Turn the log on; that alone does not wait for another writer, so the waiting is done here."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.05)


@contextmanager
def transaction(db: sqlite3.Connection, where: str) -> Iterator[None]:
    """All of the block, or nothing; one writer at a time."""
    try:
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    except sqlite3.DatabaseError as error:
        raise trouble(error, where) from error


def schema_of(db: sqlite3.Connection) -> int | None:
    """The schema number of a store; None for an empty file."""
    if not db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        return None
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return -1
    row = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    return int(row[0]) if row and str(row[0]).isdecimal() else -1


def check_schema(db: sqlite3.Connection, where: str) -> None:
    """Raise CorpusError unless the store has the schema of this program."""
    found = schema_of(db)
    if found == SCHEMA:
        return
    if found is not None and found > SCHEMA:
        raise CorpusError(
            Message(
                f"kho được ghi bởi bản kg mới hơn (lược đồ {found}, bản này đọc {SCHEMA})",
                f"the store was written by a newer kg (schema {found}, this one reads {SCHEMA})",
            ),
            where,
            Message("Hãy cập nhật kg, hoặc chạy `kg build` bằng bản này.", "Update kg, or run `kg build`."),
        )
    raise CorpusError(
        Message(
            f"kho chưa đầy đủ hoặc thuộc lược đồ khác (cần {SCHEMA})",
            f"the store is not complete or of another schema ({SCHEMA} is needed)",
        ),
        where,
        _BUILD,
    )


def trouble(error: sqlite3.Error, where: str) -> CorpusError:
    """What a database error means to a person."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return CorpusError(
            Message("kho đang được một lệnh khác ghi", "another command is writing the corpus"),
            where,
            Message("Hãy đợi lệnh đó xong rồi chạy lại.", "Wait for it to end, then run this again."),
        )
    if "full" in text or "disk I/O" in text:
        return CorpusError(
            Message(
                "không ghi được kho: ổ đĩa đầy hoặc bị lỗi; không có gì bị ghi dở",
                "the corpus cannot be written: the disk is full or fails; nothing was left half written",
            ),
            where,
            Message("Giải phóng dung lượng rồi chạy lại.", "Free some space and run this again."),
        )
    if "readonly" in text or "unable to open" in text:
        return CorpusError(
            Message("không mở được kho để đọc hoặc ghi", "the corpus cannot be opened for reading or writing"),
            where,
            Message("Kiểm tra đường dẫn và quyền của thư mục.", "Check the path and the rights of the folder."),
        )
    return CorpusError(Message(f"kho bị hỏng ({text})", f"the store is damaged ({text})"), where, _BUILD)
