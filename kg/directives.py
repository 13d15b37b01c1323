"""Which mentions of documents are surely one document: the nodes of the cited documents.

Inside one document, mentions are one where ``resolve_within`` says so. Across documents they stay apart, unless type,
code and date agree and the code is one that the whole country shares or both come from the same scope: a number alone
is used again by every body and in every term. What is left open here is resolved when somebody asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.document import Alias, Document, Extraction
from kg.extract.citations.resolve import resolve_within
from kg.ids import code_key, directive_id
from kg.knowledge.model import Knowledge, Level
from kg.records import Citation
from kg.text import slug

_BODY = re.compile(r"[^-/]+$")


@dataclass(frozen=True, slots=True)
class DirectiveNode:
    """A cited document: what its mentions surely share. ``code`` is the canonical one."""

    id: str
    label: str
    type: str | None
    number: str | None
    code: str | None
    date: str | None
    year: int | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """The nodes that a document cites; ``of`` gives for each of its citations the id of its node."""

    nodes: tuple[DirectiveNode, ...]
    of: tuple[str, ...]


def cited(read: Extraction, knowledge: Knowledge) -> Cited:
    """The nodes of the documents that ``read`` names."""
    citations = read.citations
    groups = _groups(citations, read.aliases)
    nodes: dict[str, DirectiveNode] = {}
    of = [""] * len(citations)
    for group in groups:
        node = _node(read.document, [citations[index] for index in group], knowledge)
        if node.id in nodes and nodes[node.id] != node:  # the same words for two that differ in what is not in the id
            node = _numbered(node, nodes)
        nodes[node.id] = node
        for index in group:
            of[index] = node.id
    return Cited(tuple(nodes.values()), tuple(of))


def _groups(citations: Sequence[Citation], aliases: Sequence[Alias]) -> list[list[int]]:
    """Indices of mentions that are one document, the one that says most first; in the order of the text."""
    groups: dict[int, list[int]] = {}
    for index, best in enumerate(resolve_within(citations, aliases)):
        groups.setdefault(best, [best]).extend([] if index == best else [index])
    return sorted(groups.values(), key=min)


def _node(document: Document, mentions: Sequence[Citation], knowledge: Knowledge) -> DirectiveNode:
    first = mentions[0]
    date = next((m.date for m in mentions if m.date), None)
    year = next((m.year for m in mentions if m.year), None)
    code = next((m.canonical or m.code for m in mentions if m.canonical or m.code), None)
    name = None if code else first.name or first.title or first.printed
    number = next((m.number for m in mentions if m.number), None)
    kind = next((m.type for m in mentions if m.type), None)
    id = directive_id(kind, code, name, date, None)
    if not (kind and code and date):
        id = f"{id}.{document.id}"
    elif not _national(code, knowledge):
        id = f"{id}.{slug(document.scope or document.id)}"
    # a name holds its term ("Nghị quyết Trung ương 4 khóa XI")
    label = " ".join(filter(None, (kind, code))) if code else name or first.printed
    return DirectiveNode(id, label, kind, number, code, date, year or _year(date), name)


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date else None


def _national(code: str, knowledge: Knowledge) -> bool:
    """Whether the body whose letters end the code is of the centre: its numbers are not given twice on one day."""
    found = _BODY.search(code_key(code))
    bodies = [i for i in knowledge.issuers if i.code and found and code_key(i.code) == found.group()]
    return bool(bodies) and all(i.level is Level.CENTRAL for i in bodies)


def _numbered(node: DirectiveNode, taken: dict[str, DirectiveNode]) -> DirectiveNode:
    number = 2
    while f"{node.id}~{number}" in taken:
        number += 1
    return DirectiveNode(
        f"{node.id}~{number}", *(node.label, node.type, node.number, node.code, node.date, node.year, node.name)
    )
