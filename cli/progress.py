"""Progress on a terminal's standard error; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def track(items: Sequence[T], doing: str) -> Iterable[T]:
    """The items, with a bar that grows as they are taken where somebody looks at it."""
    if len(items) < 2 or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track as bar

    return bar(items, doing, console=Console(stderr=True), transient=True)


def counter(doing: str) -> Callable[[int], None] | None:
    """A line that counts up while somebody looks at it."""
    if not sys.stderr.isatty():
        return None

    def count(done: int) -> None:
        sys.stderr.write(f"\r{doing}: {done}\x1b[K")
        sys.stderr.flush()

    return count


def counted(doing: str) -> Callable[[Iterable[T], int], Iterable[T]] | None:
    """What shows a bar over items of which only the number is known before; None where nobody looks at it."""
    if not sys.stderr.isatty():
        return None
    from rich.console import Console
    from rich.progress import track as bar

    def shown(items: Iterable[T], total: int) -> Iterable[T]:
        return bar(items, doing, total=total, console=Console(stderr=True), transient=True)

    return shown
