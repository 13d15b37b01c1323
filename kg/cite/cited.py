"""The answer of ``kg cite``: one document or task cited, or all that fit with what tells them apart."""

from __future__ import annotations

from dataclasses import dataclass

from kg.cite.contract import entry_json, notes_json
from kg.cite.entry import Entry, Field, Related
from kg.cite.format import Options, cite
from kg.cite.registry import Registry
from kg.cite.task import tasks_named
from kg.codec import Json
from kg.contract import SCHEMA
from kg.corpus.rows import TaskRow
from kg.corpus.store import Store
from kg.errors import Exit, Message
from kg.knowledge.model import Style


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document (and a task of it) that the words fit."""

    entry: Entry
    relations: tuple[Related, ...]
    task: TaskRow | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """``text`` is the citation where one document fits; else all that fit are ``candidates``, told ``apart``."""

    query: str
    style: Style
    text: str | None
    notes: tuple[Message, ...]
    document: Candidate | None
    candidates: tuple[Candidate, ...]
    apart: tuple[Field, ...]
    suggestions: tuple[str, ...]
    exit: Exit


def cited(store: Store, query: str, style: Style, *, later: bool = False, options: Options | None = None) -> Cited:
    """What ``query`` names, cited in ``style``."""
    registry = Registry(store)
    tasks = tasks_named(store, query)
    found = [_of_task(store, registry, task) for task in tasks]
    apart: tuple[Field, ...] = ()
    if not found:
        looked = registry.find(query)
        apart = looked.apart
        found = [Candidate(entry, registry.relations(entry)) for entry in looked.entries]
    if len(found) == 1:
        one = found[0]
        place = one.task.task.place if one.task else None
        printed = cite(one.entry, style, later=later, options=options, place=place)
        return Cited(query, style, printed.text, printed.notes, one, (), (), (), Exit.FOUND)
    near = () if found else _nearest(store, query)
    return Cited(query, style, None, (), None, tuple(found), apart, near, Exit.NOT_FOUND)


def _of_task(store: Store, registry: Registry, task: TaskRow) -> Candidate:
    node = store.nodes([task.document])[task.document]
    entry = registry.at(node)
    assert entry is not None  # a document's node
    return Candidate(entry, registry.relations(entry), task)


def _nearest(store: Store, query: str) -> tuple[str, ...]:
    """Documents that the search finds for the words."""
    from kg.search.run import Filter, search

    hits = search(store, query, only=Filter(kinds=("document",)), limit=5).hits
    return tuple(dict.fromkeys(hit.title for hit in hits))


def cited_json(found: Cited, lang: str) -> Json:
    """The answer in the contract's shape."""
    return {
        "schema": SCHEMA,
        "query": found.query,
        "citation": found.text,
        "style": found.style.name,
        "document": _json(found.document) if found.document else None,
        "candidates": [_json(c) for c in found.candidates],
        "apart": [f.value for f in found.apart],
        "notes": notes_json(found.notes, lang),
        "suggestions": list(found.suggestions),
    }


def _json(candidate: Candidate) -> Json:
    task = candidate.task.task if candidate.task else None
    told: Json = {"id": task.id, "place": task.place, "text": task.text} if task else None
    return {**entry_json(candidate.entry, candidate.relations), "task": told}
