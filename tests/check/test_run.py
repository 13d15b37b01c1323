"""Whole drafts: what is found in them, of which level, and what is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.check.finding import Checked
from kg.check.run import Checker
from kg.check.titles import aligned, difference
from kg.cite.entry import SURE, Entry, Field
from kg.cite.registry import Registry
from kg.corpus.build import memory_store
from kg.corpus.shipped import open_shipped
from kg.extract.plan import Extractor
from kg.knowledge.load import load_knowledge
from kg.read import read_bytes
from tests.check.conftest import Check
from tests.check.drafts import p, saved, table, with_notes

K = load_knowledge()
PLAN = Path(__file__).resolve().parents[2] / "data" / "68-KH-HU.txt"
WRONG = "Chỉ thị số 28-CT/TW ngày 21/02/2019 của Ban Bí thư"


def told(checked: Checked) -> set[tuple[str, str, str | None]]:
    return {(f.rule, f.level.value, f.says) for f in checked.findings}


def test_the_slips_of_the_shipped_plan_are_found(check: Check) -> None:
    found = told(check(PLAN.read_text("utf-8")))
    assert {
        ("title", "differs", "một số vấn đề về nâng cao chất lượng sinh hoạt chi bộ"),
        ("padding", "note", "09 tháng 01 năm 2023"),
        ("code-form", "note", "68-KH/HU"),
        ("type", "note", "Chương trình"),
        ("first-mention", "note", "ngày ban hành"),
    } <= found
    assert [says for _, level, says in found if level == "differs"] == [
        "một số vấn đề về nâng cao chất lượng sinh hoạt chi bộ"
    ]


@pytest.mark.parametrize("name", [d.name for d in K.directives])
def test_what_no_read_source_says_never_differs(name: str, check: Check) -> None:
    registry = Registry(open_shipped(), K.directives)
    entry: Entry = next(e for e in registry.every() if e.facts and e.facts.name == name)
    value = entry.best(Field.DATE)
    if not (entry.code and entry.date and value):
        pytest.skip("has no code or no day")
    year, month, day = entry.date.split("-")
    wrong = f"{entry.type} số {entry.code} ngày {int(day) % 28 + 1:02}/{month}/{year}"
    dated = [f for f in check(f"Thực hiện {wrong}.").findings if f.rule == "date"]
    assert all(f.level.value == "note" for f in dated) or value.mark in SURE
    assert all(f.fact_source for f in dated)


def test_documents_are_counted_once_and_own_number_is_none(check: Check) -> None:
    text = (
        "TỈNH ỦY AN BÌNH\nSố 15-KH/TU\nAn Bình, ngày 12 tháng 3 năm 2024\nKẾ HOẠCH\nvề công tác đảng viên\n"
        "Thực hiện Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư; Chỉ thị số 28-CT/TW; Kế hoạch số 987-KH/TU ngày "
        "12/3/2022 của Tỉnh ủy; Kế hoạch số 15-KH/TU."
    )
    checked = check(text)
    assert (checked.checked, checked.known, checked.unknown) == (2, 1, 1)
    assert [f.rule for f in checked.findings] == ["unknown"]


def test_a_document_that_may_be_several_is_neither_known_nor_unknown(check: Check) -> None:
    checked = check("Thực hiện Hướng dẫn số 12-HD/BTCTW.")
    assert (checked.checked, checked.known, checked.unknown) == (1, 0, 0)


def test_the_very_file_that_the_corpus_holds_proves_nothing_but_its_earlier_version_does() -> None:
    text = "Thực hiện Kế hoạch số 987-KH/TU ngày 12/3/2022 của Tỉnh ủy."
    head = "HUYỆN ỦY AN BÌNH\nSố 15-KH/HU\nAn Bình, ngày 12 tháng 3 năm 2024\nKẾ HOẠCH\nvề công tác đảng viên\n"
    draft = read_bytes((head + text).encode(), "a.txt")
    with memory_store(K, [Extractor(K).extract(draft)]) as store:
        checker = Checker(store, K)
        assert checker.check(draft).known == 0
        changed = checker.check(read_bytes((head + text.replace("12/3/2022", "13/3/2022")).encode(), "a.txt"))
    (finding,) = [f for f in changed.findings if f.rule == "date"]
    assert (changed.known, finding.level.value, finding.says) == (1, "note", "2022-03-12")
    assert finding.fact_source and "15-KH/HU" in finding.fact_source.vi


def test_notes_and_cells_are_checked_too() -> None:
    checker = Checker(open_shipped(), K)
    draft = with_notes(saved(p("Chữ", '<w:r><w:footnoteReference w:id="2"/></w:r>'), table((p("1"), p(WRONG)))), WRONG)
    checked = checker.check(read_bytes(draft, "a.docx"))
    assert [f.rule for f in checked.findings if f.level.value == "differs"] == ["date", "date"]


def test_a_code_that_a_line_breaks_is_no_slip(check: Check) -> None:
    assert check("Thực hiện Chỉ thị số 28-\nCT/TW ngày 21/01/2019 của Ban Bí thư.").findings == ()


def test_words_behind_a_citation_that_are_no_title_are_left_alone(check: Check) -> None:
    cited = "Thực hiện Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư"
    assert check(f"{cited}, các cấp ủy nâng cao chất lượng kết nạp đảng viên.").findings == ()


DUE = "về nâng cao chất lượng kết nạp đảng viên và rà soát, sàng lọc đảng viên"


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("nâng cao chất lượng kết nạp đảng viên và rà soát, sàng lọc đảng viên", None),
        ("nâng cao chất lượng kết nạp đảng viên; các cấp ủy", None),
        ("nâng cao hiệu quả kết nạp đảng viên và rà soát", "“hiệu quả” ở chỗ của “chất lượng”"),
        ("nâng cao chất lượng kết nạp viên và rà soát, sàng lọc đảng viên trẻ", "thiếu “đảng” sau “nạp”"),
        ("nâng cao chất lượng việc kết nạp đảng viên và rà soát", "thừa “việc”"),
    ],
)
def test_titles_are_compared_word_by_word(printed: str, words: str | None) -> None:
    found = aligned(printed, DUE)
    assert found and (found.told.vi if found.told else None) == words
    assert printed[: found.end].endswith(printed.split(";")[0].split(" trẻ")[0].split()[-1].rstrip(","))


def test_titles_of_other_documents_are_not_compared() -> None:
    assert aligned("phát triển kinh tế tập thể và nâng cao đời sống", DUE) is None
    assert difference("nâng cao chất lượng", DUE) is None
