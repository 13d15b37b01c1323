"""Lines of a document around the place of a fact: what a person reads before answering."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from kg.source import Source

#: letters of a long line that are shown on each side of what stands in it
_ASIDE = 60
_CUT = "…"


class Line(NamedTuple):
    """A line of the text as read, shortened; ``own`` where the fact stands in it."""

    number: int
    text: str
    own: bool


def lines_around(text: str, source: Source, beside: int = 1) -> list[Line]:
    """The lines of ``text`` that ``source`` stands in, with ``beside`` lines before and after each stretch."""
    starts = [0]
    for n, char in enumerate(text):
        if char == "\n":
            starts.append(n + 1)
    spans = _spans(source, starts)
    shown = {n for own in spans for n in range(own - beside, own + beside + 1) if 0 <= n < len(starts)}
    return [Line(n + 1, _shortened(text, starts, n, spans.get(n)), n in spans) for n in sorted(shown)]


def _spans(source: Source, starts: list[int]) -> dict[int, tuple[int, int]]:
    """Of each line (from 0) that the pieces stand in, where they begin and end in the text."""
    spans: dict[int, tuple[int, int]] = {}
    for piece in source:
        if piece.start is None or piece.end is None:
            continue
        for line in range(bisect_right(starts, piece.start) - 1, bisect_right(starts, piece.end - 1)):
            low, high = spans.get(line, (piece.start, piece.end))
            spans[line] = (min(low, piece.start), max(high, piece.end))
    return spans


def _shortened(text: str, starts: list[int], line: int, span: tuple[int, int] | None) -> str:
    """A line with what stands in it whole, and of the rest no more than is needed to know it again."""
    start = starts[line]
    end = starts[line + 1] - 1 if line + 1 < len(starts) else len(text)
    low, high = (max(start, span[0]), min(end, span[1])) if span else (start, start)
    first = start if low - start <= _ASIDE else max(start, text.find(" ", low - _ASIDE, low))
    last = end if end - high <= _ASIDE else max(high, text.rfind(" ", high, high + _ASIDE))
    shown = " ".join(text[first:last].split())
    return f"{_CUT if first > start else ''}{shown}{_CUT if last < end else ''}"
