"""Facts in words, in the language that is asked for ("vi" or "en"): units, times, days, how sure it is, and where it
stands. The same on the screen and in every file that is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from kg.errors import Message
from kg.records import Basis, Hand, Role, Timeframe, UnitMention
from kg.source import Piece, Source

BASIS = {
    Basis.STATED: Message("", ""),
    Basis.INHERITED: Message("theo mục trên", "from the item above"),
    Basis.INFERRED: Message("suy ra, cần xác nhận", "inferred, to be confirmed"),
    Basis.CORRECTED: Message("đã đính chính", "corrected by hand"),
}
ROLES = {Role.LEAD: Message("chủ trì", "leads"), Role.COOPERATE: Message("phối hợp", "cooperates")}
#: how sure a membership of a group is
MARKS = {
    "certain": Message("đã kiểm chứng", "verified"),
    "secondary": Message("theo nguồn thứ cấp", "from a secondary source"),
    "likely": Message("có lẽ đúng", "likely"),
    "general": Message("hiểu biết chung, chưa có nguồn", "general knowledge, without a source"),
}
#: what a person's word was about, by the kind of the correction
ASPECTS = {
    "lead": Message("chủ trì", "lead"),
    "cooperate": Message("phối hợp", "cooperating units"),
    "time": Message("thời gian", "time"),
}
NOT_STATED = Message("văn bản không nêu", "not stated")
NO_DATE = Message("chưa rõ ngày", "date unknown")
_CELLS = (
    (Message("trang", "page"), "page", 0),
    (Message("bảng", "table"), "table", 1),
    (Message("hàng", "row"), "row", 1),
    (Message("ô", "cell"), "cell", 1),
)


def basis(kind: Basis, lang: str = "vi", hand: Hand | None = None) -> str:
    """ " (suy ra, cần xác nhận)", or nothing for what the text itself states; of a person's word, who said it when."""
    said = by(hand, lang) if hand else BASIS[kind].of(lang)
    return f" ({said})" if said else ""


def by(hand: Hand, lang: str = "vi") -> str:
    """Who corrected or confirmed a fact, and when: "Lan đính chính 24/11/2026"."""
    when = day(hand.at[:10])
    if hand.kind == "confirmed":
        return Message(f"{hand.by} xác nhận {when}", f"confirmed by {hand.by}, {when}").of(lang)
    return Message(f"{hand.by} đính chính {when}", f"corrected by {hand.by}, {when}").of(lang)


def units(mentions: Iterable[UnitMention], lang: str = "vi") -> str:
    """Names in the order of the source, each run of one basis marked once."""
    runs = groupby(mentions, key=lambda m: (m.basis, m.hand))
    return "; ".join("; ".join(m.name for m in run) + basis(kind, lang, hand) for (kind, hand), run in runs)


def time(timeframe: Timeframe, lang: str = "vi") -> str:
    """A timeframe as printed, with the unit that it holds for and its basis."""
    unit = f" ({timeframe.for_unit})" if timeframe.for_unit else ""
    return f"{timeframe.printed}{unit}{basis(timeframe.basis, lang, timeframe.hand)}"


def times(timeframes: Iterable[Timeframe], lang: str = "vi") -> str:
    """Timeframes as printed, each with the unit that it holds for and its basis."""
    return "; ".join(time(t, lang) for t in timeframes)


def day(iso: str | None, lang: str = "vi") -> str:
    """09/01/2023 for 2023-01-09.

    >>> day("2023-01-09")
    '09/01/2023'
    """
    return "/".join(reversed(iso.split("-"))) if iso else NO_DATE.of(lang)


def held(since: str | None, until: str | None, mark: str | None, source: str | None, lang: str = "vi") -> str:
    """When a membership of a group holds, how sure that is and where it stands, parted by semicolons."""
    said = [Message(f"từ {day(since)}", f"since {day(since)}").of(lang)] if since else []
    said += [Message(f"đến {day(until)}", f"until {day(until)}").of(lang)] if until else []
    said += [MARKS[mark or "general"].of(lang)] if (mark or "general") in MARKS else []
    said += [Message(f"nguồn: {source}", f"source: {source}").of(lang)] if source else []
    return "; ".join(said)


def place(file: str, source: Source, lang: str = "vi") -> str:
    """Where a fact stands: ``file:40, 47``, or the cells of a table where the file has no lines."""
    lines = _spans(sorted({p.line for p in source if p.line is not None}))
    if lines:
        return f"{file}:{lines}"
    cells = list(dict.fromkeys(filter(None, (_cell(piece, lang) for piece in source))))
    return f"{file}: {'; '.join(cells)}" if cells else file


def _cell(piece: Piece, lang: str) -> str:
    named = ((word.of(lang), getattr(piece, name), shift) for word, name, shift in _CELLS)
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
