"""A transaction is all or nothing, and what a database says is told in words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kg.corpus.connect import transaction, trouble, writable
from kg.errors import CorpusError


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    db = writable(tmp_path / "kg.sqlite")
    db.execute("CREATE TABLE t (a INTEGER PRIMARY KEY)")
    for harm in ("INSERT INTO t VALUES (1)", "no sql at all"):
        with pytest.raises(CorpusError), transaction(db, "here"):
            db.execute("INSERT INTO t VALUES (1)")
            db.execute(harm)
    with pytest.raises(KeyboardInterrupt), transaction(db, "here"):
        db.execute("INSERT INTO t VALUES (1)")
        raise KeyboardInterrupt
    assert db.execute("SELECT count(*) FROM t").fetchone() == (0,)
    with transaction(db, "here"):
        db.execute("INSERT INTO t VALUES (1)")
    assert sqlite3.connect(tmp_path / "kg.sqlite").execute("SELECT count(*) FROM t").fetchone() == (1,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("database is locked", "another command"),
        ("database or disk is full", "disk is full"),
        ("disk I/O error", "disk is full"),
        ("attempt to write a readonly database", "cannot be opened"),
        ("unable to open database file", "cannot be opened"),
        ("file is not a database", "damaged"),
    ],
)
def test_what_a_database_says_is_told_in_words(text: str, told: str) -> None:
    error = trouble(sqlite3.OperationalError(text), "kho")
    assert told in error.say("en") and error.say("vi").startswith("kho: ") and error.hint
