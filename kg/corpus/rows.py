"""What the store gives out: small typed rows. ``ord`` is the number of a node in this store and in no other.

They are named tuples: a frozen dataclass costs every start of the program four times as much to define.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.records import Basis, Citation, Heading, Role, Task, TimeKind


class DocumentRow(NamedTuple):
    """A document of the corpus, without its parts. ``reader``, ``extractor``, ``deriver``, ``knowledge``: what read
    it; ``said``: the state of the corrections in it, "" for none."""

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
    deriver: int
    knowledge: str
    said: str = ""


class HeadingRow(NamedTuple):
    """A heading of the document ``document`` (its ord)."""

    ord: int
    document: int
    heading: Heading


class TaskRow(NamedTuple):
    """A task of the document ``document`` (its ord)."""

    ord: int
    document: int
    task: Task


class UnitRow(NamedTuple):
    """A unit. ``entry`` is its entry in the knowledge (None: not known there), ``tail`` whose it is ("Huyện ủy")."""

    ord: int
    id: str
    name: str
    key: str
    entry: str | None
    tail: str
    scope: str | None
    level: str | None


class DirectiveRow(NamedTuple):
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


class MentionRow(NamedTuple):
    """One mention of a directive: ``number`` counts the citations of ``document``."""

    directive: int
    document: int
    number: int
    task: int | None
    citation: Citation


class TimeRow(NamedTuple):
    """A timeframe that tasks share."""

    ord: int
    id: str
    kind: TimeKind
    start: str | None
    end: str | None
    condition: str | None


class Assignment(NamedTuple):
    """``unit`` has ``role`` in ``task``: itself (``via`` None) or through the group ``via``. All are ords; ``edge``
    leads to the fact with its reason and place (``Store.edge``)."""

    edge: int
    unit: int
    role: Role
    task: int
    via: int | None
    basis: Basis


class NodeRow(NamedTuple):
    """Any node."""

    ord: int
    id: str
    kind: str
    label: str


class Word(NamedTuple):
    """A syllable of the tasks' texts, as ``kg.text.syllables`` or ``marked_syllables`` gives it, and in how many
    tasks."""

    text: str
    tasks: int


class Counts(NamedTuple):
    """How much the store holds."""

    documents: int
    headings: int
    tasks: int
    units: int
    directives: int
    timeframes: int
    edges: int
