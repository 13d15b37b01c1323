"""One plan in every form that an office gives it: the same tasks, units, times and citations as from its text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.document import Extraction
from kg.extract.plan import Extractor
from kg.knowledge.load import load_knowledge
from kg.read import read_bytes
from tests.read.make import converted, docx_of

DATA = Path(__file__).parents[2] / "data"
PLAN = "68-KH-HU.txt"


@dataclass(frozen=True)
class Facts:
    """What must not depend on the form of the file."""

    text: str
    number: str | None
    lead: tuple[str, ...]
    cooperate: tuple[str, ...]
    times: tuple[str, ...]
    cited: tuple[str, ...]


@cache
def extractor() -> Extractor:
    return Extractor(load_knowledge())


def facts(data: bytes, name: str) -> list[Facts]:
    found: Extraction = extractor().extract(read_bytes(data, name))
    return [
        Facts(
            t.text,
            t.number,
            tuple(u.printed for u in t.lead),
            tuple(u.printed for u in t.cooperate),
            tuple(x.printed for x in t.timeframes),
            tuple(found.citations[i].printed for i in t.citations),
        )
        for t in found.tasks
    ]


@cache
def from_text() -> list[Facts]:
    return facts((DATA / PLAN).read_bytes(), PLAN)


@cache
def word() -> bytes:
    return docx_of((DATA / PLAN).read_text("utf-8"))


def test_as_word() -> None:
    assert len(from_text()) > 43
    assert facts(word(), "plan.docx") == from_text()


def test_as_web_page(tmp_path: Path) -> None:
    assert facts(converted(word(), "docx", "html", tmp_path), "plan.html") == from_text()


def test_as_spreadsheet(tmp_path: Path) -> None:
    page = converted(word(), "docx", "html", tmp_path)
    sheet = converted(page, "html", "xlsx", tmp_path, infilter="HTML (StarCalc)")
    assert facts(sheet, "plan.xlsx") == from_text()


def test_as_pdf(tmp_path: Path) -> None:
    whole = docx_of((DATA / PLAN).read_text("utf-8"), whole_rows=True)
    assert facts(converted(whole, "docx", "pdf", tmp_path), "plan.pdf") == from_text()
