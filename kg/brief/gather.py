"""What goes into a draft: the one unit that is meant, its tasks by the way in which they are its own, and the plans."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from kg.ask.answer import TaskAnswer, Via
from kg.ask.find import find
from kg.ask.query import Query
from kg.ask.run import each_task
from kg.corpus.rows import DocumentRow, UnitRow
from kg.corpus.store import Store
from kg.errors import Exit, KgError, Message
from kg.knowledge.model import Tail
from kg.records import Role
from kg.text import search_key

#: units that a message names before it only counts
_NAMED = 8


class NoOneUnit(KgError):
    """No unit of the corpus is called so, or several are."""

    exit = Exit.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Part:
    """Tasks of one kind: those that the unit leads or shares itself, or those that it has through one group."""

    role: Role
    via: Via | None
    tasks: tuple[TaskAnswer, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The tasks of ``unit``. ``above`` is the party committee that it belongs to ("Huyện ủy Vĩnh Linh"; None: none that
    its name tells), ``place`` where its papers are dated. ``plans`` are the ords of the plans, in the order of their
    days; ``issuers`` who issued them."""

    unit: UnitRow
    above: str | None
    place: str | None
    plans: tuple[int, ...]
    issuers: tuple[str, ...]
    parts: tuple[Part, ...]


def gather(store: Store, query: Query) -> Brief:
    """The brief of the one unit that ``query`` asks about.

    Raises:
        NoOneUnit: the corpus does not have it, or several units fit.
    """
    unit = _unit(store, query)
    tasks = list(each_task(store, query).answers)
    plans = sorted({task.document for task in tasks}, key=_dated)
    tasks.sort(key=lambda task: _dated(task.document))
    documents = [store.document(row.ord) for row in plans]
    place = next((d.place for d in documents if d.place and d.scope == unit.scope), None)
    return Brief(
        unit,
        _above(store, unit, place),
        place,
        tuple(row.ord for row in plans),
        tuple(dict.fromkeys(d.issuer for d in documents if d.issuer)),
        tuple(_parts(tasks)),
    )


def _dated(plan: DocumentRow) -> tuple[str, str]:
    return plan.date or "", plan.id


def _unit(store: Store, query: Query) -> UnitRow:
    found = {unit.ord: unit for party in find(store, query).parties for unit in party.units}
    said = ", ".join(ref.said for party in query.parties for ref in party.units)
    if not found:
        raise NoOneUnit(
            Message(f"kho không có “{said}”", f"the corpus does not have “{said}”"),
            hint=Message("Tìm tên: kg search --kind unit …", "Find the name: kg search --kind unit …"),
        )
    if len(found) > 1:
        names = [f"{u.name} ({u.scope})" if u.scope else u.name for u in found.values()]
        listed = "; ".join(names[:_NAMED]) + ("; …" if len(names) > _NAMED else "")
        raise NoOneUnit(
            Message(
                f"“{said}” có thể là {len(found)} đơn vị: {listed}", f"“{said}” may be {len(found)} units: {listed}"
            ),
            hint=Message("Ghi đủ tên, kèm nơi.", "Give the full name, with its place."),
        )
    return next(iter(found.values()))


def _above(store: Store, unit: UnitRow, place: str | None) -> str | None:
    """The party committee that a unit belongs to, by the words that complete its name."""
    tails = store.knowledge_part("tails", tuple[Tail, ...])
    known = next((t for t in tails if search_key(t.name) == search_key(unit.tail)), None)
    if known is None or known.cls != "party" or not known.place or not unit.entry:
        return None
    return " ".join(filter(None, (known.name, place)))


def _parts(tasks: list[TaskAnswer]) -> list[Part]:
    groups = list(dict.fromkeys(task.via for task in tasks if task.via))

    def order(task: TaskAnswer) -> tuple[int, int]:
        return groups.index(task.via) + 1 if task.via else 0, 0 if task.role is Role.LEAD else 1

    ordered = sorted(tasks, key=order)
    runs = groupby(ordered, key=lambda task: (task.via, task.role or Role.LEAD))
    return [Part(role, via, tuple(run)) for (via, role), run in runs]
