"""The graph for networkx: all facts, parallel ones too, in one form byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.corpus.build import memory_store
from kg.corpus.shipped import PLAN
from kg.corpus.stamp import data_folder
from kg.corpus.store import Store
from kg.extract.plan import extract
from kg.graph import document_graph, dumps, neighbourhood
from kg.knowledge.load import load_knowledge
from kg.read import read_file


def opened() -> Store:
    knowledge = load_knowledge()
    return memory_store(knowledge, [extract(read_file(Path(data_folder()) / PLAN, PLAN), knowledge)])


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with opened() as found:
        yield found


def test_the_graph_of_a_document_has_every_fact_and_says_what_each_node_is(store: Store) -> None:
    (document,) = store.documents()
    graph = document_graph(store, document.ord)
    assert graph.number_of_edges() == len(store.edges_of_document(document.ord))
    kinds = {kind for _, kind in graph.nodes(data="kind")}
    assert kinds == {"document", "heading", "task", "unit", "timeframe", "directive"}
    assert all(label for _, label in graph.nodes(data="label"))


def test_a_unit_that_leads_itself_and_through_a_group_has_parallel_edges(store: Store) -> None:
    (document,) = store.documents()
    graph = document_graph(store, document.ord)
    pairs = [(src, dst) for src, dst in graph.edges() if graph.number_of_edges(src, dst) > 1]
    assert pairs
    keys = set(graph[pairs[0][0]][pairs[0][1]])
    assert len(keys) > 1 and all("@" in key for key in keys)


def test_two_builds_are_equal_byte_for_byte(store: Store) -> None:
    with opened() as other:
        one, two = (document_graph(s, s.documents()[0].ord) for s in (store, other))
    assert dumps(one) == dumps(two)
    assert list(one.edges(keys=True)) == list(two.edges(keys=True))
    assert list(one.nodes) == sorted(one.nodes) and all(list(one[node]) == sorted(one[node]) for node in one)


def test_a_neighbourhood_grows_with_its_hops_and_keeps_to_the_node(store: Store) -> None:
    (unit, *_) = store.units_by_entry("ban tuyen giao")
    near, far = (neighbourhood(store, unit.id, hops) for hops in (1, 2))
    assert all(unit.id in (src, dst) for src, dst in near.edges())
    assert set(near.nodes) < set(far.nodes) and set(near.edges(keys=True)) < set(far.edges(keys=True))
    assert set(neighbourhood(store, unit.id, 0).nodes) == {unit.id}
    assert not neighbourhood(store, "no such node").nodes
