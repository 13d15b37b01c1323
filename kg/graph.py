"""The graph of a document or of a node's neighbourhood, for those who go on with networkx.

Nodes are ids with ``kind`` and ``label``; the key of an edge holds its relation and place, so that parallel edges
stay. All is added in sorted order: the same facts give the same graph, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg import codec
from kg.corpus.store import Store
from kg.facts import Edge

if TYPE_CHECKING:
    import networkx as nx


def document_graph(store: Store, document: int) -> nx.MultiDiGraph:
    """Every fact of a document (its ord)."""
    return _graph(store, store.edges_of_document(document))


def neighbourhood(store: Store, node: str, hops: int = 1) -> nx.MultiDiGraph:
    """The facts up to ``hops`` steps around the node with this id; an unknown id gives an empty graph."""
    start = store.node(node)
    edges: dict[tuple[str, str, str, str], Edge] = {}
    seen: set[str] = set()
    ring = {start.id} if start else set()
    for _ in range(hops):
        seen |= ring
        found = [edge for id in sorted(ring) for edge in _at(store, id)]
        edges.update({(e.src, e.dst, e.document, e.key): e for e in found})
        ring = {end for e in found for end in (e.src, e.dst)} - seen
    return _graph(store, edges.values(), [start.id] if start else [])


def dumps(graph: nx.MultiDiGraph) -> str:
    """The graph as JSON of one form: equal graphs, equal text."""
    nodes = [{"id": id, **graph.nodes[id]} for id in sorted(graph.nodes)]
    edges = [
        {"src": src, "dst": dst, "key": key, **data}
        for src, dst, key, data in sorted(graph.edges(keys=True, data=True), key=lambda e: (e[0], e[1], e[2]))
    ]
    return json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False, sort_keys=True, indent=1)


def _at(store: Store, id: str) -> list[Edge]:
    node = store.node(id)
    return store.edges_at(node.ord) if node else []


def _graph(store: Store, edges: Iterable[Edge], also: Iterable[str] = ()) -> nx.MultiDiGraph:
    import networkx as nx

    ordered = sorted(edges, key=lambda e: (e.src, e.dst, e.document, e.key))
    graph = nx.MultiDiGraph()
    for id in sorted({end for e in ordered for end in (e.src, e.dst)} | set(also)):
        node = store.node(id)
        if node is not None:
            graph.add_node(id, kind=node.kind, label=node.label)
    several = len({e.document for e in ordered}) > 1
    for edge in ordered:
        key = f"{edge.key}#{edge.document}" if several else edge.key
        graph.add_edge(edge.src, edge.dst, key=key, **_attributes(edge))
    return graph


def _attributes(edge: Edge) -> dict[str, codec.Json]:
    body = codec.encode(edge.body)
    attributes: dict[str, codec.Json] = {
        "relation": edge.relation,
        "document": edge.document,
        "task": edge.task,
        "basis": edge.basis.value,
        "via": edge.via,
    }
    return attributes | (body if isinstance(body, dict) else {})
