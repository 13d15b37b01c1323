"""Relations of a document: what texts of the corpus state, each with its place, and what the facts say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.cite.entry import Entry, Mark, Place, Related
from kg.cite.facts import Facts
from kg.corpus.store import Store
from kg.errors import Message
from kg.facts import Edge
from kg.knowledge.model import Directive, FactRelation, Kind

_DOCUMENTS = ("directive", "document")


class Words:
    """The words of relations, in both directions."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self._kinds = {kind.key: kind for kind in kinds}

    def of(self, relation: str, *, forward: bool) -> Message:
        """A relation read from a document to the other."""
        kind = self._kinds.get(relation)
        if kind is None:
            return Message(relation, relation)
        return Message(kind.vi, kind.en) if forward else Message(kind.vi_back or kind.vi, kind.en_back or kind.en)


def stated(store: Store, words: Words, entry: Entry) -> Iterator[Related]:
    """What the corpus states between the document and others."""
    ords = [*entry.directives, *((entry.own,) if entry.own else ())]
    nodes = store.nodes(ords)
    own = {node.id for node in nodes.values()}
    told: set[tuple[str, str, bool]] = set()
    for ord in ords:
        for edge in store.relations_at(ord):
            forward = edge.src in own
            other = store.node(edge.dst if forward else edge.src)
            if other is None or other.kind not in _DOCUMENTS or (edge.relation, other.id, forward) in told:
                continue
            told.add((edge.relation, other.id, forward))
            said = words.of(edge.relation, forward=forward)
            yield Related(edge.relation, said, other.label, forward, Mark.PRINTED, other.id, None, _place(store, edge))


def _place(store: Store, edge: Edge) -> Place:
    node = store.node(edge.document)
    row = store.document_rows([node.ord])[node.ord] if node else None
    return Place(
        edge.document, row.code if row else None, row.file if row else edge.document, None, None, edge.body.source
    )


def known_of(facts: Facts, words: Words, entry: Entry) -> Iterator[Related]:
    """What the facts say of the document, and of others to it."""
    own = entry.facts
    if own is None:
        return
    for relation in own.relations:
        yield _fact(facts.named.get(relation.to), relation.to, relation, words, own, forward=True)
    for other in facts.all:
        for relation in other.relations:
            if relation.to == own.name:
                yield _fact(other, other.name, relation, words, other, forward=False)


def _fact(
    other: Directive | None, name: str, relation: FactRelation, words: Words, told_by: Directive, *, forward: bool
) -> Related:
    said = words.of(relation.kind, forward=forward)
    source = relation.source or told_by.source
    mark = Mark(relation.mark)
    return Related(relation.kind, said, _label(other, name), forward, mark, None, name, None, source, relation.note)


def _label(facts: Directive | None, name: str) -> str:
    if facts is None or not facts.code:
        return name
    day = "/".join(reversed(facts.date.split("-"))) if facts.date else facts.year
    return f"{facts.type} {facts.code} ({day})" if day else f"{facts.type} {facts.code}"
