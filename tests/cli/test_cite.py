"""``kg cite``: one document is cited, several are told apart, and the clipboard is served where there is one."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

CT28 = (
    "Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư về nâng cao chất lượng kết nạp đảng viên và rà soát, sàng lọc,"
    " đưa những đảng viên không còn đủ tư cách ra khỏi Đảng"
)


def test_one_document_is_cited_on_a_line_of_its_own(kg) -> None:
    ended = kg("cite", "chỉ thị 28")
    assert (ended.code, ended.out, ended.err) == (0, f"{CT28}\n", "")


def test_words_need_no_quotation_marks_and_the_other_name_does_the_same(kg) -> None:
    assert kg("trich-dan", "chi", "thi", "28").out == f"{CT28}\n"


def test_a_later_mention(kg) -> None:
    assert kg("cite", "CT 28", "--later").out == "Chỉ thị số 28-CT/TW\n"


def test_several_documents_are_all_listed_with_what_tells_them_apart(kg) -> None:
    ended = kg("cite", "21-NQ/TW")
    assert ended.code == 1
    assert all(day in ended.out for day in ("16/06/2022", "25/10/2017", "28/07/2026", "2008"))
    assert "Phân biệt bằng: ngày ban hành" in ended.out


def test_json_has_the_shape_of_the_contract(kg) -> None:
    one = json.loads(kg("cite", "chỉ thị 28", "--json").out)
    assert one["schema"] == 1 and one["citation"] == CT28 and one["style"] == "dang" and one["candidates"] == []
    document = one["document"]
    wanted = {
        "id", "type", "number", "code", "date", "issuer", "scope", "term", "title", "named_in", "relations", "facts",
    }  # fmt: skip
    assert wanted <= set(document)
    assert document["code"] == "28-CT/TW" and document["named_in"] == ["68-KH/HU, mục 2.2, gạch đầu dòng 2"]
    assert {r["kind"] for r in document["relations"]} == {"guides"}
    several = json.loads(kg("cite", "21-NQ/TW", "--json").out)
    assert several["citation"] is None and several["document"] is None and len(several["candidates"]) == 4


def test_what_is_not_sure_is_said_beside(kg) -> None:
    ended = kg("cite", "05-CT/TU")
    assert ended.code == 0 and "07/5/2021" in ended.out and "theo văn bản viện dẫn" in ended.err


def test_what_is_not_known_is_not_made_up(kg) -> None:
    ended = kg("cite", "77-CT/TW")
    assert ended.code == 1 and "Không biết văn bản" in ended.out


def test_a_task_is_cited_by_its_place(kg) -> None:
    ended = kg("cite", "mục 2.1, gạch đầu dòng 3", "--style", "dang-ngan")
    assert ended.out == "mục 2.1, gạch đầu dòng 3, Kế hoạch số 68-KH/HU ngày 09/01/2023\n"
    assert kg("cite", "mục 2.1, gạch đầu dòng 99").code == 1


def test_a_style_that_is_not_there_is_wrong_use(kg) -> None:
    ended = kg("cite", "chỉ thị 28", "--style", "apa")
    assert ended.code == 2 and "dang-ngan" in ended.err and not ended.out


def test_styles_are_listed_with_their_rules(kg) -> None:
    ended = kg("cite", "--styles")
    assert ended.code == 0 and "36-HD/VPTW" in ended.out and "Nghị định 30/2020/NĐ-CP" in ended.out


def test_nothing_named_is_wrong_use(kg) -> None:
    assert kg("cite", "--later").code == 2


def test_the_office_chooses_once_for_all(kg, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('style = "can-cu"\ntone = "uỷ"\ncomma = "có"\n', "utf-8")
    assert kg("cite", "68-KH/HU").out.startswith(
        "- Căn cứ Kế hoạch số 68-KH/HU, ngày 09/01/2023 của Ban Thường vụ Huyện uỷ Vĩnh Linh"
    )
    assert kg("cite", "68-KH/HU", "--tone", "ủy", "--no-comma", "--style", "dang-ngan").out == (
        "Kế hoạch số 68-KH/HU ngày 09/01/2023\n"
    )


@pytest.mark.parametrize("line", ['tone = "dấu"', 'comma = "có lẽ"', 'style = "apa"'])
def test_a_wrong_setting_is_told(kg, tmp_path: Path, line: str) -> None:
    (tmp_path / "kg.toml").write_text(f"{line}\n", "utf-8")
    ended = kg("cite", "chỉ thị 28")
    assert ended.code in (2, 3) and ended.err and not ended.out


def test_an_offices_own_document_is_cited(kg, tmp_path: Path) -> None:
    plan = Path(__file__).resolve().parent.parent.parent / "data" / "68-KH-HU.txt"
    own = tmp_path / "kho"
    assert kg("add", plan, "--corpus", own).code == 0
    (own / "knowledge").mkdir(exist_ok=True)
    (own / "knowledge" / "directives.yaml").write_text(
        "- name: Công văn 12-CV/VPHU 2023-02-01\n  type: Công văn\n  code: 12-CV/VPHU\n  date: 2023-02-01\n"
        "  issuer: Văn phòng Huyện ủy\n  title: về báo cáo quý I\n  mark: certain\n  source: sổ công văn đi\n",
        "utf-8",
    )
    assert kg("build", "--corpus", own).code == 0
    assert kg("cite", "12-CV/VPHU", "--corpus", own).out == (
        "Công văn số 12-CV/VPHU ngày 01/02/2023 của Văn phòng Huyện ủy về báo cáo quý I\n"
    )


# --- the clipboard


def desktop(folder: Path, program: str) -> dict[str, str]:
    """A desktop whose program for the clipboard keeps what it is given in a file beside it."""
    there = folder / "desktop"
    there.mkdir()
    (there / program).write_text(f'#!/bin/sh\nexec cat > "{there}/board"\n')
    (there / program).chmod(0o755)
    return {"PATH": f"{there}:/usr/bin:/bin", "DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for a clipboard program is a shell script")
@pytest.mark.parametrize("program", ["wl-copy", "xclip", "xsel", "pbcopy"])
def test_a_citation_is_copied(kg, tmp_path: Path, program: str) -> None:
    ended = kg("cite", "chỉ thị 28", "--copy", env=desktop(tmp_path, program))
    assert ended.out == f"{CT28}\n" and "Đã chép" in ended.err
    assert (tmp_path / "desktop" / "board").read_text("utf-8") == CT28


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for a clipboard program is a shell script")
def test_windows_gets_utf_16_so_that_no_mark_is_lost(kg, tmp_path: Path) -> None:
    kg("cite", "chỉ thị 28", "--copy", env=desktop(tmp_path, "clip.exe"))
    board = (tmp_path / "desktop" / "board").read_bytes()
    assert board[:2] in (b"\xff\xfe", b"\xfe\xff") and board.decode("utf-16") == CT28


def test_without_a_clipboard_the_citation_is_still_printed_and_that_is_said(kg) -> None:
    ended = kg("cite", "chỉ thị 28", "--copy", env={"PATH": "/nowhere"})
    assert (ended.code, ended.out) == (0, f"{CT28}\n") and "không có bộ nhớ tạm" in ended.err
