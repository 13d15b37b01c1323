"""``kg review``: what waits is asked, one thing after the other; every answer is on the disk at once and lasts."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PLAN = ROOT / "data" / "68-KH-HU.txt"
UNKNOWN = PLAN.read_text("utf-8").replace("\tBan Tổ chức Huyện ủy\t", "\tTrạm Khuyến nông Bến Hải\t")


@pytest.fixture
def kho(kg, tmp_path) -> str:
    (tmp_path / "plan.txt").write_bytes(PLAN.read_bytes())
    kg("add", "plan.txt", "--corpus", "kho")
    return "kho"


def waiting(kg, corpus: str) -> list[dict]:
    return json.loads(kg("review", "--json", "--corpus", corpus).out)["waiting"]


def doubtful(kg, corpus: str) -> int:
    """Doubtful facts of the plan as it was read: inferred, without a rule or a place, and warned about."""
    read = json.loads(kg("extract", "plan.txt", "--json").out)
    facts = [f for t in read["tasks"] for f in (*t["lead"], *t["cooperate"], *t["timeframes"])]
    inferred = sum(f["basis"] == "inferred" or f.get("kind") == "unknown" for f in facts)
    return inferred + len(read["unread"]) + len(read["warnings"])


def test_what_waits_is_listed_for_people_and_for_programs(kg, kho) -> None:
    listed = kg("review", "--list", "--corpus", kho)
    found = waiting(kg, kho)
    assert listed.code == 0 and f"{len(found)} điều chờ xem." in listed.out and "plan.txt:145" in listed.out
    assert {w["kind"] for w in found} == {"inferred", "warning"} and all(w["source"] for w in found)
    assert f"{len(found)} điều chờ xem" in kg("list", "--corpus", kho).out
    (row,) = json.loads(kg("list", "--json", "--corpus", kho).out)["documents"]
    assert row["waiting"] == len(found)


def test_the_plan_is_brought_to_nothing_waiting(kg, kho) -> None:
    steps = len(waiting(kg, kho))
    assert 0 < steps <= doubtful(kg, kho)
    ended = kg("review", "--by", "Lan", "--corpus", kho, stdin="đ\n".encode() * steps)
    assert ended.code == 0 and "Không còn gì chờ." in ended.out
    assert waiting(kg, kho) == [] and "Lan xác nhận" in kg("tasks", "--heading", "4", "--corpus", kho).out
    assert kg("build", "--all", "--corpus", kho).code == 0
    assert waiting(kg, kho) == []


def test_an_answer_that_is_typed_is_checked_before_it_is_written(kg, kho) -> None:
    typed = "s\nTrạm Lạ\n\nBTG; Văn phòng Huyện uỷ\n-\nkỳ sau\n\nquý II năm 2024\nt\n"
    ended = kg("review", "--by", "Lan", "--corpus", kho, stdin=typed.encode())
    assert "Chưa biết: Trạm Lạ" in ended.out and "Không hiểu: kỳ sau" in ended.out
    assert "Hiểu là: Ban Tuyên giáo Huyện ủy; Văn phòng Huyện ủy" in ended.out
    tasks = json.loads(kg("tasks", "--heading", "4", "--json", "--corpus", kho).out)["tasks"]
    (lead, office), (when,) = tasks[1]["lead"], tasks[1]["timeframes"]
    assert (lead["name"], office["name"]) == ("Ban Tuyên giáo Huyện ủy", "Văn phòng Huyện ủy")
    assert (lead["basis"], lead["printed"], lead["corrected"]["by"]) == ("corrected", None, "Lan")
    assert (when["start"], when["end"], when["corrected"]["kind"]) == ("2024-04-01", "2024-06-30", "time")


def test_a_sitting_is_left_and_gone_on_with(kg, kho) -> None:
    before = waiting(kg, kho)
    left = kg("review", "--by", "Lan", "--corpus", kho, stdin=b"\n")  # one is passed over, then nobody types
    assert left.code == 0 and "Đã ghi 0 câu trả lời." in left.out and waiting(kg, kho) == before
    assert "Đã ghi 1 câu trả lời. Còn" in kg("review", "--by", "Lan", "--corpus", kho, stdin=b"zz\nd\nt\n").out
    assert len(waiting(kg, kho)) == len(before) - 1


def test_no_task_is_none(kg, kho) -> None:
    kg("review", "--by", "Lan", "--corpus", kho, stdin=b"k\nt\n")
    (row,) = json.loads(kg("list", "--json", "--corpus", kho).out)["documents"]
    assert row["tasks"] == 46


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("đ\nt\n", "Trạm Khuyến nông Bến Hải", id="right"),
        pytest.param("s\nBan Tổ chức Huyện ủy\nt\n", "Ban Tổ chức Huyện ủy", id="another-name"),
        pytest.param("a\nBan Tổ chức\nt\n", "Ban Tổ chức Huyện ủy", id="alias"),
        pytest.param("k\nt\n", None, id="no-unit"),
    ],
)
def test_an_unknown_unit_is_asked_once_and_the_answer_holds_everywhere(kg, tmp_path, typed, found) -> None:
    (tmp_path / "plan.txt").write_text(UNKNOWN, "utf-8")
    kg("add", "plan.txt", "--corpus", "kho")
    first, *_ = waiting(kg, "kho")
    assert (first["kind"], first["text"]) == ("unknown-unit", "Trạm Khuyến nông Bến Hải") and first["uses"] > 1
    kg("review", "--by", "Lan", "--corpus", "kho", stdin=typed.encode())
    assert [w for w in waiting(kg, "kho") if w["kind"] == "unknown-unit"] == []
    asked = kg("tasks", "--unit", "Trạm Khuyến nông Bến Hải", "--role", "lead", "--json", "--corpus", "kho")
    if found:
        names = {m["name"] for t in json.loads(asked.out)["tasks"] for m in t["lead"]}
        assert found in names and ("Trạm Khuyến nông Bến Hải" in names) == (found == "Trạm Khuyến nông Bến Hải")
    else:
        assert asked.code != 0


def test_what_a_unit_or_a_document_has_is_asked_alone(kg, kho, tmp_path) -> None:
    text = PLAN.read_text("utf-8").replace("68 - KH/HU", "69 - KH/HU", 1).replace("Kế hoạch số 68", "Kế hoạch số 69")
    (tmp_path / "b.txt").write_text(text, "utf-8")
    kg("add", "b.txt", "--corpus", kho)
    every = waiting(kg, kho)
    mine = json.loads(kg("review", "--json", "--document", "69-KH/HU", "--corpus", kho).out)["waiting"]
    assert {w["file"] for w in mine} == {"b.txt"} and len(mine) * 2 == len(every)
    of_unit = kg("review", "--json", "--unit", "Cấp ủy cơ sở", "--corpus", kho)
    assert {w["kind"] for w in json.loads(of_unit.out)["waiting"]} == {"inferred"}
    assert kg("review", "--list", "--unit", "Phòng Thủy sản", "--corpus", kho).code == 1
    assert kg("review", "--list", "--document", "70-KH/HU", "--corpus", kho).code == 1


def test_corrections_that_are_not_applied_are_told(kg, kho, tmp_path) -> None:
    kg("review", "--by", "Lan", "--corpus", kho, stdin="s\nVăn phòng Huyện ủy\n\n\nt\n".encode())
    assert "đều đã được áp dụng đúng chỗ" in kg("review", "--orphans", "--corpus", kho).out
    text = PLAN.read_text("utf-8")
    line = next(line for line in text.splitlines() if line.lstrip("\t").startswith("- MTTQ, các đoàn thể"))
    (tmp_path / "plan.txt").write_text(text.replace(line, "\t- Việc khác hẳn, không còn như trước.\t\t\t"), "utf-8")
    kg("add", "plan.txt", "--corpus", kho)
    told = kg("review", "--orphans", "--corpus", kho)
    assert told.code == 0 and "không còn chỗ" in told.out and "MTTQ" in told.out
    assert "không còn chỗ" in kg("list", "--corpus", kho).out
    examined = kg("doctor", "--corpus", kho)
    assert examined.code == 1 and "corrections/lan-" in examined.err
    states = {c["state"] for c in json.loads(kg("review", "--orphans", "--json", "--corpus", kho).out)["corrections"]}
    assert states == {"orphaned"}


def test_a_correction_that_went_with_its_row_is_said(kg, kho, tmp_path) -> None:
    kg("review", "--by", "Lan", "--corpus", kho, stdin="s\nVăn phòng Huyện ủy\n\n\nt\n".encode())
    lines = PLAN.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.lstrip("\t").startswith("- MTTQ, các đoàn thể"))
    lines.insert(at, "\t- Mở lớp bồi dưỡng cán bộ Mặt trận ở cơ sở.\tBan Dân vận Huyện ủy\t\tNăm 2023\n")
    (tmp_path / "plan.txt").write_text("".join(lines), "utf-8")
    added = kg("add", "plan.txt", "--corpus", kho)
    assert "1 áp dụng ở chỗ đổi vị trí hoặc sửa chữ" in added.out
    assert "nên xem lại" in kg("review", "--orphans", "--corpus", kho).out
    assert "Văn phòng Huyện ủy (Lan đính chính" in kg("tasks", "--heading", "4", "--corpus", kho).out


def test_two_persons_who_differ_are_settled_by_choosing(kg, kho, tmp_path) -> None:
    """Each corrects a corpus of their own; the files are put together by copying."""
    (tmp_path / kho / "corrections").mkdir()
    for name, unit in (("Lan", "Văn phòng Huyện ủy"), ("Minh", "Ban Dân vận Huyện ủy")):
        kg("add", "plan.txt", "--corpus", name)
        kg("review", "--by", name, "--corpus", name, stdin=f"s\n{unit}\n\n\nt\n".encode())
        (said,) = (tmp_path / name / "corrections").iterdir()
        said.replace(tmp_path / kho / "corrections" / said.name)
    kg("build", "--corpus", kho)
    assert waiting(kg, kho)[0]["kind"] == "conflict" and kg("doctor", "--corpus", kho).code == 1
    settled = kg("review", "--by", "Hoa", "--corpus", kho, stdin=b"2\nt\n")
    assert "1. Lan, " in settled.out and "2. Minh, " in settled.out
    assert kg("doctor", "--corpus", kho).code == 0
    assert "Ban Dân vận Huyện ủy (Hoa đính chính" in kg("tasks", "--heading", "4", "--corpus", kho).out


def test_who_says_it_must_be_known(kg, kho) -> None:
    ended = kg("review", "--corpus", kho, stdin=b"\n")
    assert ended.code == 2 and "--by" in ended.err
    assert kg("review", "--corpus", kho, stdin=b"t\n", env={"KG_BY": "Lan"}).code == 0


def test_the_shipped_plan_is_taken_into_the_own_corpus_only_if_wanted(kg, tmp_path) -> None:
    refused = kg("review", stdin=b"\n")
    assert refused.code == 0 and not (tmp_path / "own").exists()
    taken = kg("review", "--by", "Lan", stdin="c\nđ\nt\n".encode())
    assert taken.code == 0 and "Đã ghi 1 câu trả lời." in taken.out
    assert list((tmp_path / "own" / "corpus" / "corrections").iterdir())


def test_a_corrupt_file_of_corrections_is_told_with_its_line(kg, kho, tmp_path) -> None:
    (tmp_path / kho / "corrections").mkdir()
    (tmp_path / kho / "corrections" / "a.yaml").write_text("- kind: lead\n  by: Lan\n  at: hôm qua\n", "utf-8")
    asked = kg("ask", "Ban Tuyên giáo chủ trì nhiệm vụ nào?", "--corpus", kho)
    assert asked.code == 0 and "kg build" in asked.err  # what was built still answers, and says what waits
    ended = kg("build", "--corpus", kho)
    assert ended.code == 3 and "corrections/a.yaml:3" in ended.err


# --- at a terminal


class Terminal:
    """A command at a terminal of its own, and what it has written there."""

    def __init__(self, args: list[str], env: dict[str, str], cwd: Path) -> None:
        import pty

        self.seen = ""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(cwd)
            os.execve(sys.executable, [sys.executable, "-m", "kg", *args], env)

    def wait_for(self, text: str, seconds: float = 60) -> None:
        """Read until ``text`` was written; what was read before it is forgotten."""
        end, read = time.monotonic() + seconds, ""
        while text not in read:
            assert time.monotonic() < end, read
            if select.select([self.fd], [], [], 0.2)[0]:
                read += os.read(self.fd, 65536).decode("utf-8", "replace")
        self.seen += read

    def type(self, text: str) -> None:
        os.write(self.fd, f"{text}\r".encode())

    def end(self) -> int:
        with contextlib.suppress(OSError):
            while chunk := os.read(self.fd, 65536):
                self.seen += chunk.decode("utf-8", "replace")
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def terminal(tmp_path: Path) -> Callable[..., Terminal]:
    if not hasattr(os, "fork"):
        pytest.skip("there are no such terminals here")
    folders = {"HOME": "home", "XDG_CONFIG_HOME": "config", "KG_DATA_DIR": "own", "KG_CACHE_DIR": "cache"}
    env = {name: str(tmp_path / folder) for name, folder in folders.items()}
    env |= {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    return lambda *args: Terminal(list(args), env, tmp_path)


def test_a_whole_sitting_at_a_terminal(kg, kho, terminal) -> None:
    steps = len(waiting(kg, kho))
    at = terminal("review", "--corpus", kho)
    at.wait_for("Tên người rà soát: ")
    at.type("Nguyễn Thị Lan")
    for step in range(1, steps + 1):
        at.wait_for(f"[{step}/{steps}]")
        at.type("đ")
    assert at.end() == 0 and "Không còn gì chờ." in at.seen
    assert waiting(kg, kho) == []


@pytest.mark.parametrize("stop", ["Ctrl-C", "killed"])
def test_what_was_said_is_kept_however_a_sitting_ends(kg, kho, terminal, stop) -> None:
    steps = len(waiting(kg, kho))
    at = terminal("review", "--by", "Lan", "--corpus", kho)
    at.wait_for("> ")
    at.type("đ")
    at.wait_for("> ")
    if stop == "killed":
        os.kill(at.pid, signal.SIGKILL)
        assert at.end() == -signal.SIGKILL
    else:
        os.write(at.fd, b"\x03")
        assert at.end() == 130 and "Đã dừng." in at.seen
    assert "kg build" in kg("list", "--corpus", kho).err
    kg("build", "--corpus", kho)
    assert len(waiting(kg, kho)) == steps - 1
