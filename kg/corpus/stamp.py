"""Whether code and knowledge are those that wrote a store, told without reading a file.

A stamp is made of names, sizes and times of files: equal stamps mean that nothing changed; different ones mean that it
is worth looking closer.
"""

from __future__ import annotations

import os
from binascii import crc32
from collections.abc import Iterator
from pathlib import Path

import kg

_CODE = ("", "read", "extract", "extract/citations", "knowledge", "corpus", "corrections")
_KINDS = (".py", ".yaml", ".yml", ".txt")


def stamp(overlay: Path | None = None) -> str:
    """The stamp of the code that reads and derives, of the shipped data, and of an office's own words."""
    seen = [kg.__version__]
    for folder in (*_folders(), *((overlay,) if overlay else ())):
        seen.extend(sorted(f"{e.name} {e.stat().st_size} {e.stat().st_mtime_ns}" for e in _files(folder)))
    return f"{crc32('|'.join(seen).encode()):08x}"


def content(overlay: Path | None = None) -> str:
    """A sum of the words themselves: of the shipped knowledge, and of an office's own over it."""
    total = 0
    for folder in (data_folder(), *((overlay,) if overlay else ())):
        for entry in sorted(_files(folder), key=lambda e: e.name):
            if not entry.name.endswith(".txt"):
                total = crc32(Path(entry.path).read_bytes(), crc32(entry.name.encode(), total))
    return f"{total:08x}"


def said(corrections: Path) -> str:
    """A sum of what persons have said, as it stands in the folder ``corrections``; "" where there is nothing."""
    if not corrections.is_dir():
        return ""
    files = sorted(entry.path for entry in _files(corrections) if entry.name.endswith((".yaml", ".yml")))
    total = 0
    for path in files:
        total = crc32(Path(path).read_bytes(), crc32(Path(path).name.encode(), total))
    return f"{total:08x}" if files else ""


def data_folder() -> Path:
    """The folder of the shipped knowledge and plan."""
    return next(
        (place for path in kg.__path__ if (place := Path(path) / "data").is_dir()), Path(kg.__path__[0]) / "data"
    )


def _folders() -> Iterator[Path]:
    root = Path(kg.__file__).parent
    yield from (root / part for part in _CODE)
    yield data_folder()


def _files(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [e for e in entries if e.name.endswith(_KINDS)]
    except OSError:  # not on a disk, or gone
        return []
