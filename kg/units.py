"""Units as nodes: what the knowledge says of a unit that a document names, of its group's members and of its
successors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.document import Document
from kg.ids import unit_id
from kg.knowledge.model import Knowledge, Level, Membership, Tail, UnitEntry, UnitKind
from kg.records import UnitMention
from kg.text import marked_syllables, slug, words

#: the class of tails that stand for many bodies
_TIER = "tier"


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit of one scope. ``entry`` is its entry in the knowledge, ``tail`` the words that say whose it is."""

    id: str
    name: str
    scope: str | None
    level: str | None
    entry: str | None
    tail: str


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a group, by what the knowledge says of the membership."""

    unit: UnitNode
    membership: Membership


class Units:
    """Makes the nodes of units, with what the knowledge says of each."""

    def __init__(self, knowledge: Knowledge, document: Document) -> None:
        self._entries = {entry.name: entry for entry in knowledge.units}
        self._document = document
        self._tails: dict[tuple[str, ...], Tail] = {}
        for tail in knowledge.tails:
            for name in (tail.name, *tail.aliases):
                self._tails.setdefault(tuple(marked_syllables(name)), tail)
        self._by_name = {tail.name: tail for tail in knowledge.tails}

    def of(self, mention: UnitMention) -> UnitNode:
        """The node of a unit that is named."""
        rest = _after(mention.name, mention.known) if mention.known else ""
        return self._node(mention.unit.partition("/")[0], mention.name, mention.known, rest, mention.unit)

    def members(self, group: UnitNode) -> Iterator[Member]:
        """The members of a group, whenever they belonged to it; none where the name does not say whose group it is or
        stands for the groups of many bodies ("các cấp")."""
        entry = self._entries.get(group.entry or "")
        if entry is None or entry.kind is not UnitKind.GROUP:
            return
        if entry.tails and not self._of_one_body(group.tail):
            return
        for membership in entry.members:
            unit = self._companion(group, membership.member)
            if unit is not None:
                yield Member(unit, membership)

    def successors(self, unit: UnitNode) -> Iterator[Member]:
        """The units that took over from ``unit`` under the same tail."""
        entry = self._entries.get(unit.entry or "")
        if entry is None or (entry.tails and not self._of_one_body(unit.tail)):
            return
        for succession in entry.successors:
            later = self._companion(unit, succession.successor)
            if later is not None:
                held = Membership(succession.successor, succession.since, None, succession.mark, succession.source)
                yield Member(later, held)

    def _companion(self, unit: UnitNode, entry_name: str) -> UnitNode | None:
        """The unit of another entry with the tail and in the scope of ``unit``; None where it does not take that
        tail."""
        entry = self._entries.get(entry_name)
        tail = self._fitting(unit.tail, entry)
        if tail is None:
            return None
        return self._node(unit.id.partition("/")[0], f"{entry_name} {tail}".strip(), entry_name, tail)

    def _fitting(self, tail: str, entry: UnitEntry | None) -> str | None:
        found = self._tail(tail)
        if entry is None or found is None:
            return tail
        if not entry.tails:
            return ""
        known, at = found
        if known.cls in entry.tails:
            return tail
        shared = self._by_name.get(known.shares or "")
        if shared is None or shared.cls not in entry.tails:
            return None
        spans = words(tail)
        before = tail[: spans[at.start][0]]
        after = tail[spans[at.stop - 1][1] :]
        return f"{before}{shared.name}{after}"

    def _node(self, scope: str, name: str, entry: str | None, tail: str, id: str | None = None) -> UnitNode:
        found = self._tail(tail)
        level = found[0].level if found else self._single_level(entry)
        return UnitNode(
            id=id or unit_id(name, None if scope == "_" else scope),
            name=name,
            scope=self._scope(scope, name),
            level=level.value if level else None,
            entry=entry,
            tail=tail,
        )

    def _scope(self, key: str, name: str) -> str | None:
        """The scope as it is spelt: the document's, or the place that ends the unit's name."""
        if key == "_":
            return None
        if slug(self._document.scope or "") == key:
            return self._document.scope
        for start, _ in words(name):
            if slug(name[start:]) == key:
                return name[start:]
        return key

    def _single_level(self, entry: str | None) -> Level | None:
        known = self._entries.get(entry or "")
        return known.levels[0] if known and len(known.levels) == 1 else None

    def _of_one_body(self, tail: str) -> bool:
        found = self._tail(tail)
        if found is None:
            return False
        return found[0].cls != _TIER and (found[0].place or found[0].level is Level.CENTRAL)

    def _tail(self, text: str) -> tuple[Tail, slice] | None:
        """The known tail in ``text`` (an object may stand before it, a place after it), and which of its words it
        is."""
        syllables = marked_syllables(text)
        for start in range(len(syllables)):
            for stop in range(len(syllables), start, -1):
                tail = self._tails.get(tuple(syllables[start:stop]))
                if tail is not None:
                    return tail, slice(start, stop)
        return None


def _after(name: str, entry: str) -> str:
    """What follows the entry's words in a full name."""
    count = len(marked_syllables(entry))
    if marked_syllables(name)[:count] != marked_syllables(entry):
        return ""
    spans = words(name)
    return name[spans[count - 1][1] :].strip() if len(spans) >= count else ""
