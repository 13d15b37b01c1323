"""A corpus of two plans, one of them with texts that other programs would run or cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.ask.options import tasks_query
from kg.ask.read import World
from kg.ask.run import answer
from kg.corpus.change import CorpusWriter
from kg.corpus.layout import Corpus
from kg.corpus.open import open_store
from kg.corpus.store import Store
from kg.export.records import Records
from tests.letterhead import LETTERHEAD

HOSTILE = (
    "=cmd|' /C calc'!A0 rà soát",
    '=HYPERLINK("http://x.example","bấm")',
    "@SUM(1+1)*cmd|' /C calc'!A0 kiểm tra",
    "<script>alert(1)</script> & “trích dẫn” ]]> <!-- kiểm tra",
    'Tên có "ngoặc", dấu ; và , và \' trong câu',
    "kg-rows </w:tr> kiểm tra",
)
GROUP = "Các cơ quan chuyên trách tham mưu, giúp việc Huyện ủy"
SHIPPED = Path(__file__).resolve().parents[2] / "data" / "68-KH-HU.txt"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("export")
    rows = "".join(f"\t- {text}\tBan Tuyên giáo Huyện ủy\tCấp ủy cơ sở\tTrước ngày 30/6/2023\n" for text in HOSTILE)
    rows += f"\t- Thực hiện Chỉ thị số 28-CT/TW.\t{GROUP}\t\tHằng năm\n"
    (at / "1.txt").write_text(LETTERHEAD.format(PLACE="GIO AN", place="Gio An", number=1, day=9) + rows, "utf-8")
    with CorpusWriter(Corpus(at / "kho")) as writer:
        writer.add(at / "1.txt", "1.txt")
        writer.add(SHIPPED, "68-KH-HU.txt")
    return at / "kho"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with open_store(folder) as opened:
        yield opened


@pytest.fixture
def records(store: Store) -> Callable[..., Records]:
    """The records of options, as ``kg export`` makes them."""

    def make(**options: object) -> Records:
        world = World(store)
        query = tasks_query(world, **options)  # type: ignore[arg-type]
        return Records(store, query, answer(store, query, limit=0, world=world).sentence)

    return make
