"""The sentence that says what was understood, in Vietnamese and in English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.ask.find import Found, FoundParty
from kg.ask.query import Asks, Part, Query, When, narrowed
from kg.ask.registry import KnownDocument
from kg.corpus.rows import UnitRow
from kg.records import TimeKind

#: units that a sentence names before it only counts
_NAMED = 4

_ASKS = {
    Asks.TASKS: ("Các nhiệm vụ", "Tasks"),
    Asks.COUNT: ("Số nhiệm vụ", "Number of tasks"),
    Asks.TIMEFRAMES: ("Thời gian của các nhiệm vụ", "Times of the tasks"),
    Asks.DOCUMENTS: ("Các văn bản được viện dẫn trong các nhiệm vụ", "Documents cited in the tasks"),
}
_UNITS = {
    Part.LEAD: ("Các đơn vị chủ trì các nhiệm vụ", "Units that lead the tasks"),
    Part.COOPERATE: ("Các đơn vị phối hợp trong các nhiệm vụ", "Units that support the tasks"),
    None: ("Các đơn vị chủ trì hoặc phối hợp các nhiệm vụ", "Units that lead or support the tasks"),
}
_PARTS = {
    Part.LEAD: ("do {} chủ trì", "led by {}"),
    Part.COOPERATE: ("có {} phối hợp", "supported by {}"),
    Part.EITHER: ("{} chủ trì hoặc phối hợp", "led or supported by {}"),
}
_KINDS = {
    "annual": ("hằng năm", "annual"),
    "continuous": ("thường xuyên", "continuous"),
    "periodic": ("định kỳ", "periodic"),
}
_WITHOUT = {
    "cooperate": ("không ghi đơn vị phối hợp", "without a cooperating unit"),
    "lead": ("không ghi đơn vị chủ trì", "without a lead unit"),
    "time": ("không ghi thời gian", "without a time"),
}
_HAVING = {"cooperate": ("có ghi đơn vị phối hợp", "with a cooperating unit")}


def sentence_of(query: Query, found: Found, lang: str = "vi") -> str:
    """What was understood, as one sentence in ``lang``."""
    at = 1 if lang == "en" else 0
    if query.asks is Asks.DOCUMENTS and query.documents and not (narrowed(query) or query.everything or query.plan):
        said = [d.said for d in query.documents]
        return (f"Văn bản được gọi là “{_list(said, 0)}”.", f"Documents called “{_list(said, 1)}”.")[at]
    if query.asks is Asks.DOCUMENTS and not narrowed(query):
        where = query.plan.said if query.plan else ("tất cả kế hoạch trong kho", "all plans in the corpus")[at]
        return (f"Các văn bản được viện dẫn trong {where}.", f"Documents cited in {where}.")[at]
    parts = [_asked(query, at), *_conditions(query, found, at)]
    if len(parts) == 1:
        parts.append(("của tất cả kế hoạch trong kho", "of all plans in the corpus")[at])
    return f"{parts[0]} {', '.join(parts[1:])}."


def _asked(query: Query, at: int) -> str:
    if query.partners:
        return ("Các đơn vị cùng làm trong các nhiệm vụ", "Units that share the tasks")[at]
    if query.asks is Asks.UNITS:
        return _UNITS[None if query.wanted is Part.EITHER else query.wanted][at]
    return _ASKS[query.asks][at]


def _conditions(query: Query, found: Found, at: int) -> Iterator[str]:
    for part, parties in _by_part(found.parties).items():
        names = [_units(p, at) for p in parties]
        said = _PARTS[part][at].format(_list(names, at))
        together = (f"{said.removesuffix(' chủ trì')} cùng chủ trì", f"{said} together")
        yield together[at] if len(names) > 1 and part is Part.LEAD else said
    if query.when:
        yield (" hoặc ", " or ")[at].join(_time(w, at) for w in query.when)
    yield from _documents(query, found.documents, at)
    if query.headings:
        yield (f"thuộc mục {_list(query.headings, 0)}", f"in section {_list(query.headings, 1)}")[at]
    if query.position:
        yield (f"đứng thứ {query.position}", f"number {query.position} there")[at]
    for subject in query.about:
        yield (f"có nội dung “{subject.said}”", f"with “{subject.said}” in their text")[at]
    for what in query.without:
        yield _WITHOUT[what][at]
    for what in query.having:
        yield _HAVING[what][at]
    if query.plan:
        yield (f"trong {query.plan.said}", f"in {query.plan.said}")[at]


def _by_part(parties: Iterable[FoundParty]) -> dict[Part, list[FoundParty]]:
    found: dict[Part, list[FoundParty]] = {}
    for party in parties:
        found.setdefault(party.party.part, []).append(party)
    return found


def _units(party: FoundParty, at: int) -> str:
    scopes = {u.scope for u in party.units}
    placed = len(scopes) > 1 or any(r.place for r in party.party.units)
    names = list(dict.fromkeys(_name(u, placed=placed) for u in party.units))
    more = len(names) - _NAMED
    if more > 1:
        names = [*names[:_NAMED], (f"{more} đơn vị khác", f"{more} other units")[at]]
    unknown = (" (không có trong kho)", " (not in the corpus)")[at]
    names += [f"{r.said}{unknown}" for r in party.unknown]
    return _list(names, at, either=True)


def _name(unit: UnitRow, *, placed: bool) -> str:
    return f"{unit.name} ({unit.scope})" if placed and unit.scope else unit.name


def _documents(query: Query, known: Iterable[KnownDocument], at: int) -> Iterator[str]:
    if not query.cites:
        return
    labels = [d.label if not d.date else f"{d.label} ({_day(d.date)})" for d in known]
    named = labels or [ref.said for ref in query.cites]
    words = _list(named, at, either=query.any_document or len(labels) > len(query.cites))
    yield (f"viện dẫn {words}", f"citing {words}")[at]


def _time(when: When, at: int) -> str:
    start, end = _day(when.start), _day(when.end)
    year = _whole_year(when)
    if when.kind == TimeKind.WITHIN and year:
        return (f"có mốc thời gian trong năm {year}", f"with a date in {year}")[at]
    if when.kind == TimeKind.WITHIN:
        return (f"có mốc thời gian từ {start} đến {end}", f"with a date from {start} to {end}")[at]
    if when.kind == TimeKind.FROM:
        year = (when.start or "")[:4]
        return (f"ghi bắt đầu từ năm {year}", f"that start in {year} and go on")[at]
    if when.kind == TimeKind.BY and when.start:
        return (f"có hạn trong khoảng {start} đến {end}", f"due between {start} and {end}")[at]
    if when.kind == TimeKind.BY:
        return (f"có hạn chậm nhất {end}", f"due by {end}")[at]
    if when.kind == TimeKind.CONDITIONAL:
        waits = (f"chờ “{when.condition}”", f"waiting for “{when.condition}”")
        return waits[at] if when.condition else ("có điều kiện", "conditional")[at]
    return _KINDS[str(when.kind)][at]


def _whole_year(when: When) -> str | None:
    start, end = when.start or "", when.end or ""
    return start[:4] if start[4:] == "-01-01" and end == f"{start[:4]}-12-31" else None


def _day(date: str | None) -> str:
    """9/1/2023 for 2023-01-09."""
    if not date:
        return ""
    year, month, day = date.split("-")
    return f"{int(day)}/{int(month)}/{year}"


def _list(names: Iterable[str], at: int, *, either: bool = False) -> str:
    parts = list(names)
    joined = ((" hoặc ", " or ") if either else (" và ", " and "))[at]
    return ", ".join(parts[:-1]) + (joined if len(parts) > 1 else "") + parts[-1] if parts else ""
