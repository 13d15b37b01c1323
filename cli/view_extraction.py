"""What was read from a document, as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.cli import words
from kg.cli.render import faint, strong
from kg.cli.speech import plural, tr
from kg.cli.wrap import page_width, wrap
from kg.document import Document, Extraction
from kg.records import Heading, Task

INDENT = "  "


def lines(extraction: Extraction) -> Iterator[str]:
    """The document, its headings with their tasks in order, and what a person should look at."""
    width = page_width()
    yield from envelope(extraction.document, width)
    below: dict[str | None, list[Task]] = defaultdict(list)
    for task in extraction.tasks:
        below[task.heading].append(task)
    file = extraction.document.file
    for heading in (None, *extraction.headings):
        if heading is not None:
            yield ""
            yield from _heading(heading, file, width)
        for task in below[heading.id if heading else None]:
            yield from _task(task, file, width)
    yield ""
    yield from _closing(extraction, width)


def envelope(document: Document, width: int) -> Iterator[str]:
    """Type, code, date, issuer, title."""
    head = " ".join(x for x in (document.type, document.code) if x) or tr("Văn bản", "Document")
    facts = [strong(head), words.day(document.date), document.issuer or tr("chưa rõ nơi ban hành", "issuer unknown")]
    if document.status == "draft":
        facts.append(tr("dự thảo", "draft"))
    if document.marking:
        facts.append(document.marking.upper())
    yield ", ".join(facts)
    if document.title:
        yield from wrap(document.title, width)
    yield faint(document.file)


def _heading(heading: Heading, file: str, width: int) -> Iterator[str]:
    number = f"{heading.number} " if heading.number else ""
    for line in wrap(heading.text, width, number):
        yield strong(line)
    if heading.lead:
        yield from words.labelled(tr("Chủ trì", "Lead"), words.units(heading.lead), width, INDENT)
    yield INDENT + faint(words.place(file, heading.source))


def _task(task: Task, file: str, width: int) -> Iterator[str]:
    indent = INDENT * 2 if task.parent else INDENT
    mark = f"{task.number} " if task.number else ("+ " if task.parent else "- ")
    yield from wrap(task.text, width, indent + mark)
    under = indent + INDENT
    yield from words.duties(task, width, under)
    yield under + faint(words.place(file, task.source))


def _closing(extraction: Extraction, width: int) -> Iterator[str]:
    tasks, cited = len(extraction.tasks), len(extraction.citations)
    yield tr(f"{tasks} nhiệm vụ, {cited} viện dẫn.", f"{plural(tasks, 'task')}, {plural(cited, 'citation')}.")
    file = extraction.document.file
    for warning in extraction.warnings:
        yield from wrap(f"{words.place(file, warning.source)}: {warning.message}", width, tr("Lưu ý: ", "Note: "))
    for part in extraction.unread:
        yield from wrap(f"{words.place(file, part.source)}: {part.text}", width, tr("Chưa hiểu: ", "Unread: "))
