"""What the store gives out: small typed rows. ``ord`` is the number of a node in this store and in no other."""

from __future__ import annotations

from dataclasses import dataclass

from kg.records import Alias, Basis, Citation, Heading, Other, Relation, Role, Task, TimeKind, Unread, Warning


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of the corpus, without its parts. ``reader``, ``extractor``, ``knowledge``: what read it."""

    ord: int
    id: str
    file: str
    sha256: str
    extension: str
    type: str | None
    number: str | None
    code: str | None
    date: str | None
    scope: str | None
    level: str | None
    reader: int
    extractor: int
    knowledge: str


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading of the document ``document`` (its ord)."""

    ord: int
    document: int
    heading: Heading


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of the document ``document`` (its ord)."""

    ord: int
    document: int
    task: Task


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit. ``entry`` is its entry in the knowledge (None: not known there), ``tail`` whose it is ("Huyện ủy")."""

    ord: int
    id: str
    name: str
    key: str
    entry: str | None
    tail: str
    scope: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    """A cited document: what its mentions share. The rest stands in the mentions (``Store.mentions``)."""

    ord: int
    id: str
    label: str
    type: str | None
    number: str | None
    code: str | None
    date: str | None
    year: int | None
    name: str | None


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One mention of a directive: number ``index`` of the citations of ``document``."""

    directive: int
    document: int
    index: int
    task: int | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A timeframe that tasks share."""

    ord: int
    id: str
    kind: TimeKind
    start: str | None
    end: str | None
    condition: str | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """``unit`` has ``role`` in ``task``: itself (``via`` None) or through the group ``via``. All are ords; ``edge``
    leads to the fact with its reason and place (``Store.edge``)."""

    edge: int
    unit: int
    role: Role
    task: int
    via: int | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class NodeRow:
    """Any node."""

    ord: int
    id: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Word:
    """A syllable of the tasks' texts, as ``kg.text.syllables`` or ``marked_syllables`` gives it, and in how many
    tasks."""

    text: str
    tasks: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the store holds."""

    documents: int
    headings: int
    tasks: int
    units: int
    directives: int
    timeframes: int
    edges: int


@dataclass(frozen=True, slots=True)
class Rest:
    """The parts of an extraction that no question looks up by: kept whole beside the document."""

    relations: tuple[Relation, ...] = ()
    aliases: tuple[Alias, ...] = ()
    other: tuple[Other, ...] = ()
    unread: tuple[Unread, ...] = ()
    warnings: tuple[Warning, ...] = ()
