"""Where text stands: pieces of a source, blocks of a document, and flows of clean text that remember their place.

A reader gives the *text as read* (one string) and blocks over it. ``start`` and ``end`` count its characters; lines are
1-based and end at ``\\n``. A *flow* is the clean text of one or more stretches (the pieces of a cell that a page broke)
and knows for each of its characters where it stands, so that every fact cut out of it leads back to its source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.source import Piece as Piece
from kg.source import Source as Source
from kg.text import DASHES, INVISIBLE, TAG

_DROPPED = re.compile(rf"(?:\s|{TAG.pattern}|[\x00-\x1f\x7f])+|{INVISIBLE.pattern}+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a flow that stands unbroken in the source: ``at`` in the flow, ``start`` in the text as read."""

    at: int
    start: int
    length: int
    place: Piece


@dataclass(frozen=True, slots=True)
class Flow:
    """Clean text (tags removed, white space folded) that knows where each of its characters stands."""

    text: str = ""
    runs: tuple[Run, ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, part: slice) -> Flow:
        """The flow of ``text[start:stop]``, trimmed of white space at both ends."""
        start, stop, _ = part.indices(len(self.text))
        while start < stop and self.text[start].isspace():
            start += 1
        while stop > start and self.text[stop - 1].isspace():
            stop -= 1
        first = max(0, bisect_right(self.runs, start, key=lambda r: r.at) - 1)
        cut: list[Run] = []
        for run in self.runs[first:]:
            if run.at >= stop:
                break
            low, high = max(run.at, start), min(run.at + run.length, stop)
            if low < high:
                cut.append(Run(low - start, run.start + low - run.at, high - low, run.place))
        return Flow(self.text[start:stop], tuple(cut))

    @property
    def source(self) -> Source:
        """The pieces of the text as read that this flow is made of, one for each stretch of one cell or line."""
        pieces: list[Piece] = []
        for run in self.runs:
            end = run.start + run.length
            if pieces and _same_place(pieces[-1], run.place) and (pieces[-1].end or 0) <= run.start:
                pieces[-1] = _placed(run.place, pieces[-1].start or 0, end)
            else:
                pieces.append(_placed(run.place, run.start, end))
        return tuple(pieces)


def _same_place(piece: Piece, place: Piece) -> bool:
    return (piece.line, piece.page, piece.table, piece.row, piece.cell) == (
        place.line,
        place.page,
        place.table,
        place.row,
        place.cell,
    )


def _placed(place: Piece, start: int, end: int) -> Piece:
    return Piece(place.line, place.page, place.table, place.row, place.cell, start, end)


def clean(text: str, start: int, end: int, place: Piece) -> Flow:
    """The flow of ``text[start:end]``, which stands at ``place``."""
    out: list[str] = []
    runs: list[Run] = []
    length, at = 0, start
    for gap in [*_DROPPED.finditer(text, start, end), None]:
        if gap and gap.group() == " " and start < gap.start() and gap.end() < end and not _beside_invisible(text, gap):
            continue  # a single space stands in the clean text as it is printed
        stop = gap.start() if gap else end
        if stop > at:
            out.append(text[at:stop])
            runs.append(Run(length, at, stop - at, place))
            length += stop - at
        if gap:
            at = gap.end()
            # an invisible character joins its neighbours; white space and tags part them
            if out and at < end and not INVISIBLE.fullmatch(gap.group()[0]) and out[-1] != " ":
                out.append(" ")
                length += 1
    if out and out[-1] == " ":
        out.pop()
    return Flow("".join(out), tuple(runs))


def _beside_invisible(text: str, gap: re.Match[str]) -> bool:
    """Whether an invisible character touches the gap: there may be more space, or nothing, behind it."""
    return any(INVISIBLE.fullmatch(text, at, at + 1) for at in (gap.start() - 1, gap.end()))


def join(flows: Iterable[Flow], by: str = " ") -> Flow:
    """One flow out of several, empty ones left out, joined by ``by`` (which has no place of its own)."""
    texts: list[str] = []
    runs: list[Run] = []
    at = 0
    for flow in flows:
        if not flow:
            continue
        if texts:
            at += len(by)
        texts.append(flow.text)
        runs.extend(Run(at + r.at, r.start, r.length, r.place) for r in flow.runs)
        at += len(flow.text)
    return Flow(by.join(texts), tuple(runs))


def union(flows: Iterable[Flow]) -> Source:
    """The pieces of several flows, in their order."""
    return tuple(piece for flow in flows for piece in flow.source)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or paragraph outside a table."""

    flow: Flow


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as read. ``lines`` are its paragraphs; ``merged`` says that the file itself merges it with the one above
    or to the left."""

    lines: tuple[Flow, ...] = ()
    merged: bool = False

    @property
    def flow(self) -> Flow:
        """The whole text of the cell."""
        return join(self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table as read."""

    cells: tuple[Cell, ...]

    def __getitem__(self, column: int) -> Cell:
        """The cell of ``column``; an empty one beyond the row's end."""
        return self.cells[column] if 0 <= column < len(self.cells) else Cell()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: a plan's table that a page broke is several of these."""

    rows: tuple[Row, ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: the text that ``start`` and ``end`` of every piece count in, and its blocks in order. ``unsure``
    holds the words, each with its page, that may have been recognised wrongly."""

    file: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    reader: str
    unsure: frozenset[tuple[int, str]] = frozenset()


def is_dash(text: str) -> bool:
    """Whether ``text`` is a single dash of any kind."""
    return text == "-" or bool(DASHES.fullmatch(text))
