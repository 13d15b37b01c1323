"""The one place that decides between text for people and JSON for programs, and between plain and marked text."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable

from kg.cli import streams


def write_lines(lines: Iterable[str]) -> None:
    """Lines of text, written as they come."""
    for line in lines:
        streams.write(line + "\n")


def show(as_json: bool, data: Callable[[], object], text: Callable[[], Iterable[str]]) -> None:
    """Write an answer: ``data`` as one JSON object on one line, or the lines of ``text``; only that one is made."""
    if as_json:
        write_json(data())
    else:
        write_lines(text())


def write_json(value: object) -> None:
    """One object on one line; letters are written as they are wherever the output can hold them."""
    streams.write(json.dumps(value, ensure_ascii=not streams.holds_every_letter()) + "\n")


def strong(text: str) -> str:
    """``text`` in bold on a terminal that can show it."""
    return f"\x1b[1m{text}\x1b[0m" if _marks() else text


def faint(text: str) -> str:
    """``text`` dimmed on a terminal that can show it."""
    return f"\x1b[2m{text}\x1b[0m" if _marks() else text


def _marks() -> bool:
    """NO_COLOR, a pipe, a file and an old Windows console get plain text."""
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return False
    return os.name != "nt" or bool(os.environ.get("WT_SESSION") or os.environ.get("TERM"))
