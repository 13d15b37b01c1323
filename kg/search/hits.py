"""From entries of the index to hits: the records of the store, with where they stand and why they were found."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.corpus.rows import DocumentRow
from kg.corpus.store import Store
from kg.search import corpus
from kg.search.answer import Hit, Where
from kg.search.entries import joined
from kg.search.explain import Printed, matched, weakest
from kg.search.front import How
from kg.search.plan import Plan
from kg.search.rank import Ranked
from kg.source import Source

if TYPE_CHECKING:
    from kg.ask.registry import KnownDocument


class Record(NamedTuple):
    """What a hit shows of a record of the store, and the texts that were indexed of it."""

    id: str
    title: str
    text: str
    beside: str
    document: Where | None
    source: Source


class StaleError(Exception):
    """The index says of a record what the store does not: it is not of this store."""


class Records:
    """Reads what hits show."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, kind: str, ord: int) -> Record:
        """The record of an entry; raises StaleError if the store has none."""
        read = {"task": self._task, "heading": self._heading, "unit": self._unit, "document": self._document}
        record = read[kind](ord)
        if record is None:
            raise StaleError
        return record

    def _where(self, document: int) -> Where | None:
        row = self._store.document_rows([document]).get(document)
        return _where(row) if row else None

    def _task(self, ord: int) -> Record | None:
        row = self._store.tasks([ord]).get(ord)
        if row is None:
            return None
        task = row.task
        return Record(task.id, task.place, task.text, corpus.beside(task), self._where(row.document), task.source)

    def _heading(self, ord: int) -> Record | None:
        row = self._store.headings([ord]).get(ord)
        if row is None:
            return None
        heading = row.heading
        text = corpus.heading_text(heading)
        return Record(heading.id, heading.number or "", text, "", self._where(row.document), heading.source)

    def _unit(self, ord: int) -> Record | None:
        row = self._store.unit_rows([ord]).get(ord)
        if row is None:
            return None
        assigned = [a for a in self._store.assignments_of_units([ord]) if a.via is None]
        tasks = self._store.tasks([assigned[0].task]).values() if assigned else ()
        named = (m for t in tasks for m in (*t.task.lead, *t.task.cooperate) if m.unit == row.id)
        source = next((m.source for m in named), ())
        return Record(row.id, row.name, row.name, "", None, source)

    def _document(self, ord: int) -> Record | None:
        row = self._store.document_rows([ord]).get(ord)
        if row is not None:
            document = self._store.document(ord)
            text = corpus.document_text(row, document)
            return Record(row.id, _label(row), text, document.issuer or "", _where(row), ())
        from kg.ask.registry import gathered

        known = gathered(self._store, [ord])
        if not known:
            return None
        record = self.known(known[0])
        return record._replace(text=corpus.cited_text(self._store, self._store.directive_rows([ord])[ord]))

    def known(self, known: "KnownDocument") -> Record:
        """A document that the corpus cites or holds."""
        from kg.ask.registry import mentions_of

        if known.own is not None:
            return self._document(known.own.ord) or Record(known.own.id, known.label, known.label, "", None, ())
        rows = self._store.directive_rows(known.directives)
        mentions = mentions_of(self._store, known)
        source = mentions[0].citation.source if mentions else ()
        where = self._where(mentions[0].document) if mentions else None
        texts = dict.fromkeys(corpus.cited_text(self._store, row) for row in rows.values())
        id = next(iter(rows.values())).id if rows else known.label
        return Record(id, known.label, "; ".join(texts), "", where, source)


def by_words(records: Records, plan: Plan, ranked: Ranked) -> Hit:
    """The hit of an entry that has words of the query; raises StaleError where the store says something else."""
    found = ranked.found
    record = records.of(found.kind, found.ord)
    places = (Printed.of(record.text), Printed.of(record.beside))
    if joined(p.plain for p in places if p.text) != found.plain:
        raise StaleError
    why = matched(plan.reading, ranked.matches, places)
    return Hit(
        found.kind,
        record.id,
        record.title,
        record.text,
        record.document,
        ranked.score,
        ranked.strong,
        weakest(why),
        ranked.coverage,
        why,
        record.source,
    )


def by_code(kind: str, record: Record, score: float) -> Hit:
    """The hit of a record that a code or number of the query names."""
    text, document, source = record.text, record.document, record.source
    return Hit(kind, record.id, record.title, text, document, score, True, How.EXACT.value, 1.0, (), source)


def _where(row: DocumentRow) -> Where:
    return Where(row.id, row.code, row.scope)


def _label(row: DocumentRow) -> str:
    return " ".join(filter(None, (row.type, row.code))) or row.file


def found_words(hits: tuple[Hit, ...]) -> Iterator[str]:
    """The words of the corpus that stand for the query's in some hits, each once."""
    yield from dict.fromkeys(m.found for hit in hits for m in hit.matched)
