"""From a question to a query: first as typed, then with what its words may have been meant to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.ask.assemble import assemble
from kg.ask.query import Query
from kg.ask.read import Reading, World, read, typed
from kg.ask.registry import own_fitting
from kg.ask.roles import Misread
from kg.ask.spans import Kind
from kg.ask.tokens import MAX_WORDS, MOST_LETTERS, Token, repaired


class Understood(NamedTuple):
    """A question and the query that it makes; ``query`` is None where it makes none, and ``left`` are the words that
    have no place in it."""

    reading: Reading
    query: Query | None
    left: tuple[str, ...] = ()


def understand(world: World, text: str) -> Understood:
    """The query of a question. Words are repaired only where the question is not understood as it was typed."""
    shown, tokens = typed(text)
    if len(tokens) > MAX_WORDS or len(shown) > MOST_LETTERS:
        return Understood(Reading(shown, (), (), english=False), None, (f"{shown[:40]}…",))
    first = _attempts(world, shown, tokens)
    if (first.query and not _has_unknown(first.reading)) or not tokens:
        return first
    from kg.ask.front import front_of  # not paid for by questions that need no repair

    second = _attempts(world, shown, repaired(tokens, front_of(world)))
    if second.query and (first.query is None or not _has_unknown(second.reading)):
        return second
    return first


def _attempts(world: World, shown: str, tokens: Sequence[Token]) -> Understood:
    """The question with words as they mean in questions, else with as many as stand in the tasks as its subject."""
    first = _attempt(world, read(world, shown, tokens))
    if first.query:
        return first
    second = _attempt(world, read(world, shown, tokens, subject_first=True))
    return second if second.query else first


def _attempt(world: World, reading: Reading) -> Understood:
    try:
        return Understood(reading, _in_plan(world, assemble(reading.spans)))
    except Misread as error:
        return Understood(reading, None, tuple(reading.printed(s) for s in error.spans))


def _has_unknown(reading: Reading) -> bool:
    return any(s.kind is Kind.UNKNOWN_UNIT for s in reading.spans)


def _in_plan(world: World, query: Query) -> Query:
    """A plan of the corpus that is named without a word of citing is the place to look in."""
    if query.citing or len(query.cites) != 1 or not own_fitting(world.store, query.cites[0]):
        return query
    return query._replace(cites=(), plan=query.cites[0])
