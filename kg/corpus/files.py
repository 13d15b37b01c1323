"""The files in sources/: written whole or not at all, and cleared of what a stopped run left."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kg.corpus.layout import Corpus
from kg.errors import CorpusError, Message

_HALF = ".tmp"


class SourceFile(NamedTuple):
    """A source of the corpus: its bytes and the name that they were given under."""

    sha256: str
    extension: str
    name: str


def extension(path: Path) -> str:
    """The ending that a source keeps: that of its file, if it is a plain one."""
    ending = path.suffix.lower()
    return ending if len(ending) <= 6 and ending[1:].isascii() and ending[1:].isalnum() and ending != ".json" else ""


def put(corpus: Corpus, source: SourceFile, data: bytes) -> None:
    """Write the bytes, then the name that makes them a source."""
    try:
        corpus.sources.mkdir(parents=True, exist_ok=True)
        write_whole(corpus.bytes_of(source.sha256, source.extension), data)
        put_name(corpus, source)
    except OSError as error:
        raise trouble(error, corpus) from error


def put_name(corpus: Corpus, source: SourceFile) -> None:
    """Write the file that keeps a source's name."""
    kept = {"file": source.name, "extension": source.extension}
    write_whole(corpus.name_of(source.sha256), json.dumps(kept, ensure_ascii=False).encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole, and stays there through a loss of power, or not at all."""
    half = path.with_name(f"{path.name}.{os.getpid()}{_HALF}")
    try:
        with half.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except BaseException:
        with suppress(OSError):
            half.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a loss of power, where the system lets a folder be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def forget_name(corpus: Corpus, sha256: str) -> None:
    """Take away the name of a source: its bytes are no document from now on, unless the store still has it."""
    corpus.name_of(sha256).unlink(missing_ok=True)


def forget_bytes(corpus: Corpus, sha256: str, ending: str) -> None:
    """Take away the bytes of a source that the store no longer has."""
    with suppress(OSError):  # left for the next run to clear
        corpus.bytes_of(sha256, ending).unlink(missing_ok=True)


def named(corpus: Corpus) -> Iterator[SourceFile]:
    """The sources that have both their bytes and their name, in the order of their names."""
    found = []
    for path in sorted(corpus.sources.glob("*.json")) if corpus.sources.is_dir() else []:
        try:
            kept = json.loads(path.read_bytes())
            source = SourceFile(path.stem, str(kept["extension"]), str(kept["file"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if corpus.bytes_of(source.sha256, source.extension).is_file():
            found.append(source)
    yield from sorted(found, key=lambda s: (s.name, s.sha256))


def left_over(corpus: Corpus, known: set[str]) -> list[Path]:
    """Files of sources/ that belong to no source and to no document that the store knows (by sha256)."""
    if not corpus.sources.is_dir():
        return []
    names = {source.sha256 for source in named(corpus)} | known
    return [
        path
        for path in sorted(corpus.sources.iterdir())
        if path.is_file() and (path.suffix == _HALF or (_is_source(path) and path.stem not in names))
    ]


def _is_source(path: Path) -> bool:
    return len(path.stem) == 64 and set(path.stem) <= set("0123456789abcdef")


def trouble(error: OSError, corpus: Corpus) -> CorpusError:
    """What a failed write means to a person."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return CorpusError(
            Message(
                "không ghi được văn bản vào kho: ổ đĩa đầy; không có gì bị ghi dở",
                "the document cannot be written: the disk is full; nothing was left half written",
            ),
            str(corpus.root),
            Message("Giải phóng dung lượng rồi chạy lại.", "Free some space and run this again."),
        )
    return CorpusError(
        Message(f"không ghi được vào kho: {error.strerror}", f"the corpus cannot be written: {error.strerror}"),
        str(corpus.root),
        Message("Kiểm tra đường dẫn và quyền của thư mục.", "Check the path and the rights of the folder."),
    )
