"""Errors for people: what is wrong, where it is, and what to do; with the exit code that the command ends with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every command."""

    FOUND = 0  #: found, or nothing to report
    NOT_FOUND = 1  #: not found, not understood, several fit, or findings present
    USAGE = 2  #: wrong use
    INVALID = 3  #: unreadable or invalid input
    MISSING_EXTRA = 4  #: an optional part is not installed
    FAULT = 70  #: a fault of ours
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence in both languages; ``{name}`` fields are filled by the one who raises."""

    vi: str
    en: str

    def of(self, lang: str) -> str:
        """The sentence in ``lang`` ("vi" or "en")."""
        return self.en if lang == "en" else self.vi


class KgError(Exception):
    """Something a person can mend. ``where`` is a file (and line), ``hint`` says what to do."""

    exit = Exit.INVALID

    def __init__(self, what: Message, where: str = "", hint: Message | None = None) -> None:
        super().__init__(what.en)
        self.what = what
        self.where = where
        self.hint = hint

    def say(self, lang: str = "vi") -> str:
        """Where, what and what to do, on one to two lines."""
        head = f"{self.where}: {self.what.of(lang)}" if self.where else self.what.of(lang)
        return f"{head}\n{self.hint.of(lang)}" if self.hint else head


class UnreadableError(KgError):
    """A file that cannot be read, or holds no text."""


class KnowledgeError(KgError):
    """A knowledge file that breaks its schema; ``where`` is ``file:line``."""


class CorpusError(KgError):
    """A corpus that cannot be opened or written."""


class UsageError(KgError):
    """Wrong use of a command."""

    exit = Exit.USAGE
