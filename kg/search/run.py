"""From a query to its answer over an open corpus."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.corpus.store import Store
from kg.errors import Exit, KgError, Message, UsageError
from kg.ids import code_key
from kg.records import Role
from kg.search.answer import Hit, SearchAnswer
from kg.search.corpus import FIRST, LAST, day, document_tag, unit_tag
from kg.search.front import How, QueryReading
from kg.search.hits import Records, StaleError, by_code, by_words, found_words
from kg.search.index import Index, Tick, open_index
from kg.search.plan import Plan
from kg.search.rank import Ranked, rank

if TYPE_CHECKING:
    import tantivy

    from kg.ask.registry import KnownDocument
    from kg.search.codes import Asked

KINDS = ("task", "unit", "document", "heading")
LIMIT = 10
#: most entries that are put in order
RERANKED = 60
#: coverage from which a unit is the one that a filter names
NAMED = 0.95
MOST_SUGGESTIONS = 8
#: characters of a query that are read
MOST_LETTERS = 2000
_YEAR = re.compile(r"(?:19|20)\d\d")
_SURE = frozenset((How.EXACT.value, How.WITHOUT_MARKS.value))


class UnknownNameError(KgError):
    """A filter names what the corpus does not have."""

    exit = Exit.NOT_FOUND


class Filter(NamedTuple):
    """What hits are limited to. ``unit`` and ``plan`` are named in words; ``since`` and ``until`` are ISO days."""

    kinds: tuple[str, ...] = ()
    unit: str | None = None
    role: Role | None = None
    plan: str | None = None
    since: str | None = None
    until: str | None = None


def search(
    store: Store, query: str, *, only: Filter | None = None, limit: int | None = None, tick: Tick | None = None
) -> SearchAnswer:
    """What ``query`` means, however it was typed. ``tick`` hears of entries indexed, where that comes first."""
    return Search(store, tick).run(query, only or Filter(), LIMIT if limit is None else limit)


class Search:
    """An open corpus that is searched."""

    def __init__(self, store: Store, tick: Tick | None = None) -> None:
        self._store = store
        self._tick = tick
        self._records = Records(store)

    @cached_property
    def index(self) -> Index:
        """The index of the corpus."""
        return open_index(self._store, self._tick)

    def run(self, query: str, only: Filter | None = None, limit: int = LIMIT) -> SearchAnswer:
        """The answer to one query."""
        try:
            return self._run(query, only or Filter(), limit)
        except StaleError:
            self.index = open_index(self._store, self._tick, anew=True)
            return self._run(query, only or Filter(), limit)

    def _run(self, query: str, only: Filter, limit: int) -> SearchAnswer:
        _check_kinds(only.kinds)
        reading = self.index.front.read(query[:MOST_LETTERS])
        if not reading.words or limit < 1:
            return SearchAnswer(reading.text, None, (), ())
        must = self._must(only)
        named = self._named(reading)
        known = self._known(named) if named else []
        hits = [by_code("document", self._records.known(k), 3.0) for k in known if self._shown(k, only)]
        if named and named.alone and (known or not _year(query)):
            hits += self._citing(known, only)
        else:
            hits += self._by_words(reading, named, must, limit)
        unique = {(hit.kind, hit.id): hit for hit in reversed(hits)}
        kept = tuple(hit for hit in dict.fromkeys(hits) if unique[hit.kind, hit.id] is hit)[:limit]
        return SearchAnswer(reading.text, _understood(kept), kept, tuple(_suggestions(kept)))

    # --- documents by their codes

    def _named(self, reading: QueryReading) -> "Asked | None":
        """The documents that the query names by code or number, if it has any number."""
        if not any(c.isdigit() for c in reading.text):
            return None
        from kg.search.codes import asked

        return asked(reading, self.index.types)

    def _known(self, named: "Asked") -> "list[KnownDocument]":
        from kg.ask.registry import fitting

        return list({k.label + (k.date or ""): k for ref in named.refs for k in fitting(self._store, ref)}.values())

    def _shown(self, known: "KnownDocument", only: Filter) -> bool:
        """Whether the filter lets a document itself through; tasks that cite it are looked for all the same."""
        if only.kinds and "document" not in only.kinds:
            return False
        return not only.plan or bool(known.own and known.own.ord == self._plan(only.plan))

    def _citing(self, known: "list[KnownDocument]", only: Filter) -> Iterator[Hit]:
        """The tasks that name documents."""
        if only.kinds and "task" not in only.kinds:
            return
        for ord in sorted(self._allowed(self._store.tasks_citing(d for k in known for d in k.directives), only)):
            yield by_code("task", self._records.of("task", ord), 2.0)

    def _allowed(self, tasks: set[int], only: Filter) -> set[int]:
        if only.plan:
            tasks &= self._store.tasks_of_documents([self._plan(only.plan)])
        if only.unit:
            roles = (only.role,) if only.role else tuple(Role)
            tasks &= {a.task for a in self._store.assignments_of_units(self._units(only.unit), roles)}
        if only.since or only.until:
            low, high = day(only.since, FIRST), day(only.until, LAST)
            times = [t.ord for t in self._store.timeframes() if day(t.start, FIRST) <= high and day(t.end, LAST) >= low]
            tasks &= self._store.tasks_in_timeframes(times)
        return tasks

    # --- anything by its words

    def _by_words(
        self, reading: QueryReading, named: "Asked | None", must: "list[tantivy.Query]", limit: int
    ) -> Iterator[Hit]:
        plan, ranked = self._ranked(reading, must, limit if named is None else RERANKED)
        if named:  # a text about another number is no neighbour
            ranked = [r for r in ranked if named.phrase in r.found.plain][:limit]
        for one in ranked:
            yield by_words(self._records, plan, one)

    def _ranked(self, reading: QueryReading, must: "list[tantivy.Query]", limit: int) -> tuple[Plan, list[Ranked]]:
        plan = self.index.planner.plan(reading)
        found = self.index.postings.best(plan.terms, max(RERANKED, limit), must, plan.wholes) if plan.terms else []
        return plan, rank(plan, found, limit)

    # --- filters

    def _must(self, only: Filter) -> "list[tantivy.Query]":
        postings = self.index.postings
        must = [postings.of_kinds(only.kinds)] if only.kinds else []
        if only.plan:
            must.append(postings.with_tags([document_tag(self._plan(only.plan))]))
        if only.unit:
            roles = (only.role,) if only.role else tuple(Role)
            must.append(postings.with_tags(unit_tag(unit, role) for unit in self._units(only.unit) for role in roles))
        if only.since or only.until:
            must.append(postings.within(day(only.since, FIRST), day(only.until, LAST)))
        return must

    def _plan(self, name: str) -> int:
        node = self._store.node(name)
        if node and node.kind == "document":
            return node.ord
        rows = self._store.documents_by_code(code_key(name))
        if len(rows) != 1:
            ids = ", ".join(row.id for row in rows)
            raise UnknownNameError(
                Message(f"không có văn bản “{name}” trong kho", f"the corpus has no document “{name}”")
                if not rows
                else Message(f"nhiều văn bản cùng là “{name}”: {ids}", f"several documents are “{name}”: {ids}"),
            )
        return rows[0].ord

    def _units(self, name: str) -> list[int]:
        """The units that ``name`` may mean."""
        reading = self.index.front.read(name[:MOST_LETTERS])
        _, ranked = self._ranked(reading, [self.index.postings.of_kinds(("unit",))], RERANKED)
        found = [r.found.ord for r in ranked if r.coverage >= NAMED]
        if not found:
            raise UnknownNameError(
                Message(f"không có đơn vị nào là “{name}” trong kho", f"the corpus has no unit “{name}”")
            )
        return found


def _year(query: str) -> bool:
    """Whether a query is a year and nothing else: where no document has it for its number, texts may speak of it."""
    return bool(_YEAR.fullmatch(query.strip()))


def _check_kinds(kinds: tuple[str, ...]) -> None:
    wrong = [kind for kind in kinds if kind not in KINDS]
    if wrong:
        known = ", ".join(KINDS)
        raise UsageError(
            Message(f"không có loại kết quả “{wrong[0]}”", f"there is no kind of hit “{wrong[0]}”"),
            hint=Message(f"Chọn trong: {known}.", f"Choose from: {known}."),
        )


def _understood(hits: tuple[Hit, ...]) -> str | None:
    """The words of the best hit where they are not those typed."""
    if not hits or not hits[0].strong or all(m.how in _SURE for m in hits[0].matched):
        return None
    return " ".join(m.found for m in hits[0].matched)


def _suggestions(hits: tuple[Hit, ...]) -> list[str]:
    """The nearest known words, where nothing strong was found."""
    return [] if any(hit.strong for hit in hits) else list(found_words(hits))[:MOST_SUGGESTIONS]
