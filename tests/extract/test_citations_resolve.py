"""Which mentions of a document are one: by what they print, never by a guess."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.directives import cited
from kg.extract.citations import CitationFinder, Found, resolve_within
from kg.extract.plan import extract
from kg.knowledge.load import load_knowledge
from kg.places import Piece, clean
from kg.read import read_bytes
from tests.letterhead import LETTERHEAD

FINDER = CitationFinder(load_knowledge())


def find(text: str) -> Found:
    return FINDER.find(clean(text, 0, len(text), Piece(line=1)))


def resolved(text: str) -> tuple[int, ...]:
    found = find(text)
    return resolve_within(found.citations, found.aliases)


def test_later_short_mention_is_the_full_one() -> None:
    assert resolved("Chỉ thị 28-CT/TW; Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư; Chỉ thị số 28-CT/TW") == (
        1,
        1,
        1,
    )


def test_declared_document_stands_for_its_mentions() -> None:
    text = "Kế hoạch số 7-KH/TU (sau đây viết tắt là Kế hoạch số 7-KH/TU); Kế hoạch 7-KH/TU ngày 1/2/2023 của Tỉnh ủy"
    assert resolved(text) == (0, 0)


def test_one_code_with_two_dates_is_two_documents_and_the_bare_code_neither() -> None:
    text = "Hướng dẫn 12-HD/BTCTW ngày 06/7/2018; Hướng dẫn 12-HD/BTCTW ngày 18/01/2022; Hướng dẫn 12-HD/BTCTW"
    assert resolved(text) == (0, 1, 2)


def test_codes_that_differ_by_one_letter_are_two_documents() -> None:
    assert resolved("Chỉ thị 05-CT/TW; Chỉ thị 05-CT/TU; Chỉ thị 05-CT/TƯ") == (0, 1, 0)


def test_bare_number_is_resolved_when_one_document_fits() -> None:
    assert resolved("Nghị quyết số 21-NQ/TW ngày 16/6/2022; Nghị quyết 21") == (0, 0)
    assert resolved("Nghị quyết số 21-NQ/TW; Nghị quyết số 21/NQ-CP; Nghị quyết 21") == (0, 1, 2)
    assert resolved("Chỉ thị số 21-CT/TW; Nghị quyết 21") == (0, 1)


def test_terms_tell_resolutions_of_one_name_apart() -> None:
    text = "Nghị quyết Trung ương 4 (khóa XI, khóa XII); Nghị quyết Trung ương 4 khóa XII; Nghị quyết Trung ương 4"
    assert resolved(text) == (0, 1, 1, 3)


def test_a_different_type_word_is_another_document() -> None:
    assert resolved("Quyết định số 66-QĐ/TW; Quy định số 66-QĐ/TW") == (0, 1)


@given(st.lists(st.sampled_from(["05-CT/TW", "05-CT/TU", "Chỉ thị 05", "Chỉ thị 05-CT/TW ngày 1/2/2016"]), max_size=8))
@settings(max_examples=100, deadline=None)
def test_a_mention_stands_for_itself_or_for_one_that_does(parts: list[str]) -> None:
    answer = resolved("; ".join(parts))
    assert all(answer[k] == k for k in answer)


def test_bare_mention_before_two_dated_ones_is_neither() -> None:
    text = "Hướng dẫn 12-HD/BTCTW; Hướng dẫn 12-HD/BTCTW ngày 06/7/2018; Hướng dẫn 12-HD/BTCTW ngày 18/01/2022"
    assert resolved(text) == (0, 1, 2)


def test_law_of_another_year_is_another_law() -> None:
    assert resolved("Luật Đất đai năm 2013; Luật Đất đai năm 2024; Luật Đất đai") == (0, 1, 2)
    assert resolved("Luật Đất đai năm 2013; Luật Đất đai ngày 29/11/2013") == (1, 1)
    assert resolved("Luật Đất đai số 31/2024/QH15; Luật Đất đai; Luật Đất đai năm 2013") == (0, 1, 2)
    assert resolved("Luật Đất đai số 31/2024/QH15; Luật Đất đai") == (0, 0)


def test_short_name_stands_for_the_document_that_declared_it() -> None:
    first = find("Quyết định số 919/QĐ-TTg ngày 1/8/2022 (sau đây gọi tắt là Chương trình OCOP)")
    text = "Tiếp tục thực hiện Chương trình OCOP"
    later = FINDER.find(clean(text, 0, len(text), Piece(line=2)), [a.short for a in first.aliases])
    assert resolve_within([*first.citations, *later.citations], first.aliases) == (0, 0)


PLAN = LETTERHEAD.format(PLACE="GIO LINH", place="Gio Linh", number=45, day=9) + (
    "2\tThực hiện Đề án “Phát triển đảng viên trong doanh nghiệp” (sau đây gọi tắt là Đề án Phát triển)"
    "\tBan Tổ chức Huyện ủy\t\tNăm 2023\n"
    "3\tSơ kết Đề án Phát triển trong toàn huyện; phát triển đề án du lịch\tVăn phòng Huyện ủy\t\tNăm 2024\n"
)


def test_a_short_name_that_is_declared_in_one_row_is_a_citation_in_the_next() -> None:
    knowledge = load_knowledge()
    read = extract(read_bytes(PLAN.encode(), "ke-hoach.txt"), knowledge)
    tasks = [[read.citations[i] for i in t.citations] for t in read.tasks]
    declared, later = tasks[-2], tasks[-1]
    assert [c.printed for c in later] == ["Đề án Phát triển"]
    assert later[0].source[0].line != declared[0].source[0].line
    nodes = cited(read, knowledge)
    at = [nodes.of[i] for t in read.tasks[-2:] for i in t.citations]
    assert len(at) == 2 and at[0] == at[1]
