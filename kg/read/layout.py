"""From words with their boxes, on a page or in a cell, to lines and paragraphs; and from boxes of cells to a grid.

PDF files and recognised scans know only where each word stands. What belongs together follows from distances, all
measured in heights of a line, so that no size is assumed. The y axis points down.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_ITEM = re.compile(r"(?:[-–—+•*●])\s+\S|(?:\d+(?:\.\d+)*[.)]|[IVX]+[.)]|[a-zđ]\))\s")
_ENDED = re.compile(r"[.;:!?…]\s*[”\"»)]?$")
_BROKEN = re.compile(r"\w[-/]$")
#: fewer lines than these do not show the margins of a page
_FEW = 4
#: gaps, in heights of a line
_ALONE = 5.0
_TALLEST = 1.5
_GUTTER, _PITCH, _FULL, _INDENT, _HANGING = 2.4, 1.25, 3.5, 0.6, 2.2


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Word(Box):
    """A word where it stands."""

    text: str
    sure: bool = True  #: whether what recognised it was sure of its letters

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle, by which it belongs to a cell."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line(Box):
    """Words side by side."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words in their order."""
        return " ".join(w.text for w in self.words)

    @property
    def height(self) -> float:
        """The height of its words."""
        return median(w.bottom - w.top for w in self.words)


@dataclass(frozen=True, slots=True)
class Columns(Box):
    """Lines that stand side by side in two columns, as in a letterhead."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]


def line_of(words: Sequence[Word]) -> Line:
    """These words as one line, from left to right."""
    ordered = tuple(sorted(words, key=lambda w: w.x0))
    return Line(
        ordered[0].x0,
        min(w.top for w in ordered),
        max(w.x1 for w in ordered),
        max(w.bottom for w in ordered),
        ordered,
    )


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words that overlap in height by half are on one line. The tallest word tells where the line lies (a quotation
    mark alone says little of it), but none that is taller than a line: dirt may reach over two."""
    ordered = sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.x0))
    most = _TALLEST * median([w.bottom - w.top for w in ordered] or [0.0])
    rows: list[list[Word]] = []
    top = bottom = 0.0
    for word in ordered:
        overlap = min(bottom, word.bottom) - max(top, word.top)
        if rows and overlap > 0.5 * min(bottom - top, word.bottom - word.top):
            rows[-1].append(word)
            if bottom - top < word.bottom - word.top <= most:
                top, bottom = word.top, word.bottom
        else:
            rows.append([word])
            top, bottom = word.top, word.bottom
    return [line_of(row) for row in rows]


# ── columns ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def _gutter(line: Line) -> tuple[float, float] | None:
    """The widest gap of a line where it is too wide to part words of one text."""
    gaps = [(b.x0 - a.x1, a.x1, b.x0) for a, b in pairwise(line.words)]
    widest = max(gaps, default=(0.0, 0.0, 0.0))
    return (widest[1], widest[2]) if widest[0] > _GUTTER * line.height else None


def with_columns(lines: Sequence[Line]) -> list[Line | Columns]:
    """Lines that leave a gutter free, with those around that keep to one side of it, as two columns."""
    out: list[Line | Columns] = []
    at = 0
    while at < len(lines):
        block = _block(lines, at)
        if block is None:
            out.append(lines[at])
            at += 1
            continue
        start, end, middle = block
        del out[len(out) - (at - start) :]
        out.append(_columns(lines[start:end], middle))
        at = end
    return out


def _block(lines: Sequence[Line], at: int) -> tuple[int, int, float] | None:
    """First line, end and middle of the gutter of the columns that the line at ``at`` shows."""
    gutter = _gutter(lines[at])
    if gutter is None:
        return None
    start, end, (low, high) = at, at + 1, gutter
    while end < len(lines) and _near(lines[end - 1], lines[end]):
        narrowed = _narrowed(lines[end], low, high)
        if narrowed is None or _is_centred(lines[end], lines, narrowed):
            break
        (low, high), end = narrowed, end + 1
    while start > 0 and _near(lines[start - 1], lines[start]):
        narrowed = _narrowed(lines[start - 1], low, high)
        if narrowed is None or not _parts(lines[start - 1], narrowed):
            break
        (low, high), start = narrowed, start - 1
    beside = [x for x in lines[start:end] if _parts(x, (low, high))]
    if len(beside) < 2 and not _is_wide(lines[at], gutter):
        return None
    return start, end, (low + high) / 2


def _near(above: Line, line: Line) -> bool:
    return line.top - above.bottom < 3 * line.height


def _parts(line: Line, gutter: tuple[float, float]) -> bool:
    """Whether a line has words on both sides of a gutter."""
    middle = sum(gutter) / 2
    return line.x0 < middle < line.x1


def _is_wide(line: Line, gutter: tuple[float, float]) -> bool:
    """Whether a single line shows columns by itself: a justified line of few words has wide gaps too."""
    left = sum(w.x1 <= gutter[0] for w in line.words)
    return gutter[1] - gutter[0] > _ALONE * line.height and 2 <= left <= len(line.words) - 2


def _is_centred(line: Line, lines: Sequence[Line], gutter: tuple[float, float]) -> bool:
    """Whether a line stands in the middle of the page, as a title beneath a letterhead does."""
    low, high = min(x.x0 for x in lines), max(x.x1 for x in lines)
    off = abs((line.x0 + line.x1) / 2 - (low + high) / 2)
    return not _parts(line, gutter) and off < 0.05 * (high - low)


def _narrowed(line: Line, low: float, high: float) -> tuple[float, float] | None:
    """What is left of a gutter beside ``line``; None where the line fills it."""
    edges = [(float("-inf"), line.x0), *((a.x1, b.x0) for a, b in pairwise(line.words)), (line.x1, float("inf"))]
    free = [(max(low, a), min(high, b)) for a, b in edges]
    widest = max(free, key=lambda gap: gap[1] - gap[0])
    return widest if widest[1] - widest[0] > 0.8 * line.height else None


def _columns(lines: Sequence[Line], middle: float) -> Columns:
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        for side, words in enumerate(
            ([w for w in line.words if w.x1 <= middle], [w for w in line.words if w.x1 > middle])
        ):
            if words:
                sides[side].append(line_of(words))
    return Columns(
        min(x.x0 for x in lines),
        lines[0].top,
        max(x.x1 for x in lines),
        lines[-1].bottom,
        tuple(sides[0]),
        tuple(sides[1]),
    )


# ── paragraphs ───────────────────────────────────────────────────────────────────────────────────────────────────────
def opens_item(text: str) -> bool:
    """Whether a line begins with the mark or number of an item."""
    return bool(_ITEM.match(text))


def has_ended(text: str) -> bool:
    """Whether a line ends as a sentence or item does."""
    return bool(_ENDED.search(text))


def joined(above: str, below: str) -> str:
    """Two lines as one. A number or code that was broken at its own dash or stroke is whole again.

    >>> joined("Nghị quyết số 21-", "NQ/TW"), joined("chính trị -", "xã hội"), joined("Sở Tư", "pháp")
    ('Nghị quyết số 21-NQ/TW', 'chính trị - xã hội', 'Sở Tư pháp')
    """
    return f"{above}{below}" if _BROKEN.search(above) and below[:1].isalnum() else f"{above} {below}"


class Paragraphs:
    """Tells where paragraphs of a page begin, by its margins and its distance of lines."""

    def __init__(self, lines: Sequence[Line], right: float = 0.0) -> None:
        heights = [x.height for x in lines] or [1.0]
        self.height = median(heights)
        self.right = max((x.x1 for x in lines), default=0.0)
        if len(lines) < _FEW:  # too few to show the margin
            self.right = max(self.right, right)
        self.left = min((x.x0 for x in lines), default=0.0)
        pitches = [b.top - a.top for a, b in pairwise(lines)]
        near = [p for p in pitches if 0 < p < 3 * self.height]
        self.pitch = median(near) if near else 1.5 * self.height

    def is_full(self, line: Line) -> bool:
        """Whether a line goes to the right margin, so that the text may go on beneath."""
        return line.x1 >= self.right - _FULL * self.height

    def goes_on(self, above: Line, line: Line, new_page: bool = False) -> bool:
        """Whether ``line`` continues the paragraph whose last line is ``above``."""
        if not new_page and line.top - above.top > _PITCH * self.pitch:
            return False
        if not self.is_full(above) and not self._is_broken_by_hand(above, line):
            return False
        if has_ended(above.text) and not line.text[:1].islower() and above.x1 < self.right - _INDENT * self.height:
            return False
        if opens_item(line.text) and (has_ended(above.text) or line.x0 > self.left + _INDENT * self.height):
            return False
        if _BROKEN.search(above.text) or above.text.count("(") > above.text.count(")"):
            return True
        edge = self.left if new_page else above.x0
        hanging = _HANGING if opens_item(above.text) else _INDENT
        return line.x0 <= edge + hanging * self.height and not (new_page and has_ended(above.text))

    def _is_broken_by_hand(self, above: Line, line: Line) -> bool:
        """Whether a short line at the margin goes on in small letters beneath."""
        at_margin = max(above.x0, line.x0) <= self.left + _INDENT * self.height
        opens = opens_item(line.text) or not line.text[:1].islower()
        return at_margin and not opens and not has_ended(above.text) and not above.text.isupper()

    def of(self, lines: Sequence[Line]) -> list[list[Line]]:
        """The lines of each paragraph."""
        out: list[list[Line]] = []
        for line in lines:
            if out and self.goes_on(out[-1][-1], line):
                out[-1].append(line)
            else:
                out.append([line])
        return out


def cell_lines(words: Sequence[Word], box: Box) -> tuple[str, ...]:
    """The paragraphs of a cell: lines are broken by its width, so only items and sentences part them."""
    lines = lines_of(words)
    height = median([x.height for x in lines] or [1.0])
    out: list[str] = []
    last: Line | None = None
    for line in lines:
        new = last is None or line.top - last.bottom > 1.2 * height
        if last is not None and not new:
            short = box.x1 - last.x1 > max(0.3 * (box.x1 - box.x0), 2 * height)
            new = has_ended(last.text) and (opens_item(line.text) or (short and line.text[:1].isupper()))
        if new:
            out.append(line.text)
        else:
            out[-1] = joined(out[-1], line.text)
        last = line
    return tuple(out)


# ── grids ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Slot:
    """A cell in a grid: its box, and where it lies."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int


def slots(boxes: Sequence[Box], tolerance: float) -> list[Slot]:
    """The grid that boxes of cells make. Edges closer than ``tolerance`` are one."""
    xs = _edges([b.x0 for b in boxes] + [b.x1 for b in boxes], tolerance)
    ys = _edges([b.top for b in boxes] + [b.bottom for b in boxes], tolerance)
    out: list[Slot] = []
    for box in sorted(boxes, key=lambda b: (b.top, b.x0)):
        row, column = _index(ys, box.top), _index(xs, box.x0)
        out.append(Slot(box, row, column, max(1, _index(ys, box.bottom) - row), max(1, _index(xs, box.x1) - column)))
    return out


def _edges(values: Iterable[float], tolerance: float) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > tolerance:
            out.append(value)
    return out


def _index(edges: Sequence[float], value: float) -> int:
    at = bisect_left(edges, value)
    near = [i for i in (at - 1, at) if 0 <= i < len(edges)]
    return min(near, key=lambda i: abs(edges[i] - value))
