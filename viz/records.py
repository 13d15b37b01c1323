"""What a page knows, as frozen records (viz/README.md says what each field means as JSON).

Nodes are numbered in the order of the store, and name each other by that number; every fact is an edge. A field that
says nothing is left out of the JSON. Nothing here knows how the page looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.records import Hand
from kg.viz.citations import Citations, StyleName
from kg.viz.front_data import FrontData

#: number of the shape of the data
SCHEMA = 1
#: a piece of a source: its line, or [line, page, table, row, cell] where it has more than a line
Place = int | tuple[int | None, ...] | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A part of a document that no rule explains (``rule`` None), or that a person should look at."""

    text: str
    rule: str | None = None
    at: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentNode:
    """A plan of the page."""

    id: str
    kind: str
    label: str
    file: str
    sha256: str
    type: str | None = None
    number: str | None = None
    code: str | None = None
    date: str | None = None
    issuer: str | None = None
    scope: str | None = None
    level: str | None = None
    title: str | None = None
    attached: str | None = None
    draft: bool = False
    marking: str | None = None
    unread: tuple[Doubt, ...] = ()
    warnings: tuple[Doubt, ...] = ()
    citations: Citations | None = None


@dataclass(frozen=True, slots=True)
class HeadingNode:
    """A heading of a plan."""

    id: str
    kind: str
    label: str
    document: int
    text: str
    number: str | None = None
    parent: int | None = None
    at: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskNode:
    """A task; who does it, when, and what it cites are edges."""

    id: str
    kind: str
    label: str
    document: int
    text: str
    place: str
    position: int
    number: str | None = None
    heading: int | None = None
    parent: int | None = None
    product: str | None = None
    at: tuple[Place, ...] = ()
    hands: tuple[Hand, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit; ``label`` is its full name, ``entry`` that of its entry in the knowledge."""

    id: str
    kind: str
    label: str
    entry: str | None = None
    tail: str = ""
    scope: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class TimeNode:
    """A time that tasks share; ``time`` is a kind of timeframe."""

    id: str
    kind: str
    label: str
    time: str
    start: str | None = None
    end: str | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class MentionOf:
    """One place where a document of the page names a directive."""

    document: int
    printed: str
    task: int | None = None
    issuer: str | None = None
    term: str | None = None
    title: str | None = None
    at: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectiveNode:
    """A cited document."""

    id: str
    kind: str
    label: str
    type: str | None = None
    number: str | None = None
    code: str | None = None
    date: str | None = None
    year: int | None = None
    name: str | None = None
    mentions: tuple[MentionOf, ...] = ()
    citations: Citations | None = None


Node = DocumentNode | HeadingNode | TaskNode | UnitNode | TimeNode | DirectiveNode


@dataclass(frozen=True, slots=True)
class Why:
    """The rule by which a fact holds, the node that it was taken from, and other values."""

    rule: str
    above: int | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """An edge: ``src`` has ``relation`` to ``dst``. ``printed`` is the text of its cell, where it has one."""

    src: int
    relation: str
    dst: int
    basis: str = "stated"
    via: int | None = None
    printed: str | None = None
    holds_for: str | None = None
    at: tuple[Place, ...] = ()
    since: str | None = None
    until: str | None = None
    mark: str | None = None
    cited: str | None = None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """How a relation is called, read forward and back."""

    key: str
    vi: str
    en: str
    vi_back: str | None = None
    en_back: str | None = None


@dataclass(frozen=True, slots=True)
class Waits:
    """Something that a person should look at: why (a kg.corrections.model.Doubt), the task or unit that it is about,
    or the document where its text stands in none."""

    kind: str
    node: int
    text: str
    at: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class PageData:
    """All that one page knows."""

    schema: int
    documents: tuple[int, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Fact, ...]
    #: what of it waits for a person
    waiting: tuple[Waits, ...] = ()
    relations: tuple[Label, ...] = ()
    #: the styles of citing, in the order of the citations
    styles: tuple[StyleName, ...] = ()
    #: the unit whose work the page shows, if it is of one unit
    unit: int | None = None
    #: the words by which it reads what is typed
    front: FrontData | None = None
