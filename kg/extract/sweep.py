"""What is in no record: found at the end, so that nothing of a document is lost without a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.document import Other, Unread
from kg.extract.forms import tokens
from kg.places import Block, Flow, Paragraph, Source
from kg.records import Heading, Task

#: numbers, letters and bullets of items: records keep them apart from their text
_LABEL = re.compile(
    r"(?:\w+(?:\s\w+){0,2}\s\d+|\(?(?:[IVXLC]+|\d+(?:\.\d+)*|[A-Za-zĐđ])\)?)?\s*[-–—+•*●.):/]*\s*", re.IGNORECASE
)
_NAMES = re.compile(r"[\s,;:.()\[\]/&+–—-]+")


class Sweep:
    """Compares the text as read with the records made of it."""

    def __init__(self, joins: Iterable[str]) -> None:
        self._joins = frozenset(joins)  #: keys of words that stand between two units: và, cùng

    def unread(
        self,
        blocks: tuple[Block, ...],
        headings: Iterable[Heading],
        tasks: Iterable[Task],
        others: Iterable[Other | Unread],
    ) -> Iterator[Unread]:
        """The stretches of the text to which no record points, but for labels and words that join units."""
        seen = _seen(headings, tasks, others)
        for flow in _flows(blocks):
            for part, opens in _gaps(flow, seen):
                if not self._is_known(part.text, opens):
                    yield Unread(part.text, part.source)

    def _is_known(self, text: str, opens: bool) -> bool:
        if opens and _LABEL.fullmatch(text):
            return True
        return all(t.key in self._joins for t in tokens(text)) or not _NAMES.sub("", text)


def _seen(headings: Iterable[Heading], tasks: Iterable[Task], others: Iterable[Other | Unread]) -> bytearray:
    seen = bytearray()
    for source in _sources(headings, tasks, others):
        for piece in source:
            start, end = piece.start or 0, piece.end or 0
            if end > len(seen):
                seen.extend(bytes(end - len(seen)))
            seen[start:end] = b"\1" * (end - start)
    return seen


def _sources(headings: Iterable[Heading], tasks: Iterable[Task], others: Iterable[Other | Unread]) -> Iterator[Source]:
    for heading in headings:
        yield heading.source
    for other in others:
        yield other.source
    for task in tasks:
        yield task.source
        yield from (unit.source for unit in (*task.lead, *task.cooperate))
        yield from (frame.source for frame in task.timeframes)
        if task.product:
            yield task.product.source


def _flows(blocks: tuple[Block, ...]) -> Iterator[Flow]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.flow
        else:
            yield from (line for row in block.rows for cell in row.cells for line in cell.lines)


def _gaps(flow: Flow, seen: bytearray) -> Iterator[tuple[Flow, bool]]:
    """The parts of a flow that are not seen, and whether each opens it."""
    start: int | None = None
    for run in (*flow.runs, None):
        if run is None:
            if start is not None:
                yield flow[start:], start == 0
            return
        for i in range(run.length):
            at = run.start + i
            known = at < len(seen) and bool(seen[at])
            if not known and start is None:
                start = run.at + i
            elif known and start is not None:
                yield flow[start : run.at + i], start == 0
                start = None
