"""Whoever writes a knowledge file reads where it is wrong, in both languages, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from kg.errors import KnowledgeError
from kg.knowledge.load import load_knowledge

CASES = Path(__file__).parent / "cases" / "knowledge_errors.yaml"


@dataclass(frozen=True)
class Case:
    label: str
    file: str
    text: str
    line: int
    vi: str
    en: str
    hint: str = ""


def cases() -> list[Case]:
    return [Case(**c) for c in yaml.safe_load(CASES.read_text(encoding="utf-8"))]


def refused(folder: Path) -> KnowledgeError:
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder)
    return caught.value


def test_cases_have_labels_of_their_own() -> None:
    labels = [c.label for c in cases()]
    assert labels and len(labels) == len(set(labels))


@pytest.mark.parametrize("case", cases(), ids=lambda c: c.label)
def test_error_names_the_clerks_file_its_line_and_what_is_wrong(case: Case, tmp_path: Path) -> None:
    file = tmp_path / case.file
    file.write_text(case.text, encoding="utf-8")
    error = refused(tmp_path)
    assert error.where == f"{file}:{case.line}"
    assert case.vi in error.what.vi
    assert case.en in error.what.en
    assert case.hint in (f"{error.hint.vi} {error.hint.en}" if error.hint else "")


def test_bytes_that_are_not_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "units.yaml"
    file.write_bytes(b"- name: Ban\n  kind: body\n  aliases: [B\xe0n]\n")
    error = refused(tmp_path)
    assert error.where == f"{file}:3"
    assert "UTF-8" in error.what.vi and "UTF-8" in error.what.en


def test_file_of_notepads_unicode_is_refused(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text("- name: Ban Tổ chức\n", encoding="utf-16")
    assert "UTF-8" in refused(tmp_path).what.vi


def test_misspelt_file_name_is_refused_with_the_names_that_are_read(tmp_path: Path) -> None:
    (tmp_path / "unit.yaml").write_text("[]", encoding="utf-8")
    error = refused(tmp_path)
    assert error.where == str(tmp_path / "unit.yaml")
    assert error.hint and "units.yaml" in error.hint.vi


def test_unreadable_file_is_an_error_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "units.yaml"
    file.write_text("[]", encoding="utf-8")

    def denied(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: denied(self) if self == file else real(self))
    error = refused(tmp_path)
    assert error.where == str(file)


def test_pure_python_reader_gives_the_same_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML may come without its C part."""
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    (tmp_path / "units.yaml").write_text("- name: Ban Quản lý chợ\n  kind: office\n", encoding="utf-8")
    assert refused(tmp_path).where.endswith("units.yaml:2")
