"""Opening a corpus for reading."""

from __future__ import annotations

from pathlib import Path

from kg.corpus.connect import read_only
from kg.corpus.layout import Corpus, user_corpus
from kg.corpus.store import Store
from kg.errors import CorpusError, Message


def open_store(folder: Path | None = None) -> Store:
    """The store of the corpus in ``folder``; without one, of the user's own corpus, or else of the shipped plan.

    ``Store.notes`` holds what the user should be told. Raises CorpusError, with advice, for a folder that is no corpus
    and for a store that must be built first.
    """
    if folder is not None:
        return open_corpus(Corpus(folder))
    own = user_corpus()
    if own.database.is_file():
        return open_corpus(own)
    from kg.corpus.shipped import open_shipped

    return open_shipped()


def open_corpus(corpus: Corpus) -> Store:
    """The store of ``corpus``."""
    if not corpus.database.is_file():
        raise _no_store(corpus)
    store = Store(read_only(corpus.database), str(corpus.root))
    store.notes = (*_outdated(store, corpus), *_unsaid(store, corpus))
    return store


def _no_store(corpus: Corpus) -> CorpusError:
    if corpus.sources.is_dir():
        return CorpusError(
            Message("kho chưa được dựng (không có kg.sqlite)", "the corpus is not built (there is no kg.sqlite)"),
            str(corpus.root),
            Message("Chạy `kg build` để dựng từ các văn bản gốc.", "Run `kg build` to make it from the sources."),
        )
    return CorpusError(
        Message("không có kho văn bản ở đây", "there is no corpus here"),
        str(corpus.root),
        Message("Kiểm tra đường dẫn, hoặc thêm văn bản bằng `kg add TỆP`.", "Check the path, or run `kg add FILE`."),
    )


def _unsaid(store: Store, corpus: Corpus) -> tuple[Message, ...]:
    """What to say where persons have said something since the corpus was written."""
    from kg.corpus.stamp import said

    if said(corpus.corrections) == (store.meta("said") or ""):
        return ()
    return (
        Message(
            "Có đính chính chưa được áp dụng; chạy `kg build` để áp dụng.",
            "There are corrections that are not applied yet; run `kg build`.",
        ),
    )


def _outdated(store: Store, corpus: Corpus) -> tuple[Message, ...]:
    """What to say of documents that an older kg, or one with other words, has read."""
    from kg.corpus.stamp import content, stamp

    if store.meta("stamp") == stamp(corpus.overlay):
        return ()
    from kg import derive, extract, read

    digest = store.knowledge_part("digest", str)
    if store.meta("content") != content(corpus.overlay):
        digest = ""  # what the corpus was written with last is no longer what is known now
    now = (read.VERSION, extract.VERSION, derive.VERSION, digest)
    old = sum((d.reader, d.extractor, d.deriver, d.knowledge) != now for d in store.documents())
    if not old:
        return ()
    return (
        Message(
            f"{old} văn bản trong kho được đọc bằng bản kg hoặc tri thức cũ hơn; chạy `kg build` để đọc lại.",
            f"{old} documents of the corpus were read by an older kg or with older knowledge; run `kg build`.",
        ),
    )
