"""The body of a document: its tree read as headings, tasks and all else, in the order of the text.

A paragraph is a task where lines under it name who leads and when (a block), where such lines close a run of bullets,
where it
stands under a heading that is nothing but units, or where its own sentence assigns work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.document import Other, OtherKind, Unread
from kg.extract.assign import Draft, Facts, TableTasks, doubts_about
from kg.extract.columns import Header, HeaderReader
from kg.extract.doubts import Doubt, doubt
from kg.extract.fields import Block, Field, FieldReader
from kg.extract.lines import is_upper
from kg.extract.prose import Assigned, ProseReader
from kg.extract.roles import RoleReader
from kg.extract.rows import Rows
from kg.extract.runs import adopted, closed_run, heads_blocks, lettered_run, plain_block
from kg.extract.scope import Scope
from kg.extract.sections import SectionKind, SectionKinds
from kg.extract.times import TimeReader
from kg.extract.tree import Node
from kg.extract.units import UnitParser
from kg.knowledge.model import ColumnRole, SectionWords
from kg.places import Flow, Row, Table, join, union
from kg.records import Basis, Role, Task, UnitMention

#: a labelled paragraph of at most this many words, without a full stop, is a heading
_HEADING_WORDS = 30
#: a footnote at the end of a document
_NOTE = re.compile(r"\[\d+\]\s")


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
    """What holds for the paragraphs below a heading or an item."""

    kind: OtherKind | None  #: purpose, prose, or None: a section that assigns work
    lead: tuple[UnitMention, ...] = ()  #: of a heading that is nothing but units, or of the item above
    cooperate: tuple[UnitMention, ...] = ()  #: of an item that ends in a colon
    parent: Task | None = None  #: the task that the paragraphs belong to
    opens_with: Role = Role.LEAD  #: what the units do with which an item opens


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
        self._fields = FieldReader(words, headers, units, times)
        self._roles = RoleReader(words, headers, units, times)
        self._prose = ProseReader(words, units, times)
        self._sections = SectionKinds(words)
        self._draft = draft
        self.body = Body(draft)
        self._counts: dict[str, int] = {}

    def read(self, root: Node, organisation: bool = False) -> Body:
        """The tree of the body, or of what follows after its signature. ``organisation``: what stands before it says
        that all of it gives work."""
        self._draft.outline.restart()
        self._children(root.children, _Context(None if organisation else OtherKind.PROSE))
        return self.body

    # ── the tree ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def _children(self, children: Sequence[Node | Table], context: _Context) -> None:
        children = adopted(children, self._has_fields)
        at = 0
        while at < len(children):
            child = children[at]
            if isinstance(child, Table):
                at = self._table(children, at)
                continue
            found = (
                closed_run(children, at, self._has_fields)
                or lettered_run(children, at, self._has_fields)
                or plain_block(children, at, self._has_fields)
            )
            if found and context.kind is not OtherKind.PURPOSE:
                for between in found.between:
                    self._keep(between.whole, OtherKind.NOTE)
                self._run(found.items, found.fields, context)
                at = found.after
                continue
            self._node(child, context)
            at += 1

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
        node = replace(node, children=adopted(node.children, self._has_fields))
        own = [c for c in node.nodes() if self._has_fields(c)]
        items = [c for c in node.nodes() if c.is_item and c not in own]
        nested = any(self._assigns_below(c) for c in items)
        if context.kind is OtherKind.PURPOSE or node.is_title:
            self._plain(node, context)
        elif own and not nested and not self._is_closed(node) and not self._heads(node) and self._says_who(node, own):
            facts = self._block([f for c in own for f in self._fields.fields(c)])
            self._task(node, facts.facts, facts, skip=own)
            self._children([c for c in node.children if isinstance(c, Table)], context)
        else:
            self._plain(node, context)

    def _is_closed(self, node: Node) -> bool:
        """Whether lines of facts without a bullet close the items below."""
        own = [c for c in node.nodes() if self._has_fields(c)]
        return any(not c.is_item for c in own) and any(c.is_item and c not in own for c in node.nodes())

    def _heads(self, node: Node) -> bool:
        """Whether a section holds tasks as paragraphs of their own, each with its lines of facts."""
        section = (node.label is not None and node.label.kind in ("roman", "article")) or is_upper(node.text.text)
        return heads_blocks(node, self._has_fields, 1 if section else 2)

    def _says_who(self, node: Node, own: Sequence[Node]) -> bool:
        """Whether lines of facts make a task of a node: they name units, or a time that is no section of its own
        ("1. Thời gian: …", "2. Phạm vi: …")."""
        roles = {f.role for c in own for f in self._fields.fields(c)}
        if roles & {ColumnRole.LEAD, ColumnRole.COOPERATE}:
            return True
        sections = (node.label and node.label.kind in ("roman", "article")) or is_upper(node.text.text)
        return not sections and all(c.label is None for c in own)

    def _assigns_below(self, node: Node) -> bool:
        return any(self._has_fields(c) or self._assigns_below(c) for c in node.nodes())

    def _plain(self, node: Node, context: _Context) -> None:
        """A node that lines of facts say nothing about: a heading, a sentence that assigns work, or prose."""
        if node.is_title or (node.label and self._is_heading(node, context)):
            self._heading(node)
            self._children(node.children, self._below(node, context))
            return
        if node.label:
            self._draft.outline.close(node.label.number)
        task = self._assigned(node, context)
        if task is None:
            self._keep(node.whole, OtherKind.NOTE if _NOTE.match(node.text.text) else context.kind or OtherKind.PROSE)
        self._children(node.children, self._under(node, task, context))

    def _below(self, node: Node, context: _Context) -> _Context:
        """What holds below a heading."""
        heading = self._draft.outline.current
        lead = heading.lead if heading else ()
        kind = self._sections.kind(node.text.text)
        if kind is SectionKind.ORGANISATION or (not lead and self._prose.announces(node.text.text)):
            return _Context(None, lead)
        if node.label is None or node.label.kind == "roman" or is_upper(node.text.text):
            return _Context(OtherKind.PURPOSE if kind is SectionKind.PURPOSE else OtherKind.PROSE, lead)
        if not lead and context.lead and self._prose.only_cooperates(node.text.text):
            return replace(context, opens_with=Role.COOPERATE)
        return replace(context, lead=lead, parent=None) if lead else context

    def _under(self, node: Node, task: Task | None, context: _Context) -> _Context:
        """What holds below an item: its units, those that cooperate too where it ends in a colon."""
        if task is not None:
            facts = Facts(task.lead, task.cooperate).on(Basis.INHERITED)
            colon = node.text.text.endswith(":")
            return _Context(context.kind, facts.lead, facts.cooperate if colon else (), task)
        assigned = self._prose.read(node.text, self._scope, organisation=True)
        if assigned and assigned.only_units and node.text.text.endswith(":"):
            return _Context(context.kind, Facts(assigned.facts.lead).on(Basis.INHERITED).lead)
        if self._prose.announces(node.text.text):
            return _Context(None)
        return replace(context, lead=(), cooperate=(), parent=None) if node.mark else context

    # ── headings and tasks ───────────────────────────────────────────────────────────────────────────────────────────
    def _is_heading(self, node: Node, context: _Context) -> bool:
        assert node.label is not None
        text = node.text.text.rstrip()
        ended = text.endswith((".", ";", "/", "!", "?"))
        if is_upper(text) or (node.label.kind in ("roman", "article") and not ended):
            return True
        if not ended and self._only_units(node):
            return True
        if self._is_closed(node) or self._heads(node):
            return True
        if len(text.split()) > _HEADING_WORDS or ended:
            return self._assigns_below(node) and not any(self._has_fields(c) for c in node.nodes())
        if context.lead and (text.endswith(":") or not node.children) and not self._prose.only_cooperates(text):
            return False
        phrases, _ = self._units.leading(text, self._scope)
        return not phrases or context.kind is OtherKind.PURPOSE

    def _only_units(self, node: Node) -> bool:
        assigned = self._prose.read(node.text, self._scope, organisation=True)
        return assigned is not None and assigned.only_units

    def _heading(self, node: Node) -> None:
        assigned = self._prose.read(node.text, self._scope, organisation=True) if node.label else None
        lead = assigned.facts.lead if assigned and assigned.only_units else ()
        number = node.label.number if node.label else None
        self._draft.outline.add(number, node.text, lead=lead)
        self.body.cited.append(Cited(node.text, None))

    def _block(self, fields: list[Field]) -> Block:
        return self._fields.read(tuple(fields), self._scope)

    def _assigned(self, node: Node, context: _Context) -> Task | None:
        """Reads a paragraph as a task where its own sentence, or what stands above it, assigns work."""
        article = node.label is not None and node.label.kind == "article"
        if (
            context.kind is OtherKind.PURPOSE
            or not any(map(str.isalnum, node.text.text))
            or (article and not self._prose.gives(node.text, self._scope))
        ):
            return None
        named = node.is_item and self._prose.names_body(node.text, self._scope)
        above = bool(context.lead)
        own = self._prose.read(node.text, self._scope, context.kind is None or named or above, inherited=above)
        if own is not None and own.only_units:
            return None
        facts = self._facts(node, own, context)
        if facts is None or (not node.is_item and not context.lead and _is_vague(facts)):
            return None
        if own:
            self._draft.warnings.extend(own.warnings)
        return self._task(node, facts, None, details=False, parent=context.parent if node.is_item else None)

    def _facts(self, node: Node, own: Assigned | None, context: _Context) -> Facts | None:
        """The facts of a paragraph: its own, else those of the heading or item above."""
        if own is not None and context.opens_with is Role.LEAD:
            return own.facts
        if not context.lead or not (node.is_item or (context.parent is None and not node.text.text.endswith(":"))):
            return None
        facts = self._prose.item(node.text, self._scope, context.lead)
        together = own.facts.lead if own is not None else ()
        others = {m.unit: m for m in (*context.cooperate, *together, *facts.cooperate)}
        lead = Facts(context.lead).on(Basis.INHERITED).lead
        return replace(facts, lead=lead, cooperate=tuple(others.values()))

    def _task(
        self,
        node: Node,
        facts: Facts,
        block: Block | None,
        *,
        skip: Sequence[Node] = (),
        details: bool = True,
        parent: Task | None = None,
    ) -> Task:
        """Adds a task: its text with all that stands under it (but for ``skip``), its facts and its place."""
        text = (
            join([node.text, *(f for c in node.nodes() if c not in skip for f in _flows(c))]) if details else node.text
        )
        self._draft.warnings.extend(doubts_about(facts, self._units))
        number = node.label.number if node.label else None
        if node.label:
            self._draft.outline.close(node.label.number)
        key = parent.id if parent else self._draft.outline.current.id if self._draft.outline.current else ""
        position = self._counts[key] = self._counts.get(key, 0) + 1
        task = self._draft.add_task(
            text,
            facts,
            label=number or f"-{position}",
            place=_place(self._draft.outline.path(*([number] if number else [])), node, position, parent),
            number=number,
            position=position,
            parent=parent,
            product=block.product if block else None,
        )
        if block:
            self._draft.other.extend(block.other)
            self._draft.warnings.extend(block.warnings)
        return task

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
        rows = Rows(header, self._units.continues, self._roles.joined)
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
        by = TableTasks(self._draft, self._units, self._times, self._roles, self._scope, header)
        by.read(rows.entries())
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


def _is_vague(facts: Facts) -> bool:
    """Whether only kinds of body are to do it, at no time: "Yêu cầu các cơ quan, đơn vị triển khai thực hiện"."""
    return not facts.timeframes and not facts.cooperate and all(m.printed[:1].islower() for m in facts.lead)


def _place(path: str, node: Node, position: int, parent: Task | None) -> str:
    """What a person cites: "mục III.2.a", "mục III, gạch đầu dòng 3"; ``path`` ends in the node's own number."""
    own = f"gạch đầu dòng {position}" if node.mark else f"đoạn {position}"
    if parent is not None:
        return f"{parent.place}, điểm {node.label.number}" if node.label else f"{parent.place}, {own}"
    if node.label:
        return f"Điều {node.label.number}" if node.label.kind == "article" else f"mục {path}"
    return f"mục {path}, {own}" if path else own


def _flows(node: Node) -> list[Flow]:
    """The texts of a node and of all below it."""
    return [node.whole, *(f for c in node.nodes() for f in _flows(c))]


def _header_row(row: Row) -> Other:
    flow = join(c.flow for c in row.cells)
    return Other(OtherKind.TABLE_HEADER, flow.text, union(line for c in row.cells for line in c.lines))


def _is_page_number(text: str) -> bool:
    return len(text) <= 12 and not any(c.isalpha() for c in text)
