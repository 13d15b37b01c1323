"""Reads a question into stretches, against the grammar, the knowledge and what stands in the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.ask.documents import Documents
from kg.ask.grammar import Grammar, Sense
from kg.ask.query import Subject
from kg.ask.spans import Kind, Span, explain
from kg.ask.times import Times
from kg.ask.tokens import GUESSED, MOST_LETTERS, Token, tokens_of
from kg.ask.units import UnitNames
from kg.corpus.store import Store
from kg.text import display, search_key

#: a phrase of the grammar; a subject that stands in a row in tasks; one without an opening word
_WORDS_COST, _ABOUT_COST, _ABOUT_WORD_COST, _BARE_ABOUT_COST = 1.0, 2.2, 0.1, 3.5
_SUBJECT_FIRST_COST = 0.5
#: a subject that begins or ends with words that mean something in questions is less likely
_EDGE_COST = 0.5
_HEADING_NUMBER = re.compile(r"\d{1,3}|[ivx]{1,5}|[a-hđ]")
_COUNTED = re.compile(r"\d{1,3}")
#: words before the one that needs explaining that a subject may begin at
_BACK = 8


class Reading(NamedTuple):
    """A question cut into stretches. ``text`` is what its words stand in."""

    text: str
    tokens: tuple[Token, ...]
    spans: tuple[Span, ...]
    english: bool

    def printed(self, span: Span) -> str:
        """The words of a stretch, as typed."""
        return self.text[self.tokens[span.start].start : self.tokens[span.end - 1].end]


class World:
    """What a question is read against: the words of the knowledge and the names of one open store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.lexicon = store.lexicon()
        self.names = store.unit_names()
        self.named = store.directive_names()

    def scopes(self) -> set[str]:
        """The places whose documents the corpus holds."""
        return {d.scope for d in self.store.documents() if d.scope}


def typed(text: str) -> tuple[str, list[Token]]:
    """The display form of a question and its words."""
    shown = display(text)
    return shown, tokens_of(shown[:MOST_LETTERS])


def read(world: World, text: str, tokens: Sequence[Token], *, subject_first: bool = False) -> Reading:
    """The stretches of a question whose words are ``tokens`` of ``text``; with ``subject_first`` a subject in free
    words takes words that could mean something else."""
    reader = _Reader(world, text, tokens, subject_first=subject_first)
    spans = explain(reader.spans(), len(tokens))
    return Reading(text, tuple(tokens), tuple(spans), reader.english)


class _Reader:
    def __init__(self, world: World, text: str, tokens: Sequence[Token], *, subject_first: bool) -> None:
        self._world, self._text, self._tokens = world, text, tokens
        self._subject_first = subject_first
        grammar = Grammar(world.lexicon, tokens)
        self.english = grammar.english
        self._found: list[dict[tuple[int, float], dict[Sense, str | None]]] = []
        for start in range(len(tokens)):
            ends: dict[tuple[int, float], dict[Sense, str | None]] = {}
            for match in grammar.phrases.at(tokens, start):
                if match.end - start == 1 and match.cost >= GUESSED:
                    continue  # "vừa" is no slip of "và": small words are not guessed at
                sense, means = match.value
                ends.setdefault((match.end, match.cost), {})[sense] = means
            self._found.append(ends)
        words = [t.likely.plain for t in tokens]
        gaps = [text[a.end : b.start].strip() for a, b in pairwise(tokens)]
        self._gaps = gaps
        self._times = Times(words, gaps, self._look)
        self._units = UnitNames(tokens, world.lexicon, grammar, world.names, world.scopes)
        self._documents = Documents(tokens, text, world.lexicon, grammar, world.named, self._times.at, self._look)
        self._phrases: dict[tuple[int, int], bool] = {}

    def _look(self, at: int, sense: Sense) -> list[int]:
        """Where phrases with ``sense`` that begin at ``at`` end, the longest first."""
        if not 0 <= at < len(self._tokens):
            return []
        return sorted((end for (end, _), senses in self._found[at].items() if sense in senses), reverse=True)

    def spans(self) -> list[Span]:
        known: list[Span] = []
        for start in range(len(self._tokens)):
            known.extend(self._known(start))
        unknown = [s for start in range(len(self._tokens)) for s in self._units.unknown(start, self._text)]
        return [*known, *self._subjects(known), *unknown]

    def _known(self, start: int) -> Iterator[Span]:
        yield from self._words(start)
        yield from self._units.at(start)
        yield from self._documents.at(start)
        for end, kind in self._documents.kinds(start):
            yield Span(start, end, Kind.WORDS, _WORDS_COST, frozenset((Sense.DOCUMENT,)), text=kind)
        for end, when in self._times.at(start):
            said = self._between(start, end)
            yield Span(start, end, Kind.TIME, _WORDS_COST, time=when._replace(said=said), text=said)
        yield from self._headings(start)
        for at in self._look(start, Sense.POSITION):
            for place in (at, *self._look(at, Sense.NUMBER)):
                if place < len(self._tokens) and _COUNTED.fullmatch(self._tokens[place].plain):
                    yield Span(start, place + 1, Kind.POSITION, _WORDS_COST, text=self._tokens[place].plain)

    def _words(self, start: int) -> Iterator[Span]:
        for (end, cost), senses in self._found[start].items():
            said = frozenset(s for s in senses if s is not Sense.CONDITION)
            if said:
                yield Span(start, end, Kind.WORDS, _WORDS_COST + cost, said)
            if Sense.WAIT in senses:
                yield from self._conditions(end)

    def _conditions(self, start: int) -> Iterator[Span]:
        """What a task may wait for, at the word ``start`` or after words that say nothing."""
        for at in (start, *self._look(start, Sense.FILLER)):
            for (end, cost), senses in self._found[at].items() if at < len(self._tokens) else ():
                means = senses.get(Sense.CONDITION)
                if means:
                    yield Span(at, end, Kind.CONDITION, _WORDS_COST + cost, text=means)
            keys = [f" {search_key(t.condition)} " for t in self._world.store.timeframes() if t.condition]
            for end in range(at + 1, len(self._tokens) + 1):
                run = " ".join(t.likely.plain for t in self._tokens[at:end])
                if not any(f" {run} " in key for key in keys):
                    break
                yield Span(at, end, Kind.CONDITION, _WORDS_COST + 0.1, text=self._between(at, end))

    def _headings(self, start: int) -> Iterator[Span]:
        for at in self._look(start, Sense.HEADING):
            for place in (at, *self._look(at, Sense.NUMBER)):
                end = self._dotted(place)
                if end:
                    yield Span(start, end, Kind.HEADING, _WORDS_COST, text=self._number(place, end))
        end = self._dotted(start)
        if end > start + 1:
            yield Span(start, end, Kind.HEADING, _WORDS_COST + 0.5, text=self._number(start, end))

    def _dotted(self, start: int) -> int:
        """Where the number of a heading at ``start`` ends ("2.1", "II.1"); 0 if there is none."""
        if start >= len(self._tokens) or not _HEADING_NUMBER.fullmatch(self._tokens[start].plain):
            return 0
        end = start + 1
        while end < len(self._tokens) and self._gaps[end - 1] == "." and self._tokens[end].plain.isdigit():
            end += 1
        return end

    def _number(self, start: int, end: int) -> str:
        return ".".join(t.typed for t in self._tokens[start:end])

    def _between(self, start: int, end: int) -> str:
        return self._text[self._tokens[start].start : self._tokens[end - 1].end]

    # --- subjects in free words

    def _subjects(self, known: Sequence[Span]) -> Iterator[Span]:
        """Stretches that stand in a row in tasks and hold a word that nothing else explains, or follow "về"."""
        explained = {at for s in known if s.senses != {Sense.DOCUMENT} for at in range(s.start, s.end)}
        told = {s.end for s in known if s.says(Sense.ABOUT)}
        opening = {s.start for s in known if s.says(Sense.ABOUT)}
        refused = {at for s in known if s.says(Sense.REFUSE) and s.cost < GUESSED for at in range(s.start, s.end)}
        for start in range(len(self._tokens)):
            opened = start in told
            anchor = next((at for at in range(start, len(self._tokens)) if at not in explained), None)
            if start in opening or (not opened and (anchor is None or anchor - start > _BACK)):
                continue
            for end in range(start + 1, len(self._tokens) + 1):
                if not self._stands(start, end):
                    break
                anchored = anchor is not None and anchor < end
                turned = not (opened and end - start > 1) and not refused.isdisjoint((start, end - 1))
                if (anchored or opened) and (opened or end - start > 1) and not turned:
                    cost = self._subject_cost(start, end, explained, anchored=anchored)
                    subject = self._subject(start, end)
                    yield Span(start, end, Kind.ABOUT, cost, subject=subject, text=subject.said)

    def _subject_cost(self, start: int, end: int, explained: set[int], *, anchored: bool) -> float:
        words = _ABOUT_WORD_COST * (end - start)
        if self._subject_first:
            return _SUBJECT_FIRST_COST + words
        base = _ABOUT_COST if anchored or end - start > 1 else _BARE_ABOUT_COST
        return base + words + _EDGE_COST * len({start, end - 1} & explained)

    def _subject(self, start: int, end: int) -> Subject:
        return subject_of(self._tokens[start:end], self._between(start, end))

    def _stands(self, start: int, end: int) -> bool:
        key = (start, end)
        if key not in self._phrases:
            self._phrases[key] = bool(tasks_saying(self._world.store, self._subject(start, end)))
        return self._phrases[key]


def subject_of(tokens: Sequence[Token], said: str) -> Subject:
    """The words of ``tokens`` as a subject."""
    options = [t.likely for t in tokens]
    marked = tuple(o.marked or o.plain for o in options) if any(o.marked for o in options) else None
    return Subject(said, tuple(o.plain for o in options), marked)


def tasks_saying(store: Store, subject: Subject) -> set[int]:
    """Tasks in whose text the words of ``subject`` stand in a row, with the marks that were typed."""
    if subject.marked:
        return store.tasks_with_words(subject.marked, marked=True, phrase=True)
    return store.tasks_with_words(subject.words, phrase=True)
