"""Facts in words, in the language that is spoken: ``kg.wording`` for what is written to people's screens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import wording
from kg.cli.render import faint
from kg.cli.speech import language, tr
from kg.cli.wrap import columns, wrap
from kg.records import Basis, Task, Timeframe, UnitMention
from kg.source import Source


def basis(kind: Basis) -> str:
    """ " (suy ra, cần xác nhận)", or nothing for what the text itself states."""
    return wording.basis(kind, language())


def units(mentions: Iterable[UnitMention]) -> str:
    """Names in the order of the source, each run of one basis marked once."""
    return wording.units(mentions, language())


def times(timeframes: Iterable[Timeframe]) -> str:
    """Timeframes as printed, each with the unit that it holds for and its basis."""
    return wording.times(timeframes, language())


def day(iso: str | None) -> str:
    """09/01/2023 for 2023-01-09.

    >>> day("2023-01-09")
    '09/01/2023'
    """
    return wording.day(iso, language())


def place(file: str, source: Source) -> str:
    """Where a fact stands: ``file:40, 47``, or the cells of a table where the file has no lines."""
    return wording.place(file, source, language())


def labelled(label: str, value: str, width: int, indent: str) -> list[str]:
    """ "Chủ trì:  Ban Tổ chức Huyện ủy", wrapped under its own value."""
    head = f"{indent}{label}: "
    lines = wrap(value, width, head, indent + " " * (columns(label) + 2))
    return [head.replace(label, faint(label), 1) + lines[0][len(head) :], *lines[1:]]


def duties(task: Task, width: int, indent: str) -> Iterator[str]:
    """Who leads, who cooperates, when, and what is to come of it."""
    yield from labelled(tr("Chủ trì", "Lead"), units(task.lead) or unknown(), width, indent)
    if task.cooperate:
        yield from labelled(tr("Phối hợp", "With"), units(task.cooperate), width, indent)
    yield from labelled(tr("Thời gian", "Time"), times(task.timeframes) or unknown(), width, indent)
    shown = {m.hand for m in (*task.lead, *task.cooperate)} | {t.hand for t in task.timeframes}
    for hand in task.hands:
        if hand not in shown:  # what a person took away, or said to be none
            about = f"{wording.ASPECTS[hand.kind].of(language())}: " if hand.kind in wording.ASPECTS else ""
            said = about + wording.by(hand, language())
            yield from labelled(tr("Người rà soát", "Reviewed"), said, width, indent)
    if task.product:
        yield from labelled(tr("Sản phẩm", "Product"), task.product.printed, width, indent)


def unknown() -> str:
    """What is said where the document says nothing."""
    return wording.NOT_STATED.of(language())
