"""``kg due``: the list, its JSON, and the calendar file that is never written over another or with what is secret."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.letterhead import LETTERHEAD

ROWS = (
    "\t- Rà soát quy chế.\tBan Tuyên giáo Huyện ủy\t\tTrước ngày 30/6/2023\n"
    "\t- Tuyên truyền.\tBan Tuyên giáo Huyện ủy\t\tThường xuyên\n"
)


@pytest.fixture
def kho(kg, tmp_path: Path) -> Path:
    for number, marking in ((1, ""), (2, "MẬT\n")):
        text = LETTERHEAD.format(PLACE="GIO AN", place="Gio An", number=number, day=9) + ROWS
        (tmp_path / f"{number}.txt").write_text(marking + text, encoding="utf-8")
        assert kg("add", f"{number}.txt", "--marked", "--corpus", "kho").code == 0
    return tmp_path / "kho"


def test_overdue_is_said_and_the_day_is_printed(kg, kho) -> None:
    run = kg("due", "--on", "15/7/2023", "--corpus", "kho", "--plan", "1-KH/HU")
    assert run.code == 0
    assert "Tính tại ngày 15/07/2023." in run.out and "Đã qua hạn ghi trong văn bản: 1" in run.out
    assert run.out.index("30/06/2023 (Trước ngày 30/6/2023)") < run.out.index("Tuyên truyền.")


def test_json_has_the_shape_of_an_answer(kg, kho) -> None:
    asked = json.loads(kg("ask", "Ban Tuyên giáo chủ trì nhiệm vụ nào?", "--corpus", "kho", "--json").out)
    due = json.loads(kg("due", "--on", "2023-07-15", "--corpus", "kho", "--json").out)
    assert set(due) == {*asked, "from", "to", "groups"}
    assert set(due["tasks"][0]) == {*asked["tasks"][0], "due"}
    assert due["as_of"] == "2023-07-15" and due["total"] == 4
    assert due["groups"] == {
        "overdue": 2, "dated": 0, "recurring": 0, "from": 0, "continuous": 2, "conditional": 0, "unknown": 0,
    }  # fmt: skip
    assert due["tasks"][0]["due"] == {
        "group": "overdue", "timeframe": 0, "day": "2023-06-30", "next": None, "overdue": True,
    }  # fmt: skip


def test_nothing_due_and_an_unknown_unit_end_with_one(kg, kho) -> None:
    said = kg("due", "--unit", "Ban Dân số", "--corpus", "kho")
    assert said.code == 1 and "Kho không có “Ban Dân số”" in said.out and "Không có nhiệm vụ nào." in said.out
    none = kg("due", "--unit", "Ban Dân số", "--corpus", "kho", "--json")
    assert none.code == 1 and json.loads(none.out)["unknown"] == ["Ban Dân số"]


def test_a_calendar_is_written_once_and_never_over_another(kg, kho, tmp_path) -> None:
    first = kg("due", "--on", "2023-07-15", "--plan", "1-KH/HU", "--ics", "a.ics", "--corpus", "kho")
    assert first.code == 0 and (tmp_path / "a.ics").read_bytes().count(b"BEGIN:VEVENT") == 1
    assert "1 sự kiện; 1 mốc không có ngày" in first.err
    (tmp_path / "a.ics").write_text("mine", encoding="utf-8")
    again = kg("due", "--plan", "1-KH/HU", "--ics", "a.ics", "--corpus", "kho")
    assert again.code == 2 and again.out == "" and "a.ics" in again.err and "--force" in again.err
    assert (tmp_path / "a.ics").read_text(encoding="utf-8") == "mine"
    assert kg("due", "--plan", "1-KH/HU", "--ics", "a.ics", "--force", "--corpus", "kho").code == 0


def test_what_is_marked_secret_is_not_written_without_a_word(kg, kho, tmp_path) -> None:
    run = kg("due", "--ics", "a.ics", "--corpus", "kho")
    assert run.code == 3 and run.out == "" and "2-KH/HU (Mật)" in run.err and "--include-marked" in run.err
    assert not [path for path in tmp_path.iterdir() if path.name.endswith((".ics", ".part"))]
    assert kg("due", "--ics", "a.ics", "--include-marked", "--corpus", "kho").code == 0


def test_a_folder_that_is_not_there_is_said(kg, kho) -> None:
    run = kg("due", "--plan", "1-KH/HU", "--ics", "no/a.ics", "--corpus", "kho")
    assert run.code == 3 and "no/a.ics" in run.err and run.out == ""


@pytest.mark.parametrize("option", ["--from", "--to", "--on"])
def test_a_day_that_is_none_is_told_with_how_days_are_written(kg, kho, option) -> None:
    run = kg("due", option, "32/13/2025", "--corpus", "kho")
    assert run.code == 2 and f"trong {option}" in run.err and "30/6/2023" in run.err and "--unit" not in run.err
