"""``kg brief``: the draft of a unit, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import docx

from tests.letterhead import LETTERHEAD


def test_a_draft_is_written_once(kg, tmp_path: Path) -> None:
    run = kg("brief", "Ban Tuyên giáo", "-o", "a.docx", "--json")
    told = json.loads(run.out)
    assert run.code == 0 and (told["count"], told["count_via_group"], told["documents"]) == (6, 5, 1)
    assert "KẾ HOẠCH" in [p.text for p in docx.Document(str(tmp_path / "a.docx")).paragraphs]
    again = kg("brief", "ban tuyen giao", "-o", "a.docx")
    assert again.code == 2 and "--force" in again.err
    assert kg("brief", "ban tuyen giao", "-o", "a.docx", "--force").code == 0


def test_a_unit_that_is_not_there_writes_nothing(kg, tmp_path: Path) -> None:
    run = kg("brief", "Ban Dân số", "-o", "a.docx")
    assert run.code == 1 and run.out == "" and "Ban Dân số" in run.err and not (tmp_path / "a.docx").exists()


def test_a_unit_outside_the_party_is_told_the_form(kg) -> None:
    run = kg("brief", "UBND huyện", "-o", "a.docx")
    assert run.code == 0 and "thể thức văn bản của Đảng" in run.err


def test_a_check_of_the_draft_finds_nothing_that_differs(kg) -> None:
    assert kg("brief", "Ban Tuyên giáo", "-o", "a.docx").code == 0
    run = kg("check", "a.docx", "--json")
    told = json.loads(run.out)
    assert run.code == 0 and told["checked"] > 10 and told["unknown"] == 0
    assert "differs" not in {finding["level"] for finding in told["findings"]}


def test_what_is_marked_secret_is_not_written_without_a_word(kg, tmp_path: Path) -> None:
    row = "\t- Rà soát quy chế.\tBan Tuyên giáo Huyện ủy\t\tThường xuyên\n"
    text = LETTERHEAD.format(PLACE="GIO AN", place="Gio An", number=2, day=9) + row
    (tmp_path / "2.txt").write_text(f"MẬT\n{text}", encoding="utf-8")
    assert kg("add", "2.txt", "--marked", "--corpus", "kho").code == 0
    run = kg("brief", "Ban Tuyên giáo", "-o", "a.docx", "--corpus", "kho")
    assert run.code == 3 and "2-KH/HU (Mật)" in run.err and not (tmp_path / "a.docx").exists()
    assert kg("brief", "Ban Tuyên giáo", "-o", "a.docx", "--corpus", "kho", "--include-marked").code == 0
