"""Which mentions of one document are the same: resolution inside the document, never by guessing."""

from __future__ import annotations

from collections.abc import Sequence

from kg.ids import code_key
from kg.records import Alias, Citation
from kg.text import marked_key


def resolve_within(citations: Sequence[Citation], aliases: Sequence[Alias] = ()) -> tuple[int, ...]:
    """For each citation the index of the mention that stands for its document: the fullest one, or its own.

    Two mentions are one document when they share code (or name and term) and nothing that they print differs. A mention
    with a bare number is resolved when one document alone has its type and number. Where several fit, none is taken.
    """
    groups: list[list[int]] = []
    for n, citation in enumerate(citations):
        fitting = [g for g in groups if all(_may_be_same(citations[k], citation) for k in g)]
        if len(fitting) == 1:
            fitting[0].append(n)
        else:
            groups.append([n])
    declared = {alias.citation for alias in aliases}
    stands_for = list(range(len(citations)))
    for group in groups:
        best = max(group, key=lambda k: (k in declared, _fullness(citations[k]), -k))
        for k in group:
            stands_for[k] = best
    return tuple(stands_for)


def _fullness(citation: Citation) -> int:
    fields = (
        citation.code,
        citation.date,
        citation.issuer,
        citation.title,
        citation.term,
        citation.year,
        citation.type,
    )
    return sum(f is not None for f in fields)


def _may_be_same(a: Citation, b: Citation) -> bool:
    if not _agree(a.type, b.type) or not _agree(a.date, b.date) or not _agree(a.term, b.term):
        return False
    if a.code and b.code:
        return code_key(a.canonical or a.code) == code_key(b.canonical or b.code)
    if a.code or b.code:
        return _is_spoken(a, b) or _is_spoken(b, a)
    if a.number or b.number:
        return a.number == b.number
    return a.name is not None and b.name is not None and _named(a) == _named(b)


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or marked_key(a) == marked_key(b)


def _is_spoken(spoken: Citation, full: Citation) -> bool:
    """Whether ``spoken`` ("Chỉ thị 28") may name ``full`` (28-CT/TW)."""
    if spoken.code or not spoken.number or not spoken.type or spoken.type != full.type:
        return False
    return (full.number or "").split("/")[0] == spoken.number


def _named(citation: Citation) -> tuple[str, str | None, int | None]:
    return marked_key(citation.name or ""), citation.term, citation.year
