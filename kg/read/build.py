"""What readers of laid-out formats share: lines with their places are collected, text and blocks are made at the end.

A reader hands over paragraphs and tables in the order of the file. Each paragraph, also each of a cell, becomes a line
of the text as read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import Message, UnreadableError
from kg.places import Block, Cell, Flow, Paragraph, Piece, Reading, Row, Table, clean, join
from kg.read.ink import LINE_END, Ink, Inked, shifted
from kg.text import nfc

#: more text than this is no document of an office, and would not end in bounded time
MAX_TEXT = 40_000_000
#: a file that claims more columns or more cells is damaged or made to do harm
MAX_COLUMNS = 250
MAX_CELLS = 2_000_000
#: what a line that was broken by hand (Shift+Enter) opens with when it stands for itself
_ITEM = re.compile(r"(?:[-–—+•*●]|\d+(?:\.\d+)*[.)/]|[a-zđ]\))")

TOO_LARGE = Message("Tệp quá lớn so với một văn bản.", "The file is too large for a document.")
DAMAGED = Message("Tệp bị hỏng, không đọc được.", "The file is damaged and cannot be read.")
SAVE_AGAIN = Message(
    "Hãy mở tệp bằng chương trình đã tạo ra nó, lưu lại thành tệp mới rồi thử lại.",
    "Open the file in the program that made it, save it as a new file and try again.",
)
SPLIT_IT = Message("Hãy tách tệp thành nhiều văn bản nhỏ hơn.", "Split it into smaller documents.")


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the text as read: a paragraph, or the part of one that stands on ``page``; ``inked`` is the same text
    where the reader knows what prints it."""

    text: str
    page: int | None = None
    inked: Inked | None = None


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell before it has a place: its paragraphs, and whether the file merges it with the one above; ``inked`` are
    the same paragraphs where the reader knows what prints them."""

    lines: tuple[str, ...] = ()
    merged: bool = False
    inked: tuple[Inked, ...] = ()


Grid = Sequence[Sequence[RawCell]]


class Builder:
    """Collects a document in its order and gives the reading of it."""

    def __init__(self, name: str, sha256: str, reader: str) -> None:
        self._name, self._sha256, self._reader = name, sha256, reader
        self._lines: list[str] = []
        self._length = 0
        self._blocks: list[_Block] = []
        self._cells = 0
        self._unsure: set[tuple[int, str]] = set()
        self.tables = 0
        self.inks: list[Ink] = []  #: of the text as read, where the reader knows them

    def paragraph(self, *parts: Part) -> None:
        """A paragraph outside tables; of several parts where a page breaks it."""
        places = [self._add(p.inked or p.text, page=p.page) for p in parts]
        kept = tuple(p for p in places if p is not None)
        if kept:
            self._blocks.append(kept)

    def table(self, rows: Grid, page: int | None = None) -> None:
        """A table; rows without any text are kept, a table without any is not."""
        if not any(cell.lines for row in rows for cell in row):
            return
        width = max(len(row) for row in rows)
        self._cells += width * len(rows)
        if width > MAX_COLUMNS or self._cells > MAX_CELLS:
            raise UnreadableError(TOO_LARGE, self._name, SPLIT_IT)
        self._blocks.append(
            _Rows(
                tuple(
                    tuple(self._cell(cell, page, r, c) for c, cell in enumerate([*row, *_BLANKS[: width - len(row)]]))
                    for r, row in enumerate(rows)
                )
            )
        )
        self.tables += 1

    def unsure(self, word: str, page: int) -> None:
        """A word of ``page`` that may have been recognised wrongly."""
        self._unsure.add((page, nfc(word)))

    def reading(self) -> Reading:
        """The reading of all that was added; raises UnreadableError where that is no text at all."""
        if not self._lines:
            raise UnreadableError(Message("Tệp không có chữ nào.", "The file holds no text."), self._name)
        text = "\n".join(self._lines) + "\n"
        blocks: list[Block] = []
        for block in self._blocks:
            if isinstance(block, _Rows):
                blocks.append(Table(tuple(Row(tuple(_cell(text, c) for c in row)) for row in block.rows)))
            elif flow := join(_flow(text, place) for place in block):
                blocks.append(Paragraph(flow))
        return Reading(self._name, self._sha256, text, tuple(blocks), self._reader, frozenset(self._unsure))

    def _cell(self, cell: RawCell, page: int | None, row: int, column: int) -> _Placed:
        places = [self._add(line, page, self.tables, row, column) for line in cell.inked or cell.lines]
        return _Placed(tuple(p for p in places if p is not None), cell.merged)

    def _add(
        self,
        text: str | Inked,
        page: int | None = None,
        table: int | None = None,
        row: int | None = None,
        cell: int | None = None,
    ) -> Piece | None:
        if isinstance(text, Inked):
            text = text.clean()
            self.inks.extend(shifted(text.inks, self._length))
            line = text.text
        else:
            line = nfc(LINE_END.sub(" ", text)).strip()
        if not line:
            return None
        start, end = self._length, self._length + len(line)
        self._lines.append(line)
        self._length = end + 1
        if end > MAX_TEXT:
            raise UnreadableError(TOO_LARGE, self._name, SPLIT_IT)
        return Piece(len(self._lines), page, table, row, cell, start, end)


@dataclass(frozen=True, slots=True)
class _Placed:
    lines: tuple[Piece, ...]
    merged: bool


@dataclass(frozen=True, slots=True)
class _Rows:
    rows: tuple[tuple[_Placed, ...], ...]


_Block = tuple[Piece, ...] | _Rows
_BLANKS = (RawCell(),) * MAX_COLUMNS


def _flow(text: str, at: Piece) -> Flow:
    place = Piece(at.line, at.page, at.table, at.row, at.cell)
    return clean(text, at.start or 0, at.end or 0, place)


def _cell(text: str, cell: _Placed) -> Cell:
    flows = (_flow(text, place) for place in cell.lines)
    return Cell(tuple(f for f in flows if f), cell.merged)


def hand_broken(parts: Sequence[str]) -> list[str]:
    """The paragraphs of one whose lines were broken by hand: a line that goes on in small letters is the same one,
    but not beneath a title in capitals.

    >>> hand_broken(["KẾ HOẠCH", "thực hiện Nghị quyết", "của Tỉnh ủy"])
    ['KẾ HOẠCH', 'thực hiện Nghị quyết của Tỉnh ủy']
    """
    return [" ".join(parts[i].strip() for i in group) for group in hand_groups(parts)]


def hand_groups(parts: Sequence[str]) -> list[list[int]]:
    """Which lines make up each paragraph, by their indices; empty ones are in none."""
    out: list[list[int]] = []
    small, capital = False, False  # whether the paragraph so far holds letters of either case
    for i, part in enumerate(parts):
        if not part.strip():
            continue
        title = capital and not small
        if out and not _opens(part.strip()) and not (title and not part.isupper()):
            out[-1].append(i)
        else:
            out.append([i])
            small, capital = False, False
        small, capital = small or part.upper() != part, capital or part.isupper()
    return out


def _opens(line: str) -> bool:
    return bool(_ITEM.match(line)) or line.lstrip('"“‘(«')[:1].isupper()


class Spans:
    """Lays cells that span columns and rows (as HTML and Word say it) into the grid that all rows share."""

    def __init__(self) -> None:
        self.rows: list[list[RawCell]] = []
        self._open: dict[int, int] = {}  # column → further rows that a cell above takes
        self._row: list[RawCell] = []

    def cell(self, lines: Sequence[str], columns: int = 1, rows: int = 1) -> None:
        """The next cell of the row."""
        self._below_open()
        at = len(self._row)
        columns = max(1, min(columns, MAX_COLUMNS)) if at < MAX_COLUMNS else 1
        self._row.append(RawCell(tuple(lines)))
        self._row.extend(RawCell() for _ in range(columns - 1))
        if rows > 1:
            for column in range(at, at + columns):
                self._open[column] = rows  # counted down at the end of this row too

    def end_row(self) -> None:
        """Ends the row."""
        self._below_open(to_end=True)
        self._open = {c: n - 1 for c, n in self._open.items() if n > 1}
        self.rows.append(self._row)
        self._row = []

    def _below_open(self, to_end: bool = False) -> None:
        fresh = {c for c in self._open if c >= len(self._row)}
        while len(self._row) in fresh or (to_end and any(c >= len(self._row) for c in fresh)):
            self._row.append(RawCell(merged=len(self._row) in fresh))
