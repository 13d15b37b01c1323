"""Several plans in one corpus: units of equal names are kept apart, and each answer says whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ask.run import ask
from kg.corpus.build import memory_store, read_document
from kg.corpus.store import Store
from kg.knowledge.load import load_knowledge

PLAN = (Path(__file__).parents[2] / "data" / "68-KH-HU.txt").read_text("utf8")


def neighbour() -> str:
    """The plan of the next district: another number, another place, and after the commissions were merged."""
    text = PLAN.replace("VĨNH LINH", "GIO LINH").replace("Vĩnh Linh", "Gio Linh").replace("68 - KH/HU", "12 - KH/HU")
    return text.replace("ngày 9 tháng 01 năm 2023", "ngày 10 tháng 4 năm 2025")


@pytest.fixture(scope="module")
def two() -> Iterator[Store]:
    knowledge = load_knowledge()
    texts = {"68.txt": PLAN, "12.txt": neighbour()}
    read = [read_document(text.encode(), name, ".txt", knowledge).extraction for name, text in texts.items()]
    with memory_store(knowledge, read) as store:
        yield store


def codes(store: Store, question: str) -> list[str | None]:
    return sorted({t.document.code for t in ask(store, question).tasks})


def test_a_name_of_two_districts_means_both_and_says_so(two: Store) -> None:
    answer = ask(two, "Ban Tuyên giáo chủ trì nhiệm vụ nào")
    assert "Vĩnh Linh" in answer.sentence and "Gio Linh" in answer.sentence
    assert answer.count == 12
    assert {t.unit.scope == t.document.scope for t in answer.tasks if t.unit} == {True}


def test_a_place_keeps_to_its_own(two: Store) -> None:
    answer = ask(two, "Ban Tuyên giáo Huyện ủy Gio Linh chủ trì nhiệm vụ nào")
    assert {t.document.code for t in answer.tasks} == {"12-KH/HU"}
    assert answer.count == 6
    assert answer.as_of == "2025-04-10"


def test_a_plan_that_is_named_is_the_place_to_look_in(two: Store) -> None:
    assert codes(two, "Kế hoạch 12 giao Ban Tuyên giáo chủ trì việc gì") == ["12-KH/HU"]
    assert codes(two, "Kế hoạch 68-KH/HU có những nhiệm vụ nào") == ["68-KH/HU"]


def test_membership_is_judged_at_the_date_of_each_plan(two: Store) -> None:
    answer = ask(two, "Ban Dân vận chủ trì nhiệm vụ nào")
    assert {t.document.code for t in answer.tasks} == {"68-KH/HU"}
    assert {t.via.until for t in answer.tasks if t.via} == {"2025-01-31"}
    merged = ask(two, "Ban Tuyên giáo và Dân vận chủ trì nhiệm vụ nào")
    assert {t.document.code for t in merged.tasks} == {"12-KH/HU"}


def test_answers_from_several_plans_have_no_one_day(two: Store) -> None:
    assert ask(two, "nhiệm vụ hằng năm").as_of is None


def test_what_nobody_has_in_either_is_unknown(two: Store) -> None:
    answer = ask(two, "Ban Tuyên giáo Huyện ủy Cam Lộ chủ trì nhiệm vụ nào")
    assert answer.unknown == ("Ban Tuyên giáo Huyện ủy Cam Lộ",) and not answer.tasks


def test_a_heading_is_that_of_every_plan_and_each_answer_names_its_own(two: Store) -> None:
    assert codes(two, "mục 2.1 gồm những nhiệm vụ nào") == ["12-KH/HU", "68-KH/HU"]
    assert codes(two, "mục 2.1 của Kế hoạch 12-KH/HU gồm những nhiệm vụ nào") == ["12-KH/HU"]


def test_together_means_in_one_plan(two: Store) -> None:
    answer = ask(two, "Ban Tổ chức Huyện ủy Gio Linh và Văn phòng Huyện ủy Vĩnh Linh cùng chủ trì nhiệm vụ nào")
    assert answer.query is not None and not answer.tasks
