"""Items that belong together though no number says so: a run that lines of facts close, items under a colon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.extract.tree import Node
from kg.places import Table


@dataclass(frozen=True, slots=True)
class Run:
    """Items, the lines of facts that close them, what stands between, and the index of what follows."""

    items: list[Node]
    fields: list[Node]
    between: list[Node]
    after: int


def closed_run(children: Sequence[Node | Table], at: int, has_fields: Callable[[Node], bool]) -> Run | None:
    """The bullets from ``at`` on that lines of facts without a bullet close."""
    items: list[Node] = []
    while (child := _node(children, at)) and child.mark and not has_fields(child):
        items.append(child)
        at += 1
    fields: list[Node] = []
    between: list[Node] = []
    while items and (child := _node(children, at)) and not child.is_item:
        if has_fields(child):
            fields.append(child)
        else:
            # a line between ("Lãnh đạo phụ trách: …") belongs to the closing lines where more of these follow
            following = _node(children, at + 1)
            if following is None or following.is_item or not has_fields(following):
                break
            between.append(child)
        at += 1
    return Run(items, fields, between, at) if fields else None


def lettered_run(children: Sequence[Node | Table], at: int, has_fields: Callable[[Node], bool]) -> Run | None:
    """The lettered items from ``at`` to the last one, where lines of facts stand under the last one only: they close
    all of them."""
    items: list[Node] = []
    while (child := _node(children, at)) and child.label and child.label.kind == "letter" and not has_fields(child):
        items.append(child)
        at += 1
    if len(items) < 2 or any(_has_below(c, has_fields) for c in items[:-1]):
        return None
    last = items[-1]
    fields = [c for c in last.nodes() if has_fields(c)]
    if not fields or any(c.is_item for c in fields) or _node(children, at) is not None:
        return None
    kept: list[Node | Table] = [c for c in last.children if not isinstance(c, Node) or c not in fields]
    return Run([*items[:-1], replace(last, children=kept)], fields, [], at)


def plain_block(children: Sequence[Node | Table], at: int, has_fields: Callable[[Node], bool]) -> Run | None:
    """A paragraph without number or bullet, and the lines of facts after it."""
    child = _node(children, at)
    if child is None or child.is_item or child.is_title or child.children or has_fields(child):
        return None
    fields: list[Node] = []
    at += 1
    while (following := _node(children, at)) and following.label is None and has_fields(following):
        fields.append(following)
        at += 1
    return Run([child], fields, [], at) if fields else None


def heads_blocks(node: Node, has_fields: Callable[[Node], bool], least: int) -> bool:
    """Whether at least so many blocks of a plain paragraph and its lines of facts stand under ``node``."""
    blocks = 0
    before = False  # a plain paragraph without facts stands before
    for child in node.nodes():
        if child.is_item and not has_fields(child):
            return False
        fields = has_fields(child)
        blocks += before and fields
        before = not fields
    return blocks >= least


def adopted(children: Sequence[Node | Table], has_fields: Callable[[Node], bool]) -> list[Node | Table]:
    """``children``, of which a paragraph that ends in a colon has the items after it as its own children; but not where
    lines of facts close these items."""
    out: list[Node | Table] = []
    at = 0
    while at < len(children):
        child = children[at]
        at += 1
        if not isinstance(child, Node) or not _announces(child):
            out.append(child)
            continue
        items: list[Node | Table] = []
        while (item := _node(children, at + len(items))) and item.is_item:
            items.append(item)
        after = _node(children, at + len(items))
        if after is not None and has_fields(after) and not has_fields(child):
            items = []
        out.append(replace(child, children=items) if items else child)
        at += len(items)
    return out


def _announces(node: Node) -> bool:
    return not (node.is_item or node.is_title or node.children) and node.text.text.endswith(":")


def _node(children: Sequence[Node | Table], at: int) -> Node | None:
    child = children[at] if at < len(children) else None
    return child if isinstance(child, Node) else None


def _has_below(node: Node, has_fields: Callable[[Node], bool]) -> bool:
    return any(has_fields(c) or _has_below(c, has_fields) for c in node.nodes())
