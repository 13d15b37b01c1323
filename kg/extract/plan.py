"""The order of extraction: head, body with its tables and prose, foot, citations; and the record that comes out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.assign import Draft, Facts, TableTasks, doubts_about
from kg.extract.citations import CitationFinder
from kg.extract.columns import Header, HeaderReader
from kg.extract.doubts import Doubt, doubt
from kg.extract.envelope import EnvelopeReader, Foot, Head
from kg.extract.lines import MARK, Label, cells, is_upper, label_of, paragraphs
from kg.extract.outline import Outline
from kg.extract.prose import ProseReader
from kg.extract.rows import Rows
from kg.extract.scope import Scope, ScopeReader
from kg.extract.times import TimeReader
from kg.extract.units import UnitParser
from kg.ids import document_id
from kg.knowledge.model import Knowledge
from kg.places import Block, Flow, Paragraph, Reading, Row, Table, join, union
from kg.records import (
    Alias,
    Basis,
    Citation,
    Document,
    Extraction,
    Other,
    OtherKind,
    Relation,
    UnitMention,
    Unread,
)
from kg.text import marked_key

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
        self.prose = ProseReader(knowledge.sections, self.units, self.times)
        self.citations = CitationFinder(knowledge)
        self.purpose = {marked_key(w) for w in knowledge.sections.purpose}
        self.organisation = {marked_key(w) for w in knowledge.sections.organisation}

    def extract(self, reading: Reading) -> Extraction:
        """Everything read from one document."""
        return _Reader(self, reading).read()


def extract(reading: Reading, knowledge: Knowledge) -> Extraction:
    """Everything read from one document; for many, make one ``Extractor``."""
    return Extractor(knowledge).extract(reading)


@dataclass(frozen=True, slots=True)
class _Cited:
    """A text in which citations are looked for, and the task that it is."""

    flow: Flow
    task: str | None


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
        self._unread: list[Unread] = []
        self._cited: list[_Cited] = [_Cited(f, None) for f in (self._head.title_flow, *self._head.preamble) if f]
        self._lead: tuple[UnitMention, ...] = ()  # of a heading that names who is to do what follows
        self._items = 0

    def read(self) -> Extraction:
        at = 0
        while at < len(self._body):
            part = self._body[at]
            if isinstance(part, Table):
                at = self._table(at)
            else:
                self._paragraph(part)
                at += 1
        self._draft.other.extend(self._foot.other)
        if not self._draft.tasks:
            self._draft.warnings.append(doubt(Doubt.NO_TASKS, ()))
        return self._record()

    # ── body ─────────────────────────────────────────────────────────────────────────────────────────────────────────
    def _table(self, at: int) -> int:
        """Reads the table at ``at`` and its further pages; gives where the text goes on."""
        first = self._body[at]
        assert isinstance(first, Table)
        header = self._by.headers.read(first)
        if header is None or not header.is_plan:
            self._unread_table(first)
            return at + 1
        rows = Rows(header, self._by.units.continues)
        rows.add(first, header.rows)
        at += 1
        while at < len(self._body):
            after = self._next_page(at, header)
            if after is None:
                break
            page = self._body[after]
            assert isinstance(page, Table)
            for part in self._body[at:after]:
                self._keep(part, OtherKind.NOTE)
            own = self._by.headers.read(page)
            rows.add(page, own.rows if own else 0)
            at = after + 1
        for row in rows.headers:
            flow = _row_flow(row)
            self._draft.other.append(
                Other(OtherKind.TABLE_HEADER, flow.text, union(line for c in row.cells for line in c.lines))
            )
        TableTasks(self._draft, self._by.units, self._by.times, self._scope, header.deadline).read(rows.entries())
        return at

    def _next_page(self, at: int, header: Header) -> int | None:
        """The index of the table that goes on with this one: its next block, page numbers left aside."""
        while at < len(self._body) and isinstance(part := self._body[at], Flow) and _is_page_number(part.text):
            at += 1
        if at >= len(self._body) or not isinstance(table := self._body[at], Table):
            return None
        own = self._by.headers.read(table)
        if own is not None:
            return at if own.roles == header.roles else None
        width = max(len(r.cells) for r in table.rows)
        return at if width <= len(header.roles) else None

    def _unread_table(self, table: Table) -> None:
        flows = [line for row in table.rows for c in row.cells for line in c.lines]
        self._unread.extend(Unread(f.text, f.source) for f in flows)
        self._draft.warnings.append(doubt(Doubt.UNREAD_TABLE, union(flows[:1])))
        self._cited.extend(_Cited(f, None) for f in flows)

    def _paragraph(self, flow: Flow) -> None:
        label = label_of(flow.text)
        if label and self._is_heading(flow, label):
            self._heading(flow, label)
            return
        if label:
            self._draft.outline.close(label.number)
            self._lead = self._lead if self._draft.outline.current and self._draft.outline.current.lead else ()
        section = self._section()
        if section is OtherKind.PURPOSE or not self._task(flow, label, section is None):
            self._keep(flow, section or OtherKind.PROSE)

    def _section(self) -> OtherKind | None:
        """What the section is about: purposes, prose, or (None) the organisation of the work."""
        top = self._draft.outline.top
        key = marked_key(top.text) if top else ""
        if key in self._by.organisation:
            return None
        return OtherKind.PURPOSE if key in self._by.purpose else OtherKind.PROSE

    def _is_heading(self, flow: Flow, label: Label) -> bool:
        text = flow.text[label.end :]
        if label.kind == "roman" or is_upper(text):
            return True
        if len(text.split()) > _HEADING_WORDS or text.rstrip().endswith((".", ";", "/")):
            return False
        phrases, end = self._by.units.leading(text, self._scope)
        return not phrases or not text[end:].strip(" :.,") or self._section() is OtherKind.PURPOSE

    def _heading(self, flow: Flow, label: Label) -> None:
        text = flow[label.end :]
        assigned = self._by.prose.read(text, self._scope, organisation=True)
        only_units = assigned is not None and assigned.only_units
        self._lead = assigned.facts.lead if assigned and only_units else ()
        self._items = 0
        self._draft.outline.add(label.number, text, lead=self._lead)
        self._cited.append(_Cited(text, None))

    def _task(self, flow: Flow, label: Label | None, organisation: bool) -> bool:
        """Reads a paragraph as a task; False where it assigns nothing."""
        mark = MARK.match(flow.text)
        text = flow[label.end :] if label else flow[mark.end() :] if mark else flow
        facts = self._assigned(text, organisation, bool(mark or label))
        if facts is None:
            return False
        self._draft.warnings.extend(doubts_about(facts, self._by.units))
        self._items += 1
        number = label.number if label else None
        path = self._draft.outline.path()
        own = f"gạch đầu dòng {self._items}" if mark else f"đoạn {self._items}"
        place = ".".join(x for x in (path, number) if x) if label else ", ".join(x for x in (path, own) if x)
        place = f"mục {place}" if path or label else place
        self._draft.add_task(
            text, facts, label=number or f"-{self._items}", place=place, number=number, position=self._items
        )
        return True

    def _assigned(self, text: Flow, organisation: bool, item: bool) -> Facts | None:
        assigned = self._by.prose.read(text, self._scope, organisation)
        if assigned is not None and not assigned.only_units:
            return assigned.facts
        if self._lead and item:
            return self._by.prose.item(text, self._scope, Facts(self._lead).on(Basis.INHERITED).lead)
        return None

    def _keep(self, part: Flow | Table, kind: OtherKind) -> None:
        if isinstance(part, Flow):
            self._draft.other.append(Other(kind, part.text, part.source))
            self._cited.append(_Cited(part, None))

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
        return Extraction(
            self._document(citations),
            tuple(self._draft.outline.headings),
            tasks,
            citations,
            relations,
            aliases,
            tuple(self._draft.other),
            tuple(self._unread),
            tuple(self._draft.warnings),
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
        cited = self._cited + [_Cited(f, t.id) for f, t in zip(self._draft.flows, self._draft.tasks, strict=True)]
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
