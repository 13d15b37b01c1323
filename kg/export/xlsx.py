"""A workbook: the tasks with filters and a frozen header, and the lines that they come from, each task linked to them.

Written row by row (``constant_memory``): a thousand plans take the memory of one. Every text is written as text; what
looks like a formula stays text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg import wording
from kg.errors import Message
from kg.export import table
from kg.export.records import Records, Task, Written
from kg.export.safe import cell, xml_text
from kg.records import Basis
from kg.source import Source

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: Excel's own limits
_ROWS, _HIGHEST = 1_048_576, 409.0
#: tasks whose link is one of the sheet's own, which are kept in memory until its end; later ones are HYPERLINK formulas
_LINKS = 10_000
#: letters of a text inside a formula, with room for doubled quotation marks
_IN_FORMULA = 120
#: points of a line of text
_LINE = 14.5
#: letters of this font on a width that is counted in Excel's own
_NARROW = 1.35
_TASKS = Message("Nhiệm vụ", "Tasks")
_SOURCES = Message("Nguồn", "Sources")
_ABOUT = Message("Thông tin", "About")
_SOURCE_HEADS = (
    (Message("Mã nhiệm vụ", "Task id"), 40),
    (Message("Là gì", "What it is"), 14),
    (Message("Nguyên văn", "As printed"), 70),
    (Message("Cơ sở", "Basis"), 24),
    (Message("Tệp", "File"), 28),
    (Message("Dòng, ô", "Line, cell"), 24),
)


class _Fact(NamedTuple):
    """A fact of a task as it is printed, and where."""

    what: Message
    printed: str
    basis: Basis
    source: Source


def write(path: Path, records: Records, lang: str) -> Written:
    """Write the workbook of ``records`` to ``path``."""
    from xlsxwriter.exceptions import FileCreateError
    from xlsxwriter.workbook import Workbook

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with Workbook(str(path), options) as book:
            return _Book(book, lang, table.columns(records)).fill(records)
    except FileCreateError as error:  # it holds what the system said
        raise OSError(*error.args[0].args) from error


class _Book:
    def __init__(self, book: Workbook, lang: str, columns: tuple[table.Column, ...]) -> None:
        self._lang, self._columns = lang, columns
        font = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "border": 1}
        book.formats[0].set_font_name("Times New Roman")
        self._text: Format = book.add_format({**font, "text_wrap": True})
        self._number: Format = book.add_format({**font, "align": "center"})
        self._day: Format = book.add_format({**font, "num_format": "dd/mm/yyyy", "align": "center"})
        self._link: Format = book.add_format({**font, "text_wrap": True, "font_color": "#0563C1", "underline": 1})
        head = {**font, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#D9E2F3"}
        self._head: Format = book.add_format(head)
        self._tasks: Worksheet = book.add_worksheet(_TASKS.of(lang))
        self._sources: Worksheet = book.add_worksheet(_SOURCES.of(lang))
        self._about: Worksheet = book.add_worksheet(_ABOUT.of(lang))
        self._source_row = 1
        self._cut = 0

    def fill(self, records: Records) -> Written:
        self._heads()
        row = 0
        for row, task in enumerate(records.tasks(), 1):
            if row >= _ROWS:
                break
            first = self._facts(task)
            self._task(row, task, first)
        last = min(row, _ROWS - 1)
        self._tasks.autofilter(0, 0, last, len(self._columns))
        self._tasks.print_area(0, 0, last, 1 + [c.key for c in self._columns].index("source"))
        self._sources.autofilter(0, 0, self._source_row - 1, len(_SOURCE_HEADS) - 1)
        notes = self._notes(row)
        self._tell(records, last, notes)
        return Written(last, notes)

    def _heads(self) -> None:
        heads = [(Message("TT", "No."), 6), *((c.head, c.width) for c in self._columns)]
        for sheet, columns, fixed in ((self._tasks, heads, 2), (self._sources, _SOURCE_HEADS, 0)):
            for at, (name, width) in enumerate(columns):
                sheet.set_column(at, at, width)
                sheet.write_string(0, at, name.of(self._lang), self._head)
            sheet.freeze_panes(1, fixed)
            sheet.repeat_rows(0)
            sheet.set_landscape()
            sheet.set_paper(9)  # A4
            sheet.fit_to_pages(1, 0)

    def _task(self, row: int, task: Task, source_row: int | None) -> None:
        values = table.values(task, self._lang)
        _open_row(self._tasks, row, ((values[c.key], c.width) for c in self._columns))
        self._tasks.write_number(row, 0, row, self._number)
        for at, column in enumerate(self._columns, 1):
            value = values[column.key]
            if column.key in table.DAYS and value:
                self._tasks.write_datetime(row, at, date.fromisoformat(value), self._day)
            elif column.key == "source" and source_row is not None:
                self._to_source(row, at, source_row, self._held(value))
            else:
                self._tasks.write_string(row, at, self._held(value), self._text)

    def _to_source(self, row: int, column: int, source_row: int, said: str) -> None:
        """A link to the words as printed."""
        target = f"'{_SOURCES.of(self._lang)}'!A{source_row + 1}"
        if row <= _LINKS:
            self._tasks.write_url(row, column, f"internal:{target}", self._link, said)
            return
        quoted = said[:_IN_FORMULA].replace('"', '""')
        self._tasks.write_formula(row, column, f'=HYPERLINK("#{target}","{quoted}")', self._link, said)

    def _facts(self, task: Task) -> int | None:
        """Write where the facts of a task stand; the row of the first, None where the sheet is full."""
        first = self._source_row
        facts = list(_facts_of(task))
        if first + len(facts) >= _ROWS:
            return None
        document, id = task.answer.document, task.answer.task.id
        for fact in facts:
            place = wording.place("", fact.source, self._lang).lstrip(": ")
            cells = (
                id,
                fact.what.of(self._lang),
                fact.printed,
                wording.BASIS[fact.basis].of(self._lang) or Message("ghi rõ", "stated").of(self._lang),
                document.file,
                place,
            )
            widths = [width for _, width in _SOURCE_HEADS]
            _open_row(self._sources, self._source_row, zip(cells, widths, strict=True))
            for at, value in enumerate(cells):
                self._sources.write_string(self._source_row, at, self._held(value), self._text)
            self._source_row += 1
        return first

    def _held(self, value: str) -> str:
        held, cut = cell(value)
        self._cut += cut
        return held

    def _notes(self, rows: int) -> tuple[Message, ...]:
        notes = []
        if self._cut:
            notes.append(
                Message(
                    f"{self._cut} ô dài quá mức của Excel nên bị cắt, cuối ô có dấu …",
                    f"{self._cut} cells are longer than Excel holds and were cut; they end with …",
                )
            )
        if rows >= _ROWS:
            notes.append(
                Message(
                    "Có nhiều nhiệm vụ hơn số dòng của Excel; phần sau không được ghi.",
                    "There are more tasks than Excel has rows; the rest was not written.",
                )
            )
        return tuple(notes)

    def _tell(self, records: Records, tasks: int, notes: tuple[Message, ...]) -> None:
        said = (
            Message(f"Nội dung: {records.sentence}", f"Content: {records.sentence}"),
            Message(
                f"{tasks} dòng, từ {len(records.documents)} văn bản.",
                f"{tasks} rows, from {len(records.documents)} documents.",
            ),
            Message(
                "Cột “Cần xác nhận” ghi điều máy suy ra hoặc văn bản không nêu; cột “Nguồn” dẫn đến nguyên văn và dòng"
                " của nó ở trang “Nguồn”.",
                "“To be confirmed” holds what is inferred or not stated; “Source” leads to the words as printed and"
                " their lines in the sheet “Sources”.",
            ),
            *notes,
        )
        self._about.set_column(0, 0, 85)
        for row, message in enumerate(said):
            self._about.write_string(row, 0, xml_text(message.of(self._lang)), self._text)


def _open_row(sheet: Worksheet, row: int, cells: Iterable[tuple[str, int]]) -> None:
    """Give ``row`` the height that its texts and widths need. The library keeps what it knows of rows that it has
    written: of a thousand plans that is more than all else, so it is let go."""
    sheet.set_row(row, _height(cells))
    for kept in (sheet.row_info, sheet.row_sizes):
        kept.pop(row - 2, None)


def _height(cells: Iterable[tuple[str, int]]) -> float:
    """The height in points that a row of texts and widths needs: not every program fits it by itself."""
    lines = (sum(-(-max(1, len(line)) // int(width * _NARROW)) for line in text.split("\n")) for text, width in cells)
    return min(_HIGHEST, max(lines) * _LINE + 3.0)


def _facts_of(task: Task) -> list[_Fact]:
    record = task.answer.task
    facts = [_Fact(Message("nội dung", "task"), record.text, Basis.STATED, record.source)]
    facts += [_Fact(Message("chủ trì", "lead"), m.printed, m.basis, m.source) for m in record.lead]
    facts += [_Fact(Message("phối hợp", "cooperating"), m.printed, m.basis, m.source) for m in record.cooperate]
    facts += [_Fact(Message("thời gian", "time"), t.printed, t.basis, t.source) for t in record.timeframes]
    if record.product:
        facts.append(_Fact(Message("sản phẩm", "product"), record.product.printed, Basis.STATED, record.product.source))
    return facts
