"""Answers: frozen records, and the JSON of docs/contract.md that is made from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.ask.query import Query, When
from kg.codec import Json
from kg.contract import SCHEMA, mention_json, source_json, timeframe_json
from kg.corpus.rows import DocumentRow, UnitRow
from kg.errors import Exit
from kg.records import Basis, Role, Task
from kg.source import Source

if TYPE_CHECKING:
    from kg.cite.entry import Entry, Related


class Via(NamedTuple):
    """The group through which a unit has its role: when the membership holds, how sure that is and where it stands."""

    unit: str
    name: str
    since: str | None
    until: str | None
    mark: str | None
    source: str | None


class TaskAnswer(NamedTuple):
    """A task that fits; ``unit`` is the one that was asked about, None where none was. ``basis`` is that of its role,
    and ``source`` where that stands (of the task where no unit was asked about)."""

    task: Task
    document: DocumentRow
    heading: str | None
    unit: UnitRow | None
    role: Role | None
    via: Via | None
    basis: Basis
    source: Source


class UnitAnswer(NamedTuple):
    """A unit that stands in a task's cell."""

    unit: UnitRow
    role: Role
    task: TaskAnswer
    basis: Basis
    source: Source


class DocumentAnswer(NamedTuple):
    """A document of the registry, with its relations."""

    entry: Entry
    relations: tuple[Related, ...]

    @property
    def label(self) -> str:
        """Its code, else what it is called."""
        return self.entry.code or self.entry.label


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question; without a ``query`` it was not understood. ``sentence`` says what was understood.

    ``count`` are tasks where the unit stands itself, ``count_via_group`` those where only its group does. ``as_of`` is
    the day at which memberships were judged, the one date of the plans that answer; None where they have several: each
    task is judged at the date of its own plan. ``unknown`` are names that the corpus does not have, or where nothing
    was understood the words in the way.
    """

    question: str
    query: Query | None
    sentence: str
    units_named: tuple[str, ...]
    codes_named: tuple[str, ...]
    as_of: str | None
    total: int
    limit: int | None
    tasks: tuple[TaskAnswer, ...]
    units: tuple[UnitAnswer, ...]
    documents: tuple[DocumentAnswer, ...]
    count: int | None
    count_via_group: int | None
    unknown: tuple[str, ...]
    suggestions: tuple[str, ...]
    exit: Exit


def answer_json(answer: Answer) -> Json:
    """The answer in the contract's shape."""
    return {
        "schema": SCHEMA,
        "understood": _understood_json(answer),
        "as_of": answer.as_of,
        "total": answer.total,
        "limit": answer.limit,
        "tasks": [_task_json(t) for t in answer.tasks],
        "units": [_unit_json(u) for u in answer.units],
        "documents": [_document_json(d) for d in answer.documents],
        "count": answer.count,
        "count_via_group": answer.count_via_group,
        "unknown": list(answer.unknown),
        "suggestions": list(answer.suggestions),
    }


def _understood_json(answer: Answer) -> Json:
    query = answer.query
    if query is None:
        return None
    return {
        "asks": query.asks.value,
        "role": query.role,
        "units": list(answer.units_named),
        "documents": list(answer.codes_named),
        "when": _when_json(query.when),
        "heading": ", ".join(query.headings) or None,
        "about": ", ".join(s.said for s in query.about) or None,
        "without": list(query.without),
        "sentence": answer.sentence,
    }


def _when_json(when: tuple[When, ...]) -> Json:
    if not when:
        return None
    first: dict[str, Json] = {
        "kind": str(when[0].kind),
        "start": when[0].start,
        "end": when[0].end,
        "condition": when[0].condition,
    }
    if len(when) > 1:
        first["or"] = [_when_json((w,)) for w in when[1:]]
    return first


def _task_json(answer: TaskAnswer) -> Json:
    task, via = answer.task, answer.via
    return {
        "id": task.id,
        "document": {"id": answer.document.id, "code": answer.document.code, "scope": answer.document.scope},
        "file": answer.document.file,
        "heading": task.heading,
        "heading_text": answer.heading,
        "place": task.place,
        "text": task.text,
        "unit": answer.unit.id if answer.unit else None,
        "name": answer.unit.name if answer.unit else None,
        "scope": answer.unit.scope if answer.unit else None,
        "role": answer.role.value if answer.role else None,
        "via": via._asdict() if via else None,
        "basis": answer.basis.value,
        "lead": [mention_json(m) for m in task.lead],
        "cooperate": [mention_json(m) for m in task.cooperate],
        "timeframes": [timeframe_json(t) for t in task.timeframes],
        "source": source_json(answer.source),
        "task_source": source_json(task.source),
    }


def _unit_json(answer: UnitAnswer) -> Json:
    return {
        "unit": answer.unit.id,
        "name": answer.unit.name,
        "scope": answer.unit.scope,
        "role": answer.role.value,
        "task": answer.task.task.id,
        "via": None,
        "basis": answer.basis.value,
        "source": source_json(answer.source),
    }


def _document_json(answer: DocumentAnswer) -> Json:
    from kg.cite.contract import entry_json  # only where documents are answered

    return entry_json(answer.entry, answer.relations)
