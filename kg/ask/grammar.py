"""What the words of questions mean: the senses, and the phrases of data/questions.yaml that carry them.

A phrase is compared syllable by syllable: a syllable that was typed with marks has to have the same marks, one typed
without any fits every marking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from kg.ask.tokens import Option, Token
from kg.knowledge.lexicon import Lexicon, Table
from kg.text import marked_syllables, syllables

T = TypeVar("T")


class Sense(StrEnum):
    """What a word or phrase of a question means."""

    TASK = "noun.task"
    UNIT = "noun.unit"
    DOCUMENT = "noun.document"
    TIME = "noun.time"
    WHICH = "which"
    WHO = "who"
    WHEN = "when"
    COUNT = "count"
    WHAT_IS = "what-is"
    LEAD = "role.lead"
    COOPERATE = "role.cooperate"
    EITHER = "role.either"
    CITES = "cites"
    NO_COOPERATE = "without.cooperate"
    NO_LEAD = "without.lead"
    NO_TIME = "without.time"
    HAS_COOPERATE = "with.cooperate"
    ANNUAL = "time.annual"
    CONTINUOUS = "time.continuous"
    PERIODIC = "time.periodic"
    CONDITIONAL = "time.conditional"
    WAIT = "wait"
    CONDITION = "condition"
    FROM = "time.from"
    BY = "time.by"
    TO = "time.to"
    IN = "time.in"
    DUE = "time.due"
    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    HEADING = "heading"
    NUMBER = "number"
    TERM = "term"
    POSITION = "position"
    TOGETHER = "together"
    AND = "and"
    OR = "or"
    WITH = "with"
    OF = "by"
    ABOUT = "about"
    REFUSE = "refuse"
    ENGLISH = "english"
    WHOLE_PLAN = "whole-plan"
    FILLER = "filler"


#: a corpus that another kg wrote may know other senses
_KNOWN = frozenset(sense.value for sense in Sense)


class Match(NamedTuple, Generic[T]):
    """A phrase that stands at the words up to (not with) ``end``; ``cost`` is that of the repairs it took."""

    end: int
    value: T
    cost: float


class Phrases(Generic[T]):
    """Phrases by their syllables without marks; each leads to values."""

    def __init__(self) -> None:
        self._children: dict[str, Phrases[T]] = {}
        self._ends: list[tuple[tuple[str, ...], T]] = []

    def add(self, phrase: str, value: T) -> None:
        """Let ``phrase`` mean ``value``."""
        self.put(syllables(phrase), marked_syllables(phrase), value)

    def put(self, plain: Sequence[str], marked: Sequence[str], value: T) -> None:
        """The same for a phrase that is cut into syllables."""
        node = self
        for syllable in plain:
            node = node._children.setdefault(syllable, Phrases())
        if node is not self:
            node._ends.append((tuple(marked), value))

    def at(self, tokens: Sequence[Token], start: int) -> Iterator[Match[T]]:
        """The phrases that begin at the word ``start``."""
        yield from self._walk(tokens, start, (), 0.0)

    def _walk(self, tokens: Sequence[Token], at: int, way: tuple[Option, ...], cost: float) -> Iterator[Match[T]]:
        for marked, value in self._ends:
            if all(o.marked is None or o.marked == m for o, m in zip(way, marked, strict=True)):
                bare = sum(o.bare for o, m in zip(way, marked, strict=True) if o.marked is None and o.plain != m)
                yield Match(at, value, cost + bare)
        if at == len(tokens):
            return
        for option in tokens[at].options:
            node = self._children.get(option.plain)
            if node:
                yield from node._walk(tokens, at + 1, (*way, option), cost + option.cost)


def opening_of(tokens: Iterable[Token]) -> set[str]:
    """The syllables that a phrase in these words can begin with."""
    return {option.plain for token in tokens for option in token.options}


class Grammar:
    """The phrases of the knowledge that can stand in the words of one question, by what they are."""

    def __init__(self, lexicon: Lexicon, tokens: Sequence[Token]) -> None:
        opening = opening_of(tokens)
        #: short words are English only beside a word that no Vietnamese question has
        self.english = not lexicon.english.isdisjoint(opening)
        self.phrases: Phrases[tuple[Sense, str | None]] = Phrases()
        self.units: Phrases[str] = Phrases()
        self.objects: Phrases[str] = Phrases()
        self.tails: Phrases[str] = Phrases()
        self.nouns: Phrases[str] = Phrases()
        self.types: Phrases[str] = Phrases()
        self.issuers: Phrases[str] = Phrases()
        tables = {
            Table.UNIT: self.units,
            Table.OBJECT: self.objects,
            Table.TAIL: self.tails,
            Table.NOUN: self.nouns,
            Table.TYPE: self.types,
            Table.ISSUER: self.issuers,
        }
        for phrase in lexicon.opening_with(opening):
            plain, marked = phrase.plain.split(" "), phrase.marked.split(" ")
            if phrase.table != Table.QUESTION:
                tables[phrase.table].put(plain, marked, phrase.value)
            elif (self.english or not phrase.english) and phrase.value in _KNOWN:
                self.phrases.put(plain, marked, (Sense(phrase.value), phrase.more))
