"""The store answers what the documents say, and gives back whole what was put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.corpus.build import memory_store
from kg.corpus.store import Store
from kg.derive import derive
from kg.document import Extraction
from kg.extract.plan import extract
from kg.knowledge.load import load_knowledge
from kg.knowledge.model import Knowledge, UnitEntry
from kg.read import read_file
from kg.records import Role, TimeKind
from kg.text import marked_syllables, search_key, syllables

PlanFile = Callable[..., Path]


@pytest.fixture
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture
def plans(plan_file: PlanFile, knowledge: Knowledge) -> list[Extraction]:
    paths = [plan_file(1, "Gio An"), plan_file(2, "Hải Lăng", first="Rà soát hồ sơ đảng viên trước ngày 30/6/2023.")]
    return [extract(read_file(path, path.name), knowledge) for path in paths]


@pytest.fixture
def store(plans: list[Extraction], knowledge: Knowledge) -> Iterator[Store]:
    with memory_store(knowledge, plans) as opened:
        yield opened


def places(store: Store, tasks: set[int]) -> set[tuple[str, str]]:
    rows = store.tasks(tasks).values()
    documents = store.document_rows({row.document for row in rows})
    return {(documents[row.document].number or "", row.task.place) for row in rows}


def test_an_extraction_comes_back_whole(store: Store, plans: list[Extraction]) -> None:
    assert sorted((store.extraction(row.ord) for row in store.documents()), key=str) == sorted(plans, key=str)


def test_every_fact_comes_back(store: Store, plans: list[Extraction], knowledge: Knowledge) -> None:
    kept = [edge for row in store.documents() for edge in store.edges_of_document(row.ord)]
    assert sorted(kept, key=str) == sorted((e for plan in plans for e in derive(plan, knowledge).edges), key=str)


def test_the_knowledge_comes_back_whole_and_in_parts(store: Store, knowledge: Knowledge) -> None:
    assert store.knowledge() == knowledge
    assert store.knowledge_part("units", tuple[UnitEntry, ...]) == knowledge.units


def test_units_of_an_entry_are_found_in_every_scope_with_what_they_do(store: Store) -> None:
    units = store.units_by_entry(search_key("Ban Tuyên giáo"))
    assert [unit.name for unit in units] == ["Ban Tuyên giáo Huyện ủy"] * 2
    assert len({unit.scope for unit in units}) == 2
    done = store.assignments_of_units([unit.ord for unit in units], [Role.LEAD])
    direct, through = ({a.task for a in done if (a.via is None) is own} for own in (True, False))
    assert len(direct) == len(through) == 2 and not direct & through
    group = store.nodes({a.via for a in done if a.via})
    assert {node.label for node in group.values()} == {"Các cơ quan chuyên trách tham mưu, giúp việc Huyện ủy"}
    assert not store.assignments_of_units([unit.ord for unit in units], [Role.COOPERATE])


def test_names_that_many_scopes_have_are_listed_once(store: Store) -> None:
    names = store.unit_names()
    assert names == sorted({(unit.name, unit.key) for unit in store.units()}) and len(names) * 2 == len(store.units())


def test_cited_documents_without_a_code_are_found_by_name(plan_file: PlanFile, knowledge: Knowledge) -> None:
    path = plan_file(first="Thực hiện Điều lệ Đảng và Luật Đất đai.")
    with memory_store(knowledge, [extract(read_file(path, path.name), knowledge)]) as store:
        names = store.directive_names()
        assert "Điều lệ Đảng" in names and names == sorted(set(names))
        assert [row.name for row in store.directives_by_name("Điều lệ Đảng")] == ["Điều lệ Đảng"]
        assert {row.name for row in store.directives_named()} == set(names)


def test_an_assignment_leads_to_its_fact(store: Store) -> None:
    (unit, *_) = store.units_by_key(search_key("Ban Dân vận Huyện ủy"))
    (assignment,) = store.assignments_of_units([unit.ord])
    edge = store.edge(assignment.edge)
    assert edge.src == unit.id and edge.via and edge.body.until and edge.body.source
    assert store.edges([assignment.edge]) == {assignment.edge: edge}


def test_units_of_tasks_are_told_by_role(store: Store) -> None:
    (task,) = {
        a.task for a in store.assignments_of_tasks(store.all_tasks()) if a.role is Role.COOPERATE and a.via is None
    } & (store.tasks_with_words(syllables("Rà soát quy chế")))
    roles = {(a.role, store.unit_rows([a.unit])[a.unit].name) for a in store.assignments_of_tasks([task])}
    assert roles == {(Role.LEAD, "Ban Tổ chức Huyện ủy"), (Role.COOPERATE, "Văn phòng Huyện ủy")}


def test_tasks_are_found_by_their_words_with_marks_and_without(store: Store) -> None:
    assert places(store, store.tasks_with_words(syllables("ra soat"))) == {
        ("1", "mục 1, gạch đầu dòng 1"),
        ("2", "mục 1, gạch đầu dòng 1"),
    }
    assert store.tasks_with_words(marked_syllables("rà soát"), marked=True)
    assert not store.tasks_with_words(marked_syllables("ra soat"), marked=True)
    assert store.tasks_with_words(syllables("hồ sơ đảng viên"), phrase=True)
    assert not store.tasks_with_words(syllables("sơ hồ đảng viên"), phrase=True)
    assert store.tasks_with_words(syllables("sơ hồ đảng viên"))
    assert not store.tasks_with_words([])


@given(st.lists(st.text(min_size=1), min_size=1, max_size=3), st.booleans(), st.booleans())
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_word_is_an_error_of_the_engine(store: Store, words: list[str], marked: bool, phrase: bool) -> None:
    assert store.tasks_with_words(words, marked=marked, phrase=phrase) <= store.all_tasks()


def test_the_syllables_of_the_tasks_are_listed_with_their_counts(store: Store) -> None:
    counts = {word.text: word.tasks for word in store.words()}
    assert counts["soat"] == 2 and counts[syllables("quy")[0]] == 1
    marked = {word.text for word in store.words(marked=True)}
    assert set(marked_syllables("rà soát")) <= marked


def test_tasks_are_found_by_time(store: Store) -> None:
    kinds = {frame.kind for frame in store.timeframes()}
    assert kinds == {TimeKind.WITHIN, TimeKind.CONTINUOUS}
    year = [f.ord for f in store.timeframes() if f.kind is TimeKind.WITHIN and f.start == "2023-01-01"]
    assert len(year) == 1 and len(store.tasks_in_timeframes(year)) == 2


def test_tasks_without_a_unit_in_a_role_are_found(store: Store) -> None:
    bare = store.tasks_without(cooperate=True)
    assert places(store, bare) == {("1", "mục 1, gạch đầu dòng 2"), ("2", "mục 1, gạch đầu dòng 2")}
    assert not store.tasks_without(lead=True) and not store.tasks_without(cooperate=True, time=True)


def test_tasks_are_found_by_what_they_cite_and_mentions_by_document(store: Store) -> None:
    for found in (
        store.directives("28", search_key("Chỉ thị")),
        store.directives("28"),
        store.directives_by_code("28-CT/TW"),
    ):
        assert [row.code for row in found] == ["28-CT/TW"]
    assert store.directives("28", search_key("Nghị quyết")) == [] == store.directives_by_code("28-CT/TU")
    (directive,) = store.directives_by_code("28-CT/TW")
    tasks = store.tasks_citing([directive.ord])
    assert {place for _, place in places(store, tasks)} == {"mục 1, gạch đầu dòng 2"} and len(tasks) == 2
    assert store.directives_of_tasks(tasks) == {directive.ord}
    assert {m.document for m in store.mentions([directive.ord])} == {row.ord for row in store.documents()}


def test_headings_and_the_tasks_below_them_are_found(store: Store) -> None:
    first, second = store.documents()
    (heading,) = [h for h in store.headings_numbered("1", first.ord) if store.tasks_under([h])]
    assert len(store.tasks_under([heading])) == 3
    roman = store.headings_numbered("II")
    assert len(roman) == 2 and store.tasks_under(roman) == store.all_tasks()
    assert store.tasks_under([]) == set() and store.headings(roman)[roman[0]].heading.number == "II"
    assert set(store.headings_of(second.ord)).isdisjoint(store.headings_of(first.ord))


def test_documents_are_found_by_code_and_number(store: Store) -> None:
    assert [d.number for d in store.documents_by_code("1-KH/HU")] == ["1"]
    assert [d.code for d in store.documents_by_number("2", search_key("Kế hoạch"))] == ["2-KH/HU"]
    assert store.documents_by_number("2", search_key("Nghị quyết")) == []


def test_a_task_is_found_by_id_and_by_fingerprint(store: Store) -> None:
    row = next(iter(store.tasks(store.all_tasks()).values()))
    assert store.task_by_id(row.task.id) == row.ord and row.ord in store.tasks_by_fingerprint(row.task.fingerprint)
    assert store.task_by_id(row.task.heading or "") is None and store.task_by_id("no such") is None


def test_more_ords_than_a_statement_takes_are_answered_all(store: Store) -> None:
    many = [*range(-3000, 0), *sorted(store.all_tasks())]
    assert set(store.tasks(many)) == store.all_tasks()
    assert len(store.assignments_of_tasks(many)) == len(store.assignments_of_tasks(store.all_tasks()))
