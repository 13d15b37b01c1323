"""Pages of words become paragraphs and tables, page after page: shared by PDF files and recognised scans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.read.build import Builder, Part, RawCell
from kg.read.layout import Box, Columns, Line, Paragraphs, Slot, Word, cell_lines, joined, lines_of, slots, with_columns

_PAGE_NUMBER = re.compile(r"[-–\s]*(?:(?:trang|page)\s*)?(\d{1,4})(?:\s*/\s*\d{1,4})?[-–\s.]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page: its words, and the boxes of the cells of each ruled table."""

    number: int
    words: tuple[Word, ...]
    tables: tuple[tuple[Box, ...], ...]
    tolerance: float = 3.0  #: how far apart two drawings of one line may be


class Pages:
    """Adds pages to a builder; a paragraph goes on over the end of a page."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._open: list[Part] = []  # a paragraph that the next page may go on with
        self._last: Line | None = None
        self._right = 0.0
        self._ahead = 0  # of the printed page numbers before those of the file

    def add(self, page: Page) -> None:
        """The next page."""
        for word in page.words:
            if not word.sure:
                self._builder.unsure(word.text, page.number)
        grids = [slots(boxes, page.tolerance) for boxes in page.tables if len(boxes) > 1]
        inside, outside = _sorted_into(page.words, grids)
        blocks: list[Line | Columns | tuple[Slot, ...]] = [*with_columns(lines_of(outside))]
        blocks.extend(tuple(grid) for grid in grids)
        blocks.sort(key=_top)
        measure = Paragraphs([b for b in blocks if isinstance(b, Line)], self._right)
        self._right = measure.right
        for at, block in enumerate(blocks):
            if isinstance(block, Line):
                self._line(block, page.number, measure, edge=at in (0, len(blocks) - 1))
            elif isinstance(block, Columns):
                self.end()
                self._columns(block, page.number)
            else:
                self.end()
                self._builder.table(_grid(block, inside), page.number)

    def paragraph(self, text: str, page: int) -> None:
        """A paragraph of its own."""
        self.end()
        self._builder.paragraph(Part(text, page))

    def end(self) -> None:
        """Ends the open paragraph."""
        if self._open:
            self._builder.paragraph(*self._open)
        self._open, self._last = [], None

    def _line(self, line: Line, page: int, measure: Paragraphs, edge: bool) -> None:
        number = _PAGE_NUMBER.fullmatch(line.text) if edge else None
        if number:
            self._page_number(int(number.group(1)), line.text, page)
            return
        fresh = bool(self._open) and self._open[-1].page != page
        if self._last is not None and measure.goes_on(self._last, line, fresh):
            if fresh:
                self._open.append(Part(line.text, page))
            else:
                self._open[-1] = Part(joined(self._open[-1].text, line.text), page)
        else:
            self.end()
            self._open = [Part(line.text, page)]
        self._last = line

    def _page_number(self, number: int, text: str, page: int) -> None:
        """The number of a page is no text of the document; one that does not count on with the pages may be."""
        if number - page not in (0, self._ahead):
            self._builder.paragraph(Part(text, page))
        self._ahead = number - page

    def _columns(self, block: Columns, page: int) -> None:
        row = []
        for side in (block.left, block.right):
            box = Box(min(x.x0 for x in side), block.top, max(x.x1 for x in side), block.bottom)
            row.append(RawCell(tuple(_side(side, box))))
        self._builder.table([row], page)


def _side(lines: Sequence[Line], box: Box) -> list[str]:
    """Lines of a letterhead or signature: each stands for itself, unless it goes on in small letters."""
    out: list[str] = []
    for line in lines:
        if out and line.text[:1].islower():
            out[-1] = joined(out[-1], line.text)
        else:
            out.append(line.text)
    return out


def _top(block: Line | Columns | tuple[Slot, ...]) -> float:
    return block.top if isinstance(block, Box) else min(s.box.top for s in block)


def _sorted_into(words: Sequence[Word], grids: Sequence[Sequence[Slot]]) -> tuple[dict[Slot, list[Word]], list[Word]]:
    """The words of each cell, and those of none."""
    inside: dict[Slot, list[Word]] = {}
    outside: list[Word] = []
    frames = [(Box(*(f(getattr(s.box, k) for s in grid) for k, f in _FRAME)), grid) for grid in grids]
    for word in words:
        x, y = word.centre
        grid = next((grid for frame, grid in frames if frame.holds(x, y)), ())
        slot = next((s for s in grid if s.box.holds(x, y)), None)
        if slot is None:
            outside.append(word)
        else:
            inside.setdefault(slot, []).append(word)
    return inside, outside


_FRAME = (("x0", min), ("top", min), ("x1", max), ("bottom", max))


def _grid(grid: Sequence[Slot], inside: dict[Slot, list[Word]]) -> list[list[RawCell]]:
    height = max(s.row + s.rows for s in grid)
    width = max(s.column + s.columns for s in grid)
    out = [[RawCell()] * width for _ in range(height)]
    for slot in grid:
        out[slot.row][slot.column] = RawCell(cell_lines(inside.get(slot, ()), slot.box))
        for row in range(slot.row + 1, slot.row + slot.rows):
            for column in range(slot.column, slot.column + slot.columns):
                out[row][column] = RawCell(merged=True)
    return out
