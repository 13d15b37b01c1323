"""When a time that comes back comes next: "Trước ngày 15/12 hằng năm", "Quý IV hằng năm", "Hằng tháng".

Read as a whole or not at all: where a number or a word of the calendar stays unexplained, no date is said.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kg.knowledge.model import Cycle
from kg.text import dashes, vietnamese

#: months of a stretch; a week is no whole number of months
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
#: stretches that are looked at from the given day on: a 29 February comes back after eight years at most
_AHEAD = 10
_DAY_MONTH = re.compile(
    r"(?:ngày\s+)?(?<![\d/.-])(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})(?![\d/.-])"
    r"|ngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})\b"
)
_MONTH = re.compile(r"tháng\s+(?P<m>\d{1,2})\b")
_QUARTER = re.compile(r"quý\s+(?P<q>iv|i{1,3}|[1-4])\b")
_DAY = re.compile(r"ngày\s+(?P<d>\d{1,2})\b")
_LEFT = re.compile(r"\d|\b(?:ngày|tháng|quý)\s+(?:đầu|cuối|giữa|thứ)\b")


class Occurrence(NamedTuple):
    """The days in which a time that comes back comes once: ISO days, the last one is when it is due."""

    start: str
    end: str


class CycleReader:
    """Reads how often, with the words of data/cycles.yaml."""

    def __init__(self, cycles: Iterable[Cycle]) -> None:
        self._cycles = [(c.key, _pattern(c.words)) for c in cycles]

    def cycles(self, printed: str) -> list[str]:
        """The stretches (week, month, quarter, half, year) that ``printed`` names."""
        text = _lowered(printed)
        found = []
        for key, pattern in self._cycles:
            if pattern.search(text):
                found.append(key)
                text = pattern.sub(" ", text)
        return found

    def next(self, printed: str, day: date) -> Occurrence | None:
        """The first occurrence that does not end before ``day``; None where the words do not say one."""
        cycles = self.cycles(printed)
        text = _lowered(printed)
        for _, pattern in self._cycles:
            text = pattern.sub(" ", text)
        points, left = _points(text)
        if not cycles or _LEFT.search(left) or (points and len(cycles) > 1):
            return None
        found = [o for cycle in cycles for o in _in_cycle(cycle, points, day)]
        return min(found, key=lambda o: (o.end, o.start)) if found else None


class _Point(NamedTuple):
    """A place in a stretch: a day of a month, a month, a quarter, a day."""

    month: int = 0
    day: int = 0
    quarter: int = 0


def _points(text: str) -> tuple[list[_Point], str]:
    """The places in a stretch that ``text`` names, and what of it is left."""
    points: list[_Point] = []

    def take(pattern: re.Pattern[str], made: Callable[[dict[str, str | None]], _Point]) -> None:
        nonlocal text
        points.extend(made(m.groupdict()) for m in pattern.finditer(text))
        text = pattern.sub(" ", text)

    take(_DAY_MONTH, lambda g: _Point(month=int(g["m"] or g["m2"] or 0), day=int(g["d"] or g["d2"] or 0)))
    take(_MONTH, lambda g: _Point(month=int(g["m"] or 0)))
    take(_QUARTER, lambda g: _Point(quarter=_ROMAN.get(g["q"] or "") or int(g["q"] or 0)))
    take(_DAY, lambda g: _Point(day=int(g["d"] or 0)))
    return points, text


def _in_cycle(cycle: str, points: list[_Point], day: date) -> list[Occurrence]:
    """Of each point its first occurrence that does not end before ``day``; nothing where the stretch is too long for
    one of them ("ngày 15 hằng quý": of which month is not said)."""
    found = []
    for point in points or [_Point()]:
        spans = (_at(cycle, point, start, end) for start, end in _stretches(cycle, day))
        next_one = next((s for s in spans if s and s[1] >= day), None)
        if next_one is None:
            return []
        found.append(Occurrence(next_one[0].isoformat(), next_one[1].isoformat()))
    return found


def _stretches(cycle: str, day: date) -> Iterator[tuple[date, date]]:
    if cycle == "week":
        monday = day - timedelta(days=day.weekday())
        for week in range(2):
            yield monday + timedelta(weeks=week), monday + timedelta(weeks=week, days=6)
        return
    months = _MONTHS[cycle]
    first = day.year * 12 + (day.month - 1) // months * months
    for at in range(first, first + months * _AHEAD, months):
        if at // 12 < date.max.year:
            yield date(at // 12, at % 12 + 1, 1), _last(at + months - 1)


def _last(month: int) -> date:
    return date(month // 12, month % 12 + 1, monthrange(month // 12, month % 12 + 1)[1])


def _at(cycle: str, point: _Point, start: date, end: date) -> tuple[date, date] | None:
    """The days that ``point`` is in one stretch; None where it is none of it."""
    if point == _Point():
        return start, end
    if cycle == "month" and point.day and not point.month:
        return _one_day(start.year, start.month, point.day)
    if cycle != "year":
        return None
    if point.day:
        return _one_day(start.year, point.month, point.day)
    first, last = (point.month, point.month) if point.month else (3 * point.quarter - 2, 3 * point.quarter)
    if not 1 <= first <= last <= 12:
        return None
    return date(start.year, first, 1), _last(start.year * 12 + last - 1)


def _one_day(year: int, month: int, day: int) -> tuple[date, date] | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(map(_lowered, words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _lowered(text: str) -> str:
    return " ".join(dashes(vietnamese(text)).lower().split())
