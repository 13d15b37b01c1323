"""Loads the knowledge of data/*.yaml, and an office's own over it.

An overlay is a folder with files of the same names. An entry with a new name is added. Where the name is known, single
values that the entry gives replace, lists of words are added to, and lists of entries (members, successors, codes)
replace the whole list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import KnowledgeError, Message
from kg.knowledge import schema
from kg.knowledge.check import BUILT_IN, check
from kg.knowledge.model import (
    Abbreviation,
    CheckRule,
    CitationWords,
    ColumnWords,
    Cycle,
    Directive,
    DocumentType,
    Issuer,
    Kind,
    Knowledge,
    QuestionForm,
    SectionWords,
    Style,
    Tail,
    TimeExample,
    TimeWords,
    UnitEntry,
    UnitWords,
)
from kg.knowledge.schema import Given
from kg.text import marked_key

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TimesFile(TimeWords):
    """data/times.yaml: the words, and examples of times as printed."""

    examples: tuple[TimeExample, ...] = ()


@dataclass(frozen=True, slots=True)
class KindsFile:
    """data/kinds.yaml: kinds of node and of relation."""

    nodes: tuple[Kind, ...] = ()
    relations: tuple[Kind, ...] = ()


#: files that hold a list of entries: the record, and the field that names an entry
LISTS: tuple[tuple[str, type[Any], str], ...] = (
    ("units.yaml", UnitEntry, "name"),
    ("tails.yaml", Tail, "name"),
    ("table_columns.yaml", ColumnWords, "role"),
    ("document_types.yaml", DocumentType, "name"),
    ("issuers.yaml", Issuer, "name"),
    ("abbreviations.yaml", Abbreviation, "short"),
    ("questions.yaml", QuestionForm, "sense"),
    ("directives.yaml", Directive, "name"),
    ("cycles.yaml", Cycle, "key"),
    ("styles.yaml", Style, "name"),
    ("check_rules.yaml", CheckRule, "name"),
)
#: files that are one record
SINGLES: tuple[tuple[str, type[Any]], ...] = (
    ("unit_words.yaml", UnitWords),
    ("times.yaml", TimesFile),
    ("sections.yaml", SectionWords),
    ("kinds.yaml", KindsFile),
    ("citation_kinds.yaml", CitationWords),
)
FILES = tuple(name for name, *_ in LISTS) + tuple(name for name, _ in SINGLES)


@dataclass(frozen=True, slots=True)
class _Source:
    """The bytes of a knowledge file, and the name that errors give it."""

    name: str
    shown: str
    data: bytes


@lru_cache(maxsize=8)
def load_knowledge(overlay: Path | None = None) -> Knowledge:
    """All that the tool knows; ``overlay`` is an office's folder of files that add to it."""
    sources = _built_in() + (_overlay(overlay) if overlay else ())
    return _load(sources)


def _load(sources: tuple[_Source, ...]) -> Knowledge:
    lists: dict[str, tuple[Given[Any], ...]] = {
        name: _merged_list(_of(sources, name), record, key) for name, record, key in LISTS
    }
    singles: dict[str, Given[Any]] = {name: _merged_one(_of(sources, name), record) for name, record in SINGLES}
    check(lists)
    times = singles["times.yaml"].build()
    kinds = singles["kinds.yaml"].build()
    return Knowledge(
        digest=_digest(sources),
        units=_built(lists["units.yaml"]),
        tails=_built(lists["tails.yaml"]),
        unit_words=singles["unit_words.yaml"].build(),
        columns=_built(lists["table_columns.yaml"]),
        times=TimeWords(**{f.name: getattr(times, f.name) for f in fields(TimeWords)}),
        document_types=_built(lists["document_types.yaml"]),
        issuers=_built(lists["issuers.yaml"]),
        abbreviations=_built(lists["abbreviations.yaml"]),
        sections=singles["sections.yaml"].build(),
        nodes=kinds.nodes,
        relations=kinds.relations,
        time_examples=times.examples,
        questions=_built(lists["questions.yaml"]),
        directives=_built(lists["directives.yaml"]),
        styles=_built(lists["styles.yaml"]),
        checks=_built(lists["check_rules.yaml"]),
        citation_words=singles["citation_kinds.yaml"].build(),
        cycles=_built(lists["cycles.yaml"]),
    )


def _built(given: Iterable[Given[T]]) -> tuple[T, ...]:
    return tuple(g.build() for g in given)


def _built_in() -> tuple[_Source, ...]:
    folder = resources.files("kg.data")
    return tuple(_Source(name, f"{BUILT_IN}{name}", (folder / name).read_bytes()) for name in FILES)


def _overlay(folder: Path) -> tuple[_Source, ...]:
    """The overlay's files that this loader reads; a name that nobody reads is most likely misspelt."""
    known = {p.name for p in resources.files("kg.data").iterdir() if p.name.endswith(".yaml")}
    found = sorted(p for p in folder.glob("*.y*ml") if p.is_file()) if folder.is_dir() else []
    for path in found:
        if path.name not in known:
            names = ", ".join(sorted(known))
            raise KnowledgeError(
                Message(f"không có tệp tri thức nào tên “{path.name}”", f"no knowledge file is named “{path.name}”"),
                str(path),
                Message(f"Đặt tên là một trong: {names}.", f"Name it one of: {names}."),
            )
    return tuple(_Source(p.name, str(p), _bytes(p)) for p in found if p.name in FILES)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnowledgeError(
            Message(f"không đọc được tệp: {error.strerror}", f"the file cannot be read: {error.strerror}"), str(path)
        ) from None


def _of(sources: Iterable[_Source], name: str) -> tuple[_Source, ...]:
    return tuple(s for s in sources if s.name == name)


def _merged_list(sources: Iterable[_Source], record: type[T], key: str) -> tuple[Given[T], ...]:
    merged: dict[str, Given[T]] = {}
    for source in sources:
        seen: dict[str, str] = {}
        for given in schema.read_list(source.data, source.shown, record):
            name = given.value(key)
            if name is None:
                raise KnowledgeError(Message(f"thiếu khóa “{key}”", f"the key “{key}” is missing"), given.where)
            at = marked_key(str(name)) or str(name)
            if at in seen:
                raise KnowledgeError(
                    Message(f"“{name}” đã có ở {seen[at]}", f"“{name}” already stands at {seen[at]}"), given.where
                )
            seen[at] = given.where
            merged[at] = _over(merged[at], given, key) if at in merged else given
    return tuple(merged.values())


def _merged_one(sources: Iterable[_Source], record: type[T]) -> Given[T]:
    merged: Given[T] | None = None
    for source in sources:
        given = schema.read_one(source.data, source.shown, record)
        merged = _over(merged, given, "") if merged else given
    assert merged is not None  # the built-in file is always there
    return merged


def _over(below: Given[T], above: Given[T], key: str) -> Given[T]:
    """``below`` with what ``above`` gives; the entry keeps its name as it was spelt first."""
    values, places = dict(below.values), dict(below.places)
    for name, value in above.values:
        if name != key:
            values[name] = _joined(values.get(name), value)
            places[name] = above.place(name)
    _declared_ambiguous(values)
    return Given(below.record, above.where, tuple(values.items()), tuple(places.items()))


def _declared_ambiguous(values: dict[str, object]) -> None:
    """An alias that is declared ambiguous later is no longer the entry's alone."""
    aliases, ambiguous = values.get("aliases"), values.get("ambiguous")
    if isinstance(aliases, tuple) and isinstance(ambiguous, tuple):
        keys = {marked_key(a) for a in ambiguous}
        values["aliases"] = tuple(a for a in aliases if marked_key(a) not in keys)


def _joined(below: object, above: object) -> object:
    words = isinstance(above, tuple) and all(isinstance(x, str) for x in above)
    if words and isinstance(below, tuple) and isinstance(above, tuple):
        return below + tuple(x for x in above if x not in below)
    if isinstance(below, tuple) and isinstance(above, tuple) and below and hasattr(below[0], "key"):
        return _kinds(below, above)
    return above


def _kinds(below: tuple[Kind, ...], above: tuple[Kind, ...]) -> tuple[Kind, ...]:
    by_key = {k.key: k for k in below} | {k.key: k for k in above}
    return tuple(by_key.values())


def _digest(sources: Iterable[_Source]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"{source.name} {len(source.data)}\n".encode())
        digest.update(source.data)
    return digest.hexdigest()
