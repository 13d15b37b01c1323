"""The query of a question, made out of options: ``kg tasks --unit … --role … --when …``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ask.assemble import times_of
from kg.ask.query import Asks, DocumentRef, Part, Party, Query, Subject, UnitRef, When
from kg.ask.read import World, read, subject_of, typed
from kg.ask.roles import Misread
from kg.ask.spans import Kind, Span
from kg.ask.symbols import Sym, symbols_of
from kg.errors import Message, UsageError
from kg.records import TimeKind

#: what may be lacking, as ``--without`` takes it
LACKING = ("cooperate", "lead", "time")


_DAYS = Message(
    "Ví dụ: 30/6/2023, 2023-06-30, 'tháng 6/2023', 'quý II/2023', 'năm 2023'",
    "For example: 30/6/2023, 2023-06-30, 'tháng 6/2023', 'quý II/2023', 2023",
)
_OPTIONS = Message(
    "Ví dụ: --unit 'Ban Tuyên giáo' --role 'chủ trì' --when 'năm 2023' --cites 'Chỉ thị 28' --heading 2.1"
    " --without 'phối hợp'",
    "For example: --unit 'Ban Tuyên giáo' --role lead --when 2023 --cites 'Chỉ thị 28' --heading 2.1"
    " --without cooperate",
)


def tasks_query(
    world: World,
    *,
    units: Sequence[str] = (),
    role: str | None = None,
    when: str | None = None,
    cites: Sequence[str] = (),
    headings: Sequence[str] = (),
    about: str | None = None,
    without: Sequence[str] = (),
    plan: str | None = None,
) -> Query:
    """The query that the options make. Several units have the role together, several documents are cited together;
    an option that is not understood is a UsageError that says which."""
    part = _part(world, role)
    return Query(
        asks=Asks.TASKS,
        parties=tuple(Party((_unit(world, unit),), part) for unit in units),
        when=_when(world, when) if when else (),
        cites=tuple(_document(world, text, "--cites") for text in cites),
        citing=True,
        headings=tuple(h.strip() for h in headings),
        about=(_subject(about),) if about else (),
        without=tuple(_lacking(world, what) for what in without),
        plan=_document(world, plan, "--plan") if plan else None,
        everything=True,
    )


def _telling(world: World, text: str) -> list[Span]:
    shown, tokens = typed(text)
    return [s for s in read(world, shown, tokens).spans if not s.filler]


def _unit(world: World, text: str) -> UnitRef:
    """The unit of a name; one that nobody knows is kept as it was given, and said to be unknown by the answer."""
    spans = _telling(world, text)
    if len(spans) == 1 and spans[0].kind is Kind.UNIT and spans[0].unit:
        return spans[0].unit
    if not text.strip():
        raise _unclear("--unit", text)
    return UnitRef(text.strip())


def _document(world: World, text: str, option: str) -> DocumentRef:
    spans = _telling(world, text)
    if len(spans) == 1 and spans[0].document:
        return spans[0].document
    if text.strip().isdigit():
        return DocumentRef(text.strip(), number=text.strip())
    raise _unclear(option, text)


def _when(world: World, text: str, option: str = "--when") -> tuple[When, ...]:
    try:
        return times_of(_telling(world, text))
    except Misread:
        raise _unclear(option, text, _DAYS) from None


def span_of(world: World, text: str, option: str) -> tuple[str, str]:
    """The first and the last day (ISO) of a time that is a day or a stretch of days; UsageError where it is neither."""
    times = [w for w in _when(world, text, option) if w.kind == TimeKind.WITHIN]
    if len(times) != 1 or not times[0].start or not times[0].end:
        raise UsageError(
            Message(f"“{text}” trong {option} không phải ngày tháng", f"“{text}” in {option} is no day"),
            hint=_DAYS,
        )
    return times[0].start, times[0].end


def _subject(text: str) -> Subject:
    shown, tokens = typed(text)
    if not tokens:
        raise _unclear("--about", text)
    return subject_of(tokens, shown)


def _part(world: World, text: str | None) -> Part:
    """A role by its key (lead, cooperate, either) or in words ("chủ trì"); without one a unit may have any."""
    if text is None:
        return Part.EITHER
    if text in set(Part):
        return Part(text)
    found = _symbols(world, text, Sym.ROLE)
    if len(found) != 1:
        raise _unclear("--role", text)
    return found[0]


def _symbols(world: World, text: str, sym: Sym) -> list[Part]:
    return [s.part for s in symbols_of(_telling(world, text)) if s.sym is sym and s.part]


def _lacking(world: World, text: str) -> str:
    if text in LACKING:
        return text
    symbols = symbols_of(_telling(world, text))
    if any(s.sym is Sym.TIME_NOUN for s in symbols):
        return "time"
    parts: Iterable[Part] = _symbols(world, text, Sym.ROLE)
    named = [p.value for p in parts if p is not Part.EITHER]
    if len(named) != 1:
        raise _unclear("--without", text)
    return named[0]


def _unclear(option: str, text: str, hint: Message = _OPTIONS) -> UsageError:
    return UsageError(
        Message(f"không hiểu “{text}” trong {option}", f"“{text}” is not understood in {option}"), hint=hint
    )
