"""From a query as read to what is looked for: which candidates are kept, and the weighted terms.

A single syllable says little in Vietnamese, a pair of neighbours much. So a guess is kept where it makes a pair that
the corpus has with a neighbour, and where two neighbours make no pair, others are guessed at.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise
from math import log
from typing import NamedTuple

from kg.search.entries import PAIR
from kg.search.front import SMALL, Candidate, Front, How, QueryReading
from kg.search.marks import codes
from kg.search.mend import mended, seam
from kg.search.postings import Term
from kg.search.vocabulary import PART

#: candidates of a word, and pairs of two neighbours, that are looked for
MOST_CHOICES = 5
MOST_PAIRS = 6
#: candidates of a word that no pair speaks for
MOST_UNSURE = 3
PAIR_WEIGHT = 1.2
#: the part of all texts that a common syllable is in
COMMON = 0.1
#: what is left of the weight of pieces that stand side by side nowhere
APART = 0.6
#: so many times more texts must have the one syllable than the two pieces that were typed
SPLIT_ODDS = 10
#: queries up to this many words ask for the typed marks in the postings too; in longer ones the rerank sees to it
FEW_WORDS = 2


class Node(NamedTuple):
    """One reading of the words ``first`` up to (not with) ``last`` of a query."""

    first: int
    last: int
    candidate: Candidate


class Choice(NamedTuple):
    """Readings of the words ``first`` up to ``last`` that are looked for together, and how good they are. ``phrase`` is
    what to find in a key: the syllables between blanks; ``marks`` those that were typed, if any were."""

    first: int
    last: int
    nodes: tuple[Node, ...]
    syllables: tuple[str, ...]
    marked: tuple[str, ...] | None
    weight: float
    phrase: str
    marks: str | None

    @classmethod
    def of(cls, *nodes: Node) -> "Choice":
        """The choice of one node, or of neighbours."""
        found = [n.candidate for n in nodes]
        weight = 1.0
        for candidate in found:
            weight *= candidate.weight
        syllables = tuple(s for c in found for s in c.syllables)
        marked = tuple(m for c in found for m in c.marked or ()) if all(c.marked for c in found) else None
        marks = codes(syllables, marked) if marked else None
        phrase = f" {' '.join(syllables)} "
        return cls(nodes[0].first, nodes[-1].last, nodes, syllables, marked, weight, phrase, marks)


class Plan(NamedTuple):
    """What to look for. ``alone[i]`` are the readings of word i by itself, ``together`` those of each run, best first;
    ``worth[i]`` is how much word i tells; ``wholes`` are the whole query as it may have been meant, without marks;
    ``vocabulary`` is how many different words the corpus has."""

    reading: QueryReading
    alone: tuple[tuple[Choice, ...], ...]
    together: tuple[tuple[Choice, ...], ...]
    worth: tuple[float, ...]
    wholes: tuple[str, ...]
    terms: tuple[Term, ...]
    vocabulary: int


class Planner:
    """Plans queries against a front-end and the counts of terms."""

    def __init__(self, front: Front, count: Callable[[str], int]) -> None:
        self._front = front
        self._count = count

    def plan(self, reading: QueryReading) -> Plan:
        """What to look for."""
        read = [sorted(map(self._doubted, w.candidates), key=lambda c: -c.weight) for w in reading.words]
        read = mended(self._front, self._count, [w.plain for w in reading.words], read)
        pools = [[Node(at, at + 1, c) for c in candidates] for at, candidates in enumerate(read)]
        runs = [
            Node(a.first, a.last, a.candidate)
            for a in reading.alternatives
            if self._likely(reading, a.first, a.last, a.candidate)
        ]
        pairs = self._pairs(pools, runs)
        supported = {node for pair in pairs for node in pair.nodes}
        alone = tuple(self._alone(pool, supported) for pool in pools)
        together = self._by_places([*pairs, *(Choice.of(run) for run in runs)])
        worth = tuple(self._worth(choices) for choices in alone)
        wholes = tuple(_wholes(reading, alone, runs, supported))
        terms = tuple(self._terms(alone, [c for some in together for c in some]))
        return Plan(reading, alone, together, worth, wholes, terms, len(self._front.vocabulary))

    def _doubted(self, candidate: Candidate) -> Candidate:
        """Pieces that the corpus has nowhere side by side are hardly what was typed in one."""
        seams = pairwise(candidate.syllables)
        if all(self._count(f"{one}{PAIR}{other}") for one, other in seams):
            return candidate
        return candidate._replace(weight=candidate.weight * APART)

    def _likely(self, reading: QueryReading, first: int, last: int, candidate: Candidate) -> bool:
        """Whether a run may be meant: two pieces that the corpus has side by side are seldom one syllable."""
        if candidate.how is not How.SPLIT:
            return True
        pieces = PAIR.join(w.plain for w in reading.words[first:last])
        return self._count(candidate.syllables[0]) > SPLIT_ODDS * self._count(pieces)

    def _pairs(self, pools: list[list[Node]], runs: list[Node]) -> list[Choice]:
        """Readings of neighbours that stand side by side somewhere in the corpus."""
        starting: list[list[Node]] = [list(pool) for pool in pools]
        for run in runs:
            starting[run.first].append(run)
        found: list[Choice] = []
        for nodes in starting:
            for left in nodes:
                if left.last < len(starting):
                    rights = starting[left.last]
                    met = [right for right in rights if self._count(seam(left.candidate, right.candidate))]
                    found += [Choice.of(left, right) for right in met]
        return found

    def _by_places(self, runs: Iterable[Choice]) -> tuple[tuple[Choice, ...], ...]:
        """The best readings of each run of words, of equals the commonest."""
        places: dict[tuple[int, int], list[Choice]] = {}
        for run in runs:
            places.setdefault((run.first, run.last), []).append(run)
        return tuple(
            tuple(sorted(places[at], key=lambda c: (-c.weight, -self._often(c), c.syllables))[:MOST_PAIRS])
            for at in sorted(places)
        )

    def _often(self, run: Choice) -> int:
        """In how many texts a reading may stand."""
        return min(
            (self._count(f"{a}{PAIR}{b}") for a, b in pairwise(run.syllables)), default=self._count(run.syllables[0])
        )

    def _alone(self, pool: list[Node], supported: set[Node]) -> tuple[Choice, ...]:
        """The readings of one word by itself: as typed and those in pairs, or the likeliest."""
        sure = [n for n in pool if n in supported]
        known = [n for n in pool if n.candidate.weight >= 0.9 and n not in supported][:1]
        return tuple(Choice.of(n) for n in (known + sure)[:MOST_CHOICES] or pool[:MOST_UNSURE])

    def _worth(self, choices: tuple[Choice, ...]) -> float:
        """How much a word tells: the rarer, the more; most if the corpus does not have it."""
        documents = self._front.vocabulary.documents + 1
        counts = [min(self._count(s) for s in c.syllables) for c in choices[:1]]
        return log(1 + documents / (1 + max(counts, default=0)))

    def _terms(self, alone: tuple[tuple[Choice, ...], ...], together: Iterable[Choice]) -> list[Term]:
        weights: dict[str, float] = {}
        for choice in (*(c for some in alone for c in some), *together):
            for syllable in choice.syllables:
                weights[syllable] = max(weights.get(syllable, 0.0), choice.weight)
            for one, other in pairwise(choice.syllables):
                pair = f"{one}{PAIR}{other}"
                weights[pair] = max(weights.get(pair, 0.0), choice.weight * PAIR_WEIGHT)
            if choice.marked and len(alone) <= FEW_WORDS and len(choice.marked) == 1:
                weights[f"{choice.syllables[0]}{PART}{choice.marked[0]}"] = choice.weight * 0.5
        spared = self._spared(weights)
        return [Term(text, round(weight, 3)) for text, weight in weights.items() if text not in spared]

    def _spared(self, weights: dict[str, float]) -> set[str]:
        """Syllables that need not be looked for: common ones that stand in a pair which is. Their long lists are most
        of a search and tell next to nothing; the rerank counts them again."""
        if self._front.vocabulary.documents < SMALL:
            return set()
        found = [text for text in weights if PAIR in text and self._count(text)]
        paired = {syllable for pair in found for syllable in pair.split(PAIR)}
        most = COMMON * self._front.vocabulary.documents
        return {syllable for syllable in paired if self._count(syllable) > most}


def _wholes(
    reading: QueryReading, alone: tuple[tuple[Choice, ...], ...], runs: list[Node], supported: set[Node]
) -> Iterable[str]:
    """The whole query: with the likeliest reading of each word, with each run in its place, and as typed."""
    best = [
        " ".join(_likeliest(choices, supported).syllables) if choices else w.plain
        for choices, w in zip(alone, reading.words, strict=True)
    ]
    yield " ".join(best)
    for run in runs[:MOST_CHOICES]:
        yield " ".join((*best[: run.first], *run.candidate.syllables, *best[run.last :]))
    yield " ".join(w.plain for w in reading.words)


def _likeliest(choices: tuple[Choice, ...], supported: set[Node]) -> "Choice":
    """The first in a pair, else the first."""
    return next((c for c in choices if c.nodes[0] in supported), choices[0])
