"""Checking a draft by command: what is printed, how it ends, and the copy with comments."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.check.drafts import covered, p, parts_of, saved, zipped

WRONG = "Chỉ thị số 28-CT/TW ngày 21/02/2019 của Ban Bí thư"
RIGHT = "Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư"
FINDING = {"rule", "level", "printed", "says", "fact_source", "suggest", "message", "source"}


def test_what_differs_is_told_with_its_source_and_ends_with_one(kg) -> None:
    ended = kg("check", "-", stdin=f"Thực hiện {WRONG}.".encode())
    assert ended.code == 1
    for said in ("-:1: KHÁC NGUỒN", "21/02/2019", "21/01/2019", "lib.hutech.edu.vn", "1 đã biết, 0 chưa biết"):
        assert said in ended.out


def test_notes_alone_are_no_findings(kg) -> None:
    ended = kg("check", "-", stdin=f"Thực hiện {RIGHT}; Kế hoạch số 987-KH/TU ngày 1/2/2024 của Tỉnh ủy.".encode())
    assert ended.code == 0
    assert "Kế hoạch số 987-KH/TU" in ended.out and "“01/02/2024”" in ended.out and "1 chưa biết" in ended.out


def test_json_is_the_contracts(kg) -> None:
    text = f"Một dòng\nThực hiện {WRONG}."
    ended = kg("check", "-", "--json", stdin=text.encode())
    printed = json.loads(ended.out)
    assert (ended.code, printed["schema"], printed["checked"], printed["known"], printed["unknown"]) == (1, 1, 1, 1, 0)
    (finding,) = printed["findings"]
    assert set(finding) == FINDING
    assert (finding["rule"], finding["level"], finding["says"]) == ("date", "differs", "2019-01-21")
    assert finding["suggest"].startswith(RIGHT)
    (piece,) = finding["source"]
    assert text[piece["start"] : piece["end"]] == finding["printed"] == WRONG and piece["line"] == 2


def test_both_languages(kg) -> None:
    ended = kg("check", "-", "--lang", "en", stdin=WRONG.encode())
    assert "DIFFERS" in ended.out and "that of this document is 21/01/2019" in ended.out


@pytest.mark.parametrize("form", ["md", "html", "docx", "txt"])
def test_every_form_of_draft_is_checked(kg, tmp_path: Path, form: str) -> None:
    text = {
        "html": f"<html><body><p>Thực hiện {WRONG}.</p></body></html>",
        "md": f"# Tiêu đề\n\nThực hiện **{WRONG}**.",
    }
    draft = tmp_path / f"dự thảo.{form}"
    draft.write_bytes(saved(p(f"Thực hiện {WRONG}.")) if form == "docx" else text.get(form, WRONG).encode())
    printed = json.loads(kg("check", draft, "--json").out)
    assert [(f["rule"], f["printed"]) for f in printed["findings"]] == [("date", WRONG)]


def test_the_copy_holds_a_comment_at_each_finding_and_the_draft_is_as_it_was(kg, tmp_path: Path) -> None:
    draft, copy = tmp_path / "a.docx", tmp_path / "b.docx"
    draft.write_bytes(data := saved(p(f"Thực hiện {WRONG}; Chỉ thị số 5-CT/TW ngày 15/5/2016 của Bộ Chính trị.")))
    ended = kg("check", draft, "--annotate", copy)
    assert (ended.code, draft.read_bytes()) == (1, data)
    said = covered(copy.read_bytes())
    assert sorted(said.values()) == sorted([WRONG, "Chỉ thị số 5-CT/TW ngày 15/5/2016 của Bộ Chính trị"])
    assert any("KHÁC NGUỒN" in s and "lib.hutech.edu.vn" in s and f"Gợi ý: {RIGHT}" in s for s in said)


def test_the_draft_is_never_overwritten(kg, tmp_path: Path) -> None:
    draft = tmp_path / "a.docx"
    draft.write_bytes(data := saved(p(WRONG)))
    (tmp_path / "link.docx").hardlink_to(draft)
    for out in (draft, "a.docx", tmp_path / "x" / ".." / "a.docx", tmp_path / "link.docx"):
        ended = kg("check", draft, "--annotate", out)
        assert (ended.code, ended.out, draft.read_bytes()) == (2, "", data) and "ghi đè" in ended.err


def test_a_copy_is_made_again_but_no_other_file_is_replaced_unless_that_is_said(kg, tmp_path: Path) -> None:
    draft, copy, other = tmp_path / "a.docx", tmp_path / "b.docx", tmp_path / "c.docx"
    draft.write_bytes(saved(p(WRONG)))
    copy.touch()
    assert [kg("check", draft, "--annotate", copy).code for _ in range(2)] == [1, 1]
    other.write_bytes(kept := zipped(parts_of(copy.read_bytes())))  # as an editor saves it
    ended = kg("check", draft, "--annotate", other)
    assert (ended.code, other.read_bytes()) == (2, kept) and "--force" in ended.err
    assert kg("check", draft, "--annotate", other, "--force").code == 1
    assert other.read_bytes() == copy.read_bytes()


@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_comments_in_other_forms_are_refused_with_what_can_be_done(kg, tmp_path: Path, form: str) -> None:
    draft = tmp_path / f"a.{form}"
    draft.write_text(f"<html><body><p>{WRONG}</p></body></html>" if form == "html" else WRONG, "utf-8")
    ended = kg("check", draft, "--annotate", tmp_path / "b.docx")
    assert (ended.code, ended.out) == (2, "") and "Word (.docx)" in ended.err and not (tmp_path / "b.docx").exists()


def test_a_copy_that_cannot_be_written_is_an_error_with_advice(kg, tmp_path: Path) -> None:
    draft = tmp_path / "a.docx"
    draft.write_bytes(saved(p(WRONG)))
    ended = kg("check", draft, "--annotate", tmp_path / "không có" / "b.docx")
    assert (ended.code, ended.out) == (3, "") and "thư mục" in ended.err


def test_a_draft_that_cannot_be_read_is_an_error(kg, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(saved(p(WRONG))[:900])
    assert kg("check", tmp_path / "a.docx").code == 3
    assert kg("check", tmp_path / "b.docx").code == 3
