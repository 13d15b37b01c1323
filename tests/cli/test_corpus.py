"""The documents of a corpus, by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli.view_corpus import LOOK
from kg.extract.doubts import Doubt

PLAN = Path(__file__).resolve().parent.parent.parent / "data" / "68-KH-HU.txt"


@pytest.fixture
def plan(tmp_path) -> str:
    (tmp_path / "plan.txt").write_bytes(PLAN.read_bytes())
    return "plan.txt"


def outcomes(out: str) -> list[str]:
    return [json.loads(line)["outcome"] for line in out.splitlines()]


def test_what_was_added_is_listed_under_the_name_it_was_given(kg, plan) -> None:
    assert outcomes(kg("add", plan, "--corpus", "kho", "--json").out) == ["added"]
    (row,) = json.loads(kg("list", "--corpus", "kho", "--json").out)["documents"]
    assert (row["file"], row["code"], row["date"]) == (plan, "68-KH/HU", "2023-01-09") and row["tasks"] > 40
    assert "68-KH/HU" in kg("list", "--corpus", "kho").out


def test_no_folder_of_the_machine_is_written_down(kg, plan, tmp_path) -> None:
    kg("add", tmp_path / plan, "--corpus", "kho")
    out = kg("list", "--corpus", "kho", "--json").out
    assert json.loads(out)["documents"][0]["file"] == plan and str(tmp_path) not in out


def test_the_same_bytes_are_told(kg, plan) -> None:
    kg("add", plan, "--corpus", "kho")
    again = kg("add", plan, "--corpus", "kho", "--json")
    assert again.code == 0 and outcomes(again.out) == ["same"] and json.loads(again.out)["tasks"] is None


def test_the_first_own_document_takes_the_place_of_the_shipped_plan(kg, tmp_path) -> None:
    assert "68-KH/HU" in kg("list").out
    (tmp_path / "other.txt").write_text(PLAN.read_text("utf-8").replace("68 - KH/HU", "69 - KH/HU", 1), "utf-8")
    assert kg("add", "other.txt").code == 0
    listed = kg("list").out
    assert "69-KH/HU" in listed and "68-KH/HU" not in listed


def test_removing_takes_a_code_a_file_or_an_id(kg, plan) -> None:
    for name in ("68 - KH/HU", plan, "68-KH-HU"):
        kg("add", plan, "--corpus", "kho")
        (row,) = json.loads(kg("list", "--corpus", "kho", "--json").out)["documents"]
        ended = kg("remove", row["id"] if name == "68-KH-HU" else name, "--corpus", "kho", "--json")
        assert ended.code == 0 and outcomes(ended.out) == ["removed"]
        assert json.loads(kg("list", "--corpus", "kho", "--json").out)["documents"] == []


def test_what_is_not_there_cannot_be_removed(kg, plan) -> None:
    kg("add", plan, "--corpus", "kho")
    ended = kg("remove", "69-KH/HU", "--corpus", "kho")
    assert (ended.code, ended.out) == (1, "") and "69-KH/HU" in ended.err


def test_building_reads_again_only_what_is_old_unless_all_is_asked_for(kg, plan) -> None:
    kg("add", plan, "--corpus", "kho")
    assert outcomes(kg("build", "--corpus", "kho", "--json").out) == ["current"]
    assert outcomes(kg("build", "--all", "--corpus", "kho", "--json").out) == ["read"]


def test_a_database_that_is_gone_is_built_from_the_sources(kg, plan, tmp_path) -> None:
    kg("add", plan, "--corpus", "kho")
    before = kg("list", "--corpus", "kho", "--json").out
    (tmp_path / "kho" / "kg.sqlite").unlink()
    ended = kg("list", "--corpus", "kho")
    assert (ended.code, ended.out) == (3, "") and "kg build" in ended.err
    assert kg("build", "--corpus", "kho").code == 0
    assert kg("list", "--corpus", "kho", "--json").out == before


def test_what_stands_before_the_command_holds_for_it_unless_it_is_said_again(kg, plan) -> None:
    kg("add", plan, "--corpus", "kho")
    listed = kg("--corpus", "kho", "--lang", "en", "list")
    assert listed.code == 0 and plan in listed.out and "Document" in listed.out
    assert "Văn bản" in kg("--lang", "en", "list", "--lang", "vi").out


def test_a_corpus_may_be_named_by_variable_and_by_file(kg, plan, tmp_path) -> None:
    kg("add", plan, env={"KG_CORPUS": "kho"})
    (tmp_path / "kg.toml").write_text('corpus = "kho"\n')
    assert kg("list").out == kg("list", "--corpus", "kho").out == kg("list", env={"KG_CORPUS": "kho"}).out


def test_a_person_is_told_what_to_look_at(kg, tmp_path) -> None:
    plan = "KẾ HOẠCH\n\nTT\tNhiệm vụ\tĐơn vị chủ trì\tThời hạn\n1\tRà soát\tHội Những Người Yêu Sách\tlúc rảnh\n"
    (tmp_path / "lạ.txt").write_text(plan, "utf-8")
    added = kg("add", "lạ.txt", "--corpus", "kho").out
    assert "cần xem: 1 đơn vị chưa có trong danh mục, 1 thời gian chưa hiểu" in added
    assert "to look at: 1 units that are new" in kg("add", "lạ.txt", "--corpus", "kho2", "--lang", "en").out
    (tmp_path / "quen.txt").write_text(
        plan.replace("Hội Những Người Yêu Sách", "Sở Nội vụ").replace("lúc rảnh", "2025"), "utf-8"
    )
    assert "cần xem" not in kg("add", "quen.txt", "--corpus", "kho").out


def test_every_rule_of_a_doubt_has_words() -> None:
    assert set(LOOK) == {*Doubt, "unread"}
