"""New names of units that persons gave: they join the knowledge, so that texts and questions are read with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from kg.corrections.load import Corrections, Placed
from kg.corrections.model import State, Told
from kg.corrections.settle import moment
from kg.knowledge.model import Knowledge, TailedAlias, UnitEntry, UnitKind
from kg.text import marked_key, marked_syllables, words


def with_aliases(knowledge: Knowledge, said: Corrections) -> Knowledge:
    """``knowledge`` with the names that can be added to it; the same where there are none."""
    good = [t for t in told_aliases(knowledge, said) if t.state is State.APPLIED]
    if not good:
        return knowledge
    units = {entry.name: entry for entry in knowledge.units}
    for told in good:
        form, meant = str(told.correction.printed), (told.correction.means or ("",))[0]
        entry, tail = _entry(units.values(), meant)
        if entry is None:
            entry, tail = UnitEntry(meant, UnitKind.BODY), ""
        if tail:
            entry = replace(entry, tailed=(*entry.tailed, TailedAlias(form, tail)))
        elif marked_key(form) != marked_key(entry.name):
            entry = replace(entry, aliases=(*entry.aliases, form))
        units[entry.name] = entry
    names = "\n".join(f"{t.correction.printed}\t{t.correction.means}" for t in good)
    digest = hashlib.sha256(f"{knowledge.digest}\n{names}".encode()).hexdigest()
    return replace(knowledge, digest=digest, units=tuple(units.values()))


def told_aliases(knowledge: Knowledge, said: Corrections) -> list[Told]:
    """What becomes of each new name: one that another unit has already is not given to a second one, and where two
    persons give a name to two units, neither gets it."""
    owners = _owners(knowledge.units)
    by_form: dict[str, list[Placed]] = {}
    for placed in said.aliases:
        by_form.setdefault(marked_key(placed.correction.printed or ""), []).append(placed)
    told: list[Told] = []
    for form, given in by_form.items():
        given = _latest(given)
        meant = {marked_key((p.correction.means or ("",))[0]) for p in given}
        for n, placed in enumerate(given):
            c = placed.correction
            entry, _ = _entry(knowledge.units, (c.means or ("",))[0])
            taken = owners.get(form, set()) - ({entry.name} if entry else set())
            state = State.CONFLICT if len(meant) > 1 else State.REPEATED if n else State.APPLIED
            told.append(Told(State.ORPHANED if taken else state, placed.where, c, None, "taken" if taken else None))
    return told


def _latest(given: list[Placed]) -> list[Placed]:
    """Each person's last word, from the last one on that settles the matter."""
    ordered = sorted(given, key=lambda p: moment(p.correction))
    settled = max((n for n, p in enumerate(ordered) if p.correction.settles), default=0)
    last = {marked_key(p.correction.by): p for p in ordered[settled:]}
    return [p for p in ordered[settled:] if last[marked_key(p.correction.by)] is p]


def _owners(units: Iterable[UnitEntry]) -> dict[str, set[str]]:
    owners: dict[str, set[str]] = {}
    for entry in units:
        forms = (entry.name, *entry.aliases, *entry.ambiguous, *(t.form for t in entry.tailed))
        for form in forms:
            owners.setdefault(marked_key(form), set()).add(entry.name)
    return owners


def _entry(units: Iterable[UnitEntry], name: str) -> tuple[UnitEntry | None, str]:
    """The entry that ``name`` is of, and the words after its own that say whose the unit is."""
    said = marked_syllables(name)
    best: tuple[UnitEntry | None, int] = (None, 0)
    for entry in units:
        own = marked_syllables(entry.name)
        if said[: len(own)] == own and len(own) > best[1] and (len(own) == len(said) or entry.tails):
            best = (entry, len(own))
    entry_, count = best
    spans = words(name)
    return entry_, name[spans[count][0] :] if entry_ and count < len(spans) else ""
