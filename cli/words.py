"""Facts in words: units, times, what is certain and what is not, and where it stands. The same in every command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kg.cli.render import faint
from kg.cli.speech import tr
from kg.cli.wrap import columns, wrap
from kg.errors import Message
from kg.records import Basis, Task, Timeframe, UnitMention
from kg.source import Piece, Source

BASIS = {
    Basis.STATED: Message("", ""),
    Basis.INHERITED: Message("theo mục trên", "from the item above"),
    Basis.INFERRED: Message("suy ra, cần xác nhận", "inferred, to be confirmed"),
    Basis.CORRECTED: Message("đã đính chính", "corrected by hand"),
}


def basis(kind: Basis) -> str:
    """ " (suy ra, cần xác nhận)", or nothing for what the text itself states."""
    said = tr(BASIS[kind].vi, BASIS[kind].en)
    return f" ({said})" if said else ""


def units(mentions: Iterable[UnitMention]) -> str:
    """Names in the order of the source, each run of one basis marked once."""
    runs = groupby(mentions, key=lambda m: m.basis)
    return "; ".join("; ".join(m.name for m in run) + basis(kind) for kind, run in runs)


def times(timeframes: Iterable[Timeframe]) -> str:
    """Timeframes as printed, each with the unit that it holds for and its basis."""
    said = (f"{t.printed}{f' ({t.for_unit})' if t.for_unit else ''}{basis(t.basis)}" for t in timeframes)
    return "; ".join(said)


def day(iso: str | None) -> str:
    """09/01/2023 for 2023-01-09.

    >>> day("2023-01-09")
    '09/01/2023'
    """
    return "/".join(reversed(iso.split("-"))) if iso else tr("chưa rõ ngày", "date unknown")


def place(file: str, source: Source) -> str:
    """Where a fact stands: ``file:40, 47``, or the cells of a table where the file has no lines."""
    lines = _spans(sorted({p.line for p in source if p.line is not None}))
    if lines:
        return f"{file}:{lines}"
    cells = list(dict.fromkeys(filter(None, map(_cell, source))))
    return f"{file}: {'; '.join(cells)}" if cells else file


def _cell(piece: Piece) -> str:
    named = (
        (tr("trang", "page"), piece.page, 0),
        (tr("bảng", "table"), piece.table, 1),
        (tr("hàng", "row"), piece.row, 1),
        (tr("ô", "cell"), piece.cell, 1),
    )
    return ", ".join(f"{word} {number + shift}" for word, number, shift in named if number is not None)


def _spans(numbers: Sequence[int]) -> str:
    """ "40, 47-49" for 40, 47, 48, 49."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)


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
    if task.product:
        yield from labelled(tr("Sản phẩm", "Product"), task.product.printed, width, indent)


def unknown() -> str:
    """What is said where the document says nothing."""
    return tr("văn bản không nêu", "not stated")
