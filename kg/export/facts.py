"""The facts and nodes that go with the tasks that are exported, a document at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.corpus.rows import NodeRow
from kg.export.records import Records
from kg.facts import Edge

_CONTAINS, _CHILD = "contains", "child_of"


class Facts(NamedTuple):
    """The facts of one document, with the nodes that no document before it has named."""

    nodes: tuple[NodeRow, ...]
    edges: tuple[Edge, ...]


def facts(records: Records) -> Iterator[Facts]:
    """Every fact of the documents of ``records``; where only some tasks are exported, what concerns these: their own
    facts, the headings above them, and what holds between the nodes that they name."""
    store, seen = records.store, set[int]()
    tasks = None if records.whole else {node.id for node in _nodes(records, records.ords)}
    for document in records.watched(records.documents, len(records.documents)):
        edges = store.edges_of_document(document)
        if tasks is not None:
            edges = _of_tasks(edges, tasks)
        ids = dict.fromkeys(id for edge in edges for id in (edge.src, edge.dst, edge.document, edge.via) if id)
        rows = [node for node in map(store.node, ids) if node is not None and node.ord not in seen]
        own = store.nodes([document])[document]
        if own.ord not in seen and own.id not in ids:
            rows.insert(0, own)
        seen.update(node.ord for node in rows)
        yield Facts(tuple(rows), tuple(edges))


def _nodes(records: Records, ords: Iterable[int]) -> Iterable[NodeRow]:
    return records.store.nodes(ords).values()


def _of_tasks(edges: list[Edge], tasks: set[str]) -> list[Edge]:
    """The facts of ``tasks``, of the headings above them and between the nodes that these name."""
    above = {edge.dst: edge.src for edge in edges if edge.relation == _CONTAINS}
    kept = {edge.document for edge in edges}
    for task in tasks & above.keys():
        at: str | None = task
        while at is not None and at not in kept:
            kept.add(at)
            at = above.get(at)
    named = set(kept)
    for edge in edges:
        if edge.task in kept:
            named.update((edge.src, edge.dst))
    return [edge for edge in edges if _belongs(edge, kept, named)]


def _belongs(edge: Edge, kept: set[str], named: set[str]) -> bool:
    if edge.relation in (_CONTAINS, _CHILD):
        return edge.src in kept and edge.dst in kept
    if edge.task is not None:
        return edge.task in kept
    # who leads a heading, what the document implements, what holds between two units or two documents
    return edge.dst in kept or (edge.src in named and edge.dst in named)
