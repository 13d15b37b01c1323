"""The plan that comes with kg, as a corpus that needs no step: compiled once into the user's cache.

The compiled file is named after the schema and after a stamp of code and data, so that another version never meets it.
A cache that cannot be written costs time and nothing else: the plan is then compiled in memory, and that is said.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

from kg.corpus.connect import check_schema
from kg.corpus.layout import cache_folder
from kg.corpus.schema import SCHEMA
from kg.corpus.stamp import data_folder, stamp
from kg.corpus.store import Store
from kg.errors import KgError, Message

PLAN = "68-KH-HU.txt"
#: days after which a compiled file of another version is taken away
_KEPT = 30


def open_shipped() -> Store:
    """The store of the shipped plan."""
    path = cache_folder() / f"plan-{SCHEMA}-{stamp()}.sqlite"
    compiled = _compiled(path)
    if compiled is not None:
        return Store(compiled, PLAN)
    db = _compile()
    try:
        _keep(db, path)
    except (OSError, sqlite3.Error) as error:
        return Store(db, PLAN, (_not_kept(path.parent, error),))
    # from the file, beside which the index of a search can be kept too
    return Store(_compiled(path) or db, PLAN)


def _compiled(path: Path) -> sqlite3.Connection | None:
    """The compiled file, if there is a sound one."""
    if not path.is_file():
        return None
    try:
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        check_schema(db, str(path))
        db.execute("SELECT count(*) FROM document").fetchone()
    except (sqlite3.Error, KgError):
        return None
    return db


def _compile() -> sqlite3.Connection:
    from kg.corpus.build import memory_database
    from kg.extract.plan import extract
    from kg.knowledge.load import load_knowledge
    from kg.read import read_bytes

    knowledge = load_knowledge()
    reading = read_bytes((data_folder() / PLAN).read_bytes(), PLAN)
    return memory_database(knowledge, [extract(reading, knowledge)])


def _keep(db: sqlite3.Connection, path: Path) -> None:
    """Write the compiled plan beside, then give it its name: nobody meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        half.unlink(missing_ok=True)
        db.execute("VACUUM INTO ?", (str(half),))
        half.replace(path)
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    _clear(path)


def _clear(path: Path) -> None:
    old = time.time() - _KEPT * 86400
    for other in path.parent.glob("plan-*"):
        with suppress(OSError):
            if not other.name.startswith(path.stem) and other.stat().st_mtime < old:
                _remove(other)


def _remove(other: Path) -> None:
    if not other.is_dir():
        other.unlink()
        return
    from shutil import rmtree

    rmtree(other, ignore_errors=True)


def _not_kept(folder: Path, error: Exception) -> Message:
    return Message(
        f"Không ghi được bộ nhớ đệm {folder} ({error}); lần nào cũng phải đọc lại kế hoạch kèm theo.",
        f"The cache {folder} cannot be written ({error}); the shipped plan is read anew every time.",
    )
