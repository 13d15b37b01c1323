"""The citations that a page lets people copy: made here once by ``kg.cite``, word for word what ``kg cite`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.cite.entry import Entry
from kg.cite.format import Options, cite
from kg.cite.registry import Registry
from kg.cite.styles import style_named, styles_of
from kg.corpus.rows import NodeRow
from kg.corpus.store import Store
from kg.errors import Message
from kg.knowledge.model import Style

#: stands in the citation of a task for its place
PLACE = "{place}"


@dataclass(frozen=True, slots=True)
class StyleName:
    """A style of citing, as people choose it."""

    key: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Citations:
    """A document in every style, in the order of the page's styles: places in ``texts`` of its first and of a later
    mention, of a task of it (a plan only; with PLACE in it), and in ``notes`` of what its reader should be told."""

    texts: tuple[str, ...]
    first: tuple[int, ...]
    later: tuple[int, ...]
    of_task: tuple[int, ...] = ()
    notes: tuple[Message, ...] = ()
    told: tuple[tuple[int, ...], ...] = ()


class Citing:
    """Cites the documents of a store as an office wants it: ``style`` (its name, None for the usual one) first."""

    def __init__(self, store: Store, style: str | None = None, options: Options | None = None) -> None:
        chosen = style_named(store, style)
        self._styles: Sequence[Style] = (chosen, *(s for s in styles_of(store) if s.name != chosen.name))
        self._options = options
        self._registry = Registry(store)

    @property
    def styles(self) -> tuple[StyleName, ...]:
        """The styles, the office's own first."""
        return tuple(StyleName(s.name, s.vi, s.en) for s in self._styles)

    def of(self, node: NodeRow) -> Citations | None:
        """The citations of a node, if it is a document."""
        entry = self._registry.at(node)
        return _Table(entry, self._styles, self._options).made(node.kind == "document") if entry else None


class _Table:
    """The citations of one document; equal ones are kept once."""

    def __init__(self, entry: Entry, styles: Sequence[Style], options: Options | None) -> None:
        self._entry, self._styles, self._options = entry, styles, options
        self._texts: dict[str, int] = {}
        self._notes: dict[Message, int] = {}

    def made(self, own: bool) -> Citations:
        first = tuple(self._text(style) for style in self._styles)
        later = tuple(self._text(style, later=True) for style in self._styles)
        of_task = tuple(self._text(style, place=PLACE) for style in self._styles) if own else ()
        told = tuple(self._told(style) for style in self._styles)
        return Citations(tuple(self._texts), first, later, of_task, tuple(self._notes), told if self._notes else ())

    def _text(self, style: Style, *, later: bool = False, place: str | None = None) -> int:
        text = cite(self._entry, style, later=later, options=self._options, place=place).text
        return self._texts.setdefault(text, len(self._texts))

    def _told(self, style: Style) -> tuple[int, ...]:
        notes = cite(self._entry, style, options=self._options).notes
        return tuple(self._notes.setdefault(note, len(self._notes)) for note in notes)
