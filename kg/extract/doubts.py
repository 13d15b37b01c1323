"""What a person should look at: the rules by which extraction warns, and what each says."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kg.document import Warning
from kg.places import Source


class Doubt(StrEnum):
    """Rules of warnings."""

    NO_TASKS = "no-tasks"
    UNKNOWN_UNIT = "unknown-unit"
    NEW_UNIT = "new-unit"  #: shaped like a unit's name, and not known
    BESIDE = "beside"  #: words beside units or times that may be more of them
    UNKNOWN_TIME = "unknown-time"
    INFERRED = "inferred"
    NO_LEAD = "no-lead"
    SPILLED_HEADING = "spilled-heading"
    UNREAD_TABLE = "unread-table"
    UNSURE = "unsure-reading"


_SAYS = {
    Doubt.NO_TASKS: "Không tìm thấy nhiệm vụ nào trong văn bản.",
    Doubt.UNKNOWN_UNIT: "Chưa biết đơn vị “{}”: giữ nguyên như văn bản in.",
    Doubt.NEW_UNIT: "Đơn vị “{}” chưa có trong danh mục: giữ nguyên như văn bản in.",
    Doubt.BESIDE: "Bên cạnh đơn vị hoặc thời gian còn chữ chưa hiểu: “{}”.",
    Doubt.UNKNOWN_TIME: "Không hiểu thời gian “{}”: giữ nguyên như văn bản in.",
    Doubt.INFERRED: "Dòng không ghi đơn vị chủ trì và thời gian: suy ra từ dòng trên, cần xác nhận.",
    Doubt.NO_LEAD: "Không thấy đơn vị chủ trì của nhiệm vụ “{}”.",
    Doubt.SPILLED_HEADING: "Chữ của đề mục tràn sang cột bên: “{}” không phải là đơn vị.",
    Doubt.UNSURE: "Chữ quét không rõ trong “{}”: cần so lại với bản gốc.",
    Doubt.UNREAD_TABLE: "Không hiểu bảng này: không có cột nội dung cùng cột đơn vị hoặc thời gian.",
}

#: doubts about a row, though they say the same of each
_EACH = (Doubt.INFERRED, Doubt.UNREAD_TABLE)
#: further lines that a message names
_SHOWN = 12


def doubt(rule: Doubt, source: Source, what: str = "") -> Warning:
    """The warning of ``rule`` about ``what``."""
    return Warning(rule.value, _SAYS[rule].format(what), source)


def distinct(warnings: Iterable[Warning]) -> tuple[Warning, ...]:
    """Each doubt once, in the order of the text: one about the same words has all their places; of a unit that is new,
    the first place stands for all, and the message says where else it stands."""
    found: dict[tuple[str, str], list[Warning]] = {}
    for warning in warnings:
        said = found.setdefault((warning.rule, warning.message), [])
        if warning.source not in [w.source for w in said]:
            said.append(warning)
    return tuple(one for same in found.values() for one in _joined(same))


def _joined(same: list[Warning]) -> list[Warning]:
    first = same[0]
    if len(same) == 1 or first.rule in _EACH:
        return same
    if first.rule != Doubt.NEW_UNIT:
        return [Warning(first.rule, first.message, tuple(piece for w in same for piece in w.source))]
    lines = dict.fromkeys(piece.line for w in same[1:] for piece in w.source[:1] if piece.line is not None)
    shown = ", ".join(map(str, list(lines)[:_SHOWN])) + (" …" if len(lines) > _SHOWN else "")
    return [Warning(first.rule, f"{first.message} Còn ở dòng {shown}." if lines else first.message, first.source)]
