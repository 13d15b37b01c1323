"""Documents of the registry as the JSON of docs/contract.md (kg cite, the documents of kg ask)."""

from __future__ import annotations

from collections.abc import Iterable

from kg.cite.entry import Entry, Place, Related, Value
from kg.codec import Json
from kg.contract import source_json
from kg.errors import Message


def entry_json(entry: Entry, relations: Iterable[Related]) -> dict[str, Json]:
    """A document of the registry."""
    return {
        "id": entry.id,
        "label": entry.label,
        "type": entry.type,
        "number": entry.number,
        "code": entry.code,
        "date": entry.date,
        "year": entry.year,
        "issuer": entry.issuer,
        "scope": entry.scope,
        "term": entry.term,
        "name": entry.name,
        "title": entry.title,
        "named_in": [p.said for p in dict.fromkeys(entry.named_in)],
        "mentions": [
            {"printed": m.citation.printed, **_place_json(m.place), "source": source_json(m.place.source)}
            for m in entry.mentions
        ],
        "relations": [_relation_json(r) for r in relations],
        "facts": [_value_json(v) for v in entry.values],
    }


def _relation_json(related: Related) -> Json:
    return {
        "kind": related.kind,
        "words": related.words.vi,
        "forward": related.forward,
        "to": {"id": related.id, "label": related.label, "fact": related.fact},
        "mark": related.mark.value,
        "place": related.place.said if related.place else None,
        "file": related.place.file if related.place else None,
        "source": source_json(related.place.source) if related.place else [],
        "cited": related.source,
        "note": related.note,
    }


def _value_json(value: Value) -> Json:
    return {
        "field": value.field.value,
        "says": value.says,
        "mark": value.mark.value,
        "place": value.place.said if value.place else None,
        "file": value.place.file if value.place else None,
        "source": source_json(value.place.source) if value.place else [],
        "cited": value.source,
        "checked": value.checked,
        "note": value.note,
    }


def _place_json(place: Place) -> dict[str, Json]:
    return {"place": place.said, "file": place.file, "task": place.task}


def notes_json(notes: Iterable[Message], lang: str) -> Json:
    """What a citation's reader should be told."""
    return [note.of(lang) for note in notes]
