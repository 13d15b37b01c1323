"""Where commands end: each thing that goes wrong has its message and its exit code, and no fault of ours shows text."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import boundary
from kg.cli.app import app
from kg.cli.streams import Closed
from kg.errors import CorpusError, Exit, KnowledgeError, Message, UsageError

ROOT = Path(__file__).resolve().parent.parent.parent
SECRET = "Đồng chí Bí thư vắng mặt"


def raising(error: BaseException) -> Callable[[], int]:
    def command() -> int:
        raise error

    return command


@pytest.fixture(autouse=True)
def reports(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.delenv("KG_DEBUG", raising=False)
    monkeypatch.delenv("KG_LANG", raising=False)
    return tmp_path


def test_what_a_command_returns_is_the_exit_code() -> None:
    assert [boundary.run(lambda code=code: code, []) for code in (0, 1, None)] == [0, 1, 0]


@pytest.mark.parametrize(("kind", "code"), [(CorpusError, 3), (KnowledgeError, 3), (UsageError, 2)])
def test_an_error_for_people_says_where_what_and_what_to_do(capsys, kind, code) -> None:
    error = kind(Message("không mở được", "cannot be opened"), "kho/units.yaml:7", Message("Sửa dòng này", "Mend it"))
    assert boundary.run(raising(error), []) == code
    assert capsys.readouterr() == ("", "kho/units.yaml:7: không mở được\nSửa dòng này\n")
    assert boundary.run(raising(error), ["--lang", "en"]) == code
    assert capsys.readouterr() == ("", "kho/units.yaml:7: cannot be opened\nMend it\n")


def test_a_fault_of_ours_prints_one_line_and_leaves_a_report_without_text(capsys, reports) -> None:
    assert boundary.run(raising(ValueError(SECRET)), ["ask", SECRET]) == Exit.FAULT
    out, err = capsys.readouterr()
    (report,) = reports.glob("kg-report-*.txt")
    told = report.read_text("utf-8")
    assert out == "" and err.count("\n") == 1 and "ValueError" in err and str(report) in err
    assert "ValueError" in told and "cli/boundary.py:" in told and "in command" in told
    for text in (err, told):
        assert SECRET not in text and str(Path.home()) not in text


@pytest.mark.parametrize(
    ("file", "told"),
    [("/home/nam/venv/lib/site-packages/typer/x.py", "typer/x.py"), ("/home/nam/x.py", "x.py")],
)
def test_a_report_names_no_folder_of_the_user(reports, file, told) -> None:
    names: dict[str, Callable[[], int]] = {}
    exec(compile("def command():\n    raise ValueError", file, "exec"), names)
    boundary.run(names["command"], [])
    (report,) = reports.glob("kg-report-*.txt")
    assert f"  {told}:2 in command" in report.read_text("utf-8") and "nam" not in report.read_text("utf-8")


def test_a_report_names_every_cause(reports) -> None:
    def command() -> int:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(SECRET) from error

    boundary.run(command, [])
    (report,) = reports.glob("kg-report-*.txt")
    assert "ValueError" in report.read_text("utf-8") and "KeyError" in report.read_text("utf-8")


def test_a_fault_is_told_even_where_no_report_can_be_written(capsys, monkeypatch, reports) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(reports / "nowhere"))
    assert boundary.run(raising(ValueError(SECRET)), []) == Exit.FAULT
    assert capsys.readouterr().err == "kg gặp lỗi của chính nó (ValueError).\n"


def test_the_traceback_is_shown_only_for_those_who_ask(capsys, monkeypatch, reports) -> None:
    monkeypatch.setenv("KG_DEBUG", "1")
    assert boundary.run(raising(ValueError("x")), []) == Exit.FAULT
    assert "Traceback" in capsys.readouterr().err and not list(reports.glob("kg-report-*"))


def test_an_interrupt_ends_with_130(capsys) -> None:
    assert boundary.run(raising(KeyboardInterrupt()), []) == Exit.INTERRUPTED
    assert capsys.readouterr().err == "Đã dừng.\n"


def test_an_interrupt_that_typer_takes_first_is_told_too(capsys, monkeypatch) -> None:
    monkeypatch.setattr("kg.cli.config.start", lambda *_: raising(KeyboardInterrupt())())
    assert boundary.run(lambda: app(["list"], standalone_mode=False), []) == Exit.INTERRUPTED
    assert capsys.readouterr().err == "Đã dừng.\n"


def test_a_reader_that_has_seen_enough_is_no_error(capfd) -> None:
    assert boundary.run(raising(Closed()), []) == Exit.FOUND
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows end otherwise")
def test_a_pipe_that_is_closed_early_ends_quietly(tmp_path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("KẾ HOẠCH\n" * 100_000, "utf-8")
    command = [sys.executable, "-m", "kg", "extract", str(plan), "--text"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b"" and running.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_an_error() -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123  (a device)
        command = [sys.executable, "-m", "kg", "--version"]
        ended = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 3 and "đầu ra" in ended.stderr.decode() and b"Traceback" not in ended.stderr
    assert b"Exception" not in ended.stderr
