"""Corrections and doubts in words, for every command that tells of them."""

from __future__ import annotations

from kg.corrections.model import Doubt, Kind, State, Told
from kg.errors import Message

KINDS = {
    Kind.LEAD: Message("đơn vị chủ trì", "lead"),
    Kind.COOPERATE: Message("đơn vị phối hợp", "cooperating units"),
    Kind.TIME: Message("thời gian", "time"),
    Kind.UNIT: Message("tên đơn vị", "name of a unit"),
    Kind.NOT_A_TASK: Message("không phải nhiệm vụ", "no task"),
    Kind.SAME_UNIT: Message("cùng một đơn vị", "the same unit"),
    Kind.ALIAS: Message("tên gọi khác", "another name"),
    Kind.CONFIRMED: Message("xác nhận", "confirmed"),
}
DOUBTS = {
    Doubt.INFERRED: Message("suy ra từ dòng trên", "taken from the row above"),
    Doubt.NO_LEAD: Message("không thấy đơn vị chủ trì", "no lead is named"),
    Doubt.NO_TIME: Message("không thấy thời gian", "no time is named"),
    Doubt.UNKNOWN_TIME: Message("không hiểu thời gian", "a time that is not understood"),
    Doubt.UNKNOWN_UNIT: Message("chưa biết đơn vị này", "an unknown unit"),
    Doubt.UNREAD: Message("không hiểu đoạn này", "a part that is not understood"),
    Doubt.WARNING: Message("lưu ý khi đọc", "a note of the reader"),
    Doubt.CONFLICT: Message("hai người nói khác nhau", "two persons say different things"),
}
_WHY = {
    "gone": Message("không còn trong văn bản", "it is no longer in the document"),
    "several": Message("có nhiều chỗ giống nhau, không rõ chỗ nào", "several places fit, which one is not clear"),
    "unlike": Message("chỗ đó nay là nội dung khác", "other words stand there now"),
    "value": Message("nay đọc ra khác với điều đã xác nhận", "what is read now is not what was confirmed"),
    "document": Message("văn bản không có trong kho", "its document is not in the corpus"),
    "taken": Message("tên này đã là của đơn vị khác", "the name is another unit's already"),
}


def subject(told: Told) -> Message:
    """What a correction is about: its kind, who said it, and the words of its record."""
    c = told.correction
    kind, about = KINDS[c.kind], c.text or c.printed or c.id or ""
    return Message(f"{kind.vi} ({c.by}): “{about}”", f"{kind.en} ({c.by}): “{about}”")


def why(told: Told) -> Message:
    """What a correction is about and why it is not applied."""
    about = subject(told)
    if told.state is State.MOVED:
        return Message(
            f"đính chính đã áp dụng ở chỗ đổi vị trí hoặc sửa chữ, nên xem lại: {about.vi}",
            f"a correction applied where its record was moved or mended, to be looked at: {about.en}",
        )
    if told.state is State.CONFLICT:
        return Message(f"đính chính mâu thuẫn: {about.vi}", f"corrections in conflict: {about.en}")
    reason = _WHY.get(told.why or "", Message(told.why or "", told.why or ""))
    return Message(
        f"đính chính không còn chỗ: {about.vi}: {reason.vi}", f"a correction without a place: {about.en}: {reason.en}"
    )
