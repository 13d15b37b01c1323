"""The index of a corpus: derived from the store, brought up to its generation when it is opened, never in its way.

It lies beside the store. Where none can be kept (a folder that may not be written, a store in memory), it is made in
memory, each time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.corpus.schema import SCHEMA
from kg.corpus.store import Store
from kg.errors import CorpusError, Message
from kg.search.corpus import DOCUMENT, entries, groups, is_of
from kg.search.entries import Entry
from kg.search.front import Front
from kg.search.names import Names, names
from kg.search.plan import Planner
from kg.search.postings import VERSION, Postings

#: seconds to wait for another command that brings the index up to date
PATIENCE = 60.0
#: documents of the index that are looked up in the store when it is opened
SAMPLE = 3
#: told how many entries more are done, of how many groups
Tick = Callable[[int], None]


class Index:
    """An open index with the front-end over its words. ``types``: types of document by what they are called."""

    def __init__(self, postings: Postings, known: Names) -> None:
        self.postings = postings
        self.front = Front(postings.vocabulary(), known.synonyms)
        self.planner = Planner(self.front, postings.count)
        self.types = dict(known.types)


def open_index(store: Store, tick: Tick | None = None, *, anew: bool = False) -> Index:
    """The index of ``store``, which is made or brought up to date first if it has to be; ``anew``: made in any case."""
    folder = index_folder(store)
    if anew and folder:
        _remove(folder)
    postings = _postings(store, tick)
    return Index(postings, Names.load((postings.state or "").partition("\n")[2]))


def index_folder(store: Store) -> Path | None:
    """Where the index of ``store`` lies; None for a store in memory."""
    return store.file.with_name(f"{store.file.stem}-index") if store.file else None


def _postings(store: Store, tick: Tick | None) -> Postings:
    folder, state = index_folder(store), _state(store)
    if folder is None:
        return _in_memory(store, state, tick)
    end = time.monotonic() + PATIENCE
    while True:
        postings = Postings.open(folder)
        if postings is not None and _seen(postings) == state and is_of(store, postings.groups(DOCUMENT, SAMPLE)):
            return postings
        try:
            return _brought_up(store, postings, folder, state, tick)
        except OSError:
            return _in_memory(store, state, tick)
        except ValueError as error:
            # the engine has one writer: another command is at work on the same index
            if time.monotonic() > end:
                raise _busy(folder) from error
            time.sleep(0.1)


def _brought_up(store: Store, postings: Postings | None, folder: Path, state: str, tick: Tick | None) -> Postings:
    if postings is None or not _same_making(_seen(postings), state):
        if postings is not None or _damaged(folder):
            _remove(folder)
        postings = Postings.create(folder)
    catch_up(store, postings, state, tick)
    return postings


def catch_up(store: Store, postings: Postings, state: str, tick: Tick | None = None) -> None:
    """Write what is new in the store, and take away what is not in it any more."""
    wanted, held = groups(store), postings.groups()
    new = [group for name, group in wanted.items() if name not in held]
    postings.write(entries(store, new), _kept(store, state), drop=held - wanted.keys(), tick=tick)


def _in_memory(store: Store, state: str, tick: Tick | None) -> Postings:
    postings = Postings.create()
    postings.write(entries(store, groups(store).values()), _kept(store, state), tick=tick)
    return postings


def _state(store: Store) -> str:
    """The versions of index and store, and the generation of the store."""
    return f"{VERSION} {SCHEMA} {store.generation}"


def _kept(store: Store, state: str) -> str:
    return f"{state}\n{names(store).dump()}"


def _seen(postings: Postings) -> str:
    """The state of the corpus that an index has seen."""
    return (postings.state or "").partition("\n")[0]


def _same_making(one: str, other: str) -> bool:
    return one.split(" ")[:2] == other.split(" ")[:2]


def _remove(folder: Path) -> None:
    from shutil import rmtree  # costs more to load than an index to open

    rmtree(folder, ignore_errors=True)


def _damaged(folder: Path) -> bool:
    """Whether ``folder`` holds an index that cannot be opened (one of another command may be just coming to be)."""
    return folder.is_dir() and (folder / "meta.json").is_file()


def _busy(folder: Path) -> CorpusError:
    return CorpusError(
        Message("một lệnh khác đang cập nhật chỉ mục tìm kiếm", "another command is updating the search index"),
        str(folder),
        Message("Hãy đợi lệnh đó xong rồi tìm lại.", "Wait for it to end, then search again."),
    )


def of_texts(texts: Iterable[str], folder: Path | None = None, tick: Tick | None = None) -> Index:
    """An index of plain texts, numbered in order: for measuring, and for whoever has no corpus."""

    def numbered() -> Iterator[Entry]:
        for ord, text in enumerate(texts):
            yield Entry(ord, "text", text)

    postings = Postings.create(folder)
    postings.write(numbered(), str(VERSION), tick=tick)
    return Index(postings, Names())
