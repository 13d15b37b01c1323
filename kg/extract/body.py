"""The body of a document: its tree read as headings, tasks and all else, in the order of the text.

A paragraph is a task where lines under it name who leads and when (a block), where such lines close a run of bullets,
where it
stands under a heading that is nothing but units, or where its own sentence assigns work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.document import Other, OtherKind, Unread
from kg.extract.assign import Draft, Facts, TableTasks, doubts_about
from kg.extract.columns import Header, HeaderReader
from kg.extract.doubts import Doubt, doubt
from kg.extract.fields import Block, Field, FieldReader
from kg.extract.lines import is_upper
from kg.extract.prose import ProseReader
from kg.extract.rows import Rows
from kg.extract.scope import Scope
from kg.extract.times import TimeReader
from kg.extract.tree import Node
from kg.extract.units import UnitParser
from kg.knowledge.model import SectionWords
from kg.places import Flow, Row, Table, join, union
from kg.records import Basis, UnitMention
from kg.text import marked_key

#: a labelled paragraph of at most this many words, without a full stop, is a heading
_HEADING_WORDS = 30


@dataclass
class Cited:
    """A text in which citations are looked for, and the task that it is."""

    flow: Flow
    task: str | None


@dataclass
class Body:
    """What the body gives beside the draft."""

    draft: Draft
    unread: list[Unread] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for the paragraphs below a heading."""

    kind: OtherKind | None  #: purpose, prose, or None: a section that assigns work
    lead: tuple[UnitMention, ...] = ()  #: of a heading that is nothing but units


class BodyReader:
    """Reads the body of one document."""

    def __init__(
        self,
        words: SectionWords,
        headers: HeaderReader,
        units: UnitParser,
        times: TimeReader,
        scope: Scope,
        draft: Draft,
    ) -> None:
        self._headers = headers
        self._units = units
        self._times = times
        self._scope = scope
        self._fields = FieldReader(headers, units, times)
        self._prose = ProseReader(words, units, times)
        self._purpose = {marked_key(w) for w in words.purpose}
        self._organisation = {marked_key(w) for w in words.organisation}
        self._draft = draft
        self.body = Body(draft)
        self._counts: dict[str, int] = {}

    def read(self, root: Node) -> Body:
        """The whole tree."""
        self._children(root.children, _Context(OtherKind.PROSE))
        return self.body

    # ── the tree ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def _children(self, children: Sequence[Node | Table], context: _Context) -> None:
        at = 0
        while at < len(children):
            child = children[at]
            if isinstance(child, Table):
                at = self._table(children, at)
                continue
            run, fields, after = self._closed_run(children, at)
            if fields and context.kind is not OtherKind.PURPOSE:
                self._run(run, fields, context)
                at = after
            else:
                self._node(child, context)
                at += 1

    def _closed_run(self, children: Sequence[Node | Table], at: int) -> tuple[list[Node], list[Node], int]:
        """The items from ``at`` on that lines of facts without a bullet close, those lines, and what follows."""
        run: list[Node] = []
        while (
            at < len(children)
            and isinstance(child := children[at], Node)
            and child.mark
            and not self._fields.fields(child)
        ):
            run.append(child)
            at += 1
        fields: list[Node] = []
        while run and at < len(children) and isinstance(child := children[at], Node) and not child.is_item:
            if not self._fields.fields(child):
                # a line between ("Lãnh đạo phụ trách: …") belongs to the closing lines where more of these follow
                following = children[at + 1] if at + 1 < len(children) else None
                if not isinstance(following, Node) or following.is_item or not self._fields.fields(following):
                    break
                self._keep(child.whole, OtherKind.NOTE)
            else:
                fields.append(child)
            at += 1
        return run, fields, at

    def _run(self, run: list[Node], fields: list[Node], context: _Context) -> None:
        """Bullets closed by lines of facts: each has them, a single one as its own."""
        block = self._block([f for node in fields for f in self._fields.fields(node)])
        basis = Basis.STATED if len(run) == 1 else Basis.INHERITED
        if len(run) > 1:
            self._draft.other.extend(block.other)
            self._draft.warnings.extend(block.warnings)
        for node in run:
            if any(self._has_fields(c) for c in node.nodes()):
                self._node(node, context)
                continue
            facts = block.facts.on(basis)
            others = tuple(
                m
                for m in self._prose.cooperating(node.text, self._scope)
                if m.unit not in {x.unit for x in (*facts.lead, *facts.cooperate)}
            )
            self._task(node, replace(facts, cooperate=(*facts.cooperate, *others)), block if len(run) == 1 else None)

    def _has_fields(self, node: Node) -> bool:
        return bool(self._fields.fields(node))

    def _node(self, node: Node, context: _Context) -> None:
        own = [c for c in node.nodes() if self._has_fields(c)]
        items = [c for c in node.nodes() if c.is_item and c not in own]
        nested = any(self._assigns_below(c) for c in items)
        closed = any(not c.is_item for c in own) and bool(items)
        if context.kind is OtherKind.PURPOSE or node.is_title:
            self._plain(node, context)
        elif own and not nested and not closed:
            facts = self._block([f for c in own for f in self._fields.fields(c)])
            self._task(node, facts.facts, facts, skip=own)
        else:
            self._plain(node, context)

    def _assigns_below(self, node: Node) -> bool:
        return any(self._has_fields(c) or self._assigns_below(c) for c in node.nodes())

    def _plain(self, node: Node, context: _Context) -> None:
        """A node that lines of facts say nothing about: a heading, a sentence that assigns work, or prose."""
        if node.is_title or (node.label and self._is_heading(node, context)):
            self._heading(node)
            self._children(node.children, self._below(node, context))
        else:
            if node.label:
                self._draft.outline.close(node.label.number)
            if not self._assigned(node, context):
                self._keep(node.whole, context.kind or OtherKind.PROSE)
            self._children(node.children, replace(context, lead=()) if node.mark else context)

    def _below(self, node: Node, context: _Context) -> _Context:
        """What holds below a heading."""
        heading = self._draft.outline.current
        lead = heading.lead if heading else ()
        key = marked_key(node.text.text)
        if key in self._organisation:
            return _Context(None, lead)
        if node.label is None or node.label.kind == "roman" or is_upper(node.text.text):
            return _Context(OtherKind.PURPOSE if key in self._purpose else OtherKind.PROSE, lead)
        return replace(context, lead=lead)

    # ── headings and tasks ───────────────────────────────────────────────────────────────────────────────────────────
    def _is_heading(self, node: Node, context: _Context) -> bool:
        assert node.label is not None
        text = node.text.text
        if node.label.kind in ("roman", "article") and not text.rstrip().endswith((".", ";")):
            return True
        if is_upper(text):
            return True
        if len(text.split()) > _HEADING_WORDS or text.rstrip().endswith((".", ";", "/")):
            return any(self._assigns_below(c) for c in (node,)) and not self._has_own_fields(node)
        phrases, end = self._units.leading(text, self._scope)
        return not phrases or not text[end:].strip(" :.,") or context.kind is OtherKind.PURPOSE

    def _has_own_fields(self, node: Node) -> bool:
        return any(self._has_fields(c) for c in node.nodes())

    def _heading(self, node: Node) -> None:
        assigned = self._prose.read(node.text, self._scope, organisation=True)
        lead = assigned.facts.lead if assigned and assigned.only_units else ()
        number = node.label.number if node.label else None
        self._draft.outline.add(number, node.text, lead=lead)
        self.body.cited.append(Cited(node.text, None))

    def _block(self, fields: list[Field]) -> Block:
        return self._fields.read(tuple(fields), self._scope)

    def _assigned(self, node: Node, context: _Context) -> bool:
        """Reads a paragraph as a task where its own sentence, or the heading that names units, assigns work."""
        if context.kind is OtherKind.PURPOSE or (node.label and node.label.kind == "article"):
            return False
        assigned = self._prose.read(node.text, self._scope, context.kind is None)
        if assigned is not None and not assigned.only_units:
            self._task(node, assigned.facts, None, details=False)
        elif context.lead and node.is_item:
            lead = Facts(context.lead).on(Basis.INHERITED).lead
            self._task(node, self._prose.item(node.text, self._scope, lead), None, details=False)
        else:
            return False
        return True

    def _task(
        self, node: Node, facts: Facts, block: Block | None, *, skip: Sequence[Node] = (), details: bool = True
    ) -> None:
        """Adds a task: its text with all that stands under it (but for ``skip``), its facts and its place."""
        text = (
            join([node.text, *(f for c in node.nodes() if c not in skip for f in _flows(c))]) if details else node.text
        )
        self._draft.warnings.extend(doubts_about(facts, self._units))
        number = node.label.number if node.label else None
        if node.label:
            self._draft.outline.close(node.label.number)
        path = self._draft.outline.path()
        key = self._draft.outline.current.id if self._draft.outline.current else ""
        position = self._counts[key] = self._counts.get(key, 0) + 1
        own = f"gạch đầu dòng {position}" if node.mark else f"đoạn {position}"
        place = ".".join(x for x in (path, number) if x) if number else ", ".join(x for x in (path, own) if x)
        self._draft.add_task(
            text,
            facts,
            label=number or f"-{position}",
            place=f"mục {place}" if path or number else place,
            number=number,
            position=position,
            product=block.product if block else None,
        )
        if block:
            self._draft.other.extend(block.other)
            self._draft.warnings.extend(block.warnings)

    def _keep(self, flow: Flow, kind: OtherKind) -> None:
        self._draft.other.append(Other(kind, flow.text, flow.source))
        self.body.cited.append(Cited(flow, None))

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────
    def _table(self, children: Sequence[Node | Table], at: int) -> int:
        """Reads the table at ``at`` and its further pages; gives where the text goes on."""
        first = children[at]
        assert isinstance(first, Table)
        header = self._headers.read(first)
        if header is None or not header.is_plan:
            self._unread(first)
            return at + 1
        rows = Rows(header, self._units.continues)
        rows.add(first, header.rows)
        at += 1
        while (after := self._next_page(children, at, header)) is not None:
            for part in children[at:after]:
                if isinstance(part, Node):
                    self._keep(part.whole, OtherKind.NOTE)
            page = children[after]
            assert isinstance(page, Table)
            own = self._headers.read(page)
            rows.add(page, own.rows if own else 0)
            at = after + 1
        self._draft.other.extend(map(_header_row, rows.headers))
        TableTasks(self._draft, self._units, self._times, self._scope, header.deadline).read(rows.entries())
        return at

    def _next_page(self, children: Sequence[Node | Table], at: int, header: Header) -> int | None:
        """The index of the table that goes on with this one: its next block, page numbers left aside."""
        while at < len(children) and isinstance(part := children[at], Node) and _is_page_number(part.whole.text):
            at += 1
        if at >= len(children) or not isinstance(table := children[at], Table):
            return None
        own = self._headers.read(table)
        if own is not None:
            return at if own.roles == header.roles else None
        return at if max(len(r.cells) for r in table.rows) <= len(header.roles) else None

    def _unread(self, table: Table) -> None:
        flows = [line for row in table.rows for c in row.cells for line in c.lines]
        self.body.unread.extend(Unread(f.text, f.source) for f in flows)
        if flows:
            self._draft.warnings.append(doubt(Doubt.UNREAD_TABLE, union(flows[:1])))
        self.body.cited.extend(Cited(f, None) for f in flows)


def _flows(node: Node) -> list[Flow]:
    """The texts of a node and of all below it."""
    return [node.whole, *(f for c in node.nodes() for f in _flows(c))]


def _header_row(row: Row) -> Other:
    flow = join(c.flow for c in row.cells)
    return Other(OtherKind.TABLE_HEADER, flow.text, union(line for c in row.cells for line in c.lines))


def _is_page_number(text: str) -> bool:
    return len(text) <= 12 and not any(c.isalpha() for c in text)
