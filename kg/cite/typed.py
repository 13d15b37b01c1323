"""What a person types for a document, read as questions are read: with or without marks, with slips mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.ask.query import DocumentRef
from kg.ask.read import World, read, typed
from kg.ask.tokens import Token, repaired
from kg.cite.facts import Facts
from kg.corpus.store import Store


def refs_of(store: Store, facts: Facts, text: str) -> list[DocumentRef]:
    """The ways to read ``text`` as one document; none where other words stand beside it."""
    world = World(store)
    world.named = [*dict.fromkeys([*world.named, *facts.names()])]
    shown, tokens = typed(text)
    if not tokens:
        return []
    found = list(_documents(world, shown, tokens))
    if found:
        return found
    from kg.ask.front import front_of  # not paid for by what needs no repair

    return list(_documents(world, shown, repaired(tokens, front_of(world))))


def _documents(world: World, shown: str, tokens: Sequence[Token]) -> Iterator[DocumentRef]:
    spans = [s for s in read(world, shown, tokens).spans if not s.filler]
    if len(spans) == 1 and spans[0].document:
        yield spans[0].document
