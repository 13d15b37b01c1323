"""Which record a correction means: by id and fingerprint, never a wrong one.

Both agree: it is that record. Only the fingerprint agrees and is unique: the row was moved. Only the id agrees: the
text was mended, if it is still much alike and its neighbours are those of then; another row that came into the place
of a lost one is not taken for it. Words that stood twice in the document name nothing in another version of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from kg.corrections.model import Address

#: of the syllables of a mended fingerprint, at least this part is that of before, in its order
ALIKE = 2 / 3


class Match(NamedTuple):
    """The number of the record that is meant; ``exact`` where id and fingerprint agree. Without a record, ``why``."""

    at: int | None
    exact: bool = False
    why: str | None = None


def find(sought: Address, records: Sequence[Address], unchanged: bool = False) -> Match:
    """The record of ``records`` that ``sought`` names; ``unchanged``: the bytes of its document are those of then."""
    there = next((n for n, r in enumerate(records) if r.id == sought.id), None)
    same = [n for n, r in enumerate(records) if r.fingerprint == sought.fingerprint]
    if there in same and there is not None:
        agrees = _agrees(sought, records[there], len(same), unchanged)
        return Match(there, exact=True) if agrees else Match(None, why="several")
    if same:
        unique = len(same) == sought.same == 1
        return Match(same[0]) if unique else Match(None, why="several")
    if there is None:
        return Match(None, why="gone")
    return Match(there) if _mended(sought, records[there]) else Match(None, why="unlike")


def noted(address: Address, records: Sequence[Address]) -> Address:
    """``address`` with whether another record of its document is much alike: one that could take its place."""
    others = (r for r in records if r.id != address.id)
    return replace(address, alone=not any(alike(address.fingerprint, r.fingerprint) for r in others))


def find_all(
    sought: Sequence[Address], records: Sequence[Address], unchanged: Sequence[bool] | None = None
) -> list[Match]:
    """The records that several addresses name, see :func:`find`. Two different addresses never mean one record:
    the one that agrees in more holds, and where both agree in as much, none does."""
    bytes_of_then = unchanged or [False] * len(sought)
    found = [find(one, records, same) for one, same in zip(sought, bytes_of_then, strict=True)]
    claims: dict[int, list[int]] = {}
    for n, match in enumerate(found):
        if match.at is not None:
            claims.setdefault(match.at, []).append(n)
    for claimed in claims.values():
        ranks = {n: _rank(sought[n], found[n], records) for n in claimed}
        best = [n for n in claimed if ranks[n] == max(ranks.values())]
        for n in claimed:
            if any(_foreign(sought[n], sought[other]) for other in best):
                found[n] = Match(None, why="several")
    return found


def _foreign(one: Address, other: Address) -> bool:
    """Whether two addresses were never one record's: neither id nor fingerprint is shared."""
    return one.id != other.id and one.fingerprint != other.fingerprint


def _rank(sought: Address, match: Match, records: Sequence[Address]) -> int:
    if match.exact:
        return 2
    return int(match.at is not None and records[match.at].fingerprint == sought.fingerprint)


def _agrees(sought: Address, record: Address, same: int, unchanged: bool) -> bool:
    """Whether id and fingerprint name ``record`` where ``same`` records have that fingerprint now."""
    if sought.same > 1:  # which of several the words do not tell, once the document is another
        return unchanged and same == sought.same and _beside(sought, record, True)
    return same == 1 or _beside(sought, record, False)


def _mended(sought: Address, record: Address) -> bool:
    """Whether ``record`` is that of then with its text mended, and no other one that came into its place."""
    return sought.alone and alike(sought.fingerprint, record.fingerprint) and _beside(sought, record, True)


def _beside(sought: Address, record: Address, else_: bool) -> bool:
    """Whether the neighbours are those of then; ``else_`` where they were not noted."""
    if sought.above is None and sought.below is None:
        return else_
    return (sought.above, sought.below) == (record.above, record.below)


def alike(before: str, now: str) -> bool:
    """Whether most syllables stayed, in their order.

    >>> alike("ra soat quy che lam viec", "ra soat bo sung quy che lam viec")
    True
    >>> alike("ra soat quy che lam viec", "mo lop boi duong can bo")
    False
    """
    a, b = _words(before), _words(now)
    least = ALIKE * max(len(a.all), len(b.all))
    repeated = len(a.all) - len(a.different)
    if not a.all or not b.all or len(a.different & b.different) + repeated < least:
        return False  # asked for every pair of a document's records: most differ in most words
    return _common(a.all, b.all) >= least


class _Words(NamedTuple):
    all: tuple[str, ...]
    different: frozenset[str]


@lru_cache(maxsize=4096)
def _words(key: str) -> _Words:
    words = tuple(key.split())
    return _Words(words, frozenset(words))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for x in a:
        row = _next(row, x, b)
    return row[-1]


def _next(row: list[int], x: str, b: Iterable[str]) -> list[int]:
    out = [0]
    for n, y in enumerate(b, 1):
        out.append(row[n - 1] + 1 if x == y else max(row[n], out[n - 1]))
    return out
