"""What a person should look at: the rules by which extraction warns, and what each says."""

from __future__ import annotations

from enum import StrEnum

from kg.document import Warning
from kg.places import Source


class Doubt(StrEnum):
    """Rules of warnings."""

    NO_TASKS = "no-tasks"
    UNKNOWN_UNIT = "unknown-unit"
    UNKNOWN_TIME = "unknown-time"
    INFERRED = "inferred"
    NO_LEAD = "no-lead"
    SPILLED_HEADING = "spilled-heading"
    UNREAD_TABLE = "unread-table"
    UNSURE = "unsure-reading"


_SAYS = {
    Doubt.NO_TASKS: "Không tìm thấy nhiệm vụ nào trong văn bản.",
    Doubt.UNKNOWN_UNIT: "Chưa biết đơn vị “{}”: giữ nguyên như văn bản in.",
    Doubt.UNKNOWN_TIME: "Không hiểu thời gian “{}”: giữ nguyên như văn bản in.",
    Doubt.INFERRED: "Dòng không ghi đơn vị chủ trì và thời gian: suy ra từ dòng trên, cần xác nhận.",
    Doubt.NO_LEAD: "Không thấy đơn vị chủ trì của nhiệm vụ “{}”.",
    Doubt.SPILLED_HEADING: "Chữ của đề mục tràn sang cột bên: “{}” không phải là đơn vị.",
    Doubt.UNSURE: "Chữ quét không rõ trong “{}”: cần so lại với bản gốc.",
    Doubt.UNREAD_TABLE: "Không hiểu bảng này: không có cột nội dung cùng cột đơn vị hoặc thời gian.",
}


def doubt(rule: Doubt, source: Source, what: str = "") -> Warning:
    """The warning of ``rule`` about ``what``."""
    return Warning(rule.value, _SAYS[rule].format(what), source)
