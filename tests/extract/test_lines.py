"""Lines of one paragraph are joined, lines of two are not."""

from __future__ import annotations

import pytest

from kg.extract.lines import paragraphs
from kg.places import Flow
from kg.read.plain import read_plain


def joined(text: str) -> list[str]:
    blocks = read_plain(text, "x.txt", "0").blocks
    return [p.text for p in paragraphs(blocks) if isinstance(p, Flow)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("thực hiện Nghị quyết của Ban Chấp hành Trung\nương Đảng", id="a-small-letter-follows"),
        pytest.param("Căn cứ Luật số\n62/2020/QH14;", id="a-code-follows"),
        pytest.param("QUY ĐỊNH 377-QĐ/TW NGÀY\n08/10/2025 CỦA BỘ CHÍNH TRỊ", id="a-date-in-capitals-follows"),
    ],
)
def test_a_cut_sentence_is_one_paragraph(text: str) -> None:
    assert joined(text) == [text.replace("\n", " ")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("KẾ HOẠCH\nthực hiện Nghị quyết số 21-NQ/TW", id="a-type-and-its-title"),
        pytest.param("Công việc thứ nhất.\nCông việc thứ hai", id="sentences"),
        pytest.param("Các việc sau\n- việc thứ nhất", id="a-bullet"),
        pytest.param("Các việc sau\n1. Việc thứ nhất", id="a-number"),
    ],
)
def test_lines_of_their_own_stay_apart(text: str) -> None:
    assert joined(text) == text.split("\n")
