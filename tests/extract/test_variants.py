"""A plan says the same however a page, a scan or another office prints it: nothing is fitted to one file."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.document import Extraction
from kg.extract.plan import Extractor
from kg.ids import code_key
from kg.knowledge.load import load_knowledge
from kg.records import Basis, Citation
from kg.text import marked_key
from tests.extract.variants import HEADERS, other_tones, printed, reading, untagged, whole

TEXT = (Path(__file__).parents[2] / "data" / "68-KH-HU.txt").read_text("utf8")
EXTRACTOR = Extractor(load_knowledge())
PLAN = whole(TEXT)
SEEDS = st.integers(0, 2**32)

Fact = tuple[object, ...]


def facts(extraction: Extraction) -> list[Fact]:
    """What a reader takes from a plan, whatever its typography. Whether the facts of an item that shares its cell with
    the one before are its own or inferred depends on where the page breaks, so "inferred" is told apart elsewhere."""
    return [
        (
            marked_key(t.text),
            sorted(marked_key(m.name) for m in t.lead),
            sorted(marked_key(m.name) for m in t.cooperate),
            sorted((f.kind, f.start or "", f.end or "", marked_key(f.condition or "")) for f in t.timeframes),
            sorted({_cited(extraction.citations[i]) for i in t.citations}),
        )
        for t in extraction.tasks
    ]


def _cited(citation: Citation) -> str:
    code = citation.canonical or citation.code
    return code_key(code) if code else marked_key(citation.name or citation.printed)


def read(text: str) -> Extraction:
    return EXTRACTOR.extract(reading(text))


EXPECTED = facts(read(TEXT))


def test_the_plan_itself_has_its_tasks() -> None:
    assert len(EXPECTED) == 47
    assert sum(m.basis is Basis.INFERRED for t in read(TEXT).tasks for m in t.lead) == 2


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
def test_pages_break_anywhere(seed: int) -> None:
    rng = random.Random(seed)
    assert facts(read(printed(PLAN, rng, breaks=0.4))) == EXPECTED


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS, header=st.integers(0, len(HEADERS) - 1), order=st.permutations(range(5)))
def test_other_headers_and_orders_of_columns(seed: int, header: int, order: list[int]) -> None:
    text = printed(PLAN, random.Random(seed), breaks=0.2, header=header, order=tuple(order))
    assert facts(read(text)) == EXPECTED


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda t: unicodedata.normalize("NFD", t), id="decomposed"),
        pytest.param(lambda t: t.replace("\n", "\r\n"), id="crlf"),
        pytest.param(other_tones, id="tones-placed-elsewhere"),
        pytest.param(untagged, id="no-tags"),
        pytest.param(lambda t: t.replace("Đ", "Ð"), id="look-alike-D"),
        pytest.param(lambda t: t.replace(" ", "\u00a0"), id="no-break-spaces"),
        pytest.param(lambda t: t.replace(" - ", " – "), id="en-dashes"),
    ],
)
def test_other_typography(change) -> None:  # type: ignore[no-untyped-def]  # a lambda in a table of cases
    assert facts(read(change(TEXT))) == EXPECTED


@settings(max_examples=10, deadline=None)
@given(seed=SEEDS)
def test_every_fact_is_at_its_place(seed: int) -> None:
    source = reading(printed(PLAN, random.Random(seed), breaks=0.4))
    extraction = EXTRACTOR.extract(source)
    for task in extraction.tasks:
        for fact in (*task.lead, *task.cooperate, *task.timeframes):
            pieces = [untagged(source.text[p.start : p.end]) for p in fact.source]
            assert " ".join(" ".join(pieces).split()) == fact.printed
