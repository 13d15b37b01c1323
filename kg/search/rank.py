"""The order of the best: how much of the query an entry covers, how closely, and with which marks; and why."""

from collections.abc import Iterable
from itertools import pairwise
from math import log10
from operator import mul
from typing import NamedTuple

from kg.search.marks import bears
from kg.search.plan import Choice, Plan
from kg.search.postings import Found, longness

# What counts beside coverage. The weights were found on queries over law articles and hold on others (bench/search).
#: the score of the engine
ENGINE = 0.2
#: neighbours of the query that are neighbours in the entry too; and threes in a row: one place has more of them than
#: several places together have
SEAMS = 0.2
ROWS = 0.5
#: how like the query the entry is, letter by letter
CLOSENESS = 0.7
#: that the entry is hardly more than the query, and each doubling of a long one, which has much of any query by chance
WHOLE = 0.1
LONG = 0.04
#: neighbours of the query that have up to so many words between them in the entry
BRIDGED, LEFT_OUT = 0.4, 2
#: characters that these words and the second neighbour may have, and places of the first that are looked at
REACH, PLACES_BRIDGED = 24, 30
#: what a word counts that is in the entry, but beside none of its neighbours in the query
ALONE = 0.35
#: coverage and closeness together from which a hit is strong: the more different words a corpus has, the more it has of
#: any query by chance, so more is asked for each tenfold number of words
STRONG = 0.63
STRONG_PER_TENFOLD = 0.24
#: what other marks than the typed ones take from that
STRONG_MARKS = 0.2
#: what other marks than the typed ones cost
OTHER_MARKS = 0.3
#: letters of a word that is too short to be guessed at alone, and the weight from which it is no guess
SHORT, KNOWN = 3, 0.9
#: how close an entry is that has the query as it was meant; as it was typed it is closer still
WORD_BY_WORD = 1.3
AS_TYPED = 0.4
#: keys up to this many characters are compared letter by letter as a whole, longer ones around their densest place
WINDOW = 1500
#: entries that are compared letter by letter: those that cover the query best
CLOSE = 20
#: places of a match in a long key that are looked at
PLACES = 4


class Match(NamedTuple):
    """A part of the query found in an entry."""

    choice: Choice
    marks: bool  #: with the marks that were typed


class Cover(NamedTuple):
    """What an entry has of a query: the parts, how much of the query they are, how much of that bears the marks that
    were typed, and how many of its neighbours stand side by side."""

    matches: list[Match]
    coverage: float
    marks: float
    seams: float


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
    enough = STRONG + STRONG_PER_TENFOLD * log10(1 + plan.vocabulary)
    top = max((f.score for f in entries), default=1.0) or 1.0
    covered = [(cover(plan, entry), entry) for entry in entries]
    wholes = [f" {whole} " for whole in plan.wholes]
    covered.sort(key=lambda c: -_first_look(c[0], c[1], top, wholes))
    ranked = []
    bridges, guessed = _bridges(plan), _only_guessed(plan)
    for (matches, coverage, marks, seams), entry in covered[: max(CLOSE, limit)]:
        near = SEAMS * seams + BRIDGED * bridged(bridges, entry, matches) + ROWS * in_rows(plan, entry, matches)
        close = closeness(plan, entry, matches)
        whole = min(1.0, len(plan.wholes[0]) / max(1, len(entry.plain) - 2))
        score = (
            ENGINE * entry.score / top
            + coverage
            + near
            + CLOSENESS * close
            + WHOLE * whole
            - OTHER_MARKS * (1 - marks)
            - LONG * longness(len(entry.plain))
        )
        strength = coverage + min(close, 1.0) - STRONG_MARKS * (1 - marks)
        strong = strength >= enough and not guessed
        ranked.append(Ranked(entry, score, coverage, strong, tuple(matches)))
    ranked.sort(key=lambda r: (-r.score, r.found.ord))
    return ranked[:limit]


def _first_look(covers: Cover, entry: Found, top: float, wholes: list[str]) -> float:
    """By what entries are chosen that are looked at closely: none that has the whole query in a row is left out."""
    whole = any(phrase in entry.plain for phrase in wholes)
    return ENGINE * entry.score / top + covers.coverage + SEAMS * covers.seams + whole


def _only_guessed(plan: Plan) -> bool:
    """Whether the query is one short word that the corpus does not have: anything is near that."""
    if len(plan.alone) != 1 or plan.together:
        return False
    best = max((choice.weight for choice in plan.alone[0]), default=0.0)
    return best < KNOWN and len(plan.reading.words[0].plain) <= SHORT


def closeness(plan: Plan, entry: Found, matches: list[Match]) -> float:
    """How like the query the likest part of the entry is, letter by letter; more than 1 if it is there word by word."""
    if f" {plan.wholes[-1]} " in entry.plain:
        return WORD_BY_WORD + AS_TYPED
    if any(f" {whole} " in entry.plain for whole in plan.wholes):
        return WORD_BY_WORD
    from rapidfuzz.fuzz import partial_ratio

    near = window(plan, entry.plain, matches, len(plan.wholes[0]))
    return max(partial_ratio(whole, near) for whole in {*plan.wholes[:2], plan.wholes[-1]}) / 100


def cover(plan: Plan, entry: Found) -> Cover:
    """The parts of the query that ``entry`` has."""
    words, key = len(plan.alone), entry.plain
    value, marks, seams = [0.0] * words, [1.0] * words, [0.0] * words
    matches: list[Match] = []
    for choices in plan.together:
        for choice in choices:
            if choice.phrase in key:
                _take(choice, entry, choice.weight, value, marks, matches)
                for at in range(choice.first, choice.last - 1):
                    seams[at] = max(seams[at], choice.weight)
                break
    share = 1.0 if words == 1 else ALONE
    for at, choices in enumerate(plan.alone):
        if value[at] < share:
            for choice in choices:
                if choice.weight * share > value[at] and choice.phrase in key:
                    _take(choice, entry, choice.weight * share, value, marks, matches)
    total = sum(plan.worth) or 1.0
    coverage = sum(map(mul, value, plan.worth)) / total
    bearing = sum(map(mul, marks, plan.worth)) / total
    return Cover(matches, coverage, bearing, sum(seams) / max(1, words - 1))


def _take(
    choice: Choice, entry: Found, weight: float, value: list[float], marks: list[float], matches: list[Match]
) -> None:
    wanted = choice.marks
    fits = wanted is None or bears(entry.plain, entry.marks, choice.phrase, wanted)
    for at in range(choice.first, choice.last):
        if weight > value[at]:
            value[at] = weight
            marks[at] = 1.0 if fits else 0.0
    matches.append(Match(choice, fits))


def _bridges(plan: Plan) -> dict[int, tuple[str, str]]:
    """The neighbours of the query, each two by their place, as they stand in a key."""
    return {
        at: (one[0].phrase, other[0].phrase) for at, (one, other) in enumerate(pairwise(plan.alone)) if one and other
    }


def bridged(bridges: dict[int, tuple[str, str]], entry: Found, matches: list[Match]) -> float:
    """The part of the query's neighbours that are not neighbours in the entry, but have only a word or two between."""
    met = {m.choice.nodes[0].first for m in matches if len(m.choice.nodes) > 1}
    return sum(_bridged(entry.plain, *both) for at, both in bridges.items() if at not in met) / max(1, len(bridges))


def in_rows(plan: Plan, entry: Found, matches: list[Match]) -> float:
    """The part of the query's neighbours by threes that stand in a row in the entry as well."""
    after = {m.choice.nodes[0]: m.choice for m in matches if len(m.choice.nodes) == 2}
    rows = {at for m in matches for at in range(m.choice.first, m.choice.last - 2)}
    for choice in after.values():
        further = after.get(choice.nodes[1])
        if further:
            rest = " ".join(further.nodes[1].candidate.syllables)
            if f"{choice.phrase}{rest} " in entry.plain:
                rows.update(range(choice.first, further.last - 2))
    return len(rows) / max(1, len(plan.alone) - 2)


def _bridged(key: str, one: str, other: str) -> bool:
    at = key.find(one)
    for _ in range(PLACES_BRIDGED):
        if at < 0:
            return False
        begin = at + len(one) - 1
        end = key.find(other, begin + 1, begin + REACH)
        if end >= 0 and key.count(" ", begin, end) <= LEFT_OUT:
            return True
        at = key.find(one, begin)
    return False


def window(plan: Plan, key: str, matches: list[Match], length: int) -> str:
    """The part of a long key that has most of the matches side by side."""
    reach = 2 * length + 40
    if len(key) <= WINDOW or not matches:
        return key
    pairs = [m.choice.phrase for m in matches if len(m.choice.syllables) > 1] or [m.choice.phrase for m in matches]
    best, most = key[:reach], -1
    for phrase in pairs[:3]:
        at = key.find(phrase)
        for _ in range(PLACES):
            if at < 0:
                break
            part = key[max(0, at - reach) : at + reach]
            count = sum(p in part for p in pairs)
            if count > most:
                best, most = part, count
            at = key.find(phrase, at + reach // 2)
    return best
