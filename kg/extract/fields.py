"""Lines that name a fact before a colon: "- Cơ quan chủ trì: …", "Đơn vị chủ trì: …; Đơn vị phối hợp: …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.document import Other, OtherKind, Warning
from kg.extract.assign import Facts
from kg.extract.beside import beside
from kg.extract.columns import HeaderReader
from kg.extract.doubts import Doubt, doubt
from kg.extract.patterns import any_of
from kg.extract.roles import RoleReader
from kg.extract.scope import Scope
from kg.extract.times import TimeReader
from kg.extract.tree import Node
from kg.extract.units import UnitParser
from kg.knowledge.model import ColumnRole, SectionWords
from kg.places import Flow
from kg.records import Product, Timeframe, TimeKind, UnitMention

#: words before a colon, or in front of a time without one
_NAME = re.compile(r"(?:^|(?<=[;.]))\s*(?P<name>[^\W\d_][^:;.]{2,70}?)\s*:\s*")
_FACTS = (ColumnRole.LEAD, ColumnRole.COOPERATE, ColumnRole.TIME, ColumnRole.PRODUCT)
#: a name of a field is at most this many words
_NAME_WORDS = 9
#: a name of so many words needs no colon: "Thời gian thực hiện sau khi …"
_FULL_NAME = 3


@dataclass(frozen=True, slots=True)
class Field:
    """One fact that a line names: its role, the words that name it, its value and further lines of the value."""

    role: ColumnRole
    name: Flow
    value: Flow
    lines: tuple[Flow, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """The facts of a run of such lines, and what stands in them beside the facts."""

    facts: Facts
    product: Product | None
    other: tuple[Other, ...]
    warnings: tuple[Warning, ...] = ()


class FieldReader:
    """Finds and reads such lines."""

    def __init__(self, words: SectionWords, headers: HeaderReader, units: UnitParser, times: TimeReader) -> None:
        self._headers = headers
        self._units = units
        self._times = times
        self._time_name = re.compile(rf"(?:{any_of(headers.names(ColumnRole.TIME))})\s+", re.IGNORECASE)
        self._roles = RoleReader(words, headers, units, times)

    def fields(self, node: Node) -> tuple[Field, ...]:
        """The facts that a line names; () where it is no such line."""
        if node.label is not None and node.label.kind in ("roman", "article"):
            return ()
        text = node.text
        starts = [m for m in _NAME.finditer(text.text) if self._role(m["name"])]
        if not starts or text.text[: starts[0].start()].strip():
            return self._without_colon(text)
        ends = [*(m.start() for m in starts[1:]), len(text.text)]
        lines = tuple(c.text for c in node.nodes())
        found = []
        for match, end in zip(starts, ends, strict=True):
            role = self._role(match["name"])
            assert role is not None
            found.append(Field(role, text[match.start("name") : match.end()], text[match.end() : end]))
        return (*found[:-1], replace(found[-1], lines=lines))

    def opens(self, text: str) -> bool:
        """Whether a line opens with the name of a fact: before a colon, or the full name of a time."""
        match = _NAME.match(text)
        if match and self._role(match["name"]):
            return True
        names = [n for n in self._headers.names(ColumnRole.TIME) if len(n.split()) >= _FULL_NAME]
        return text.lower().startswith(tuple(n.lower() + " " for n in names))

    def read(self, fields: tuple[Field, ...], scope: Scope) -> Block:
        """The facts of all ``fields`` together."""
        lead: list[UnitMention] = []
        cooperate: list[UnitMention] = []
        times: list[Timeframe] = []
        product: Product | None = None
        names = [Other(OtherKind.NOTE, f.name.text, f.name.source) for f in fields if f.name]
        other = list(names)
        for field in fields:
            if field.role is ColumnRole.LEAD and (shares := self._roles.read(field.value, scope)).cooperate:
                lead += shares.lead
                cooperate += shares.cooperate
                other.extend(Other(OtherKind.NOTE, w.text, w.source) for w in shares.words)
            elif field.role is ColumnRole.LEAD:
                lead += self._mentions(field, scope, other)
            elif field.role is ColumnRole.COOPERATE:
                cooperate += self._mentions(field, scope, other)
            elif field.role is ColumnRole.TIME:
                times += self._frames(field, scope, other)
            elif field.value:
                product = Product(field.value.text, field.value.source)
        # words beside the units and times of a value may name more of them: then a person should look
        more = [o for o in other[len(names) :] if self._says_more(o.text, scope)]
        doubts = tuple(doubt(Doubt.BESIDE, o.source, o.text) for o in more)
        return Block(Facts(_once(lead), _once(cooperate), tuple(times)), product, tuple(other), doubts)

    def _says_more(self, text: str, scope: Scope) -> bool:
        _, end = self._units.leading(text, scope)
        return end < len(text) and (any(c.isdigit() for c in text) or self._units.names_unit(text))

    def _role(self, name: str) -> ColumnRole | None:
        role = self._headers.role(name) if len(name.split()) <= _NAME_WORDS else None
        return role if role in _FACTS else None

    def _without_colon(self, text: Flow) -> tuple[Field, ...]:
        """ "Thời gian thực hiện sau khi …": a time's name and, without a colon, a time that is understood."""
        match = self._time_name.match(text.text)
        if match and self._times.read(text.text[match.end() :]).kind is not TimeKind.UNKNOWN:
            return (Field(ColumnRole.TIME, text[: match.end()], text[match.end() :]),)
        return ()

    def _mentions(self, field: Field, scope: Scope, other: list[Other]) -> list[UnitMention]:
        found: list[UnitMention] = []
        for value in (field.value, *field.lines):
            mentions, rest = self._units.in_value(value, scope)
            found += mentions
            other.extend(Other(OtherKind.NOTE, r.text, r.source) for r in rest)
        return found

    def _frames(self, field: Field, scope: Scope, other: list[Other]) -> list[Timeframe]:
        deadline = self._headers.is_deadline(field.name.text)
        frames = list(self._times.read_cell(field.value, deadline=deadline))
        if any(f.kind is TimeKind.UNKNOWN for f in frames) and (
            inside := self._times.read_prose(field.value, loose=True)
        ):
            frames = list(inside)
            other.extend(beside(field.value, frames))
        for line in field.lines:
            frames += self._of_bodies(line, scope, deadline, other)
        return frames

    def _of_bodies(self, line: Flow, scope: Scope, deadline: bool, other: list[Other]) -> list[Timeframe]:
        """A line of several deadlines: who, does what, by when."""
        phrases, end = self._units.leading(line.text, scope)
        if phrases:  # whose deadline it is
            other.append(Other(OtherKind.NOTE, line[:end].text, line[:end].source))
            line = line[end:]
        found = self._times.read_prose(line, loose=True) or self._times.read_cell(line, deadline=deadline)
        other.extend(beside(line, found))
        return [replace(f, for_unit=phrases[0].name if phrases else None) for f in found]


def _once(mentions: list[UnitMention]) -> tuple[UnitMention, ...]:
    return tuple({m.unit: m for m in reversed(mentions)}.values())[::-1]
