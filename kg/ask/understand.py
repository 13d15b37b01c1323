"""From a question to a query: first as typed, then with what its words may have been meant to be."""

from __future__ import annotations

from typing import NamedTuple

from kg.ask.assemble import Misread, assemble
from kg.ask.query import Query
from kg.ask.read import Reading, World, read, typed
from kg.ask.spans import Kind
from kg.ask.tokens import repaired
from kg.corpus.store import Store


class Understood(NamedTuple):
    """A question and the query that it makes; ``query`` is None where it makes none, and ``left`` are the words that
    have no place in it."""

    reading: Reading
    query: Query | None
    left: tuple[str, ...] = ()


def understand(world: World, text: str) -> Understood:
    """The query of a question. Words are repaired only where the question is not understood as it was typed."""
    shown, tokens = typed(text)
    first = _attempt(read(world, shown, tokens))
    if (first.query and not _has_unknown(first.reading)) or not tokens:
        return first
    second = _attempt(read(world, shown, repaired(tokens, front_of(world))))
    if second.query and (first.query is None or not _has_unknown(second.reading)):
        return second
    return first


def _attempt(reading: Reading) -> Understood:
    try:
        return Understood(reading, assemble(reading.spans))
    except Misread as error:
        return Understood(reading, None, tuple(reading.printed(s) for s in error.spans))


def _has_unknown(reading: Reading) -> bool:
    return any(s.kind is Kind.UNKNOWN_UNIT for s in reading.spans)


def front_of(world: World):  # type: ignore[no-untyped-def]
    """The reader of slips, over the words of questions, of units and of the corpus."""
    from collections import Counter

    from kg.ask.grammar import phrases_of
    from kg.search.front import Front
    from kg.search.vocabulary import Vocabulary, forms
    from kg.text import marked_syllables, syllables

    counted: Counter[str] = Counter()
    texts = [p for form in world.forms for p in phrases_of(form)]
    for entry in world.entries:
        texts += (entry.name, *entry.aliases, *entry.ambiguous, *entry.english)
    for tail in world.tails:
        texts += (tail.name, *tail.aliases)
    texts += world.names
    for text in texts:
        counted.update(forms(marked_syllables(text), syllables(text)))
    return Front(Vocabulary(len(texts), [*counted.items(), *_corpus_forms(world.store)]))


def _corpus_forms(store: Store) -> list[tuple[str, int]]:
    from kg.text import syllables

    found: list[tuple[str, int]] = []
    for word in store.words(marked=True):
        letters = word.text[:-1] if word.text[-1:] in "12345" and word.text[:-1].isalpha() else word.text
        plain = syllables(letters)
        if len(plain) == 1:
            found.append((f"{plain[0]}={word.text}", word.tasks))
    return found
