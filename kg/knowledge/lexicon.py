"""The knowledge as questions are read against it: every phrase cut into syllables once, when a corpus is written.

A question needs the few phrases that begin with one of its syllables. They are kept by that syllable, each group as a
text of its own, so that asking reads apart a handful of them and loads none of the records of ``kg.knowledge.model``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.text import marked_syllables, syllables

if TYPE_CHECKING:
    from kg.knowledge.model import Knowledge, QuestionForm

#: name of the compiled lexicon in a store; another number where its shape changes
PART = "lexicon.1"
#: the question words by which a question is known to be English
ENGLISH = "english"


class Table:
    """Names of the groups of phrases."""

    QUESTION, UNIT, OBJECT, TAIL, NOUN, TYPE, ISSUER = "q", "u", "o", "t", "n", "d", "i"


class Phrase(NamedTuple):
    """A phrase of ``table``: its syllables without and with marks, what it stands for, and two more words of that.

    For a question ``value`` is the sense, ``more`` the words of a text that it stands for, ``english`` its language;
    of a unit or a tail ``value`` is the name of the entry.
    """

    table: str
    plain: str
    marked: str
    value: str
    more: str | None = None
    english: bool = False


class UnitInfo(NamedTuple):
    """What reading a unit's name needs of its entry: the classes of its tails and the objects before them."""

    tails: tuple[str, ...]
    objects: tuple[str, ...]


class TailInfo(NamedTuple):
    """What reading a unit's name needs of a tail: its class, and the tail that another class has for it."""

    cls: str
    shares: str | None


class Lexicon:
    """The phrases of the knowledge, by their first syllable."""

    def __init__(self, dumped: str) -> None:
        data = json.loads(dumped)
        self._rows: dict[str, str] = data["rows"]
        self._units: dict[str, list[list[str]]] = data["units"]
        self._tails: dict[str, list[str | None]] = data["tails"]
        #: letters of document codes (without marks) and the type that they stand for
        self.letters: dict[str, str] = data["letters"]
        #: words that only English questions have
        self.english: frozenset[str] = frozenset(data["english"])

    def opening_with(self, opening: Iterable[str]) -> Iterator[Phrase]:
        """The phrases that begin with one of these syllables."""
        for syllable in opening:
            rows = self._rows.get(syllable)
            if rows:
                yield from (Phrase(*row) for row in json.loads(rows))

    def unit(self, name: str) -> UnitInfo:
        """The entry of a unit."""
        tails, objects = self._units[name]
        return UnitInfo(tuple(tails), tuple(objects))

    def tail(self, name: str) -> TailInfo | None:
        """A tail by its name."""
        found = self._tails.get(name)
        return TailInfo(found[0] or "", found[1]) if found else None

    def syllables(self) -> Iterator[tuple[str, str]]:
        """Every syllable of every phrase, without and with marks."""
        for rows in self._rows.values():
            for row in json.loads(rows):
                yield from zip(row[1].split(" "), row[2].split(" "), strict=True)


def compiled(knowledge: Knowledge) -> str:
    """The lexicon of ``knowledge`` as text."""
    rows: dict[str, list[list[object]]] = {}
    for phrase in sorted(set(_phrases(knowledge)), key=lambda p: tuple(str(x) for x in p)):
        rows.setdefault(phrase.plain.split(" ", 1)[0], []).append(list(phrase))
    letters = {"".join(syllables(c.code)): t.name for t in reversed(knowledge.document_types) for c in t.codes}
    return json.dumps(
        {
            "rows": {first: json.dumps(group, ensure_ascii=False) for first, group in sorted(rows.items())},
            "units": {e.name: [list(e.tails), list(e.objects)] for e in knowledge.units},
            "tails": {t.name: [t.cls, t.shares] for t in knowledge.tails},
            "letters": letters,
            "english": sorted(w for form in knowledge.questions if form.sense == ENGLISH for w in form.en),
        },
        ensure_ascii=False,
    )


def _phrases(knowledge: Knowledge) -> Iterator[Phrase]:
    for form in knowledge.questions:
        if form.sense != ENGLISH:
            yield from _question(form)
    for entry in knowledge.units:
        yield from _all(Table.UNIT, (entry.name, *entry.aliases, *entry.ambiguous, *entry.english), entry.name)
        for words in entry.objects:
            yield from _all(Table.OBJECT, (words,), words)
    for tail in knowledge.tails:
        yield from _all(Table.TAIL, (tail.name, *tail.aliases), tail.name)
    for noun in knowledge.unit_words.nouns:
        yield from _all(Table.NOUN, (noun,), noun)
    for kind in knowledge.document_types:
        codes = (c.code for c in kind.codes)
        yield from _all(Table.TYPE, (kind.name, *kind.aliases, *kind.english, *codes), kind.name)
    for issuer in knowledge.issuers:
        yield from _all(Table.ISSUER, (issuer.name, *issuer.aliases, *issuer.english), issuer.name)


def _question(form: QuestionForm) -> Iterator[Phrase]:
    for english, written in ((False, form.vi), (True, form.en)):
        for phrase in (p for w in written for p in expand(w)):
            yield from _all(Table.QUESTION, (phrase,), form.sense, form.means, english=english)


def _all(
    table: str, forms: Iterable[str], value: str, more: str | None = None, *, english: bool = False
) -> Iterator[Phrase]:
    for form in forms:
        plain = " ".join(syllables(form))
        if plain:
            yield Phrase(table, plain, " ".join(marked_syllables(form)), value, more, english)


_PART = re.compile(r"\(([^()]*)\)(\?)?|([^()]+)")


def expand(form: str) -> list[str]:
    """The phrases of a form with alternatives.

    >>> expand("(không|chưa) có (ai)? phối hợp")[:2]
    ['không có ai phối hợp', 'không có phối hợp']
    """
    if "(" not in form:
        return [form]
    ways = [""]
    for part in _PART.finditer(form):
        choices = part[1].split("|") if part[1] is not None else [part[3]]
        if part[2]:
            choices.append("")
        ways = [f"{way} {choice}" for way in ways for choice in choices]
    return [" ".join(way.split()) for way in ways]
