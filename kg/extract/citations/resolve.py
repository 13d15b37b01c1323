"""Which mentions of one document are the same: resolution inside the document, never by guessing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.document import Alias
from kg.ids import code_key
from kg.records import Citation
from kg.text import marked_key

#: what mentions must share to be one document
Key = tuple[str, ...]


def resolve_within(citations: Sequence[Citation], aliases: Sequence[Alias] = ()) -> tuple[int, ...]:
    """For each citation the index of the mention that stands for its document: the fullest one, or its own.

    Two mentions are one document when they share code (or name) and nothing that they print differs. A mention with a
    bare number is resolved when one document alone has its type and number. Where several fit, none is taken.
    """
    groups: dict[Key, list[_Group]] = {}
    shorts: dict[int, list[Key]] = {}
    for alias in aliases:
        shorts.setdefault(alias.citation, []).append(("name", marked_key(alias.short)))
    for n in sorted(range(len(citations)), key=lambda k: (-_tells(citations[k]), k)):
        keys, told = _keys(citations[n]), _told(citations[n])
        fitting = [g for g in groups.get(keys[0], []) if g.fits(told)]
        if len(fitting) == 1:
            fitting[0].add(n, told)
            for key in shorts.get(n, ()):
                groups.setdefault(key, []).append(fitting[0])
            continue
        made = _Group([n], told)
        for key in (*keys, *shorts.get(n, ())):
            groups.setdefault(key, []).append(made)
    declared = {alias.citation for alias in aliases}
    stands_for = list(range(len(citations)))
    for group in {id(g): g for found in groups.values() for g in found}.values():
        best = max(group.members, key=lambda k: (k in declared, _fullness(citations[k]), -k))
        for k in group.members:
            stands_for[k] = best
    return tuple(stands_for)


#: type, date, term and year of a mention as they are compared
Told = tuple[str | None, str | None, str | None, str | None]


@dataclass(slots=True)
class _Group:
    """Mentions of one document, and all that they tell together: what they print does not differ."""

    members: list[int]
    told: Told

    def fits(self, told: Told) -> bool:
        return all(a is None or b is None or a == b for a, b in zip(self.told, told, strict=True))

    def add(self, n: int, told: Told) -> None:
        self.members.append(n)
        kind, date, term, year = (a if a is not None else b for a, b in zip(self.told, told, strict=True))
        self.told = (kind, date, term, year)


def _told(citation: Citation) -> Told:
    kind, date, term, year = (
        None if x is None else marked_key(x) for x in (citation.type, citation.date, citation.term, _year(citation))
    )
    return kind, date, term, year


def _keys(citation: Citation) -> tuple[Key, ...]:
    """The key that the mention is looked up by, and others by which it is found."""
    if citation.code:
        spoken = (marked_key(citation.type or ""), (citation.number or "").split("/")[0])
        keys = (("code", code_key(citation.canonical or citation.code)), ("number", *spoken))
        return (*keys, ("name", _title(citation))) if citation.title else keys
    if citation.number:
        return (("number", marked_key(citation.type or ""), citation.number),)
    if citation.plenum:
        return (("plenum", marked_key(citation.type or ""), citation.plenum),)
    return (("name", marked_key(citation.name) if citation.name else _title(citation)),)


def _title(citation: Citation) -> str:
    """Type and title ("Luật Đất đai"); a mention that has no title is like itself alone."""
    return marked_key(f"{citation.type or ''} {citation.title}" if citation.title else citation.printed)


def _tells(citation: Citation) -> int:
    """How much tells the document from its namesakes; those that say more are grouped first."""
    tells = (citation.code, citation.date, citation.term, citation.year, citation.type)
    return sum(f is not None for f in tells)


def _fullness(citation: Citation) -> int:
    more = (citation.date, citation.issuer, citation.title)  # a date tells more than a year
    return _tells(citation) + sum(f is not None for f in more)


def _year(citation: Citation) -> str | None:
    if citation.date:
        return citation.date[:4]
    if citation.year:
        return str(citation.year)
    year = (citation.number or "").partition("/")[2]
    return year if len(year) == 4 else None
