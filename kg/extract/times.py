"""Timeframes: what a time cell or a phrase says, as kinds and dates (the kinds of the contract).

A cell is cut into parts (at ``;``, line breaks, brackets, and at commas where both sides are times of their own); a
part is read
as a whole or not at all: what no rule explains is ``unknown``, printed only.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.extract.patterns import any_of
from kg.knowledge.model import TimeWords
from kg.places import Flow
from kg.records import Basis, Timeframe, TimeKind
from kg.text import dashes, vietnamese

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?P<{0}y>(?:19|20)\d\d)"
_POINT = (
    r"(?:ngày\s+)?(?P<{0}d>\d{{1,2}})\s*[/.-]\s*(?P<{0}m>\d{{1,2}})\s*[/.-]\s*" + _YEAR,
    r"ngày\s+(?P<{0}d>\d{{1,2}})\s+tháng\s+(?P<{0}m>\d{{1,2}})\s+năm\s+" + _YEAR,
    r"(?:tháng\s+|t\.?\s?)?(?P<{0}m>\d{{1,2}})\s*(?:[/-]\s*|\s+năm\s+)" + _YEAR,
    r"(?:quý\s+|q\.?\s?)(?P<{0}q>iv|i{{1,3}}|[1-4])\s*(?:[/-]\s*|,?\s*(?:năm\s+)?)" + _YEAR,
    r"(?P<{0}h>0?6|sáu)\s+tháng\s+(?P<{0}half>đầu|cuối)\s+năm\s+" + _YEAR,
    r"(?P<{0}w>năm\s+)?" + _YEAR,
)
#: a part of a period whose year or kind of unit stands with its end: "quý III - quý IV/2025", "năm 2023 và 2024"
_SHORT = (r"quý\s+(?P<{0}q>iv|i{{1,3}}|[1-4])", r"(?:tháng\s+)?(?P<{0}m>\d{{1,2}})")


#: neighbours that share their word and year: "quý I, II/2026", "tháng 11 và tháng 12 năm 2025"
_NEIGHBOURS = re.compile(
    r"(?P<unit>quý|tháng)\s+(?P<first>iv|i{1,3}|\d{1,2})\s*(?:,|và|-|&)\s*(?:(?P=unit)\s+)?"
    r"(?P<last>iv|i{1,3}|\d{1,2})\s*(?:/|,?\s*năm\s+)\s*(?P<y>(?:19|20)\d\d)"
)
#: what a date leaves behind: where some is left, a text says more than one time
_DATED = re.compile(r"\d\s*[/.]\s*\d|\b(?:19|20)\d\d\b|\b(?:quý|tháng)\s+(?:\d|i)")
#: a day without its year, at the end of a text: "trước 15/11"
_DAY_ONLY = re.compile(r"\d{1,2}\s*/\s*\d{1,2}$|\d{1,2}\s+tháng\s+\d{1,2}$")
_TERM = re.compile(
    r"(?:trong|chậm nhất|sau)\s+(?:vòng\s+|thời hạn\s+)?\d+\s+(?:ngày|tháng|tuần|năm)\b"
    r".*\b(?:kể từ|từ khi|từ ngày|sau khi)\b"
)
#: "06 tháng/lần", "định kỳ 6 tháng một lần"
_EVERY = r"(?:định kỳ\s+)?(?:0?\d{1,2}|một|mỗi)\s+(?:tuần|tháng|quý|năm)\s*(?:/\s*(?:0?1|một)?|\s(?:0?1|một))\s*lần"
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
#: a longer text is no time: it is kept as printed
_LONGEST = 200
_UNNAMED = [re.sub(r"\(\?P<\w+>", "(?:", p.format("")) for p in _POINT]


@dataclass(frozen=True, slots=True)
class Span:
    """A span of days (ISO) that an expression of time stands for; ``bare`` when no word says what it is."""

    start: str
    end: str
    bare: bool


@dataclass(frozen=True, slots=True)
class Read:
    """What a part says."""

    kind: TimeKind
    start: str | None = None
    end: str | None = None


class TimeReader:
    """Reads timeframes with the words of the knowledge."""

    def __init__(self, words: TimeWords) -> None:
        self._recurs = tuple(
            (_recurring(_alternatives(names), more), kind)
            for names, more, kind in (
                (words.periodic, _EVERY, TimeKind.PERIODIC),
                (words.annual, "", TimeKind.ANNUAL),
                (words.continuous, "", TimeKind.CONTINUOUS),
            )
        )
        self._says = tuple(
            (re.compile(rf"(?<!\w)(?:{_alternatives(names)})(?!\w)"), kind)
            for names, kind in ((words.periodic, TimeKind.PERIODIC), (words.annual, TimeKind.ANNUAL))
        )
        self._conditional = re.compile(rf"(?:{_alternatives(words.conditional)})\b")
        self._completed = re.compile(rf"(?:{_alternatives(words.completes)})\b")
        self._since = re.compile(rf"(?:{_alternatives(words.since)})\s+")
        self._until = re.compile(rf"(?:{_alternatives(words.until)})\s+")
        self._within = re.compile(rf"(?:{_alternatives(words.within)})\s+")
        self._onward = re.compile(rf"[\s,]*(?:{_alternatives(words.onward)})[\s.]*$")
        point = "|".join(_UNNAMED)
        often = rf"(?:định kỳ\s+)?(?:{_alternatives(words.prose)})"
        self._each = rf"(?:(?:trước|vào)\s+)?ngày\s+\d{{1,2}}(?:\s*/\s*\d{{1,2}})?\s+(?:{_alternatives(words.prose)})"
        dated = rf"(?:{_alternatives(words.until)})\s+(?:{point})"
        during = rf"(?:trong|vào)\s+(?=quý|tháng)(?:{point})"
        self._prose = re.compile(rf"(?<!\w)(?:{self._each}|{dated}|{during}|{often})(?!\w)")
        self._far = re.compile(rf"(?<!\w)(?:{_alternatives((*words.until, *words.within))})\s+(?:{point})(?!\w)")
        self._year_only = re.compile(r"(?:đến|tới)(?:\s+hết)?\s+(?:năm\s+)?\d{4}")
        self._no_time = re.compile(rf"(?:{_alternatives(words.no_time)})(?!\w)")

    def read_cell(self, cell: Flow, basis: Basis = Basis.STATED, deadline: bool = False) -> tuple[Timeframe, ...]:
        """The timeframes of a cell. ``deadline``: the column's header says that its dates are ends."""
        frames: list[Timeframe] = []
        for part in self._parts(cell, deadline):
            frame = self._frame(part, basis, deadline)
            if frame.kind is TimeKind.UNKNOWN and frames:
                frame = self._completed_by(frames[-1], frame, part, deadline)
                if frame is frames[-1]:
                    continue
            frames.append(frame)
        return tuple(frames)

    def _completed_by(self, before: Timeframe, frame: Timeframe, part: Flow, deadline: bool) -> Timeframe:
        """A day without a year takes it from the time before it: "Năm 2025 (trước ngày 31/12)", "Hằng năm (trước
        15/11)"."""
        if not _DAY_ONLY.search(_lowered(part.text).strip(" .,")):
            return frame
        if before.kind is TimeKind.ANNUAL:
            return replace(frame, kind=TimeKind.ANNUAL)
        years = {day[:4] for day in (before.start, before.end) if day}
        if len(years) != 1 or before.kind is TimeKind.FROM:
            return frame
        read = self.read(f"{part.text.rstrip(' .,')}/{years.pop()}", deadline)
        return replace(frame, kind=read.kind, start=read.start, end=read.end)

    def read_prose(self, sentence: Flow, loose: bool = False) -> tuple[Timeframe, ...]:
        """The timeframes that running text names: ends with a date, and the phrases of data/times.yaml; each once. A
        bare year to which something lasts ("đến năm 2030") belongs to the name of a programme as a rule and is read
        only where ``loose``: the text stands where a time is wanted."""
        frames: dict[tuple[TimeKind, str | None, str | None], Timeframe] = {}
        lowered = _lowered(sentence.text)
        for pattern in (self._no_time, _QUOTED):
            lowered = pattern.sub(lambda m: "·" * len(m.group()), lowered)
        for match in self._prose.finditer(lowered):
            if not loose and self._year_only.fullmatch(match.group()):
                continue
            frame = self._frame(sentence[match.start() : match.end()], Basis.STATED, False)
            if frame.kind is not TimeKind.UNKNOWN:
                frames.setdefault((frame.kind, frame.start, frame.end), frame)
        return tuple(frames.values())

    def read(self, printed: str, deadline: bool = False) -> Read:
        """What ``printed`` says, as one time; kind ``unknown`` where no rule explains all of it."""
        text = _lowered(printed).strip(" .,;:-*")
        if self._conditional.match(text) or _TERM.match(text):
            return Read(TimeKind.CONDITIONAL)
        if len(text) > _LONGEST:
            return Read(TimeKind.UNKNOWN)
        recurring = self._recurring(text)
        if recurring:
            return Read(recurring)
        return self._dated(text, deadline) or self._inside(text) or Read(TimeKind.UNKNOWN)

    def _inside(self, text: str) -> Read | None:
        """A date with its word among other words, if it is the only one: "Hoàn thành đầu tư … xong trước ngày …"."""
        found = list(self._far.finditer(text))
        if len(found) != 1:
            return None
        around = f"{text[: found[0].start()]} {text[found[0].end() :]}"
        if _DATED.search(around) or any(p.search(around) for p, _ in self._says):
            return None
        read = self._dated(found[0].group(), False)
        if read and read.kind is TimeKind.WITHIN and self._completed.match(text):
            return Read(TimeKind.BY, end=read.end)
        return read

    def _frame(self, part: Flow, basis: Basis, deadline: bool) -> Timeframe:
        read = self.read(part.text, deadline)
        condition = part.text if read.kind is TimeKind.CONDITIONAL else None
        return Timeframe(part.text, read.kind, read.start, read.end, condition, None, basis, part.source)

    def _parts(self, cell: Flow, deadline: bool) -> Iterator[Flow]:
        for start, end in _cut(cell.text, re.compile(r"[;()\[\]]")):
            part = cell[start:end]
            commas = [part[s:e] for s, e in _cut(part.text, re.compile(r",|\bvà\b"))]
            first = next((c for c in _cut(part.text, re.compile(r",(?!\s*\d)"))), (0, 0))
            rest = part[first[1] :]
            if len(commas) > 1 and all(self._stands_alone(p.text, deadline) for p in commas):
                yield from commas
            elif rest and self._stands_alone(part[: first[1]].text, deadline) and self._is_condition(rest.text):
                yield from (part[: first[1]], part[first[1] + 1 :])
            elif part:
                yield part

    def _stands_alone(self, text: str, deadline: bool) -> bool:
        return self.read(text, deadline).kind not in (TimeKind.UNKNOWN, TimeKind.CONDITIONAL)

    def _is_condition(self, text: str) -> bool:
        return bool(self._conditional.match(_lowered(text).lstrip(" ,")))

    def _recurring(self, text: str) -> TimeKind | None:
        """How often: the closest word decides ("định kỳ hằng năm" is annual, "thường xuyên hằng năm" continuous)."""
        kinds = [kind for pattern, kind in self._recurs if pattern.fullmatch(text)]
        if TimeKind.CONTINUOUS in kinds:
            return TimeKind.CONTINUOUS
        if kinds == [TimeKind.PERIODIC, TimeKind.ANNUAL]:
            closer = re.sub(r"định kỳ", "", text).strip()
            return TimeKind.PERIODIC if self._recurs[0][0].fullmatch(closer) else TimeKind.ANNUAL
        return kinds[0] if kinds else None

    def _dated(self, text: str, deadline: bool) -> Read | None:
        onward = self._onward.search(text)
        text = text[: onward.start()] if onward else text
        since, until, within, text = self._prefixes(text)
        span = _span(text)
        if span is None:
            return None
        if onward or (since and not _is_period(text)):
            return Read(TimeKind.FROM, start=span.start)
        if until or (deadline and span.bare and not within):
            return Read(TimeKind.BY, end=span.end)
        return Read(TimeKind.WITHIN, span.start, span.end)

    def _prefixes(self, text: str) -> tuple[bool, bool, bool, str]:
        """Which words of beginning, end or duration stand before a date, and the date's text."""
        since = until = within = False
        while True:
            if match := self._until.match(text):
                until = True
            elif match := self._since.match(text):
                since = True
            elif match := self._within.match(text):
                within = True
            else:
                break
            text = text[match.end() :]
        if not (since or until or within):
            far = re.search(rf"\b{self._until.pattern}(?=ngày|tháng|quý|năm|\d)", text)
            if far and not re.search(r"\d", text[: far.start()]):
                return False, True, False, text[far.end() :]
        return since, until, within, text


def _alternatives(words: Iterable[str]) -> str:
    return any_of(map(_lowered, words))


def _recurring(words: str, more: str) -> re.Pattern[str]:
    """A part that says how often, with words around it but no date other than a day, month or quarter of each time."""
    other = r"(?:[^\d;]|(?<!\d)0?[36] tháng(?! đầu| cuối))"  # "6 tháng" is no date
    each = r"(?:\S+\s+){0,2}(?:ngày\s+\d+(?:\s*[/-]\s*\d+|\s+tháng\s+\d+)?|tháng\s+\d+|quý\s+\w+)"
    whole = rf"(?:[^\d;]*?\s)?(?:{words})(?:[\s,]{other}*)?|{each}\s+(?:{words})"
    return re.compile(f"{whole}|{more}" if more else whole)


def _lowered(text: str) -> str:
    """Lower case and plain dashes, of the same length as ``text``."""
    return dashes(vietnamese(text)).lower()


def _cut(text: str, at: re.Pattern[str]) -> list[tuple[int, int]]:
    """Spans of ``text`` between the matches of ``at``, empty ones left out."""
    bounds = [0, *(x for m in at.finditer(text) for x in m.span()), len(text)]
    return [(s, e) for s, e in zip(bounds[::2], bounds[1::2], strict=True) if text[s:e].strip()]


_POINTS = [re.compile(p.format("")) for p in _POINT]
_PERIOD = re.compile(r"\s*(?:-|đến|tới)\s*(?:hết\s+)?")


def _is_period(text: str) -> bool:
    return any(_whole_point(text[: m.start()]) or _short(text[: m.start()]) for m in _PERIOD.finditer(text))


def _span(text: str) -> Span | None:
    """The days that ``text`` (lower case, no prefix) names, as a whole."""
    text = text.strip(" .,")
    point = _whole_point(text) or _neighbours(text)
    if point:
        return point
    for match in _PERIOD.finditer(text):
        last = _whole_point(text[match.end() :].strip())
        first = _first_of(text[: match.start()].strip(), last) if last else None
        if first and last and first.start <= last.end:
            return Span(first.start, last.end, first.bare and last.bare)
    return None


def _neighbours(text: str) -> Span | None:
    match = _NEIGHBOURS.fullmatch(text)
    if match is None:
        return None
    ends = [_whole_point(f"{match['unit']} {match[x]}/{match['y']}") for x in ("first", "last")]
    first, last = ends
    if first is None or last is None:
        return None
    follows = date.fromisoformat(first.end) + timedelta(days=1) == date.fromisoformat(last.start)
    return Span(first.start, last.end, bare=False) if follows else None


def _first_of(text: str, last: Span | None) -> Span | None:
    """The first point of a period; it may take its year from the last one ("quý III - quý IV/2025")."""
    point = _whole_point(text)
    if point or last is None:
        return point
    short = _short(text)
    return _whole_point(f"{text}/{last.end[:4]}") if short else None


def _short(text: str) -> bool:
    return any(re.fullmatch(p.format(""), text.strip()) for p in _SHORT)


def _whole_point(text: str) -> Span | None:
    for pattern in _POINTS:
        match = pattern.fullmatch(text)
        if match:
            return _days(match.groupdict())
    return None


def _days(found: dict[str, str | None]) -> Span | None:
    year = int(found["y"] or 0)
    if found.get("d"):
        return _day(year, int(found["m"] or 0), int(found["d"] or 0))
    if found.get("m"):
        return _months(year, int(found["m"] or 0), int(found["m"] or 0), bare=True)
    if found.get("q"):
        quarter = str(found["q"])
        last = 3 * (_ROMAN.get(quarter) or int(quarter))
        return _months(year, last - 2, last, bare=False)
    if found.get("half"):
        return _months(year, 1, 6, bare=False) if found["half"] == "đầu" else _months(year, 7, 12, bare=False)
    return _months(year, 1, 12, bare=not found.get("w"))


def _day(year: int, month: int, day: int) -> Span | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    iso = f"{year:04}-{month:02}-{day:02}"
    return Span(iso, iso, True)


def _months(year: int, first: int, last: int, *, bare: bool) -> Span | None:
    if not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    return Span(f"{year:04}-{first:02}-01", f"{year:04}-{last:02}-{calendar.monthrange(year, last)[1]}", bare)
