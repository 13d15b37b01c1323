"""From a query as read to what is looked for: which candidates are kept, and the weighted terms.

A single syllable says little in Vietnamese, a pair of neighbours much. So a guess is kept where it makes a pair that the
corpus has with a neighbour, and a word that has no such pair, though the corpus knows it, is guessed at too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from math import log
from typing import NamedTuple

from kg.search.front import Candidate, Front, How, QueryReading, Word
from kg.search.postings import PAIR, Term
from kg.search.vocabulary import PART

#: candidates of a word, and pairs of two neighbours, that are looked for
MOST_CHOICES = 5
MOST_PAIRS = 8
#: candidates of a neighbour that a guess is tried with
MOST_TRIED = 6
#: candidates of a word that no pair speaks for
MOST_UNSURE = 3
PAIR_WEIGHT = 1.2
#: what a guess loses when the corpus knows the word as typed
AGAINST_KNOWN = 0.8
#: queries up to this many words ask for the typed marks in the postings too; in longer ones the rerank sees to it
FEW_WORDS = 3


class Choice(NamedTuple):
    """One reading of the words ``first`` up to ``last`` of the query: the syllables to find in a row, their marks if
    these are known, and how good a reading it is."""

    first: int
    last: int
    syllables: tuple[str, ...]
    marked: tuple[str, ...] | None
    weight: float
    hows: tuple[How, ...]

    @property
    def phrase(self) -> str:
        """What to find in a key: the syllables between blanks."""
        return f" {' '.join(self.syllables)} "

    @property
    def marked_phrase(self) -> str | None:
        """The same with marks."""
        return f" {' '.join(self.marked)} " if self.marked else None


class Plan(NamedTuple):
    """What to look for. ``words[i]`` are the readings of word i alone, ``pairs`` those of neighbours together and of
    runs that stand for something else; ``worth[i]`` is how much word i tells."""

    reading: QueryReading
    words: tuple[tuple[Choice, ...], ...]
    pairs: tuple[Choice, ...]
    worth: tuple[float, ...]
    terms: tuple[Term, ...]


class Planner:
    """Plans queries against a front-end and the counts of terms."""

    def __init__(self, front: Front, count: Callable[[str], int]) -> None:
        self._front = front
        self._count = count

    def plan(self, reading: QueryReading) -> Plan:
        """What to look for."""
        pools = [list(w.candidates) for w in reading.words]
        pairs = self._pairs(pools)
        for at in self._lonely(len(pools), pairs):
            guesses = self._guesses(reading.words[at], pools, at)
            if guesses:
                known = [c for c in pools[at] if reading.words[at].plain in c.syllables]
                pools[at] = known + guesses
        pairs = self._pairs(pools) + self._runs(reading)
        words = tuple(self._choices(at, pool, pairs) for at, pool in enumerate(pools))
        kept = tuple(self._kept(pairs))
        worth = tuple(self._worth(pool) for pool in pools)
        return Plan(reading, words, kept, worth, tuple(self._terms(words, kept)))

    def _pairs(self, pools: list[list[Candidate]]) -> list[Choice]:
        """Readings of two neighbours that stand side by side somewhere in the corpus."""
        found: list[Choice] = []
        for at, (left, right) in enumerate(pairwise(pools)):
            found += [_join(at, a, b) for a in left for b in right if self._count(_seam(a, b))]
        return found

    def _lonely(self, words: int, pairs: list[Choice]) -> list[int]:
        """Words that make no pair with a neighbour."""
        joined = {at for pair in pairs for at in range(pair.first, pair.last)}
        return [at for at in range(words) if at not in joined] if words > 1 else []

    def _guesses(self, word: Word, pools: list[list[Candidate]], at: int) -> list[Candidate]:
        """Other readings of ``word`` that make a pair with a neighbour."""
        left = pools[at - 1][:MOST_TRIED] if at else []
        right = pools[at + 1][:MOST_TRIED] if at + 1 < len(pools) else []
        loss = AGAINST_KNOWN if word.plain in self._front.vocabulary else 1.0
        found = []
        for guess in self._front.guesses(word.plain):
            if any(self._count(_seam(a, guess)) for a in left) or any(self._count(_seam(guess, b)) for b in right):
                found.append(guess._replace(weight=guess.weight * loss))
        return found[: 2 * MOST_CHOICES]

    def _runs(self, reading: QueryReading) -> list[Choice]:
        """Runs of words that stand for something else: an abbreviation written out, a syllable typed in two."""
        return [
            Choice(a.first, a.last, a.candidate.syllables, a.candidate.marked, a.candidate.weight, (a.candidate.how,))
            for a in reading.alternatives
        ]

    def _choices(self, at: int, pool: list[Candidate], pairs: list[Choice]) -> tuple[Choice, ...]:
        """The readings of word ``at`` alone: those in pairs, or the likeliest."""
        paired = {
            (s, p.hows[at - p.first])
            for p in pairs
            for s in p.syllables
            if at in range(p.first, p.last) and len(p.hows) == p.last - p.first
        }
        sure = [c for c in pool if any((s, c.how) in paired for s in c.syllables)]
        known = [c for c in pool if c.weight >= 0.9 and c not in sure][:1]
        kept = (known + sure)[:MOST_CHOICES] or pool[:MOST_UNSURE]
        return tuple(Choice(at, at + 1, c.syllables, c.marked, c.weight, (c.how,)) for c in kept)

    def _kept(self, pairs: list[Choice]) -> Iterable[Choice]:
        """The best pairs of each place."""
        places: dict[tuple[int, int], list[Choice]] = {}
        for pair in pairs:
            places.setdefault((pair.first, pair.last), []).append(pair)
        for found in places.values():
            yield from sorted(found, key=lambda p: (-p.weight, p.syllables))[:MOST_PAIRS]

    def _worth(self, pool: list[Candidate]) -> float:
        """How much a word tells: the rarer, the more; most if the corpus does not have it."""
        documents = self._front.vocabulary.documents + 1
        counts = [min(self._count(s) for s in c.syllables) for c in pool[:1]]
        return log(1 + documents / (1 + max(counts, default=0)))

    def _terms(self, words: tuple[tuple[Choice, ...], ...], pairs: tuple[Choice, ...]) -> list[Term]:
        weights: dict[str, float] = {}
        for choice in (*(c for some in words for c in some), *pairs):
            for syllable in choice.syllables:
                weights[syllable] = max(weights.get(syllable, 0.0), choice.weight)
            for one, other in pairwise(choice.syllables):
                pair = f"{one}{PAIR}{other}"
                weights[pair] = max(weights.get(pair, 0.0), choice.weight * PAIR_WEIGHT)
            if choice.marked and len(words) <= FEW_WORDS and len(choice.marked) == 1:
                weights[f"{choice.syllables[0]}{PART}{choice.marked[0]}"] = choice.weight * 0.5
        return [Term(text, round(weight, 3)) for text, weight in weights.items()]


def _seam(left: Candidate, right: Candidate) -> str:
    return f"{left.syllables[-1]}{PAIR}{right.syllables[0]}"


def _join(at: int, left: Candidate, right: Candidate) -> Choice:
    marked = (left.marked or ()) + (right.marked or ()) if left.marked and right.marked else None
    weight = left.weight * right.weight
    return Choice(at, at + 2, left.syllables + right.syllables, marked, weight, (left.how, right.how))
