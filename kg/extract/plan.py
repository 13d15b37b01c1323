"""The order of extraction: head, body with its tables and prose, foot, citations; and the record that comes out."""

from __future__ import annotations

from dataclasses import replace

from kg.document import Alias, Document, Extraction, Relation, Unread
from kg.extract.assign import Draft
from kg.extract.body import BodyReader, Cited
from kg.extract.citations import CitationFinder
from kg.extract.columns import HeaderReader
from kg.extract.doubts import Doubt, doubt
from kg.extract.envelope import EnvelopeReader, Foot, Head
from kg.extract.lines import cells, label_of, paragraphs
from kg.extract.outline import Outline
from kg.extract.scope import Scope, ScopeReader
from kg.extract.times import TimeReader
from kg.extract.tree import tree
from kg.extract.units import UnitParser
from kg.extract.unsure import doubts_of_recognition
from kg.ids import document_id
from kg.knowledge.model import Knowledge
from kg.places import Block, Flow, Paragraph, Reading, Row, Table, join
from kg.records import Citation

#: a labelled paragraph of at most this many words, without a full stop, is a heading
_HEADING_WORDS = 30


class Extractor:
    """Everything that extraction needs of the knowledge, made once and used for many documents."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.units = UnitParser(knowledge)
        self.times = TimeReader(knowledge.times)
        self.headers = HeaderReader(knowledge.columns)
        self.envelope = EnvelopeReader(knowledge, self.units)
        self.scopes = ScopeReader(knowledge)
        self.sections = knowledge.sections
        self.citations = CitationFinder(knowledge)

    def extract(self, reading: Reading) -> Extraction:
        """Everything read from one document."""
        return _Reader(self, reading).read()


def extract(reading: Reading, knowledge: Knowledge) -> Extraction:
    """Everything read from one document; for many, make one ``Extractor``."""
    return Extractor(knowledge).extract(reading)


class _Reader:
    """Reads one document."""

    def __init__(self, by: Extractor, reading: Reading) -> None:
        self._by = by
        self._reading = reading
        flows = paragraphs(_flat_letterheads(reading.blocks, by.headers))
        self._head: Head = by.envelope.head(flows)
        body = flows[self._head.length :]
        self._foot: Foot = by.envelope.foot(body)
        self._body = body[: self._foot.start]
        self._issuer = self._issuing_body()
        self._scope: Scope = by.scopes.scope(self._head.header, self._issuer)
        self._id = document_id(self._head.code, self._head.type, self._scope.at(None), self._head.date, reading.sha256)
        self._draft = Draft(self._id, Outline(self._id))
        self._draft.other.extend(self._head.other)
        self._cited = [Cited(f, None) for f in (self._head.title_flow, *self._head.preamble) if f]
        self._unread: tuple[Unread, ...] = ()

    def read(self) -> Extraction:
        by = self._by
        reader = BodyReader(by.sections, by.headers, by.units, by.times, self._scope, self._draft)
        body = reader.read(tree(self._body))
        self._cited += body.cited
        self._unread = tuple(body.unread)
        self._draft.other.extend(self._foot.other)
        if not self._draft.tasks:
            self._draft.warnings.append(doubt(Doubt.NO_TASKS, ()))
        return self._record()

    # ── the record ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _issuing_body(self) -> str | None:
        for flow in self._head.preamble:
            issuer = self._by.envelope.issuer_in(flow.text)
            if issuer:
                return issuer
        signer = self._foot.signer
        return signer.for_body if signer else None

    def _record(self) -> Extraction:
        citations, relations, aliases = self._citations()
        by_task: dict[str, list[int]] = {}
        for i, citation in enumerate(citations):
            if citation.task:
                by_task.setdefault(citation.task, []).append(i)
        tasks = tuple(replace(t, citations=tuple(by_task.get(t.id, ()))) for t in self._draft.tasks)
        headings = tuple(self._draft.outline.headings)
        unsure = doubts_of_recognition(self._reading, self._head.other, headings, tasks, citations)
        return Extraction(
            self._document(citations),
            headings,
            tasks,
            citations,
            relations,
            aliases,
            tuple(self._draft.other),
            self._unread,
            (*self._draft.warnings, *unsure),
        )

    def _document(self, citations: tuple[Citation, ...]) -> Document:
        head, foot = self._head, self._foot
        return Document(
            self._id,
            self._reading.file,
            self._reading.sha256,
            head.type,
            head.number,
            head.code,
            head.date,
            self._full_issuer(),
            self._scope.at(None),
            head.place,
            head.title,
            None,
            head.status,
            head.marking,
            foot.signer,
            foot.recipients,
            self._implements(citations),
            self._scope.level,
        )

    def _full_issuer(self) -> str | None:
        """The issuing body with its place: "Ban Thường vụ" of a header "HUYỆN ỦY VĨNH LINH" is that committee's."""
        return self._by.envelope.full_issuer(self._issuer, self._head.bodies, self._head.header)

    def _implements(self, citations: tuple[Citation, ...]) -> tuple[int, ...]:
        """The documents that the title and the preamble say the plan carries out, each at its first mention."""
        stretches = self._by.envelope.carries_out(self._head)
        found: dict[str, int] = {}
        for i, citation in enumerate(citations):
            start = citation.source[0].start if citation.source else None
            if start is not None and any(low <= start < high for low, high in stretches):
                found.setdefault(citation.canonical or citation.name or citation.printed, i)
        return tuple(found.values())

    def _citations(self) -> tuple[tuple[Citation, ...], tuple[Relation, ...], tuple[Alias, ...]]:
        cited = self._cited + [Cited(f, t.id) for f, t in zip(self._draft.flows, self._draft.tasks, strict=True)]
        cited.sort(key=lambda c: c.flow.source[0].start or 0)
        citations: list[Citation] = []
        relations: list[Relation] = []
        aliases: list[Alias] = []
        for text in cited:
            found = self._by.citations.find(text.flow)
            base = len(citations)
            citations.extend(replace(c, task=text.task) for c in found.citations)
            aliases.extend(replace(a, citation=a.citation + base) for a in found.aliases)
            relations.extend(
                replace(
                    r,
                    from_citation=None if r.from_citation is None else r.from_citation + base,
                    to_citation=r.to_citation + base,
                )
                for r in found.relations
            )
        return tuple(citations), tuple(relations), tuple(aliases)


def _flat_letterheads(blocks: tuple[Block, ...], headers: HeaderReader) -> tuple[Block, ...]:
    """Tables that lay out a letterhead or a signature become paragraphs: the first and the last block, without a
    header row."""
    out: list[Block] = []
    head = True  # no labelled paragraph yet
    for i, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            head = head and label_of(block.flow.text) is None
            out.append(block)
        elif (head or i >= len(blocks) - 3) and _lays_out(block, headers):
            out.extend(cells(block))
        else:
            out.append(block)
    return tuple(out)


def _lays_out(table: Table, headers: HeaderReader) -> bool:
    """Whether a table only places text side by side: few columns, and no header row."""
    return max(len(r.cells) for r in table.rows) <= 3 and headers.read(table) is None


def _is_page_number(text: str) -> bool:
    return len(text) <= 12 and not any(c.isalpha() for c in text)


def _row_flow(row: Row) -> Flow:
    return join(c.flow for c in row.cells)
