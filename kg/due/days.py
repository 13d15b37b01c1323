"""Days as people type them: 30/6/2023, 2023-06-30, tháng 6/2023, quý II/2023, năm 2023."""

from __future__ import annotations

from datetime import date

from kg.ask.options import span_of
from kg.ask.read import World
from kg.due.listing import Window
from kg.errors import Message, UsageError


def window(world: World, on: str | None = None, start: str | None = None, end: str | None = None) -> Window:
    """The window that options say: ``on`` one day (None: today), ``start`` and ``end`` days, or stretches of which the
    first and the last day are meant.

    Raises:
        UsageError: an option is no day, or the window ends before it begins.
    """
    first = _span(world, "--from", start)[0] if start is not None else None
    last = _span(world, "--to", end)[1] if end is not None else None
    if first and last and first > last:
        raise UsageError(
            Message(f"--from ({first}) sau --to ({last})", f"--from ({first}) is after --to ({last})"),
        )
    return Window(_one_day(world, on) if on is not None else date.today().isoformat(), first, last)


def _one_day(world: World, text: str) -> str:
    first, last = _span(world, "--on", text)
    if first != last:
        raise UsageError(
            Message(f"“{text}” trong --on không phải một ngày", f"“{text}” in --on is not one day"),
            hint=Message("Ví dụ: --on 30/6/2023", "For example: --on 30/6/2023"),
        )
    return first


def _span(world: World, option: str, text: str) -> tuple[str, str]:
    try:
        day = date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return span_of(world, text, option)
    return day, day
