"""A document of the registry: every value with where it stands; what conflicts is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.errors import Message
from kg.knowledge.model import Directive
from kg.records import Citation
from kg.source import Source


class Field(StrEnum):
    """What is known of a document."""

    TYPE = "type"
    CODE = "code"
    DATE = "date"
    YEAR = "year"
    ISSUER = "issuer"
    SCOPE = "scope"
    TERM = "term"
    TITLE = "title"


class Mark(StrEnum):
    """How sure a value is, the surest first."""

    OWN = "own"  #: the document itself, which the corpus holds
    CERTAIN = "certain"  #: a source was read
    PRINTED = "printed"  #: a document that cites it prints so
    SECONDARY = "secondary"  #: a summary was read
    LIKELY = "likely"
    UNVERIFIED = "unverified"  #: nobody but a plan that cites it says so


#: values that need no word of doubt
SURE = (Mark.OWN, Mark.CERTAIN)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is printed: in a document of the corpus, with the task that cites it, if one does."""

    document: str  #: id
    code: str | None
    file: str
    task: str | None  #: id
    place: str | None  #: "mục 2.1, gạch đầu dòng 3"
    source: Source

    @property
    def said(self) -> str:
        """The place in words: ``68-KH/HU, mục 2.1, gạch đầu dòng 3``."""
        return ", ".join(filter(None, (self.code or self.file, self.place)))


@dataclass(frozen=True, slots=True)
class Value:
    """What is said of a field. It stands at ``place`` in the corpus, or in ``source`` (words that name it) as looked up
    on the day ``checked``; ``note`` is a word on it."""

    field: Field
    says: str
    mark: Mark
    place: Place | None = None
    source: str | None = None
    checked: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A relation (a key of data/kinds.yaml) to another document; ``forward``: it reads from the entry to the other, and
    ``words`` are its words in that direction.
    ``id`` is the other's node in the store, if it has one, ``fact`` the name of its facts."""

    kind: str
    words: Message
    label: str
    forward: bool
    mark: Mark
    id: str | None = None
    fact: str | None = None
    place: Place | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """The document as it is named somewhere in the corpus."""

    citation: Citation
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A document. ``directives`` and ``own`` are its nodes in the store (ords): as cited, and as a document that the
    corpus holds. ``name`` is what it is called where it has no code."""

    id: str
    label: str
    name: str | None
    number: str | None
    values: tuple[Value, ...]
    mentions: tuple[Mention, ...]
    facts: Directive | None = None
    directives: tuple[int, ...] = ()
    own: int | None = None

    def said(self, field: Field | str) -> tuple[Value, ...]:
        """All that is said of a field, the surest first."""
        return tuple(v for v in self.values if v.field == field)

    def best(self, field: Field | str) -> Value | None:
        """The surest value of a field."""
        return next(iter(self.said(field)), None)

    def _says(self, field: Field) -> str | None:
        value = self.best(field)
        return value.says if value else None

    @property
    def type(self) -> str | None:
        """Its type ("Chỉ thị")."""
        return self._says(Field.TYPE)

    @property
    def code(self) -> str | None:
        """Its number and symbol ("28-CT/TW"), canonical."""
        return self._says(Field.CODE)

    @property
    def date(self) -> str | None:
        """The day of issue (ISO)."""
        return self._says(Field.DATE)

    @property
    def year(self) -> str | None:
        """The year of issue, of the day if that is known."""
        return self.date[:4] if self.date else self._says(Field.YEAR)

    @property
    def issuer(self) -> str | None:
        """The body that issued it."""
        return self._says(Field.ISSUER)

    @property
    def scope(self) -> str | None:
        """The place whose body issued it; None for the centre, and where it is not known."""
        return self._says(Field.SCOPE)

    @property
    def term(self) -> str | None:
        """The term of the committee ("XIII"), as stated."""
        return self._says(Field.TERM)

    @property
    def title(self) -> str | None:
        """Its title, as stated."""
        return self._says(Field.TITLE)

    @property
    def named_in(self) -> tuple[Place, ...]:
        """Where the corpus names it."""
        return tuple(m.place for m in self.mentions)
