"""Which pages are made of a corpus, and under which names: one of each plan with an index, or one of a unit's work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.corpus.rows import DocumentRow, NodeRow
from kg.corpus.store import Store
from kg.ids import code_key, unique
from kg.records import Role
from kg.text import unmarked
from kg.viz.citations import Citing
from kg.viz.data import page_data
from kg.viz.records import PageData
from kg.viz.render import index_html, page_html

#: ending of every page
HTML = ".html"


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is made: where it goes, its text, and what it holds."""

    path: Path
    text: str
    tasks: int
    units: int
    waiting: int


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A plan in the index; ``page`` is where its page stands, seen from the index."""

    id: str
    label: str
    page: str
    tasks: int
    waiting: int
    date: str | None = None
    issuer: str | None = None
    scope: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """How many tasks of a plan (its place in the index) a unit leads, cooperates in, and has through groups only."""

    plan: int
    lead: int = 0
    cooperate: int = 0
    through: int = 0


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """A unit in the index."""

    id: str
    name: str
    shares: tuple[Share, ...]
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class IndexData:
    """What the index of several pages knows."""

    plans: tuple[PlanEntry, ...]
    units: tuple[UnitEntry, ...]


def plan_page(
    store: Store, row: DocumentRow, path: Path, citing: Citing, *, focus: NodeRow | None = None, lang: str = "vi"
) -> Page:
    """The page of one plan."""
    data = page_data(store, [row], citing=citing)
    return _page(path, data, focus, lang)


def unit_plans(store: Store, unit: NodeRow, rows: Iterable[DocumentRow]) -> list[DocumentRow]:
    """Those of these plans in which a unit has a task."""
    documents = store.documents_of_tasks({assigned.task for assigned in store.assignments_of_units([unit.ord])})
    return [row for row in rows if row.ord in documents]


def unit_page(
    store: Store, unit: NodeRow, rows: Iterable[DocumentRow], path: Path, citing: Citing, *, lang: str = "vi"
) -> Page:
    """The page of one unit's work in these plans."""
    return _page(path, page_data(store, rows, unit.ord, citing), unit, lang)


def plan_pages(
    store: Store, rows: Sequence[DocumentRow], path: Path, citing: Citing, *, lang: str = "vi"
) -> Iterator[Page]:
    """A page of each plan, in a folder beside the index, and at last the index at ``path``."""
    folder = path.with_suffix("")
    taken: set[str] = set()
    plans: list[PlanEntry] = []
    for row in rows:
        name = unique(page_name(row), taken) + HTML
        data = page_data(store, [row], citing=citing)
        page = _page(folder / name, data, None, lang)
        plans.append(_entry(store, row, f"{folder.name}/{name}", page))
        yield page
    index = IndexData(tuple(plans), tuple(_units(store, rows)))
    counted = sum(plan.tasks for plan in plans)
    doubted = sum(plan.waiting for plan in plans)
    yield Page(path, index_html(index, lang=lang), counted, len(index.units), doubted)


def page_name(row: DocumentRow) -> str:
    """The name of a page, without its ending: the code of its plan, else its id; in letters that every system keeps."""
    return unmarked(code_key(row.code).replace("/", "-") if row.code else row.id)


def _page(path: Path, data: PageData, focus: NodeRow | None, lang: str) -> Page:
    kinds = [node.kind for node in data.nodes]
    start = {"node": focus.id} if focus else {}
    text = page_html(data, start=start, lang=lang)
    return Page(path, text, kinds.count("task"), kinds.count("unit"), len(data.waiting))


def _entry(store: Store, row: DocumentRow, page: str, made: Page) -> PlanEntry:
    document = store.document(row.ord)
    label = " ".join(filter(None, (row.type, row.code))) or row.file
    title = document.title or (document.attached.title if document.attached else None)
    return PlanEntry(row.id, label, page, made.tasks, made.waiting, row.date, document.issuer, row.scope, title)


def _units(store: Store, rows: Sequence[DocumentRow]) -> Iterator[UnitEntry]:
    place = {row.ord: at for at, row in enumerate(rows)}
    of_task = {task: place[row.ord] for row in rows for task in store.tasks_of_documents([row.ord])}
    for unit in store.units():
        own: dict[tuple[int, Role], set[int]] = {}
        through: dict[int, set[int]] = {}
        for act in store.assignments_of_units([unit.ord]):
            if act.task in of_task:
                plan = of_task[act.task]
                found = own.setdefault((plan, act.role), set()) if act.via is None else through.setdefault(plan, set())
                found.add(act.task)
        plans = sorted({plan for plan, _ in own} | set(through))
        shares = [_share(plan, own, through.get(plan, set())) for plan in plans]
        if shares:
            yield UnitEntry(unit.id, unit.name, tuple(shares), unit.scope)


def _share(plan: int, own: dict[tuple[int, Role], set[int]], through: set[int]) -> Share:
    lead, cooperate = own.get((plan, Role.LEAD), set()), own.get((plan, Role.COOPERATE), set())
    return Share(plan, len(lead), len(cooperate), len(through - lead - cooperate))
