"""The order of the best: how much of the query an entry covers, how closely, and with which marks; and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.search.plan import Choice, Plan
from kg.search.postings import Found

#: what a word counts that is in the entry, but beside none of its neighbours in the query
ALONE = 0.45
#: coverage from which a hit is strong
STRONG = 0.6
#: what other marks than the typed ones cost
OTHER_MARKS = 0.3
#: characters of a key around its densest place that are compared letter by letter
WINDOW = 300


class Match(NamedTuple):
    """A part of the query found in an entry."""

    choice: Choice
    marks: bool  #: with the marks that were typed


class Ranked(NamedTuple):
    """An entry with its place in the order and the reasons. ``coverage`` is the part of the query that it has."""

    found: Found
    score: float
    coverage: float
    strong: bool
    matches: tuple[Match, ...]


def rank(plan: Plan, found: Iterable[Found], limit: int) -> list[Ranked]:
    """The best ``limit`` of ``found``, best first."""
    entries = list(found)
    if not entries:
        return []
    from rapidfuzz.fuzz import partial_ratio

    top = max(f.score for f in entries) or 1.0
    typed = " ".join(w.plain for w in plan.reading.words)
    best = plan.reading.best()
    queries = {typed, best}
    ranked = []
    for entry in entries:
        matches, coverage, marks = cover(plan, entry)
        near = window(plan, entry.plain, matches, len(best))
        close = max(partial_ratio(q, near) for q in queries) / 100
        whole = min(1.0, len(best) / max(1, len(entry.plain) - 2))
        score = entry.score / top + coverage + close + 0.1 * whole - OTHER_MARKS * (1 - marks)
        ranked.append(Ranked(entry, score, coverage, coverage >= STRONG, tuple(matches)))
    ranked.sort(key=lambda r: (-r.score, r.found.ord))
    return ranked[:limit]


def cover(plan: Plan, entry: Found) -> tuple[list[Match], float, float]:
    """The parts of the query that ``entry`` has, how much of the query they cover, and how much of it bears the marks
    that were typed."""
    words = len(plan.words)
    value, marks = [0.0] * words, [1.0] * words
    matches: list[Match] = []
    for choice in sorted(plan.pairs, key=lambda c: -c.weight):
        if choice.phrase in entry.plain and any(value[at] < choice.weight for at in range(choice.first, choice.last)):
            _take(choice, entry, choice.weight, value, marks, matches)
    for at, choices in enumerate(plan.words):
        for choice in choices:
            weight = choice.weight * (1.0 if words == 1 else ALONE)
            if weight > value[at] and choice.phrase in entry.plain:
                _take(choice, entry, weight, value, marks, matches)
    total = sum(plan.worth) or 1.0
    coverage = sum(v * w for v, w in zip(value, plan.worth, strict=True)) / total
    bearing = sum(m * w for m, w in zip(marks, plan.worth, strict=True)) / total
    return matches, coverage, bearing


def _take(
    choice: Choice, entry: Found, weight: float, value: list[float], marks: list[float], matches: list[Match]
) -> None:
    wanted = choice.marked_phrase
    fits = wanted is None or wanted in entry.marked
    for at in range(choice.first, choice.last):
        if weight > value[at]:
            value[at] = weight
            marks[at] = 1.0 if fits else 0.0
    matches.append(Match(choice, fits))


def window(plan: Plan, key: str, matches: list[Match], length: int) -> str:
    """The part of a long key around the match that tells most."""
    if len(key) <= max(WINDOW, 4 * length) or not matches:
        return key
    telling = max(matches, key=lambda m: (len(m.choice.syllables), sum(plan.worth[m.choice.first : m.choice.last])))
    at = key.find(telling.choice.phrase)
    return key[max(0, at - 2 * length) : at + 2 * length + WINDOW // 4]
