"""What a question asks for: the one frozen form that questions, options and pages are turned into."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Asks(StrEnum):
    """What is wanted."""

    TASKS = "tasks"
    UNITS = "units"
    DOCUMENTS = "documents"
    TIMEFRAMES = "timeframes"
    COUNT = "count"


class Part(StrEnum):
    """What a unit does in a task, as asked."""

    LEAD = "lead"
    COOPERATE = "cooperate"
    EITHER = "either"


class UnitReading(NamedTuple):
    """One way to read a unit's name: an entry of the knowledge, and the words after it ("Huyện ủy"; "" if none)."""

    entry: str
    tail: str = ""


class UnitRef(NamedTuple):
    """A unit as asked for. ``name`` is a full name; else ``readings`` say which entries of the knowledge are meant.
    Neither: a name that is not known. ``place``: whose it is, if the question says so."""

    said: str
    name: str | None = None
    readings: tuple[UnitReading, ...] = ()
    place: str | None = None


class Party(NamedTuple):
    """One of ``units`` has this part in the task."""

    units: tuple[UnitRef, ...]
    part: Part


class When(NamedTuple):
    """A time: ``kind`` is a kind of timeframe; ``within``, ``from`` and ``by`` have dates (``by`` a start too
    where only deadlines after it are meant), ``conditional`` may have words of the condition."""

    kind: str
    start: str | None = None
    end: str | None = None
    condition: str | None = None
    said: str = ""


class DocumentRef(NamedTuple):
    """A document as asked for; what is None was not said. ``code`` is compared exactly."""

    said: str
    type: str | None = None
    number: str | None = None
    code: str | None = None
    date: str | None = None
    year: int | None = None
    issuer: str | None = None
    term: str | None = None
    name: str | None = None


class Subject(NamedTuple):
    """Words that stand in a row in a task's text: ``words`` without marks, ``marked`` with those that were typed (None:
    typed without any)."""

    said: str
    words: tuple[str, ...]
    marked: tuple[str, ...] | None = None


class Query(NamedTuple):
    """A question understood. All conditions hold together; of ``when`` and (``any_document``) of ``cites`` one does."""

    asks: Asks
    parties: tuple[Party, ...] = ()
    when: tuple[When, ...] = ()
    cites: tuple[DocumentRef, ...] = ()
    any_document: bool = False
    #: a word of citing was said; else a document that is a plan of the corpus is the place to look in
    citing: bool = False
    headings: tuple[str, ...] = ()
    position: int | None = None
    about: tuple[Subject, ...] = ()
    without: tuple[str, ...] = ()
    having: tuple[str, ...] = ()
    plan: DocumentRef | None = None
    #: the part of the units that are asked for (``asks`` is units), None for both
    wanted: Part | None = None
    #: the units that share a task with the party, in the other part, are asked for
    partners: bool = False
    #: a document is asked for itself
    documents: tuple[DocumentRef, ...] = ()
    #: every task of the plan is meant
    everything: bool = False

    @property
    def role(self) -> str | None:
        """The one part that is asked about, if there is one."""
        if self.partners:
            return str(Part.COOPERATE)
        if self.asks is Asks.UNITS:
            return None if self.wanted in (None, Part.EITHER) else str(self.wanted)
        parts = {p.part for p in self.parties}
        only = parts.pop() if len(parts) == 1 else None
        return None if only in (None, Part.EITHER) else str(only)


def narrowed(query: Query) -> bool:
    """Whether any condition on tasks is said, but for the plan that they stand in."""
    return bool(
        query.parties
        or query.when
        or query.cites
        or query.headings
        or query.position
        or query.about
        or query.without
        or query.having
    )
