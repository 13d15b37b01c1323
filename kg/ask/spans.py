"""Stretches of a question and what each means; and the choice of stretches that explains the whole question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from kg.ask.grammar import Sense
from kg.ask.query import DocumentRef, Subject, UnitRef, When


class Kind(StrEnum):
    """Kinds of stretch."""

    WORDS = "words"  #: a phrase of the grammar
    UNIT = "unit"
    UNKNOWN_UNIT = "unknown-unit"
    DOCUMENT = "document"
    TIME = "time"
    HEADING = "heading"
    POSITION = "position"
    CONDITION = "condition"
    ABOUT = "about"  #: words that stand in a row in tasks
    LEFT = "left"  #: nothing explains it


#: what a stretch that no phrase explains costs; more than any way to explain it
LEFT_COST = 100.0


class Span(NamedTuple):
    """Words ``start`` up to (not with) ``end``. What is set beside them goes by kind."""

    start: int
    end: int
    kind: Kind
    cost: float
    senses: frozenset[Sense] = frozenset()
    unit: UnitRef | None = None
    document: DocumentRef | None = None
    time: When | None = None
    subject: Subject | None = None
    text: str = ""

    def says(self, *senses: Sense) -> bool:
        """Whether this is a phrase with one of ``senses``."""
        return self.kind is Kind.WORDS and not self.senses.isdisjoint(senses)

    @property
    def filler(self) -> bool:
        """Whether this says nothing by itself."""
        return self.senses == {Sense.FILLER}


#: phrases after which a subject in free words may follow
_OPENS = frozenset(
    (
        Sense.ABOUT,
        Sense.TASK,
        Sense.LEAD,
        Sense.COOPERATE,
        Sense.EITHER,
        Sense.WHICH,
        Sense.WHEN,
        Sense.AND,
        Sense.CITES,
        Sense.IN,
    )
)


def explain(spans: Iterable[Span], length: int) -> list[Span]:
    """The cheapest row of stretches that covers the words 0 to ``length``; what nothing explains is ``LEFT``.

    A subject in free words stands only where one may follow: at the start, after a role, a task, "về", "và".
    """
    starting: dict[int, list[Span]] = {}
    for span in spans:
        starting.setdefault(span.start, []).append(span)
    # (words explained, a subject may follow) → cost and way
    best: dict[tuple[int, bool], tuple[float, tuple[Span, ...]]] = {(0, True): (0.0, ())}
    for at in range(length):
        for opened in (True, False):
            if (at, opened) in best:
                _step(best, at, opened, starting.get(at, []))
    ways = [best[key] for key in ((length, True), (length, False)) if key in best]
    return list(min(ways, key=lambda w: w[0])[1])


def _step(
    best: dict[tuple[int, bool], tuple[float, tuple[Span, ...]]], at: int, opened: bool, spans: Sequence[Span]
) -> None:
    cost, way = best[at, opened]
    for span in (*spans, Span(at, at + 1, Kind.LEFT, LEFT_COST)):
        if span.kind is Kind.ABOUT and not opened:
            continue
        key = (span.end, _opens(span, opened))
        total = cost + span.cost
        if key not in best or total < best[key][0]:
            best[key] = (total, (*way, span))


def _opens(span: Span, opened: bool) -> bool:
    if span.kind is Kind.ABOUT:
        return True
    if span.kind is not Kind.WORDS:
        return False
    return opened if span.filler else not span.senses.isdisjoint(_OPENS)
