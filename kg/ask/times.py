"""Times in questions: a year, a quarter, a month, a day, a span of years; alone, from it, before it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.ask.grammar import Sense
from kg.ask.query import When
from kg.records import TimeKind

#: whether a phrase with this sense stands at a word, and where it ends: the longest first
Look = Callable[[int, Sense], list[int]]

_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Stretch(NamedTuple):
    """Days from ``start`` to ``end``, said in the words up to (not with) ``at``."""

    at: int
    start: str
    end: str


class Times:
    """Finds times in the words of one question."""

    def __init__(self, words: list[str], gaps: list[str], look: Look) -> None:
        self._words = words
        #: what stands between a word and the next
        self._gaps = gaps
        self._look = look

    def at(self, start: int) -> Iterator[tuple[int, When]]:
        """The times that begin at the word ``start``, with the word that they end before."""
        for at in (start, *self._look(start, Sense.IN)):
            for stretch in self._stretches(at):
                yield stretch.at, When(TimeKind.WITHIN, stretch.start, stretch.end)
                yield from self._spans(stretch)
        for at in self._look(start, Sense.DUE):
            for place in (at, *self._look(at, Sense.IN)):
                for stretch in self._stretches(place):
                    yield stretch.at, When(TimeKind.BY, stretch.start, stretch.end)
        for sense, kind in ((Sense.FROM, TimeKind.FROM), (Sense.BY, TimeKind.BY), (Sense.TO, TimeKind.BY)):
            for at in self._look(start, sense):
                for stretch in self._stretches(at):
                    yield stretch.at, _bound(kind, stretch, before=sense is Sense.BY)
                    if kind is TimeKind.FROM:
                        yield from self._spans(stretch)

    def _spans(self, first: Stretch) -> Iterator[tuple[int, When]]:
        """``first`` and a second time after it: from … to …"""
        dashed = "-" in self._gap(first.at - 1) or "–" in self._gap(first.at - 1)
        seconds = [first.at] if dashed else []
        for at in (*seconds, *self._look(first.at, Sense.TO)):
            for last in self._stretches(at):
                if first.start < last.end:
                    yield last.at, When(TimeKind.WITHIN, first.start, last.end)

    def _stretches(self, at: int) -> Iterator[Stretch]:
        yield from self._year(at)
        yield from self._quarter(at)
        yield from self._month(at)
        yield from self._day(at)

    def _year(self, at: int) -> Iterator[Stretch]:
        for place in (at, *self._look(at, Sense.YEAR)):
            year = self._number(place, _YEAR)
            if year and not self._slashed(place):
                yield Stretch(place + 1, f"{year}-01-01", f"{year}-12-31")

    def _year_after(self, at: int) -> Iterator[tuple[int, int]]:
        for place in (at, *self._look(at, Sense.YEAR), *self._look(at, Sense.IN), *self._look(at, Sense.OF)):
            year = self._number(place, _YEAR)
            if year:
                yield place + 1, year

    def _quarter(self, at: int) -> Iterator[Stretch]:
        found = [(place, self._quarter_number(place)) for place in self._look(at, Sense.QUARTER)]
        if 0 <= at < len(self._words) and re.fullmatch(r"q[1-4]", self._words[at]):
            found.append((at, int(self._words[at][1])))
        for place, quarter in found:
            for end, year in self._year_after(place + 1) if quarter else ():
                yield Stretch(end, f"{year}-{3 * quarter - 2:02d}-01", _month_end(year, 3 * quarter))

    def _quarter_number(self, at: int) -> int:
        word = self._words[at] if at < len(self._words) else ""
        return int(word) if word in ("1", "2", "3", "4") else _ROMAN.get(word, 0)

    def _month(self, at: int) -> Iterator[Stretch]:
        for place in (*self._look(at, Sense.MONTH), at):
            month = self._number(place)
            if place == at and not self._slashed(at, "/", "-", before=False):
                continue  # a bare number is a month only before a slash: 6/2025
            for end, year in self._year_after(place + 1) if 1 <= month <= 12 else ():
                yield Stretch(end, f"{year}-{month:02d}-01", _month_end(year, month))

    def _day(self, at: int) -> Iterator[Stretch]:
        for place in (at, *self._look(at, Sense.DAY)):
            day = self._number(place)
            for month_at in (place + 1, *self._look(place + 1, Sense.MONTH)) if 1 <= day <= 31 else ():
                month = self._number(month_at)
                if month_at == place + 1 and not self._slashed(place, "/", "-", ".", before=False):
                    continue
                for end, year in self._year_after(month_at + 1) if 1 <= month <= 12 else ():
                    if day <= monthrange(year, month)[1]:
                        date = f"{year}-{month:02d}-{day:02d}"
                        yield Stretch(end, date, date)

    def _number(self, at: int, shape: re.Pattern[str] = re.compile(r"\d{1,2}")) -> int:
        return int(self._words[at]) if 0 <= at < len(self._words) and shape.fullmatch(self._words[at]) else 0

    def _gap(self, at: int) -> str:
        return self._gaps[at] if 0 <= at < len(self._gaps) else ""

    def _slashed(self, at: int, *signs: str, before: bool = True) -> bool:
        """Whether a slash (or one of ``signs``) ties the word to the one before or after it."""
        return self._gap(at - 1 if before else at) in (signs or ("/",))


def _bound(kind: TimeKind, stretch: Stretch, *, before: bool) -> When:
    """From the first day; by the last day; before a year or a month: by the day before its first."""
    if kind is TimeKind.FROM:
        return When(kind, start=stretch.start)
    return When(kind, end=stretch.end if not before or stretch.start == stretch.end else _day_before(stretch.start))


def _day_before(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _month_end(year: int, month: int) -> str:
    return f"{year}-{month:02d}-{monthrange(year, month)[1]:02d}"
