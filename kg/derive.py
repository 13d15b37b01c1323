"""The one place where a fact is made from facts: the graph of a document, stated and derived, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from kg.facts import Edge
from kg.records import TimeKind


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit of one scope. ``entry`` is its entry in the knowledge, ``tail`` the words that say whose it is."""

    id: str
    name: str
    scope: str | None
    level: str | None
    entry: str | None
    tail: str


@dataclass(frozen=True, slots=True)
class DirectiveNode:
    """A cited document: what its mentions surely share."""

    id: str
    label: str
    type: str | None
    number: str | None
    code: str | None
    date: str | None
    year: int | None
    name: str | None


@dataclass(frozen=True, slots=True)
class TimeNode:
    """A timeframe that tasks share."""

    id: str
    label: str
    kind: TimeKind
    start: str | None
    end: str | None
    condition: str | None


@dataclass(frozen=True, slots=True)
class Edges:
    """The graph of a document. ``cited`` gives for each of its citations the id of the directive."""

    units: tuple[UnitNode, ...]
    directives: tuple[DirectiveNode, ...]
    timeframes: tuple[TimeNode, ...]
    edges: tuple[Edge, ...]
    cited: tuple[str, ...]
