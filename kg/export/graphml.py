"""GraphML, as networkx, Gephi and yEd read it: every fact is an edge of its own, also where two nodes share several.

Written as it is read, a document at a time. What an edge does not have is left out; places are text ("40, 47").
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg import wording
from kg.export.facts import facts
from kg.export.records import Records, Written
from kg.export.safe import xml_text

if TYPE_CHECKING:
    from lxml.etree import _IncrementalFileWriter

    from kg.corpus.rows import NodeRow
    from kg.facts import Edge

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = ("kind", "label")
_EDGE = ("relation", "key", "document", "task", "basis", "via", "place", "since", "until", "mark", "cited", "reason")


def write(path: Path, records: Records, lang: str) -> Written:
    """Write the facts of ``records`` to ``path``."""
    from lxml import etree

    edges = 0
    with path.open("wb") as file, etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with _element(xml, "graphml", nsmap={None: _SPACE}):
            for kind, keys in (("node", _NODE), ("edge", _EDGE)):
                for key in keys:
                    about = {"id": f"{kind}.{key}", "for": kind, "attr.name": key, "attr.type": "string"}
                    xml.write(etree.Element("key", about))
            with _element(xml, "graph", edgedefault="directed"):
                for part in facts(records):
                    for node in part.nodes:
                        _node(xml, node)
                    for edge in part.edges:
                        edges += 1
                        _edge(xml, edge, edges, lang)
    return Written(edges)


def _element(xml: _IncrementalFileWriter, name: str, **attributes: object) -> AbstractContextManager[object]:
    return cast("AbstractContextManager[object]", xml.element(name, **attributes))


def _node(xml: _IncrementalFileWriter, node: NodeRow) -> None:
    with _element(xml, "node", id=xml_text(node.id)):
        _data(xml, "node", (("kind", node.kind), ("label", node.label)))


def _edge(xml: _IncrementalFileWriter, edge: Edge, number: int, lang: str) -> None:
    ends = {"id": f"e{number}", "source": xml_text(edge.src), "target": xml_text(edge.dst)}
    with _element(xml, "edge", **ends):
        _data(xml, "edge", _attributes(edge, lang))


def _attributes(edge: Edge, lang: str) -> Iterator[tuple[str, str | None]]:
    body = edge.body
    yield "relation", edge.relation
    yield "key", edge.key
    yield "document", edge.document
    yield "task", edge.task
    yield "basis", edge.basis.value
    yield "via", edge.via
    yield "place", wording.place("", body.source, lang).lstrip(": ")
    yield "since", body.since
    yield "until", body.until
    yield "mark", body.mark
    yield "cited", body.cited
    yield "reason", " ".join((body.reason.rule, *body.reason.values)) if body.reason else None


def _data(
    xml: _IncrementalFileWriter, kind: str, values: Iterator[tuple[str, str | None]] | tuple[tuple[str, str], ...]
) -> None:
    for key, value in values:
        if value:
            with _element(xml, "data", key=f"{kind}.{key}"):
                xml.write(xml_text(value))
