"""The columns that tasks have in tables: spreadsheets, csv and Word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg import wording
from kg.errors import Message
from kg.export.records import Records, Task
from kg.records import Basis, Role


class Column(NamedTuple):
    """A column: its head, and its width in characters."""

    key: str
    head: Message
    width: int


#: those that are printed stand first
_COLUMNS = (
    Column("text", Message("Nội dung nhiệm vụ", "Task"), 70),
    Column("lead", Message("Chủ trì", "Lead"), 24),
    Column("cooperate", Message("Phối hợp", "Cooperating"), 24),
    Column("time", Message("Thời gian", "Time"), 17),
    Column("unit", Message("Đơn vị được hỏi", "Unit asked"), 22),
    Column("role", Message("Vai trò", "Role"), 11),
    Column("via", Message("Qua nhóm", "Through the group"), 22),
    Column("confirm", Message("Cần xác nhận", "To be confirmed"), 18),
    Column("plan", Message("Kế hoạch", "Plan"), 13),
    Column("place", Message("Vị trí", "Place"), 18),
    Column("source", Message("Nguồn", "Source"), 20),
    Column("start", Message("Từ ngày", "From"), 12),
    Column("end", Message("Đến ngày", "To"), 12),
    Column("product", Message("Sản phẩm", "Product"), 24),
    Column("cites", Message("Văn bản viện dẫn", "Cited documents"), 34),
    Column("date", Message("Ngày kế hoạch", "Plan's date"), 12),
    Column("scope", Message("Nơi", "Of"), 24),
    Column("heading", Message("Mục", "Heading"), 28),
    Column("id", Message("Mã nhiệm vụ", "Task id"), 34),
)
_OF_A_UNIT = frozenset(("unit", "role", "via"))
#: columns that hold an ISO day
DAYS = frozenset(("start", "end", "date"))


def columns(records: Records) -> tuple[Column, ...]:
    """The columns of ``records``: what a unit does stands there only where units were asked for."""
    return tuple(c for c in _COLUMNS if records.query.parties or c.key not in _OF_A_UNIT)


def values(task: Task, lang: str) -> dict[str, str]:
    """What stands in each column; an empty text where nothing is known or nothing applies."""
    answer, record = task.answer, task.answer.task
    return {
        "text": record.text,
        "lead": wording.units(record.lead, lang),
        "cooperate": wording.units(record.cooperate, lang),
        "time": wording.times(record.timeframes, lang),
        "start": min((t.start for t in record.timeframes if t.start), default=""),
        "end": min((t.end for t in record.timeframes if t.end), default=""),
        "product": record.product.printed if record.product else "",
        "unit": answer.unit.name if answer.unit else "",
        "role": wording.ROLES[answer.role].of(lang) if answer.role else "",
        "via": answer.via.name if answer.via else "",
        "confirm": "; ".join(m.of(lang) for m in doubts(task)),
        "cites": "; ".join(dict.fromkeys(c.printed for c in task.citations)),
        "plan": answer.document.code or answer.document.file,
        "date": answer.document.date or "",
        "scope": answer.document.scope or "",
        "heading": answer.heading or "",
        "place": record.place,
        "source": wording.place(answer.document.file, record.source, lang),
        "id": record.id,
    }


def doubts(task: Task) -> Iterable[Message]:
    """What a person should confirm: what is inferred, what is not stated, what holds only through a group."""
    answer, record = task.answer, task.answer.task
    named = {Role.LEAD: record.lead, Role.COOPERATE: record.cooperate}
    for role, mentions in named.items():
        if any(m.basis is Basis.INFERRED for m in mentions):
            yield Message(f"{wording.ROLES[role].vi}: suy ra", f"{role.value}: inferred")
    if not record.lead:
        yield Message("chủ trì: văn bản không nêu", "lead: not stated")
    if any(t.basis is Basis.INFERRED for t in record.timeframes):
        yield Message("thời gian: suy ra", "time: inferred")
    if not record.timeframes:
        yield Message("thời gian: văn bản không nêu", "time: not stated")
    if answer.via:
        yield Message("đơn vị: qua nhóm", "unit: through a group")
