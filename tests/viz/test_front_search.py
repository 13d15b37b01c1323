"""The page finds what ``kg search`` finds, in the same order and for the same reasons."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from kg.corpus.store import Store
from kg.search.corpus import entries, groups
from kg.search.run import Search
from tests.viz.browser import front_of

ROOT = Path(__file__).parents[2]
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "search.yaml").read_text(encoding="utf-8"))["cases"]
sys.path.append(str(ROOT / "bench" / "search"))
#: queries of each kind of damage, drawn anew
EACH, SEED = 20, 68
#: scores that are nearer than this may change places: the engine counts in fewer digits
TIE = 0.005
#: letters of a text that queries are drawn from
LONG = 60
#: characters that a search must survive, and words that mean something to it
ODD = st.text(st.sampled_from("aăâbdđeêoôơuưsfrxjw0123456789 -/.–'\"()*\\[]{}<>\u0301\u0323_😀"), max_size=60)


@pytest.fixture(scope="module")
def page(browser: Browser, store: Store) -> Iterator[Page]:
    with front_of(browser, store) as page:
        yield page


@pytest.fixture(scope="module")
def search(store: Store) -> Search:
    return Search(store)


def in_page(page: Page, queries: list[str]) -> list[dict[str, Any]]:
    """What the page finds."""
    return page.evaluate(
        """queries => queries.map(q => { const found = kg.front.search(q);
        found.hits.forEach(h => { h.id = kg.model.nodes[h.node].id; h.shown = shown(kg.model.nodes[h.node]); });
        return found;
        function shown(node) { return node.kind === "task" || node.kind === "heading" ? node.text : node.label; } })""",
        queries,
    )


def told(search: Search, query: str) -> list[tuple[object, ...]]:
    """What the program says of the hits: their kinds, ids, whether and how they were found, and by which words."""
    found = search.run(query)
    return [(h.kind, h.id, h.strong, h.how, [(m.typed, m.found, m.how) for m in h.matched]) for h in found.hits]


def told_in_page(found: dict[str, Any]) -> list[tuple[object, ...]]:
    return [
        (h["kind"], h["id"], h["strong"], h["how"], [(m["typed"], m["found"], m["how"]) for m in h["matched"]])
        for h in found["hits"]
    ]


def test_the_cases_of_search_give_the_same_hits_in_the_same_order(page: Page, search: Search) -> None:
    queries = [case["query"] for case in CASES]
    for query, found in zip(queries, in_page(page, queries), strict=True):
        assert told_in_page(found) == told(search, query), query
        program = search.run(query)
        assert found["read"] == program.understood, query
        assert found["words"] == list(program.suggestions), query


def test_scores_and_coverage_are_those_of_the_program(page: Page, search: Search) -> None:
    queries = [case["query"] for case in CASES]
    for query, found in zip(queries, in_page(page, queries), strict=True):
        hits = search.run(query).hits
        assert [h["score"] for h in found["hits"]] == pytest.approx([h.score for h in hits], abs=0.02), query
        assert [h["coverage"] for h in found["hits"]] == pytest.approx([h.coverage for h in hits], abs=0.005), query


def test_words_that_matched_stand_where_the_page_is_told(page: Page) -> None:
    placed = 0
    for found in in_page(page, [case["query"] for case in CASES]):
        for hit in found["hits"]:
            for match in hit["matched"]:
                if match["start"] is not None:
                    assert hit["shown"][match["start"] : match["end"]] == match["found"]
                    placed += 1
    assert placed > 500


def test_damaged_queries_have_the_same_first_hit_and_find_their_text(page: Page, search: Search, store: Store) -> None:
    from damage import clean
    from queries import Places, make

    texts = {e.ord: e.text for e in entries(store, groups(store).values())}
    long = [text for text in texts.values() if len(text) > LONG]
    queries = make(long, Places(long), EACH, SEED)
    ids = {node.id: clean(texts[ord]) for ord, node in store.nodes(texts).items()}
    same, right = 0, dict[str, list[bool]]()
    for query, told_here in zip(queries, in_page(page, [q.text for q in queries]), strict=True):
        first = told_here["hits"][0]
        same += first["id"] == search.run(query.text).hits[0].id
        right.setdefault(query.kind, []).append(query.fits(f" {ids[first['id']]} "))
    assert same / len(queries) >= 0.97
    assert {kind: sum(fits) / len(fits) for kind, fits in right.items() if sum(fits) / len(fits) < 0.9} == {}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(queries=st.lists(ODD, min_size=1, max_size=10))
def test_no_text_is_too_strange(queries: list[str], page: Page, search: Search) -> None:
    for query, found in zip(queries, in_page(page, queries), strict=True):
        hits = search.run(query).hits
        best = [one for one, hit in zip(told(search, query), hits, strict=True) if hit.score > hits[0].score - TIE]
        assert told_in_page(found)[:1] == [] == best or told_in_page(found)[0] in best, query


@pytest.mark.parametrize(
    "text", ["", "   ", "x" * 100_000, "a " * 50_000, "1-" * 5000, "1-" + "a" * 1999 + "!", "ư" * 3000]
)
def test_hostile_text_is_answered(page: Page, text: str) -> None:
    [found] = in_page(page, [text])
    assert json.dumps(found)
