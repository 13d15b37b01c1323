"""Two small plans of our own, written for what search must tell apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.corpus.build import memory_store
from kg.corpus.change import CorpusWriter
from kg.corpus.layout import Corpus
from kg.corpus.store import Store
from kg.extract.plan import extract
from kg.knowledge.load import load_knowledge
from kg.read import read_file
from tests.letterhead import LETTERHEAD

HEAD = (
    LETTERHEAD
    + """\t- {first}\tBan Tổ chức Huyện ủy\tVăn phòng Huyện ủy\tNăm 2023
\t- Tổ chức sinh hoạt chi bộ trực tuyến ở nơi có điều kiện.\tBan Tuyên giáo Huyện ủy\t\tThường xuyên
\t- Học tập theo Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị.\tBan Tuyên giáo Huyện ủy\t\tThường xuyên
\t- Thực hiện Chỉ thị số 05-CT/TU ngày 12/7/2021 của Ban Thường vụ Tỉnh ủy.\tVăn phòng Huyện ủy\t\tNăm 2024
\t- Củng cố TCCSĐ yếu kém; kiểm tra lễ kết nạp.\tỦy ban Kiểm tra Huyện ủy\tCấp ủy cơ sở\tNăm 2024
\t- Phòng ngừa tiêu cực trong lề lối làm việc.\tỦy ban Kiểm tra Huyện ủy\t\tThường xuyên
"""
)

PlanFile = Callable[..., Path]


@pytest.fixture
def plan_file(tmp_path: Path) -> PlanFile:
    """Writes a plan and gives its path."""

    def make(number: int = 1, place: str = "Gio An", first: str = "Rà soát hồ sơ đảng viên.", day: int = 12) -> Path:
        path = tmp_path / f"{number}-KH-HU.txt"
        text = HEAD.format(PLACE=place.upper(), place=place, number=number, first=first, day=day)
        path.write_text(text, encoding="utf-8")
        return path

    return make


@pytest.fixture
def store(plan_file: PlanFile) -> Iterator[Store]:
    """A corpus of two plans, in memory."""
    knowledge = load_knowledge()
    paths = [plan_file(1, "Gio An"), plan_file(2, "Hải Lăng", first="Số hóa tài liệu lưu trữ.")]
    with memory_store(knowledge, [extract(read_file(path, path.name), knowledge) for path in paths]) as opened:
        yield opened


@pytest.fixture
def corpus(tmp_path: Path, plan_file: PlanFile) -> Corpus:
    """A corpus on disk with one plan."""
    made = Corpus(tmp_path / "corpus")
    with CorpusWriter(made) as writer:
        writer.add(plan_file(1, "Gio An"), "1-KH-HU.txt")
    return made
