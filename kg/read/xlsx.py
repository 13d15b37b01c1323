"""Spreadsheets (.xlsx): the visible sheets, cells as they show, merged cells laid into the grid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

from kg.errors import KgError, UnreadableError
from kg.places import Reading
from kg.read.build import DAMAGED, MAX_COLUMNS, SAVE_AGAIN, SPLIT_IT, TOO_LARGE, Builder, Part, RawCell
from kg.read.package import Package
from kg.read.sheets import add_rows

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

READER = "xlsx"
_MAX_ROWS = 200_000
_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})[\"']"
)
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CODE = re.compile(r"y+|m+|d+|h+|s+|\"[^\"]*\"|\\.|\[[^\]]*\]|AM/PM|.", re.IGNORECASE)
_DECIMALS = re.compile(r"0\.(0+)")


def read_xlsx(data: bytes, name: str, sha256: str) -> Reading:
    """The reading of a spreadsheet.

    Raises:
        UnreadableError: damaged, too large, or without text.
    """
    package = Package(data, name)
    for part in package.names():
        if part.endswith((".xml", ".rels")) and _ENTITY.search((package.read(part) or b"")[:4096]):
            raise package.damaged(part)
    builder = Builder(name, sha256, READER)
    try:
        _read(data, package, builder, name)
    except KgError:
        raise
    except Exception:  # a damaged file makes openpyxl raise errors of every kind
        raise UnreadableError(DAMAGED, name, SAVE_AGAIN) from None
    return builder.reading()


def _read(data: bytes, package: Package, builder: Builder, name: str) -> None:
    from openpyxl import load_workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [s for s in book.worksheets if isinstance(s, ReadOnlyWorksheet) and s.sheet_state == "visible"]
    for sheet in sheets:
        if len(sheets) > 1:
            builder.paragraph(Part(sheet.title))
        add_rows(builder, _merged(_rows(sheet, name), _merges(package, sheet)))
    book.close()


def _rows(sheet: ReadOnlyWorksheet, name: str) -> list[list[RawCell]]:
    sheet.reset_dimensions()
    out: list[list[RawCell]] = []
    blank = 0
    cells_of: Iterator[tuple[Cell, ...]] = sheet.iter_rows()  # type: ignore[misc,assignment]
    for number, row in enumerate(cells_of):
        if number > _MAX_ROWS:
            if any(c.value is not None for c in row):
                raise UnreadableError(TOO_LARGE, name, SPLIT_IT)
            continue
        cells = [RawCell(_lines(c.value, c.number_format)) if c.value is not None else RawCell() for c in row]
        while cells and not cells[-1].lines:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise UnreadableError(TOO_LARGE, name, SPLIT_IT)
        blank = 0 if cells else blank + 1
        out.append(cells)
    return out[: len(out) - blank]


def _lines(value: object, code: str) -> tuple[str, ...]:
    return tuple(x for x in shown(value, code).split("\n") if x.strip())


def shown(value: object, code: str) -> str:
    """A value as the sheet shows it under its number format.

    >>> shown(datetime(2025, 6, 30), "dd/mm/yyyy"), shown(0.25, "0%"), shown(2025.0, "General"), shown(True, "General")
    ('30/06/2025', '25%', '2025', 'TRUE')
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date, time)):
        return "".join(_dated(value, code)).strip()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, (int, float)):
        return _number(value, code)
    return str(value).replace("\r\n", "\n").replace("_x000D_", "")


def _number(value: float, code: str) -> str:
    decimals = _DECIMALS.search(code)
    places = len(decimals.group(1)) if decimals else 0
    if "%" in code:
        return f"{value * 100:.{places}f}%"
    if decimals or (code.strip("#,") in ("0",) and value != int(value)):
        return f"{value:.{places}f}"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _dated(value: datetime | date | time, code: str) -> Iterator[str]:
    """The parts of a date under a format of a spreadsheet; ``m`` is minutes next to hours or seconds."""
    code = code.partition(";")[0]
    if not re.search(r"[ymdhs]", re.sub(r"\"[^\"]*\"|\[[^\]]*\]", "", code), re.IGNORECASE):
        code = "dd/mm/yyyy"
    tokens = _CODE.findall(code)
    hours = False
    for i, token in enumerate(tokens):
        kind = token[:1].lower()
        after = next((t[:1].lower() for t in tokens[i + 1 :] if t[:1].isalpha()), "")
        if kind in "ymdhs" and token.isalpha():
            minutes = kind == "m" and (hours or after == "s")
            hours = kind == "h" or (hours and kind == "m")
            yield _unit(value, "M" if minutes else kind, len(token))
        elif token[:1] == '"':
            yield token[1:-1]
        elif token[:1] == "\\":
            yield token[1:]
        elif token[:1] != "[" and token.upper() != "AM/PM" and token not in "_*@":
            yield token


def _unit(value: datetime | date | time, kind: str, width: int) -> str:
    names = {"d": "day", "m": "month", "y": "year", "h": "hour", "M": "minute", "s": "second"}
    number = int(getattr(value, names[kind], 0))
    if kind == "y":
        return f"{number:04}" if width > 2 else f"{number % 100:02}"
    return f"{number:02}" if width > 1 else str(number)


def _merges(package: Package, sheet: ReadOnlyWorksheet) -> list[tuple[int, int, int, int]]:
    """First and last row and column (0-based) of each merged range."""
    data = package.read(str(getattr(sheet, "_worksheet_path", "")).lstrip("/")) or b""
    out = []
    for match in _MERGE.finditer(data):
        low, high = _column(match.group(1)), _column(match.group(3))
        out.append((int(match.group(2)) - 1, int(match.group(4)) - 1, low, high))
    return out


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _merged(rows: list[list[RawCell]], merges: list[tuple[int, int, int, int]]) -> list[list[RawCell]]:
    """The rows with the cells marked that a merged range takes from the row above."""
    for first, last, low, high in merges:
        if low >= MAX_COLUMNS or first >= len(rows) or low >= len(rows[first]) or not rows[first][low].lines:
            continue
        for row in rows[first + 1 : last + 1]:
            row.extend([RawCell()] * (min(high, MAX_COLUMNS - 1) + 1 - len(row)))
            for column in range(low, min(high, MAX_COLUMNS - 1) + 1):
                row[column] = RawCell(merged=True)
    return rows
