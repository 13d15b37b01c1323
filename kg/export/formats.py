"""The formats that a corpus is exported to, and the module of each; a module is loaded when its format is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from kg.errors import Message, UsageError
from kg.export.output import written
from kg.export.records import Records, Written

#: writes records to a file in a language
Writer = Callable[[Path, Records, str], Written]
FORMATS = {
    "xlsx": "xlsx",
    "csv": "csvs",
    "docx": "docx",
    "jsonld": "jsonld",
    "graphml": "graphml",
    "sqlite": "sqlite",
}


def writer(name: str) -> Writer:
    """What writes the format ``name``; UsageError where there is no such format."""
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(
            Message(f"không có định dạng “{name}”", f"there is no format “{name}”"),
            hint=Message(f"Các định dạng: {known}", f"Formats: {known}"),
        )
    return cast(Writer, import_module(f"kg.export.{FORMATS[name]}").write)


def export(name: str, path: Path, records: Records, *, lang: str = "vi", force: bool = False) -> Written:
    """Write ``records`` to ``path`` in the format ``name``: whole or not at all (``kg.export.output``). Whoever calls
    it has passed the gate of ``kg.marking`` for ``records.documents``."""
    write = writer(name)
    with written(path, force=force) as part:
        return write(part, records, lang)
