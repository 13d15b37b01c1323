"""Which tasks are due, at a given day: each timeframe of each task in its group, in the order in which it is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from heapq import nsmallest
from itertools import count, groupby
from typing import NamedTuple

from kg.ask.answer import TaskAnswer
from kg.ask.query import Query
from kg.ask.run import each_task
from kg.corpus.store import Store
from kg.due.cycles import CycleReader, Occurrence
from kg.knowledge.model import Cycle
from kg.records import Timeframe, TimeKind


class Group(StrEnum):
    """What a timeframe is at the day, in the order of a list."""

    OVERDUE = "overdue"  #: its last day is past; whether the task was done is not known here
    DATED = "dated"  #: its last day is to come
    RECURRING = "recurring"  #: annual, periodic; with its next occurrence where the words say one
    FROM = "from"  #: from a day on, without an end
    CONTINUOUS = "continuous"
    CONDITIONAL = "conditional"  #: waits for something
    UNKNOWN = "unknown"  #: no time is printed, or one that no rule explains


_GROUPS = {
    TimeKind.ANNUAL: Group.RECURRING,
    TimeKind.PERIODIC: Group.RECURRING,
    TimeKind.FROM: Group.FROM,
    TimeKind.CONTINUOUS: Group.CONTINUOUS,
    TimeKind.CONDITIONAL: Group.CONDITIONAL,
}
_ORDER = {group: at for at, group in enumerate(Group)}


class Window(NamedTuple):
    """The day that is taken for today, and the days that are asked about (ISO; None: without bound)."""

    on: str
    start: str | None = None
    end: str | None = None


class DueLine(NamedTuple):
    """A timeframe of a task (None: the task has none); ``number`` counts the timeframes of the task."""

    task: TaskAnswer
    timeframe: Timeframe | None
    number: int
    group: Group
    next: Occurrence | None

    @property
    def last(self) -> str | None:
        """The day by which it is due, where there is one."""
        if self.group is Group.RECURRING:
            return self.next.end if self.next else None
        return self.timeframe.end if self.timeframe and self.group in (Group.OVERDUE, Group.DATED) else None


class Due(NamedTuple):
    """What is due. ``counts`` are timeframes by group; ``tasks`` counts different tasks, ``direct`` those of them in
    whose cells the unit stands itself: in the others only its group does. ``lines`` are the first ``limit``."""

    window: Window
    counts: dict[Group, int]
    tasks: int
    direct: int
    lines: tuple[DueLine, ...]


def due(
    store: Store,
    query: Query,
    window: Window,
    limit: int | None = None,
    counted: Callable[[Iterable[TaskAnswer], int], Iterable[TaskAnswer]] | None = None,
) -> Due:
    """The timeframes of all tasks that fit ``query``, over all plans; the records of the first ``limit`` are kept.
    ``counted`` sees the tasks, and how many there are, as they are read (a progress bar)."""
    tally = _Tally()
    lines = tally.seen(due_lines(store, query, window, counted))
    order = count()
    keyed = ((_order(line), next(order), line) for line in lines)
    first = sorted(keyed) if limit is None else nsmallest(limit, keyed)
    counts = {group: tally.counts[group] for group in Group}
    return Due(window, counts, tally.tasks, tally.direct, tuple(line for *_, line in first))


class _Tally:
    """Counts lines as they go by."""

    def __init__(self) -> None:
        self.counts: Counter[Group] = Counter()
        self.tasks = self.direct = 0

    def seen(self, lines: Iterable[DueLine]) -> Iterator[DueLine]:
        for _, run in groupby(lines, key=lambda line: line.task.task.id):  # lines of a task stand together
            own = list(run)
            self.counts.update(line.group for line in own)
            self.tasks += 1
            self.direct += any(line.task.via is None for line in own)
            yield from own


def due_lines(
    store: Store,
    query: Query,
    window: Window,
    counted: Callable[[Iterable[TaskAnswer], int], Iterable[TaskAnswer]] | None = None,
) -> Iterator[DueLine]:
    """The same, one by one in the order of the corpus: nothing is kept."""
    listed = each_task(store, query)
    answers: Iterable[TaskAnswer] = listed.answers
    cycles = CycleReader(store.knowledge_part("cycles", tuple[Cycle, ...]))
    for task in counted(answers, listed.lines) if counted else answers:
        for number, timeframe in enumerate(task.task.timeframes):
            line = _line(task, timeframe, number, window, cycles)
            if _in_window(line, window):
                yield line
        if not task.task.timeframes:
            yield DueLine(task, None, 0, Group.UNKNOWN, None)


def _line(task: TaskAnswer, time: Timeframe, number: int, window: Window, cycles: CycleReader) -> DueLine:
    group = _GROUPS.get(time.kind, Group.UNKNOWN)
    following = None
    if time.kind in (TimeKind.BY, TimeKind.WITHIN) and time.end:
        group = Group.OVERDUE if time.end < window.on else Group.DATED
    elif group is Group.RECURRING:
        begins = max(window.on, window.start or "", task.document.date or "")  # a plan asks nothing before its day
        following = cycles.next(time.printed, date.fromisoformat(begins))
    return DueLine(task, time, number, group, following)


def _in_window(line: DueLine, window: Window) -> bool:
    """Whether the days of a timeframe meet those that are asked about; one without days is never left out."""
    time, following = line.timeframe, line.next
    if line.group in (Group.OVERDUE, Group.DATED) and time:
        return _meets(time.start or time.end, time.end, window)
    if line.group is Group.FROM and time:
        return _meets(time.start, None, window)
    return following is None or _meets(following.start, following.end, window)


def _meets(start: str | None, end: str | None, window: Window) -> bool:
    before = window.end is not None and start is not None and start > window.end
    after = window.start is not None and end is not None and end < window.start
    return not before and not after


def _order(line: DueLine) -> tuple[int, str, str]:
    """By group, then by day; what the unit's group is to do stands behind what it is to do itself on the same day."""
    start = line.timeframe.start if line.timeframe else None
    return _ORDER[line.group], line.last or start or "9999", "1" if line.task.via else "0"
