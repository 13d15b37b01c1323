"""The tasks that a query asks for, by the indexes of the store: who, when, citing what, where, about what."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

from kg.ask.query import Part, Party, Query, UnitRef, When
from kg.ask.read import tasks_saying
from kg.ask.registry import KnownDocument, fitting, own_fitting
from kg.corpus.rows import Assignment, TimeRow, UnitRow
from kg.corpus.store import Store
from kg.records import Role, TimeKind
from kg.text import search_key

_ROLES = {Part.LEAD: (Role.LEAD,), Part.COOPERATE: (Role.COOPERATE,), Part.EITHER: tuple(Role)}


class FoundParty(NamedTuple):
    """A party and what its units do, by task; ``unknown`` are the names that the corpus does not have."""

    party: Party
    units: tuple[UnitRow, ...]
    unknown: tuple[UnitRef, ...]
    acts: dict[int, tuple[Assignment, ...]]

    @property
    def direct(self) -> set[int]:
        """Tasks in whose cells one of the units stands itself."""
        return {task for task, acts in self.acts.items() if any(a.via is None for a in acts)}


class Found(NamedTuple):
    """What fits a query. ``tasks`` are in the order of the corpus; ``shared`` are tasks where all units stand only in
    one and the same group, counted and not listed."""

    tasks: tuple[int, ...]
    parties: tuple[FoundParty, ...]
    shared: frozenset[int]
    documents: tuple[KnownDocument, ...]
    #: a document that was named fits several, or none
    several: bool
    #: headings, documents and plans that the corpus does not have
    missing: tuple[str, ...]
    #: a short name that was said stands for several units that the corpus has (BTC)
    ambiguous: bool = False


def find(store: Store, query: Query) -> Found:
    """The tasks that fit all conditions of ``query``."""
    missing: list[str] = []
    sets: list[set[int]] = []
    parties = tuple(_party(store, p) for p in query.parties)
    sets.extend(set(p.acts) for p in parties)
    cited = [fitting(store, ref) for ref in query.cites]
    missing.extend(ref.said for ref, known in zip(query.cites, cited, strict=True) if not known)
    if query.cites:
        citing = [store.tasks_citing(o for k in known for o in k.directives) for known in cited]
        sets.append(reduce(set.union if query.any_document else set.intersection, citing))
    if query.plan:
        plans = own_fitting(store, query.plan)
        missing.extend([] if plans else [query.plan.said])
        sets.append(store.tasks_of_documents(d.ord for d in plans))
    if query.when:
        sets.append(store.tasks_in_timeframes(t.ord for t in store.timeframes() if _in_time(t, query.when)))
    if query.headings or query.position:
        sets.append(_under(store, query, missing))
    sets.extend(_about(store, query))
    sets.extend(_lacking(store, query))
    tasks = reduce(set.intersection, sets) if sets else store.all_tasks()
    shared = _shared(parties, tasks)
    documents = tuple(dict.fromkeys(k for known in cited for k in known))
    several = any(len(known) > 1 for known in cited)
    return Found(
        tuple(sorted(tasks - shared)),
        parties,
        frozenset(shared),
        documents,
        several,
        tuple(missing),
        _ambiguous(store, query),
    )


# --- units


def _party(store: Store, party: Party) -> FoundParty:
    units: dict[int, UnitRow] = {}
    unknown: list[UnitRef] = []
    for ref in party.units:
        rows = units_of(store, ref)
        units.update((row.ord, row) for row in rows)
        if not rows:
            unknown.append(ref)
    acts: dict[int, list[Assignment]] = {}
    for act in store.assignments_of_units(units, _ROLES[party.part]):
        acts.setdefault(act.task, []).append(act)
    told = {task: tuple(_direct_first(found)) for task, found in acts.items()}
    return FoundParty(party, tuple(units.values()), tuple(unknown), told)


def _ambiguous(store: Store, query: Query) -> bool:
    refs = [ref for party in query.parties for ref in party.units if len(ref.readings) > 1]
    return any(len({u.entry for u in units_of(store, ref)}) > 1 for ref in refs)


def _direct_first(acts: Iterable[Assignment]) -> list[Assignment]:
    """One act for each unit and role: what stands in the cell itself hides what holds through a group."""
    kept: dict[tuple[int, Role], Assignment] = {}
    for act in sorted(acts, key=lambda a: (a.via is not None, a.edge)):
        kept.setdefault((act.unit, act.role), act)
    return list(kept.values())


def units_of(store: Store, ref: UnitRef) -> list[UnitRow]:
    """The units of the corpus that ``ref`` means; of several readings those count that the corpus has."""
    if ref.name:
        rows = [u for u in store.units_by_key(search_key(ref.name)) if u.name == ref.name]
        rows = rows or store.units_once_named(ref.name)
    else:
        rows = [u for reading in ref.readings for u in _of_reading(store, reading.entry, reading.tail)]
    if ref.place:
        rows = [u for u in rows if u.scope and _is_place(u.scope, ref.place)]
    return rows


def _is_place(scope: str, place: str) -> bool:
    """Whether ``place`` is the scope, or its first place with or without "huyện" before it."""
    asked, first = search_key(place), search_key(scope.partition(",")[0])
    return asked in (search_key(scope), first) or first.endswith(f" {asked}")


def _of_reading(store: Store, entry: str, tail: str) -> list[UnitRow]:
    rows = store.units_by_entry(search_key(entry))
    return [u for u in rows if not tail or search_key(u.tail) == search_key(tail)]


def _shared(parties: tuple[FoundParty, ...], tasks: set[int]) -> set[int]:
    """Tasks where all the units that are asked for together stand in one and the same group."""
    if len(parties) < 2:
        return set()
    return {task for task in tasks if _one_group([p.acts[task] for p in parties])}


def _one_group(acts: list[tuple[Assignment, ...]]) -> bool:
    groups = {(a.via, a.role) for act in acts for a in act}
    return len(groups) == 1 and next(iter(groups))[0] is not None


# --- time


def _in_time(time: TimeRow, asked: Iterable[When]) -> bool:
    return any(_is_then(time, when) for when in asked)


def _is_then(time: TimeRow, when: When) -> bool:
    if when.kind == TimeKind.WITHIN:
        return _within(time, when.start or "", when.end or "")
    if when.kind == TimeKind.FROM:
        return (
            time.kind is TimeKind.FROM and (time.start or "")[:4] == (when.start or "")[:4] and _not_before(time, when)
        )
    if when.kind == TimeKind.BY:
        return time.end is not None and (when.start or "") <= time.end <= (when.end or "")
    if time.kind != when.kind:
        return False
    return not when.condition or f" {search_key(when.condition)} " in f" {search_key(time.condition or '')} "


def _not_before(time: TimeRow, when: When) -> bool:
    return (time.start or "") >= (when.start or "")


def _within(time: TimeRow, start: str, end: str) -> bool:
    """Whether a date that is printed falls between the two: a start without an end counts where it starts."""
    if time.kind is TimeKind.FROM:
        return start <= (time.start or "") <= end
    first, last = time.start or time.end, time.end or time.start
    return first is not None and last is not None and first <= end and last >= start


# --- places, subjects, what is lacking


def _under(store: Store, query: Query, missing: list[str]) -> set[int]:
    found: set[int] = set()
    for number in query.headings:
        headings = headings_numbered(store, number)
        if not headings:
            missing.append(f"mục {number}")
        found |= store.tasks_under(headings)
    if query.position:
        rows = store.tasks(found if query.headings else store.all_tasks())
        # without a heading only a printed number says which task is meant
        tasks = {o: row.task for o, row in rows.items() if query.headings or row.task.number}
        found = {o for o, task in tasks.items() if is_at(task.number, task.position, query.position)}
    return found


def is_at(number: str | None, position: int, asked: int) -> bool:
    """Whether a task is the one that a person counts as ``asked``: by its printed number, else by its place."""
    return number.rstrip(".)") == str(asked) if number else position == asked


def headings_numbered(store: Store, number: str) -> list[int]:
    """Headings with this number as printed ("2.1", "II"), or with it as the end of a path ("II.1")."""
    for way in (number, number.upper(), f"{number}.", f"{number.upper()}."):
        found = store.headings_numbered(way)
        if found:
            return found
    head, _, tail = number.partition(".")
    if not tail or head.isdigit():
        return []
    above = set(headings_numbered(store, head))
    rows = store.headings(headings_numbered(store, tail))
    parents = {row.heading.id for row in store.headings(above).values()}
    return [o for o, row in rows.items() if row.heading.parent in parents]


def _about(store: Store, query: Query) -> Iterable[set[int]]:
    for subject in query.about:
        tasks = tasks_saying(store, subject)
        yield tasks or store.tasks_under(_headings_saying(store, subject.words))


def _headings_saying(store: Store, words: tuple[str, ...]) -> list[int]:
    sought = f" {' '.join(words)} "
    return [ord for ord, key in store.heading_texts() if sought in f" {key} "]


def _lacking(store: Store, query: Query) -> Iterable[set[int]]:
    for what in query.without:
        yield _without(store, what)
    for what in query.having:
        yield store.all_tasks() - _without(store, what)


def _without(store: Store, what: str) -> set[int]:
    return store.tasks_without(lead=what == "lead", cooperate=what == "cooperate", time=what == "time")
