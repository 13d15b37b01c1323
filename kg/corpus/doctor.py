"""Looking a corpus over: the store's soundness, its agreement with sources/, and what was read by an older kg."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from kg.corpus import files
from kg.corpus.connect import read_only
from kg.corpus.layout import Corpus
from kg.corpus.open import open_corpus
from kg.corpus.store import Store
from kg.corrections.model import State
from kg.errors import KgError, Message

_BUILD = Message("Chạy `kg build`.", "Run `kg build`.")
_AGAIN = Message("Thêm lại văn bản từ bản gốc.", "Add the document again from its original.")
_REVIEW = Message(
    "Xem bằng `kg review --list --orphans`; sửa bằng `kg review` hoặc trong tệp.",
    "See `kg review --list --orphans`; mend it with `kg review` or in the file.",
)


class Finding(NamedTuple):
    """Something that is not as it should be: a rule, where, what it is and what to do."""

    rule: str
    where: str
    what: Message
    hint: Message


def examine(corpus: Corpus) -> list[Finding]:
    """Everything that is wrong with ``corpus``; an empty list for a sound one."""
    try:
        store = open_corpus(corpus)
    except KgError as error:
        return [Finding("unopened", error.where, error.what, error.hint or _BUILD)]
    try:
        with store:
            return [*_store(corpus), *_outdated(store), *_sources(corpus, store), *_corrections(store)]
    except KgError as error:
        return [Finding("damaged", error.where, error.what, error.hint or _BUILD)]


def _store(corpus: Corpus) -> Iterator[Finding]:
    db = read_only(corpus.database)
    try:
        for (line,) in db.execute("PRAGMA integrity_check"):
            if line != "ok":
                yield _finding("damaged", corpus, f"kho bị hỏng: {line}", f"the store is damaged: {line}", _BUILD)
        loose = sum(db.execute(sql).fetchone()[0] for sql in _LOOSE)
        if loose:
            vi, en = f"{loose} dữ kiện hoặc nút không còn nơi dẫn tới", f"{loose} facts or nodes lead nowhere"
            yield _finding("loose", corpus, vi, en, _BUILD)
    except sqlite3.DatabaseError as error:
        yield _finding("damaged", corpus, f"kho bị hỏng: {error}", f"the store is damaged: {error}", _BUILD)
    finally:
        db.close()


#: counts of rows that name what is not there, and of shared nodes that nothing names
_LOOSE = (
    (
        "SELECT count(*) FROM edge WHERE src NOT IN (SELECT ord FROM node) OR dst NOT IN (SELECT ord FROM node)"
        " OR document NOT IN (SELECT ord FROM document)"
    ),
    (
        "SELECT count(*) FROM node WHERE kind IN ('unit', 'directive', 'timeframe')"
        " AND ord NOT IN (SELECT src FROM edge UNION SELECT dst FROM edge UNION SELECT directive FROM citation)"
    ),
)


def _outdated(store: Store) -> Iterator[Finding]:
    for note in store.notes:
        yield Finding("outdated", store.name, note, _BUILD)


def _sources(corpus: Corpus, store: Store) -> Iterator[Finding]:
    known = {row.sha256 for row in store.documents()}
    for row in store.documents():
        path = corpus.bytes_of(row.sha256, row.extension)
        if not path.is_file():
            vi, en = f"mất văn bản gốc của {row.file}", f"the source of {row.file} is gone"
            yield _finding("lost", corpus, vi, en, _AGAIN)
        elif hashlib.sha256(path.read_bytes()).hexdigest() != row.sha256:
            vi, en = f"văn bản gốc của {row.file} đã bị sửa", f"the source of {row.file} has been altered"
            yield _finding("altered", corpus, vi, en, _AGAIN)
    for source in files.named(corpus):
        if source.sha256 not in known:
            vi, en = f"{source.name} chưa được thêm xong", f"{source.name} was not added to the end"
            yield _finding("unfinished", corpus, vi, en, _BUILD)
    for path in files.left_over(corpus, known):
        vi, en = f"tệp thừa {path.name} trong sources/", f"a left-over file {path.name} in sources/"
        yield _finding("left-over", corpus, vi, en, _BUILD)


def _corrections(store: Store) -> Iterator[Finding]:
    """Persons' words that are not applied, and why."""
    from kg.corrections.words import why

    for told in store.told([State.ORPHANED.value, State.CONFLICT.value]):
        yield Finding(told.state.value, told.where, why(told), _REVIEW)


def _finding(rule: str, corpus: Corpus, vi: str, en: str, hint: Message) -> Finding:
    return Finding(rule, str(corpus.root), Message(vi, en), hint)
