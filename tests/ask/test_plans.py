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


GROUP = "Các cơ quan chuyên trách tham mưu, giúp việc Huyện ủy"
STATE = """ỦY BAN NHÂN DÂN
TỈNH ĐẮK LẮK

Số: 45/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Đắk Lắk, ngày 05 tháng 5 năm 2025

KẾ HOẠCH
Triển khai chuyển đổi số năm 2025

I. NHIỆM VỤ

TT\tNội dung\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn hoàn thành
1\tXây dựng kho dữ liệu dùng chung của tỉnh\tSở Khoa học và Công nghệ\tSở Tài chính\tTháng 6/2025
2\tBố trí kinh phí chuyển đổi số\tSở Tài chính\tCác sở, ban, ngành\tQuý III/2025
3\tTập huấn kỹ năng số cho người dân\tUBND các xã, phường\tSở Khoa học và Công nghệ\tGiai đoạn 2025 - 2027
"""


def neighbour() -> str:
    """The plan of the next district: another number, another place, and after the commissions were merged."""
    text = PLAN.replace("VĨNH LINH", "GIO LINH").replace("Vĩnh Linh", "Gio Linh").replace("68 - KH/HU", "12 - KH/HU")
    text = text.replace("Ban Tổ chức Huyện ủy, Văn phòng Huyện ủy\t", f"Ban Tổ chức Huyện ủy, {GROUP}\t")
    return text.replace("ngày 9 tháng 01 năm 2023", "ngày 10 tháng 4 năm 2025")


@pytest.fixture(scope="module")
def plans() -> Iterator[Store]:
    knowledge = load_knowledge()
    texts = {"68.txt": PLAN, "12.txt": neighbour(), "45.txt": STATE}
    read = [read_document(text.encode(), name, ".txt", knowledge).extraction for name, text in texts.items()]
    with memory_store(knowledge, read) as store:
        yield store


def codes(store: Store, question: str) -> list[str | None]:
    return sorted({t.document.code for t in ask(store, question).tasks})


def test_a_name_of_two_districts_means_both_and_says_so(plans: Store) -> None:
    answer = ask(plans, "Ban Tuyên giáo chủ trì nhiệm vụ nào")
    assert "Vĩnh Linh" in answer.sentence and "Gio Linh" in answer.sentence
    assert answer.count == 12
    assert {t.unit.scope == t.document.scope for t in answer.tasks if t.unit} == {True}


def test_a_place_keeps_to_its_own(plans: Store) -> None:
    answer = ask(plans, "Ban Tuyên giáo Huyện ủy Gio Linh chủ trì nhiệm vụ nào")
    assert {t.document.code for t in answer.tasks} == {"12-KH/HU"}
    assert answer.count == 6
    assert answer.as_of == "2025-04-10"


def test_a_plan_that_is_named_is_the_place_to_look_in(plans: Store) -> None:
    assert codes(plans, "Kế hoạch 12 giao Ban Tuyên giáo chủ trì việc gì") == ["12-KH/HU"]
    assert codes(plans, "Kế hoạch 68-KH/HU có những nhiệm vụ nào") == ["68-KH/HU"]


def test_membership_is_judged_at_the_date_of_each_plan(plans: Store) -> None:
    answer = ask(plans, "Ban Dân vận chủ trì nhiệm vụ nào")
    assert {t.document.code for t in answer.tasks} == {"68-KH/HU"}
    assert {t.via.until for t in answer.tasks if t.via} == {"2025-01-31"}
    merged = ask(plans, "Ban Tuyên giáo và Dân vận chủ trì nhiệm vụ nào")
    assert {t.document.code for t in merged.tasks} == {"12-KH/HU"}


def test_answers_from_several_plans_have_no_one_day(plans: Store) -> None:
    assert ask(plans, "nhiệm vụ hằng năm").as_of is None


def test_what_nobody_has_in_either_is_unknown(plans: Store) -> None:
    answer = ask(plans, "Ban Tuyên giáo Huyện ủy Cam Lộ chủ trì nhiệm vụ nào")
    assert answer.unknown == ("Ban Tuyên giáo Huyện ủy Cam Lộ",) and not answer.tasks


def test_a_heading_is_that_of_every_plan_and_each_answer_names_its_own(plans: Store) -> None:
    assert codes(plans, "mục 2.1 gồm những nhiệm vụ nào") == ["12-KH/HU", "68-KH/HU"]
    assert codes(plans, "mục 2.1 của Kế hoạch 12-KH/HU gồm những nhiệm vụ nào") == ["12-KH/HU"]


def test_together_means_in_one_plan(plans: Store) -> None:
    answer = ask(plans, "Ban Tổ chức Huyện ủy Gio Linh và Văn phòng Huyện ủy Vĩnh Linh cùng chủ trì nhiệm vụ nào")
    assert answer.query is not None and not answer.tasks


def tasks(store: Store, question: str) -> list[str]:
    return [t.task.text.split()[0] for t in ask(store, question).tasks]


def test_a_place_may_follow_a_name_that_takes_no_tail(plans: Store) -> None:
    for question in ("Sở Tài chính Đắk Lắk chủ trì việc gì", "so tai chinh tinh dak lak chu tri viec gi"):
        assert tasks(plans, question) == ["Bố"]


def test_the_body_of_a_place_is_not_that_of_its_parts(plans: Store) -> None:
    answer = ask(plans, "UBND tỉnh Đắk Lắk chủ trì nhiệm vụ nào")
    assert answer.unknown == ("Ủy ban nhân dân tỉnh Đắk Lắk",) and not answer.tasks
    assert ask(plans, "Sở Tài chính Gia Lai chủ trì việc gì").unknown == ("Sở Tài chính Gia Lai",)


def test_a_short_name_of_several_units_lists_them_and_says_so(plans: Store) -> None:
    one = ask(plans, "BTC chủ trì nhiệm vụ nào")
    assert {t.unit.entry for t in one.tasks if t.unit} == {"Ban Tổ chức"} and int(one.exit) == 0


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("nhiệm vụ xong trong quý II/2025", ["Xây"]),
        ("nhiệm vụ có hạn tháng 6/2025", ["Xây"]),
        ("nhiệm vụ có mốc quý II/2025", ["Xây", "Tập"]),
        ("nhiệm vụ hoàn thành trước 30/9/2025 của Sở Tài chính", ["Bố"]),
        ("nhiệm vụ năm 2026", ["Tập"]),
        ("tasks due in 2027", ["Tập"]),
        ("nhiệm vụ hoàn thành trong năm 2026", []),
    ],
)
def test_a_deadline_is_not_a_stretch_of_time(plans: Store, question: str, found: list[str]) -> None:
    assert tasks(plans, question) == found


def test_a_unit_that_stands_in_the_cell_beside_its_group_is_there_itself(plans: Store) -> None:
    answer = ask(plans, "Ban Tổ chức Huyện ủy Gio Linh chủ trì nhiệm vụ nào")
    both = [t for t in answer.tasks if any(m.name == GROUP for m in t.task.lead) and t.via is None]
    assert [t.task.text.split(",")[0] for t in both] == ["Nghiên cứu"]
    ids = [t.task.id for t in answer.tasks]
    assert len(ids) == len(set(ids))
    assert (answer.count, answer.count_via_group) == (18, 5)
