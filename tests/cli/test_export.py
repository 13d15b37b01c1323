"""``kg export``: formats, filters, what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.letterhead import LETTERHEAD

ROOT = Path(__file__).resolve().parents[2]
ROW = "\t- Rà soát quy chế.\tBan Tuyên giáo Huyện ủy\t\tTrước ngày 30/6/2023\n"


@pytest.mark.parametrize("format", ["xlsx", "csv", "docx", "jsonld", "graphml", "sqlite"])
def test_each_format_is_written(kg, tmp_path: Path, format: str) -> None:
    run = kg("export", format, "-o", f"a.{format}", "--json")
    told = json.loads(run.out)
    assert run.code == 0 and told["file"] == f"a.{format}" and told["documents"] == 1 and told["written"] >= 47
    assert (tmp_path / f"a.{format}").stat().st_size > 1000
    assert not list(tmp_path.glob(".a*"))


def test_filters_are_those_of_tasks(kg, tmp_path: Path) -> None:
    options = ("--unit", "Ban Tuyên giáo", "--role", "lead", "--when", "hằng năm")
    listed = json.loads(kg("tasks", *options, "--json").out)
    assert kg("export", "xlsx", "-o", "a.xlsx", *options).code == 0
    heads, *rows = openpyxl.load_workbook(tmp_path / "a.xlsx")["Nhiệm vụ"].iter_rows(values_only=True)
    assert [row[heads.index("Mã nhiệm vụ")] for row in rows] == [task["id"] for task in listed["tasks"]] != []


def test_nothing_found_writes_nothing(kg, tmp_path: Path) -> None:
    run = kg("export", "csv", "-o", "a.csv", "--unit", "Ban Dân số")
    assert run.code == 1 and run.out == "" and "Ban Dân số" in run.err and not (tmp_path / "a.csv").exists()


def test_a_file_is_not_overwritten(kg, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("mine", encoding="utf-8")
    run = kg("export", "csv", "-o", "a.csv")
    assert run.code == 2 and "--force" in run.err and (tmp_path / "a.csv").read_text("utf-8") == "mine"
    assert kg("export", "csv", "-o", "a.csv", "--force").code == 0


def test_wrong_use_is_said(kg, tmp_path: Path) -> None:
    assert kg("export", "pdf", "-o", "a.pdf").code == 2
    assert kg("export", "csv").code == 2
    assert kg("export", "sqlite", "-o", "a.sqlite", "--unit", "Ban Tuyên giáo").code == 2
    assert kg("export", "csv", "-o", "no/a.csv").code == 3
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".pdf", ".csv", ".sqlite", ".part")] == []


def test_what_is_marked_secret_is_not_exported_without_a_word(kg, tmp_path: Path) -> None:
    for number, marking in ((1, ""), (2, "TỐI MẬT\n")):
        text = LETTERHEAD.format(PLACE="GIO AN", place="Gio An", number=number, day=9) + ROW
        (tmp_path / f"{number}.txt").write_text(marking + text, encoding="utf-8")
        assert kg("add", f"{number}.txt", "--marked", "--corpus", "kho").code == 0
    for format in ("xlsx", "csv", "docx", "jsonld", "graphml", "sqlite"):
        run = kg("export", format, "-o", "a", "--corpus", "kho")
        assert run.code == 3 and "2-KH/HU (Tối mật)" in run.err and not (tmp_path / "a").exists()
    assert kg("export", "csv", "-o", "a", "--corpus", "kho", "--plan", "1-KH/HU").code == 0
    assert kg("export", "csv", "-o", "b", "--corpus", "kho", "--include-marked").code == 0
    assert "2-KH/HU" in (tmp_path / "b").read_text("utf-8") and "2-KH/HU" not in (tmp_path / "a").read_text("utf-8")


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 3), ("\n", 3)])
def test_the_person_at_the_keyboard_is_asked(kg, tmp_path: Path, answer: str, code: int) -> None:
    pty = pytest.importorskip("pty")
    text = LETTERHEAD.format(PLACE="GIO AN", place="Gio An", number=2, day=9) + ROW
    (tmp_path / "2.txt").write_text(f"MẬT\n{text}", encoding="utf-8")
    assert kg("add", "2.txt", "--marked", "--corpus", "kho").code == 0
    keyboard, terminal = pty.openpty()
    os.write(keyboard, answer.encode())
    env = {**os.environ, "PYTHONPATH": str(ROOT), "KG_CACHE_DIR": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "kg", "export", "csv", "-o", "a.csv", "--corpus", "kho"]
    done = subprocess.run(command, cwd=tmp_path, env=env, stdin=terminal, stderr=terminal, stdout=subprocess.PIPE)
    said = os.read(keyboard, 10_000).decode("utf-8", "replace")
    os.close(keyboard)
    os.close(terminal)
    assert done.returncode == code and (tmp_path / "a.csv").exists() == (code == 0)
    assert "2-KH/HU (Mật)" in said and "Vẫn ghi ra ngoài kho?" in said
