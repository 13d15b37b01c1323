"""What a search gives: hits with their reasons, and the JSON of docs/contract.md that is made from them."""

from typing import NamedTuple

from kg.codec import Json
from kg.contract import SCHEMA, source_json
from kg.errors import Exit
from kg.source import Source


class Matched(NamedTuple):
    """A part of the query and what stands for it in the hit: ``start`` and ``end`` count characters of the hit's text
    (None: it stands beside the text). ``how`` is a kg.search.front.How."""

    typed: str
    found: str
    how: str
    start: int | None = None
    end: int | None = None


class Where(NamedTuple):
    """The document that a hit stands in."""

    id: str
    code: str | None
    scope: str | None


class Hit(NamedTuple):
    """Something found. ``how`` is the weakest link between the query and it, ``coverage`` the part of the query that it
    has; ``strong`` is false where that is little."""

    kind: str
    id: str
    title: str
    text: str
    document: Where | None
    score: float
    strong: bool
    how: str
    coverage: float
    matched: tuple[Matched, ...]
    source: Source


class SearchAnswer(NamedTuple):
    """The hits, best first. ``understood`` is the query as it was read where that is not as it was typed;
    ``suggestions`` are the nearest known words where nothing strong was found."""

    query: str
    understood: str | None
    hits: tuple[Hit, ...]
    suggestions: tuple[str, ...]

    @property
    def exit(self) -> Exit:
        """Found, if anything strong was."""
        return Exit.FOUND if any(hit.strong for hit in self.hits) else Exit.NOT_FOUND


def answer_json(answer: SearchAnswer) -> Json:
    """The answer as ``kg search --json`` prints it."""
    return {
        "schema": SCHEMA,
        "query": answer.query,
        "understood": answer.understood,
        "hits": [_hit_json(hit) for hit in answer.hits],
        "suggestions": list(answer.suggestions),
    }


def _hit_json(hit: Hit) -> Json:
    where = hit.document
    return {
        "kind": hit.kind,
        "id": hit.id,
        "title": hit.title,
        "text": hit.text,
        "document": {"id": where.id, "code": where.code, "scope": where.scope} if where else None,
        "score": round(hit.score, 4),
        "strong": hit.strong,
        "why": {
            "how": hit.how,
            "coverage": round(hit.coverage, 3),
            "matched": [
                {"typed": m.typed, "found": m.found, "how": m.how, "start": m.start, "end": m.end} for m in hit.matched
            ],
        },
        "source": source_json(hit.source),
    }
