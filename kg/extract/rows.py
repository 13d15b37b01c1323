"""A plan's table rebuilt: rows as read, over page breaks, become entries with whole cells.

A page break cuts a row in two, repeats the header and may leave the tail of a cell rows lower (a cell merged over
several rows).
The rules are about rows and cells only: what opens an entry, what continues one, and which cell is still open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from kg.extract.columns import Header, is_column_numbers
from kg.knowledge.model import ColumnRole
from kg.places import Cell, Flow, Row, Table, join

#: columns of units and times
ASSIGNED = (ColumnRole.LEAD, ColumnRole.COOPERATE, ColumnRole.TIME, ColumnRole.START)
#: share of the rows that carry a number where a table is numbered
_NUMBERED = 0.8
_MARK = re.compile(r"([-–—+•*●])\s+|([-–—+•])(?=[A-ZĐÀ-Ỹ“\"])")
_LABEL = re.compile(r"(\d+(?:\.\d+)*|[IVXLC]+|[A-ZĐa-zđ])(?:\s*[.)/]|\s*[-–—](?=\s))?(?=\s|$)\s*")
_SENTENCE_END = re.compile(r"[.;:!?…”\"\)/]\s*$")
_OPEN_END = re.compile(r"(?:[,;(\[“\-–/]|\b(?:và|với|của|các|cho|về|hoặc))\s*$", re.IGNORECASE)
_ITEMS = re.compile(r"(?<=[.;:!?…”\"\)])\s+(?=[-–+•]\s+[A-ZĐÀ-Ỹ“\"])")


@dataclass(frozen=True, slots=True)
class Entry:
    """A logical row: an item, a numbered task or a heading, before it is known which."""

    label: str | None  #: the number printed for it
    mark: str | None  #: "-" or "+" that opens it
    content: Flow
    cells: tuple[tuple[ColumnRole, Flow], ...]
    #: the cells that the file itself merges with those above
    merged: frozenset[ColumnRole] = frozenset()
    label_flow: Flow = field(default_factory=Flow)

    def cell(self, role: ColumnRole) -> Flow:
        """The whole text of one of its cells."""
        return next((f for r, f in self.cells if r is role), Flow())

    @property
    def assigned(self) -> bool:
        """Whether any unit or time cell is filled."""
        return any(self.cell(r) for r in ASSIGNED)

    def with_cell(self, role: ColumnRole, flow: Flow) -> Entry:
        """The entry with ``flow`` added at the end of a cell."""
        rest = tuple((r, f) for r, f in self.cells if r is not role)
        return replace(self, cells=(*rest, (role, join((self.cell(role), flow)))))


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as read, its cells by role."""

    label: str | None
    label_flow: Flow
    mark: str | None
    content: Flow
    cells: tuple[tuple[ColumnRole, Flow], ...]
    merged: frozenset[ColumnRole]
    after_break: bool
    page: int  #: how many breaks came before

    @property
    def assigned(self) -> bool:
        return any(f for r, f in self.cells if r in ASSIGNED)


class Rows:
    """The rows of one plan's table, over all its pages."""

    def __init__(
        self,
        header: Header,
        gives_tail: Callable[[str, str], bool],
        joined: Callable[[ColumnRole | None, Cell], Flow] = lambda _, cell: cell.flow,
    ) -> None:
        self._header = header
        self._gives_tail = gives_tail
        self._joined = joined
        self._lines: list[_Line] = []
        self._numbered = False  #: almost every row carries a number
        self._page = 0
        self.headers: list[Row] = []  #: header rows, the repeated ones too

    def add(self, table: Table, headers: int = 0) -> None:
        """The rows of one page, whose first ``headers`` repeat the header."""
        fresh = bool(self._lines)
        self._page += fresh
        for i, row in enumerate(table.rows):
            if i < headers or self._header.repeats(row) or is_column_numbers(row):
                self.headers.append(row)
                if self._lines and not fresh:
                    fresh, self._page = True, self._page + 1
                continue
            line = self._line(row, fresh)
            if line is not None:
                self._lines.append(line)
                fresh = False

    def entries(self) -> list[Entry]:
        """Logical rows in order."""
        marked = self._items_are_marked()
        self._numbered = self._rows_are_numbered()
        out: list[Entry] = []
        pages: list[int] = []  # the page on which each entry began
        for line in self._lines:
            goes_on = bool(out) and self._continues(line, out[-1], marked)
            if out and (not goes_on or out[-1].mark == "+"):
                line = self._give_tails(line, out, pages, own=out[-1] if goes_on else None)
            if goes_on:
                out[-1] = _extended(out[-1], line)
                continue
            out.append(Entry(line.label, line.mark, line.content, line.cells, line.merged, line.label_flow))
            pages.append(line.page)
        return [part for entry in out for part in _split(entry)]

    def _line(self, row: Row, after_break: bool) -> _Line | None:
        content, number = Flow(), Flow()
        cells: list[tuple[ColumnRole, Flow]] = []
        merged: set[ColumnRole] = set()
        for i, cell in enumerate(row.cells):
            role = self._header.roles[i] if i < len(self._header.roles) else None
            if cell.merged and role:
                merged.add(role)
            if role is ColumnRole.NUMBER:
                number = cell.flow
            elif role is ColumnRole.CONTENT:
                content = cell.flow
            elif cell.flow:
                cells.append((role or ColumnRole.NOTE, self._joined(role, cell)))
        if not (number or content or cells):
            return None
        label, content = _label(number, content)
        if label and not content and len(cells) == 1 and ColumnRole.CONTENT not in merged:
            content, cells = cells[0][1], []  # a number and one text: it stands for all columns
        mark = _MARK.match(content.text)
        return _Line(
            label,
            number,
            mark and (mark.group(1) or mark.group(2)),
            content,
            _by_role(cells),
            frozenset(merged),
            after_break,
            self._page,
        )

    def _items_are_marked(self) -> bool:
        """Whether the table's unnumbered rows open with a mark: then one without is no entry of its own."""
        rows = [x for x in self._lines if x.label is None and x.content and not x.after_break]
        return not rows or sum(x.mark is not None for x in rows) * 2 >= len(rows)

    def _rows_are_numbered(self) -> bool:
        rows = [x for x in self._lines if x.content]
        return bool(rows) and sum(x.label is not None for x in rows) >= _NUMBERED * len(rows)

    def _continues(self, line: _Line, last: Entry, marked: bool) -> bool:
        """Whether a row goes on with the entry above it."""
        if line.label is not None:
            return False
        if not line.content:
            return True
        if self._numbered and line.mark is None and any(f.text[:1].islower() for _, f in line.cells):
            return True  # the middle of a cell stands in it
        ended = bool(_SENTENCE_END.search(last.content.text))
        if line.mark is not None:
            first = line.content.text.lstrip("-–—+•*● ")[:1]
            return line.after_break and not ended and (first.islower() or first.isdigit())
        if line.after_break:
            whole = ended and line.content.text[:1].isupper() and line.assigned and last.assigned
            return marked or not whole
        return marked and not line.assigned

    def _give_tails(self, line: _Line, out: list[Entry], pages: list[int], own: Entry | None) -> _Line:
        """A row after a break may carry the tail of a cell that the break cut: it goes to the entry that owns it, but
        for cells of ``own``, the entry that the row goes on with."""
        kept: list[tuple[ColumnRole, Flow]] = []
        for role, flow in line.cells:
            owner = None if own is not None and own.cell(role) else _owner(out, pages, role, line.page)
            first = line.after_break and line.label is None
            if owner is not None and self._is_open(out[owner].cell(role), flow, first):
                out[owner] = out[owner].with_cell(role, flow)
            else:
                kept.append((role, flow))
        return replace(line, cells=tuple(kept))

    def _is_open(self, cell: Flow, following: Flow, first: bool) -> bool:
        """Whether ``following`` goes on with a cell: a bracket or list left open, or words that cannot begin one. Right
        after the break (``first``) a small letter is enough."""
        text, opening = cell.text, following.text[:1]
        return (
            unbalanced(text)
            or bool(_OPEN_END.search(text))
            or opening in ")],;"
            or (first and opening.islower())
            or self._gives_tail(text, following.text)
        )


def _owner(out: list[Entry], pages: list[int], role: ColumnRole, page: int) -> int | None:
    """The entry before ``page`` whose cell of ``role`` a break may have cut: the last one, or the item that the last
    ones belong to; None where an entry on the page has such a cell already."""
    for i in range(len(out) - 1, -1, -1):
        if out[i].cell(role):
            return i if pages[i] < page else None
        if pages[i] < page and out[i].assigned and out[i].mark != "+":
            return None
    return None


def unbalanced(text: str) -> bool:
    """Whether a bracket that opens in ``text`` does not close in it."""
    return text.count("(") > text.count(")") or text.count("[") > text.count("]")


def _label(number: Flow, content: Flow) -> tuple[str | None, Flow]:
    """The number of a row; a number cell that holds more than a number is the row's text."""
    match = _LABEL.fullmatch(number.text)
    if match:
        return match.group(1), content
    if number and not content:
        opening = _LABEL.match(number.text)
        return (opening.group(1), number[opening.end() :]) if opening else (None, number)
    return (number.text or None), content


def _by_role(cells: list[tuple[ColumnRole, Flow]]) -> tuple[tuple[ColumnRole, Flow], ...]:
    roles = dict.fromkeys(role for role, _ in cells)
    return tuple((role, join(f for r, f in cells if r is role)) for role in roles)


def _extended(entry: Entry, line: _Line) -> Entry:
    """An entry with a row that goes on with it, cell by cell."""
    entry = replace(entry, content=join((entry.content, line.content)), merged=entry.merged | line.merged)
    for role, flow in line.cells:
        entry = entry.with_cell(role, flow)
    return entry


def _split(entry: Entry) -> Iterator[Entry]:
    """Two "-" items in one cell are two entries that share its cells."""
    if entry.mark is None or entry.label is not None:
        yield entry
        return
    cuts = [m.end() for m in _ITEMS.finditer(entry.content.text)]
    for start, end in zip([0, *cuts], [*cuts, len(entry.content.text)], strict=True):
        part = entry.content[start:end]
        mark = _MARK.match(part.text)
        yield replace(entry, content=part, mark=mark and (mark.group(1) or mark.group(2)))


def unmarked(content: Flow) -> Flow:
    """An item's text without the mark that opens it."""
    mark = _MARK.match(content.text)
    return content[mark.end() :] if mark else content
