"""Who leads and who cooperates where one cell or value says both: "Chủ trì: A; phối hợp: B", "A (chủ trì), B (phối
hợp)", "A chủ trì, phối hợp với B"; and the lines of a cell, which part units and times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.columns import HeaderReader
from kg.extract.patterns import any_of
from kg.extract.scope import Scope
from kg.extract.times import TimeReader
from kg.extract.units import UnitParser
from kg.knowledge.model import ColumnRole, SectionWords
from kg.places import Cell, Flow, join
from kg.records import Basis, TimeKind, UnitMention

_NAME = re.compile(r"(?:^|(?<=[;.,)]))[\s\-–+•*]*(?P<name>[^\W\d_][^:;.,()]{3,45}?)\s*:\s*")
_BRACKET = re.compile(r"\(([^()]{4,40})\)")
#: before "phối hợp" where the units stand before the word: "Sở B phối hợp"
_ENDS = re.compile(r"(?:thực hiện|tham mưu|triển khai)?\s*[.;]?\s*$")


@dataclass(frozen=True, slots=True)
class Shares:
    """The units of a value, by what they do."""

    lead: tuple[UnitMention, ...] = ()
    cooperate: tuple[UnitMention, ...] = ()
    words: tuple[Flow, ...] = ()  #: that name the roles: "chủ trì, phối hợp với"


class RoleReader:
    """Reads unit cells that may name both roles."""

    def __init__(self, words: SectionWords, headers: HeaderReader, units: UnitParser, times: TimeReader) -> None:
        self._headers = headers
        self._units = units
        self._times = times
        leads, together = any_of(words.assign_lead), any_of(words.assign_cooperate)
        self._leads = re.compile(rf"\s+(?:{leads})\b\s*(?:thực hiện|tham mưu)?\s*[,;.]?\s*", re.IGNORECASE)
        self._together = re.compile(rf"(?:và\s+)?(?:{together})\b\s*", re.IGNORECASE)
        self._remark = re.compile(rf"(?:^|(?<=[;.,]))[\s\-–+•]*(?:{together})\s*:?\s*", re.IGNORECASE)

    def read(self, cell: Flow, scope: Scope, both: bool = False) -> Shares:
        """The units of a cell of leads. ``both``: the column's header names both roles, so that of a plain list the
        first leads and the others cooperate, which is inferred."""
        parts = list(self._labelled(cell)) or list(self._bracketed(cell)) or list(self._told(cell))
        if parts:
            return Shares(
                _once(m for role, p in parts if role is ColumnRole.LEAD for m in self._units.mentions(p, scope)),
                _once(m for role, p in parts if role is ColumnRole.COOPERATE for m in self._units.mentions(p, scope)),
                tuple(_between(cell, [p for _, p in parts])),
            )
        found = self._units.mentions(cell, scope)
        if not both or len(found) < 2:
            return Shares(found)
        inferred = tuple(replace(m, basis=Basis.INFERRED) for m in found)
        return Shares(inferred[:1], inferred[1:])

    def in_remark(self, cell: Flow, scope: Scope) -> tuple[UnitMention, ...]:
        """The cooperating units that a remark names."""
        match = self._remark.search(cell.text)
        if match is None:
            return ()
        rest = cell[match.end() :]
        end = re.search(r"[.;]\s|$", rest.text)
        return self._units.mentions(rest[: end.start() if end else len(rest.text)], scope)

    def joined(self, role: ColumnRole | None, cell: Cell) -> Flow:
        """The text of a cell, its lines parted where each stands for itself: a unit, a role, a time."""
        flow = Flow()
        for line in cell.lines:
            flow = join((flow, line), "; " if flow and self._parts(role, flow.text, line.text) else " ")
        return flow

    def _parts(self, role: ColumnRole | None, before: str, after: str) -> bool:
        bullet = after.lstrip("-–+•* ") != after
        if role is ColumnRole.TIME:
            return bullet or all(
                self._times.read(x).kind is not TimeKind.UNKNOWN for x in (before.split(";")[-1], after)
            )
        if role not in (ColumnRole.LEAD, ColumnRole.COOPERATE) or before.endswith((",", ";", "-", "–", "(", "/")):
            return False
        if re.search(r"\b(?:và|với|của|cùng)$", before) or self._units.continues(before, after):
            return False
        return bullet or _NAME.match(after) is not None or self._units.begins(after)

    # ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────────
    def _labelled(self, cell: Flow) -> Iterator[tuple[ColumnRole, Flow]]:
        """ "Chủ trì: A; phối hợp: B": the words before a colon say the role of what follows."""
        found = [(m, role) for m in _NAME.finditer(cell.text) if (role := self._role(m["name"]))]
        if not found:
            return
        if cell.text[: found[0][0].start()].strip(" -–+•*"):
            yield ColumnRole.LEAD, cell[: found[0][0].start()]
        ends = [*(m.start() for m, _ in found[1:]), len(cell.text)]
        for (match, role), end in zip(found, ends, strict=True):
            yield role, cell[match.end() : end]

    def _bracketed(self, cell: Flow) -> Iterator[tuple[ColumnRole, Flow]]:
        """ "A (chủ trì), B, C (phối hợp)": brackets say the role of what stands before them; without any, the others
        cooperate."""
        found = [(m, role) for m in _BRACKET.finditer(cell.text) if (role := self._role(m.group(1)))]
        if not found:
            return
        start = 0
        for match, role in found:
            yield role, cell[start : match.start()]
            start = match.end()
        if cell.text[start:].strip(" ,;."):
            yield ColumnRole.COOPERATE, cell[start:]

    def _told(self, cell: Flow) -> Iterator[tuple[ColumnRole, Flow]]:
        """ "A chủ trì, phối hợp với B", "A chủ trì; B phối hợp"."""
        match = self._leads.search(f"{cell.text} ")
        if match is None or not self._all_units(cell.text[: match.start()]):
            return
        rest = cell[match.end() :]
        with_ = self._together.match(rest.text)
        last = list(self._together.finditer(rest.text))
        yield ColumnRole.LEAD, cell[: match.start()]
        if with_:
            yield ColumnRole.COOPERATE, rest[with_.end() :]
        elif last and _ENDS.fullmatch(rest.text[last[-1].end() :]):
            yield ColumnRole.COOPERATE, rest[: last[-1].start()]
        elif rest:
            yield ColumnRole.COOPERATE, rest

    def _all_units(self, text: str) -> bool:
        """Whether ``text`` is nothing but units: then a word of the role behind it is not part of a name."""
        phrases, end = self._units.leading(text)
        return bool(phrases) and end == len(text.rstrip(" ,"))

    def _role(self, name: str) -> ColumnRole | None:
        role = self._headers.role(name)
        return role if role in (ColumnRole.LEAD, ColumnRole.COOPERATE) else None


def _between(cell: Flow, parts: list[Flow]) -> Iterator[Flow]:
    """What of a cell is in none of its parts, which stand in its order."""
    at = 0
    for part in parts:
        start = cell.text.find(part.text, at)
        if any(c.isalnum() for c in cell.text[at:start]):
            yield cell[at:start]
        at = start + len(part.text)
    if any(c.isalnum() for c in cell.text[at:]):
        yield cell[at:]


def _once(mentions: Iterator[UnitMention]) -> tuple[UnitMention, ...]:
    seen: dict[str, UnitMention] = {}
    for mention in mentions:
        seen.setdefault(mention.unit, mention)
    return tuple(seen.values())
