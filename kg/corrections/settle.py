"""Which of several words about one record holds: a person's later word over the earlier, two persons' never silently.

Each correction claims something of an aspect of its record ("lead": these units). Persons who say the same agree; who
say different things are in conflict, and neither is applied until somebody settles it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple

from kg.corrections.load import Placed
from kg.corrections.model import Correction, Doubt, Kind, State
from kg.text import marked_key

TASK = "task"
#: kinds that say that their record is a task
_OF_TASKS = (Kind.LEAD, Kind.COOPERATE, Kind.TIME, Kind.UNIT)
_TASK_DOUBTS = (Doubt.INFERRED, Doubt.NO_LEAD, Doubt.NO_TIME, Doubt.UNKNOWN_TIME)


class Claim(NamedTuple):
    """What a correction says of one aspect of its record."""

    aspect: str
    value: Hashable


class _Fate(IntEnum):
    HOLDS = 0
    SAME = 1
    LOST = 2
    DISPUTED = 3


def claims(correction: Correction) -> list[Claim]:
    """All that ``correction`` says; the first ones are its own, the last may be implied."""
    own = _own(correction)
    is_task = correction.kind in _OF_TASKS or (correction.kind is Kind.CONFIRMED and correction.doubt in _TASK_DOUBTS)
    return [*own, Claim(TASK, True)] if is_task else own


def _own(c: Correction) -> list[Claim]:
    if c.kind is Kind.NOT_A_TASK:
        return [Claim(TASK, False)]
    if c.kind is Kind.UNIT:
        return [Claim(f"unit {marked_key(c.printed or '')}", _names(c.means))]
    if c.kind is Kind.SAME_UNIT:
        return [Claim("name", _names(c.means))]
    given = (("lead", c.lead), ("cooperate", c.cooperate), ("time", c.times))
    found = [Claim(aspect, _names(value)) for aspect, value in given if value is not None]
    if c.kind is Kind.CONFIRMED and not found:
        return [Claim("name", _names(c.means)) if c.doubt is Doubt.UNKNOWN_UNIT else Claim(str(c.doubt), True)]
    return found


def _names(values: Sequence[str] | None) -> frozenset[str]:
    return frozenset(marked_key(v) for v in values or ())


def moment(correction: Correction) -> datetime:
    """When it was said; a time without a zone is of this machine."""
    return datetime.fromisoformat(correction.at).astimezone()


def settle(said: Sequence[Placed]) -> list[State]:
    """What becomes of each of several corrections about one record: applied, repeated or in conflict."""
    fates: list[dict[str, _Fate]] = [{} for _ in said]
    aspects: dict[str, list[tuple[int, Hashable]]] = {}
    for n, placed in enumerate(said):
        for claim in claims(placed.correction):
            aspects.setdefault(claim.aspect, []).append((n, claim.value))
    for aspect, held in aspects.items():
        for n, fate in _fates(said, held):
            fates[n][aspect] = fate
    return [_state(found, _own(placed.correction)) for found, placed in zip(fates, said, strict=True)]


def _fates(said: Sequence[Placed], held: Sequence[tuple[int, Hashable]]) -> list[tuple[int, _Fate]]:
    ordered = sorted(held, key=lambda h: (moment(said[h[0]].correction), h[0]))
    settled = max((i for i, (n, _) in enumerate(ordered) if said[n].correction.settles), default=0)
    last = {marked_key(said[n].correction.by): n for n, _ in ordered[settled:]}
    heard = [(n, value) for n, value in ordered[settled:] if n in last.values()]
    values = {value for _, value in heard}
    out: list[tuple[int, _Fate]] = []
    for n, value in ordered:
        if n not in last.values():
            out.append((n, _Fate.SAME if values == {value} else _Fate.LOST))
        elif len(values) > 1:
            out.append((n, _Fate.DISPUTED))
        else:
            out.append((n, _Fate.HOLDS if n == heard[0][0] else _Fate.SAME))
    return out


def _state(found: Mapping[str, _Fate], own: Sequence[Claim]) -> State:
    if _Fate.DISPUTED in found.values():
        return State.CONFLICT
    if _Fate.LOST in found.values() or _Fate.HOLDS not in {found[claim.aspect] for claim in own}:
        return State.REPEATED
    return State.APPLIED
