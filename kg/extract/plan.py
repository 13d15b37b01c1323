"""The order of extraction: head, body with its tables and prose, foot, citations; and the record that comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.document import Alias, Attached, Document, Extraction, Other, Relation, Signer, Unread
from kg.extract.assign import Draft
from kg.extract.body import BodyReader, Cited
from kg.extract.citations import CitationFinder
from kg.extract.columns import HeaderReader
from kg.extract.doubts import Doubt, distinct, doubt
from kg.extract.envelope import EnvelopeReader, Head
from kg.extract.fields import FieldReader
from kg.extract.foot import Foot, FootReader
from kg.extract.forms import tokens
from kg.extract.lines import cells, label_of, paragraphs
from kg.extract.outline import Outline
from kg.extract.scope import Scope, ScopeReader
from kg.extract.sweep import Sweep
from kg.extract.times import TimeReader
from kg.extract.tree import tree
from kg.extract.units import UnitParser
from kg.extract.unsure import doubts_of_recognition
from kg.ids import document_id
from kg.knowledge.model import Knowledge
from kg.places import Block, Flow, Paragraph, Reading, Table
from kg.records import Citation
from kg.text import marked_key

#: readers of formats whose lines may be broken at a page's width
_WRAPPED = ("text", "markdown")


class Extractor:
    """Everything that extraction needs of the knowledge, made once and used for many documents."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.units = UnitParser(knowledge)
        self.times = TimeReader(knowledge.times)
        self.headers = HeaderReader(knowledge.columns)
        self.envelope = EnvelopeReader(knowledge, self.units)
        self._fields = FieldReader(knowledge.sections, self.headers, self.units, self.times)
        self.feet = FootReader(knowledge)
        said = knowledge.unit_words
        self.sweep = Sweep(t.key for j in (*said.joins, *said.address) for t in tokens(j))
        self.scopes = ScopeReader(knowledge)
        self.sections = knowledge.sections
        self.citations = CitationFinder(knowledge)

    def opens(self, text: str) -> bool:
        """Whether a line begins a paragraph of its own, whatever stands before it."""
        return self._fields.opens(text) or self.envelope.opens_preamble(text)

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
        flows = paragraphs(_flat_letterheads(reading.blocks, by), by.opens, reading.reader in _WRAPPED)
        self._head: Head = by.envelope.head(flows)
        self._parts: list[list[Flow | Table]] = []  #: the body, and what follows after each foot
        self._feet: list[Foot] = []
        self._carried = Head()
        self._take_apart(flows[self._head.length :])
        self._foot = next((f for f in self._feet if f.signer), self._feet[0])
        self._issuer = self._issuing_body()
        self._scope: Scope = by.scopes.scope(self._head.header, self._issuer)
        self._id = document_id(self._head.code, self._head.type, self._scope.at(None), self._head.date, reading.sha256)
        self._draft = Draft(self._id, Outline(self._id))
        self._draft.other.extend(x for h in (self._head, self._carried) for x in h.other)
        self._draft.other.extend(x for foot in self._feet for x in foot.other)
        heads = (self._head, self._carried)
        self._cited = [Cited(f, None) for h in heads for f in (h.title_flow, *h.preamble) if f]
        self._unread: tuple[Unread, ...] = ()

    def read(self) -> Extraction:
        by = self._by
        reader = BodyReader(by.sections, by.headers, by.units, by.times, self._scope, self._draft)
        for i, part in enumerate(self._parts):
            reader.read(tree(part), organisation=i == 0 and by.envelope.asks(self._head))
        self._cited += reader.body.cited
        self._unread = tuple(reader.body.unread)
        if not self._draft.tasks:
            self._draft.warnings.append(doubt(Doubt.NO_TASKS, ()))
        return self._record()

    def _take_apart(self, flows: list[Flow | Table]) -> None:
        """The body, its foot, and what follows: the plan that the document carries, its annexes."""
        while flows or not self._feet:
            foot = self._by.feet.find(flows)
            self._parts.append(flows[: foot.start])
            self._feet.append(foot)
            flows = flows[foot.end :]
            if not self._carried.length:
                self._carried = self._by.envelope.carried(flows, self._head)
                flows = flows[self._carried.length :]

    # ── the record ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _issuing_body(self) -> str | None:
        for flow in self._head.preamble:
            issuer = self._by.envelope.issuer_in(flow.text)
            if issuer:
                return issuer
        if self._head.authority:
            return self._by.envelope.sentence_case(self._head.authority)
        signer = self._foot.signer
        body = signer.for_body if signer else None
        return None if body is None or self._by.feet.is_post(body) else self._named_in_header(body)

    def _named_in_header(self, body: str) -> str:
        """The body that signs, by the header line that says more of it: "TIỂU BAN" under TIỂU BAN TUYÊN TRUYỀN."""
        last = self._head.header[-1] if self._head.header else ""
        longer = marked_key(last).startswith(f"{marked_key(body)} ")
        return self._by.envelope.sentence_case(last if longer else body)

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
            (*self._unread, *self._swept()),
            distinct((*self._draft.warnings, *unsure)),
        )

    def _swept(self) -> Iterator[Unread]:
        """What no record explains; with ``unread`` it makes the records whole."""
        draft = self._draft
        others: tuple[Other | Unread, ...] = (*draft.other, *self._unread)
        return self._by.sweep.unread(self._reading.blocks, draft.outline.headings, draft.tasks, others)

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
            self._attached(),
            head.status,
            head.marking,
            self._signer(foot.signer),
            foot.recipients,
            self._implements(citations),
            self._scope.level,
        )

    def _attached(self) -> Attached | None:
        return self._by.envelope.attached(self._head, self._carried, self._parts[0])

    def _signer(self, signer: Signer | None) -> Signer | None:
        case = self._by.envelope.sentence_case
        if signer is None:
            return None
        return Signer(signer.name, signer.post and case(signer.post), signer.for_body and case(signer.for_body))

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
            found = self._by.citations.find(text.flow, [alias.short for alias in aliases])
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


def _flat_letterheads(blocks: tuple[Block, ...], by: Extractor) -> tuple[Block, ...]:
    """Tables that lay out a letterhead or a signature become paragraphs: before the first label, and wherever such a
    table holds recipients or a signature."""
    out: list[Block] = []
    head = True  # no labelled paragraph yet
    foot = False  # the block before is such a table, which a page may have cut in two
    for block in blocks:
        if isinstance(block, Paragraph):
            head = head and label_of(block.flow.text) is None
            foot = False
            out.append(block)
        elif _lays_out(block, by.headers) and (head or foot or _holds_foot(block, by.feet)):
            foot = foot or _holds_foot(block, by.feet)
            out.extend(cells(block))
        else:
            out.append(block)
    return tuple(out)


def _lays_out(table: Table, headers: HeaderReader) -> bool:
    """Whether a table only places text side by side: few columns, and no header row."""
    return _width(table) <= 3 and headers.read(table) is None


def _holds_foot(table: Table, feet: FootReader) -> bool:
    return any(feet.holds([line for row in table.rows for line in row[i].lines]) for i in range(_width(table)))


def _width(table: Table) -> int:
    return max(len(r.cells) for r in table.rows)
