"""Recipients and signature, wherever they stand, and the plan that a decision carries after them."""

from __future__ import annotations

import pytest

from kg.document import Attached, Document
from kg.extract.plan import Extractor
from kg.knowledge.load import load_knowledge
from kg.read.plain import read_plain

EXTRACTOR = Extractor(load_knowledge())
HEAD = """ỦY BAN NHÂN DÂN
TỈNH AN BÌNH
Số: 8/{letters}-UBND
An Bình, ngày 05 tháng 9 năm 2025
{type}
{title}
{authority}Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025.
"""
FOOT = """Nơi nhận:
- Bộ Nội vụ;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Văn Bình
"""
PLAN = """KẾ HOẠCH
Thực hiện cải cách hành chính năm 2026
(Kèm theo Quyết định số 8/QĐ-UBND ngày 05 tháng 9 năm 2025)
I. NHIỆM VỤ
TT\tNhiệm vụ\tCơ quan chủ trì
1\tRà soát thủ tục\tSở Nội vụ
"""


def decision(article: str, after: str = "") -> str:
    head = HEAD.format(
        letters="QĐ",
        type="QUYẾT ĐỊNH",
        title="Ban hành Kế hoạch cải cách hành chính",
        authority="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH AN BÌNH\n",
    )
    return f"{head}QUYẾT ĐỊNH:\nĐiều 1. {article}\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n{FOOT}{after}"


def document(text: str) -> Document:
    return EXTRACTOR.extract(read_plain(text, "x.txt", "0" * 64)).document


def test_a_plan_after_the_signature_is_attached_and_read() -> None:
    got = EXTRACTOR.extract(read_plain(decision("Ban hành Kế hoạch.", PLAN), "x.txt", "0" * 64))
    assert got.document.attached == Attached("Kế hoạch", "Thực hiện cải cách hành chính năm 2026")
    assert got.document.type == "Quyết định" and got.document.title == "Ban hành Kế hoạch cải cách hành chính"
    assert [(t.text, [m.name for m in t.lead]) for t in got.tasks] == [("Rà soát thủ tục", ["Sở Nội vụ"])]


@pytest.mark.parametrize(
    ("article", "attached"),
    [
        pytest.param(
            "Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2026.",
            Attached("Kế hoạch", "cải cách hành chính năm 2026"),
            id="issues",
        ),
        pytest.param(
            "Phê duyệt Đề án chuyển đổi số (sau đây gọi là Đề án), với những nội dung sau:",
            Attached("Đề án", "chuyển đổi số"),
            id="approves",
        ),
        pytest.param("Giao Sở Nội vụ chủ trì thực hiện.", None, id="carries-none"),
    ],
)
def test_what_a_decision_carries_follows_from_its_article(article: str, attached: Attached | None) -> None:
    assert document(decision(article)).attached == attached


def test_a_plan_carries_no_plan() -> None:
    head = HEAD.format(letters="KH", type="KẾ HOẠCH", title="Cải cách hành chính", authority="")
    assert document(f"{head}I. NHIỆM VỤ\nBan hành kèm theo Kế hoạch này Đề án một cửa.\n{FOOT}").attached is None


def test_the_line_under_the_title_says_who_decides() -> None:
    assert document(decision("Ban hành Kế hoạch.")).issuer == "Chủ tịch Ủy ban nhân dân tỉnh An Bình"


def test_a_body_whose_place_stands_on_the_next_line_is_whole() -> None:
    text = HEAD.format(letters="KH", type="KẾ HOẠCH", title="Cải cách hành chính", authority="")
    assert document(f"{text}I. NHIỆM VỤ\n").issuer == "Ủy ban nhân dân tỉnh An Bình"


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param(FOOT, id="one-after-the-other"),
        pytest.param(
            "Nơi nhận:\n- Bộ Nội vụ;\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n- Lưu: VT.\nLê Văn Bình\n", id="columns-cut-by-a-page"
        ),
        pytest.param("Nơi nhận:\n- Bộ Nội vụ;\n- Lưu: VT.\nPHÓ CHỦ TỊCH\nLê Văn Bình\nPHỤ LỤC\nMẪU ĐƠN\n", id="annex"),
    ],
)
def test_recipients_and_signer(foot: str) -> None:
    head = HEAD.format(letters="KH", type="KẾ HOẠCH", title="Cải cách hành chính", authority="")
    found = document(f"{head}I. NHIỆM VỤ\nRà soát thủ tục.\n{foot}")
    assert found.recipients == ("Bộ Nội vụ;", "Lưu: VT.")
    assert found.signer is not None and (found.signer.name, found.signer.post) == ("Lê Văn Bình", "Phó chủ tịch")
