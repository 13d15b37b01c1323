"""Names of units in a question: names that the corpus has, entries of the knowledge with their tails, unknown names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.ask.grammar import Grammar, Phrases, Sense, opening_of
from kg.ask.query import UnitReading, UnitRef
from kg.ask.spans import Kind, Span
from kg.ask.tokens import Token
from kg.knowledge.lexicon import Lexicon

#: words that the name of an unknown unit may have
_LONGEST_UNKNOWN = 12
_KNOWN_COST = 1.0
_UNKNOWN_COST, _UNKNOWN_WORD_COST = 6.0, 2.0


class UnitNames:
    """Finds the names of units in the words of one question."""

    def __init__(
        self,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        grammar: Grammar,
        names: Iterable[tuple[str, str]],
        scopes: Callable[[], Iterable[str]],
    ) -> None:
        """``names`` are the full names that the corpus has, each with its search key."""
        self._tokens, self._lexicon, self._grammar = tokens, lexicon, grammar
        opening = opening_of(tokens)
        self._names: Phrases[str] = Phrases()
        for name, key in names:
            if key.partition(" ")[0] in opening:
                self._names.add(name, name)
        self._scopes: Phrases[str] | None = None
        self._read_scopes = scopes

    def at(self, start: int) -> Iterator[Span]:
        """The units whose names begin at the word ``start``."""
        for named in self._names.at(self._tokens, start):
            yield _span(start, named.end, named.cost, UnitRef(named.value, name=named.value))
        by_end: dict[tuple[int, float], list[str]] = {}
        for found in self._grammar.units.at(self._tokens, start):
            owners = by_end.setdefault((found.end, found.cost), [])
            if found.value not in owners:
                owners.append(found.value)
        for (end, cost), entries in by_end.items():
            yield from self._completed(start, end, cost, entries)

    def _completed(self, start: int, end: int, cost: float, entries: list[str]) -> Iterator[Span]:
        readings = tuple(UnitReading(entry) for entry in entries)
        yield _span(start, end, cost, UnitRef(readings[0].entry, readings=readings))
        whole = tuple(r for r in readings if not self._lexicon.unit(r.entry).tails)
        if whole:  # "Sở Nội vụ" and then a place; where a tail is wanted, a place alone does not say which unit it is
            yield from self._placed(start, end, cost, whole[0].entry, whole)
        objects = [(o.end, o.value, o.cost) for o in self._grammar.objects.at(self._tokens, end)]
        for at, obj, more in [(end, "", 0.0), *objects]:
            owners = [e for e in entries if not obj or obj in self._lexicon.unit(e).objects]
            for tail in self._grammar.tails.at(self._tokens, at) if owners else ():
                taken = [(e, self._fitting(tail.value, e)) for e in owners]
                full = tuple(UnitReading(e, f"{obj} {t}".strip()) for e, t in taken if t)
                if full:
                    said = f"{full[0].entry} {full[0].tail}"
                    total = cost + more + tail.cost
                    yield _span(start, tail.end, total, UnitRef(said, readings=full))
                    yield from self._placed(start, tail.end, total, said, full)

    def _fitting(self, tail: str, entry: str) -> str | None:
        """The tail that ``entry`` takes when ``tail`` is said: of "huyện" a committee takes "Huyện ủy"."""
        said, classes = self._lexicon.tail(tail), self._lexicon.unit(entry).tails
        if said is None or said.cls in classes:
            return tail
        shared = self._lexicon.tail(said.shares) if said.shares else None
        return said.shares if shared and shared.cls in classes else None

    def _placed(
        self, start: int, end: int, cost: float, said: str, readings: tuple[UnitReading, ...]
    ) -> Iterator[Span]:
        if end == len(self._tokens):
            return
        if self._scopes is None:
            self._scopes = Phrases()
            for place in {p for scope in self._read_scopes() for p in self._places(scope)}:
                self._scopes.add(place, place)
        for scope in self._scopes.at(self._tokens, end):
            ref = UnitRef(f"{said} {scope.value}", readings=readings, place=scope.value)
            yield _span(start, scope.end, cost + scope.cost, ref)

    def _places(self, scope: str) -> Iterator[str]:
        """The ways to say a scope: whole, its first place, and that without "huyện" or "tỉnh" before it."""
        first = scope.partition(",")[0].strip()
        yield from (scope, first)
        words = first.split(" ")
        for count in (1, 2):
            if len(words) > count and self._lexicon.tail(" ".join(words[:count]).casefold()):
                yield " ".join(words[count:])

    def unknown(self, start: int, text: str) -> Iterator[Span]:
        """Stretches that a word of units opens ("Sở …") and that may be the name of a unit that nobody knows."""
        if not any(m.cost == 0 for m in self._grammar.nouns.at(self._tokens, start)):
            return
        known = {s.end for s in self.at(start)}
        for end in range(start + 1, min(start + _LONGEST_UNKNOWN, len(self._tokens)) + 1):
            if (end - 1 in known and self._goes_on_small(start, end - 1)) or self._turns(end - 1):
                return
            said = text[self._tokens[start].start : self._tokens[end - 1].end]
            cost = _UNKNOWN_COST + _UNKNOWN_WORD_COST * (end - start)
            yield Span(start, end, Kind.UNKNOWN_UNIT, cost, unit=UnitRef(said), text=said)

    def _turns(self, at: int) -> bool:
        """Whether the word turns the sense of the question, as "không" and "trừ" do: no name has it."""
        return any(m.value[0] is Sense.REFUSE for m in self._grammar.phrases.at(self._tokens, at))

    def _goes_on_small(self, start: int, at: int) -> bool:
        """Small letters behind a known name that has a capital are no part of it, unless they say whose it is."""
        small = self._tokens[start].typed[0].isupper() and self._tokens[at].typed.islower()
        return small and not any(True for _ in self._grammar.tails.at(self._tokens, at))


def _span(start: int, end: int, cost: float, ref: UnitRef) -> Span:
    return Span(start, end, Kind.UNIT, _KNOWN_COST + cost, unit=ref)
