"""Words that were not meant as typed although the corpus knows them: told by their neighbours.

Where two neighbours stand side by side nowhere, or hardly anywhere, either the query jumps to another place there, or
one of the two is a slip. So other readings are tried, and kept where they meet the neighbours much better; the one as
typed is always kept beside them.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from kg.search.entries import PAIR
from kg.search.front import SMALL, Candidate, Front
from kg.search.vocabulary import Vocabulary

Count = Callable[[str], int]
#: the part of all texts up to which a pair of neighbours may be there by chance
CHANCE = 1e-4
#: so much more seldom than by chance must two neighbours that are both common stand side by side to be in doubt
SELDOM = 0.3
#: so many times better must a guess meet a neighbour
BETTER = 10
#: candidates of a neighbour that a guess is tried with, and guesses that are kept
MOST_TRIED = 6
MOST_GUESSES = 10
#: what a guess loses when the corpus knows the word as typed
AGAINST_KNOWN = 0.85

Pools = list[list[Candidate]]


class _Side(NamedTuple):
    """The candidates of a neighbour, and in how many texts the word as typed stands beside the best of them."""

    candidates: list[Candidate]
    met: int
    weak: bool


def seam(left: Candidate, right: Candidate) -> str:
    """The pair where two readings meet."""
    return f"{left.syllables[-1]}{PAIR}{right.syllables[0]}"


def mended(front: Front, count: Count, words: list[str], pools: Pools) -> Pools:
    """``pools``, the candidates of each of ``words``, with what the neighbours speak for."""
    if len(words) < 2:
        return pools
    meets = [_best(count, a, b) for a, b in pairwise(pools)]
    weak = [
        met <= _chance(front.vocabulary, one, other) for met, (one, other) in zip(meets, pairwise(words), strict=True)
    ]
    out = list(pools)
    for at, plain in enumerate(words):
        left = _Side(pools[at - 1][:MOST_TRIED], meets[at - 1], weak[at - 1]) if at else None
        right = _Side(pools[at + 1][:MOST_TRIED], meets[at], weak[at]) if at + 1 < len(words) else None
        if (left and left.weak) or (right and right.weak):
            guesses = _guesses(front, count, plain, left, right)
            known = [c for c in pools[at] if c.syllables == (plain,) or c.weight >= 0.9]
            out[at] = (known or pools[at]) + [g for g in guesses if g.syllables not in {c.syllables for c in known}]
    return out


def _chance(vocabulary: Vocabulary, one: str, other: str) -> float:
    """In how many texts two words may stand side by side by chance, which says nothing for them."""
    chance = int(CHANCE * vocabulary.documents)
    if vocabulary.documents < SMALL:
        return chance
    return max(chance, SELDOM * vocabulary.expected(vocabulary.count(one), vocabulary.count(other)))


def _best(count: Count, lefts: list[Candidate], rights: list[Candidate]) -> int:
    return max((count(seam(a, b)) for a in lefts[:MOST_TRIED] for b in rights[:MOST_TRIED]), default=0)


def _guesses(front: Front, count: Count, plain: str, left: _Side | None, right: _Side | None) -> list[Candidate]:
    loss = AGAINST_KNOWN if plain in front.vocabulary else 1.0
    found: list[tuple[float, int, Candidate]] = []
    for guess in front.guesses(plain):
        met_left = max((count(seam(a, guess)) for a in left.candidates), default=0) if left else 0
        met_right = max((count(seam(guess, b)) for b in right.candidates), default=0) if right else 0
        if _fits(left, met_left, right, met_right):
            found.append((guess.weight * loss, met_left + met_right, guess._replace(weight=guess.weight * loss)))
    found.sort(key=lambda f: (-f[0], -f[1]))
    return [guess for _, _, guess in found[:MOST_GUESSES]]


def _fits(left: _Side | None, met_left: int, right: _Side | None, met_right: int) -> bool:
    """Whether a guess meets a weak side much better, and a side that is not weak at all events."""
    better = False
    for side, met in ((left, met_left), (right, met_right)):
        if side is None:
            continue
        if side.weak:
            better = better or met >= BETTER * side.met + 1
        elif not met:
            return False
    return better
