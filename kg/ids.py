"""The only place that makes ids and fingerprints.

Ids are readable and made from content, so that a rebuild gives the same ones: of a document from its code, scope and
date, of a
heading from its path, of a task from its heading and number or position, of a unit from its scope and name.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.text import dashes, nfc, slug, syllables, vietnamese

#: syllables of a task's text in its fingerprint
FINGERPRINT_SYLLABLES = 12
#: how the ids of cited documents begin
DIRECTIVE = "doc:"


def fingerprint(text: str) -> str:
    """The search key of the first twelve syllables: it survives a task's move to another row."""
    return " ".join(syllables(text)[:FINGERPRINT_SYLLABLES])


def code_key(code: str) -> str:
    """A document code as it is compared: exactly, but for spaces, dashes and TƯ.

    >>> code_key("68 - KH/HU"), code_key("05-CT/TƯ")
    ('68-KH/HU', '05-CT/TW')
    """
    return "".join(dashes(vietnamese(code)).upper().split()).replace("TƯ", "TW")


def document_id(code: str | None, doc_type: str | None, scope: str | None, date: str | None, sha256: str) -> str:
    """``68-KH-HU.vinh-linh.2023-01-09``; a document without a code is known by its type and the hash of its bytes."""
    head = code_key(code).replace("/", "-") if code else f"{slug(doc_type or 'van-ban')}.{sha256[:12]}"
    return ".".join(x for x in (head, slug(scope or ""), date or "") if x)


def heading_id(document: str, path: Iterable[str]) -> str:
    """``<document>/II/1/1.1``: the numbers of the headings above and its own."""
    return "/".join((document, *(_segment(p) for p in path)))


def task_id(document: str, heading: str | None, label: str) -> str:
    """``<heading>/-3`` or ``<heading>/12``: the item's number, or a dash and its position."""
    return f"{heading or document}/{_segment(label)}"


def unit_id(name: str, scope: str | None) -> str:
    """``vinh-linh/ban-tuyen-giao-huyen-uy``: equal names of two scopes are two units."""
    return f"{slug(scope) if scope else '_'}/{slug(name)}"


def directive_id(
    doc_type: str | None, code: str | None, name: str | None, date: str | None, issuer_scope: str | None
) -> str:
    """A cited document at rest: what a mention prints of type, code, date and scope, and no more."""
    head = slug(doc_type or "van-ban")
    body = code_key(code).replace("/", "-") if code else slug(name or "")
    return ".".join(x for x in (f"{DIRECTIVE}{head}", body, slug(issuer_scope or ""), date or "") if x)


def timeframe_id(kind: str, start: str | None, end: str | None, condition: str | None) -> str:
    """Tasks due at the same time share a node: ``time:within/2023-01-01/2023-12-31``."""
    return "/".join(x for x in (f"time:{kind}", start or "", end or "", slug(condition or "")) if x)


def unique(wanted: str, taken: set[str]) -> str:
    """``wanted``, or ``wanted~2``, ``wanted~3`` … where that is taken; the result is added to ``taken``."""
    name, n = wanted, 1
    while name in taken:
        n += 1
        name = f"{wanted}~{n}"
    taken.add(name)
    return name


def _segment(label: str) -> str:
    return "".join(nfc(label).replace("/", "-").split())
