"""Writes what a person says into a file of the corpus, answer by answer: each is on the disk before the next question.

Every sitting has a file of its own, named after the person and the time, so that two sittings, or two persons whose
folders are put together, never write over each other.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kg.corpus.files import write_whole
from kg.corrections.model import Correction
from kg.ids import unique
from kg.text import slug


class Book:
    """The corrections of one person in one sitting, in ``folder`` (it is made when something is said)."""

    def __init__(self, folder: Path, by: str) -> None:
        self._folder = folder
        self.by = by
        self._path: Path | None = None
        self._text = ""

    def now(self) -> str:
        """The moment of an answer."""
        return datetime.now().astimezone().isoformat(timespec="seconds")

    def write(self, said: Sequence[Correction]) -> None:
        """Add corrections; when this returns they are on the disk, whole. Raises OSError."""
        if not said:
            return
        self._text += "".join(map(as_yaml, said))
        if self._path is None:
            self._path = self._new()
        write_whole(self._path, self._text.encode("utf-8"))

    def _new(self) -> Path:
        """A name that no other sitting has, taken at once."""
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"{slug(self.by) or 'x'}-{datetime.now():%Y%m%d-%H%M%S}"
        taken: set[str] = set()
        while True:
            path = self._folder / f"{unique(name, taken)}.yaml"
            try:
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            except FileExistsError:
                continue
            return path


def as_yaml(said: Correction) -> str:
    """A correction as an entry of its file."""
    import yaml

    values = {f.name: (getattr(said, f.name), f.default) for f in dataclasses.fields(said)}
    kept = {name: _plain(value) for name, (value, default) in values.items() if value is not default}
    return str(yaml.safe_dump([kept], allow_unicode=True, sort_keys=False, width=110, default_flow_style=None))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, bool) else str(value)
