"""A task, unit, document or heading with its neighbours: each with how it is related, why, and where that stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.ask.answer import DocumentAnswer
from kg.ask.find import headings_numbered, is_at, units_of
from kg.ask.query import UnitRef
from kg.ask.read import World, read, typed
from kg.ask.registry import fitting
from kg.ask.spans import Kind, Span
from kg.codec import Json
from kg.contract import SCHEMA, source_json
from kg.corpus.rows import NodeRow
from kg.corpus.store import Store
from kg.errors import Exit
from kg.facts import Edge, Reason
from kg.knowledge.model import Kind as Labels
from kg.records import Basis
from kg.source import Source
from kg.text import search_key


class Neighbour(NamedTuple):
    """A node beside the one that is shown. ``relation`` reads from the shown one to it; ``file`` and ``source`` say
    where that stands, ``reason`` why it holds where no cell or sentence says so."""

    node: NodeRow
    relation: str
    label: str
    forward: bool
    basis: Basis
    via: NodeRow | None
    reason: str | None
    since: str | None
    until: str | None
    mark: str | None
    cited: str | None
    file: str
    source: Source


class Shown(NamedTuple):
    """What a reference names. Several fit: ``node`` is None and all are ``candidates``; none: both are empty."""

    reference: str
    node: NodeRow | None
    text: str | None
    file: str | None
    source: Source
    neighbours: tuple[Neighbour, ...]
    candidates: tuple[NodeRow, ...]
    suggestions: tuple[str, ...]
    exit: Exit
    #: what the registry has of a document
    document: DocumentAnswer | None = None


def show(store: Store, reference: str, *, lang: str = "vi") -> Shown:
    """The thing that ``reference`` names: an id, a code ("28-CT/TW"), a number ("2.1"), a unit's name, or a task's
    place ("mục 2.1, gạch đầu dòng 3")."""
    found = named(store, reference)
    if len(found) == 1:
        return _shown(store, reference, found[0], lang)
    known = None if found else _known(store, reference)
    if known:
        return known
    suggestions: tuple[str, ...] = ()
    if not found:
        from kg.ask.suggest import nearest

        suggestions = nearest(World(store), reference)
    return Shown(reference, None, None, None, (), (), tuple(found), suggestions, Exit.NOT_FOUND)


# --- what is meant


def named(store: Store, reference: str) -> list[NodeRow]:
    """The nodes that ``reference`` may name; the one whose id it is, if it is one's."""
    exact = store.node(reference.strip())
    if exact:
        return [exact]
    world = World(store)
    shown, tokens = typed(reference)
    spans = [s for s in read(world, shown, tokens).spans if not s.filler]
    ords = _meant(store, spans) or (_numbered(store, reference.strip()) if len(tokens) == 1 else [])
    return list(store.nodes(dict.fromkeys(ords)).values())


def _meant(store: Store, spans: Sequence[Span]) -> list[int]:
    headings = [s for s in spans if s.kind is Kind.HEADING]
    positions = [int(s.text) for s in spans if s.kind is Kind.POSITION]
    if headings and len(headings) + len(positions) == len(spans) and len(positions) < 2:
        found = headings_numbered(store, headings[0].text)
        return _tasks_at(store, found, positions[0]) if positions else found
    if len(spans) != 1:
        return []
    span = spans[0]
    if span.unit:
        return _units(store, span.unit)
    if span.document:
        return [o for k in fitting(store, span.document) for o in ([k.own.ord] if k.own else k.directives[:1])]
    return []


def _units(store: Store, ref: UnitRef) -> list[int]:
    rows = units_of(store, ref)
    exact = [r for r in rows if search_key(r.name) == search_key(ref.said)]
    return [r.ord for r in exact or rows]


def _tasks_at(store: Store, headings: Iterable[int], position: int) -> list[int]:
    rows = store.tasks(store.tasks_under(headings))
    return [o for o, row in rows.items() if is_at(row.task.number, row.task.position, position)]


def _numbered(store: Store, number: str) -> list[int]:
    """A number alone: headings that have it, else documents."""
    if not number.isdigit():
        return headings_numbered(store, number)
    found = [d.ord for n in (number, number.zfill(2)) for d in store.directives(number=n)]
    return headings_numbered(store, number) or found


def _known(store: Store, reference: str) -> Shown | None:
    """A document that no paper of the corpus names, and the knowledge has facts of."""
    from kg.cite.registry import Registry

    registry = Registry(store)
    entries = registry.find(reference).entries
    nodes = tuple(NodeRow(0, e.id, "directive", e.label if not e.date else f"{e.label} ({e.date})") for e in entries)
    if not entries:
        return None
    if len(entries) > 1:
        return Shown(reference, None, None, None, (), (), nodes, (), Exit.NOT_FOUND)
    told = DocumentAnswer(entries[0], registry.relations(entries[0]))
    return Shown(reference, nodes[0], entries[0].title, None, (), (), (), (), Exit.FOUND, told)


# --- what is beside it


def _shown(store: Store, reference: str, node: NodeRow, lang: str) -> Shown:
    told = _document(store, node)
    ords = dict.fromkeys([node.ord, *(told.entry.directives if told else ())])  # it may be cited in several ways
    edges = [edge for ord in ords for edge in store.edges_at(ord)]
    labels = {k.key: k for k in store.knowledge_part("relations", tuple[Labels, ...])}
    files = {d.id: d.file for d in store.documents()}
    own = {n.id for n in store.nodes(ords).values()}
    beside = [_neighbour(store, own, edge, labels, files, lang) for edge in edges]
    beside.sort(key=lambda n: (n.file, n.source[0].start or 0 if n.source else 0, n.relation, n.node.id))
    text, document, source = _own(store, node)
    file = files.get(document or "")
    return Shown(reference, node, text, file, source, tuple(beside), (), (), Exit.FOUND, told)


def _document(store: Store, node: NodeRow) -> DocumentAnswer | None:
    if node.kind not in ("document", "directive"):
        return None
    from kg.cite.registry import Registry  # only where a document is shown

    registry = Registry(store)
    entry = registry.at(node)
    return DocumentAnswer(entry, registry.relations(entry)) if entry else None


def _own(store: Store, node: NodeRow) -> tuple[str | None, str | None, Source]:
    """The whole text of a task or heading, its document and where it stands."""
    if node.kind == "task":
        row = store.tasks([node.ord])[node.ord]
        return row.task.text, store.document_rows([row.document])[row.document].id, row.task.source
    if node.kind == "heading":
        head = store.headings([node.ord])[node.ord]
        return head.heading.text, store.document_rows([head.document])[head.document].id, head.heading.source
    if node.kind == "document":
        return store.document(node.ord).title, node.id, ()
    return None, None, ()


def _neighbour(
    store: Store, own: set[str], edge: Edge, labels: dict[str, Labels], files: dict[str, str], lang: str
) -> Neighbour:
    forward = edge.src in own
    other = store.node(edge.dst if forward else edge.src)
    assert other is not None  # both ends of an edge are nodes
    body = edge.body
    return Neighbour(
        node=other,
        relation=edge.relation,
        label=_label(labels.get(edge.relation), edge.relation, lang, forward=forward),
        forward=forward,
        basis=edge.basis,
        via=store.node(edge.via) if edge.via else None,
        reason=_reason(body.reason, lang),
        since=body.since,
        until=body.until,
        mark=body.mark,
        cited=body.cited,
        file=files.get(edge.document, edge.document),
        source=body.source,
    )


def _label(kind: Labels | None, key: str, lang: str, *, forward: bool) -> str:
    if kind is None:
        return key
    if forward:
        return kind.en if lang == "en" else kind.vi
    return (kind.en_back if lang == "en" else kind.vi_back) or key


#: why a fact holds that no cell or sentence states, by the rule that made it
_REASONS = {
    "via-group": (
        "nhóm “{0}” đứng trong ô; tư cách thành viên xét tại ngày {1}",
        "the group “{0}” stands in the cell; membership judged on {1}",
    ),
    "knowledge": ("theo tri thức kèm theo, không phải từ văn bản này", "from the knowledge, not from this document"),
    "inherited": ("theo mục hoặc ô bao trên: {0}", "from what stands above: {0}"),
    "inferred": ("suy từ dòng trên, cần xác nhận: {0}", "taken from the row above, to be confirmed: {0}"),
    "confirmed": ("{0} xác nhận ngày {1}", "confirmed by {0} on {1}"),
    "corrected": ("{0} đính chính ngày {1}", "corrected by {0} on {1}"),
}


def _reason(reason: Reason | None, lang: str) -> str | None:
    if reason is None:
        return None
    vi, en = _REASONS.get(reason.rule, (reason.rule, reason.rule))
    unknown = "unknown" if lang == "en" else "chưa rõ"
    values = [v or unknown for v in (*reason.values, *([""] * 2))]
    if reason.rule in ("corrected", "confirmed") and lang != "en":
        values[1] = "/".join(reversed(values[1].split("-")))
    return (en if lang == "en" else vi).format(*values)


def show_json(shown: Shown) -> Json:
    """The same as JSON."""
    return {
        "schema": SCHEMA,
        "node": _node_json(shown.node),
        "text": shown.text,
        "file": shown.file,
        "source": source_json(shown.source),
        "neighbours": [_neighbour_json(n) for n in shown.neighbours],
        "candidates": [_node_json(n) for n in shown.candidates],
        "suggestions": list(shown.suggestions),
        "document": _document_json(shown.document) if shown.document else None,
    }


def _document_json(told: DocumentAnswer) -> Json:
    from kg.cite.contract import entry_json

    return entry_json(told.entry, told.relations)


def _node_json(node: NodeRow | None) -> Json:
    return {"id": node.id, "kind": node.kind, "label": node.label} if node else None


def _neighbour_json(n: Neighbour) -> Json:
    return {
        "node": _node_json(n.node),
        "relation": n.relation,
        "label": n.label,
        "forward": n.forward,
        "basis": n.basis.value,
        "via": _node_json(n.via),
        "reason": n.reason,
        "since": n.since,
        "until": n.until,
        "mark": n.mark,
        "cited": n.cited,
        "file": n.file,
        "source": source_json(n.source),
    }
