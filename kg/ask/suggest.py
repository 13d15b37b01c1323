"""What to ask instead: computed from what the question holds and from the names that the corpus has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.ask.find import Found, units_of
from kg.ask.query import Asks, Part, Query, UnitRef
from kg.ask.read import World
from kg.ask.spans import Kind
from kg.corpus.store import Store
from kg.text import search_key

if TYPE_CHECKING:
    from kg.ask.understand import Understood

#: suggestions that are given at most
_MOST = 4
#: names that share less with what was typed are no help
_NEAR = 70.0


def for_unread(world: World, understood: Understood, lang: str) -> tuple[str, ...]:
    """Questions near to one that was not understood, each of which would be."""
    from kg.ask.understand import understand

    spans = understood.reading.spans
    units = [s.unit for s in spans if s.kind is Kind.UNIT and s.unit]
    documents = [s.text for s in spans if s.kind is Kind.DOCUMENT]
    headings = [s.text for s in spans if s.kind is Kind.HEADING]
    subjects = [s.text for s in spans if s.kind is Kind.ABOUT and s.end - s.start > 1]
    asked: list[str] = []
    for unit in units[:1]:
        asked += _of_unit(unit.said, lang)
    asked += [_say(f"Nhiệm vụ nào viện dẫn {d}?", f"Which tasks cite {d}?", lang) for d in documents[:1]]
    asked += [_say(f"Mục {h} gồm những nhiệm vụ nào?", f"Which tasks are in section {h}?", lang) for h in headings[:1]]
    asked += [_say(f"Ai chủ trì việc {s}?", f"Who leads the task {s}?", lang) for s in subjects[:1]]
    asked = [q for q in asked if understand(world, q).query is not None]
    if not asked:
        names = nearest(world, " ".join(understood.left)) or tuple(name for name, _ in world.names[:1])
        asked = [q for name in names[:2] for q in _of_unit(name, lang)[:2]]
    return tuple(asked[:_MOST])


def _of_unit(name: str, lang: str) -> list[str]:
    return [
        _say(f"{name} chủ trì những nhiệm vụ nào?", f"Which tasks does {name} lead?", lang),
        _say(f"{name} phối hợp những nhiệm vụ nào?", f"Which tasks does {name} support?", lang),
        _say(f"Ai phối hợp với {name}?", f"Who supports {name}?", lang),
    ]


def for_unknown(world: World, names: Iterable[str], lang: str) -> tuple[str, ...]:
    """For names that the corpus does not have: that it is so, and the nearest that it has."""
    said: list[str] = []
    for name in names:
        near = (*successors(world, name), *nearest(world, name))
        words = ", ".join(dict.fromkeys(near[:3]))
        none = _say(f"Kho không có “{name}”.", f"The corpus has no “{name}”.", lang)
        said.append(f"{none} {_say('Gần nhất', 'Nearest', lang)}: {words}." if words else none)
    return tuple(said[:_MOST])


def successors(world: World, said: str) -> tuple[str, ...]:
    """Units of the corpus that came before or after the one that was asked for."""
    from kg.knowledge.model import UnitEntry

    key = f"{search_key(said)} "
    entries = world.store.knowledge_part("units", tuple[UnitEntry, ...])
    named = [e for e in entries if key.startswith(f"{search_key(e.name)} ")]
    entry = max(named, key=lambda e: len(e.name), default=None)
    if entry is None:
        return ()
    others = [s.successor for s in entry.successors]
    others += [e.name for e in entries if any(s.successor == entry.name for s in e.successors)]
    return tuple(u.name for o in others for u in world.store.units_by_entry(search_key(o)))


def nearest(world: World, said: str) -> tuple[str, ...]:
    """Names of units in the corpus that are written nearly like ``said``."""
    key = search_key(said)
    if not key:
        return ()
    from rapidfuzz import fuzz, process

    keys = {key: name for name, key in world.names}
    found = process.extract(key, list(keys), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=3)
    return tuple(keys[k] for k, _, _ in found)


def for_nothing_found(world: World, query: Query, found: Found, lang: str) -> tuple[str, ...]:
    """For a question that is understood and that nothing answers: what the unit does otherwise, said in figures."""
    store, said = world.store, list[str]()
    for party in found.parties[:2]:
        for unit in party.units[:1]:
            others = dict.fromkeys(successors(world, unit.name))
            said += [
                _say(f"Trước hoặc sau {unit.name} là {o}.", f"Before or after {unit.name} there is {o}.", lang)
                for o in others
            ]
        said += _otherwise(store, party.party.units, party.party.part, lang)
    if found.shared:
        count = len(found.shared)
        said.append(
            _say(
                f"{count} nhiệm vụ do một nhóm gồm các đơn vị này chủ trì hoặc phối hợp; hỏi riêng từng đơn vị để xem.",
                f"{count} tasks fall to one group of which these units are members; ask for each unit to see them.",
                lang,
            )
        )
    if query.asks is not Asks.DOCUMENTS and not said:
        said.append(_say("Không có nhiệm vụ nào thỏa mọi điều kiện.", "No task meets all the conditions.", lang))
    return tuple(said[:_MOST])


def _otherwise(store: Store, units: Sequence[UnitRef], part: Part, lang: str) -> list[str]:
    from kg.records import Role

    rows = [row for ref in units for row in units_of(store, ref)]
    said: list[str] = []
    for role, vi, en in ((Role.LEAD, "chủ trì", "leads"), (Role.COOPERATE, "phối hợp", "supports")):
        count = len({a.task for a in store.assignments_of_units([r.ord for r in rows], [role])})
        if rows and (count or part.value == role.value):
            name = rows[0].name
            said.append(
                _say(f"{name} {vi} {count} nhiệm vụ trong kho.", f"{name} {en} {count} tasks in the corpus.", lang)
            )
    return said


def _say(vi: str, en: str, lang: str) -> str:
    return en if lang == "en" else vi
