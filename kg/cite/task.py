"""Tasks that a person wants to cite: by id, or by the place that people know ("mục 2.1, gạch đầu dòng 3")."""

from __future__ import annotations

from kg.ask.find import headings_numbered, is_at
from kg.ask.read import World, read, typed
from kg.ask.registry import own_fitting
from kg.ask.spans import Kind
from kg.corpus.rows import TaskRow
from kg.corpus.store import Store


def tasks_named(store: Store, text: str) -> list[TaskRow]:
    """The tasks that ``text`` names; several where more than one plan has such a place and none is named."""
    node = store.node(text.strip())
    if node and node.kind == "task":
        return list(store.tasks([node.ord]).values())
    shown, tokens = typed(text)
    spans = [s for s in read(World(store), shown, tokens).spans if not s.filler]
    headings = [s for s in spans if s.kind is Kind.HEADING]
    positions = [s for s in spans if s.kind is Kind.POSITION]
    documents = [s.document for s in spans if s.document]
    if len(headings) != 1 or len(positions) != 1 or len(documents) > 1 or len(spans) != 2 + len(documents):
        return []
    plans = {d.ord for ref in documents for d in own_fitting(store, ref)}
    rows = store.tasks(store.tasks_under(headings_numbered(store, headings[0].text)))
    return [
        row
        for row in rows.values()
        if is_at(row.task.number, row.task.position, int(positions[0].text))
        and (not documents or row.document in plans)
    ]
