"""Where the parts of a corpus lie, and which corpus is meant when none is named.

A source is two files: ``sources/<sha256><extension>``, the bytes as given, and ``sources/<sha256>.json``, the name
that they were given under. Both together are a document of the corpus; one without the other is left over from a run
that was stopped, and the next ``add`` or ``build`` clears it up.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Corpus(NamedTuple):
    """A corpus in the folder ``root``."""

    root: Path

    @property
    def sources(self) -> Path:
        """The documents, byte for byte."""
        return self.root / "sources"

    @property
    def knowledge(self) -> Path:
        """The office's own words."""
        return self.root / "knowledge"

    @property
    def corrections(self) -> Path:
        """What persons have corrected."""
        return self.root / "corrections"

    @property
    def database(self) -> Path:
        """Everything that is derived from the rest."""
        return self.root / "kg.sqlite"

    def bytes_of(self, sha256: str, extension: str) -> Path:
        """The bytes of a source."""
        return self.sources / f"{sha256}{extension}"

    def name_of(self, sha256: str) -> Path:
        """The file that keeps the name of a source."""
        return self.sources / f"{sha256}.json"

    @property
    def overlay(self) -> Path | None:
        """The folder of the office's own words, if there is one."""
        return self.knowledge if self.knowledge.is_dir() else None


def given_name(path: Path) -> str:
    """What a file is called in records: as it was given, but never with the folders of a machine or of a user."""
    return path.name if path.is_absolute() or ".." in path.parts else path.as_posix()


def user_corpus() -> Corpus:
    """The corpus of documents that the user adds without naming one (``KG_DATA_DIR`` moves it)."""
    folder = os.environ.get("KG_DATA_DIR")
    if not folder:
        import platformdirs

        folder = platformdirs.user_data_dir("kg", appauthor=False)
    return Corpus(Path(folder) / "corpus")


def cache_folder() -> Path:
    """Where what is compiled from the shipped plan is kept (``KG_CACHE_DIR`` moves it)."""
    folder = os.environ.get("KG_CACHE_DIR")
    if not folder:
        import platformdirs

        folder = platformdirs.user_cache_dir("kg", appauthor=False)
    return Path(folder)
