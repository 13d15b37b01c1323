"""What of a value is in none of the facts read from it: a note, so that each word stands in one record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kg.document import Other, OtherKind
from kg.places import Flow, Source, join


class _Fact(Protocol):
    @property
    def source(self) -> Source: ...


def beside(flow: Flow, facts: Iterable[_Fact]) -> list[Other]:
    """The words of ``flow`` that are in none of ``facts``, as one note, if there are any."""
    taken = [(p.start or 0, p.end or 0) for f in facts for p in f.source]
    parts: list[Flow] = []
    start = 0
    for i in range(len(flow.text)):
        part = flow[i : i + 1]
        at = part.source[0].start if part.source else None
        if at is not None and any(low <= at < high for low, high in taken):
            parts.append(flow[start:i])
            start = i + 1
    parts.append(flow[start:])
    rest = join(p for p in parts if any(c.isalnum() for c in p.text))
    return [Other(OtherKind.NOTE, rest.text, rest.source)] if rest else []
