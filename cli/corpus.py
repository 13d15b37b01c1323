"""``kg add``, ``list``, ``remove`` and ``build``: the documents of a corpus."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import config, render, streams
from kg.cli.marked import agreed
from kg.cli.opened import corpus as corpus_of
from kg.cli.opened import open_store
from kg.cli.options import Corpus, Json, Lang
from kg.cli.speech import language, tr
from kg.errors import Exit, KgError, Message

if TYPE_CHECKING:
    from kg.corpus.change import Change, CorpusWriter

NEEDS_ARGUMENTS = ("add", "remove")
KEEP = Message("Vẫn thêm vào kho?", "Add it all the same?")


def add_command(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Tệp văn bản. / Files.")],
    marked: Annotated[
        bool, typer.Option("--marked", help="Cho thêm văn bản đóng dấu mật. / Allow documents marked secret.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Là bản mới của văn bản cùng số. / A new version of the same number.")
    ] = False,
    as_json: Json = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Thêm văn bản vào kho.

    Add documents to a corpus; it is made if there is none. Without --corpus it is your own one.

    \b
    Ví dụ / Example:
      kg add data/68-KH-HU.txt --corpus kho
    """
    from kg.cli.progress import track
    from kg.corpus.change import CorpusWriter

    settings = config.start(corpus, lang)
    with CorpusWriter(corpus_of(settings)) as writer:
        if corpus is None:  # it was not said here, so say which one it is
            streams.note(tr(f"Kho: {corpus_of(settings).root}", f"Corpus: {corpus_of(settings).root}"))
        _tell(writer.completed, as_json)
        changes = (_add(writer, file, marked, replace) for file in track(files, tr("Đang thêm", "Adding")))
        return _tell(changes, as_json)


def _add(writer: CorpusWriter, file: str, marked: bool, replace: bool) -> Change:
    """What became of ``file``; the files after it are added all the same."""
    from kg.corpus.change import Change, MarkedDocument, Outcome, SameIdentity

    try:
        try:
            return writer.add(Path(file), marked=marked, replace=replace)
        except MarkedDocument as error:
            if not agreed(error, KEEP):
                raise _with_way(error, "--marked") from None
            return writer.add(Path(file), marked=True, replace=replace)
    except SameIdentity as error:
        return Change(Outcome.FAILED, file, None, error=_with_way(error, "--replace"))
    except KgError as error:
        return Change(Outcome.FAILED, file, None, error=error)


def _with_way(error: KgError, option: str) -> KgError:
    hint = error.hint or Message("", "")
    error.hint = Message(f"{hint.vi} Lựa chọn: {option}", f"{hint.en} The option: {option}")
    return error


def list_command(as_json: Json = False, corpus: Corpus = None, lang: Lang = None) -> int:
    """Liệt kê văn bản trong kho.

    List the documents of a corpus.

    \b
    Ví dụ / Example:
      kg list --corpus kho
    """
    from kg.cli import view_corpus

    settings = config.start(corpus, lang)
    with open_store(settings) as store:
        listed, said = view_corpus.listed(store), view_corpus.unapplied(store)
    render.show(as_json, lambda: view_corpus.documents_json(listed, said), lambda: view_corpus.documents(listed, said))
    return Exit.FOUND


def remove_command(
    documents: Annotated[
        list[str], typer.Argument(metavar="DOCUMENT...", help="Số ký hiệu, tên tệp hoặc mã. / Code, file name or id.")
    ],
    as_json: Json = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Bỏ văn bản khỏi kho.

    Take documents out of a corpus, their bytes too.

    \b
    Ví dụ / Example:
      kg remove 68-KH/HU --corpus kho
    """
    with _writer(config.start(corpus, lang)) as writer:
        return _tell((writer.remove(document) for document in documents), as_json)


def build_command(
    everything: Annotated[
        bool, typer.Option("--all", help="Đọc lại mọi văn bản. / Read every document again.")
    ] = False,
    as_json: Json = False,
    corpus: Corpus = None,
    lang: Lang = None,
) -> int:
    """Dựng lại kho từ các văn bản gốc.

    Read again what an older kg, or one with other knowledge, has read; mend a database that is missing or damaged.

    \b
    Ví dụ / Example:
      kg build --corpus kho
    """
    with _writer(config.start(corpus, lang), fresh=True) as writer:
        code = _tell(writer.build(everything=everything), as_json)
    streams.note(tr("Đã dựng xong kho.", "The corpus is built."))
    return code


def _writer(settings: config.Settings, *, fresh: bool = False) -> CorpusWriter:
    """A corpus that is there, open to be changed."""
    from kg.corpus.change import CorpusWriter
    from kg.corpus.open import open_corpus

    corpus = corpus_of(settings)
    if not (corpus.database.is_file() or (fresh and corpus.sources.is_dir())):
        open_corpus(corpus).close()  # says what is missing
    return CorpusWriter(corpus, fresh=fresh)


def _tell(changes: Iterable[Change], as_json: bool) -> int:
    """Print what became of each document as it happens."""
    failed = False
    for change in changes:
        failed |= change.error is not None
        _tell_one(change, as_json)
    return Exit.INVALID if failed else Exit.FOUND


def _tell_one(change: Change, as_json: bool) -> None:
    from kg.cli import view_corpus

    if change.error:
        streams.note(change.error.say(language()))
    if as_json or not change.error:
        render.show(as_json, lambda: view_corpus.change_json(change), lambda: [view_corpus.change(change)])
    streams.flush()
