"""A file is written whole or not at all, and never over another one unless that was said."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.export.formats import FORMATS, export
from kg.export.output import OutputError, written


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    with written(tmp_path / "a.txt") as part:
        part.write_text("một", encoding="utf-8")
        assert not (tmp_path / "a.txt").exists()
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "một" and names(tmp_path) == ["a.txt"]


def test_nothing_is_left_of_a_file_that_failed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("cũ", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), written(tmp_path / "a.txt", force=True) as part:
        part.write_text("nửa", encoding="utf-8")
        raise ZeroDivisionError
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "cũ" and names(tmp_path) == ["a.txt"]


def test_another_file_is_not_overwritten_also_when_it_came_meanwhile(tmp_path: Path) -> None:
    with pytest.raises(UsageError), written(tmp_path / "a.txt") as part:
        part.write_text("mới", encoding="utf-8")
        (tmp_path / "a.txt").write_text("của người khác", encoding="utf-8")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "của người khác"
    with written(tmp_path / "a.txt", force=True) as part:
        part.write_text("mới", encoding="utf-8")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "mới"


def test_a_folder_or_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder"), written(tmp_path, force=True):
        raise AssertionError
    with pytest.raises(OutputError, match="cannot be written"), written(tmp_path / "no" / "a.txt"):
        raise AssertionError


def test_a_full_disk_is_an_error_for_people(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No space"), written(tmp_path / "a.txt"):
        raise OSError(28, "No space left on device")
    assert names(tmp_path) == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_format_that_cannot_be_written_leaves_nothing(records, tmp_path: Path, format: str) -> None:
    resource = pytest.importorskip("resource")
    before, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    asked, path = records(), tmp_path / "out" / f"a.{format}"
    path.parent.mkdir()
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, resource.RLIM_INFINITY))
    try:
        with pytest.raises(OutputError, match="cannot be written"):
            export(format, path, asked)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, resource.RLIM_INFINITY))
    assert names(path.parent) == []
