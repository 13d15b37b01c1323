"""Headings, tasks with their units and times, and citations: frozen records, each with its place in the source.

The names and the meaning of fields are those of the JSON that ``kg extract`` prints (docs/contract.md). Records hold
only what the document itself says; what follows from it (through a group, by a successor) is made in ``kg.derive``.
The records of a document as a whole stand in ``kg.document``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.source import Source


class Basis(StrEnum):
    """Why a fact is held to be true."""

    STATED = "stated"  #: its own cell or sentence says so
    INHERITED = "inherited"  #: from the parent item, the heading's own cell, or a cell that the file merges
    INFERRED = "inferred"  #: taken from the row above, to be confirmed
    CORRECTED = "corrected"  #: a person's word


class TimeKind(StrEnum):
    """Kinds of timeframe."""

    CONTINUOUS = "continuous"
    ANNUAL = "annual"
    PERIODIC = "periodic"
    WITHIN = "within"  #: start and end
    FROM = "from"  #: start
    BY = "by"  #: end
    CONDITIONAL = "conditional"  #: condition
    UNKNOWN = "unknown"  #: printed only


class Role(StrEnum):
    """What a unit does in a task."""

    LEAD = "lead"
    COOPERATE = "cooperate"


@dataclass(frozen=True, slots=True)
class Hand:
    """Who corrected or confirmed a fact, and when (an ISO moment); ``kind`` is that of the correction."""

    kind: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit as a document names it. ``unit`` is its id, ``name`` its full canonical name. A unit that a person named
    and the document does not has no source, and ``printed`` is that person's word."""

    unit: str
    name: str
    printed: str
    basis: Basis
    source: Source
    #: key of the knowledge entry (its name there), or None for a name that the knowledge does not have
    known: str | None = None
    hand: Hand | None = None


@dataclass(frozen=True, slots=True)
class Timeframe:
    """When a task is to be done. Dates are ISO days; ``for_unit`` names the unit that it holds for, if not for all."""

    printed: str
    kind: TimeKind
    start: str | None
    end: str | None
    condition: str | None
    for_unit: str | None
    basis: Basis
    source: Source
    hand: Hand | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """What a task is to bring forth."""

    printed: str
    source: Source


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``number`` is as printed and may repeat, ``id`` does not."""

    id: str
    number: str | None
    parent: str | None
    text: str
    lead: tuple[UnitMention, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Task:
    """A task. ``position`` is its ordinal under its heading, ``place`` what a person cites, ``parent`` the id of the
    "-" item of a "+" item."""

    id: str
    fingerprint: str
    heading: str | None
    number: str | None
    position: int
    place: str
    parent: str | None
    text: str
    lead: tuple[UnitMention, ...]
    cooperate: tuple[UnitMention, ...]
    timeframes: tuple[Timeframe, ...]
    product: Product | None
    citations: tuple[int, ...]
    source: Source
    #: what persons have said of it, in the order of its facts
    hands: tuple[Hand, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of a document. Date, issuer and term are those printed for it, never added from knowledge."""

    printed: str
    type: str | None
    number: str | None
    symbol: str | None
    code: str | None
    canonical: str | None
    date: str | None
    year: int | None
    issuer: str | None
    term: str | None
    plenum: str | None
    name: str | None
    title: str | None
    task: str | None
    source: Source
