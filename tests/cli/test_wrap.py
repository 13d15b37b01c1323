"""Columns: nothing is cut, nothing is wider than it may be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.cli.wrap import columns, pad, table, wrap

WORDS = st.text("Đảng ủy xã, \u0301漢字-", max_size=120)


@given(WORDS, st.integers(8, 60))
def test_every_letter_is_kept_and_no_line_is_wider(text, width) -> None:
    lines = wrap(text, width, "- ")
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(line[2:].split()) for line in lines) == "".join(text.split())


def test_words_stay_whole_where_they_fit() -> None:
    text = "Ban Tuyên giáo Huyện ủy; Ban Tổ chức Huyện ủy"
    assert " ".join(wrap(text, 20)) == text


def test_a_word_wider_than_the_line_goes_on_in_the_next() -> None:
    assert wrap("68-KH/HU/2023", 5) == ["68-KH", "/HU/2", "023"]


def test_composed_and_decomposed_letters_take_equal_room() -> None:
    assert columns("Huyện ủy") == columns("Huye\u0323\u0302n u\u0309y") == 8
    assert pad("ủy", 4) == "ủy  "


@given(st.lists(st.tuples(WORDS, WORDS), max_size=4), st.integers(30, 80))
def test_a_table_keeps_every_letter_within_its_width(rows, width) -> None:
    lines = table(["Tên", "Ngày"], rows, width)
    assert all(columns(line) <= width for line in lines)
    shown = sorted("".join("".join(lines[2:]).split()))
    assert shown == sorted("".join("".join(a + b for a, b in rows).split()))


def test_a_narrow_table_wraps_its_widest_column() -> None:
    lines = table(["Số", "Tên"], [["68-KH/HU", "thực hiện Nghị quyết số 21-NQ/TW"]], 30)
    assert lines == [
        "Số        Tên",
        "--------  --------------------",
        "68-KH/HU  thực hiện Nghị quyết",
        "          số 21-NQ/TW",
    ]
