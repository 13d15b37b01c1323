"""The reader of slips for questions: over the words of questions, of units and of the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.ask.grammar import phrases_of
from kg.ask.read import World
from kg.corpus.store import Store
from kg.search.front import Front
from kg.search.vocabulary import PART, Vocabulary, forms
from kg.text import marked_syllables, syllables

#: digits that ``kg.text.marked_syllables`` puts behind a syllable for its tone
_TONES = "12345"


def front_of(world: World) -> Front:
    """What repairs the words of a question; made only where one is not understood as it was typed."""
    counted: Counter[str] = Counter()
    texts = list(_texts(world))
    for text in texts:
        counted.update(forms(marked_syllables(text), syllables(text)))
    return Front(Vocabulary(len(texts), [*counted.items(), *_corpus_forms(world.store)]))


def _texts(world: World) -> Iterator[str]:
    for form in world.forms:
        yield from phrases_of(form)
    for entry in world.entries:
        yield from (entry.name, *entry.aliases, *entry.ambiguous, *entry.english)
    for tail in world.tails:
        yield from (tail.name, *tail.aliases)
    for kind in world.types:
        yield from (kind.name, *kind.aliases, *kind.english, *(c.code for c in kind.codes))
    yield from world.names


def _corpus_forms(store: Store) -> Iterator[tuple[str, int]]:
    for word in store.words(marked=True):
        toned = word.text[-1:] in _TONES and word.text[:-1].isalpha()
        plain = syllables(word.text[:-1] if toned else word.text)
        if len(plain) == 1:
            yield f"{plain[0]}{PART}{word.text}", word.tasks
