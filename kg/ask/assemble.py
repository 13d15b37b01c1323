"""From the symbols of a question to the query; every symbol has its place in the query, or there is no query."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.ask.grammar import Sense
from kg.ask.query import Asks, DocumentRef, Query, Subject, When, narrowed
from kg.ask.roles import Misread, Parts, Roles
from kg.ask.spans import Span
from kg.ask.symbols import Sym, Symbol, symbols_of

#: need no place in the query
_GLUE = frozenset((Sym.AND, Sym.OF, Sym.ABOUT_WORD, Sym.TASK, Sym.UNIT_NOUN, Sym.PLAN, Sym.TASKS_ASKED))
_TIME_SENSES = {
    Sense.ANNUAL: "annual",
    Sense.CONTINUOUS: "continuous",
    Sense.PERIODIC: "periodic",
    Sense.CONDITIONAL: "conditional",
}
_WITHOUT = {Sense.NO_COOPERATE: "cooperate", Sense.NO_LEAD: "lead", Sense.NO_TIME: "time"}


def assemble(spans: Sequence[Span]) -> Query:
    """The query that the stretches of a question make; raises Misread where they make none."""
    return _Assembler(symbols_of(spans)).query()


def times_of(spans: Sequence[Span]) -> tuple[When, ...]:
    """The times that stretches say, where they say nothing else; raises Misread otherwise."""
    return _Assembler(symbols_of(spans)).only_times()


class _Assembler(Parts):
    def __init__(self, symbols: list[Symbol]) -> None:
        super().__init__(symbols)
        self._roles = Roles(symbols)

    def query(self) -> Query:
        left = [s.span for s in self._all if s.sym is Sym.LEFT]
        if left or all(s.sym in (Sym.UNIT, Sym.UNKNOWN, Sym.SUBJECT, Sym.HEADING, Sym.TIME) for s in self._all):
            raise Misread(left)
        self._roles.bind()
        when = self._times()
        subjects = self._subjects()
        headings, position = self._headings()
        without, having = self._lacking()
        query = Query(
            asks=self._asks(),
            parties=tuple(self._roles.parties),
            when=when,
            headings=headings,
            position=position,
            about=subjects,
            without=without,
            having=having,
            wanted=self._roles.wanted(),
            partners=self._roles.partners,
        )
        query = self._with_documents(query)
        self._everything_used()
        return self._checked(query)

    def only_times(self) -> tuple[When, ...]:
        times = self._times()
        self._everything_used()
        if not times:
            raise Misread([s.span for s in self._all])
        return times

    # --- conditions

    def _times(self) -> tuple[When, ...]:
        found = self._take(Sym.TIME)
        times = tuple(_time(s) for s in found)
        waits = self._take(Sym.WAIT)
        conditions = self._take(Sym.CONDITION)
        if waits:
            said = conditions[0].span.text if conditions else None
            times += (When("conditional", condition=said, said=said or ""),)
        if len(times) > 1:
            self._joined(found, times)
        return times

    def _joined(self, found: list[Symbol], times: tuple[When, ...]) -> None:
        """Several times are meant one or the other, and only where "và" or "hoặc" stands between them."""
        places = [i for i, s in enumerate(self._all) if s in found]
        joins = {Sym.AND, Sym.OR}
        if len(places) != len(times) or any(
            b - a > 2 or (b - a == 2 and self._sym(a + 1) not in joins) for a, b in pairwise(places)
        ):
            raise Misread([s.span for s in found])
        for a, b in pairwise(places):
            for symbol in self._all[a:b]:
                symbol.used = True

    def _subjects(self) -> tuple[Subject, ...]:
        return tuple(s.span.subject for s in self._take(Sym.SUBJECT) if s.span.subject is not None)

    def _headings(self) -> tuple[tuple[str, ...], int | None]:
        headings = tuple(s.span.text for s in self._take(Sym.HEADING))
        positions = [int(s.span.text) for s in self._take(Sym.POSITION)]
        if len(positions) > 1:
            raise Misread()
        return headings, positions[0] if positions else None

    def _lacking(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        without = tuple(what for s in self._take(Sym.WITHOUT) for sense, what in _WITHOUT.items() if s.span.says(sense))
        having = ("cooperate",) if self._take(Sym.HAVING) else ()
        return without, having

    # --- what is asked

    def _asks(self) -> Asks:
        if self._roles.who:
            return Asks.UNITS
        explicit = [
            asks
            for sym, asks in (
                (Sym.TIME_ASKED, Asks.TIMEFRAMES),
                (Sym.DOCUMENTS_ASKED, Asks.DOCUMENTS),
                (Sym.COUNT, Asks.COUNT),
                (Sym.TASKS_ASKED, Asks.TASKS),
            )
            if self._take(sym)
        ]
        if explicit == [Asks.TIMEFRAMES, Asks.TASKS]:
            return Asks.TIMEFRAMES  # which tasks, and when
        if len(explicit) > 1:
            raise Misread()
        return explicit[0] if explicit else self._asks_quietly()

    def _asks_quietly(self) -> Asks:
        """What is asked where no question word says it."""
        what_is = self._take(Sym.WHAT_IS)
        if what_is and self._has(Sym.TIME_NOUN):
            return Asks.TIMEFRAMES
        if what_is and self._has(Sym.TASK):
            return Asks.TASKS
        if what_is or self._has(Sym.DOCUMENT_NOUN):
            return Asks.DOCUMENTS
        if self._has(Sym.TIME_NOUN):
            return Asks.TIMEFRAMES
        alone = self._has(Sym.DOCUMENT) and not self._has(Sym.TASK, Sym.ROLE, Sym.CITES, Sym.UNIT)
        return Asks.DOCUMENTS if alone else Asks.TASKS

    def _with_documents(self, query: Query) -> Query:
        found = self._take(Sym.DOCUMENT)
        refs = tuple(s.span.document for s in found if s.span.document is not None)
        either = self._any_document(found)
        kinds = [s.span.text for s in self._take(Sym.DOCUMENT_NOUN) if s.span.text]
        kinds += [s.span.text for s in self._all if s.sym is Sym.DOCUMENTS_ASKED and s.span.text]
        self._take(Sym.TIME_NOUN)
        cites = self._take(Sym.CITES)
        if query.asks is Asks.DOCUMENTS and refs and not narrowed(query):
            if cites and self._all.index(found[0]) > self._all.index(cites[0]):
                raise Misread([s.span for s in cites])
            if cites:  # "Kế hoạch 68 viện dẫn văn bản nào": the one that cites
                kind = tuple(DocumentRef(k, type=k) for k in kinds)
                return query._replace(documents=kind, plan=refs[0], everything=True)
            return query._replace(documents=refs)
        if query.asks is Asks.DOCUMENTS:
            wanted = tuple(DocumentRef(k, type=k) for k in kinds)
            everything = bool(cites)
            return query._replace(
                documents=wanted, cites=refs, citing=bool(cites), any_document=either, everything=everything
            )
        if cites and not refs:
            raise Misread([s.span for s in cites])
        everything = query.asks is Asks.COUNT or self._has(Sym.PLAN)
        return query._replace(cites=refs, citing=bool(cites), any_document=either, everything=everything)

    def _any_document(self, found: list[Symbol]) -> bool:
        places = [i for i, s in enumerate(self._all) if s in found]
        either = False
        for a, b in pairwise(places):
            for symbol in self._all[a + 1 : b]:
                either = either or symbol.sym is Sym.OR
                symbol.used = symbol.used or symbol.sym in (Sym.OR, Sym.AND)
        return either

    def _everything_used(self) -> None:
        left = [s.span for s in self._all if not s.used and s.sym not in _GLUE]
        if left:
            raise Misread(left)

    def _checked(self, query: Query) -> Query:
        """A question without any condition asks for nothing, unless the whole plan is meant."""
        named = any(ref.number or ref.code or ref.name for ref in query.documents)
        if named and query.asks is Asks.DOCUMENTS:
            return query
        if not narrowed(query) and not query.plan and not query.everything:
            raise Misread()
        if query.asks is Asks.UNITS and query.everything and not narrowed(query):
            raise Misread()
        return query


def _time(symbol: Symbol) -> When:
    if symbol.span.time is not None:
        return symbol.span.time
    kind = next(kind for sense, kind in _TIME_SENSES.items() if symbol.span.says(sense))
    return When(kind)
