"""Persons' words over what was read: a document's extraction as it goes on to ``kg.derive``.

All is matched against the document as it was read, so that one correction never moves the ground under another; then
tasks are taken out, names given their meaning, units and times set, and last what was read is confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.corrections.addresses import heading_addresses, task_addresses, unread_addresses, warning_addresses
from kg.corrections.doubts import doubts, mentions
from kg.corrections.load import Corrections, Placed
from kg.corrections.match import Match, find_all
from kg.corrections.model import Address, Correction, Doubt, Kind, State, Told, Waiting
from kg.corrections.settle import settle
from kg.corrections.spoken import Spoken
from kg.document import Extraction, Other, OtherKind
from kg.knowledge.model import Knowledge
from kg.records import Basis, Hand, Task, Timeframe, TimeKind, UnitMention
from kg.text import marked_key, search_key

_Change = Callable[[UnitMention], tuple[UnitMention, ...]]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document with persons' words in it: what is still waiting, and what became of each correction."""

    extraction: Extraction
    waiting: tuple[Waiting, ...]
    told: tuple[Told, ...]
    #: names that the document has of units, and the ids of those that persons said they are
    renamed: tuple[tuple[str, str], ...] = ()


def correct(read: Extraction, corrections: Corrections, knowledge: Knowledge, others: Iterable[str] = ()) -> Corrected:
    """``read`` with what persons say of it; ``others`` are the ids of the other documents of the corpus."""
    own, units = corrections.of(read.document, others), corrections.everywhere
    if not own and not units:
        return Corrected(read, doubts(read), ())
    return _Corrector(read, Spoken(knowledge, read.document)).run(own, units)


class _Corrector:
    def __init__(self, read: Extraction, spoken: Spoken) -> None:
        self._read = read
        self._spoken = spoken
        self._tasks = {t.id: t for t in read.tasks}
        self._headings = {h.id: h for h in read.headings}
        self._removed: dict[str, Task] = {}
        self._right: set[tuple[Doubt, str]] = set()  #: doubts that a person has answered as they stand
        self._told: list[Told] = []
        self._renamed: dict[tuple[str, str], None] = {}
        self._disputed: dict[str, list[Placed]] = {}

    def run(self, own: Sequence[Placed], units: Sequence[Placed]) -> Corrected:
        held = [*self._resolved(own, self._records()), *self._resolved(units, self._unit_records(), silent=True)]
        order = (Kind.NOT_A_TASK, Kind.UNIT, Kind.LEAD, Kind.COOPERATE, Kind.TIME, Kind.SAME_UNIT, Kind.CONFIRMED)
        for kind in order:
            for told in held:
                if told.correction.kind is kind and told.record:
                    self._apply(told, told.record)
        extraction = self._extraction()
        return Corrected(
            extraction, (*self._conflicts(), *self._left(extraction)), tuple(self._told), tuple(self._renamed)
        )

    # ── which record, and whose word ─────────────────────────────────────────────────────────────────────────────────
    def _records(self) -> list[Address]:
        read = self._read
        return [*task_addresses(read), *heading_addresses(read), *unread_addresses(read), *warning_addresses(read)]

    def _unit_records(self) -> list[Address]:
        names = {m.unit: m.name for m in mentions(self._read)}
        return [Address(unit, search_key(name)) for unit, name in names.items()]

    def _resolved(self, given: Sequence[Placed], records: Sequence[Address], silent: bool = False) -> list[Told]:
        """The corrections that hold, each with its record; the others are told. ``silent``: what has no record here
        may have one in another document."""
        document = self._read.document
        same_bytes = [p.correction.sha256 == document.sha256 for p in given]
        found = find_all([_sought(p.correction, document.id) for p in given], records, same_bytes)
        by_record: dict[int, list[tuple[Placed, Match]]] = {}
        for placed, match in zip(given, found, strict=True):
            exact = match.exact or not silent  # a name alone never says which scope's unit is meant
            if match.at is not None and exact:
                by_record.setdefault(match.at, []).append((placed, match))
            elif not silent:
                self._tell(placed, State.ORPHANED, None, match.why)
        held: list[Told] = []
        for at, pairs in by_record.items():
            states = settle([placed for placed, _ in pairs])
            for (placed, match), state in zip(pairs, states, strict=True):
                if state is State.APPLIED and not match.exact:
                    state = State.MOVED
                told = Told(state, placed.where, placed.correction, records[at].id)
                if state in (State.APPLIED, State.MOVED):
                    held.append(told)
                else:
                    self._told.append(told)
                if state is State.CONFLICT:
                    self._disputed.setdefault(records[at].id, []).append(placed)
        return held

    def _tell(self, placed: Placed, state: State, record: str | None, why: str | None) -> None:
        self._told.append(Told(state, placed.where, placed.correction, record, why))

    # ── what it changes ──────────────────────────────────────────────────────────────────────────────────────────────
    def _apply(self, told: Told, record: str) -> None:
        c = told.correction
        if c.kind is Kind.CONFIRMED:
            done = self._confirm(c, record)
        elif c.kind is Kind.SAME_UNIT:
            done = self._rename(c, record)
        elif c.kind is Kind.UNIT:
            done = self._mean(c, record)
        else:
            done = record in self._tasks
            if done:
                self._set(c, record)
        if done:
            self._told.append(told)
        else:
            self._tell(Placed(told.where, c), State.ORPHANED, record, "value")

    def _set(self, c: Correction, record: str) -> None:
        task, hand = self._tasks[record], _hand(c)
        if c.kind is Kind.NOT_A_TASK:
            self._removed[record] = self._tasks.pop(record)
            return
        if c.kind is Kind.TIME:
            changed = replace(task, timeframes=self._spoken.times(c.times or (), task, hand))
        elif c.kind is Kind.LEAD:
            changed = replace(task, lead=self._spoken.units(c.lead or (), task, hand))
        else:
            changed = replace(task, cooperate=self._spoken.units(c.cooperate or (), task, hand))
        self._tasks[record] = replace(changed, hands=(*changed.hands, hand))
        self._hand_down(task, changed, hand)

    def _hand_down(self, before: Task, after: Task, hand: Hand) -> None:
        """What the "+" items of a task have from it follows its correction."""
        for child in [t for t in self._tasks.values() if t.parent == before.id]:
            lead = _followed(child.lead, before.lead, after.lead)
            cooperate = _followed(child.cooperate, before.cooperate, after.cooperate)
            times, theirs = child.timeframes, before.timeframes
            if times and _printed(times) == _printed(theirs) and all(t.basis is Basis.INHERITED for t in times):
                times = after.timeframes
            if (lead, cooperate, times) != (child.lead, child.cooperate, child.timeframes):
                changed = replace(child, lead=lead, cooperate=cooperate, timeframes=times)
                self._tasks[child.id] = replace(changed, hands=(*child.hands, hand))

    def _mean(self, c: Correction, record: str) -> bool:
        hand, key = _hand(c), marked_key(c.printed or "")

        def change(mention: UnitMention) -> tuple[UnitMention, ...]:
            if marked_key(mention.printed) != key:
                return (mention,)
            return tuple(self._spoken.unit(name, hand, mention) for name in c.means or ())

        return self._change_in(record, change, hand)

    def _rename(self, c: Correction, unit: str) -> bool:
        hand = _hand(c)

        def change(mention: UnitMention) -> tuple[UnitMention, ...]:
            if mention.unit != unit:
                return (mention,)
            meant = tuple(self._spoken.unit(name, hand, mention) for name in c.means or ())
            self._renamed.update({(mention.name, m.unit): None for m in meant})
            return meant

        return sum(self._change_in(id, change, None) for id in (*self._headings, *self._tasks)) > 0

    def _change_in(self, record: str, change: _Change, hand: Hand | None) -> bool:
        """Change the units of a heading or of a task; False where nothing was changed."""
        heading, task = self._headings.get(record), self._tasks.get(record)
        if heading is not None:
            self._headings[record] = replace(heading, lead=_changed(heading.lead, change))
            return self._headings[record] != heading
        if task is None:
            return False
        changed = replace(task, lead=_changed(task.lead, change), cooperate=_changed(task.cooperate, change))
        if changed == task:
            return False
        self._tasks[record] = replace(changed, hands=(*task.hands, hand)) if hand else changed
        return True

    def _confirm(self, c: Correction, record: str) -> bool:
        if c.doubt is not None:
            self._right.add((c.doubt, record))
        task = self._tasks.get(record)
        if task is None:
            return record not in self._removed
        said = (
            (c.lead, [m.name for m in task.lead]),
            (c.cooperate, [m.name for m in task.cooperate]),
            (c.times, [t.printed for t in task.timeframes]),
        )
        if any(given is not None and _keys(given) != _keys(now) for given, now in said):
            self._right.discard((c.doubt or Doubt.WARNING, record))
            return False  # what is read now is not what was confirmed
        hand = _hand(c)
        lead = _confirmed_units(task.lead, hand) if c.lead is not None else task.lead
        cooperate = _confirmed_units(task.cooperate, hand) if c.cooperate is not None else task.cooperate
        times = _confirmed_times(task.timeframes, hand) if c.times is not None else task.timeframes
        changed = replace(task, lead=lead, cooperate=cooperate, timeframes=times, hands=(*task.hands, hand))
        self._tasks[record] = changed
        return True

    # ── the record ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _extraction(self) -> Extraction:
        gone = self._removed
        tasks = tuple(self._kept(self._tasks[t.id]) for t in self._read.tasks if t.id not in gone)
        citations = tuple(replace(c, task=None) if c.task in gone else c for c in self._read.citations)
        other = [*self._read.other, *(o for task in gone.values() for o in _words_of(task))]
        other.sort(key=lambda o: o.source[0].start or 0 if o.source else 0)
        return replace(
            self._read,
            headings=tuple(self._headings[h.id] for h in self._read.headings),
            tasks=tasks,
            citations=citations,
            other=tuple(other) if gone else self._read.other,
        )

    def _kept(self, task: Task) -> Task:
        return replace(task, parent=None) if task.parent in self._removed else task

    # ── what still waits ─────────────────────────────────────────────────────────────────────────────────────────────
    def _left(self, after: Extraction) -> list[Waiting]:
        open_units = {m.unit for m in mentions(after) if m.hand is None}
        return [
            w
            for w in doubts(self._read)
            if w.subject not in self._disputed
            and (w.kind, w.subject) not in self._right
            and self._is_open(w, open_units)
        ]

    def _is_open(self, w: Waiting, open_units: set[str]) -> bool:
        if w.kind is Doubt.UNKNOWN_UNIT:
            return w.subject in open_units
        if w.kind in (Doubt.UNREAD, Doubt.WARNING):
            return True
        task = self._tasks.get(w.subject)
        if task is None:
            return False
        said = {h.kind for h in task.hands}
        if w.kind is Doubt.INFERRED:
            bases = [m.basis for m in (*task.lead, *task.cooperate)] + [t.basis for t in task.timeframes]
            return Basis.INFERRED in bases
        if w.kind is Doubt.UNKNOWN_TIME:
            return any(t.kind is TimeKind.UNKNOWN and t.hand is None for t in task.timeframes)
        if w.kind is Doubt.NO_LEAD:
            return not task.lead and Kind.LEAD.value not in said
        return not task.timeframes and Kind.TIME.value not in said

    def _conflicts(self) -> list[Waiting]:
        document = self._read.document
        records = {a.id: a for a in (*self._records(), *self._unit_records())}
        texts = {t.id: (t.text, t.source) for t in self._read.tasks}
        texts |= {h.id: (h.text, h.source) for h in self._read.headings}
        texts |= {m.unit: (m.name, m.source) for m in mentions(self._read)}
        return [
            Waiting(Doubt.CONFLICT, id, text, len(said), document.id, document.file, source, records[id])
            for id, said in self._disputed.items()
            for text, source in [texts.get(id, (said[0].correction.text or id, ()))]
        ]


def _sought(c: Correction, document: str) -> Address:
    """The address that a correction names, in the document as it is called now."""
    id = c.id or ""
    if c.document and c.document != document and id.startswith(c.document):
        id = document + id[len(c.document) :]
    return Address(id, c.fingerprint or "", c.above, c.below, int(c.same or 1), c.alone)


def _hand(c: Correction) -> Hand:
    return Hand(c.kind.value, c.by, c.at)


def _changed(given: tuple[UnitMention, ...], change: _Change) -> tuple[UnitMention, ...]:
    """Each mention with its change; a unit that stands twice then is one mention."""
    found = {m.unit: m for mention in reversed(given) for m in reversed(change(mention))}
    return tuple(reversed(found.values()))


def _followed(
    own: tuple[UnitMention, ...], before: tuple[UnitMention, ...], after: tuple[UnitMention, ...]
) -> tuple[UnitMention, ...]:
    inherited = bool(own) and {m.basis for m in own} == {Basis.INHERITED}
    return after if inherited and [m.unit for m in own] == [m.unit for m in before] else own


def _printed(times: Iterable[Timeframe]) -> list[str]:
    return [t.printed for t in times]


def _keys(values: Iterable[str]) -> set[str]:
    return {marked_key(v) for v in values}


def _confirmed_units(given: tuple[UnitMention, ...], hand: Hand) -> tuple[UnitMention, ...]:
    return tuple(replace(m, basis=Basis.CORRECTED, hand=hand) if m.basis is Basis.INFERRED else m for m in given)


def _confirmed_times(given: tuple[Timeframe, ...], hand: Hand) -> tuple[Timeframe, ...]:
    doubted = [t.basis is Basis.INFERRED or t.kind is TimeKind.UNKNOWN for t in given]
    return tuple(replace(t, basis=Basis.CORRECTED, hand=hand) if d else t for t, d in zip(given, doubted, strict=True))


def _words_of(task: Task) -> list[Other]:
    """The words of what is no task: they stay part of the text."""
    stated = [m for m in (*task.lead, *task.cooperate) if m.basis is Basis.STATED]
    times = [t for t in task.timeframes if t.basis is Basis.STATED]
    cells = [(m.printed, m.source) for m in stated] + [(t.printed, t.source) for t in times]
    if task.product:
        cells.append((task.product.printed, task.product.source))
    return [Other(OtherKind.PROSE, task.text, task.source), *(Other(OtherKind.NOTE, *cell) for cell in cells)]
