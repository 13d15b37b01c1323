"""Both roles in one cell, the lines of a cell, columns of beginnings and ends, headers that are printed again."""

from __future__ import annotations

import pytest

from kg.extract.plan import Extractor
from kg.knowledge.load import load_knowledge
from kg.places import Cell, Flow, Piece, Reading, Row, Table
from kg.places import clean as cleaned
from kg.read.plain import read_plain
from kg.records import Task

EXTRACTOR = Extractor(load_knowledge())


def task(*rows: str, which: int = 0) -> Task:
    text = "KẾ HOẠCH\nthử\n\nI. NHIỆM VỤ\n\n" + "\n".join(r.replace("|", "\t") for r in rows) + "\n"
    return EXTRACTOR.extract(read_plain(text, "x.txt", "0" * 64)).tasks[which]


def names(found: Task) -> tuple[list[str], list[str]]:
    return [m.printed for m in found.lead], [m.printed for m in found.cooperate]


@pytest.mark.parametrize(
    "cell",
    [
        "Sở Y tế chủ trì, phối hợp với Sở Nội vụ, Công an tỉnh",
        "Chủ trì: Sở Y tế; Phối hợp: Sở Nội vụ, Công an tỉnh",
        "Đơn vị chủ trì: Sở Y tế. Đơn vị phối hợp: Sở Nội vụ; Công an tỉnh.",
        "Sở Y tế (chủ trì), Sở Nội vụ, Công an tỉnh (phối hợp)",
        "Sở Y tế (cơ quan chủ trì), Sở Nội vụ, Công an tỉnh",
        "Sở Y tế chủ trì; Sở Nội vụ, Công an tỉnh phối hợp thực hiện",
    ],
)
def test_one_cell_says_both_roles(cell: str) -> None:
    found = task("TT|Nhiệm vụ|Đơn vị thực hiện|Thời hạn", f"1|Rà soát|{cell}|2026")
    assert names(found) == (["Sở Y tế"], ["Sở Nội vụ", "Công an tỉnh"])


def test_a_plain_list_leads_as_a_whole() -> None:
    found = task("TT|Nhiệm vụ|Đơn vị thực hiện|Thời hạn", "1|Rà soát|Sở Y tế, Sở Nội vụ|2026")
    assert names(found) == (["Sở Y tế", "Sở Nội vụ"], [])


def test_a_column_of_both_roles_is_parted_and_to_be_confirmed() -> None:
    found = task("TT|Nhiệm vụ|Cơ quan chủ trì, phối hợp|Thời hạn", "1|Rà soát|Sở Y tế, Sở Nội vụ|2026")
    assert names(found) == (["Sở Y tế"], ["Sở Nội vụ"])
    assert {m.basis.value for m in (*found.lead, *found.cooperate)} == {"inferred"}


def test_a_remark_may_name_who_cooperates() -> None:
    found = task("TT|Nhiệm vụ|Chủ trì|Ghi chú", "1|Rà soát|Sở Y tế|Phối hợp với Sở Nội vụ; báo cáo Sở Tài chính")
    assert names(found) == (["Sở Y tế"], ["Sở Nội vụ"])


@pytest.mark.parametrize(
    ("start", "end", "reads"),
    [
        ("01/2026", "6/2026", [("within", "2026-01-01", "2026-06-30")]),
        ("Quý I/2026", "Quý IV/2026", [("within", "2026-01-01", "2026-12-31")]),
        ("3/2026", "Thường xuyên", [("from", "2026-03-01", None), ("continuous", None, None)]),
        ("", "6/2026", [("by", None, "2026-06-30")]),
    ],
)
def test_when_it_begins_and_when_it_ends(start: str, end: str, reads: list[tuple[str, str | None, str | None]]) -> None:
    found = task("TT|Nhiệm vụ|Chủ trì|Bắt đầu|Hoàn thành", f"1|Rà soát|Sở Y tế|{start}|{end}")
    assert [(f.kind.value, f.start, f.end) for f in found.timeframes] == reads


@pytest.mark.parametrize(
    "again",
    [
        pytest.param("TT|Nhiệm vụ|Cơ quan chủ trì|Thời gian", id="as-printed"),
        pytest.param("TT|Nhiệm vu|Cơ quan chù trì|Thời gan", id="with-errors-of-recognition"),
        pytest.param("|Nội dung|Đơn vị thực hiện|Thời gian thực hiện", id="of-a-smaller-table"),
        pytest.param("||Cơ quan|Thời", id="a-part-of-it"),
    ],
)
def test_a_header_that_is_printed_again_is_no_task(again: str) -> None:
    rows = ("TT|Nhiệm vụ|Cơ quan chủ trì|Thời gian", "1|Rà soát|Sở Y tế|2025", again, "2|Báo cáo|Sở Nội vụ|2026")
    assert task(*rows, which=1).text == "Báo cáo"


def test_lines_of_a_cell_part_its_units() -> None:
    def cell(*lines: str) -> Cell:
        return Cell(tuple(flow(line) for line in lines))

    def flow(text: str) -> Flow:
        return cleaned(text, 0, len(text), Piece(line=1))

    table = Table(
        (
            Row((cell("TT"), cell("Nhiệm vụ"), cell("Cơ quan chủ trì"), cell("Cơ quan phối hợp"))),
            Row(
                (
                    cell("1"),
                    cell("Rà soát"),
                    cell("Sở Y tế", "Sở Nội vụ"),
                    cell("Ban Tuyên giáo", "Tỉnh ủy", "Công an tỉnh"),
                )
            ),
        )
    )
    got = EXTRACTOR.extract(Reading("x", "0" * 64, "", (table,), "docx"))
    assert names(got.tasks[0]) == (["Sở Y tế", "Sở Nội vụ"], ["Ban Tuyên giáo Tỉnh ủy", "Công an tỉnh"])
