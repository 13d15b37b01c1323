"""An answer as text: what was understood, tasks where the unit itself stands, those through a group, how to go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kg import wording
from kg.ask.answer import Answer, DocumentAnswer, TaskAnswer, UnitAnswer, Via
from kg.ask.query import Asks
from kg.cli import words
from kg.cli.render import faint, strong
from kg.cli.speech import language, plural, tr
from kg.cli.wrap import page_width, wrap

INDENT = "    "


def lines(answer: Answer) -> Iterator[str]:
    """The whole answer."""
    width = page_width()
    yield from _understood(answer, width)
    if answer.query and answer.query.asks is Asks.UNITS:
        yield from _units(answer.units, width)
    elif answer.tasks:
        yield from _tasks(_ordered(answer.tasks), width)
    for number, document in enumerate(answer.documents, 1):
        yield ""
        yield from _document(document, number, width)
    yield from _going_on(answer, width)


def _understood(answer: Answer, width: int) -> Iterator[str]:
    if answer.query is None:
        left = "; ".join(f"“{words_}”" for words_ in answer.unknown)
        said = tr("Không hiểu câu hỏi", "The question is not understood")
        yield from wrap(f"{said}: {left}." if left else f"{said}.", width)
        return
    head = tr("Hiểu là: ", "Understood: ")
    first, *rest = wrap(answer.sentence, width, head)
    yield head + strong(first.removeprefix(head))
    yield from map(strong, rest)
    for name in answer.unknown:
        yield from wrap(tr(f"Kho không có “{name}”.", f'The corpus does not have "{name}".'), width)
    if not answer.unknown:
        yield from wrap(" ".join(_counts(answer)), width)


def _counts(answer: Answer) -> Iterator[str]:
    if answer.query and answer.query.asks is Asks.DOCUMENTS:
        yield tr(f"{answer.total} văn bản.", f"{plural(answer.total, 'document')}.")
    elif answer.count_via_group:
        yield tr(
            f"{answer.count} nhiệm vụ ghi rõ tên đơn vị, {answer.count_via_group} nhiệm vụ qua nhóm.",
            f"{plural(answer.count or 0, 'task')} of the unit itself, {answer.count_via_group} through a group.",
        )
        if answer.as_of:
            day = words.day(answer.as_of)
            yield tr(f"Thành viên của nhóm xét tại ngày {day}.", f"Members of groups as of {day}.")
    elif answer.query:
        if answer.query.asks is Asks.UNITS:
            yield tr(f"{answer.total} đơn vị,", f"{plural(answer.total, 'unit')} in")
        count = answer.count if answer.count is not None else answer.total
        yield tr(f"{count} nhiệm vụ.", f"{plural(count, 'task')}.")


def _ordered(tasks: Sequence[TaskAnswer]) -> list[TaskAnswer]:
    """Tasks of the unit itself, then those of each group together."""
    groups = list(dict.fromkeys(task.via for task in tasks if task.via))
    return sorted(tasks, key=lambda task: groups.index(task.via) + 1 if task.via else 0)


def _tasks(tasks: Sequence[TaskAnswer], width: int) -> Iterator[str]:
    # who is meant is said once at the top, unless the lines differ in it
    differ = len({(task.unit, task.role) for task in tasks}) > 1
    for via, run in groupby(enumerate(tasks, 1), key=lambda pair: pair[1].via):
        yield ""
        if via:
            yield from _group(via, width)
        for number, task in run:
            yield from _task(task, number, differ, width)


def _group(via: Via, width: int) -> Iterator[str]:
    held = wording.held(via.since, via.until, via.mark, via.source, language())
    head = tr(f"Qua nhóm “{via.name}”", f'Through the group "{via.name}"')
    for line in wrap(head, width):
        yield strong(line)
    yield from wrap(f"({tr('thuộc nhóm', 'membership')}: {held})", width, INDENT)


def _task(answer: TaskAnswer, number: int, name_unit: bool, width: int) -> Iterator[str]:
    task = answer.task
    yield from wrap(task.text, width, f"{number}.".ljust(len(INDENT)), INDENT)
    plan = answer.document.code or answer.document.file
    yield from words.labelled(tr("Ở", "In"), f"{plan}, {task.place}", width, INDENT)
    if name_unit and answer.unit and answer.role:
        name = f"{answer.unit.name}, {answer.unit.scope}" if answer.unit.scope else answer.unit.name
        role = f"{wording.ROLES[answer.role].of(language())}{words.basis(answer.basis)}"
        yield from words.labelled(tr("Vai trò", "Role"), f"{name}: {role}", width, INDENT)
    yield from words.duties(task, width, INDENT)
    yield from words.labelled(tr("Nguồn", "Source"), _stands(answer), width, INDENT)


def _stands(answer: TaskAnswer) -> str:
    """Where the task stands, and the unit where that is another line."""
    file = answer.document.file
    task, unit = words.place(file, answer.task.source), words.place(file, answer.source)
    return task if task == unit else f"{task}; {tr('đơn vị', 'unit')}: {unit.removeprefix(f'{file}:')}"


def _units(units: Sequence[UnitAnswer], width: int) -> Iterator[str]:
    """Each task with the units that were asked for."""
    for number, (_, run) in enumerate(groupby(units, key=lambda u: u.task.task.id), 1):
        named = list(run)
        task = named[0].task
        yield ""
        yield from wrap(task.task.text, width, f"{number}.".ljust(len(INDENT)), INDENT)
        plan = task.document.code or task.document.file
        yield from words.labelled(tr("Ở", "In"), f"{plan}, {task.task.place}", width, INDENT)
        for unit in named:
            role = f"{wording.ROLES[unit.role].of(language())}{words.basis(unit.basis)}"
            for line in wrap(f"{unit.unit.name}: {role}", width, INDENT):
                yield strong(line)
            stands = words.place(task.document.file, unit.source or task.task.source)
            yield from words.labelled(tr("Nguồn", "Source"), stands, width, INDENT)


def _document(answer: DocumentAnswer, number: int, width: int) -> Iterator[str]:
    from kg.cite.format import issuer

    entry = answer.entry
    title = f"“{entry.title}”" if entry.title else None
    facts = (entry.label, words.day(entry.date) if entry.date else entry.year, issuer(entry), title)
    yield from wrap(", ".join(filter(None, facts)), width, f"{number}.".ljust(len(INDENT)), INDENT)
    named = "; ".join(dict.fromkeys(place.said for place in entry.named_in))
    if named:
        yield from words.labelled(tr("Được nêu ở", "Named in"), named, width, INDENT)


def _going_on(answer: Answer, width: int) -> Iterator[str]:
    if answer.suggestions:
        yield ""
        yield tr("Gợi ý:", "Suggestions:")
        for suggestion in answer.suggestions:
            yield from wrap(suggestion, width, "- ")
    left = answer.total - _shown(answer)
    if answer.limit and left > 0:
        # a task may take several lines, one for each unit and role
        enough = answer.total * 2
        yield ""
        yield tr(f"Còn {left} nữa; xem hết: --limit {enough}", f"{left} more; to see all: --limit {enough}")
    if answer.tasks:
        yield ""
        yield faint(tr("Xem một nhiệm vụ và những gì liên quan:", "See a task and what is linked to it:"))
        yield faint(f'kg show "{_ordered(answer.tasks)[0].task.id}"')


def _shown(answer: Answer) -> int:
    """How many of what ``total`` counts are in the answer."""
    if answer.query and answer.query.asks is Asks.UNITS:
        return len({unit.unit.ord for unit in answer.units})
    return len({task.task.id for task in answer.tasks}) or len(answer.documents)
