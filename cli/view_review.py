"""What waits for a person and what became of corrections, as text and as JSON (docs/contract.md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.cli import words
from kg.cli.render import faint, strong
from kg.cli.speech import language, tr
from kg.cli.wrap import page_width, wrap
from kg.codec import Json
from kg.contract import SCHEMA, source_json
from kg.corrections.context import Line
from kg.corrections.model import Doubt, Told, Waiting
from kg.corrections.sitting import Item
from kg.corrections.words import DOUBTS, KINDS, why

INDENT = "    "
#: what is said with each key; the letters of both languages are understood in either
KEYS = {
    "task": (
        "Enter bỏ qua · đ đúng · s sửa · k không phải nhiệm vụ · t thoát",
        "Enter skip · y right · e edit · n no task · q quit",
    ),
    "unit": (
        "Enter bỏ qua · đ đúng là đơn vị · s là tên khác của … · a như s, cả khi hỏi · k không phải đơn vị · t thoát",
        "Enter skip · y a unit's name · e another name of … · a the same, in questions too · n no unit · q quit",
    ),
    "seen": ("Enter bỏ qua · đ đã xem, không có gì phải sửa · t thoát", "Enter skip · y seen, all right · q quit"),
    "conflict": ("Enter bỏ qua · số: chọn lời đó · t thoát", "Enter skip · a number: that word holds · q quit"),
}


def keys(waiting: Waiting) -> str:
    """The keys that answer ``waiting``."""
    kind = "task"
    if waiting.kind is Doubt.UNKNOWN_UNIT:
        kind = "unit"
    elif waiting.kind in (Doubt.UNREAD, Doubt.WARNING):
        kind = "seen"
    elif waiting.kind is Doubt.CONFLICT:
        kind = "conflict"
    return tr(*KEYS[kind])


def listed(waiting: Sequence[Waiting]) -> Iterator[str]:
    """Each thing with why it waits and where it stands."""
    width = page_width()
    if not waiting:
        yield tr("Không còn gì chờ.", "Nothing waits.")
        return
    yield tr(f"{len(waiting)} điều chờ xem.", f"{len(waiting)} waiting.")
    for number, each in enumerate(waiting, 1):
        yield ""
        yield from wrap(each.text, width, f"{number}.".ljust(len(INDENT)), INDENT)
        yield INDENT + DOUBTS[each.kind].of(language())
        yield from words.labelled(tr("Nguồn", "Source"), words.place(each.file, each.source), width, INDENT)


def waiting_json(waiting: Sequence[Waiting]) -> Json:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "total": len(waiting),
        "waiting": [
            {
                "kind": w.kind.value,
                "id": w.subject,
                "fingerprint": w.address.fingerprint,
                "text": w.text,
                "uses": w.uses,
                "document": w.document,
                "file": w.file,
                "source": source_json(w.source),
            }
            for w in waiting
        ],
    }


def told(found: Sequence[Told]) -> Iterator[str]:
    """Corrections that are not applied, or at another place than they were made for, and why."""
    if not found:
        yield tr("Mọi đính chính đều đã được áp dụng đúng chỗ.", "Every correction is applied at its place.")
    for each in found:
        yield from wrap(f"{each.where}: {why(each).of(language())}", page_width(), "- ", "  ")


def told_json(found: Sequence[Told]) -> Json:
    """The same for programs."""
    return {
        "schema": SCHEMA,
        "corrections": [
            {
                "state": t.state.value,
                "why": t.why,
                "where": t.where,
                "kind": t.correction.kind.value,
                "by": t.correction.by,
                "at": t.correction.at,
                "id": t.correction.id,
                "fingerprint": t.correction.fingerprint,
                "text": t.correction.text,
                "document": t.correction.document,
            }
            for t in found
        ],
    }


def item(each: Item, number: int, total: int) -> Iterator[str]:
    """One thing with the lines of its source, what was read, and the keys that answer it."""
    width, w = page_width(), each.waiting
    yield ""
    head = f"[{number}/{total}] {DOUBTS[w.kind].of(language())}"
    yield strong(f"{head}: {words.place(w.file, w.source)}" if w.source else f"{head}: {w.file}")
    lines = each.lines
    for line in lines:
        yield from _line(line, width)
    if each.task is None or not lines:  # else it stands in the lines
        yield from wrap(w.text, width, "  ", "  ")
    if each.task is not None:
        yield from words.duties(each.task, width, "  ")
    if w.uses > 1 and w.kind is Doubt.UNKNOWN_UNIT:
        yield "  " + tr(f"Có ở {w.uses} chỗ.", f"It stands in {w.uses} places.")
    for n, placed in enumerate(each.said, 1):
        c = placed.correction
        values = c.lead or c.cooperate or c.times or c.means or ()
        said = f"{KINDS[c.kind].of(language())}: {'; '.join(values) or tr('không có', 'none')}"
        yield from wrap(f"{c.by}, {words.day(c.at[:10])}: {said}", width, f"  {n}. ", "     ")
    yield faint(keys(w))


def _line(line: Line, width: int) -> Iterator[str]:
    number = f"{line.number:>5} │ "
    shown = wrap(line.text, width, number, " " * 6 + "│ ")
    yield from shown if line.own else map(faint, shown)
