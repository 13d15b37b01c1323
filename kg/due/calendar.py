"""What is due as a calendar file (RFC 5545): one all-day event on the last day of each timeframe that has one.

The same corpus and day give the same bytes. An event keeps its UID as long as its task keeps its id, so that a
calendar that reads the file again moves its events and does not double them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg import __version__, wording
from kg.due.listing import DueLine, Group
from kg.errors import Message
from kg.export.safe import xml_text

if TYPE_CHECKING:
    from icalendar import Event

#: characters of a task's text in the title of its event
_TITLE = 120
_TITLES = {
    Group.OVERDUE: Message("Quá hạn", "Overdue"),
    Group.DATED: Message("Đến hạn", "Due"),
    Group.RECURRING: Message("Định kỳ", "Recurring"),
}
_BEGIN = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    f"PRODID:-//kg//kg {__version__}//VI",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
)


class Written(NamedTuple):
    """How many events were written, and how many timeframes have no day to write."""

    events: int
    without_day: int


def write_calendar(path: Path, lines: Iterable[DueLine], on: str, lang: str = "vi") -> Written:
    """Write the timeframes of ``lines`` that have a last day, each once."""
    events = without = 0
    task, seen = "", set[int]()
    with path.open("wb") as file:
        file.write("\r\n".join((*_BEGIN, "")).encode())
        for line in lines:
            if line.task.task.id != task:
                task, seen = line.task.task.id, set()
            if line.number in seen:
                continue  # the same time of the same task, for another unit or role
            seen.add(line.number)
            if line.last is None:
                without += 1
                continue
            file.write(_event(line, on, lang).to_ical())
            events += 1
        file.write(b"END:VCALENDAR\r\n")
    return Written(events, without)


def _event(line: DueLine, on: str, lang: str) -> Event:
    from icalendar import Event

    day = date.fromisoformat(line.last or on)
    event = Event()
    event.add("uid", f"{line.task.task.id}/t{line.number + 1}@kg")
    event.add("dtstamp", datetime.combine(date.fromisoformat(on), datetime.min.time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", _title(line, lang))
    event.add("description", _description(line, lang))
    event.add("transp", "TRANSPARENT")
    return event


def _title(line: DueLine, lang: str) -> str:
    text = xml_text(line.task.task.text)
    short = text if len(text) <= _TITLE else f"{text[:_TITLE].rsplit(' ', 1)[0]}…"
    return f"{_TITLES[line.group].of(lang)}: {short}"


def _description(line: DueLine, lang: str) -> str:
    answer, task = line.task, line.task.task
    said = [task.text, f"{answer.document.code or answer.document.file}, {task.place}"]
    named = (
        (Message("Chủ trì", "Lead"), wording.units(task.lead, lang) or wording.NOT_STATED.of(lang)),
        (Message("Phối hợp", "With"), wording.units(task.cooperate, lang)),
        (Message("Qua nhóm", "Through the group"), answer.via.name if answer.via else ""),
        (Message("Thời gian", "Time"), wording.time(line.timeframe, lang) if line.timeframe else ""),
        (Message("Nguồn", "Source"), wording.place(answer.document.file, task.source, lang)),
    )
    said += [f"{label.of(lang)}: {text}" for label, text in named if text]
    return xml_text("\n".join(said))
