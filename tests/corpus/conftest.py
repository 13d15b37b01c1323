"""Small plans of our own, and work done in a process of its own that may die at any point."""

from __future__ import annotations

import itertools
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.corpus.layout import Corpus
from tests.letterhead import LETTERHEAD

HEAD = (
    LETTERHEAD
    + """\t- {first}\tBan Tổ chức Huyện ủy\tVăn phòng Huyện ủy\tNăm 2023
\t- Bồi dưỡng bí thư theo Chỉ thị số 28-CT/TW ngày 21/01/2019 của Ban Bí thư.\tBan Tuyên giáo Huyện ủy\t\tThường xuyên
\t- Kiểm tra việc thực hiện.\tCác cơ quan chuyên trách tham mưu, giúp việc Huyện ủy\tCấp ủy cơ sở\tThường xuyên
"""
)

PlanFile = Callable[..., Path]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """A corpus that is not there yet."""
    return Corpus(tmp_path / "corpus")


@pytest.fixture
def plan_file(tmp_path: Path) -> PlanFile:
    """Writes a plan and gives its path."""

    def make(
        number: int = 1,
        place: str = "Gio An",
        day: int = 9,
        first: str = "Rà soát quy chế làm việc của các chi bộ.",
        name: str = "",
        marking: str = "",
    ) -> Path:
        path = tmp_path / (name or f"plan-{number}-{place.replace(' ', '-')}.txt")
        text = HEAD.format(PLACE=place.upper(), place=place, number=number, day=day, first=first)
        path.write_text(f"{marking}\n{text}" if marking else text, encoding="utf-8")
        return path

    return make


class Child:
    """A forked process: what it wrote, and how it ended (negative: by that signal)."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        self._reader, writer = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._reader)
            code = 1
            try:
                work(lambda line: os.write(writer, f"{line}\n".encode()) and None)
                code = 0
            except BaseException:
                os.write(writer, traceback.format_exc().encode())
            finally:
                os._exit(code)
        os.close(writer)

    def wait(self) -> tuple[int, list[str]]:
        """The exit code and the lines that it wrote."""
        with os.fdopen(self._reader, "rb") as pipe:
            lines = pipe.read().decode().splitlines()
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]), lines


@pytest.fixture
def child() -> Callable[[Callable[[Callable[[str], None]], None]], Child]:
    """Starts work in a forked process."""
    if not hasattr(os, "fork"):
        pytest.skip("processes cannot be forked here")
    return Child


def watch_calls(seen: Callable[[], None]) -> None:
    """Tell of each call of a built-in out of kg/corpus: a statement, a write, a rename."""

    def watch(frame: object, event: str, _: object) -> None:
        if event == "c_call" and "/kg/corpus/" in frame.f_code.co_filename:  # type: ignore[attr-defined]
            seen()

    sys.setprofile(watch)


def die_at_call(count: int) -> None:
    """Kill this process at its ``count``-th call of a built-in out of kg/corpus."""
    calls = itertools.count(1)

    def seen() -> None:
        if next(calls) == count:
            os.kill(os.getpid(), signal.SIGKILL)

    watch_calls(seen)


def count_calls(work: Callable[[], object]) -> int:
    """How many calls of built-ins out of kg/corpus ``work`` makes."""
    calls: list[None] = []
    before = sys.getprofile()
    watch_calls(lambda: calls.append(None))
    try:
        work()
    finally:
        sys.setprofile(before)
    return len(calls)


@pytest.fixture
def die_at() -> Callable[[int], None]:
    """See :func:`die_at_call`."""
    return die_at_call


@pytest.fixture
def calls_of() -> Callable[[Callable[[], object]], int]:
    """See :func:`count_calls`."""
    return count_calls
