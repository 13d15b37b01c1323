"""What a person wrote, as facts of a task: names become units of the document's scope, words become times.

A name or a time that the document prints itself keeps its place there; any other has none, for no line says it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.document import Document
from kg.extract.scope import Scope, ScopeReader
from kg.extract.times import TimeReader
from kg.extract.units import UnitParser
from kg.ids import unit_id
from kg.knowledge.model import Knowledge
from kg.places import Flow
from kg.records import Basis, Hand, Task, Timeframe, UnitMention
from kg.text import marked_key


class Spoken:
    """Reads persons' words for one document."""

    def __init__(self, knowledge: Knowledge, document: Document) -> None:
        self._parser = UnitParser(knowledge)
        self._times = TimeReader(knowledge.times)
        self._scope = scope_of(knowledge, document)

    def unit(self, name: str, hand: Hand, printed: UnitMention) -> UnitMention:
        """The unit that ``name`` stands for, where ``printed`` stands in the document."""
        (meant, *more) = self.named(name)
        if more:  # one unit was meant, whatever the name looks like
            meant = UnitMention(unit_id(name, self._scope.at(None)), name, name, Basis.CORRECTED, ())
        return replace(printed, unit=meant.unit, name=meant.name, known=meant.known, basis=Basis.CORRECTED, hand=hand)

    def units(self, names: Iterable[str], task: Task, hand: Hand) -> tuple[UnitMention, ...]:
        """The units that a person names for a task."""
        printed = {m.unit: m for m in (*task.cooperate, *task.lead)}
        found: dict[str, UnitMention] = {}
        for name in names:
            for meant in self.named(name):
                here = printed.get(meant.unit, meant)
                found.setdefault(meant.unit, replace(here, basis=Basis.CORRECTED, hand=hand))
        return tuple(found.values())

    def times(self, printed: Iterable[str], task: Task, hand: Hand) -> tuple[Timeframe, ...]:
        """The times that a person gives a task."""
        there = {marked_key(t.printed): t for t in task.timeframes}
        found: list[Timeframe] = []
        for words in printed:
            own = there.get(marked_key(words))
            frames = (own,) if own else self.frames(words)
            found += [replace(frame, basis=Basis.CORRECTED, hand=hand) for frame in frames]
        return tuple(found)

    def frames(self, words: str) -> tuple[Timeframe, ...]:
        """The times that ``words`` say."""
        return self._times.read_cell(Flow(words), Basis.CORRECTED, deadline=True)

    def named(self, name: str) -> tuple[UnitMention, ...]:
        """The units that ``name`` names; one that nobody knows is taken as it is written."""
        return self._parser.mentions(Flow(name), self._scope, Basis.CORRECTED) or (
            UnitMention(unit_id(name, self._scope.at(None)), name, name, Basis.CORRECTED, ()),
        )


def scope_of(knowledge: Knowledge, document: Document) -> Scope:
    """Whose units a document means, from its record."""
    if not document.scope:
        return Scope()
    return ScopeReader(knowledge).scope(tuple(document.scope.split(", ")), None)
