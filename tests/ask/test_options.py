"""Options make the query that the same question makes."""

from __future__ import annotations

import pytest

from kg.ask.answer import Answer
from kg.ask.options import tasks_query
from kg.ask.read import World
from kg.ask.run import answer, ask
from kg.corpus.store import Store
from kg.errors import UsageError


def rows(found: Answer) -> list[tuple[object, ...]]:
    return [(t.task.id, t.unit, t.role, t.via) for t in found.tasks]


@pytest.mark.parametrize(
    ("options", "question"),
    [
        ({"units": ["Ban Tuyên giáo"], "role": "lead"}, "Ban Tuyên giáo chủ trì nhiệm vụ nào"),
        ({"units": ["ban tuyen giao"], "role": "chủ trì", "when": "hằng năm"}, "việc hằng năm của Ban Tuyên giáo"),
        ({"units": ["TTCT"], "role": "phối hợp"}, "Trung tâm Chính trị phối hợp nhiệm vụ nào"),
        ({"units": ["Ban Tổ chức"]}, "Ban Tổ chức tham gia nhiệm vụ nào"),
        ({"when": "năm 2023"}, "nhiệm vụ năm 2023"),
        ({"when": "từ 2023"}, "nhiệm vụ từ năm 2023"),
        ({"when": "sau khi có hướng dẫn"}, "nhiệm vụ nào chờ hướng dẫn của cấp trên"),
        ({"cites": ["28-CT/TW"]}, "nhiệm vụ nào viện dẫn Chỉ thị 28"),
        ({"headings": ["2.1"], "without": ["cooperate"]}, "nhiệm vụ nào ở mục 2.1 chưa có đơn vị phối hợp"),
        ({"about": "sinh hoạt đảng trực tuyến"}, "nhiệm vụ về sinh hoạt đảng trực tuyến"),
        ({"units": ["BTC", "Văn phòng Huyện ủy"], "role": "lead"}, "BTC và Văn phòng Huyện ủy cùng chủ trì việc gì"),
        ({"plan": "68-KH/HU", "units": ["BTC"], "role": "lead"}, "Kế hoạch 68 giao BTC chủ trì việc gì"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_options_ask_what_the_question_asks(options: dict, question: str, plan: Store) -> None:
    found = answer(plan, tasks_query(World(plan), **options))
    assert rows(found) == rows(ask(plan, question))
    assert found.tasks


def test_an_unknown_unit_is_named_and_no_other_taken(plan: Store) -> None:
    found = answer(plan, tasks_query(World(plan), units=["Sở Tài chính"], role="lead"))
    assert found.unknown == ("Sở Tài chính",) and not found.tasks and int(found.exit) == 1


def test_an_unknown_plan_is_named(plan: Store) -> None:
    found = answer(plan, tasks_query(World(plan), plan="99-KH/TU"))
    assert found.unknown == ("99-KH/TU",) and not found.tasks


@pytest.mark.parametrize(
    "options",
    [{"role": "trưng bày"}, {"when": "hôm qua"}, {"cites": ["giấy mời"]}, {"without": ["màu"]}, {"units": [" "]}],
    ids=str,
)
def test_an_option_that_says_nothing_is_wrong_use(options: dict, plan: Store) -> None:
    with pytest.raises(UsageError) as raised:
        tasks_query(World(plan), **options)
    assert next(iter(options)).removesuffix("s") in raised.value.say("en")
