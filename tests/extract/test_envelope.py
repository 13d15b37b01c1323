"""Whose document it is: the header's own words for state and party are no body and no place."""

from __future__ import annotations

import pytest

from kg.document import Document
from kg.extract.plan import Extractor
from kg.knowledge.load import load_knowledge
from kg.read.plain import read_plain

EXTRACTOR = Extractor(load_knowledge())


def document(head: str) -> Document:
    text = f"{head}\nSố 12/KH-UBND\nngày 05 tháng 9 năm 2025\nKẾ HOẠCH\nthử nghiệm\n\nI. NHIỆM VỤ\n"
    return EXTRACTOR.extract(read_plain(text, "x.txt", "0" * 64)).document


@pytest.mark.parametrize(
    ("head", "scope"),
    [
        pytest.param("ỦY BAN NHÂN DÂN\nXÃ AN HÒA\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "xã An Hòa", id="lines"),
        pytest.param("ỦY BAN NHÂN DÂN XÃ AN HÒA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "xã An Hòa", id="one-line"),
        pytest.param("HUYỆN ỦY ĐÔNG HẢI ĐẢNG CỘNG SẢN VIỆT NAM", "huyện Đông Hải", id="party"),
        pytest.param("CHÍNH PHỦ CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", None, id="government"),
    ],
)
def test_the_motto_is_no_place(head: str, scope: str | None) -> None:
    assert document(head).scope == scope
