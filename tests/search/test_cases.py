"""What people type over the plan that comes with kg, and what they mean by it: the cases that every searcher shares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from kg.corpus.build import memory_store
from kg.extract.plan import extract
from kg.knowledge.load import load_knowledge
from kg.read import read_file
from kg.search.answer import Hit
from kg.search.run import Search

ROOT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "search.yaml").read_text("utf-8"))["cases"]
KEYS = {"query", "kind", "first", "strong", "how", "documents", "empty", "words"}


@pytest.fixture(scope="module")
def searcher() -> Iterator[Search]:
    knowledge = load_knowledge()
    plan = ROOT / "data" / "68-KH-HU.txt"
    with memory_store(knowledge, [extract(read_file(plan, plan.name), knowledge)]) as store:
        yield Search(store)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["query"]))
def test_a_query_finds_what_was_meant(searcher: Search, case: dict) -> None:
    answer = searcher.run(case["query"], limit=50)
    if "first" in case:
        told(case, answer.hits[0])
    elif "documents" in case:
        pass
    else:
        assert [hit.text for hit in answer.hits if hit.strong] == []
    if "documents" in case:
        assert sorted(named(answer.hits)) == sorted(case["documents"])
    if "empty" in case:
        assert answer.hits == ()
    assert set(case.get("words", ())) <= set(answer.suggestions)


def told(case: dict, hit: Hit) -> None:
    assert hit.text.startswith(case["first"])
    assert (hit.kind, hit.strong) == (case["kind"], case["strong"])
    assert hit.how == case.get("how", hit.how)


def named(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.title.rpartition(" ")[2] for hit in hits if hit.kind == "document"]


def test_cases_have_only_keys_that_are_looked_at() -> None:
    assert all(set(case) <= KEYS for case in CASES)
