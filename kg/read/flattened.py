"""Tables of which a crawl kept only lone pipes: before the first cell of a row, between cells, and after the last.

Between two rows stand two pipes with nothing between them, as around an empty cell. Which of them is meant follows
from the width that most rows share: the reading is taken that makes the most rows whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import log

#: what opens a row: a number of any kind
_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ])[.)]?")
_MAX_WIDTH = 16
#: costs of what is seldom in a row
_SHORT, _EMPTY, _NUMBER_INSIDE, _WIDE = 1.0, 0.15, 1.5, 4.0

#: a cell that was written, with nothing in it
BLANK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Columns:
    """A row: of each column the index of its segment, and whether cells of other rows take what is missing."""

    segments: tuple[int | None, ...]
    spanned: bool = False


def flattened_rows(texts: Sequence[str]) -> list[Columns]:
    """The rows of a table whose segments between lone pipes are ``texts``, each as wide as the table.

    >>> table = ["TT", "Việc", "Chủ trì", "", "1", "Rà soát", "", "", "I", "Nhóm", "", "2", "Báo cáo", "Sở A"]
    >>> [row.segments for row in flattened_rows(table)]
    [(0, 1, 2), (4, 5, 6), (8, 9, None), (11, 12, 13)]
    """
    if not texts:
        return []
    best: tuple[float, list[tuple[int, int]]] | None = None
    width = 1
    for trial in range(1, min(_MAX_WIDTH, len(texts)) + 1):
        found = _rows_of(texts, trial)
        if found is not None and (best is None or found[0] < best[0]):
            best, width = found, trial
    if best is None:  # no width fits: one row, nothing lost
        return [Columns(tuple(range(len(texts))))]
    return _Placer(texts, best[1], width).rows()


def _rows_of(texts: Sequence[str], width: int) -> tuple[float, list[tuple[int, int]]] | None:
    """The cheapest cut of ``texts`` into rows of ``width`` cells, with an empty segment between rows."""
    size = len(texts)
    costs: list[float] = [0.0] + [float("inf")] * (size + 1)
    from_: list[int] = [0] * (size + 2)
    for start in range(size):
        if costs[start] == float("inf"):
            continue
        for end in range(start + 1, min(start + _MAX_WIDTH, size) + 1):
            if end < size and texts[end]:
                continue
            cost = costs[start] + _cost(texts, start, end, width)
            after = end + 1 if end < size else size + 1
            if cost < costs[after]:
                costs[after], from_[after] = cost, start
    if costs[size + 1] == float("inf"):
        return None
    rows: list[tuple[int, int]] = []
    at = size + 1
    while at > 0:
        start = from_[at]
        rows.append((start, at - 1))
        at = start
    return costs[size + 1], rows[::-1]


def _cost(texts: Sequence[str], start: int, end: int, width: int) -> float:
    cells = texts[start:end]
    if not any(cells):
        return 3.0
    cost = 0.0 if len(cells) == width else _SHORT if len(cells) < width else _WIDE * (len(cells) - width)
    cost += _EMPTY * sum(not c for c in cells)
    inside = [i for i, c in enumerate(cells) if i and _NUMBER.fullmatch(c) and i + 1 < len(cells) and cells[i + 1]]
    # a number after an empty cell, with text after it, is the beginning of the next row
    cost += _NUMBER_INSIDE * sum(not cells[i - 1] for i in inside)
    return cost


class _Placer:
    """Puts the cells of rows into columns. Whole rows show what each column holds; a short row, where cells above or
    beside take some of its columns, is laid where its cells are most alike."""

    def __init__(self, texts: Sequence[str], rows: Sequence[tuple[int, int]], width: int) -> None:
        self._texts, self._rows, self._width = texts, rows, width
        whole = [texts[low:high] for low, high in rows if high - low == width]
        self._columns = [[row[c] for row in whole if row[c].strip()] for c in range(width)]
        first = self._columns[0] if self._columns else []
        self._numbered = bool(first) and sum(bool(_NUMBER.fullmatch(t)) for t in first) * 2 >= len(first)

    def rows(self) -> list[Columns]:
        """All rows, each as wide as the table."""
        rows = [self._row(low, high) for low, high in self._rows]
        widest = max(len(row.segments) for row in rows)
        return [replace(row, segments=(*row.segments, *[None] * (widest - len(row.segments)))) for row in rows]

    def _row(self, low: int, high: int) -> Columns:
        cells = list(range(low, high))
        while len(cells) > self._width and self._texts[cells[-1]] == BLANK:
            cells.pop()
        missing = self._width - len(cells)
        if missing <= 0:
            return Columns(tuple(cells))
        opens = bool(_NUMBER.fullmatch(self._texts[low]))
        left = [*cells, *([None] * missing)]
        if not self._numbered or self._width < 3 or (opens and len(cells) <= 2) or len(cells) == 1:
            return Columns(tuple(left))
        fixed: list[int | None] = [cells.pop(0)] if opens else [None]
        return Columns((*fixed, *self._most_alike(cells)), spanned=True)

    def _most_alike(self, cells: list[int]) -> list[int | None]:
        best: tuple[float, tuple[int, ...]] = (float("-inf"), ())
        for columns in combinations(range(1, self._width), len(cells)):
            score = sum(self._alike(cell, c) for cell, c in zip(cells, columns, strict=True))
            # what is missing is missing at the right, unless the cells say otherwise
            score -= 0.25 * (columns[-1] - len(cells))
            if score > best[0]:
                best = (score, columns)
        out: list[int | None] = [None] * (self._width - 1)
        for cell, column in zip(cells, best[1], strict=True):
            out[column - 1] = cell
        return out

    def _alike(self, cell: int, column: int) -> float:
        text, others = self._texts[cell], self._columns[column][1:]
        if not others or not text.strip():
            return 0.0
        lengths = sorted(len(t) for t in others)
        near = 1.0 - abs(log(len(text) / lengths[len(lengths) // 2])) / 3
        digits = sum(any(map(str.isdigit, t)) for t in others) / len(others)
        same = 1.0 if text in others else 0.0
        return near + same + (digits if any(map(str.isdigit, text)) else 1.0 - digits)
