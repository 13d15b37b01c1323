"""The data stage: what the store holds, whole, with every fact led back to its place."""

from __future__ import annotations

import json

from kg import codec
from kg.viz.data import page_data


def ids(data, relation):
    return {(data.nodes[f.src].id, data.nodes[f.dst].id) for f in data.edges if f.relation == relation}


def test_every_fact_of_the_store_is_on_the_page_in_its_order(store, data) -> None:
    edges = store.edges_of_document(store.documents()[0].ord)
    there = [(data.nodes[f.src].id, f.relation, data.nodes[f.dst].id, f.basis) for f in data.edges]
    assert there == [(e.src, e.relation, e.dst, e.basis.value) for e in edges]


def test_nodes_follow_the_order_of_the_store_and_each_has_a_kind(store, data) -> None:
    ords = [store.node(node.id).ord for node in data.nodes]
    assert ords == sorted(ords)
    assert {n.kind for n in data.nodes} == {"document", "heading", "task", "unit", "timeframe", "directive"}


def test_texts_are_whole_and_cells_say_what_is_printed(store, data) -> None:
    read = store.extraction(store.documents()[0].ord)
    texts = {n.id: n.text for n in data.nodes if n.kind == "task"}
    assert texts == {task.id: task.text for task in read.tasks}
    printed = [(f.relation, f.printed) for f in data.edges if f.via is None and f.relation in ("lead", "cooperate")]
    mentions = [m for h in read.headings for m in h.lead]
    mentions += [m for t in read.tasks for m in (*t.lead, *t.cooperate)]
    assert sorted(text for _, text in printed) == sorted(m.printed for m in mentions)
    times = [f.printed for f in data.edges if f.relation == "scheduled"]
    assert times == [t.printed for task in read.tasks for t in task.timeframes]


def test_every_stated_fact_has_its_place_and_every_other_one_its_reason(data) -> None:
    assert [f for f in data.edges if f.basis == "stated" and not f.at] == []
    assert [f for f in data.edges if f.basis in ("inherited", "inferred") and not f.why and f.via is None] == []
    assert [f for f in data.edges if f.relation.endswith("_via_group") and f.via is None] == []


def test_what_waits_for_a_person_is_what_the_store_counts(store, data) -> None:
    assert len(data.waiting) == store.waiting_count() > 0
    inferred = next(w for w in data.waiting if w.kind == "inferred")
    assert data.nodes[inferred.node].text == inferred.text


def test_the_page_of_a_unit_holds_its_tasks_and_no_other(store) -> None:
    unit = next(u for u in store.units() if u.name == "Ban Tuyên giáo Huyện ủy")
    data = page_data(store, store.documents(), unit.ord)
    tasks = {data.nodes[f.dst].id for f in data.edges if f.src == data.unit and data.nodes[f.dst].kind == "task"}
    assert len(tasks) == 11
    assert {n.id for n in data.nodes if n.kind == "task"} == tasks
    above = {n.heading for n in data.nodes if n.kind == "task"} | {n.parent for n in data.nodes if n.kind == "heading"}
    assert {at for at in above if at is not None} == {at for at, n in enumerate(data.nodes) if n.kind == "heading"}


def test_the_same_store_gives_the_same_text_and_nothing_empty_is_written(store, data) -> None:
    text = codec.dumps(data)
    assert text == codec.dumps(page_data(store, store.documents()))

    def empty(value):
        if isinstance(value, dict):
            return any(v is None or v == [] or empty(v) for k, v in value.items() if k not in ("front", "at"))
        return isinstance(value, list) and any(map(empty, value))

    assert not empty(json.loads(text))
