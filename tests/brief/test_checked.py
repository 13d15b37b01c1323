"""``kg check`` finds nothing in a draft that differs from what is known: every unit of the plan, and of real plans."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.ask.query import Asks, Part, Party, Query, UnitRef
from kg.brief.gather import NoOneUnit, gather
from kg.brief.write import write_brief
from kg.check.finding import Finding, Level
from kg.check.run import Checker
from kg.corpus.change import CorpusWriter
from kg.corpus.layout import Corpus
from kg.corpus.open import open_store
from kg.corpus.store import Store
from kg.knowledge.load import load_knowledge
from kg.read import read_file

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "68-KH-HU.txt"
SAMPLES = os.environ.get("KG_SAMPLES")


def corpus_of(folder: Path, files: list[Path]) -> Path:
    with CorpusWriter(Corpus(folder / "kho")) as writer:
        for file in files:
            writer.add(file, file.name)
    return folder / "kho"


def drafts(store: Store, out: Path, least: int) -> Iterator[str]:
    """Write the draft of each unit that has at least ``least`` tasks; its name."""
    for name, _ in store.unit_names():
        for unit in (u for u in store.units() if u.name == name):
            party = Party((UnitRef(name, name=name, place=unit.scope),), Part.EITHER)
            try:
                brief = gather(store, Query(Asks.TASKS, parties=(party,)))
            except NoOneUnit:
                continue
            if sum(len(part.tasks) for part in brief.parts) >= least:
                write_brief(out, store, brief)
                yield name


def differing(store: Store, out: Path, least: int = 1) -> tuple[int, dict[str, list[Finding]]]:
    """How many drafts were checked, and what differs in each."""
    checker, count = Checker(store, load_knowledge()), 0
    found: dict[str, list[Finding]] = {}
    for name in drafts(store, out, least):
        count += 1
        findings = checker.check(read_file(out, "a.docx")).findings
        differs = [f for f in findings if f.level is Level.DIFFERS]
        if differs:
            found[name] = differs
    return count, found


def test_nothing_differs_in_the_draft_of_any_unit_of_the_plan(tmp_path: Path) -> None:
    with open_store(corpus_of(tmp_path, [SHIPPED])) as store:
        count, found = differing(store, tmp_path / "a.docx")
    assert count >= 20 and found == {}


def test_the_check_sees_what_differs(tmp_path: Path) -> None:
    """The plan itself misquotes a title: its own words in a draft would be found."""
    with open_store(corpus_of(tmp_path, [SHIPPED])) as store:
        findings = Checker(store, load_knowledge()).check(read_file(SHIPPED, "a.txt")).findings
    assert [f for f in findings if f.level is Level.DIFFERS and "12-HD/BTCTW" in f.printed]


@pytest.mark.skipif(not SAMPLES, reason="KG_SAMPLES names no folder of sample texts")
def test_nothing_differs_in_drafts_from_real_plans(tmp_path: Path) -> None:
    files = sorted((Path(SAMPLES or "") / "plans").glob("*.md"))
    with open_store(corpus_of(tmp_path, files)) as store:
        count, found = differing(store, tmp_path / "a.docx", least=8)
    assert count >= 5 and found == {}
