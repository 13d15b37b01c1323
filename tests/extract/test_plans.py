"""Plans of other bodies, written for these tests: what a reader finds in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from kg.document import Extraction
from kg.extract.plan import Extractor
from kg.knowledge.load import load_knowledge
from kg.read import read_file
from kg.records import Timeframe

HERE = Path(__file__).parents[1]
EXTRACTOR = Extractor(load_knowledge())


@dataclass(frozen=True)
class Case:
    file: str
    document: dict[str, str | None]
    headings: list[str]
    tasks: list[dict[str, object]]
    warnings: list[str]


CASES = [Case(**c) for c in yaml.safe_load((HERE / "cases" / "plans.yaml").read_text("utf8"))]


def extraction(case: Case) -> Extraction:
    return EXTRACTOR.extract(read_file(HERE / "fixtures" / case.file, case.file))


def when(frame: Timeframe) -> str:
    said = " ".join(x for x in (frame.kind.value, frame.start, frame.end) if x)
    return said if frame.basis.value == "stated" else f"{said} ({frame.basis.value})"


def test_there_are_cases() -> None:
    assert len({c.file for c in CASES}) == len(CASES) >= 2


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.file)
def test_the_envelope(case: Case) -> None:
    document = extraction(case).document
    assert {k: getattr(document, k) for k in case.document} == case.document


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.file)
def test_the_headings(case: Case) -> None:
    assert [f"{h.number} {h.text}" for h in extraction(case).headings] == case.headings


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.file)
def test_the_tasks(case: Case) -> None:
    found = [
        {
            "place": t.place,
            "text": t.text,
            "lead": [m.name if m.basis.value == "stated" else f"{m.name} ({m.basis.value})" for m in t.lead],
            "cooperate": [m.name if m.basis.value == "stated" else f"{m.name} ({m.basis.value})" for m in t.cooperate],
            "when": [when(f) for f in t.timeframes],
            "product": t.product.printed if t.product else None,
        }
        for t in extraction(case).tasks
    ]
    assert found == case.tasks


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.file)
def test_what_needs_a_look(case: Case) -> None:
    assert [f"{w.rule} {w.source[0].line}" for w in extraction(case).warnings] == case.warnings
