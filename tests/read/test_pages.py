"""From words where they stand to paragraphs, columns and grids."""

from __future__ import annotations

from kg.places import Paragraph, Reading, Table
from kg.read.build import Builder
from kg.read.layout import Box, Word
from kg.read.pages import Page, Pages

RIGHT = 500.0


def words(text: str, x: float, y: float, right: float | None = None) -> list[Word]:
    """A line of words of ten high, six wide a letter, or spread so that it ends at ``right``."""
    parts = text.split()
    length = sum(6 * len(p) for p in parts)
    gap = 3.0 if right is None or len(parts) < 2 else (right - x - length) / (len(parts) - 1)
    out = []
    for part in parts:
        out.append(Word(x, y, x + 6 * len(part), y + 10, part))
        x += 6 * len(part) + gap
    return out


def reading(*pages: tuple[list[Word], list[list[Box]]]) -> Reading:
    builder = Builder("tệp.pdf", "", "pdf")
    to = Pages(builder)
    for number, (found, tables) in enumerate(pages, 1):
        to.add(Page(number, tuple(found), tuple(map(tuple, tables))))
    to.end()
    return builder.reading()


def paragraphs(*pages: list[Word]) -> list[str]:
    return [b.flow.text for b in reading(*((p, []) for p in pages)).blocks if isinstance(b, Paragraph)]


def grid(table: object) -> list[list[str]]:
    assert isinstance(table, Table)
    return [["^" if c.merged else "|".join(f.text for f in c.lines) for c in row.cells] for row in table.rows]


FULL = "Triển khai thực hiện có hiệu quả các mục tiêu nhiệm vụ giải pháp mà Nghị quyết"


def test_full_lines_go_on_and_short_ones_end() -> None:
    page = words(FULL, 70, 0, RIGHT) + words("đã đề ra.", 50, 15) + words("Bảo đảm", 70, 30) + words("Kịp thời", 70, 45)
    assert paragraphs(page) == [f"{FULL} đã đề ra.", "Bảo đảm", "Kịp thời"]


def test_a_quotation_mark_does_not_tell_where_its_line_lies() -> None:
    mark = Word(50, 2, 53, 4, "“")
    line = [mark, Word(56, 0, 90, 10, "chất"), Word(95, 3.2, 120, 12, "ương"), Word(125, 3.5, 150, 10, "cao")]
    assert paragraphs([*line, *words("tiếp theo.", 50, 15)]) == ["“ chất ương cao tiếp theo."]


def test_a_scratch_over_two_lines_does_not_make_them_one() -> None:
    scratch = Word(10, 2, 12, 24, "|")
    assert paragraphs([*words(FULL, 50, 0, RIGHT), scratch, *words(FULL, 50, 15, RIGHT)]) == [f"| {FULL}", FULL]


def test_a_sentence_that_ends_short_of_the_margin_ends_its_paragraph() -> None:
    page = words(f"{FULL}.", 50, 0, RIGHT - 20) + words("Ví dụ 1:", 50, 15) + words(FULL, 50, 45, RIGHT)
    assert paragraphs(page) == [f"{FULL}.", "Ví dụ 1:", FULL]


def test_an_item_after_a_full_line_opens_a_paragraph() -> None:
    page = words(f"- {FULL};", 70, 0, RIGHT) + words(f"- {FULL}", 70, 15, RIGHT) + words("- 2025 của tỉnh.", 50, 30)
    assert paragraphs(page) == [f"- {FULL};", f"- {FULL} - 2025 của tỉnh."]


def test_an_indented_line_opens_a_paragraph() -> None:
    page = words(FULL, 50, 0, RIGHT) + words(FULL, 70, 15, RIGHT) + words("hết", 50, 30)
    assert paragraphs(page) == [FULL, f"{FULL} hết"]


def test_a_paragraph_goes_on_over_the_page_and_its_number() -> None:
    first = words("Đầu", 50, 0) + words(FULL, 50, 15, RIGHT)
    second = words("2", 270, 0) + words("đã đề ra.", 50, 30) + words(FULL, 70, 45, RIGHT)
    assert paragraphs(first, second) == ["Đầu", f"{FULL} đã đề ra.", FULL]
    whole = next(
        b for b in reading((first, []), (second, [])).blocks if isinstance(b, Paragraph) and "đã đề" in b.flow.text
    )
    assert [piece.page for piece in whole.flow.source] == [1, 2]


def test_numbers_that_count_with_the_pages_are_left_out_and_others_kept() -> None:
    pages = [words(str(n), 270, 0) + words("Hết.", 50, 30) for n in (7, 8, 9, 2025)]
    assert paragraphs(*pages) == ["7", "Hết.", "Hết.", "2025", "Hết.", "Hết."]


def test_a_letterhead_is_two_columns() -> None:
    page = (
        words("HUYỆN ỦY A", 60, 0) + words("ĐẢNG CỘNG SẢN VIỆT NAM", 330, 0)
        + words("*", 90, 14)
        + words("Số 1-KH/HU", 60, 28) + words("A, ngày 9 tháng 01", 340, 28)
        + words("KẾ HOẠCH", 252, 60) + words(FULL, 50, 80, RIGHT)
    )  # fmt: skip
    blocks = reading((page, [])).blocks
    assert grid(blocks[0]) == [["HUYỆN ỦY A|*|Số 1-KH/HU", "ĐẢNG CỘNG SẢN VIỆT NAM|A, ngày 9 tháng 01"]]
    assert [b.flow.text for b in blocks[1:] if isinstance(b, Paragraph)] == ["KẾ HOẠCH", FULL]


def test_a_justified_line_of_few_words_is_no_letterhead() -> None:
    page = words(FULL, 50, 0, RIGHT) + words("đối với", 50, 15, RIGHT) + words("hoạt động thăm dò.", 50, 30)
    assert paragraphs(page) == [f"{FULL} đối với hoạt động thăm dò."]


def test_a_letterhead_begins_above_its_widest_gap() -> None:
    page = words("UBND TỈNH LÀO CAI", 50, 0) + words("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 155, 0)
    page += words("SỞ A", 80, 14) + words("Độc lập - Tự do", 190, 14) + words(FULL, 50, 60, RIGHT)
    assert grid(reading((page, [])).blocks[0]) == [
        ["UBND TỈNH LÀO CAI|SỞ A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA|Độc lập - Tự do"]
    ]


def test_a_short_line_goes_on_in_small_letters_at_the_margin() -> None:
    page = words(FULL, 50, 0, RIGHT) + words("chủ trương", 50, 15) + words("đầu tư.", 50, 30) + words("hết", 50, 45)
    assert paragraphs(page) == [f"{FULL} chủ trương đầu tư.", "hết"]


def test_a_bracket_left_open_goes_on_wherever_the_next_line_begins() -> None:
    page = words("(Kèm theo Kế hoạch của tỉnh", 100, 0, RIGHT) + words("Lào Cai)", 230, 15) + words(FULL, 50, 45, RIGHT)
    assert paragraphs(page) == ["(Kèm theo Kế hoạch của tỉnh Lào Cai)", FULL]


def test_cells_are_laid_into_the_grid_and_spans_are_marked() -> None:
    boxes = [
        Box(0, 0, 50, 40), Box(50, 0, 250, 20), Box(50, 20, 150, 40), Box(150, 20, 250, 40),
        Box(0, 40, 50.8, 80), Box(50, 40, 150, 60), Box(50, 60, 150, 80), Box(150, 40, 250, 80),
    ]  # fmt: skip
    page = (
        words("TT", 5, 15) + words("Phân công", 60, 5) + words("Chủ trì", 55, 25) + words("Phối hợp", 155, 25)
        + words("1", 5, 55) + words("Sở A", 55, 45) + words("Sở B", 55, 65) + words("Sở C", 155, 50)
        + words("Ngoài bảng", 0, 100)
    )  # fmt: skip
    table, after = reading((page, [boxes])).blocks
    assert grid(table) == [
        ["TT", "Phân công", ""],
        ["^", "Chủ trì", "Phối hợp"],
        ["1", "Sở A", "Sở C"],
        ["^", "Sở B", "^"],
    ]
    assert isinstance(after, Paragraph) and after.flow.text == "Ngoài bảng"


def test_lines_of_a_cell_are_one_paragraph_unless_an_item_opens() -> None:
    boxes = [Box(0, 0, 100, 80), Box(100, 0, 200, 80)]
    page = words("- Rà soát quy", 2, 5) + words("hoạch tỉnh;", 2, 18) + words("- Báo cáo.", 2, 31) + words("x", 110, 5)
    assert grid(reading((page, [boxes])).blocks[0]) == [["- Rà soát quy hoạch tỉnh;|- Báo cáo.", "x"]]


def test_a_frame_around_a_page_is_no_table() -> None:
    page = words(FULL, 50, 10, RIGHT) + words("đã đề ra.", 50, 25)
    assert [type(b) for b in reading((page, [[Box(0, 0, 600, 800)]])).blocks] == [Paragraph]
