"""``kg page``: what is written where, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PLAN = ROOT / "data" / "68-KH-HU.txt"
OTHER = ROOT / "tests" / "fixtures" / "45-KH-HU.txt"


def start_of(path: Path) -> str:
    return re.search(r'id="about">(.*?)</script>', path.read_text("utf-8"))[1]


def test_one_plan_goes_to_a_file_of_its_code(kg, tmp_path) -> None:
    ended = kg("page")
    assert ended.code == 0 and ended.err == ""
    assert ended.out == "68-KH-HU.html: 47 nhiệm vụ, 41 đơn vị, 2 điều cần xác nhận\n"
    assert (tmp_path / "68-KH-HU.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(("given", "written"), [("a.html", "a.html"), ("a", "a.html"), ("sub", "sub/68-KH-HU.html")])
def test_it_goes_where_it_is_asked_to(kg, tmp_path, given, written) -> None:
    (tmp_path / "sub").mkdir()
    assert kg("page", "-o", given).code == 0
    assert (tmp_path / written).is_file()


def test_it_opens_at_what_is_named(kg, tmp_path) -> None:
    assert kg("page", "--focus", "28-CT/TW", "--lang", "en", "-o", "a.html").code == 0
    assert start_of(tmp_path / "a.html").endswith('{"lang":"en","node":"doc:chi-thi.28-CT-TW.2019-01-21"}}')


@pytest.mark.parametrize("option", ["--focus", "--plan", "--unit"])
def test_a_name_that_fits_nothing_is_said(kg, option) -> None:
    ended = kg("page", option, "Sở Xây dựng")
    assert ended.code == 1 and "Sở Xây dựng" in ended.err and ended.out == ""


def test_only_one_way_to_choose(kg) -> None:
    assert kg("page", "--all", "--plan", "68-KH/HU").code == 2


def test_a_name_that_fits_several_is_told_apart(kg) -> None:
    kg("add", PLAN, OTHER, "--corpus", "kho")
    ended = kg("page", "--unit", "Ban Tổ chức", "--corpus", "kho")
    assert ended.code == 1
    assert ended.err.count("/ban-to-chuc-huyen-uy]") == 2


def test_one_plan_of_several(kg, tmp_path) -> None:
    kg("add", PLAN, OTHER, "--corpus", "kho")
    assert kg("page", "--plan", "45-KH/HU", "--corpus", "kho").out.startswith("45-KH-HU.html: ")
    assert kg("page", "--focus", "28-CT/TW", "--corpus", "kho").code in (1, 2)
    assert [path.name for path in tmp_path.glob("*.html")] == ["45-KH-HU.html"]


def test_a_marked_document_goes_on_no_page_unless_somebody_says_so(kg, tmp_path) -> None:
    (tmp_path / "mat.txt").write_text("MẬT\n" + PLAN.read_text("utf-8"), "utf-8")
    assert kg("add", "mat.txt", OTHER, "--marked", "--corpus", "kho").code == 0
    for args in (
        [],
        ["--all"],
        ["--plan", "68-KH/HU"],
        ["--unit", "huyen-vinh-linh-tinh-quang-tri/ban-tuyen-giao-huyen-uy"],
    ):
        ended = kg("page", *args, "-o", "ra.html", "--corpus", "kho")
        assert ended.code == 3 and "68-KH/HU (Mật)" in ended.err, args
    assert list(tmp_path.glob("ra*")) == []
    assert kg("page", "--plan", "45-KH/HU", "--corpus", "kho").code == 0
    assert kg("page", "--plan", "68-KH/HU", "--include-marked", "--corpus", "kho").code == 0


def test_a_corpus_without_tasks_gives_no_page(kg, tmp_path) -> None:
    (tmp_path / "empty.txt").write_text("Một tờ giấy không có nhiệm vụ nào.\n", "utf-8")
    kg("add", "empty.txt", "--corpus", "kho")
    ended = kg("page", "--corpus", "kho")
    assert ended.code == 3 and "kg add" in ended.err


def test_two_builds_are_the_same_bytes_and_name_no_folder(kg, tmp_path) -> None:
    kg("add", PLAN, "--corpus", "kho")
    kg("page", "-o", "a.html", "--corpus", "kho")
    kg("build", "--corpus", "kho")
    kg("page", "-o", "b.html", "--corpus", "kho")
    first = (tmp_path / "a.html").read_bytes()
    assert first == (tmp_path / "b.html").read_bytes()
    assert str(tmp_path).encode() not in first
