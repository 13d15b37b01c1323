"""What is read from one document as a whole: its envelope, and all records of its text together.

Apart from ``kg.records``, which a question needs at every start; these are needed where documents are read and stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.records import Citation, Heading, Task
from kg.source import Source


@dataclass(frozen=True, slots=True)
class Relation:
    """What the text states between two documents; ends are indices into the citations, or None for the document
    itself. ``kind`` is a key of data/relations.yaml."""

    from_citation: int | None
    to_citation: int
    kind: str
    printed: str
    source: Source


@dataclass(frozen=True, slots=True)
class Alias:
    """A short name that the document declares: "(sau đây viết tắt là …)"."""

    short: str
    citation: int


class OtherKind(StrEnum):
    """What a part of the text is that is neither heading nor task."""

    HEADER = "header"
    PREAMBLE = "preamble"
    PURPOSE = "purpose"
    PROSE = "prose"
    TABLE_HEADER = "table-header"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Other:
    """A part of the text that is understood, and is neither heading nor task."""

    kind: OtherKind
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of the text that no rule explains."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that a person should look at; ``rule`` names the kind of doubt (kg/extract/doubts.py)."""

    rule: str
    message: str
    source: Source


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, in what post, for whom ("T/M BAN THƯỜNG VỤ" → "Ban Thường vụ")."""

    name: str
    post: str | None
    for_body: str | None


@dataclass(frozen=True, slots=True)
class Attached:
    """The plan that a decision or a resolution carries."""

    type: str
    title: str


@dataclass(frozen=True, slots=True)
class Document:
    """The envelope of a document."""

    id: str
    file: str
    sha256: str
    type: str | None
    number: str | None
    code: str | None
    date: str | None
    issuer: str | None
    scope: str | None
    place: str | None
    title: str | None
    attached: Attached | None
    status: str
    marking: str | None
    signer: Signer | None
    recipients: tuple[str, ...]
    implements: tuple[int, ...]
    #: level of the issuing body: "trung-uong", "tinh", "huyen", "xa" or None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one document."""

    document: Document
    headings: tuple[Heading, ...]
    tasks: tuple[Task, ...]
    citations: tuple[Citation, ...]
    relations: tuple[Relation, ...]
    aliases: tuple[Alias, ...]
    other: tuple[Other, ...]
    unread: tuple[Unread, ...]
    warnings: tuple[Warning, ...]
