"""Facts of a scan that rest on a word of which the recognition was not sure: each is marked for a person to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from kg.document import Other, Warning
from kg.extract.doubts import Doubt, doubt
from kg.places import Reading
from kg.records import Citation, Heading, Task
from kg.source import Source


class _Printed(Protocol):
    """A unit, a timeframe, a product or a citation: words with their place."""

    @property
    def printed(self) -> str: ...
    @property
    def source(self) -> Source: ...


def doubts_of_recognition(
    reading: Reading,
    head: Sequence[Other],
    headings: Sequence[Heading],
    tasks: Sequence[Task],
    citations: Sequence[Citation],
) -> list[Warning]:
    """A warning for each place of the letterhead, of units, times, products and citations that holds a word of
    ``reading.unsure``; one place, however many tasks inherit it, gives one."""
    if not reading.unsure:
        return []
    found = {o.source: doubt(Doubt.UNSURE, o.source, o.text) for o in head if _holds(reading, o.source)}
    for fact in _facts(headings, tasks, citations):
        if fact.source not in found and _holds(reading, fact.source):
            found[fact.source] = doubt(Doubt.UNSURE, fact.source, fact.printed)
    return list(found.values())


def _facts(headings: Sequence[Heading], tasks: Sequence[Task], citations: Sequence[Citation]) -> Iterable[_Printed]:
    for heading in headings:
        yield from heading.lead
    for task in tasks:
        yield from task.lead
        yield from task.cooperate
        yield from task.timeframes
        if task.product:
            yield task.product
    yield from citations


def _holds(reading: Reading, source: Source) -> bool:
    return any(
        piece.page == page and (word in text.split() or (len(word) > 1 and _is_coded(word) and word in text))
        for piece in source
        for text in (reading.text[piece.start : piece.end],)
        for page, word in reading.unsure
    )


def _is_coded(word: str) -> bool:
    """Whether it may be half of a code that was broken at its dash and is whole again in the text."""
    return not word.isalpha()
