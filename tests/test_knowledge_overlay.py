"""An office's own knowledge files add to the built-in ones, or replace what they give."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KnowledgeError
from kg.knowledge.load import load_knowledge
from kg.knowledge.model import ColumnRole, Knowledge, UnitEntry, UnitKind


def entry(knowledge: Knowledge, name: str) -> UnitEntry:
    return next(u for u in knowledge.units if u.name == name)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    return folder


def test_missing_folder_is_no_overlay(tmp_path: Path) -> None:
    assert load_knowledge(tmp_path / "none") == load_knowledge()


def test_empty_and_commented_files_change_only_the_digest(office: Path) -> None:
    (office / "units.yaml").write_text("# tên gọi riêng của cơ quan\n", encoding="utf-8")
    (office / "unit_words.yaml").write_bytes(b"")
    loaded, built_in = load_knowledge(office), load_knowledge()
    assert loaded.units == built_in.units and loaded.unit_words == built_in.unit_words
    assert loaded.digest != built_in.digest


def test_a_clerks_two_lines_add_an_alias(office: Path) -> None:
    (office / "units.yaml").write_text("- name: Ban Tổ chức\n  aliases: [Ban TCCB]\n", encoding="utf-8")
    before, after = entry(load_knowledge(), "Ban Tổ chức"), entry(load_knowledge(office), "Ban Tổ chức")
    assert after.aliases == (*before.aliases, "Ban TCCB")
    assert (after.kind, after.tails, after.english, after.examples) == (
        before.kind,
        before.tails,
        before.english,
        before.examples,
    )


def test_bytes_that_windows_writes_are_read(office: Path) -> None:
    (office / "units.yaml").write_bytes("\ufeff- name: Ban Tổ chức\r\n  aliases: [Ban TCCB]\r\n".encode())
    assert "Ban TCCB" in entry(load_knowledge(office), "Ban Tổ chức").aliases


def test_decomposed_letters_name_the_same_entry(office: Path) -> None:
    decomposed = "- name: Ban To\u0302\u0309 chu\u031b\u0301c\n  aliases: [Ban TCCB]\n"
    (office / "units.yaml").write_text(decomposed, encoding="utf-8")
    loaded = load_knowledge(office)
    assert len(loaded.units) == len(load_knowledge().units)
    assert "Ban TCCB" in entry(loaded, "Ban Tổ chức").aliases


def test_name_in_another_spelling_is_the_same_entry_and_keeps_its_first_name(office: Path) -> None:
    (office / "units.yaml").write_text("- name: BAN TỔ CHỨC\n  aliases: [Ban TCCB]\n", encoding="utf-8")
    assert "Ban TCCB" in entry(load_knowledge(office), "Ban Tổ chức").aliases


def test_new_entry_is_added_after_the_known_ones(office: Path) -> None:
    (office / "units.yaml").write_text("- name: Ban Quản lý chợ\n  kind: body\n  tails: [state]\n", encoding="utf-8")
    assert load_knowledge(office).units[-1] == UnitEntry("Ban Quản lý chợ", UnitKind.BODY, tails=("state",))


def test_single_values_replace(office: Path) -> None:
    (office / "units.yaml").write_text("- name: Ban Tổ chức\n  kind: group\n  source: sổ tay\n", encoding="utf-8")
    changed = entry(load_knowledge(office), "Ban Tổ chức")
    assert (changed.kind, changed.source) == (UnitKind.GROUP, "sổ tay")


def test_members_replace_the_whole_list(office: Path) -> None:
    name = "Các cơ quan chuyên trách tham mưu, giúp việc"
    (office / "units.yaml").write_text(
        f"- name: {name}\n  members:\n  - {{member: Ban Tổ chức, mark: certain}}\n", encoding="utf-8"
    )
    assert [m.member for m in entry(load_knowledge(office), name).members] == ["Ban Tổ chức"]


def test_words_of_a_column_and_of_a_mapping_file_are_added_to(office: Path) -> None:
    (office / "table_columns.yaml").write_text("- role: lead\n  words: [Ai làm]\n", encoding="utf-8")
    (office / "times.yaml").write_text("continuous: [suốt năm]\n", encoding="utf-8")
    loaded, built_in = load_knowledge(office), load_knowledge()
    lead = next(c for c in loaded.columns if c.role is ColumnRole.LEAD)
    assert lead.words[-1] == "Ai làm" and len(lead.words) > 2
    assert loaded.times.continuous == (*built_in.times.continuous, "suốt năm")
    assert loaded.times.annual == built_in.times.annual


def test_alias_declared_ambiguous_by_both_owners_is_accepted(office: Path) -> None:
    (office / "units.yaml").write_text(
        "- name: Ủy ban Kiểm tra\n  ambiguous: [UBKT]\n"
        "- name: Ủy ban Kỹ thuật\n  kind: body\n  tails: [state]\n  ambiguous: [UBKT]\n",
        encoding="utf-8",
    )
    changed = entry(load_knowledge(office), "Ủy ban Kiểm tra")
    assert "UBKT" in changed.ambiguous and "UBKT" not in changed.aliases


@pytest.mark.parametrize("word", ["no", "yes", "on", "1_0", "012", "1e3", "2025-02-28", "12:30", "true"])
def test_a_word_stays_as_it_is_written_whatever_yaml_makes_of_it(office: Path, word: str) -> None:
    (office / "units.yaml").write_text(f"- name: Ban Tổ chức\n  aliases: [{word}]\n", encoding="utf-8")
    assert entry(load_knowledge(office), "Ban Tổ chức").aliases[-1] == word


@pytest.mark.parametrize("quoted", ['"null"', "'~'"])
def test_a_quoted_null_is_a_word(office: Path, quoted: str) -> None:
    (office / "units.yaml").write_text(f"- name: Ban Tổ chức\n  aliases: [{quoted}]\n", encoding="utf-8")
    assert entry(load_knowledge(office), "Ban Tổ chức").aliases[-1] == quoted[1:-1]


def test_digest_follows_every_byte(office: Path) -> None:
    file = office / "units.yaml"
    file.write_text("- name: Ban Tổ chức\n  aliases: [Ban TCCB]\n", encoding="utf-8")
    first = load_knowledge(office).digest
    load_knowledge.cache_clear()
    assert load_knowledge(office).digest == first
    file.write_text("- name: Ban Tổ chức\n  aliases: [Ban TCCB] \n", encoding="utf-8")
    load_knowledge.cache_clear()
    assert load_knowledge(office).digest != first


def test_an_error_leaves_nothing_behind(office: Path) -> None:
    file = office / "units.yaml"
    file.write_text("- name: Ban Tổ chức\n  aliases: Ban TCCB\n", encoding="utf-8")
    with pytest.raises(KnowledgeError):
        load_knowledge(office)
    file.write_text("- name: Ban Tổ chức\n  aliases: [Ban TCCB]\n", encoding="utf-8")
    assert "Ban TCCB" in entry(load_knowledge(office), "Ban Tổ chức").aliases
