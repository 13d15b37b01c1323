"""The calendar file, as a calendar reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.ask.options import tasks_query
from kg.ask.read import World
from kg.corpus.store import Store
from kg.due.calendar import write_calendar
from kg.due.listing import DueLine, Window, due_lines
from kg.export.safe import xml_text

ON = "2023-07-15"


def lines_of(store: Store, unit: str = "") -> list[DueLine]:
    query = tasks_query(World(store), units=[unit] if unit else (), plan="1-KH/HU")
    return list(due_lines(store, query, Window(ON)))


def events(path: Path) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_each_time_with_a_day_is_an_event_of_that_day(store: Store, tmp_path: Path) -> None:
    told = write_calendar(tmp_path / "a.ics", lines_of(store), ON)
    found = events(tmp_path / "a.ics")
    assert told == (len(found), 6) and len(found) == 4
    assert [e.decoded("dtstart") for e in found] == [
        date(2023, 6, 30), date(2023, 12, 31), date(2023, 12, 15), date(2023, 12, 31),
    ]  # fmt: skip
    assert str(found[0]["summary"]) == "Quá hạn: Rà soát quy chế làm việc, báo cáo; xong."
    assert "Chủ trì: Ban Tuyên giáo Huyện ủy" in str(found[0]["description"])
    assert "1-KH-HU.txt:" in str(found[0]["description"])


def test_the_same_corpus_and_day_give_the_same_bytes(store: Store, tmp_path: Path) -> None:
    for name in ("a.ics", "b.ics"):
        write_calendar(tmp_path / name, lines_of(store), ON)
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_an_event_keeps_its_uid_on_another_day_and_has_one_of_its_own(store: Store, tmp_path: Path) -> None:
    write_calendar(tmp_path / "a.ics", lines_of(store), ON)
    write_calendar(tmp_path / "b.ics", lines_of(store), "2023-08-01")
    uids = [[str(e["uid"]) for e in events(tmp_path / name)] for name in ("a.ics", "b.ics")]
    assert uids[0] == uids[1] and len(set(uids[0])) == len(uids[0])


def test_a_time_that_two_roles_share_is_one_event(store: Store, tmp_path: Path) -> None:
    lines = lines_of(store)
    twice = [line for line in lines for _ in range(2)]
    assert write_calendar(tmp_path / "a.ics", twice, ON) == (4, 6)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=300))
@pytest.mark.parametrize("seed", ["\nEND:VEVENT\nBEGIN:VALARM", 'a;b,c\\n"x":y', "x" * 400])
def test_hostile_texts_stay_text(store: Store, tmp_path: Path, seed: str, text: str) -> None:
    first = lines_of(store)[0]
    task = replace(first.task.task, text=text + seed)
    write_calendar(tmp_path / "a.ics", [first._replace(task=first.task._replace(task=task))], ON)
    (event,) = events(tmp_path / "a.ics")
    said = str(event["description"]).replace("\r\n", "\n").replace("\r", "\n")
    assert said.startswith(xml_text(text + seed).replace("\r\n", "\n").replace("\r", "\n"))
    assert len(event.subcomponents) == 0 and event.decoded("dtstart") == date(2023, 6, 30)
