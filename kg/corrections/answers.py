"""A person's answer to what waits, as corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.corrections.model import Correction, Doubt, Kind, Waiting
from kg.records import Basis, Task

#: letters of a record's text in its correction, for who reads the file
_TEXT = 80


class Given(NamedTuple):
    """Units and times in the place of those that were read; None leaves them."""

    lead: tuple[str, ...] | None = None
    cooperate: tuple[str, ...] | None = None
    times: tuple[str, ...] | None = None


class Answers:
    """Makes the corrections that ``by`` says at the moment ``at`` about one thing that waits; ``sha256`` is of the
    bytes of its document."""

    def __init__(self, waiting: Waiting, by: str, at: str, sha256: str) -> None:
        address = waiting.address
        self._waiting = waiting
        self._record = Correction(
            Kind.CONFIRMED,
            by,
            at,
            id=address.id,
            fingerprint=address.fingerprint,
            above=address.above,
            below=address.below,
            same=str(address.same) if address.same > 1 else None,
            alone=address.alone,
            document=waiting.document,
            sha256=sha256,
            text=waiting.text if len(waiting.text) <= _TEXT else f"{waiting.text[:_TEXT].rsplit(' ', 1)[0]} …",
        )
        self._unit = Correction(
            Kind.SAME_UNIT, by, at, id=address.id, fingerprint=address.fingerprint, text=waiting.text
        )

    def right(self, task: Task | None) -> list[Correction]:
        """It is right as it stands."""
        doubt = self._waiting.kind
        if doubt is Doubt.UNKNOWN_UNIT:
            return [replace(self._unit, kind=Kind.CONFIRMED, means=(self._waiting.text,), doubt=doubt)]
        return [self._confirmed(doubted(doubt, task) if task else Given())]

    def no_task(self) -> list[Correction]:
        """It is no task."""
        return [replace(self._record, kind=Kind.NOT_A_TASK)]

    def changed(self, task: Task, given: Given) -> list[Correction]:
        """Other units or times; what was doubted and is left as it is counts as confirmed."""
        said: list[Correction] = []
        if given.lead is not None:
            said.append(replace(self._record, kind=Kind.LEAD, lead=given.lead))
        if given.cooperate is not None:
            said.append(replace(self._record, kind=Kind.COOPERATE, cooperate=given.cooperate))
        if given.times is not None:
            said.append(replace(self._record, kind=Kind.TIME, times=given.times))
        pairs = zip(doubted(self._waiting.kind, task), given, strict=True)
        left = Given(*(None if now is not None else before for before, now in pairs))
        if any(value is not None for value in left):
            said.append(self._confirmed(left))
        return said

    def same_unit(self, means: Sequence[str]) -> list[Correction]:
        """The name is another one of the unit ``means``; of no unit where that is empty."""
        return [replace(self._unit, means=tuple(means))]

    def alias(self, means: str) -> list[Correction]:
        """The name is one of the unit ``means`` wherever it is printed or typed."""
        said = self._unit
        return [Correction(Kind.ALIAS, said.by, said.at, printed=self._waiting.text, means=(means,))]

    def settled(self, chosen: Correction) -> list[Correction]:
        """The word of another person that ends a conflict."""
        return [replace(chosen, by=self._unit.by, at=self._unit.at, settles=True)]

    def _confirmed(self, what: Given) -> Correction:
        return replace(
            self._record, doubt=self._waiting.kind, lead=what.lead, cooperate=what.cooperate, times=what.times
        )


def doubted(doubt: Doubt, task: Task) -> Given:
    """What a person confirms of a task that waits for ``doubt``: units and times as they were read."""
    lead, cooperate = tuple(m.name for m in task.lead), tuple(m.name for m in task.cooperate)
    times = tuple(t.printed for t in task.timeframes)
    if doubt is Doubt.NO_LEAD:
        return Given(lead=lead)
    if doubt in (Doubt.NO_TIME, Doubt.UNKNOWN_TIME):
        return Given(times=times)
    if doubt is not Doubt.INFERRED:
        return Given()
    return Given(
        lead if any(m.basis is Basis.INFERRED for m in task.lead) else None,
        cooperate if any(m.basis is Basis.INFERRED for m in task.cooperate) else None,
        times if any(t.basis is Basis.INFERRED for t in task.timeframes) else None,
    )
