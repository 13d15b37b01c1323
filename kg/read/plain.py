"""Plain text: a line with tabs is a row of a table, any other a paragraph; a blank line ends a table."""

from __future__ import annotations

from kg.places import Block, Cell, Paragraph, Piece, Reading, Row, Table, clean

READER = "text"


def read_plain(text: str, name: str, sha256: str) -> Reading:
    """The reading of ``text`` (as ``decode`` gives it)."""
    blocks: list[Block] = []
    rows: list[Row] = []
    table = start = 0
    for number, line in enumerate(text.split("\n"), 1):
        end = start + len(line)
        if _is_row(line, bool(rows)):
            rows.append(_row(text, start, end, Piece(line=number, table=table, row=len(rows))))
        else:
            if rows:
                blocks.append(Table(tuple(rows)))
                rows, table = [], table + 1
            flow = clean(text, start, end, Piece(line=number))
            if flow:
                blocks.append(Paragraph(flow))
        start = end + 1
    if rows:
        blocks.append(Table(tuple(rows)))
    return Reading(name, sha256, text, tuple(blocks), READER)


def _is_row(line: str, in_table: bool) -> bool:
    """A tab parts cells; one that only indents a line makes no table of it."""
    return "\t" in line and (
        in_table or "\t" in line.strip() or (line.rstrip(" ").endswith("\t") and bool(line.strip()))
    )


def _row(text: str, start: int, end: int, at: Piece) -> Row:
    cells = []
    for cell, part in enumerate(text[start:end].split("\t")):
        place = Piece(line=at.line, table=at.table, row=at.row, cell=cell)
        flow = clean(text, start, start + len(part), place)
        cells.append(Cell((flow,) if flow else ()))
        start += len(part) + 1
    return Row(tuple(cells))
