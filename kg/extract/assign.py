"""Entries of a plan's table become headings and tasks: what each row states, what it inherits, what is inferred."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.document import Other, OtherKind, Warning
from kg.extract.beside import beside
from kg.extract.columns import Header
from kg.extract.doubts import Doubt, doubt
from kg.extract.lines import is_upper
from kg.extract.outline import Outline, rank
from kg.extract.roles import RoleReader
from kg.extract.rows import Entry, unmarked
from kg.extract.scope import Scope
from kg.extract.times import TimeReader
from kg.extract.units import UnitParser
from kg.ids import fingerprint, task_id, unique
from kg.knowledge.model import ColumnRole
from kg.places import Flow
from kg.records import Basis, Heading, Product, Task, Timeframe, TimeKind, UnitMention
from kg.text import marked_key, words

#: a spilled heading is at least this many words; fewer may be a unit that the heading happens to name
_SPILL_WORDS = 4


@dataclass(frozen=True, slots=True)
class Facts:
    """Units and times of a task."""

    lead: tuple[UnitMention, ...] = ()
    cooperate: tuple[UnitMention, ...] = ()
    timeframes: tuple[Timeframe, ...] = ()

    def on(self, basis: Basis) -> Facts:
        """The same facts, held for another reason."""
        return Facts(
            tuple(replace(m, basis=basis) for m in self.lead),
            tuple(replace(m, basis=basis) for m in self.cooperate),
            tuple(replace(t, basis=basis) for t in self.timeframes),
        )


@dataclass
class Draft:
    """What has been read so far; the parts that the document's record is made from."""

    document: str
    outline: Outline
    tasks: list[Task] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)  #: the text of each task
    other: list[Other] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)

    def add_task(
        self,
        text: Flow,
        facts: Facts,
        *,
        label: str,
        place: str,
        number: str | None,
        position: int,
        parent: Task | None = None,
        product: Product | None = None,
    ) -> Task:
        """Adds a task under the current heading (or under ``parent``)."""
        heading = self.outline.current
        above = parent.id if parent else heading.id if heading else self.document
        task = Task(
            unique(task_id(self.document, above, label), self.outline.ids),
            fingerprint(text.text),
            heading.id if heading else None,
            number,
            position,
            place,
            parent.id if parent else None,
            text.text,
            facts.lead,
            facts.cooperate,
            facts.timeframes,
            product,
            (),
            text.source,
        )
        self.tasks.append(task)
        self.flows.append(text)
        return task


class TableTasks:
    """Reads the entries of one table into a draft."""

    def __init__(
        self, draft: Draft, units: UnitParser, times: TimeReader, roles: RoleReader, scope: Scope, header: Header
    ) -> None:
        self._draft = draft
        self._units = units
        self._times = times
        self._roles = roles
        self._scope = scope
        self._header = header
        self._item: Task | None = None  #: the last "-" item or numbered task
        self._above: Task | None = None  #: the task of the row above, under the same heading
        self._group = Facts()  #: what the heading's own cells state
        self._positions: dict[str | None, int] = {}

    def read(self, entries: Sequence[Entry]) -> None:
        """All entries, in order."""
        for i, entry in enumerate(entries):
            entry = self._without_spill(entry)
            if self._is_heading(entry, entries[i + 1 :]):
                self._heading(entry)
            else:
                self._task(entry)
        self._draft.outline.leave_table()

    # ── headings ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def _without_spill(self, entry: Entry) -> Entry:
        """A numbered row whose unit cell repeats words of its own heading: the heading's text spilled over."""
        if entry.label is None or entry.cell(ColumnRole.TIME):
            return entry
        for role in (ColumnRole.LEAD, ColumnRole.COOPERATE):
            cell = entry.cell(role)
            if len(words(cell.text)) >= _SPILL_WORDS and marked_key(cell.text) in marked_key(entry.content.text):
                self._draft.other.append(Other(OtherKind.NOTE, cell.text, cell.source))
                self._draft.warnings.append(doubt(Doubt.SPILLED_HEADING, cell.source, cell.text))
                entry = replace(entry, cells=tuple((r, f) for r, f in entry.cells if r is not role))
        return entry

    def _is_heading(self, entry: Entry, rest: Sequence[Entry]) -> bool:
        following = rest[0] if rest else None
        if entry.label is None:
            return entry.mark is None and not entry.assigned and is_upper(entry.content.text) and following is not None
        if not entry.assigned:
            if following is None:
                return False
            return following.label is None or rank(following.label) > rank(entry.label)
        items = _until_label(rest)
        if items:
            return all(x.mark and not x.assigned for x in items)
        return self._is_group(entry.label, rest)

    def _is_group(self, label: str, rest: Sequence[Entry]) -> bool:
        """Whether a numbered row with units or times of its own heads those below: "A" or "II" above "1", or a number
        above deeper ones that have none."""
        own = rank(label)
        below = []
        for entry in rest:
            if entry.label is not None and rank(entry.label) <= own:
                break
            below.append(entry)
        numbered = [x for x in below if x.label is not None]
        if not numbered:
            return False
        return own < rank("1") or not any(x.assigned for x in below)

    def _heading(self, entry: Entry) -> None:
        facts = self._facts(entry)
        self._draft.outline.add(entry.label, entry.content, table=True, lead=facts.lead)
        self._group, self._item, self._above = facts, None, None
        self._notes(entry)

    # ── tasks ────────────────────────────────────────────────────────────────────────────────────────────────────────
    def _task(self, entry: Entry) -> None:
        text = unmarked(entry.content)
        if not text:
            self._notes(entry)
            return
        child = entry.mark == "+" and self._item is not None
        parent = self._item if child else None
        heading = self._draft.outline.current
        key = parent.id if parent else heading.id if heading else None
        number = None if entry.mark else entry.label
        position = self._positions[key] = self._positions.get(key, 0) + 1
        label = f"+{position}" if child else number or f"-{position}"
        product = entry.cell(ColumnRole.PRODUCT)
        task = self._draft.add_task(
            text,
            self._given(entry, parent, text),
            label=label,
            place=_place(self._cited_heading(heading), parent, number, position),
            number=number,
            position=position,
            parent=parent,
            product=Product(product.text, product.source) if product else None,
        )
        self._notes(entry)
        self._above = task
        if not child:
            self._item = task

    def _cited_heading(self, heading: Heading | None) -> str | None:
        """A heading as a person cites it: by its number, a Roman one with those above it, else by its text."""
        if heading is None:
            return None
        if heading.number is None:
            return f"“{heading.text}”"
        return heading.number if heading.number[0].isdigit() else self._draft.outline.path()

    def _given(self, entry: Entry, parent: Task | None, text: Flow) -> Facts:
        """The facts of a task: its own, its parent's or heading's, or those of the row above."""
        own = self._facts(entry)
        if parent is not None:
            return _inherit(own, _facts_of(parent).on(Basis.INHERITED), own.lead != ())
        if entry.merged and self._above is not None:
            return self._from_merged(own, entry.merged, _facts_of(self._above).on(Basis.INHERITED))
        if not entry.assigned and (self._group.lead or self._group.timeframes):
            return self._group.on(Basis.INHERITED)
        if not entry.cell(ColumnRole.LEAD) and not entry.cell(ColumnRole.TIME) and self._above is not None:
            self._draft.warnings.append(doubt(Doubt.INFERRED, text.source))
            return _inherit(own, _facts_of(self._above).on(Basis.INFERRED), bool(own.cooperate))
        if not own.lead:
            own = replace(own, lead=self._group.on(Basis.INHERITED).lead)
        if not own.lead:
            self._draft.warnings.append(doubt(Doubt.NO_LEAD, text.source, text.text[:60]))
        return own

    def _from_merged(self, own: Facts, merged: frozenset[ColumnRole], above: Facts) -> Facts:
        return Facts(
            own.lead or (above.lead if ColumnRole.LEAD in merged else ()),
            own.cooperate or (above.cooperate if ColumnRole.COOPERATE in merged else ()),
            own.timeframes or (above.timeframes if ColumnRole.TIME in merged else ()),
        )

    def _facts(self, entry: Entry) -> Facts:
        shares = self._roles.read(entry.cell(ColumnRole.LEAD), self._scope, self._header.both)
        self._draft.other.extend(Other(OtherKind.NOTE, w.text, w.source) for w in shares.words)
        others = (
            *self._units.mentions(entry.cell(ColumnRole.COOPERATE), self._scope),
            *shares.cooperate,
            *self._roles.in_remark(entry.cell(ColumnRole.NOTE), self._scope),
        )
        facts = Facts(
            shares.lead,
            tuple({m.unit: m for m in reversed(others)}.values())[::-1],
            self._timeframes(entry),
        )
        self._draft.warnings.extend(doubts_about(facts, self._units))
        return facts

    def _timeframes(self, entry: Entry) -> tuple[Timeframe, ...]:
        """The times of an entry; a column that says when it begins and one that says when it ends make one."""
        start = self._times.read_cell(entry.cell(ColumnRole.START))
        ends = self._times.read_cell(entry.cell(ColumnRole.TIME), deadline=self._header.deadline or bool(start))
        if len(start) == len(ends) == 1 and start[0].start and (ends[0].end or "") > start[0].start:
            printed = f"{start[0].printed} {ends[0].printed}"
            whole = replace(ends[0], printed=printed, kind=TimeKind.WITHIN, start=start[0].start)
            return (replace(whole, source=(*start[0].source, *ends[0].source)),)
        begins = (replace(f, kind=TimeKind.FROM, end=None) if f.kind is TimeKind.WITHIN and ends else f for f in start)
        return (*begins, *ends)

    def _notes(self, entry: Entry) -> None:
        """Cells that state no unit and no time, and a number that stands for itself, are kept."""
        for role, flow in entry.cells:
            if role is ColumnRole.NOTE:
                self._draft.other.extend(beside(flow, self._roles.in_remark(flow, self._scope)))
            elif role is ColumnRole.PRODUCT and not entry.content:
                self._draft.other.append(Other(OtherKind.NOTE, flow.text, flow.source))


def doubts_about(facts: Facts, by: UnitParser) -> list[Warning]:
    """Warnings about names that the knowledge does not have and times that no rule explains."""
    units = [m for m in (*facts.lead, *facts.cooperate) if not by.is_known(m)]
    times = [t for t in facts.timeframes if t.kind is TimeKind.UNKNOWN]
    return [
        *(doubt(Doubt.NEW_UNIT if by.is_name(m) else Doubt.UNKNOWN_UNIT, m.source, m.printed) for m in units),
        *(doubt(Doubt.UNKNOWN_TIME, t.source, t.printed) for t in times),
    ]


def _until_label(rest: Sequence[Entry]) -> list[Entry]:
    """The unnumbered entries that follow."""
    items: list[Entry] = []
    for entry in rest:
        if entry.label is not None:
            break
        items.append(entry)
    return items


def _facts_of(task: Task) -> Facts:
    return Facts(task.lead, task.cooperate, task.timeframes)


def _inherit(own: Facts, above: Facts, own_cooperate: bool) -> Facts:
    """Own facts, completed from ``above``. A row with a lead of its own has its own cooperating units, or none."""
    return Facts(
        own.lead or above.lead,
        own.cooperate or (() if own_cooperate else above.cooperate),
        own.timeframes or above.timeframes,
    )


def _place(heading: str | None, parent: Task | None, number: str | None, position: int) -> str:
    """What a person cites: "mục 2.1, gạch đầu dòng 3"."""
    if parent is not None:
        return f"{parent.place}, dấu cộng {position}"
    own = f"số {number}" if number else f"gạch đầu dòng {position}"
    return f"mục {heading}, {own}" if heading else own
