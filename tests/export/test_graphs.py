"""GraphML and JSON-LD come back with the same edges and triples; the SQLite file has its views."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import networkx as nx
import pytest
import rdflib
import rdflib.compare

from kg.errors import UsageError
from kg.export import graphml, jsonld, sqlite
from kg.facts import Edge

ROOT = Path(__file__).resolve().parents[2]
KG = rdflib.Namespace("urn:kg:vocab:")


def edges_of(store, documents=None) -> list[Edge]:
    return [
        e for d in store.documents() if not documents or d.code in documents for e in store.edges_of_document(d.ord)
    ]


def test_graphml_comes_back_with_the_same_nodes_and_edges(store, records, tmp_path: Path) -> None:
    edges = edges_of(store)
    assert graphml.write(tmp_path / "a.graphml", records(), "vi").written == len(edges)
    graph = nx.read_graphml(tmp_path / "a.graphml", force_multigraph=True)
    found = [
        (
            s,
            d,
            a["relation"],
            a["key"],
            a["document"],
            a.get("task"),
            a["basis"],
            a.get("via"),
            a.get("since"),
            a.get("until"),
        )
        for s, d, a in graph.edges(data=True)
    ]
    wanted = [
        (e.src, e.dst, e.relation, e.key, e.document, e.task, e.basis.value, e.via, e.body.since, e.body.until)
        for e in edges
    ]
    assert sorted(map(repr, found)) == sorted(map(repr, wanted))
    for id, data in graph.nodes(data=True):
        node = store.node(id)
        assert node and (data["kind"], data["label"]) == (node.kind, node.label)


def triples(path: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(path, format="json-ld")


def test_json_ld_comes_back_with_a_triple_for_each_fact(store, records, tmp_path: Path) -> None:
    edges = edges_of(store)
    jsonld.write(tmp_path / "a.jsonld", records(), "vi")
    graph = triples(tmp_path / "a.jsonld")
    wanted = {(e.src, e.relation, e.dst) for e in edges}
    ids = {rdflib.URIRef(jsonld.iri(id)): id for e in edges for id in (e.src, e.dst)}
    relations = {e.relation for e in edges}
    found = {
        (ids[s], str(p).removeprefix(str(KG)), ids[o])
        for s, p, o in graph
        if str(p).removeprefix(str(KG)) in relations and s in ids
    }
    assert found == wanted
    statements = set(graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
    assert len(statements) == len(edges)
    said = {
        (ids[graph.value(s, rdflib.RDF.subject)], ids[graph.value(s, rdflib.RDF.object)], str(graph.value(s, KG.basis)))
        for s in statements
    }
    assert said == {(e.src, e.dst, e.basis.value) for e in edges}


def test_json_ld_survives_another_serialisation(records, tmp_path: Path) -> None:
    jsonld.write(tmp_path / "a.jsonld", records(plan="1-KH/HU"), "vi")
    graph = triples(tmp_path / "a.jsonld")
    again = rdflib.Graph().parse(data=graph.serialize(format="turtle"), format="turtle")
    assert rdflib.compare.isomorphic(graph, again)


def test_places_and_documents_are_said_in_prov_and_schema_org(store, records, tmp_path: Path) -> None:
    jsonld.write(tmp_path / "a.jsonld", records(), "vi")
    graph = triples(tmp_path / "a.jsonld")
    prov, schema = rdflib.PROV, rdflib.Namespace("https://schema.org/")
    (plan,) = graph.subjects(schema.legislationIdentifier, rdflib.Literal("68-KH/HU"))
    assert (plan, rdflib.RDF.type, schema.Legislation) in graph
    assert graph.value(plan, schema.legislationDate) == rdflib.Literal("2023-01-09", datatype=rdflib.XSD.date)
    edge = next(e for e in edges_of(store, {"68-KH/HU"}) if e.relation == "lead")
    lines = {
        int(graph.value(place, KG.line))
        for s in graph.subjects(rdflib.RDF.subject, rdflib.URIRef(jsonld.iri(edge.src)))
        if (s, rdflib.RDF.object, rdflib.URIRef(jsonld.iri(edge.dst))) in graph
        for place in graph.objects(s, prov.atLocation)
    }
    assert lines == {p.line for p in edge.body.source}
    derived = list(graph.subjects(KG.basis, rdflib.Literal("inferred")))
    assert derived and not [s for s in derived if graph.value(s, prov.wasQuotedFrom)]


def test_json_ld_fetches_nothing(records, tmp_path: Path) -> None:
    jsonld.write(tmp_path / "a.jsonld", records(), "vi")
    data = json.loads((tmp_path / "a.jsonld").read_text("utf-8"))
    assert isinstance(data["@context"], dict) and all(isinstance(v, str) for v in data["@context"].values())


def test_the_same_corpus_gives_the_same_bytes(records, tmp_path: Path) -> None:
    for module in (graphml, jsonld):
        for name in ("a", "b"):
            module.write(tmp_path / name, records(), "vi")
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_filter_leaves_the_facts_of_its_tasks_and_what_stands_above_them(store, records, tmp_path: Path) -> None:
    asked = records(units=["Ban Tuyên giáo"], plan="68-KH/HU")
    ids = {node.id for node in store.nodes(asked.ords).values()}
    graphml.write(tmp_path / "a.graphml", asked, "vi")
    graph = nx.read_graphml(tmp_path / "a.graphml", force_multigraph=True)
    assert {id for id, kind in graph.nodes(data="kind") if kind == "task"} == ids
    of_tasks = [e for e in edges_of(store, {"68-KH/HU"}) if e.task in ids and e.relation != "child_of"]
    found = {(s, d, a["relation"], a["key"]) for s, d, a in graph.edges(data=True)}
    assert {(e.src, e.dst, e.relation, e.key) for e in of_tasks} <= found
    document = store.documents_by_code("68-KH/HU")[0].id
    assert all(nx.has_path(graph, document, id) for id in ids)
    assert "member_of" in {relation for *_, relation in found} - {""} or any(r == "member_of" for _, _, r, _ in found)


def views(path: Path) -> dict[str, list[tuple]]:
    db = sqlite3.connect(path)
    try:
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in sqlite.VIEWS}
    finally:
        db.close()


def test_views_hold_what_the_store_holds(store, records, tmp_path: Path) -> None:
    assert sqlite.write(tmp_path / "a.sqlite", records(), "vi").written == 54
    found = views(tmp_path / "a.sqlite")
    counts = store.counts()
    assert len(found["v_documents"]) == counts.documents and len(found["v_headings"]) == counts.headings
    assert len(found["v_tasks"]) == counts.tasks and len(found["v_units"]) == counts.units
    assert len(found["v_facts"]) == counts.edges
    extraction = {d.code: store.extraction(d.ord) for d in store.documents()}
    assert len(found["v_times"]) == sum(len(t.timeframes) for e in extraction.values() for t in e.tasks)
    assert len(found["v_citations"]) == sum(len(e.citations) for e in extraction.values())
    task = extraction["68-KH/HU"].tasks[0]
    (row,) = [r for r in found["v_tasks"] if r[0] == task.id]
    assert row[5:7] == (task.place, task.text) and set(row[-1].split(",")) == {str(p.line) for p in task.source}


def test_a_view_tells_who_stands_in_a_cell_and_who_in_a_group(records, tmp_path: Path) -> None:
    sqlite.write(tmp_path / "a.sqlite", records(), "vi")
    db = sqlite3.connect(tmp_path / "a.sqlite")
    sql = (
        "SELECT count(DISTINCT task) FROM v_assignments WHERE name = 'Ban Tuyên giáo Huyện ủy' AND role = 'lead'"
        " AND document LIKE '68-%' AND via IS {} NULL"
    )
    assert [db.execute(sql.format(x)).fetchone()[0] for x in ("", "NOT")] == [6, 5]
    db.close()


def test_every_view_and_column_is_documented(records, tmp_path: Path) -> None:
    sqlite.write(tmp_path / "a.sqlite", records(), "vi")
    db = sqlite3.connect(tmp_path / "a.sqlite")
    text = (ROOT / "docs" / "sqlite.md").read_text("utf-8")
    told = {
        m[1]: re.findall(r"^\| `(\w+)`", m[2], re.M)
        for m in re.finditer(r"^## (v_\w+)$(.*?)(?=^## |\Z)", text, re.M | re.S)
    }
    there = {name: [row[1] for row in db.execute(f"PRAGMA table_info({name})")] for name in sqlite.VIEWS}
    db.close()
    assert told == there


def test_the_queries_of_the_document_run(records, tmp_path: Path) -> None:
    sqlite.write(tmp_path / "a.sqlite", records(), "vi")
    db = sqlite3.connect(tmp_path / "a.sqlite")
    queries = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "sqlite.md").read_text("utf-8"), re.S)
    assert queries
    for query in queries:
        assert db.execute(query).fetchall(), query
    db.close()


def test_sqlite_takes_no_filter(records, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        sqlite.write(tmp_path / "a.sqlite", records(plan="1-KH/HU"), "vi")
    assert not (tmp_path / "a.sqlite").exists()
