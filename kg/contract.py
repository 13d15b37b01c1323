"""Records as the JSON that commands print (docs/contract.md). Fields may be added here; none is renamed or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.codec import Json
from kg.records import Citation, Hand, Heading, Task, Timeframe, UnitMention
from kg.source import Source

if TYPE_CHECKING:
    from kg.document import Document, Extraction, Relation

#: number of the shape of all JSON that is printed
SCHEMA = 1


def source_json(source: Source) -> Json:
    """The pieces that a fact stands in."""
    return [
        {
            "line": p.line,
            "page": p.page,
            "table": p.table,
            "row": p.row,
            "cell": p.cell,
            "start": p.start,
            "end": p.end,
        }
        for p in source
    ]


def hand_json(hand: Hand | None) -> Json:
    """Who corrected or confirmed a fact, and when."""
    return {"kind": hand.kind, "by": hand.by, "at": hand.at} if hand else None


def mention_json(mention: UnitMention) -> Json:
    """A unit as a document names it (M of the contract)."""
    return {
        "unit": mention.unit,
        "name": mention.name,
        "printed": mention.printed if mention.source else None,
        "basis": mention.basis.value,
        "corrected": hand_json(mention.hand),
        "source": source_json(mention.source),
    }


def timeframe_json(timeframe: Timeframe) -> Json:
    """When a task is to be done."""
    return {
        "printed": timeframe.printed if timeframe.source else None,
        "kind": timeframe.kind.value,
        "start": timeframe.start,
        "end": timeframe.end,
        "condition": timeframe.condition,
        "for": timeframe.for_unit,
        "basis": timeframe.basis.value,
        "corrected": hand_json(timeframe.hand),
        "source": source_json(timeframe.source),
    }


def document_json(document: Document) -> dict[str, Json]:
    """The envelope of a document."""
    attached, signer = document.attached, document.signer
    return {
        "id": document.id,
        "file": document.file,
        "sha256": document.sha256,
        "type": document.type,
        "number": document.number,
        "code": document.code,
        "date": document.date,
        "issuer": document.issuer,
        "scope": document.scope,
        "level": document.level,
        "place": document.place,
        "title": document.title,
        "attached": {"type": attached.type, "title": attached.title} if attached else None,
        "status": document.status,
        "marking": document.marking,
        "signer": {"name": signer.name, "post": signer.post, "for": signer.for_body} if signer else None,
        "recipients": list(document.recipients),
        "implements": list(document.implements),
    }


def heading_json(heading: Heading) -> Json:
    """A heading."""
    return {
        "id": heading.id,
        "number": heading.number,
        "parent": heading.parent,
        "text": heading.text,
        "lead": [mention_json(m) for m in heading.lead],
        "source": source_json(heading.source),
    }


def task_json(task: Task) -> dict[str, Json]:
    """A task."""
    product = task.product
    return {
        "id": task.id,
        "fingerprint": task.fingerprint,
        "heading": task.heading,
        "number": task.number,
        "position": task.position,
        "place": task.place,
        "parent": task.parent,
        "text": task.text,
        "lead": [mention_json(m) for m in task.lead],
        "cooperate": [mention_json(m) for m in task.cooperate],
        "timeframes": [timeframe_json(t) for t in task.timeframes],
        "product": {"printed": product.printed, "source": source_json(product.source)} if product else None,
        "citations": list(task.citations),
        "corrections": [hand_json(h) for h in task.hands],
        "source": source_json(task.source),
    }


def citation_json(citation: Citation) -> dict[str, Json]:
    """A mention of a document."""
    return {
        "printed": citation.printed,
        "type": citation.type,
        "number": citation.number,
        "symbol": citation.symbol,
        "code": citation.code,
        "canonical": citation.canonical,
        "date": citation.date,
        "year": citation.year,
        "issuer": citation.issuer,
        "term": citation.term,
        "plenum": citation.plenum,
        "name": citation.name,
        "title": citation.title,
        "task": citation.task,
        "source": source_json(citation.source),
    }


def relation_json(relation: Relation) -> Json:
    """What the text states between two documents."""
    return {
        "from": "self" if relation.from_citation is None else relation.from_citation,
        "to": relation.to_citation,
        "kind": relation.kind,
        "printed": relation.printed,
        "source": source_json(relation.source),
    }


def extraction_json(extraction: Extraction) -> dict[str, Json]:
    """Everything read from one document: a line of ``kg extract --json``."""
    return {
        "schema": SCHEMA,
        "document": document_json(extraction.document),
        "headings": [heading_json(h) for h in extraction.headings],
        "tasks": [task_json(t) for t in extraction.tasks],
        "citations": [citation_json(c) for c in extraction.citations],
        "relations": [relation_json(r) for r in extraction.relations],
        "aliases": [{"short": a.short, "citation": a.citation} for a in extraction.aliases],
        "other": [{"kind": o.kind.value, "text": o.text, "source": source_json(o.source)} for o in extraction.other],
        "unread": [{"text": u.text, "source": source_json(u.source)} for u in extraction.unread],
        "warnings": [
            {"rule": w.rule, "message": w.message, "source": source_json(w.source)} for w in extraction.warnings
        ],
    }


def error_json(file: str, error: str) -> dict[str, Json]:
    """What stands in the place of a file that cannot be read; ``error`` is the message that a person reads."""
    return {"schema": SCHEMA, "document": {"file": file}, "error": error}
