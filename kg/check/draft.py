"""A draft as it is checked: every mention of a document in it, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.document import Alias, Document, Other, OtherKind
from kg.extract.lines import paragraphs
from kg.extract.plan import Extractor
from kg.ids import code_key
from kg.places import Flow, Reading, Table
from kg.records import Citation
from kg.source import Source

#: "9 tháng 01 năm 2023" of the letterhead
_DATED = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in the draft. ``nested``: within another mention, as in its title; ``head``: in the letterhead
    or the title of the draft; ``own``: it is the draft itself. It begins at ``at`` in its paragraph or cell."""

    citation: Citation
    nested: bool
    head: bool
    own: bool
    flow: Flow
    at: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft names. ``aliases`` count ``mentions``; ``dated`` is the line of the letterhead with the day; ``own``
    the id under which the corpus holds this very file: what it says of others there is not another's word."""

    document: Document
    mentions: tuple[Mention, ...]
    aliases: tuple[Alias, ...]
    dated: Other | None
    own: str | None = None


def read_draft(reading: Reading, extractor: Extractor) -> Draft:
    """Every mention of the text: those of the plan, whose broken cells and sentences are joined, and those of all else
    (foot, notes, cells that assign nothing)."""
    read = extractor.extract(reading)
    taken = _Stretches(c.source for c in read.citations)
    flows = list(_flows(reading))
    more = [c for flow in flows for c in extractor.citations.find(flow).citations if not taken.meet(c.source)]
    found = [*read.citations, *more]
    order = sorted(range(len(found)), key=lambda n: (_begin(found[n]), -_end(found[n])))
    place = {n: at for at, n in enumerate(order)}
    head = _Stretches(o.source for o in read.other if o.kind is OtherKind.HEADER)
    mentions = tuple(_mentions([found[n] for n in order], read.document, head, _Flows(flows)))
    aliases = tuple(replace(a, citation=place[a.citation]) for a in read.aliases)
    return Draft(read.document, mentions, aliases, _dated(read.other))


def _mentions(citations: Sequence[Citation], document: Document, head: _Stretches, flows: _Flows) -> Iterator[Mention]:
    own = code_key(document.code) if document.code else None
    around: tuple[int, int] | None = None  # the mention that reaches furthest so far
    for citation in citations:
        span = _begin(citation), _end(citation)
        nested = around is not None and span != around and span[1] <= around[1]
        if around is None or span[1] > around[1]:
            around = span
        code = citation.canonical or citation.code
        itself = code is not None and code_key(code) == own and citation.type in (None, document.type)
        yield Mention(citation, nested, head.meet(citation.source), itself, *flows.at(_begin(citation)))


def _flows(reading: Reading) -> Iterator[Flow]:
    for part in paragraphs(reading.blocks):
        if isinstance(part, Table):
            yield from (cell.flow for row in part.rows for cell in row.cells if cell.lines)
        else:
            yield part


def _dated(other: Iterable[Other]) -> Other | None:
    return next((o for o in other if o.kind is OtherKind.HEADER and _DATED.search(o.text)), None)


def _begin(citation: Citation) -> int:
    return citation.source[0].start or 0


def _end(citation: Citation) -> int:
    return citation.source[-1].end or 0


class _Stretches:
    """Parts of the text as read; none overlaps the next, or it is as good as one."""

    def __init__(self, sources: Iterable[Source]) -> None:
        pieces = sorted((p.start or 0, p.end or 0) for source in sources for p in source)
        self._starts = [start for start, _ in pieces]
        self._reach: list[int] = []  # the furthest end up to each piece
        for _, end in pieces:
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def meet(self, source: Source) -> bool:
        """Whether the source touches one of them."""
        return any(self._meets(p.start or 0, p.end or 0) for p in source)

    def _meets(self, start: int, end: int) -> bool:
        at = bisect_right(self._starts, end - 1)
        return at > 0 and self._reach[at - 1] > start


class _Flows:
    """Paragraphs and cells by where they stand in the text as read."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self._runs = sorted(((run.start, n, run.at) for n, flow in enumerate(flows) for run in flow.runs))
        self._flows = flows

    def at(self, start: int) -> tuple[Flow, int]:
        """The flow that a place of the text stands in, and where in it."""
        begin, n, at = self._runs[bisect_right(self._runs, (start, len(self._flows), 0)) - 1]
        return self._flows[n], at + start - begin
