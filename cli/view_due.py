"""What is due, as text and as JSON (docs/contract.md): the shape of ``kg ask``, each task with its time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from kg import wording
from kg.ask.answer import Answer, TaskAnswer, answer_json
from kg.cli import words
from kg.cli.render import strong
from kg.cli.speech import language, plural, tr
from kg.cli.wrap import page_width, wrap
from kg.codec import Json
from kg.due.listing import Due, DueLine, Group
from kg.errors import Exit, Message

INDENT = "    "
GROUPS = {
    Group.OVERDUE: Message("Đã qua hạn ghi trong văn bản", "Past the day that the document gives"),
    Group.DATED: Message("Có hạn", "Dated"),
    Group.RECURRING: Message("Hằng năm, định kỳ", "Annual or periodic"),
    Group.FROM: Message("Từ một ngày trở đi", "From a day on"),
    Group.CONTINUOUS: Message("Thường xuyên", "Continuous"),
    Group.CONDITIONAL: Message("Chờ điều kiện", "Waits for a condition"),
    Group.UNKNOWN: Message("Không rõ thời gian", "Time unknown"),
}


class Found(NamedTuple):
    """What is due, and how the options were understood."""

    understood: Answer
    due: Due
    limit: int

    @property
    def exit(self) -> Exit:
        """1 where something was not found, or nothing is due."""
        return Exit.FOUND if self.due.tasks and not self.understood.unknown else Exit.NOT_FOUND


def due_json(found: Found) -> Json:
    """The answer in the contract's shape; ``as_of`` is the day at which it is told what is due."""
    due = found.due
    answer = replace(
        found.understood,
        as_of=due.window.on,
        total=due.tasks,
        limit=found.limit,
        tasks=tuple(line.task for line in due.lines),
        count=due.direct,
        count_via_group=due.tasks - due.direct,
    )
    data = answer_json(answer)
    assert isinstance(data, dict)
    tasks = data["tasks"]
    assert isinstance(tasks, list)
    for task, line in zip(tasks, due.lines, strict=True):
        assert isinstance(task, dict)
        task["due"] = _line_json(line)
    data["from"], data["to"] = due.window.start, due.window.end
    data["groups"] = {group.value: count for group, count in due.counts.items()}
    return data


def _line_json(line: DueLine) -> Json:
    return {
        "group": line.group.value,
        "timeframe": line.number if line.timeframe else None,
        "day": line.last,
        "next": line.next._asdict() if line.next else None,
        "overdue": line.group is Group.OVERDUE,
    }


def lines(found: Found) -> Iterator[str]:
    """The whole list."""
    width = page_width()
    due, understood = found.due, found.understood
    yield from wrap(tr("Hiểu là: ", "Understood: ") + understood.sentence, width)
    missing = [tr(f"Kho không có “{name}”.", f'The corpus does not have "{name}".') for name in understood.unknown]
    for said in missing:
        yield from wrap(said, width)
    yield from wrap(_window(due), width)
    yield from wrap(_counts(due) if due.tasks else tr("Không có nhiệm vụ nào.", "There is no task."), width)
    for suggestion in understood.suggestions:
        if suggestion not in missing:
            yield from wrap(suggestion, width, "- ")
    yield from (f"{GROUPS[group].of(language())}: {count}" for group, count in due.counts.items() if count)
    number = 0
    for group, run in groupby(due.lines, key=lambda line: line.group):
        yield ""
        yield strong(GROUPS[group].of(language()))
        for line in run:
            number += 1
            yield from _line(line, number, width)
    left = sum(due.counts.values()) - len(due.lines)
    if left > 0:
        enough = sum(due.counts.values())
        yield ""
        yield tr(f"Còn {left} nữa; xem hết: --limit {enough}", f"{left} more; to see all: --limit {enough}")


def _window(due: Due) -> str:
    window = due.window
    said = tr(f"Tính tại ngày {words.day(window.on)}", f"As of {words.day(window.on)}")
    if window.start:
        said += tr(f", từ ngày {words.day(window.start)}", f", from {words.day(window.start)}")
    if window.end:
        said += tr(f", đến hết ngày {words.day(window.end)}", f", up to {words.day(window.end)}")
    return f"{said}."


def _counts(due: Due) -> str:
    through = due.tasks - due.direct
    if not through:
        return tr(f"{due.tasks} nhiệm vụ.", f"{plural(due.tasks, 'task')}.")
    return tr(
        f"{due.direct} nhiệm vụ ghi rõ tên đơn vị, {through} nhiệm vụ qua nhóm.",
        f"{plural(due.direct, 'task')} of the unit itself, {through} through a group.",
    )


def _line(line: DueLine, number: int, width: int) -> Iterator[str]:
    answer = line.task
    head = f"{number}.".ljust(len(INDENT))
    yield from map(strong, wrap(_when(line), width, head, INDENT))
    yield from wrap(answer.task.text, width, INDENT, INDENT)
    plan = answer.document.code or answer.document.file
    yield from words.labelled(tr("Ở", "In"), f"{plan}, {answer.task.place}", width, INDENT)
    yield from _role(answer, width)
    yield from words.duties(answer.task, width, INDENT)
    source = line.timeframe.source if line.timeframe else ()
    places = dict.fromkeys(
        wording.place(answer.document.file, s, language()) for s in (answer.task.source, source) if s
    )
    yield from words.labelled(tr("Nguồn", "Source"), "; ".join(places), width, INDENT)


def _role(answer: TaskAnswer, width: int) -> Iterator[str]:
    if answer.unit and answer.role:
        name = f"{answer.unit.name}, {answer.unit.scope}" if answer.unit.scope else answer.unit.name
        role = wording.ROLES[answer.role].of(language()) + words.basis(answer.basis)
        yield from words.labelled(tr("Vai trò", "Role"), f"{name}: {role}", width, INDENT)
    if answer.via:
        via = answer.via
        held = wording.held(via.since, via.until, via.mark, via.source, language())
        yield from words.labelled(tr("Qua nhóm", "Through"), f"{via.name} ({held})", width, INDENT)


def _when(line: DueLine) -> str:
    """The time as it is due, then as it is printed."""
    time = line.timeframe
    if time is None:
        return words.unknown()
    printed = wording.time(time, language())
    if line.group in (Group.OVERDUE, Group.DATED):
        day = words.day(time.end)
        said = f"{words.day(time.start)} - {day}" if time.start and time.start != time.end else day
    elif line.next:
        first, last = line.next
        said = words.day(last) if first == last else f"{words.day(first)} - {words.day(last)}"
        said = tr(f"lần tới {said}", f"next {said}")
    elif line.group is Group.FROM:
        said = tr(f"từ {words.day(time.start)}", f"from {words.day(time.start)}")
    else:
        return printed
    return f"{said} ({printed})"
