"""A fact of a scan that rests on a word which may be wrong is marked; facts beside it are not."""

from __future__ import annotations

from kg.extract.plan import Extractor
from kg.knowledge.load import load_knowledge
from kg.places import Reading
from kg.read.build import Builder, Part, RawCell

ROWS = (
    ("TT", "Nội dung", "Đơn vị chủ trì", "Thời hạn"),
    ("1", "Rà soát quy hoạch theo Chỉ thị số 28-CT/TW", "Sở Xây dựng", "2025"),
    ("2", "Báo cáo kết quả", "Sở Nội vụ", "2026"),
)


def scanned(*unsure: tuple[str, int]) -> Reading:
    builder = Builder("quét.pdf", "", "scan")
    builder.paragraph(Part("Số 15/KH-UBND", 1))
    builder.paragraph(Part("KẾ HOẠCH", 1))
    builder.table([[RawCell((text,)) for text in row] for row in ROWS], 2)
    for word, page in unsure:
        builder.unsure(word, page)
    return builder.reading()


def marked(*unsure: tuple[str, int]) -> list[str]:
    reading = scanned(*unsure)
    found = [w for w in Extractor(load_knowledge()).extract(reading).warnings if w.rule == "unsure-reading"]
    return [reading.text[p.start : p.end] for w in found for p in w.source]


def test_nothing_is_marked_where_recognition_was_sure() -> None:
    assert marked() == []


def test_the_unit_and_the_time_that_hold_the_word_are_marked() -> None:
    assert marked(("Nội", 2)) == ["Sở Nội vụ"]
    assert marked(("2026", 2)) == ["2026"]


def test_the_same_word_on_another_page_marks_nothing() -> None:
    assert marked(("2026", 1)) == []


def test_a_number_of_the_letterhead_and_half_of_a_broken_code_are_marked() -> None:
    assert marked(("15/KH-UBND", 1)) == ["Số 15/KH-UBND"]
    assert marked(("28-", 2)) == ["Chỉ thị số 28-CT/TW"]


def test_a_word_of_no_fact_marks_nothing() -> None:
    assert marked(("hoạch", 2)) == []
