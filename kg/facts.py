"""A fact of the graph: an edge with its place and, where it was derived, its reason. ``kg.derive`` makes them.

Directions read as a sentence from ``src`` to ``dst``: a unit leads a task, a task cites a directive. A unit that
stands in a cell itself has ``lead`` or ``cooperate``; a member of a group that stands there has ``lead_via_group`` or
``cooperate_via_group``, never the former.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.records import Basis
from kg.source import Source


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a derived fact holds: a rule (key of data/messages.yaml) and the values that it took."""

    rule: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeBody:
    """What goes with a fact: its place, and for a membership or a succession its validity and where that stands."""

    source: Source = ()
    since: str | None = None
    until: str | None = None
    mark: str | None = None
    cited: str | None = None  #: where the membership or succession stands
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact: ``relation`` (a key of data/kinds.yaml) from ``src`` to ``dst`` (ids of nodes). ``key`` tells parallel
    edges apart; ``document`` is where it was read, ``via`` the group through which it holds."""

    src: str
    relation: str
    dst: str
    key: str
    document: str
    task: str | None
    basis: Basis
    via: str | None = None
    body: EdgeBody = EdgeBody()
