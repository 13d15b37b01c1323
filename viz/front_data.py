"""What the page needs of the knowledge to read what is typed: the words of questions, names and short names.

They are the very records of the store from which ``kg ask`` and ``kg search`` make their lexicon, without what only
reading documents needs; the page cuts them into syllables itself (static/ask/lexicon.js), which takes a third of the
room.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.ask.registry import gathered
from kg.corpus.store import Store
from kg.knowledge.model import Abbreviation, DocumentType, Issuer, QuestionForm, Tail, UnitEntry, UnitWords


@dataclass(frozen=True, slots=True)
class Asking:
    """Words of questions with one sense; a form may hold alternatives."""

    sense: str
    vi: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    means: str | None = None


@dataclass(frozen=True, slots=True)
class UnitName:
    """An entry of the knowledge: ``aliases`` stand for it in search too, ``tails`` are the classes of those that it
    takes, ``later`` the entries that came after it."""

    name: str
    aliases: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TailName:
    """Whose a unit is; ``shares`` is the tail that a unit of another class takes for it."""

    name: str
    cls: str
    shares: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A type of document, or a body that issues documents."""

    name: str
    codes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    english: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Short:
    """An abbreviation and what it may stand for."""

    short: str
    expansions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Once:
    """A name that a document prints, and the units (ids) that a person said it means."""

    name: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registered:
    """A document as the registry has it, where that is not what its nodes (ids) print: joined, apart, with a code."""

    label: str
    code: str | None
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrontData:
    """The words by which a page reads what is typed. ``nouns`` open the name of a unit."""

    questions: tuple[Asking, ...]
    units: tuple[UnitName, ...]
    tails: tuple[TailName, ...]
    nouns: tuple[str, ...]
    types: tuple[Name, ...]
    issuers: tuple[Name, ...]
    abbreviations: tuple[Short, ...]
    once: tuple[Once, ...] = ()
    registered: tuple[Registered, ...] = ()


def front_data(store: Store) -> FrontData:
    """The words of the knowledge of ``store``."""
    part = store.knowledge_part
    return FrontData(
        tuple(Asking(q.sense, q.vi, q.en, q.means) for q in part("questions", tuple[QuestionForm, ...])),
        tuple(_unit(entry) for entry in part("units", tuple[UnitEntry, ...])),
        tuple(TailName(t.name, t.cls, t.shares, t.aliases) for t in part("tails", tuple[Tail, ...])),
        part("unit_words", UnitWords).nouns,
        tuple(
            Name(t.name, tuple(c.code for c in t.codes), t.aliases, t.english)
            for t in part("document_types", tuple[DocumentType, ...])
        ),
        tuple(Name(i.name, (), i.aliases, i.english) for i in part("issuers", tuple[Issuer, ...])),
        tuple(Short(a.short, a.expansions) for a in part("abbreviations", tuple[Abbreviation, ...])),
        tuple(
            Once(name, tuple(unit.id for unit in units))
            for name, _ in store.unit_names()
            if (units := store.units_once_named(name))
        ),
        tuple(_registered(store)),
    )


def _registered(store: Store) -> Iterator[Registered]:
    from kg.cite.registry import Registry

    registry = Registry(store)
    ids = {row.ord: row.id for row in store.directives()}
    ids |= {row.ord: row.id for row in store.documents()}
    for known in gathered(store, [row.ord for row in store.directives()]):
        entries = registry.of(known)
        printed = (known.label, known.code, set(known.directives))
        if [(e.label, e.code, set(e.directives)) for e in entries] != [printed]:
            for entry in entries:
                nodes = (*((entry.own,) if entry.own else ()), *entry.directives)
                yield Registered(entry.label, entry.code, tuple(ids[ord] for ord in nodes))


def _unit(entry: UnitEntry) -> UnitName:
    later = tuple(s.successor for s in entry.successors)
    return UnitName(entry.name, (*entry.aliases, *entry.ambiguous), entry.english, entry.tails, entry.objects, later)
