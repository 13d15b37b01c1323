"""The reader of slips for questions: over the words of the knowledge, of the units and of the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.ask.read import World
from kg.corpus.store import Store
from kg.search.front import Front
from kg.search.vocabulary import PART, Vocabulary, forms
from kg.text import marked_syllables, syllables

#: digits that ``kg.text.marked_syllables`` puts behind a syllable for its tone
_TONES = "12345"


def front_of(world: World) -> Front:
    """What repairs the words of a question; made only where one is not understood as it was typed."""
    counted: Counter[str] = Counter(f"{plain}{PART}{marked}" for plain, marked in world.lexicon.syllables())
    for name, _ in world.names:
        counted.update(forms(marked_syllables(name), syllables(name)))
    return Front(Vocabulary(counted.total(), [*counted.items(), *_corpus_forms(world.store)]))


def _corpus_forms(store: Store) -> Iterator[tuple[str, int]]:
    for word in store.words(marked=True):
        toned = word.text[-1:] in _TONES and word.text[:-1].isalpha()
        plain = syllables(word.text[:-1] if toned else word.text)
        if len(plain) == 1:
            yield f"{plain[0]}{PART}{word.text}", word.tasks
