"""Which documents a mention in a question fits: all of them, each once.

Codes are compared exactly, numbers as numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kg.ask.query import DocumentRef
from kg.corpus.rows import DirectiveRow, DocumentRow, MentionRow
from kg.corpus.store import Store
from kg.ids import code_key
from kg.text import marked_key, search_key, syllables


class KnownDocument(NamedTuple):
    """A document, as the corpus cites it: ``directives`` are its nodes (mentions that tell less of it stay nodes of
    their own until somebody asks), ``own`` the document itself where the corpus holds it."""

    label: str
    type: str | None
    number: str | None
    code: str | None
    date: str | None
    directives: tuple[int, ...]
    own: DocumentRow | None = None


def fitting(store: Store, ref: DocumentRef) -> list[KnownDocument]:
    """The documents that ``ref`` may mean, by what was said of it."""
    return _documents(store, _directives(store, ref), own_fitting(store, ref))


def own_fitting(store: Store, ref: DocumentRef) -> list[DocumentRow]:
    """The documents of the corpus itself that ``ref`` may mean."""
    if ref.issuer or ref.name:
        return []
    if ref.code:
        found = store.documents_by_code(ref.code)
    elif ref.number:
        type_key = search_key(ref.type) if ref.type else None
        found = [d for n in _numbers(ref.number) for d in store.documents_by_number(n, type_key)]
    else:
        return []
    return [d for d in found if _dated(ref, d.date, None) and (not ref.type or not d.type or is_type(ref, d.type))]


def gathered(store: Store, directives: Iterable[int]) -> list[KnownDocument]:
    """The documents that these nodes are."""
    return _documents(store, list(store.directive_rows(directives).values()), [])


def _numbers(number: str) -> list[str]:
    """The ways to write a number: 5, 05, 005."""
    bare = number.lstrip("0") or "0"
    return [bare, *(bare.zfill(n) for n in (2, 3) if len(bare) < n)]


def _directives(store: Store, ref: DocumentRef) -> list[DirectiveRow]:
    if ref.code:
        found = store.directives_by_code(ref.code) or _without_marks(store, ref.code)
        found = [d for d in found if not ref.type or not d.type or is_type(ref, d.type)]
    elif ref.number:
        found = [d for n in _numbers(ref.number) for d in store.directives(number=n)]
        found = [d for d in found if not ref.type or (d.type and is_type(ref, d.type))]
    elif ref.name:
        found = store.directives_by_name(ref.name)
    else:
        found = []
    found = [d for d in found if _dated(ref, d.date, d.year)]
    if ref.issuer:
        found = _told(store, found, ref.issuer, lambda m: m.citation.issuer)
    return _told(store, found, ref.term, lambda m: m.citation.term) if ref.term else found


def _without_marks(store: Store, code: str) -> list[DirectiveRow]:
    """Codes typed without Đ: 399-QD/TU."""
    number = code.split("-")[0].split("/")[0]
    rows = [d for n in _numbers(number) for d in store.directives(number=n)] if "Đ" not in code else []
    return [d for d in rows if d.code and code_key(d.code).replace("Đ", "D") == code]


def is_type(ref: DocumentRef, type: str | None) -> bool:
    """Whether ``type`` is the one that was said, or a longer name of it (Chương trình hành động)."""
    if not type:
        return False
    said, has = search_key(ref.type or ""), search_key(type)
    return has == said or has.startswith(f"{said} ")


def _dated(ref: DocumentRef, date: str | None, year: int | None) -> bool:
    """Whether a date does not contradict what was said; one that is not known never does."""
    if ref.date and date and ref.date != date:
        return False
    known = int(date[:4]) if date else year
    asked = int(ref.date[:4]) if ref.date else ref.year
    return not (asked and known) or asked == known


def _told(
    store: Store, found: list[DirectiveRow], said: str, of: Callable[[MentionRow], str | None]
) -> list[DirectiveRow]:
    """Those whose mentions say the same issuer or term; where none does, those whose mentions do not say it."""
    wanted = f" {marked_key(said)} "
    named: dict[int, bool] = {}
    for mention in store.mentions(d.ord for d in found):
        told = of(mention)
        if told:
            fits = wanted in f" {marked_key(told)} "
            named[mention.directive] = named.get(mention.directive, False) or fits
    sure = [d for d in found if named.get(d.ord)]
    return sure or [d for d in found if d.ord not in named]


def _documents(store: Store, rows: Iterable[DirectiveRow], own: Iterable[DocumentRow]) -> list[KnownDocument]:
    """Nodes of one type and code are one document, as far as no date tells them apart."""
    by_key: dict[tuple[str, str], list[DirectiveRow]] = {}
    for row in rows:
        key = (search_key(row.type or ""), code_key(row.code) if row.code else f"name:{search_key(row.label)}")
        by_key.setdefault(key, []).append(row)
    found = [known for group in by_key.values() for known in _by_date(group)]
    for document in own:
        found = _with_own(found, document)
    return sorted(found, key=lambda d: (syllables(d.label), d.date or ""))


def _by_date(group: list[DirectiveRow]) -> list[KnownDocument]:
    dates = sorted({d.date for d in group if d.date})
    if len(dates) < 2:
        return [_known(group, dates[0] if dates else None)]
    found = [_known([d for d in group if d.date == date], date) for date in dates]
    undated = [d for d in group if not d.date]
    return [*found, *([_known(undated, None)] if undated else [])]


def _known(group: list[DirectiveRow], date: str | None) -> KnownDocument:
    first = group[0]
    return KnownDocument(first.label, first.type, first.number, first.code, date, tuple(d.ord for d in group))


def _with_own(found: list[KnownDocument], own: DocumentRow) -> list[KnownDocument]:
    """``own`` beside the mentions of it, or as one more."""
    for at, known in enumerate(found):
        same = known.code and own.code and code_key(known.code) == code_key(own.code)
        if same and (not known.date or not own.date or known.date == own.date) and known.own is None:
            return [*found[:at], known._replace(own=own, date=known.date or own.date), *found[at + 1 :]]
    label = " ".join(filter(None, (own.type, own.code))) or own.file
    return [*found, KnownDocument(label, own.type, own.number, own.code, own.date, (), own)]


def mentions_of(store: Store, known: KnownDocument) -> list[MentionRow]:
    """Where the corpus names a document."""
    return store.mentions(known.directives)
