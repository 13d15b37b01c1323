"""From the store to what a page knows: the records of viz/records.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.corpus.rows import DirectiveRow, DocumentRow, NodeRow
from kg.corpus.store import Store
from kg.derive import VIA_GROUP, time_id
from kg.document import Extraction
from kg.facts import Edge, Reason
from kg.knowledge.model import Kind
from kg.records import Role
from kg.source import Source
from kg.viz.citations import Citing
from kg.viz.front_data import front_data
from kg.viz.records import (
    SCHEMA,
    DirectiveNode,
    DocumentNode,
    Doubt,
    Fact,
    HeadingNode,
    Label,
    MentionOf,
    Node,
    PageData,
    Place,
    TaskNode,
    TimeNode,
    UnitNode,
    Waits,
    Why,
)


def page_data(
    store: Store, documents: Iterable[DocumentRow], unit: int | None = None, citing: Citing | None = None
) -> PageData:
    """What a page of these documents knows; with ``unit`` (its ord) only of the tasks in which it has a part."""
    return _Collector(store, list(documents), unit, citing or Citing(store)).data()


class _Collector:
    def __init__(self, store: Store, documents: Sequence[DocumentRow], unit: int | None, citing: Citing) -> None:
        self._store = store
        self._citing = citing
        self._rows = documents
        self._read = {d.ord: store.extraction(d.ord) for d in documents}
        self._unit = store.unit_rows([unit])[unit].id if unit is not None else None
        self._edges = self._chosen([e for d in documents for e in store.edges_of_document(d.ord)])
        self._number = self._numbered()

    def data(self) -> PageData:
        """The records of the page."""
        return PageData(
            SCHEMA,
            tuple(self._number[d.id] for d in self._rows),
            self._nodes(),
            tuple(self._facts()),
            tuple(self._waiting()),
            _labels(self._store),
            self._citing.styles,
            self._number[self._unit] if self._unit else None,
            front_data(self._store),
        )

    # --- which facts and nodes

    def _chosen(self, edges: list[Edge]) -> list[Edge]:
        """The facts of the page: all, or those of the tasks of its unit with all that stands above these."""
        if self._unit is None:
            return edges
        tasks = {e.task for e in edges if e.task and e.src == self._unit}
        above: dict[str, str] = {e.dst: e.src for e in edges if e.relation == "contains"}
        above |= {t.id: t.parent for read in self._read.values() for t in read.tasks if t.parent}
        kept = set[str]()
        for id in tasks:
            at: str | None = id
            while at and at not in kept:
                kept.add(at)
                at = above.get(at)
        return [e for e in edges if self._belongs(e, tasks, kept)]

    def _belongs(self, edge: Edge, tasks: set[str], kept: set[str]) -> bool:
        if edge.task:
            return edge.task in tasks or (edge.relation == "contains" and edge.dst in kept)
        if edge.relation == "contains":
            return edge.dst in kept
        return self._unit in (edge.src, edge.dst)

    def _numbered(self) -> dict[str, int]:
        """The number of each node on the page: by the order of the store, whatever else lies in it."""
        ids = {end for e in self._edges for end in (e.src, e.dst, e.via) if end} | {d.id for d in self._rows}
        found = [node for id in ids if (node := self._store.node(id)) is not None]
        return {node.id: at for at, node in enumerate(sorted(found, key=lambda n: n.ord))}

    def _waiting(self) -> Iterable[Waits]:
        """What waits in the documents of the page; on the page of a unit, about what stands on it."""
        for w in self._store.waiting(row.ord for row in self._rows):
            node = self._number.get(w.subject)
            if node is not None or self._unit is None:
                yield Waits(w.kind.value, self._number[w.document] if node is None else node, w.text, places(w.source))

    # --- nodes

    def _nodes(self) -> tuple[Node, ...]:
        made: dict[str, Node] = {}
        for row in self._rows:
            read = self._read[row.ord]
            made[row.id] = self._document(row, read)
            self._parts(made, read)
        rest = {node.ord: node for id in self._number if id not in made and (node := self._store.node(id))}
        for ord, unit in self._store.unit_rows(o for o, n in rest.items() if n.kind == "unit").items():
            made[rest[ord].id] = UnitNode(unit.id, "unit", unit.name, unit.entry, unit.tail, unit.scope, unit.level)
        for time in self._store.timeframes():
            if time.id in self._number:
                label = rest[time.ord].label
                made[time.id] = TimeNode(
                    time.id, "timeframe", label, time.kind.value, time.start, time.end, time.condition
                )
        cited = self._store.directive_rows(o for o, n in rest.items() if n.kind == "directive")
        made |= {directive.id: directive for directive in self._directives(cited, rest)}
        return tuple(made[id] for id in sorted(self._number, key=self._number.__getitem__))

    def _document(self, row: DocumentRow, read: Extraction) -> DocumentNode:
        d = read.document
        node = self._store.node(row.id)
        return DocumentNode(
            row.id,
            "document",
            node.label if node else row.file,
            d.file,
            d.sha256,
            d.type,
            d.number,
            d.code,
            d.date,
            d.issuer,
            d.scope,
            d.level,
            d.title,
            d.attached.title if d.attached else None,
            d.status == "draft",
            d.marking,
            tuple(Doubt(u.text, None, places(u.source)) for u in read.unread),
            tuple(Doubt(w.message, w.rule, places(w.source)) for w in read.warnings),
            self._citing.of(node) if node else None,
        )

    def _parts(self, made: dict[str, Node], read: Extraction) -> None:
        number = self._number
        document = number[read.document.id]
        for h in read.headings:
            if h.id in number:
                label = " ".join(filter(None, (h.number, h.text)))
                parent = number.get(h.parent or "")
                made[h.id] = HeadingNode(h.id, "heading", label, document, h.text, h.number, parent, places(h.source))
        for t in read.tasks:
            if t.id in number:
                made[t.id] = TaskNode(
                    t.id,
                    "task",
                    t.place,
                    document,
                    t.text,
                    t.place,
                    t.position,
                    t.number,
                    number.get(t.heading or ""),
                    number.get(t.parent or ""),
                    t.product.printed if t.product else None,
                    places(t.source),
                    t.hands,
                )

    def _directives(self, rows: Mapping[int, DirectiveRow], nodes: Mapping[int, NodeRow]) -> Iterable[DirectiveNode]:
        said: dict[int, list[MentionOf]] = {ord: [] for ord in rows}
        own = {row.ord: self._number[row.id] for row in self._rows}
        mentions = self._store.mentions(sorted(rows))
        tasks = self._store.nodes({m.task for m in mentions if m.task is not None})
        for m in mentions:
            task = self._number.get(tasks[m.task].id) if m.task is not None else None
            if m.document in own and (task is not None or m.task is None):
                c = m.citation
                said[m.directive].append(
                    MentionOf(own[m.document], c.printed, task, c.issuer, c.term, c.title, places(c.source))
                )
        for ord, d in rows.items():
            yield DirectiveNode(
                d.id,
                "directive",
                d.label,
                d.type,
                d.number,
                d.code,
                d.date,
                d.year,
                d.name,
                tuple(said[ord]),
                self._citing.of(nodes[ord]),
            )

    # --- edges

    def _facts(self) -> Iterable[Fact]:
        printed = self._printed()
        for e in self._edges:
            text, held = printed.get((e.src, e.relation, e.dst, e.body.source), (None, None))
            body = e.body
            yield Fact(
                self._number[e.src],
                e.relation,
                self._number[e.dst],
                e.basis.value,
                self._number[e.via] if e.via else None,
                text,
                held,
                places(body.source),
                body.since,
                body.until,
                body.mark,
                body.cited,
                self._why(body.reason),
            )

    def _printed(self) -> dict[tuple[str, str, str, Source], tuple[str, str | None]]:
        """What the cells of tasks and headings print, by the fact that they state."""
        found: dict[tuple[str, str, str, Source], tuple[str, str | None]] = {}
        for read in self._read.values():
            for h in read.headings:
                found |= {(m.unit, Role.LEAD.value, h.id, m.source): (m.printed, None) for m in h.lead}
            for t in read.tasks:
                for role, mentions in ((Role.LEAD, t.lead), (Role.COOPERATE, t.cooperate)):
                    found |= {(m.unit, role.value, t.id, m.source): (m.printed, None) for m in mentions}
                for time in t.timeframes:
                    found[t.id, "scheduled", time_id(time), time.source] = (time.printed, time.for_unit)
        return found

    def _why(self, reason: Reason | None) -> Why | None:
        """The reason of a fact; that it holds through a group is said by the group itself."""
        if reason is None or reason.rule == VIA_GROUP:
            return None
        above = next((self._number[v] for v in reason.values if v in self._number), None)
        return Why(reason.rule, above, tuple(v for v in reason.values if v not in self._number))


def places(source: Source) -> tuple[Place, ...]:
    """Where a fact stands, without the places of its characters.

    >>> from kg.source import Piece
    >>> places((Piece(line=40, start=1, end=2), Piece(page=3, table=0, row=1, cell=2)))
    (40, (None, 3, 0, 1, 2))
    """
    found: list[Place] = []
    for p in source:
        more = (p.page, p.table, p.row, p.cell)
        found.append(p.line if all(x is None for x in more) else (p.line, *more))
    return tuple(dict.fromkeys(found))


def _labels(store: Store) -> tuple[Label, ...]:
    kinds = store.knowledge_part("relations", tuple[Kind, ...])
    return tuple(Label(k.key, k.vi, k.en, k.vi_back, k.en_back) for k in kinds)
