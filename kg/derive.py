"""The one place where a fact is made from facts: the graph of a document, stated and derived, each with its reason.

Stated facts carry the place where they stand. A member of a group that stands in a cell gets ``lead_via_group`` or
``cooperate_via_group`` with the validity of its membership, judged at the document's date; it never gets the stated
role. Where the document has no date, members whose membership is bounded are kept and marked as not judged: unknown is
said.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.directives import Cited, DirectiveNode, cited
from kg.document import Extraction
from kg.facts import Edge, EdgeBody, Reason
from kg.ids import timeframe_id, unique
from kg.knowledge.model import Knowledge, Membership
from kg.records import Basis, Hand, Heading, Role, Task, Timeframe, TimeKind, UnitMention
from kg.source import Source
from kg.units import UnitNode, Units

#: grows when other facts follow from the same extraction and knowledge
VERSION = 2
#: rule of what holds for a member of a group that stands in a cell
VIA_GROUP = "via-group"
#: mark of a membership that could not be judged, because the document has no date
UNJUDGED = "unjudged"


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


def derive(extraction: Extraction, knowledge: Knowledge) -> Edges:
    """Every fact of ``extraction``, and those that follow from it by the knowledge."""
    return _Deriver(extraction, knowledge).run()


def time_id(timeframe: Timeframe) -> str:
    """The id of the node of a timeframe."""
    return timeframe_id(timeframe.kind.value, timeframe.start, timeframe.end, _condition(timeframe))


def _condition(timeframe: Timeframe) -> str | None:
    """What could not be read is known by its words: two such times are not one."""
    unread = timeframe.printed if timeframe.kind is TimeKind.UNKNOWN else None
    return timeframe.condition or unread


class _Deriver:
    def __init__(self, extraction: Extraction, knowledge: Knowledge) -> None:
        self._read = extraction
        self._document = extraction.document.id
        self._date = extraction.document.date
        self._units = Units(knowledge, extraction.document)
        self._cited: Cited = cited(extraction, knowledge)
        self._unit_nodes: dict[str, UnitNode] = {}
        self._time_nodes: dict[str, TimeNode] = {}
        self._edges: list[Edge] = []
        self._taken: set[str] = set()
        self._memberships: set[tuple[str, str]] = set()

    def run(self) -> Edges:
        for heading in self._read.headings:
            self._heading(heading)
        for task in self._read.tasks:
            self._task(task)
        self._cite()
        self._relate()
        for unit in list(self._unit_nodes.values()):
            self._succession(unit)
        return Edges(
            tuple(self._unit_nodes.values()),
            self._cited.nodes,
            tuple(self._time_nodes.values()),
            tuple(self._edges),
            self._cited.of,
        )

    def _add(
        self,
        src: str,
        relation: str,
        dst: str,
        body: EdgeBody,
        *,
        task: str | None = None,
        basis: Basis = Basis.STATED,
        via: str | None = None,
    ) -> None:
        wanted = "@".join(filter(None, (relation, _place(body.source), via)))
        ends = f"{src}\n{dst}\n"
        key = unique(ends + wanted, self._taken).removeprefix(ends)
        self._edges.append(Edge(src, relation, dst, key, self._document, task, basis, via, body))

    # --- stated

    def _heading(self, heading: Heading) -> None:
        self._add(heading.parent or self._document, "contains", heading.id, EdgeBody(heading.source))
        for mention in heading.lead:
            self._role(mention, Role.LEAD, heading.id, None, heading.parent)

    def _task(self, task: Task) -> None:
        body = EdgeBody(task.source)
        self._add(task.heading or self._document, "contains", task.id, body, task=task.id)
        if task.parent:
            self._add(task.id, "child_of", task.parent, body, task=task.id)
        above = task.parent or task.heading
        for role, mentions in ((Role.LEAD, task.lead), (Role.COOPERATE, task.cooperate)):
            for mention in mentions:
                self._role(mention, role, task.id, task.id, above)
        for timeframe in task.timeframes:
            node = self._timeframe(timeframe)
            self._add(
                task.id,
                "scheduled",
                node.id,
                EdgeBody(timeframe.source, reason=_reason(timeframe.basis, above, timeframe.hand)),
                task=task.id,
                basis=timeframe.basis,
            )

    def _role(self, mention: UnitMention, role: Role, target: str, task: str | None, above: str | None) -> None:
        unit = self._unit_node(self._units.of(mention))
        body = EdgeBody(mention.source, reason=_reason(mention.basis, above, mention.hand))
        self._add(unit.id, role.value, target, body, task=task, basis=mention.basis)
        for member in self._units.members(unit):
            held = self._judged(member.membership)
            if held is not None:
                self._through(mention, unit, member.unit, held, f"{role.value}_via_group", target, task)

    def _timeframe(self, timeframe: Timeframe) -> TimeNode:
        id, condition = time_id(timeframe), _condition(timeframe)
        if id not in self._time_nodes:
            span = "/".join(filter(None, (timeframe.start, timeframe.end)))
            label = condition or " ".join(filter(None, (timeframe.kind.value, span)))
            self._time_nodes[id] = TimeNode(id, label, timeframe.kind, timeframe.start, timeframe.end, condition)
        return self._time_nodes[id]

    def _cite(self) -> None:
        told: set[int] = set()
        for task in self._read.tasks:
            for index in task.citations:
                told.add(index)
                self._citation(task.id, index, task.id)
        for index, citation in enumerate(self._read.citations):
            if index not in told:
                heading = next((h for h in self._read.headings if _inside(citation.source, h.source)), None)
                self._citation(citation.task or (heading.id if heading else self._document), index, citation.task)

    def _citation(self, src: str, index: int, task: str | None) -> None:
        self._add(src, "cites", self._cited.of[index], EdgeBody(self._read.citations[index].source), task=task)

    def _relate(self) -> None:
        for index in self._read.document.implements:
            body = EdgeBody(self._read.citations[index].source)
            self._add(self._document, "implements", self._cited.of[index], body)
        for relation in self._read.relations:
            src = self._document if relation.from_citation is None else self._cited.of[relation.from_citation]
            self._add(src, relation.kind, self._cited.of[relation.to_citation], EdgeBody(relation.source))

    # --- derived

    def _judged(self, membership: Membership) -> Membership | None:
        """The membership, if it held at the document's date; marked where that cannot be told."""
        since, until = membership.since, membership.until
        if self._date is None:
            if since is None and until is None:
                return membership
            return Membership(membership.member, since, until, UNJUDGED, membership.source)
        if (since and self._date < since) or (until and self._date > until):
            return None
        return membership

    def _through(
        self,
        mention: UnitMention,
        group: UnitNode,
        member: UnitNode,
        held: Membership,
        relation: str,
        target: str,
        task: str | None,
    ) -> None:
        self._unit_node(member)
        reason = Reason(VIA_GROUP, (group.name, self._date or ""))
        body = EdgeBody(mention.source, held.since, held.until, held.mark, held.source, reason)
        self._add(member.id, relation, target, body, task=task, basis=mention.basis, via=group.id)
        if (member.id, group.id) not in self._memberships:
            self._memberships.add((member.id, group.id))
            belongs = EdgeBody((), held.since, held.until, held.mark, held.source, Reason("knowledge"))
            self._add(member.id, "member_of", group.id, belongs, basis=Basis.INFERRED)

    def _succession(self, unit: UnitNode) -> None:
        for later in self._units.successors(unit):
            self._unit_node(later.unit)
            held = later.membership
            body = EdgeBody((), held.since, None, held.mark, held.source, Reason("knowledge"))
            self._add(unit.id, "succeeded_by", later.unit.id, body, basis=Basis.INFERRED)

    def _unit_node(self, unit: UnitNode) -> UnitNode:
        return self._unit_nodes.setdefault(unit.id, unit)


def _reason(basis: Basis, above: str | None, hand: Hand | None) -> Reason | None:
    if hand is not None:
        return Reason("confirmed" if hand.kind == "confirmed" else basis.value, (hand.by, hand.at[:10]))
    return None if basis is Basis.STATED else Reason(basis.value, (above,) if above else ())


def _place(source: Source) -> str:
    if not source:
        return ""
    p = source[0]
    parts = (("p", p.page), ("l", p.line), ("t", p.table), ("r", p.row), ("c", p.cell), ("s", p.start))
    return ".".join(f"{name}{value}" for name, value in parts if value is not None)


def _inside(source: Source, whole: Source) -> bool:
    """Whether the first piece of ``source`` lies in one of ``whole``."""
    if not source or source[0].start is None:
        return False
    at = source[0].start
    return any(p.start is not None and p.end is not None and p.start <= at < p.end for p in whole)
