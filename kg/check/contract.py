"""A checked draft as the JSON of docs/contract.md."""

from __future__ import annotations

from kg.check.finding import Checked, Finding
from kg.codec import Json
from kg.contract import SCHEMA, source_json


def checked_json(checked: Checked, lang: str) -> dict[str, Json]:
    """The answer of ``kg check``; words in ``lang``."""
    return {
        "schema": SCHEMA,
        "file": checked.file,
        "checked": checked.checked,
        "known": checked.known,
        "unknown": checked.unknown,
        "findings": [_finding(f, lang) for f in checked.findings],
    }


def _finding(finding: Finding, lang: str) -> Json:
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "printed": finding.printed,
        "says": finding.says,
        "fact_source": finding.fact_source.of(lang) if finding.fact_source else None,
        "suggest": finding.suggest,
        "message": finding.message.of(lang),
        "source": source_json(finding.source),
    }
