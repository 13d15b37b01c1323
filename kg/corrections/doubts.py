"""What waits for a person in one document: inferred, unknown, unread, warned about; each thing once.

A name that the knowledge does not have waits once, however often it stands; a task waits once for all that the row
above lent it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.corrections.addresses import task_addresses, unread_addresses, warning_addresses
from kg.corrections.match import noted
from kg.corrections.model import Address, Doubt, Waiting
from kg.document import Extraction
from kg.document import Warning as Warned
from kg.extract.doubts import Doubt as Rule
from kg.records import Basis, Task, TimeKind, UnitMention
from kg.source import Piece, Source
from kg.text import search_key

_OF_TASKS = (Rule.INFERRED.value, Rule.NO_LEAD.value)
_OF_UNITS = (Rule.UNKNOWN_UNIT.value, Rule.NEW_UNIT.value)
_OF_FACTS = (*_OF_UNITS, Rule.UNKNOWN_TIME.value)


def doubts(read: Extraction) -> tuple[Waiting, ...]:
    """All that waits in ``read``, in the order of its text, unknown units first."""
    return _Doubts(read).all()


class _Doubts:
    def __init__(self, read: Extraction) -> None:
        self._read = read
        self._tasks = dict(zip((t.id for t in read.tasks), task_addresses(read), strict=True))

    def all(self) -> tuple[Waiting, ...]:
        return (*self._units(), *self._of_tasks(), *self._unread(), *self._warnings())

    def _waiting(self, kind: Doubt, subject: str, text: str, uses: int, source: Source, address: Address) -> Waiting:
        document = self._read.document
        return Waiting(kind, subject, text, uses, document.id, document.file, source, address)

    def _units(self) -> Iterator[Waiting]:
        doubted = {piece for w in self._read.warnings if w.rule in _OF_UNITS for piece in w.source}
        unknown = {m.unit for m in mentions(self._read) if m.source and doubted.issuperset(m.source)}
        found: dict[str, list[UnitMention]] = {}
        for mention in mentions(self._read):
            if mention.unit in unknown:
                found.setdefault(mention.unit, []).append(mention)
        for unit, named in found.items():
            address = Address(unit, search_key(named[0].name))
            yield self._waiting(Doubt.UNKNOWN_UNIT, unit, named[0].name, len(named), named[0].source, address)

    def _of_tasks(self) -> Iterator[Waiting]:
        tables = [t for t in self._read.tasks if _in_table(t)]
        leads, times = any(t.lead for t in tables), any(t.timeframes for t in tables)
        warned = {w.source for w in self._read.warnings if w.rule == Rule.NO_LEAD.value}
        for task in self._read.tasks:
            bases = [m.basis for m in (*task.lead, *task.cooperate)] + [t.basis for t in task.timeframes]
            inferred = bases.count(Basis.INFERRED)
            unknown = sum(f.kind is TimeKind.UNKNOWN for f in task.timeframes)
            waits = (
                (Doubt.INFERRED, inferred),
                (Doubt.UNKNOWN_TIME, unknown),
                (Doubt.NO_LEAD, not task.lead and (task.source in warned or (leads and _in_table(task)))),
                (Doubt.NO_TIME, not task.timeframes and times and _in_table(task)),
            )
            for kind, uses in waits:
                if uses:
                    address = noted(self._tasks[task.id], list(self._tasks.values()))
                    yield self._waiting(kind, task.id, task.text, int(uses), task.source, address)

    def _unread(self) -> Iterator[Waiting]:
        addresses = unread_addresses(self._read)
        for part, address in zip(self._read.unread, addresses, strict=True):
            yield self._waiting(Doubt.UNREAD, address.id, part.text, 1, part.source, noted(address, addresses))

    def _warnings(self) -> Iterator[Waiting]:
        facts = {piece for m in mentions(self._read) for piece in m.source}
        facts |= {piece for t in self._read.tasks for f in t.timeframes for piece in f.source}
        addresses = warning_addresses(self._read)
        for warning, address in zip(self._read.warnings, addresses, strict=True):
            if warning.rule not in _OF_TASKS and not _told(warning, facts):
                address = noted(address, addresses)
                yield self._waiting(Doubt.WARNING, address.id, warning.message, 1, warning.source, address)


def mentions(read: Extraction) -> Iterator[UnitMention]:
    """Every unit that a heading or a task names, in their order."""
    for heading in read.headings:
        yield from heading.lead
    for task in read.tasks:
        yield from (*task.lead, *task.cooperate)


def _told(warning: Warned, facts: set[Piece]) -> bool:
    """Whether the warning is about a unit or a time that waits by itself."""
    return warning.rule in _OF_FACTS and facts.issuperset(warning.source)


def _in_table(task: Task) -> bool:
    return bool(task.source) and task.source[0].table is not None
