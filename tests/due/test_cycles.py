"""When a time that comes back comes next, and where no day is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.due.cycles import CycleReader
from kg.knowledge.load import load_knowledge

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "cycles.yaml").read_text("utf-8"))
READER = CycleReader(load_knowledge().cycles)
WORDS = [word for cycle in load_knowledge().cycles for word in cycle.words]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["label"])
def test_next_time(case) -> None:
    wanted = tuple(day.isoformat() for day in case["next"]) if case["next"] else None
    assert READER.next(case["printed"], date.fromisoformat(case["day"])) == wanted


@given(st.sampled_from(WORDS), st.dates(date(1930, 1, 1), date(2100, 12, 31)))
def test_the_next_time_is_not_over_and_follows_at_once(word: str, day: date) -> None:
    found = READER.next(word, day)
    assert found and date.fromisoformat(found.start) <= day <= date.fromisoformat(found.end)


@given(st.text(max_size=60), st.dates())
def test_no_text_breaks_it(text: str, day: date) -> None:
    found = READER.next(f"{text} hằng năm {text}", day)
    assert found is None or found.end >= day.isoformat()
