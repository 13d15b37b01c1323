"""What the stages hand on: a mention of a document, by the places of its parts."""

from __future__ import annotations

from dataclasses import dataclass

#: start and end in the flow
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands after the name of a document: ``end`` is where it ends."""

    end: int
    date: str | None = None
    year: int | None = None
    issuer: Span | None = None
    terms: tuple[str, ...] = ()
    title: Span | None = None
    joint: bool = False  #: several bodies issued the document


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in a text. ``kind`` is a key of data/citation_kinds.yaml, ``core`` where the name itself ends
    (before date, issuer and title)."""

    kind: str
    start: int
    core: int
    tail: Tail
    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    code: str | None = None
    canonical: str | None = None
    issuer: Span | None = None
    plenum: str | None = None
    name: Span | None = None
    title: Span | None = None

    @property
    def end(self) -> int:
        """Where the whole mention ends."""
        return max(self.core, self.tail.end)
