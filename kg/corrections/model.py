"""A person's word about a record, and what waits for one: frozen records, the former kept in corrections/*.yaml.

A record is known by its address: its id and its fingerprint, as docs/contract.md says, and beside them what tells the
same words moved or mended from other words in their place: the fingerprints of its neighbours, and how many records of
the document had this fingerprint.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from kg.knowledge.form import Form
from kg.source import Source

COUNT = Form(r"[1-9]\d*", "số đếm", "a number")
MOMENT = Form(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d)?", "thời điểm, ví dụ 2026-11-24T08:30:00", "a moment of time"
)


class Kind(StrEnum):
    """What a person says of a record."""

    LEAD = "lead"  #: these units lead the task, no other
    COOPERATE = "cooperate"  #: these units cooperate, no other
    TIME = "time"  #: these are its times
    UNIT = "unit"  #: the name ``printed`` in this record stands for ``means``
    NOT_A_TASK = "not-a-task"
    SAME_UNIT = "same-unit"  #: the unit with this id is ``means``, or with an empty list no unit
    ALIAS = "alias"  #: ``printed`` is a name of ``means``, in texts and in questions
    CONFIRMED = "confirmed"  #: what was read, inferred or not understood is right as it stands


class Doubt(StrEnum):
    """Why something waits for a person."""

    INFERRED = "inferred"  #: taken from the row above
    NO_LEAD = "no-lead"
    NO_TIME = "no-time"
    UNKNOWN_TIME = "unknown-time"
    UNKNOWN_UNIT = "unknown-unit"  #: a name that the knowledge does not have
    UNREAD = "unread"
    WARNING = "warning"  #: any other warning of the extraction
    CONFLICT = "conflict"  #: two persons say different things


@dataclass(frozen=True, slots=True)
class Address:
    """How a record is found again. ``above`` and ``below`` are the fingerprints of its neighbours ("" where there is
    none, None where they are not known), ``same`` counts the records of the document that have its fingerprint,
    and ``alone`` says that no other one was much alike."""

    id: str
    fingerprint: str
    above: str | None = None
    below: str | None = None
    same: int = 1
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that a person should look at. ``subject`` is the id of the task, of the unit or of the part of the
    text; ``text`` what it says; ``uses`` how many facts rest on it; ``document`` the id of the document."""

    kind: Doubt
    subject: str
    text: str
    uses: int
    document: str
    file: str
    source: Source
    address: Address


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word, as it stands in a file. ``id`` and ``fingerprint`` name the record (of a unit: its id and the
    search key of its name), ``document`` and ``sha256`` the document and its bytes; ``text`` is for who reads the file.

    ``lead``, ``cooperate`` and ``times`` are names and printed times, an empty list for none; of a confirmed task they
    are what was confirmed. ``settles`` is the word that ends a conflict: it holds over every other one until then.
    """

    kind: Kind
    by: str
    at: Annotated[str, MOMENT]
    id: str | None = None
    fingerprint: str | None = None
    above: str | None = None
    below: str | None = None
    same: Annotated[str, COUNT] | None = None
    alone: bool = True
    document: str | None = None
    sha256: str | None = None
    text: str | None = None
    printed: str | None = None
    means: tuple[str, ...] | None = None
    lead: tuple[str, ...] | None = None
    cooperate: tuple[str, ...] | None = None
    times: tuple[str, ...] | None = None
    doubt: Doubt | None = None
    settles: bool = False


class State(StrEnum):
    """What became of a correction when the corpus was built."""

    APPLIED = "applied"
    MOVED = "moved"  #: applied; only the id or only the fingerprint agreed
    ORPHANED = "orphaned"  #: its record is gone or cannot be told from others
    CONFLICT = "conflict"  #: another person says something else: neither is applied
    REPEATED = "repeated"  #: another correction says the same, or a later one of the same person holds


#: what a person must hear of
TO_BE_SAID = (State.MOVED, State.ORPHANED, State.CONFLICT)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the correction at ``where`` (file:line). ``record`` is the id of the record that it was applied
    to, ``why`` says in one word why it was not: gone, several, unlike, value, document."""

    state: State
    where: str
    correction: Correction
    record: str | None = None
    why: str | None = None
