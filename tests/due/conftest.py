"""A corpus of three small plans with every kind of time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.corpus.change import CorpusWriter
from kg.corpus.layout import Corpus
from kg.corpus.open import open_store
from kg.corpus.store import Store
from tests.letterhead import LETTERHEAD

ROWS = (
    ("Rà soát quy chế làm việc, báo cáo; xong.", "Ban Tuyên giáo Huyện ủy", "Trước ngày 30/6/2023"),
    ("Xây dựng đề án về sinh hoạt chi bộ.", "Ban Tuyên giáo Huyện ủy", "Quý IV/2023"),
    ("Sơ kết việc thực hiện.", "Ban Tuyên giáo Huyện ủy", "Trước ngày 15/12 hằng năm"),
    ("Giao ban báo chí.", "Các cơ quan chuyên trách tham mưu, giúp việc Huyện ủy", "Định kỳ"),
    ("Nhân rộng mô hình.", "Ban Tuyên giáo Huyện ủy", "Từ năm 2024"),
    ("Tuyên truyền trong các chi bộ.", "Ban Tuyên giáo Huyện ủy", "Thường xuyên"),
    ("Thành lập chi bộ mới.", "Ban Tuyên giáo Huyện ủy", "Sau khi có hướng dẫn của cấp trên"),
    ("Đánh giá tình hình.", "Ban Tuyên giáo Huyện ủy", "Theo Phụ lục"),
    ("Mở lớp bồi dưỡng.", "Ban Tổ chức Huyện ủy", "Năm 2023; thường xuyên"),
)
PLACES = ("Gio An", "Gio Mai", "Gio Sơn")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus; the third plan is marked secret."""
    at = tmp_path_factory.mktemp("due")
    with CorpusWriter(Corpus(at / "kho")) as writer:
        for number, place in enumerate(PLACES, 1):
            rows = "".join(f"\t- {text}\t{lead}\t\t{time}\n" for text, lead, time in ROWS)
            text = LETTERHEAD.format(PLACE=place.upper(), place=place, number=number, day=9) + rows
            path = at / f"{number}-KH-HU.txt"
            path.write_text(f"MẬT\n{text}" if number == 3 else text, encoding="utf-8")
            writer.add(path, path.name, marked=True)
    return at / "kho"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_store(folder) as opened:
        yield opened
