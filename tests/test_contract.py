"""The JSON that is printed has the fields of docs/contract.md, all of them, null where nothing is known."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.contract import error_json, extraction_json
from kg.document import Extraction

PIECE = {"line", "page", "table", "row", "cell", "start", "end"}
MENTION = {"unit", "name", "printed", "basis", "source"}
SHAPES = {
    "headings": {"id", "number", "parent", "text", "lead", "source"},
    "tasks": {
        *{"id", "fingerprint", "heading", "number", "position", "place", "parent", "text", "lead", "cooperate"},
        *{"timeframes", "product", "citations", "source"},
    },
    "citations": {
        *{"printed", "type", "number", "symbol", "code", "canonical", "date", "year", "issuer", "term", "plenum"},
        *{"name", "title", "task", "source"},
    },
    "relations": {"from", "to", "kind", "printed", "source"},
    "aliases": {"short", "citation"},
    "other": {"kind", "text", "source"},
    "unread": {"text", "source"},
    "warnings": {"rule", "message", "source"},
}
DOCUMENT = {
    *{"id", "file", "sha256", "type", "number", "code", "date", "issuer", "scope", "place", "title", "attached"},
    *{"status", "marking", "signer", "recipients", "implements"},
}
TIMEFRAME = {"printed", "kind", "start", "end", "condition", "for", "basis", "source"}


@given(st.from_type(Extraction))
def test_every_field_of_the_contract_is_printed(extraction: Extraction) -> None:
    printed: dict[str, Any] = json.loads(json.dumps(extraction_json(extraction)))
    assert printed["schema"] == 1 and set(printed["document"]) >= DOCUMENT
    for part, shape in SHAPES.items():
        assert len(printed[part]) == len(getattr(extraction, part))
        for item in printed[part]:
            assert set(item) >= shape
            assert all(set(piece) == PIECE for piece in item.get("source", []))
    for task in printed["tasks"]:
        assert all(set(m) >= MENTION for m in [*task["lead"], *task["cooperate"]])
        assert all(set(t) >= TIMEFRAME for t in task["timeframes"])
    for relation, record in zip(printed["relations"], extraction.relations, strict=True):
        assert relation["from"] == ("self" if record.from_citation is None else record.from_citation)
        assert relation["to"] == record.to_citation


def test_a_file_that_cannot_be_read_has_an_error_in_its_place() -> None:
    assert error_json("a.txt", "hỏng") == {"schema": 1, "document": {"file": "a.txt"}, "error": "hỏng"}
