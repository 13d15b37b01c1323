"""Where a fact stands: the one part of ``kg.places`` that answers need, apart, so that asking loads no more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of the text as read. What does not apply is None; ``table``, ``row``, ``cell`` are 0-based."""

    line: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    start: int | None = None
    end: int | None = None


#: where a fact stands: its pieces in order
Source = tuple[Piece, ...]
