"""Which units a question names, and what each does in the tasks: by the words after it, before it, or by default."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.ask.query import Part, Party, UnitRef
from kg.ask.spans import Span
from kg.ask.symbols import Sym, Symbol

#: stand between a unit and what it does without changing it
_BETWEEN = frozenset((Sym.TOGETHER, Sym.TIME, Sym.UNIT_NOUN, Sym.WITHOUT))


class Misread(Exception):
    """The question is not understood; ``spans`` are the words that have no place in it."""

    def __init__(self, spans: Sequence[Span] = ()) -> None:
        super().__init__("not understood")
        self.spans = tuple(spans)


class Group(NamedTuple):
    """Units that are named together, ``first`` to ``last`` of the symbols."""

    first: int
    last: int
    units: tuple[UnitRef, ...]
    either: bool


class Parts:
    """The symbols of a question, by their places."""

    def __init__(self, symbols: list[Symbol]) -> None:
        self._all = symbols

    def _sym(self, at: int) -> Sym | None:
        return self._all[at].sym if 0 <= at < len(self._all) else None

    def _has(self, *syms: Sym) -> bool:
        return any(s.sym in syms for s in self._all)

    def _take(self, sym: Sym) -> list[Symbol]:
        found = [s for s in self._all if s.sym is sym]
        for symbol in found:
            symbol.used = True
        return found

    def _role_at(self, at: int) -> Symbol | None:
        return self._all[at] if self._sym(at) is Sym.ROLE and not self._all[at].used else None


class Roles(Parts):
    """Binds the roles of a question to its units; what is bound is ``used``."""

    def __init__(self, symbols: list[Symbol]) -> None:
        super().__init__(symbols)
        self.parties: list[Party] = []
        #: units are asked for; those that share a task with the party, whichever part it has
        self.who = False
        self.partners = False
        self._wanted: set[Part] = set()

    def bind(self) -> None:
        """Find who does what; raises Misread where the words do not say it."""
        self._doubtful_subjects()
        self._doubtful_units()
        for group in self._silent(self._groups()):
            if not self._done_by(group) and not self._with(group):
                self._owns(group)
        self._bind_who()

    def _doubtful_subjects(self) -> None:
        """Free words directly before a role, where nothing asks who: they are meant as a unit that is not known."""
        if self._has(Sym.WHO, Sym.UNIT, Sym.UNKNOWN):
            return
        for at, symbol in enumerate(self._all):
            if symbol.sym is Sym.SUBJECT and self._sym(at + 1) is Sym.ROLE and self._sym(at - 1) in (None, Sym.OF):
                raise Misread([symbol.span])

    def _doubtful_units(self) -> None:
        """ "về Ban Tổ chức" is about the words, not about what the unit does."""
        for at, symbol in enumerate(self._all):
            if symbol.sym is Sym.UNIT and self._sym(at - 1) is Sym.ABOUT_WORD:
                raise Misread([symbol.span])

    def _groups(self) -> list[Group]:
        groups: list[Group] = []
        at = 0
        while at < len(self._all):
            if self._sym(at) not in (Sym.UNIT, Sym.UNKNOWN):
                at += 1
                continue
            group = self._group(at)
            groups.append(group)
            at = group.last + 1
        return groups

    def _group(self, first: int) -> Group:
        units, last, either = [self._unit(first)], first, False
        at = first + 1
        while True:
            joined = at
            if self._sym(at) in (Sym.UNIT, Sym.UNKNOWN) and self._all[at].span.start != self._all[at - 1].span.end:
                return Group(first, last, tuple(units), either)
            while self._sym(joined) in (Sym.AND, Sym.OR, Sym.TOGETHER) and joined - at < 2:
                joined += 1
            if self._sym(joined) not in (Sym.UNIT, Sym.UNKNOWN):
                return Group(first, last, tuple(units), either)
            for symbol in self._all[at:joined]:
                symbol.used = True
                either = either or symbol.sym is Sym.OR
            units.append(self._unit(joined))
            last, at = joined, joined + 1

    def _unit(self, at: int) -> UnitRef:
        self._all[at].used = True
        unit = self._all[at].span.unit
        assert unit is not None
        return unit

    def _add(self, group: Group, part: Part, *, either: bool = False) -> None:
        if group.either or either:
            self.parties.append(Party(group.units, part))
        else:
            self.parties.extend(Party((unit,), part) for unit in group.units)

    def _silent(self, groups: list[Group]) -> list[Group]:
        """The groups that no role follows, once those that one follows have it."""
        silent: list[Group] = []
        for group in groups:
            roles = self._roles_after(group.last + 1)
            if roles:
                self._acts(group, roles)
            else:
                silent.append(group)
        return silent

    def _roles_after(self, start: int) -> list[int]:
        """The roles that follow a unit: "chủ trì", "chủ trì hoặc phối hợp"."""
        at = start
        while self._sym(at) in _BETWEEN:
            at += 1
        found: list[int] = []
        while self._role_at(at) and not self._passive(at):
            found.append(at)
            at += 1
            if self._sym(at) in (Sym.AND, Sym.OR) and self._role_at(at + 1) and not self._taken_on(at + 1):
                self._all[at].used = True
                at += 1
        return found

    def _passive(self, at: int) -> bool:
        """Whether the role at ``at`` is that of a unit after it: "led by X"."""
        return self._sym(at + 1) is Sym.OF and self._sym(at + 2) in (Sym.UNIT, Sym.UNKNOWN, Sym.WHO)

    def _taken_on(self, at: int) -> bool:
        """Whether the role at ``at`` has its own partner: "phối hợp với Y", "supported by Y"."""
        return self._sym(at + 1) is Sym.WITH or self._passive(at)

    def _acts(self, group: Group, roles: list[int]) -> None:
        parts = [self._all[at].part for at in roles]
        for at in roles:
            self._all[at].used = True
        partnered = self._sym(roles[-1] + 1) is Sym.WITH or self._sym(roles[-1] + 1) is Sym.WHO
        if partnered and self._sym(roles[-1] + 1) is Sym.WHO and self._who_acts(roles[-1] + 1):
            partnered = False
        together = self._together(group, roles[-1] + 1)
        if partnered:
            self._acts_with(group, roles, together)
            return
        if together and len(group.units) == 1:
            raise Misread([self._all[group.last].span])
        self._add(group, _one(parts))

    def _together(self, group: Group, after: int = -1) -> bool:
        found = False
        for at in (group.last + 1, group.first - 1, after):
            if self._sym(at) is Sym.TOGETHER:
                self._all[at].used = found = True
        return found

    def _who_acts(self, at: int) -> bool:
        """Whether "ai" at ``at`` has a role of its own after it."""
        while self._sym(at + 1) in _BETWEEN:
            at += 1
        return self._sym(at + 1) is Sym.ROLE

    def _acts_with(self, group: Group, roles: list[int], together: bool) -> None:
        """ "X phối hợp với Y", "X phối hợp với ai", "X chủ trì, phối hợp với Y", "X cùng chủ trì với Y"."""
        after = roles[-1] + 1
        if self._sym(after) is Sym.WITH:
            self._all[after].used = True
            after += 1
        last, leads = self._all[roles[-1]].part, len(roles) > 1 and self._all[roles[0]].part is Part.LEAD
        own = Part.LEAD if leads else last or Part.EITHER
        other = _other(last, leads=leads, together=together)
        if self._sym(after) is Sym.WHO:
            self._all[after].used = self.who = True
            self.partners = own is Part.COOPERATE
            self._add(group, Part.EITHER if self.partners else own)
            self._wanted.add(other)
        elif self._sym(after) in (Sym.UNIT, Sym.UNKNOWN):
            self._add(group, own)
            self._add(self._group(after), other)
        else:
            raise Misread([self._all[group.last].span])

    def _done_by(self, group: Group) -> bool:
        """ "led by X", "chủ trì bởi X", "liên quan đến X"."""
        at = group.first - 1
        if self._sym(at) is Sym.OF and self._role_at(at - 1):
            at -= 1
        role = self._role_at(at)
        if role is None or (at == group.first - 1 and role.part is not Part.EITHER):
            return False
        role.used = True
        self._add(group, role.part or Part.EITHER)
        return True

    def _with(self, group: Group) -> bool:
        """ "ai phối hợp với X", "who supports X": X leads what is asked about."""
        if self._already(group):
            return True
        at = group.first - 1
        if self._sym(at) is Sym.WITH:
            at -= 1
        role = self._role_at(at)
        if role is None:
            return False
        together = self._sym(at - 1) is Sym.TOGETHER
        asker = at - 2 if together else at - 1
        if self._sym(asker) is not Sym.WHO or role.part is Part.EITHER or (role.part is Part.LEAD and not together):
            raise Misread([role.span])
        for symbol in self._all[asker : group.first]:
            symbol.used = True
        self.who = True
        self._wanted.add(role.part or Part.EITHER)
        self._add(group, Part.LEAD)
        return True

    def _already(self, group: Group) -> bool:
        return any(set(group.units) <= set(p.units) or p.units[0] in group.units for p in self.parties)

    def _owns(self, group: Group) -> None:
        """ "nhiệm vụ của X": what X leads; the one role that nobody has is X's."""
        free = [s for s in self._all if s.sym is Sym.ROLE and not s.used]
        part = Part.LEAD
        if len(free) == 1 and not self._has(Sym.WHO, Sym.WITH):
            free[0].used = True
            part = free[0].part or Part.EITHER
        if self._sym(group.first - 1) is Sym.OF:
            self._all[group.first - 1].used = True
        self._add(group, part, either=len(group.units) > 1 and not self._together(group))

    def _bind_who(self) -> None:
        """The roles of the units that are asked for."""
        for at, symbol in enumerate(self._all):
            if symbol.sym is Sym.WHO and not symbol.used:
                symbol.used = self.who = True
                for place in self._roles_of_who(at):
                    self._all[place].used = True
                    self._wanted.add(self._all[place].part or Part.EITHER)
        for at, symbol in enumerate(self._all):
            # "đơn vị chủ trì việc …": the noun asks
            if symbol.sym is Sym.ROLE and not symbol.used and Sym.UNIT_NOUN in (self._sym(at - 1), self._sym(at + 1)):
                symbol.used = self.who = True
                self._wanted.add(symbol.part or Part.EITHER)

    def _roles_of_who(self, at: int) -> list[int]:
        after = self._roles_after(at + 1)
        if after:
            return after
        before = at - 1
        while self._sym(before) in (Sym.OF, Sym.WITH, Sym.UNIT_NOUN):
            if self._sym(before) is Sym.WITH:
                self._all[before].used = True
            before -= 1
        if self._role_at(before):
            return [before]
        free = [i for i, s in enumerate(self._all) if s.sym is Sym.ROLE and not s.used]
        return free if len(free) == 1 else []

    def wanted(self) -> Part | None:
        """The part of the units that are asked for, if it is one."""
        return self._wanted.copy().pop() if len(self._wanted) == 1 else None


def _one(parts: Sequence[Part | None]) -> Part:
    only = set(parts)
    return (only.pop() or Part.EITHER) if len(only) == 1 else Part.EITHER


def _other(part: Part | None, *, leads: bool, together: bool) -> Part:
    """The part of the one that a unit works with."""
    if part is Part.LEAD or leads:
        return Part.LEAD if together and not leads else Part.COOPERATE
    return Part.LEAD
