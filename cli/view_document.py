"""What the registry has of a document: each fact with how sure it is and where it stands, and its relations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.ask.answer import DocumentAnswer
from kg.cite.entry import Field, Related, Value
from kg.cite.format import FIELDS, MARKS, said, where
from kg.cli import words
from kg.cli.render import strong
from kg.cli.speech import language, tr
from kg.cli.wrap import wrap

INDENT = "    "


def facts(told: DocumentAnswer, width: int) -> Iterator[str]:
    """Facts, then the relations that no text of the corpus states: those stand among what is beside it."""
    entry = told.entry
    yield ""
    yield strong(tr("Thông tin", "Facts"))
    by_source: dict[str, list[str]] = {}
    for value in (v for field in Field for v in entry.said(field)):
        named = f"{FIELDS[value.field].of(language())}: {said(value)}{f' ({value.note})' if value.note else ''}"
        by_source.setdefault(_stands(value), []).append(named)
    for stands, told_there in by_source.items():
        yield from wrap(f"{stands}:", width, "  ", INDENT)
        for line in told_there:
            yield from wrap(line, width, "  - ", INDENT)
    note = entry.facts.note if entry.facts else None
    if note:
        yield from words.labelled(tr("Ghi chú", "Note"), note, width, "  ")
    known = [r for r in told.relations if r.place is None]
    if known:
        yield ""
        yield strong(tr("Quan hệ theo tri thức kèm theo", "Relations by the knowledge"))
        yield from _relations(known, width)


def _stands(value: Value) -> str:
    """How sure a value is, where it stands, and when that was looked up."""
    mark = MARKS[value.mark].of(language())
    stands = where(value).of(language()) if value.place or value.source else ""
    day = words.day(value.checked) if value.checked else None
    checked = tr(f"tra ngày {day}", f"looked up on {day}") if day else ""
    about = "; ".join(filter(None, (stands, checked)))
    return f"{mark[:1].upper()}{mark[1:]}{f' ({about})' if about else ''}"


def _relations(relations: Sequence[Related], width: int) -> Iterator[str]:
    for related in relations:
        about = "; ".join(filter(None, (MARKS[related.mark].of(language()), related.source, related.note)))
        yield from wrap(f"{related.words.of(language())} {related.label} ({about})", width, "  - ", INDENT)
