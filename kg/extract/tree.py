"""Paragraphs as a tree: what stands under which number, letter or bullet."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.lines import MARK, Label, is_upper, label_of
from kg.extract.outline import rank
from kg.places import Flow, Table

#: bullets stand below every number; the first kind of bullet met is the outer one
_BULLET = 20
#: "Nhiệm vụ 1." stands below the numbers of sections
_NAMED = 8
#: a paragraph without number or bullet
_PLAIN = 40
#: a line in capitals opens a part of the document, unless it is long
_TITLE_WORDS = 25


@dataclass
class Node:
    """A paragraph and what stands under it. ``text`` is without its number or bullet; ``whole`` as printed."""

    whole: Flow
    text: Flow
    label: Label | None = None
    mark: str | None = None
    rank: int = _PLAIN
    children: list[Node | Table] = field(default_factory=list)

    @property
    def is_item(self) -> bool:
        """Whether a number, letter or bullet opens it."""
        return self.label is not None or self.mark is not None

    @property
    def is_title(self) -> bool:
        """Whether it is a line in capitals that opens a part of the document."""
        return self.label is None and self.rank == 0

    def nodes(self) -> list[Node]:
        """Its children that are no tables."""
        return [c for c in self.children if isinstance(c, Node)]


def tree(flows: list[Flow | Table]) -> Node:
    """The root over all paragraphs and tables, in order."""
    root = Node(Flow(), Flow(), rank=-1)
    stack = [root]
    for flow in flows:
        if isinstance(flow, Table):
            _leave(stack, _BULLET)
            stack[-1].children.append(flow)
            continue
        node = _node(flow, stack)
        _leave(stack, min(node.rank, _BULLET) if node.rank == _PLAIN else node.rank)
        stack[-1].children.append(node)
        if node.rank < _PLAIN:
            stack.append(node)
    return root


def _leave(stack: list[Node], depth: int) -> None:
    while stack[-1].rank >= depth:
        stack.pop()


def _node(flow: Flow, stack: list[Node]) -> Node:
    label = label_of(flow.text)
    if label:
        return Node(flow, flow[label.end :], label, rank=_label_rank(label))
    mark = MARK.match(flow.text)
    if mark:
        sign = mark.group()[0]
        return Node(flow, flow[mark.end() :], mark=sign, rank=_bullet_rank(sign, stack))
    if is_upper(flow.text) and 1 < len(flow.text.split()) <= _TITLE_WORDS:
        return Node(flow, flow, rank=0)
    return Node(flow, flow)


def _label_rank(label: Label) -> int:
    if label.kind == "article":
        return 1
    return _NAMED if label.kind == "named" else rank(label.number)


def _bullet_rank(sign: str, stack: list[Node]) -> int:
    """That of the open bullets of the same kind, else one below the innermost bullet."""
    bullets = [n for n in stack if n.mark]
    same = next((n.rank for n in bullets if n.mark == sign), None)
    return same if same is not None else (bullets[-1].rank + 1 if bullets else _BULLET)
