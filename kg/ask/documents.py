"""Documents in a question: "Chỉ thị 28", "28-CT/TW", "NQ 21", "Kết luận số 21 ngày 25/10/2021 của Bộ Chính trị"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.ask.grammar import Grammar, Phrases, Sense
from kg.ask.query import DocumentRef, When
from kg.ask.spans import Kind, Span
from kg.ask.tokens import Token
from kg.ids import code_key
from kg.knowledge.lexicon import Lexicon
from kg.records import TimeKind

_NUMBER = re.compile(r"\d{1,5}[a-z]?")
_GLUED = re.compile(r"([a-z]+)(\d{1,4})")
_TERM = re.compile(r"[ivx]{1,5}|\d{1,2}")
_TIES = frozenset("-/–—")
_COST = 1.0


class Documents:
    """Finds documents in the words of one question."""

    def __init__(
        self,
        tokens: Sequence[Token],
        text: str,
        lexicon: Lexicon,
        grammar: Grammar,
        named: Iterable[str],
        times_at: Callable[[int], Iterable[tuple[int, When]]],
        look: Callable[[int, Sense], list[int]],
    ) -> None:
        """``named`` are the names of documents that have no code."""
        self._tokens, self._text, self._times_at, self._look = tokens, text, times_at, look
        self._letters, self._types, self._issuers = lexicon.letters, grammar.types, grammar.issuers
        self._named: Phrases[str] = Phrases()
        for name in named:
            self._named.add(name, name)

    def at(self, start: int) -> Iterator[Span]:
        """The documents whose names begin at the word ``start``."""
        code = self._code(start)
        if code:
            yield from self._told(start, code, DocumentRef("", code=self._between(start, code)), 0.0)
        for kind in self._types.at(self._tokens, start):
            yield from self._typed(start, kind.end, kind.value, kind.cost)
        for end in self._look(start, Sense.DOCUMENT):
            yield from self._typed(start, end, None, 0.0)
        glued = _GLUED.fullmatch(self._tokens[start].plain)
        if glued and glued[1] in self._letters:
            ref = DocumentRef("", type=self._letters[glued[1]], number=glued[2])
            yield from self._told(start, start + 1, ref, 0.0)
        for name in self._named.at(self._tokens, start):
            yield from self._told(start, name.end, DocumentRef("", name=name.value), name.cost)

    def kinds(self, start: int) -> Iterator[tuple[int, str]]:
        """Types of document at the word ``start`` ("những chỉ thị nào"), and where they end."""
        for kind in self._types.at(self._tokens, start):
            if kind.end - start > 1 or len(self._tokens[start].plain) > 3:
                yield kind.end, kind.value

    def _typed(self, start: int, end: int, kind: str | None, cost: float) -> Iterator[Span]:
        for at in (end, *self._look(end, Sense.NUMBER)):
            code = self._code(at)
            if code:
                yield from self._told(start, code, DocumentRef("", type=kind, code=self._between(at, code)), cost)
            elif at < len(self._tokens) and _NUMBER.fullmatch(self._tokens[at].plain) and not self._dated(at):
                yield from self._told(start, at + 1, DocumentRef("", type=kind, number=self._tokens[at].plain), cost)

    def _told(self, start: int, end: int, ref: DocumentRef, cost: float) -> Iterator[Span]:
        """``ref``, and ``ref`` with the date, the year the term and the issuer that follow."""
        yield self._span(start, end, ref, cost)
        for at, when in self._times_at(end):
            if when.kind == TimeKind.WITHIN and when.start and not (ref.date or ref.year):
                day = when.start == when.end
                year = int(when.start[:4]) if not day and when.start[5:] == "01-01" else None
                if day or year:
                    dated = ref._replace(date=when.start if day else None, year=year)
                    yield from self._told(start, at, dated, cost)
        if not ref.term:
            for at in self._look(end, Sense.TERM):
                if at < len(self._tokens) and _TERM.fullmatch(self._tokens[at].plain):
                    termed = ref._replace(term=self._tokens[at].plain.upper())
                    yield from self._told(start, at + 1, termed, cost)
        if not ref.issuer:
            for at in (end, *self._look(end, Sense.OF)):
                for issuer in self._issuers.at(self._tokens, at):
                    yield from self._told(start, issuer.end, ref._replace(issuer=issuer.value), cost + issuer.cost)

    def _code(self, start: int) -> int:
        """Where the code that begins with the number at ``start`` ends; 0 if there is none."""
        if start >= len(self._tokens) or not _NUMBER.fullmatch(self._tokens[start].plain):
            return 0
        end, letters = start + 1, False
        while end < len(self._tokens) and self._tied(end):
            letters = letters or not self._tokens[end].plain.isdigit()
            end += 1
        return end if letters else 0

    def _tied(self, at: int) -> bool:
        gap = self._text[self._tokens[at - 1].end : self._tokens[at].start]
        return len(gap) <= 3 and gap.strip() in _TIES and bool(gap.strip())

    def _dated(self, at: int) -> bool:
        """Whether the number is the beginning of a date or of a dotted number."""
        if at + 1 >= len(self._tokens):
            return False
        return self._text[self._tokens[at].end : self._tokens[at + 1].start] in ("/", ".")

    def _between(self, start: int, end: int) -> str:
        return code_key(self._text[self._tokens[start].start : self._tokens[end - 1].end])

    def _span(self, start: int, end: int, ref: DocumentRef, cost: float) -> Span:
        said = self._text[self._tokens[start].start : self._tokens[end - 1].end]
        return Span(start, end, Kind.DOCUMENT, _COST + cost, document=ref._replace(said=said), text=said)
