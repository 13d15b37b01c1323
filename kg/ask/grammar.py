"""What the words of questions mean: the senses, and the phrases of data/questions.yaml that carry them.

A phrase is compared syllable by syllable: a syllable that was typed with marks has to have the same marks, one typed
without any fits every marking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from kg.ask.tokens import Option, Token
from kg.knowledge.model import QuestionForm
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
        node = self
        for syllable in syllables(phrase):
            node = node._children.setdefault(syllable, Phrases())
        if node is not self:
            node._ends.append((tuple(marked_syllables(phrase)), value))

    def at(self, tokens: Sequence[Token], start: int) -> Iterator[Match[T]]:
        """The phrases that begin at the word ``start``."""
        yield from self._walk(tokens, start, (), 0.0)

    def _walk(self, tokens: Sequence[Token], at: int, way: tuple[Option, ...], cost: float) -> Iterator[Match[T]]:
        for marked, value in self._ends:
            if all(o.marked is None or o.marked == m for o, m in zip(way, marked, strict=True)):
                yield Match(at, value, cost)
        if at == len(tokens):
            return
        for option in tokens[at].options:
            node = self._children.get(option.plain)
            if node:
                yield from node._walk(tokens, at + 1, (*way, option), cost + option.cost)


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


def first_syllable(phrase: str) -> str:
    """The first syllable of ``phrase``, without marks."""
    found = syllables(phrase.split(" ", 1)[0])
    return found[0] if found else ""


class Grammar:
    """The phrases of questions that can begin with one of the syllables ``opening``."""

    def __init__(self, forms: Iterable[QuestionForm], tokens: Sequence[Token]) -> None:
        opening = {o.plain for t in tokens for o in t.options}
        self.phrases: Phrases[tuple[Sense, str | None]] = Phrases()
        kept = list(forms)
        self.english = _is_english(kept, opening)
        for form in kept:
            sense = Sense(form.sense)
            if sense is Sense.ENGLISH:
                continue
            for phrase in phrases_of(form, english=self.english):
                if first_syllable(phrase) in opening:
                    self.phrases.add(phrase, (sense, form.means))


def phrases_of(form: QuestionForm, *, english: bool = True) -> Iterator[str]:
    """All phrases of a form, in Vietnamese and, with ``english``, in English."""
    for written in (*form.vi, *(form.en if english else ())):
        yield from expand(written)


def _is_english(forms: Iterable[QuestionForm], opening: set[str]) -> bool:
    """Whether the question has a word that only English has: else its short words are Vietnamese without marks."""
    words = {word for form in forms if form.sense == Sense.ENGLISH for word in form.en}
    return not words.isdisjoint(opening)
