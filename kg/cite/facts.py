"""The facts of data/directives.yaml and of an office's own files, found by code, by number and by name."""

from __future__ import annotations

from collections.abc import Iterable

from kg.cite.entry import Field, Mark, Value
from kg.ids import code_key
from kg.knowledge.model import Directive
from kg.text import search_key, syllables

#: what a value may be said of by another source
_FIELDS = (Field.TYPE, Field.CODE, Field.DATE, Field.YEAR, Field.ISSUER, Field.SCOPE, Field.TERM, Field.TITLE)


class Facts:
    """Entries of the knowledge, by what people and documents call them."""

    def __init__(self, directives: Iterable[Directive]) -> None:
        self.all = tuple(directives)
        self.named = {d.name: d for d in self.all}
        self._codes: dict[str, list[Directive]] = {}
        self._numbers: dict[str, list[Directive]] = {}
        self._names: dict[str, list[Directive]] = {}
        for d in self.all:
            for code in (*filter(None, (d.code,)), *(o.says for o in d.others if o.field == Field.CODE)):
                self._codes.setdefault(code_key(code), []).append(d)
            if d.code:
                self._numbers.setdefault(bare_number(d.code), []).append(d)
            for name in (*d.aliases, *((d.name,) if not d.code else ())):
                self._names.setdefault(search_key(name), []).append(d)

    def by_code(self, key: str) -> list[Directive]:
        """Those with the code ``key`` (``kg.ids.code_key``), also where a source misprints it."""
        return self._codes.get(key, [])

    def by_unmarked_code(self, key: str) -> list[Directive]:
        """Those whose code is ``key`` but for the stroke of Đ."""
        if "Đ" in key:
            return []
        return [d for code, found in self._codes.items() if code.replace("Đ", "D") == key for d in found]

    def by_number(self, number: str) -> list[Directive]:
        """Those with a number, however it is padded."""
        return self._numbers.get(bare_number(number), [])

    def by_name(self, name: str) -> list[Directive]:
        """Those with a name or another name, compared without marks."""
        return self._names.get(search_key(name), [])

    def names(self) -> list[str]:
        """Every name that is no code."""
        return [a for d in self.all for a in (*d.aliases, *((d.name,) if not d.code else ()))]

    def with_words(self, text: str) -> list[Directive]:
        """Those whose title or another name holds all the words, in any order, compared without marks."""
        wanted = set(syllables(text))
        if not wanted:
            return []
        return [
            d
            for d in self.all
            if any(
                wanted <= set(syllables(" ".join((d.type, said, d.year or ""))))
                for said in (d.title, *d.aliases)
                if said
            )
        ]


def bare_number(code: str) -> str:
    """The number of a code without the zeros before it: "5" of "05-CT/TU".

    >>> bare_number("05-CT/TU"), bare_number("30/2020/NĐ-CP")
    ('5', '30')
    """
    digits = code_key(code).split("-")[0].split("/")[0]
    return digits.lstrip("0") or "0"


def values_of(facts: Directive) -> list[Value]:
    """All that the facts say, with how sure it is."""
    doubts = {d.field: d for d in facts.doubts}
    values: list[Value] = []
    for field in _FIELDS:
        says = getattr(facts, field.value)
        if says:
            doubt = doubts.get(field.value)
            mark = Mark(doubt.mark if doubt else facts.mark)
            values.append(Value(field, says, mark, None, facts.source, facts.checked, doubt.note if doubt else None))
    for other in facts.others:
        mark, field = Mark(other.mark), Field(other.field)
        values.append(Value(field, other.says, mark, None, other.source, facts.checked, other.note))
    return values
