"""The addresses of a document's records: what a correction names them by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.corrections.model import Address
from kg.document import Extraction
from kg.ids import fingerprint
from kg.text import search_key


def task_addresses(extraction: Extraction) -> list[Address]:
    """Those of its tasks, in their order."""
    return addressed([(t.id, t.fingerprint) for t in extraction.tasks])


def heading_addresses(extraction: Extraction) -> list[Address]:
    """Those of its headings."""
    return addressed([(h.id, fingerprint(h.text)) for h in extraction.headings])


def unread_addresses(extraction: Extraction) -> list[Address]:
    """Those of the parts that no rule explains; their ids count them."""
    document = extraction.document.id
    return addressed([(f"{document}!unread/{n}", fingerprint(u.text)) for n, u in enumerate(extraction.unread, 1)])


def warning_addresses(extraction: Extraction) -> list[Address]:
    """Those of the warnings: by rule and number, and by the whole message."""
    counts: Counter[str] = Counter()
    named = []
    for warning in extraction.warnings:
        counts[warning.rule] += 1
        named.append((f"{extraction.document.id}!{warning.rule}/{counts[warning.rule]}", search_key(warning.message)))
    return addressed(named)


def addressed(records: Sequence[tuple[str, str]]) -> list[Address]:
    """Ids and fingerprints of records in their order, as addresses."""
    counts = Counter(key for _, key in records)
    keys = ["", *(key for _, key in records), ""]
    return [Address(id, key, keys[n], keys[n + 2], counts[key]) for n, (id, key) in enumerate(records)]
