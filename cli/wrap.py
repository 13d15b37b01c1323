"""Laying out text in columns of a terminal: Vietnamese letters, combining marks, wide characters counted as drawn.

Text is wrapped, never cut: what does not fit in a line goes on in the next one.
"""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence

NARROWEST = 40
WIDEST = 120
#: where the width is not known: a pipe, a file
UNKNOWN_WIDTH = 80
GAP = "  "


#: anything but Latin letters and usual signs, each one column wide: asking Unicode for every letter is slow
_UNEVEN = re.compile("[^\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027]")


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
    return sum(map(_columns, text)) if _UNEVEN.search(text) else len(text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Lines of at most ``width`` columns; the first opens with ``first``, others with ``rest`` (as many spaces).

    >>> wrap("Ban Tuyên giáo Huyện ủy", 14, "- ")
    ['- Ban Tuyên', '  giáo Huyện', '  ủy']
    """
    head = columns(first)
    rest = " " * head if rest is None else rest
    indent = columns(rest)
    lines: list[str] = []
    line: list[str] = []
    taken = head
    for word, wide in _pieces(text, max(1, width - max(head, indent))):
        if line and taken + 1 + wide > width:
            lines.append((rest if lines else first) + " ".join(line))
            line, taken = [], indent
        taken += wide + bool(line)
        line.append(word)
    last = (rest if lines else first) + " ".join(line)
    return [*lines, last if line else last.rstrip()]


def _pieces(text: str, width: int) -> Iterator[tuple[str, int]]:
    """The words of ``text`` and their columns, those that no line can hold broken where they must be."""
    for word in text.split():
        wide = columns(word)
        if wide <= width:
            yield word, wide
        else:
            yield from _broken(word, width)


def _broken(word: str, width: int) -> Iterator[tuple[str, int]]:
    piece, taken = "", 0
    for char in word:
        wide = _columns(char)
        if taken + wide > width and piece:
            yield piece, taken
            piece, taken = "", 0
        piece, taken = piece + char, taken + wide
    yield piece, taken


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
