"""Markdown and crawls flattened into it: marks go, lines stay, tables get their cells back."""

from __future__ import annotations

import pytest

from kg.places import Paragraph, Reading, Table
from kg.read import read_bytes


def read(text: str) -> Reading:
    return read_bytes(text.encode(), "kế-hoạch.md")


def paragraphs(text: str) -> list[str]:
    return [b.flow.text for b in read(text).blocks if isinstance(b, Paragraph)]


def grids(text: str) -> list[list[list[str]]]:
    """The tables; a cell that the table merges is ^."""
    return [
        [["^" if c.merged else c.flow.text for c in row.cells] for row in b.rows]
        for b in read(text).blocks
        if isinstance(b, Table)
    ]


def flattened(*rows: tuple[str, ...]) -> str:
    return "".join("|\n" + "".join(f"{cell}\n|\n" if cell else "|\n" for cell in row) for row in rows)


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("**KẾ HOẠCH**", "KẾ HOẠCH"),
        ("**UỶ BAN NHÂN\nDÂN**", "UỶ BAN NHÂN DÂN"),
        ("*1.1. *Quán triệt", "1.1. Quán triệt"),
        ("(*Kèm theo Quyết định số\n2820/QĐ-UBND*)", "(Kèm theo Quyết định số 2820/QĐ-UBND)"),
        ("* (Ban hành kèm theo\nQuyết định số 3)*", "(Ban hành kèm theo Quyết định số 3)"),
        ("## 4. Phát triển nhân lực ##", "4. Phát triển nhân lực"),
        ("_Nơi nhận: _", "Nơi nhận:"),
        ("Số 15\\-KH/TU \\*", "Số 15-KH/TU *"),
        ("[Nghị quyết 21](https://vi.du/nq_21_(a)) của Đảng", "Nghị quyết 21 của Đảng"),
        ("mục tiêu (*) và 5&nbsp;%", "mục tiêu (*) và 5 %"),
        ("* Lưu ý về ten_tep_nay", "* Lưu ý về ten_tep_nay"),
        ("<span style='x'>Sở <b>Tư pháp</b></span>", "Sở Tư pháp"),
        ("> Trích dẫn", "Trích dẫn"),
    ],
)
def test_marks_go_and_words_stay(printed: str, words: str) -> None:
    assert " ".join(read(printed + "\n\n# A\n\n# B").blocks[0].flow.text.split()) == words  # type: ignore[union-attr]


def test_the_lines_of_the_file_are_those_of_the_text_as_read() -> None:
    text = "# KẾ HOẠCH\n\n---\n\n```\n**Thực hiện Nghị\nquyết** số 21\n```\n\n| a | b |\n|---|---|\n| Sở *Y tế* | x |\n"
    reading = read(text)
    assert reading.text.count("\n") == text.count("\n")
    lines = reading.text.split("\n")
    flows = [b.flow for b in reading.blocks if isinstance(b, Paragraph)]
    flows += [f for b in reading.blocks if isinstance(b, Table) for r in b.rows for c in r.cells for f in c.lines]
    assert {"KẾ HOẠCH", "Thực hiện Nghị quyết số 21", "Sở Y tế"} <= {f.text for f in flows}
    for flow in flows:
        assert " ".join(reading.text[p.start : p.end] for p in flow.source) == flow.text
        assert all(reading.text[p.start : p.end] in lines[(p.line or 0) - 1] for p in flow.source)


def test_wrapped_lines_are_one_paragraph_and_items_are_not() -> None:
    assert paragraphs("# A\n\nThực hiện Quyết định số\n2138/QĐ-TTg;\n\n- việc một\n- việc hai\n") == [
        "A",
        "Thực hiện Quyết định số 2138/QĐ-TTg;",
        "- việc một",
        "- việc hai",
    ]


def test_a_dash_where_a_crawl_broke_the_line_opens_no_item() -> None:
    head = flattened(("SỞ A", "CỘNG HÒA"))
    assert paragraphs(f"{head}\n\nBộ Lao động\n- Thương binh và Xã hội chủ trì:\n- Việc một.\n") == [
        "Bộ Lao động - Thương binh và Xã hội chủ trì:",
        "- Việc một.",
    ]


def test_a_line_with_a_hard_break_ends_its_paragraph() -> None:
    assert paragraphs("# A\n\nSố: 03/NQ-CP  \nHà Nội, ngày 09 tháng 01\n") == [
        "A",
        "Số: 03/NQ-CP",
        "Hà Nội, ngày 09 tháng 01",
    ]


def test_pipe_tables_with_and_without_outer_pipes() -> None:
    assert grids("| TT | Việc |\n| --- | :-: |\n| **1** | a \\| b |\n| 2 |\n") == [
        [["TT", "Việc"], ["1", "a \\| b"], ["2", ""]]
    ]
    assert grids("TT | Việc | Cơ quan\n---|---|---\n1 | a | b\n\nchữ") == [[["TT", "Việc", "Cơ quan"], ["1", "a", "b"]]]


HEADER = ("**TT**", "**Nhiệm vụ, giải\npháp**", "**Chủ trì**", "**Thời gian**")


def test_a_flattened_table_has_its_rows_back() -> None:
    text = flattened(HEADER, ("1", "Rà soát\nquy hoạch", "Sở A", "2025"), ("2", "Báo cáo", "", "2026"))
    assert grids(text) == [
        [
            ["TT", "Nhiệm vụ, giải pháp", "Chủ trì", "Thời gian"],
            ["1", "Rà soát quy hoạch", "Sở A", "2025"],
            ["2", "Báo cáo", "", "2026"],
        ]
    ]


def test_rows_of_groups_and_empty_cells_are_told_apart() -> None:
    text = flattened(
        HEADER,
        ("I", "Nhóm một"),
        ("1", "Việc", "Sở A", ""),
        ("** **", "Nhóm hai", "** **", "** **"),
        ("2", "Việc", "", ""),
    )
    assert [row[:2] for row in grids(text)[0][1:]] == [
        ["I", "Nhóm một"],
        ["1", "Việc"],
        ["", "Nhóm hai"],
        ["2", "Việc"],
    ]


def test_short_rows_do_not_run_into_each_other() -> None:
    header = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", "Kết quả", "Kinh phí")
    task = ("Phối hợp rà soát quy hoạch", "Sở Tài chính", "Các sở, ngành; UBND các xã", "Quý IV/2025")
    rows = [
        ("I", "Nhóm việc một"),
        ("1", *task, "Nghị định của Chính phủ", "Chi thường xuyên của đơn vị"),
        ("2", *task, "Thông tư của Bộ Tài chính"),
        ("3", *task, "Báo cáo của Ủy ban"),
        ("II", "Nhóm việc hai"),
        ("1", *task, "Quyết định của Ủy ban", "Chi thường xuyên của đơn vị"),
        ("2", *task),
    ]
    got = grids(flattened(header, *rows))[0][1:]
    assert [[c for c in row if c not in ("", "^")] for row in got] == [list(row) for row in rows]
    assert got[2] == [*rows[2], "^"] and got[6] == [*rows[6], "^", "^"]


def test_a_row_whose_cells_are_taken_from_above_keeps_its_columns() -> None:
    text = flattened(
        HEADER,
        ("1", "Rà soát toàn bộ quy hoạch của tỉnh", "Sở Xây dựng", "Quý I/2025"),
        ("2", "Báo cáo kết quả rà soát quy hoạch", "Sở Tài chính", "Quý II/2025"),
        ("Trình kết quả rà soát cho tỉnh", "Sở Nội vụ"),
        ("3", "Công bố kết quả rà soát cho dân", "Quý III/2025"),
    )
    assert grids(text)[0][3:] == [
        ["^", "Trình kết quả rà soát cho tỉnh", "Sở Nội vụ", "^"],
        ["3", "Công bố kết quả rà soát cho dân", "^", "Quý III/2025"],
    ]


def test_a_flattened_table_ends_where_paragraphs_follow() -> None:
    letterhead = flattened(("**SỞ A**\n-------", "**CỘNG HÒA**\nĐộc lập"), ("Số: 1", "*Huế, ngày 1*"))
    text = (
        f"{letterhead}\n\n**KẾ HOẠCH**\n\nThực hiện.\n\n{flattened(('Nơi nhận:', 'GIÁM ĐỐC'))}\n\n{flattened(HEADER)}"
    )
    assert paragraphs(text) == ["KẾ HOẠCH", "Thực hiện."]
    assert [len(g) for g in grids(text)] == [2, 1, 1]
    assert grids(text)[0] == [["SỞ A", "CỘNG HÒA Độc lập"], ["Số: 1", "Huế, ngày 1"]]


def test_the_lines_of_a_cell_are_its_paragraphs() -> None:
    text = flattened(
        ("Nơi nhận:\n- Ban Bí thư;\n- VPCP: các\nVụ, Cục.", "**TM. ỦY BAN NHÂN\nDÂN**\nCHỦ TỊCH\nVõ Văn A")
    )
    table = read(text + "\n\n# A\n\n# B").blocks[0]
    assert isinstance(table, Table)
    assert [[f.text for f in c.lines] for c in table.rows[0].cells] == [
        ["Nơi nhận:", "- Ban Bí thư;", "- VPCP: các Vụ, Cục."],
        ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Võ Văn A"],
    ]


def test_breaks_in_a_cell_part_its_paragraphs() -> None:
    table = read("| TT | Việc |\n|---|---|\n| 1 | - một;<br>- **hai**<br/> |\n").blocks[0]
    assert isinstance(table, Table)
    assert [f.text for f in table.rows[1].cells[1].lines] == ["- một;", "- hai"]


def test_tables_of_a_web_page_within_markdown() -> None:
    text = (
        "# KẾ HOẠCH\n\n**Thực** hiện\n\n<table><tr><td rowspan=2>Sở A</td><td>x &lt; y</td></tr>\n<tr><td>z</td></tr>"
        "</table>\n\n| a | b |\n|---|---|\n\nHết\n"
    )
    assert paragraphs(text) == ["KẾ HOẠCH", "Thực hiện", "Hết"]
    assert grids(text) == [[["Sở A", "x < y"], ["^", "z"]], [["a", "b"]]]


def test_rows_whose_cells_tabs_part_are_a_table() -> None:
    text = "# KẾ HOẠCH\n\nI. **NHIỆM VỤ**\n\nTT\tViệc\tChủ trì\n1\tRà soát\tSở Tư pháp\n2\t**Báo cáo**\t\n\nHết\n"
    reading = read(text)
    (table,) = (b for b in reading.blocks if isinstance(b, Table))
    assert [[c.flow.text for c in row.cells] for row in table.rows] == [
        ["TT", "Việc", "Chủ trì"],
        ["1", "Rà soát", "Sở Tư pháp"],
        ["2", "Báo cáo", ""],
    ]
    piece = table.rows[1][2].flow.source[0]
    assert reading.text[piece.start : piece.end] == "Sở Tư pháp" and (piece.line, piece.row, piece.cell) == (6, 1, 2)


def test_a_lone_line_with_tabs_is_a_paragraph() -> None:
    assert paragraphs("# A\n\nmột\thai\tba\n") == ["A", "một hai ba"]
