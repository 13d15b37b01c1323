"""Small plans, persons who say things about them, and corpora that are built with their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kg.corpus.change import Change, CorpusWriter
from kg.corpus.layout import Corpus
from kg.corpus.open import open_corpus
from kg.corrections.addresses import task_addresses
from kg.corrections.book import as_yaml
from kg.corrections.match import noted
from kg.corrections.model import Address, Correction, Kind, State, Told
from kg.document import Extraction
from kg.extract.plan import Extractor
from kg.knowledge.load import load_knowledge
from kg.places import Reading
from kg.read.plain import read_plain
from kg.records import Task
from tests.letterhead import LETTERHEAD

KNOWLEDGE = load_knowledge()
EXTRACTOR = Extractor(KNOWLEDGE)
AT = "2026-11-24T08:30:00+07:00"
Row = tuple[str, str, str, str]

ROWS: tuple[Row, ...] = (
    ("Rà soát, bổ sung quy chế làm việc của các chi bộ.", "Ban Tổ chức Huyện ủy", "Văn phòng Huyện ủy", "Năm 2023"),
    ("Bồi dưỡng nghiệp vụ cho bí thư chi bộ ở thôn, bản.", "Ban Tuyên giáo Huyện ủy", "", "Thường xuyên"),
    ("Kiểm tra, giám sát việc thực hiện nghị quyết.", "Ủy ban Kiểm tra Huyện ủy", "Cấp ủy cơ sở", "Hằng năm"),
    ("Sơ kết, tổng kết việc thực hiện kế hoạch.", "", "", ""),
)


def plan(rows: Sequence[Row] = ROWS, number: int = 1, after: str = "") -> str:
    """A plan of these rows under one heading."""
    lines = "".join("\t- " + "\t".join(row) + "\n" for row in rows)
    return LETTERHEAD.format(PLACE="VĨNH LINH", place="Vĩnh Linh", number=number, day=9) + lines + after


def reading(text: str) -> Reading:
    return read_plain(text, "plan.txt", "0" * 64)


def extracted(text: str) -> Extraction:
    return EXTRACTOR.extract(reading(text))


def about(read: Extraction, n: int, kind: Kind, by: str = "Lan", at: str = AT, **values: object) -> Correction:
    """What ``by`` says about the task ``n`` of a document."""
    addresses, task = task_addresses(read), read.tasks[n]
    address = noted(addresses[n], addresses)
    said = at_address(address, kind, by, at, read.document.id)
    return replace(said, text=task.text[:40], **values)  # type: ignore[arg-type]


def at_address(address: Address, kind: Kind, by: str = "Lan", at: str = AT, document: str = "") -> Correction:
    same = str(address.same) if address.same > 1 else None
    places = (address.above, address.below, same, address.alone)
    return Correction(kind, by, at, address.id, address.fingerprint, *places, document=document)


@dataclass
class Office:
    """A corpus on disk, its plan, and what persons say."""

    corpus: Corpus
    folder: Path

    def add(self, text: str, name: str = "plan.txt") -> Change:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        with CorpusWriter(self.corpus) as writer:
            return writer.add(path)

    def say(self, *said: Correction, file: str = "lan.yaml") -> None:
        self.corpus.corrections.mkdir(parents=True, exist_ok=True)
        path = self.corpus.corrections / file
        before = path.read_text("utf-8") if path.is_file() else ""
        path.write_text(before + "".join(map(as_yaml, said)), encoding="utf-8")

    def build(self, *, everything: bool = False) -> list[Change]:
        with CorpusWriter(self.corpus, fresh=True) as writer:
            return list(writer.build(everything=everything))

    def tasks(self) -> list[Task]:
        with open_corpus(self.corpus) as store:
            return [row.task for _, row in sorted(store.tasks(store.all_tasks()).items())]

    def told(self) -> list[tuple[State, str, str | None]]:
        """State, kind and why of every correction."""
        return [(t.state, t.correction.kind.value, t.why) for t in self.all_told()]

    def all_told(self) -> list[Told]:
        with open_corpus(self.corpus) as store:
            return store.told(State)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office that has its plan in a corpus."""
    office = Office(Corpus(tmp_path / "kho"), tmp_path)
    office.add(plan())
    return office
