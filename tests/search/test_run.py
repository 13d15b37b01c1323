"""Search over a corpus finds what was meant and says why."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.corpus.store import Store
from kg.errors import Exit, KgError, UsageError
from kg.records import Role
from kg.search.answer import Hit, answer_json
from kg.search.run import Filter, Search, search


def texts(hits: tuple[Hit, ...], kind: str = "task") -> list[str]:
    return [hit.text for hit in hits if hit.kind == kind and hit.strong]


@pytest.mark.parametrize(
    ("query", "how"),
    [
        ("sinh hoạt chi bộ trực tuyến", "exact"),
        ("sinh hoat chi bo truc tuyen", "without-marks"),
        ("SINH HOẠT CHI BỘ TRỰC TUYẾN", "exact"),
        (unicodedata.normalize("NFD", "sinh hoạt chi bộ trực tuyến"), "exact"),
        ("sinh hoatj chi booj truwcj tuyeens", "telex"),
        ("sinh hoat5 chi bo65 tru7c5 tuye61n", "vni"),
        ("sinh hoat chi bo truc tuyem", "typo"),
        ("sinh hoat chi bo chuc tuyen", "heard"),
        ("sinhhoat chi bo tructuyen", "joined"),
        ("sinh ho at chi bo truc tuyen", "split"),
        ("sinh hoat chi bo tru tuy", "prefix"),
    ],
)
def test_a_task_is_first_however_it_was_typed(store: Store, query: str, how: str) -> None:
    hit = search(store, query, only=Filter(kinds=("task",))).hits[0]
    assert hit.text == "Tổ chức sinh hoạt chi bộ trực tuyến ở nơi có điều kiện."
    assert (hit.strong, hit.how) == (True, how)


def test_a_hit_says_which_words_matched_and_where_they_stand(store: Store) -> None:
    hit = search(store, "ban tuyeen giaos", only=Filter(kinds=("unit",))).hits[0]
    assert hit.title == "Ban Tuyên giáo Huyện ủy"
    assert [(m.typed, m.found, m.how) for m in hit.matched] == [
        ("ban", "Ban", "exact"),
        ("tuyeen", "Tuyên", "telex"),
        ("giaos", "giáo", "telex"),
    ]
    assert all(hit.text[m.start : m.end] == m.found for m in hit.matched)


def test_a_hit_leads_back_to_its_line(store: Store) -> None:
    hit = search(store, "lề lối làm việc").hits[0]
    assert hit.source and all(piece.line for piece in hit.source)
    assert hit.document is not None and hit.document.code in ("1-KH/HU", "2-KH/HU")


@pytest.mark.parametrize(("typed", "other"), [("lễ", "lề lối"), ("lề", "lễ kết nạp")])
def test_marks_that_were_typed_put_other_marks_lower(store: Store, typed: str, other: str) -> None:
    hits = search(store, typed, only=Filter(kinds=("task",))).hits
    assert typed in hits[0].text and other in hits[-1].text
    assert hits[0].score > hits[-1].score and hits[-1].how == "other-marks"


def test_without_marks_all_marks_are_equal(store: Store) -> None:
    hits = search(store, "le", only=Filter(kinds=("task",), plan="1-KH/HU")).hits
    both = [h for h in hits if "lễ" in h.text or "lề" in h.text]
    assert {h.how for h in both} == {"without-marks"} and len(both) == 2


@pytest.mark.parametrize(
    "query", ["TCCSĐ yếu kém", "TCCSD yeu kem", "tổ chức cơ sở đảng yếu kém", "to chuc co so dang yeu kem"]
)
def test_an_abbreviation_and_what_it_stands_for_find_each_other(store: Store, query: str) -> None:
    assert "Củng cố TCCSĐ yếu kém" in search(store, query, only=Filter(kinds=("task",))).hits[0].text


def codes(store: Store, query: str) -> set[str]:
    return {hit.title for hit in search(store, query).hits if hit.kind == "document"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("28-CT/TW", {"Chỉ thị 28-CT/TW"}),
        ("28 - CT / TW", {"Chỉ thị 28-CT/TW"}),
        ("28/CT-TW", {"Chỉ thị 28-CT/TW"}),
        ("chi thi 28", {"Chỉ thị 28-CT/TW"}),
        ("chỉ thị số 28", {"Chỉ thị 28-CT/TW"}),
        ("chir thij 28", {"Chỉ thị 28-CT/TW"}),
        ("CT 28", {"Chỉ thị 28-CT/TW"}),
        ("CT28", {"Chỉ thị 28-CT/TW"}),
        ("28", {"Chỉ thị 28-CT/TW"}),
        ("05-CT/TƯ", {"Chỉ thị 05-CT/TW"}),
        ("05-CT/TW", {"Chỉ thị 05-CT/TW"}),
        ("5-ct/tw", {"Chỉ thị 05-CT/TW"}),
        ("05-CT/TU", {"Chỉ thị 05-CT/TU"}),
        ("chỉ thị 05", {"Chỉ thị 05-CT/TW", "Chỉ thị 05-CT/TU"}),
        ("chỉ thị 05 ngày 15/5/2016", {"Chỉ thị 05-CT/TW"}),
        ("5", {"Chỉ thị 05-CT/TW", "Chỉ thị 05-CT/TU"}),
        ("27-CT/TW", set()),
        ("28-CT/TU", set()),
        ("nghị quyết 28", set()),
        ("29", set()),
    ],
)
def test_a_code_lists_every_document_that_fits_and_no_neighbour(store: Store, query: str, expected: set[str]) -> None:
    assert codes(store, query) == expected


def test_a_code_finds_the_tasks_that_name_it_and_no_others(store: Store) -> None:
    found = texts(search(store, "05-CT/TU").hits)
    assert found and all("05-CT/TU" in text for text in found)
    assert search(store, "27-CT/TW").hits == ()


@pytest.mark.parametrize("only", [Filter(kinds=("task",)), Filter(plan="2-KH/HU")], ids=["kind", "plan"])
def test_a_filter_that_keeps_the_document_out_still_finds_the_tasks_that_name_it(store: Store, only: Filter) -> None:
    found = search(store, "05-CT/TU", only=only).hits
    assert found and {hit.kind for hit in found} == {"task"}


def test_a_code_among_other_words_keeps_texts_about_other_numbers_out(store: Store) -> None:
    found = search(store, "thực hiện chỉ thị 05-CT/TU").hits
    assert found[0].title == "Chỉ thị 05-CT/TU"
    assert all("05-CT/TU" in hit.text for hit in found)


def test_filters_narrow_by_kind_unit_role_plan_and_time(store: Store) -> None:
    def found(**only: object) -> list[str]:
        return texts(search(store, "chi thi", only=Filter(**only), limit=50).hits)  # type: ignore[arg-type]

    assert {h.kind for h in search(store, "chi bo", only=Filter(kinds=("heading",))).hits} == {"heading"}
    assert all("05-CT/TW" in t for t in found(unit="ban tuyen giao"))
    assert found(unit="ban tuyen giao", role=Role.LEAD) and not found(unit="ban tuyen giao", role=Role.COOPERATE)
    assert len(found(plan="2-KH/HU")) * 2 == len(found())
    assert all("05-CT/TU" in t for t in found(since="2024-01-01", until="2024-12-31", kinds=("task",)) if "TW" not in t)


def test_a_filter_that_names_nothing_known_says_so(store: Store) -> None:
    with pytest.raises(KgError) as unknown:
        search(store, "chi bộ", only=Filter(unit="Sở Ngoại vụ"))
    assert unknown.value.exit == Exit.NOT_FOUND and "Sở Ngoại vụ" in unknown.value.say()
    with pytest.raises(KgError):
        search(store, "chi bộ", only=Filter(plan="99-KH/HU"))
    with pytest.raises(UsageError):
        search(store, "chi bộ", only=Filter(kinds=("tasks",)))


def test_what_the_corpus_does_not_speak_of_has_no_strong_hit(store: Store) -> None:
    answer = search(store, "khủng long bạo chúa tuyệt chủng")
    assert not any(hit.strong for hit in answer.hits) and answer.exit == Exit.NOT_FOUND


def test_a_near_miss_gives_the_nearest_known_words(store: Store) -> None:
    answer = search(store, "xyzxyz tuyeem xyzxyzx")
    assert not any(hit.strong for hit in answer.hits)
    assert "tuyến" in answer.suggestions or "Tuyên" in answer.suggestions


@pytest.mark.parametrize(
    "query",
    ["", " ", "AND (", "field:", "*", "terms.t:chi", '"chi bo', "\x00\x01", "😀😀", "NOT OR AND", "a" * 100_000,
     "chi bộ " * 20_000, "Ελληνικά кириллица 中文", "chi~2^5", "[2023 TO 2024]", "\u0301", "ﬁ", "İ", "-", "28-", "/TW"],
)  # fmt: skip
def test_any_query_gets_an_answer(store: Store, query: str) -> None:
    json.dumps(answer_json(search(store, query)))


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gets_an_answer_whose_places_are_right(store: Store, text: str) -> None:
    for hit in Search(store).run(text).hits:
        assert all(m.start is None or hit.text[m.start : m.end] == m.found for m in hit.matched)


def test_the_json_has_the_fields_of_the_contract(store: Store) -> None:
    shown = answer_json(search(store, "chi bộ", limit=1))
    assert isinstance(shown, dict)
    hits = shown["hits"]
    assert shown["schema"] == 1 and isinstance(hits, list) and len(hits) == 1
    assert {"kind", "id", "title", "text", "document", "score", "strong", "why", "source"} <= set(hits[0])
