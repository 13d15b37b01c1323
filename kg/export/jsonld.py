"""JSON-LD: documents as schema.org Legislation, tasks as Action, units as Organization, and every fact as a triple.

A fact is said twice: as the triple itself (``kg:lead`` from unit to task), and as a statement (rdf:Statement, a
prov:Entity) that carries its basis and its place: ``prov:wasQuotedFrom`` the document where the text states it,
``prov:wasDerivedFrom`` where it follows from something else, ``prov:atLocation`` the lines. The context is inside the
file: nothing is fetched. The same corpus gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from kg.codec import Json
from kg.corpus.rows import DirectiveRow, NodeRow
from kg.corpus.store import Store
from kg.document import Document
from kg.export.facts import facts
from kg.export.records import Records, Written
from kg.export.safe import xml_text
from kg.facts import Edge
from kg.ids import DIRECTIVE
from kg.records import Basis
from kg.source import Piece

Node = dict[str, Json]
CONTEXT: Json = {
    "kg": "urn:kg:vocab:",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
#: relations between documents that schema.org has a word for
_LEGISLATION = {
    "cites": "schema:citation",
    "implements": "schema:legislationApplies",
    "amends": "schema:legislationAmends",
    "replaces": "schema:legislationRepeals",
}


def write(path: Path, records: Records, lang: str) -> Written:
    """Write the facts of ``records`` to ``path``; words are in Vietnamese, as in the documents."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [')
        comma = "\n"
        for part in facts(records):
            count += len(part.edges)
            for thing in (*_nodes(records.store, part.nodes), *(t for edge in part.edges for t in _said(edge))):
                file.write(comma + json.dumps(_clean(thing), ensure_ascii=False))
                comma = ",\n"
        file.write("\n]}\n")
    return Written(count)


def iri(id: str) -> str:
    """The IRI of a node: its id, percent-encoded."""
    return f"urn:kg:node:{quote(xml_text(id), safe='/.:~')}"


# --- nodes


def _nodes(store: Store, rows: Iterable[NodeRow]) -> Iterator[Node]:
    by_kind: dict[str, list[int]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row.ord)
    for ord in by_kind.get("document", ()):
        yield _document(store.document(ord))
    for directive in store.directive_rows(by_kind.get("directive", ())).values():
        yield _directive(directive)
    for unit in store.unit_rows(by_kind.get("unit", ())).values():
        yield _thing(unit.id, "schema:Organization", {"schema:name": unit.name, "schema:areaServed": unit.scope})
    for heading in store.headings(by_kind.get("heading", ())).values():
        named = {"schema:name": heading.heading.text, "kg:number": heading.heading.number}
        yield _thing(heading.heading.id, "schema:CreativeWork", named)
    for task in store.tasks(by_kind.get("task", ())).values():
        said = {"schema:description": task.task.text, "kg:place": task.task.place, "kg:number": task.task.number}
        yield _thing(task.task.id, "schema:Action", said)
    for time in store.time_rows(by_kind.get("timeframe", ())).values():
        told = {"kg:kind": time.kind.value, "kg:condition": time.condition}
        days = {"schema:startDate": _day(time.start), "schema:endDate": _day(time.end)}
        yield _thing(time.id, "schema:Event", {**told, **days})


def _thing(id: str, kind: str, values: Mapping[str, Json]) -> Node:
    return {"@id": iri(id), "@type": kind, **{key: value for key, value in values.items() if value is not None}}


def _document(document: Document) -> Node:
    issuer: Json = {"@type": "schema:Organization", "schema:name": document.issuer} if document.issuer else None
    values: dict[str, Json] = {
        "schema:legislationIdentifier": document.code,
        "schema:legislationType": document.type,
        "schema:legislationDate": _day(document.date),
        "schema:legislationPassedBy": issuer,
        "schema:spatialCoverage": document.scope,
        "schema:name": document.title,
        "kg:file": document.file,
        "kg:sha256": document.sha256,
        "kg:marking": document.marking,
    }
    return {**_thing(document.id, "schema:Legislation", values), "@type": ["schema:Legislation", "prov:Entity"]}


def _directive(row: DirectiveRow) -> Node:
    values: dict[str, Json] = {
        "schema:legislationIdentifier": row.code,
        "schema:legislationType": row.type,
        "schema:legislationDate": _day(row.date),
        "schema:name": row.name or row.label,
    }
    return _thing(row.id, "schema:Legislation", values)


def _day(day: str | None) -> Json:
    return {"@value": day, "@type": "xsd:date"} if day else None


# --- facts


def _said(edge: Edge) -> Iterator[Node]:
    """The triple, and the statement of it with its basis and place."""
    dst: Json = {"@id": iri(edge.dst)}
    relation = f"kg:{edge.relation}"
    said: Node = {"@id": iri(edge.src), relation: dst}
    if edge.relation in _LEGISLATION and _is_legislation(edge):
        said[_LEGISLATION[edge.relation]] = dst
    yield said
    body, stated = edge.body, edge.basis in (Basis.STATED, Basis.INHERITED) and not edge.via
    statement: Node = {
        "@id": f"urn:kg:fact:{_digest(edge)}",
        "@type": ["rdf:Statement", "prov:Entity"],
        "rdf:subject": {"@id": iri(edge.src)},
        "rdf:predicate": {"@id": relation},
        "rdf:object": dst,
        "kg:basis": edge.basis.value,
        "prov:wasQuotedFrom" if stated else "prov:wasDerivedFrom": {"@id": iri(edge.document)},
    }
    more: dict[str, Json] = {
        "prov:atLocation": [_location(piece) for piece in body.source] or None,
        "kg:task": {"@id": iri(edge.task)} if edge.task else None,
        "kg:via": {"@id": iri(edge.via)} if edge.via else None,
        "kg:since": _day(body.since),
        "kg:until": _day(body.until),
        "kg:mark": body.mark,
        "kg:cited": body.cited,
        "kg:reason": " ".join((body.reason.rule, *body.reason.values)) if body.reason else None,
    }
    yield statement | {key: value for key, value in more.items() if value is not None}


def _is_legislation(edge: Edge) -> bool:
    return all(id == edge.document or id.startswith(DIRECTIVE) for id in (edge.src, edge.dst))


def _location(piece: Piece) -> Json:
    named = ("line", "page", "table", "row", "cell", "start", "end")
    places: Node = {f"kg:{name}": getattr(piece, name) for name in named if getattr(piece, name) is not None}
    return {"@type": "prov:Location"} | places


def _digest(edge: Edge) -> str:
    ends = "\n".join((edge.document, edge.src, edge.relation, edge.dst, edge.key))
    return hashlib.sha256(ends.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _clean(value: Json) -> Json:
    if isinstance(value, str):
        return xml_text(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return {key: _clean(item) for key, item in value.items()} if isinstance(value, dict) else value
