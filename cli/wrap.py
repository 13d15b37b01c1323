"""Laying out text in columns of a terminal: Vietnamese letters, combining marks, wide characters counted as drawn.

Text is wrapped, never cut: what does not fit in a line goes on in the next one.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence

NARROWEST = 40
WIDEST = 120
#: where the width is not known: a pipe, a file
UNKNOWN_WIDTH = 80
GAP = "  "


def page_width() -> int:
    """How many columns a line may take."""
    if not sys.stdout.isatty():
        return int(os.environ["COLUMNS"]) if os.environ.get("COLUMNS", "").isdigit() else UNKNOWN_WIDTH
    from shutil import get_terminal_size

    return max(NARROWEST, min(get_terminal_size((UNKNOWN_WIDTH, 24)).columns, WIDEST))


def columns(text: str) -> int:
    """How many columns ``text`` takes.

    >>> columns("Huyện"), columns("Huye\\u0302\\u0323n"), columns("漢字")
    (5, 5, 4)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Lines of at most ``width`` columns; the first opens with ``first``, others with ``rest`` (as many spaces).

    >>> wrap("Ban Tuyên giáo Huyện ủy", 14, "- ")
    ['- Ban Tuyên', '  giáo Huyện', '  ủy']
    """
    rest = " " * columns(first) if rest is None else rest
    lines: list[str] = []
    line, empty = first, True
    for word in _pieces(text, max(1, width - max(columns(first), columns(rest)))):
        if not empty and columns(line) + 1 + columns(word) > width:
            lines.append(line)
            line, empty = rest, True
        line, empty = (line + word if empty else f"{line} {word}"), False
    return [*lines, line.rstrip() if empty else line]


def _pieces(text: str, width: int) -> Iterable[str]:
    """The words of ``text``, those that no line can hold broken where they must be."""
    for word in text.split():
        piece, taken = "", 0
        for char in word:
            wide = _columns(char)
            if taken + wide > width and piece:
                yield piece
                piece, taken = "", 0
            piece, taken = piece + char, taken + wide
        yield piece


def pad(text: str, width: int) -> str:
    """``text`` with spaces behind it up to ``width`` columns."""
    return text + " " * (width - columns(text))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """A table without frame: cells are wrapped, and columns share the width by what they need."""
    widths = _shares(heads, rows, width - len(GAP) * (len(heads) - 1))
    lines = [*_row(heads, widths), GAP.join("-" * w for w in widths)]
    for row in rows:
        lines += _row(row, widths)
    return lines


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    wrapped = [wrap(cell, w) for cell, w in zip(cells, widths, strict=True)]
    height = max(map(len, wrapped))
    filled = [[*cell, *[""] * (height - len(cell))] for cell in wrapped]
    return [
        GAP.join(pad(line, w) for line, w in zip(lines, widths, strict=True)).rstrip()
        for lines in zip(*filled, strict=True)
    ]


def _shares(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Widths of the columns: each as wide as it needs; where that is too much, the widest give way."""
    cells = [[heads[i], *(row[i] for row in rows)] for i in range(len(heads))]
    widths = [max(map(columns, column)) for column in cells]
    least = [max(min(w, max(map(columns, head.split()), default=1)), 1) for w, head in zip(widths, heads, strict=True)]
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda i: widths[i] - least[i])
        if widths[widest] <= least[widest]:
            break
        widths[widest] -= 1
    return widths
