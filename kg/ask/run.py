"""From a query to its answer over an open corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.ask import registry
from kg.ask.answer import Answer, DocumentAnswer, TaskAnswer, UnitAnswer, Via
from kg.ask.explain import sentence_of
from kg.ask.find import Found, find
from kg.ask.query import Asks, DocumentRef, Part, Query, narrowed
from kg.ask.read import World
from kg.ask.understand import Understood, understand
from kg.corpus.rows import Assignment, DocumentRow, TaskRow, UnitRow
from kg.corpus.store import Store
from kg.errors import Exit
from kg.records import Basis, Role

if TYPE_CHECKING:
    from kg.cite.entry import Entry
    from kg.cite.registry import Registry

_ALL = tuple(Role)
#: lines whose records are read together
_CHUNK = 500


def ask(store: Store, question: str, *, lang: str = "vi", limit: int | None = None) -> Answer:
    """The answer to a question in words. Nothing is guessed: what is not understood gets suggestions instead."""
    world = World(store)
    understood = understand(world, question)
    if understood.query is None:
        return _not_understood(world, question, understood, lang)
    return answer(store, understood.query, question=question, lang=lang, limit=limit, world=world)


def answer(
    store: Store,
    query: Query,
    *,
    question: str = "",
    lang: str = "vi",
    limit: int | None = None,
    world: World | None = None,
) -> Answer:
    """The answer to a query, wherever it came from."""
    found = find(store, query)
    answered = _Answering(store, query, found).run(limit)
    unknown = tuple(ref.said for p in found.parties for ref in p.unknown) + found.missing
    named = [ref for ref in query.documents if ref.number or ref.code or ref.name]
    labels = [d.code or d.label for d in found.documents] or [d.label for d in answered.documents if named]
    several = found.several or (bool(named) and len(answered.documents) > len(named))
    suggestions: tuple[str, ...] = ()
    if unknown or not answered.total:
        from kg.ask.suggest import for_nothing_found, for_unknown

        world = world or World(store)
        suggestions = for_unknown(world, unknown, lang) if unknown else for_nothing_found(world, query, found, lang)
    ended = Exit.NOT_FOUND if several or found.ambiguous or unknown or not answered.total else Exit.FOUND
    return Answer(
        question=question,
        query=query,
        sentence=sentence_of(query, found, lang),
        units_named=_names(found),
        codes_named=tuple(labels),
        as_of=_as_of(answered.tasks),
        total=answered.total,
        limit=limit,
        tasks=answered.tasks,
        units=answered.units,
        documents=answered.documents,
        count=answered.direct,
        count_via_group=answered.via_group,
        unknown=unknown,
        suggestions=suggestions,
        exit=ended,
    )


class Listed(NamedTuple):
    """The tasks that fit a query, read as they are taken: nothing is kept. ``lines`` counts what ``answers`` gives (a
    task once for each unit and role), ``found`` is what the query names."""

    found: Found
    lines: int
    answers: Iterator[TaskAnswer]


def each_task(store: Store, query: Query) -> Listed:
    """Every task that fits ``query``, in the order of the corpus, in the memory of a few hundred."""
    found = find(store, query)
    answering = _Answering(store, query, found)
    lines = answering.lines()
    chunks = (lines[at : at + _CHUNK] for at in range(0, len(lines), _CHUNK))
    return Listed(found, len(lines), (task for chunk in chunks for task in answering.tasks(chunk)))


def _not_understood(world: World, question: str, understood: Understood, lang: str) -> Answer:
    from kg.ask.suggest import for_unread

    suggestions = for_unread(world, understood, lang)
    return Answer(
        question, None, "", (), (), None, 0, None, (), (), (), None, None, understood.left, suggestions, Exit.NOT_FOUND
    )


def _names(found: Found) -> tuple[str, ...]:
    names = [u.name for p in found.parties for u in p.units]
    return tuple(dict.fromkeys([*names, *(r.said for p in found.parties for r in p.unknown)]))


def _as_of(tasks: Iterable[TaskAnswer]) -> str | None:
    dates = {t.document.date for t in tasks}
    return dates.pop() if len(dates) == 1 else None


class _Answered(NamedTuple):
    total: int
    tasks: tuple[TaskAnswer, ...] = ()
    units: tuple[UnitAnswer, ...] = ()
    documents: tuple[DocumentAnswer, ...] = ()
    direct: int | None = None
    via_group: int | None = None


class _Line(NamedTuple):
    """A line of the answer before its records are read."""

    task: int
    act: Assignment | None
    via: Assignment | None


class _Answering:
    def __init__(self, store: Store, query: Query, found: Found) -> None:
        self._store, self._query, self._found = store, query, found
        self._unit_rows: dict[int, UnitRow] = {}
        self._document_rows: dict[int, DocumentRow] = {}
        self._registry: Registry | None = None

    def run(self, limit: int | None) -> _Answered:
        """The answer, with the records of the first ``limit`` lines."""
        if self._query.asks is Asks.DOCUMENTS:
            return self._documents(limit)
        if self._query.asks is Asks.UNITS:
            return self._units(limit)
        lines = self.lines()
        tasks = self.tasks(lines[:limit])
        direct = {line.task for line in lines if line.via is None}
        through = {line.task for line in lines} - direct | self._found.shared
        total = len({line.task for line in lines})
        return _Answered(total, tasks, (), self._named(), len(direct), len(through))

    # --- tasks

    def lines(self) -> list[_Line]:
        """The tasks found, each once for every unit that was asked for and role of it."""
        parties = self._found.parties
        if not parties:
            return [_Line(task, None, None) for task in self._found.tasks]
        lines: list[_Line] = []
        for task in self._found.tasks:
            others = [_via(p.acts[task]) for p in parties[1:]]
            through = next((via for via in others if via is not None), None)
            for act in parties[0].acts[task]:
                lines.append(_Line(task, act, act if act.via is not None else through))
        return lines

    def tasks(self, lines: list[_Line]) -> tuple[TaskAnswer, ...]:
        """The records of ``lines``."""
        rows = self._store.tasks({line.task for line in lines})
        headings = self._heading_texts(rows.values())
        self._read_documents(row.document for row in rows.values())
        self._read_units(a.unit for line in lines for a in (line.act, line.via) if a)
        self._read_units(a.via for line in lines for a in (line.act, line.via) if a and a.via is not None)
        edges = self._store.edges({a.edge for line in lines for a in (line.act, line.via) if a})
        found: list[TaskAnswer] = []
        for line in lines:
            row = rows[line.task]
            act, via = line.act, line.via
            edge = edges[act.edge] if act else None
            group = None
            if via is not None and via.via is not None:
                body, unit = edges[via.edge].body, self._unit_rows[via.via]
                group = Via(unit.id, unit.name, body.since, body.until, body.mark, body.cited)
            found.append(
                TaskAnswer(
                    task=row.task,
                    document=self._document_rows[row.document],
                    heading=headings.get(row.task.heading or ""),
                    unit=self._unit_rows[act.unit] if act else None,
                    role=act.role if act else None,
                    via=group,
                    basis=act.basis if act else _basis(row),
                    source=(edge.body.source if edge else ()) or row.task.source,
                )
            )
        return tuple(found)

    def _heading_texts(self, rows: Iterable[TaskRow]) -> dict[str, str]:
        ids = {row.task.heading for row in rows if row.task.heading}
        nodes = [node.ord for node in (self._store.node(id) for id in ids) if node]
        headings = [row.heading for row in self._store.headings(nodes).values()]
        return {h.id: " ".join(filter(None, (h.number, h.text))) for h in headings}

    def _read_units(self, units: Iterable[int]) -> None:
        self._unit_rows.update(self._store.unit_rows(set(units) - self._unit_rows.keys()))

    def _read_documents(self, documents: Iterable[int]) -> None:
        self._document_rows.update(self._store.document_rows(set(documents) - self._document_rows.keys()))

    def _named(self) -> tuple[DocumentAnswer, ...]:
        """Where a document that was named fits several, all of them."""
        if not self._found.several:
            return ()
        return self._told(e for d in self._found.documents for e in self._entries().of(d))

    # --- units

    def _units(self, limit: int | None) -> _Answered:
        found = self._found
        asked = {u.ord for p in found.parties for u in p.units}
        acts = [
            act
            for roles, tasks in self._roles_wanted().items()
            for act in self._store.assignments_of_tasks(tasks, roles)
            if act.via is None and act.unit not in asked
        ]
        acts.sort(key=lambda act: (act.task, act.edge))
        first = acts[:limit]
        shown = dict.fromkeys([*(act.task for act in first), *found.tasks[:limit]])
        lines = [_Line(task, None, None) for task in shown]
        tasks = dict(zip(shown, self.tasks(lines), strict=True))
        self._read_units(act.unit for act in first)
        edges = self._store.edges(act.edge for act in first)
        rows = tuple(
            UnitAnswer(self._unit_rows[a.unit], a.role, tasks[a.task], a.basis, edges[a.edge].body.source)
            for a in first
        )
        direct, through = self._counted()
        listed = tuple(tasks[task] for task in found.tasks[:limit])
        return _Answered(len({act.unit for act in acts}), listed, rows, self._named(), direct, through)

    def _roles_wanted(self) -> dict[tuple[Role, ...], list[int]]:
        """The tasks by the roles in which those that are asked for stand."""
        wanted = self._query.wanted
        if not self._query.partners:
            roles = (Role(wanted.value),) if wanted in (Part.LEAD, Part.COOPERATE) else _ALL
            return {roles: list(self._found.tasks)}
        found: dict[tuple[Role, ...], list[int]] = {}
        for task in self._found.tasks:
            found.setdefault(self._other_roles(task), []).append(task)
        return found

    def _other_roles(self, task: int) -> tuple[Role, ...]:
        """Of a task that a unit leads, those who cooperate; of one in which it cooperates, those who lead."""
        own = {a.role for p in self._found.parties for a in p.acts.get(task, ())}
        return tuple(r for r in _ALL if any(r is not o for o in own))

    def _counted(self) -> tuple[int, int]:
        direct = set(self._found.tasks)
        for party in self._found.parties:
            direct &= party.direct
        return len(direct), len(set(self._found.tasks) - direct)

    # --- documents

    def _documents(self, limit: int | None) -> _Answered:
        query = self._query
        named = [ref for ref in query.documents if ref.number or ref.code or ref.name]
        if named:
            known = [k for ref in named for k in registry.fitting(self._store, ref)]
            if not known:
                return self._only_known(named)
        else:
            known = registry.gathered(self._store, self._directives())
            kinds = tuple(ref for ref in query.documents if ref.type)
            known = [k for k in known if not kinds or any(registry.is_type(ref, k.type) for ref in kinds)]
        answers = self._told(e for k in known[:limit] for e in self._entries().of(k))
        return _Answered(len(known) - len(known[:limit]) + len(answers), (), (), answers)

    def _only_known(self, named: Iterable[DocumentRef]) -> _Answered:
        """Documents that no paper of the corpus names, and the knowledge has facts of."""
        answers = self._told(e for ref in named for e in self._entries().fitting(ref))
        return _Answered(len(answers), (), (), answers)

    def _directives(self) -> set[int]:
        query = self._query
        if query.everything and not narrowed(query):
            documents = registry.own_fitting(self._store, query.plan) if query.plan else self._store.documents()
            return {o for d in documents for o in self._store.directives_of_document(d.ord)}
        return self._store.directives_of_tasks(self._found.tasks)

    def _entries(self) -> Registry:
        from kg.cite.registry import Registry  # only where documents are answered

        self._registry = self._registry or Registry(self._store)
        return self._registry

    def _told(self, entries: Iterable[Entry]) -> tuple[DocumentAnswer, ...]:
        once = {entry.id: entry for entry in entries}
        return tuple(DocumentAnswer(entry, self._entries().relations(entry)) for entry in once.values())


def _via(acts: Iterable[Assignment]) -> Assignment | None:
    """The act through a group, where the unit has no other."""
    found = list(acts)
    return None if any(a.via is None for a in found) else found[0]


def _basis(row: TaskRow) -> Basis:
    """The weakest basis of what stands in a task's cells."""
    order = [Basis.INFERRED, Basis.INHERITED, Basis.CORRECTED]
    held = {m.basis for m in (*row.task.lead, *row.task.cooperate)} | {t.basis for t in row.task.timeframes}
    return next((b for b in order if b in held), Basis.STATED)
