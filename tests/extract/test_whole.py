"""Nothing of a document is lost, and nothing of it is said twice: headings, tasks with their cells, other and unread
are its whole text. Over the plans of the tests, and those of KG_SAMPLES where it is given."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.document import Extraction
from kg.extract.plan import Extractor
from kg.knowledge.load import load_knowledge
from kg.places import Reading
from kg.read import read_file
from kg.records import Basis, Task
from kg.source import Source
from kg.text import marked_key

ROOT = Path(__file__).parents[2]
KNOWLEDGE = load_knowledge()
EXTRACTOR = Extractor(KNOWLEDGE)
#: words between units, and before a person's post
BETWEEN = {w for words in (KNOWLEDGE.unit_words.joins, KNOWLEDGE.unit_words.address) for w in words}
LABEL = re.compile(r"(?:\w+(?:\s\w+){0,2}\s)?\(?(?:[IVXLC]+|\d+(?:\.\d+)*|[A-Za-zĐđ])\)?", re.IGNORECASE)


def samples() -> Iterator[Path]:
    yield from sorted((ROOT / "tests" / "fixtures").iterdir())
    yield from (ROOT / "data").glob("*.txt")
    for folder in ("plans", "related"):
        given = os.environ.get("KG_SAMPLES")
        yield from sorted(p for p in (Path(given) / folder).iterdir() if p.suffix != ".yaml") if given else ()


def read(path: Path) -> tuple[Reading, Extraction]:
    reading = read_file(path, path.name)
    return reading, EXTRACTOR.extract(reading)


def facts(task: Task, *bases: Basis) -> Iterator[Source]:
    for fact in (*task.lead, *task.cooperate, *task.timeframes):
        if not bases or fact.basis in bases:
            yield fact.source
    if task.product:
        yield task.product.source


def places(*sources: Source) -> set[int]:
    return {i for source in sources for piece in source for i in range(piece.start or 0, piece.end or 0)}


@pytest.mark.parametrize("path", list(samples()), ids=lambda p: p.name)
def test_every_word_is_in_a_record(path: Path) -> None:
    reading, got = read(path)
    records = [x.source for x in (*got.headings, *got.other, *got.unread)]
    seen = places(*records, *(s for t in got.tasks for s in (t.source, *facts(t))))
    text = re.sub(r"</?(?:i|p|b|u)>", lambda m: " " * len(m.group()), reading.text)
    left = "".join(c if i not in seen else "\n" for i, c in enumerate(text))
    between = {marked_key(w) for w in BETWEEN}
    parts = [p.strip(" \t*-–—+•●.,:;()[]/#|>_\\&") for p in left.split("\n")]
    lost = [p for p in parts if any(c.isalnum() for c in p) and not LABEL.fullmatch(p)]
    assert [p for p in lost if not all(w in " ".join(between).split() for w in marked_key(p).split())] == []


@pytest.mark.parametrize("path", list(samples()), ids=lambda p: p.name)
def test_no_word_is_in_two_records(path: Path) -> None:
    """But a cell that two items share is the cell of both, and what is inherited stands where it is inherited from."""
    _, got = read(path)
    taken: set[int] = set()
    for record in (*got.headings, *got.other, *got.unread):
        own = places(record.source)
        assert not taken & own, record
        taken |= own
    cells: set[int] = set()
    for task in got.tasks:
        own = places(task.source)
        assert not taken & own, task.text
        taken |= own
        cells |= places(*facts(task, Basis.STATED)) - own
    headings = places(*(m.source for h in got.headings for m in h.lead))
    assert not taken & (cells - headings)


@pytest.mark.parametrize("path", list(samples()), ids=lambda p: p.name)
def test_each_doubt_is_said_once(path: Path) -> None:
    _, got = read(path)
    said = [(w.rule, w.message) for w in got.warnings if w.rule not in ("inferred", "unread-table")]
    assert len(said) == len(set(said))
