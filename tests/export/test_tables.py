"""Spreadsheets, csv and Word: what stands in them, where it leads, and that hostile texts stay text."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.export import csvs, word, xlsx
from kg.export import docx as words
from kg.export.safe import CELL, cell, no_formula, xml_text
from tests.export.conftest import GROUP, HOSTILE


def sheet_rows(path: Path, sheet: str = "Nhiệm vụ") -> list[dict[str, openpyxl.cell.Cell]]:
    heads, *rows = openpyxl.load_workbook(path)[sheet].iter_rows()
    return [{head.value: held for head, held in zip(heads, row, strict=True)} for row in rows]


def test_a_workbook_has_filters_a_frozen_head_and_every_task(records, tmp_path: Path) -> None:
    assert xlsx.write(tmp_path / "a.xlsx", records(), "vi").written == 54
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    tasks = book["Nhiệm vụ"]
    assert tasks.freeze_panes == "C2" and tasks.auto_filter.ref == f"A1:{tasks.cell(55, tasks.max_column).coordinate}"
    rows = sheet_rows(tmp_path / "a.xlsx")
    assert len(rows) == 54 and [r["TT"].value for r in rows] == list(range(1, 55))
    assert all(r["Nội dung nhiệm vụ"].value and r["Mã nhiệm vụ"].value for r in rows)


def test_each_task_leads_to_the_words_as_printed_and_their_lines(records, tmp_path: Path) -> None:
    xlsx.write(tmp_path / "a.xlsx", records(plan="68-KH/HU"), "vi")
    sources = openpyxl.load_workbook(tmp_path / "a.xlsx")["Nguồn"]
    for row in sheet_rows(tmp_path / "a.xlsx"):
        target = re.fullmatch(r"'Nguồn'!A(\d+)", row["Nguồn"].hyperlink.location)
        id, what, printed, _, file, line = [c.value for c in sources[int(target[1])]]
        assert (id, what, printed) == (row["Mã nhiệm vụ"].value, "nội dung", row["Nội dung nhiệm vụ"].value)
        assert row["Nguồn"].value == f"{file}:{line}"


def test_links_beyond_those_that_are_kept_lead_there_too(records, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(xlsx, "_LINKS", 3)
    xlsx.write(tmp_path / "a.xlsx", records(plan="1-KH/HU"), "vi")
    sources = openpyxl.load_workbook(tmp_path / "a.xlsx")["Nguồn"]
    shown = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)["Nhiệm vụ"]
    rows = sheet_rows(tmp_path / "a.xlsx")
    at = list(rows[0]).index("Nguồn") + 1
    for number, row in enumerate(rows[3:], 5):
        link = re.fullmatch(r"""=HYPERLINK\("#'Nguồn'!A(\d+)","(1\.txt:\d+)"\)""", row["Nguồn"].value)
        assert sources.cell(int(link[1]), 1).value == row["Mã nhiệm vụ"].value
        assert sources.cell(int(link[1]), 2).value == "nội dung" and shown.cell(number, at).value == link[2]


def test_rows_are_as_high_as_their_texts(records, tmp_path: Path) -> None:
    xlsx.write(tmp_path / "a.xlsx", records(plan="68-KH/HU"), "vi")
    tasks = openpyxl.load_workbook(tmp_path / "a.xlsx")["Nhiệm vụ"]
    heights = {row: tasks.row_dimensions[row].height for row in range(2, tasks.max_row + 1)}
    longest = max(heights, key=lambda row: len(tasks.cell(row, 2).value))
    assert None not in heights.values() and heights[longest] > 200 > 60 > min(heights.values())


def test_days_are_days_and_what_is_not_known_is_empty(records, tmp_path: Path) -> None:
    xlsx.write(tmp_path / "a.xlsx", records(plan="1-KH/HU"), "vi")
    first, *_, last = sheet_rows(tmp_path / "a.xlsx")
    assert first["Đến ngày"].is_date and first["Đến ngày"].value.isoformat()[:10] == "2023-06-30"
    assert not first["Từ ngày"].value and not last["Đến ngày"].value
    assert "Đơn vị được hỏi" not in first


def test_what_a_unit_does_only_through_a_group_is_told_apart(records, tmp_path: Path) -> None:
    xlsx.write(tmp_path / "a.xlsx", records(units=["Ban Tuyên giáo"], plan="1-KH/HU"), "vi")
    rows = sheet_rows(tmp_path / "a.xlsx")
    assert [r["Qua nhóm"].value or None for r in rows] == [None] * len(HOSTILE) + [GROUP]
    assert rows[-1]["Cần xác nhận"].value == "đơn vị: qua nhóm"
    assert {r["Vai trò"].value for r in rows} == {"chủ trì"}


def test_formulas_stay_text_in_a_workbook(records, tmp_path: Path) -> None:
    xlsx.write(tmp_path / "a.xlsx", records(plan="1-KH/HU"), "vi")
    for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx"):
        assert {c.data_type for row in sheet.iter_rows() for c in row} <= {"s", "n", "d", "inlineStr"}
    rows = sheet_rows(tmp_path / "a.xlsx")
    assert [r["Nội dung nhiệm vụ"].value for r in rows[: len(HOSTILE)]] == list(HOSTILE)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert not [n for n in package.namelist() if b"<f>" in package.read(n) or "externalLink" in n]


def test_csv_opens_as_utf8_and_holds_no_formula(records, tmp_path: Path) -> None:
    assert csvs.write(tmp_path / "a.csv", records(plan="1-KH/HU"), "vi").written == 7
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["Nội dung nhiệm vụ"] for r in rows[: len(HOSTILE)]] == [no_formula(text) for text in HOSTILE]
    assert not [value for row in rows for value in row.values() if value.startswith(("=", "+", "-", "@"))]
    assert rows[0]["Đến ngày"] == "2023-06-30"


def test_a_word_document_has_every_task_in_one_table_with_its_head_on_each_page(records, tmp_path: Path) -> None:
    assert words.write(tmp_path / "a.docx", records(plan="1-KH/HU"), "vi").written == 7
    document = docx.Document(str(tmp_path / "a.docx"))
    (table,) = document.tables
    assert [row.cells[1].text for row in table.rows[1:]][: len(HOSTILE)] == list(HOSTILE)
    assert [row.cells[0].text for row in table.rows] == ["TT", *"1234567"]
    assert table.rows[0]._tr.trPr.find("{*}tblHeader") is not None
    assert all(row.cells[5].text.splitlines()[1].startswith("1.txt:") for row in table.rows[1:])


def test_the_same_columns_are_written_in_english(records, tmp_path: Path) -> None:
    for module, name in ((xlsx, "a.xlsx"), (words, "a.docx"), (csvs, "a.csv")):
        module.write(tmp_path / name, records(plan="1-KH/HU"), "en")
    assert list(sheet_rows(tmp_path / "a.xlsx", "Tasks")[0])[1] == "Task"
    assert docx.Document(str(tmp_path / "a.docx")).paragraphs[0].text == "LIST OF TASKS"


@given(st.text())
def test_any_text_can_be_held_by_xml(text: str) -> None:
    row = word.row_xml([text], [10], 11)
    etree.fromstring(f'<x xmlns:w="w">{row}</x>')


@given(st.text(max_size=50), st.integers(0, 2))
def test_a_cell_holds_no_more_than_a_spreadsheet_takes(text: str, more: int) -> None:
    held, cut = cell("a" * (CELL - 1 + more) + text)
    assert len(held) <= CELL and cut == (more - 1 + len(xml_text(text)) > 0) and held.endswith("…") >= cut


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_a_formula_is_made_text(text: str) -> None:
    assert no_formula(text) == f"'{text}"
