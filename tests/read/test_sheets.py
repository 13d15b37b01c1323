"""Spreadsheets and separated values."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

import pytest
from openpyxl import Workbook

from kg.errors import UnreadableError
from kg.places import Paragraph, Reading, Table
from kg.read import read_bytes
from kg.read.xlsx import shown


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sheet(*rows: list[object], merges: tuple[str, ...] = ()) -> Reading:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    for cells in merges:
        page.merge_cells(cells)
    return read_bytes(saved(book), "bảng.xlsx")


def blocks(reading: Reading) -> list[str | list[list[str]]]:
    return [
        b.flow.text
        if isinstance(b, Paragraph)
        else [["^" if c.merged else "|".join(f.text for f in c.lines) for c in row.cells] for row in b.rows]
        for b in reading.blocks
    ]


HEADER: list[object] = ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"]


def test_a_title_and_a_signature_stand_outside_the_table() -> None:
    got = blocks(
        sheet(
            ["SỞ A", None, "CỘNG HÒA"],
            [None, "PHỤ LỤC"],
            [],
            HEADER,
            [1, "Rà soát\nquy hoạch", "Sở B", "Quý I/2025"],
            ["II", "Nhóm"],
            [2, "Báo cáo", None, None],
            [],
            [None, None, None, "GIÁM ĐỐC"],
        )
    )
    assert got == [
        [["SỞ A", "CỘNG HÒA"]],
        "PHỤ LỤC",
        [
            ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
            ["1", "Rà soát|quy hoạch", "Sở B", "Quý I/2025"],
            ["II", "Nhóm", "", ""],
            ["2", "Báo cáo", "", ""],
        ],
        "GIÁM ĐỐC",
    ]


def test_merged_cells_keep_the_grid() -> None:
    got = blocks(
        sheet(
            ["TT", "Nhiệm vụ", "Phân công", None],
            [None, None, "Chủ trì", "Phối hợp"],
            [1, "Việc", "Sở A", "Sở B"],
            [2, "Việc", None, "Sở C"],
            merges=("A1:A2", "B1:B2", "C1:D1", "C3:C4"),
        )
    )
    assert got == [
        [
            ["TT", "Nhiệm vụ", "Phân công", ""],
            ["^", "^", "Chủ trì", "Phối hợp"],
            ["1", "Việc", "Sở A", "Sở B"],
            ["2", "Việc", "^", "Sở C"],
        ]
    ]


def test_several_sheets_are_read_with_their_names_and_hidden_ones_not() -> None:
    book = Workbook()
    for title, word in (("Phần một", "a"), ("Phần hai", "b"), ("Ẩn", "c")):
        page = book.create_sheet(title)
        page.append([word])
    del book["Sheet"]
    book["Ẩn"].sheet_state = "hidden"
    assert blocks(read_bytes(saved(book), "x.xlsx")) == ["Phần một", "a", "Phần hai", "b"]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (datetime(2025, 6, 3), "dd/mm/yyyy", "03/06/2025"),
        (datetime(2025, 6, 3), "d-m-yy", "3-6-25"),
        (datetime(2025, 6, 3), "mm/yyyy", "06/2025"),
        (datetime(2025, 6, 3), '"Tháng" m/yyyy;@', "Tháng 6/2025"),
        (datetime(2025, 6, 3, 7, 5), "hh:mm dd/mm", "07:05 03/06"),
        (datetime(2025, 6, 3), "General", "03/06/2025"),
        (time(7, 5), "h:mm", "7:05"),
        (2025, "General", "2025"),
        (2025.0, "0", "2025"),
        (0.5, "General", "0.5"),
        (0.125, "0.0%", "12.5%"),
        (1.5, "0.00", "1.50"),
        (True, "General", "TRUE"),
        ("Quý I", "@", "Quý I"),
    ],
)
def test_values_are_read_as_they_show(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_dates_in_cells_are_read_as_they_show() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["TT", "Việc", "Hạn"])
    page.append([1, "a", datetime(2025, 6, 30)])
    page["C2"].number_format = "dd/mm/yyyy"
    assert blocks(read_bytes(saved(book), "x.xlsx")) == [[["TT", "Việc", "Hạn"], ["1", "a", "30/06/2025"]]]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("name", ["x.csv", "x.tsv"])
def test_the_sign_between_values_is_found(sign: str, name: str) -> None:
    rows = [["TT", "Nhiệm vụ", "Chủ trì"], ["1", '"Rà soát,\nbáo ""cáo"""', "Sở A; Sở B"], ["2", "Việc", ""]]
    quoted = "\r\n".join(sign.join(f'"{v}"' if sign in v and '"' not in v else v for v in row) for row in rows)
    assert blocks(read_bytes(quoted.encode(), name)) == [
        [["TT", "Nhiệm vụ", "Chủ trì"], ["1", 'Rà soát,|báo "cáo"', "Sở A; Sở B"], ["2", "Việc", ""]]
    ]


def test_separated_values_are_found_without_their_name() -> None:
    text = "TT;Nhiệm vụ;Chủ trì\n1;Việc một;Sở A\n2;Việc hai;Sở B\n3;Việc ba;Sở C\n"
    assert isinstance(read_bytes(text.encode(), "tải về").blocks[0], Table)
    prose = "Một, hai, ba\nBốn năm\nSáu, bảy\nTám\nChín, mười, mười một, mười hai\n"
    assert all(isinstance(b, Paragraph) for b in read_bytes(prose.encode(), "tải về").blocks)


def test_a_sheet_that_claims_too_many_columns_is_refused() -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page["XFD1"] = "xa"
    page["A1"] = "gần"
    with pytest.raises(UnreadableError, match="too large"):
        read_bytes(saved(book), "x.xlsx")


def test_a_sheet_with_entities_is_refused() -> None:
    import zipfile

    book = Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "a"
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(saved(book))) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/workbook.xml":
                data = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + data
            new.writestr(part, data)
    with pytest.raises(UnreadableError):
        read_bytes(out.getvalue(), "x.xlsx")
