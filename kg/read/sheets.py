"""Rows of a sheet: which are the table, and which are the title and signature around it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.read.build import Builder, Part, RawCell


def is_title(filled: int, width: int) -> bool:
    """Whether a row with so many filled cells of so many is text above a table, not its header."""
    return filled == 1 or (filled == 2 and width > 3)


def add_rows(builder: Builder, rows: Sequence[Sequence[RawCell]]) -> None:
    """Adds the rows of one sheet: a blank row ends a table only if the next one is no row of it."""
    rows = _trimmed(rows)
    width = max((len(r) for r in rows), default=0)
    first = next((i for i, r in enumerate(rows) if not is_title(_filled(r), width) and _filled(r)), len(rows))
    last = max((i for i, r in enumerate(rows) if _filled(r) > 2 or (width <= 3 and _filled(r) > 1)), default=-1)
    last = _with_tail(rows, last)
    _around(builder, rows[:first])
    builder.table([r for r in rows[first : last + 1] if _filled(r) or any(c.merged for c in r)])
    _around(builder, rows[max(first, last + 1) :])


def _with_tail(rows: Sequence[Sequence[RawCell]], last: int) -> int:
    """Rows right below the last full one belong to the table until a blank one: they may be its last group or task."""
    while 0 <= last < len(rows) - 1 and _filled(rows[last + 1]):
        last += 1
    return last


def _around(builder: Builder, rows: Sequence[Sequence[RawCell]]) -> None:
    """Rows beside the table: one filled cell is a paragraph, two side by side are a letterhead or signature."""
    beside: list[list[RawCell]] = []
    for row in [*rows, []]:
        filled = [c for c in row if c.lines]
        if len(filled) > 1:
            beside.append(filled)
            continue
        if beside:
            builder.table(beside)
            beside = []
        for cell in filled:
            for line in cell.lines:
                builder.paragraph(Part(line))


def _filled(row: Sequence[RawCell]) -> int:
    return sum(bool(c.lines) for c in row)


def _trimmed(rows: Sequence[Sequence[RawCell]]) -> list[list[RawCell]]:
    """Without the empty columns that a sheet has at its sides."""
    used = [i for row in rows for i, c in enumerate(row) if c.lines]
    if not used:
        return []
    low, high = min(used), max(used) + 1
    return [[*row[low:high], *([RawCell()] * (high - max(low, len(row))))] for row in rows]
