"""What is due at a day: groups, windows, what holds only through a group."""

from __future__ import annotations

import pytest

from kg.ask.options import tasks_query
from kg.ask.read import World
from kg.corpus.store import Store
from kg.due.days import window
from kg.due.listing import Due, Group, Window, due, due_lines
from kg.errors import UsageError


def asked(
    store: Store, on: str = "2023-07-15", start: str | None = None, end: str | None = None, unit: str = ""
) -> Due:
    world = World(store)
    query = tasks_query(world, units=[unit] if unit else (), plan="1-KH/HU")
    return due(store, query, window(world, on, start, end))


def told(found: Due) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for line in found.lines:
        groups.setdefault(line.group.value, []).append(line.timeframe.printed if line.timeframe else "")
    return groups


def test_each_time_stands_in_its_group(store: Store) -> None:
    assert told(asked(store)) == {
        "overdue": ["Trước ngày 30/6/2023"],
        "dated": ["Quý IV/2023", "Năm 2023"],
        "recurring": ["Trước ngày 15/12 hằng năm", "Định kỳ"],
        "from": ["Từ năm 2024"],
        "continuous": ["Thường xuyên", "thường xuyên"],
        "conditional": ["Sau khi có hướng dẫn của cấp trên"],
        "unknown": ["Theo Phụ lục"],
    }


def test_a_day_is_overdue_only_when_it_is_past(store: Store) -> None:
    assert told(asked(store, on="30/6/2023")).get("overdue") is None
    assert told(asked(store, on="2023-07-01"))["overdue"] == ["Trước ngày 30/6/2023"]


def test_counts_hold_all_and_lines_the_first(store: Store) -> None:
    world = World(store)
    found = due(store, tasks_query(world, plan="1-KH/HU"), Window("2023-07-15"), limit=2)
    assert len(found.lines) == 2 and sum(found.counts.values()) == 10 and found.tasks == 9
    assert [line.group for line in found.lines] == [Group.OVERDUE, Group.DATED]


@pytest.mark.parametrize(
    ("start", "end", "dated"),
    [
        ("quý II/2023", "quý II/2023", ["Trước ngày 30/6/2023", "Năm 2023"]),
        ("1/7/2023", "tháng 9/2023", ["Năm 2023"]),
        ("1/7/2023", "1/10/2023", ["Quý IV/2023", "Năm 2023"]),
        (None, "năm 2022", []),
        ("năm 2024", None, []),
    ],
)
def test_a_window_keeps_the_times_that_meet_it(store: Store, start, end, dated) -> None:
    found = told(asked(store, on="1/1/2023", start=start, end=end))
    assert found.get("dated", []) == dated
    assert found["continuous"] and found["conditional"] and found["unknown"] == ["Theo Phụ lục"]


def test_what_comes_back_is_kept_where_its_next_time_meets_the_window(store: Store) -> None:
    assert told(asked(store, start="1/1/2024", end="1/12/2024"))["recurring"] == ["Định kỳ"]
    found = asked(store, start="1/12/2024", end="31/12/2024")
    assert [line.last for line in found.lines if line.group is Group.RECURRING] == ["2024-12-15", None]


def test_a_plan_asks_nothing_before_its_day(store: Store) -> None:
    found = asked(store, on="2020-01-01")
    assert [line.last for line in found.lines if line.group is Group.RECURRING] == ["2023-12-15", None]


def test_what_holds_only_through_a_group_is_told_apart(store: Store) -> None:
    found = asked(store, unit="Ban Tuyên giáo Huyện ủy")
    through = [line.task.via.name for line in found.lines if line.task.via]
    assert through == ["Các cơ quan chuyên trách tham mưu, giúp việc Huyện ủy"]
    assert (found.tasks, found.direct) == (8, 7)


def test_all_plans_are_asked(store: Store) -> None:
    found = due(store, tasks_query(World(store)), Window("2023-07-15"))
    assert found.tasks == 27 and {line.task.document.code for line in found.lines} == {"1-KH/HU", "2-KH/HU", "3-KH/HU"}


def test_lines_come_in_the_order_of_the_corpus(store: Store) -> None:
    lines = list(due_lines(store, tasks_query(World(store), plan="2-KH/HU"), Window("2023-07-15")))
    assert [line.timeframe.printed for line in lines][:3] == [
        "Trước ngày 30/6/2023",
        "Quý IV/2023",
        "Trước ngày 15/12 hằng năm",
    ]


@pytest.mark.parametrize(
    ("on", "start", "end"),
    [
        ("năm 2023", None, None),
        (None, "xyz", None),
        (None, None, "31/2/2023"),
        (None, "2024", "2023"),
        (None, "", None),
    ],
)
def test_days_that_are_none_are_wrong_use(store: Store, on, start, end) -> None:
    with pytest.raises(UsageError):
        window(World(store), on, start, end)
