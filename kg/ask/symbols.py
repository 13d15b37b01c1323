"""From stretches to symbols: each phrase of a question with the one sense that it has among its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from kg.ask.grammar import Sense
from kg.ask.query import Part
from kg.ask.spans import Kind, Span


class Sym(StrEnum):
    """What a part of a question does in it."""

    WHO = "who"  #: units are asked for
    TASKS_ASKED = "tasks-asked"
    DOCUMENTS_ASKED = "documents-asked"
    TIME_ASKED = "time-asked"
    COUNT = "count"
    WHAT_IS = "what-is"
    TASK = "task"
    UNIT_NOUN = "unit-noun"
    DOCUMENT_NOUN = "document-noun"
    TIME_NOUN = "time-noun"
    ROLE = "role"
    CITES = "cites"
    OF = "of"
    WITH = "with"
    AND = "and"
    OR = "or"
    TOGETHER = "together"
    ABOUT_WORD = "about-word"
    WAIT = "wait"
    PLAN = "plan"
    WITHOUT = "without"
    HAVING = "having"
    UNIT = "unit"
    UNKNOWN = "unknown"
    DOCUMENT = "document"
    TIME = "time"
    HEADING = "heading"
    POSITION = "position"
    CONDITION = "condition"
    SUBJECT = "subject"
    LEFT = "left"


class Symbol:
    """A part of a question; ``used`` once the query holds it."""

    __slots__ = ("part", "span", "sym", "used")

    def __init__(self, sym: Sym, span: Span, part: Part | None = None) -> None:
        self.sym, self.span, self.part = sym, span, part
        self.used = False

    def __repr__(self) -> str:
        return f"{self.sym.value}{':' + self.part.value if self.part else ''}{'*' if self.used else ''}"


_KINDS = {
    Kind.UNIT: Sym.UNIT,
    Kind.UNKNOWN_UNIT: Sym.UNKNOWN,
    Kind.DOCUMENT: Sym.DOCUMENT,
    Kind.TIME: Sym.TIME,
    Kind.HEADING: Sym.HEADING,
    Kind.POSITION: Sym.POSITION,
    Kind.CONDITION: Sym.CONDITION,
    Kind.ABOUT: Sym.SUBJECT,
    Kind.LEFT: Sym.LEFT,
}
#: the first sense of a phrase that stands here decides, where its neighbours do not
_SENSES: tuple[tuple[Sense, Sym], ...] = (
    (Sense.REFUSE, Sym.LEFT),
    (Sense.NO_COOPERATE, Sym.WITHOUT),
    (Sense.NO_LEAD, Sym.WITHOUT),
    (Sense.NO_TIME, Sym.WITHOUT),
    (Sense.HAS_COOPERATE, Sym.HAVING),
    (Sense.WHO, Sym.WHO),
    (Sense.WHEN, Sym.TIME_ASKED),
    (Sense.COUNT, Sym.COUNT),
    (Sense.WHAT_IS, Sym.WHAT_IS),
    (Sense.LEAD, Sym.ROLE),
    (Sense.COOPERATE, Sym.ROLE),
    (Sense.EITHER, Sym.ROLE),
    (Sense.ANNUAL, Sym.TIME),
    (Sense.CONTINUOUS, Sym.TIME),
    (Sense.PERIODIC, Sym.TIME),
    (Sense.CONDITIONAL, Sym.TIME),
    (Sense.TASK, Sym.TASK),
    (Sense.UNIT, Sym.UNIT_NOUN),
    (Sense.DOCUMENT, Sym.DOCUMENT_NOUN),
    (Sense.TIME, Sym.TIME_NOUN),
    (Sense.WAIT, Sym.WAIT),
    (Sense.CITES, Sym.CITES),
    (Sense.ABOUT, Sym.ABOUT_WORD),
    (Sense.TOGETHER, Sym.TOGETHER),
    (Sense.AND, Sym.AND),
    (Sense.OR, Sym.OR),
    (Sense.OF, Sym.OF),
    (Sense.WITH, Sym.WITH),
    (Sense.WHOLE_PLAN, Sym.PLAN),
    (Sense.WHICH, Sym.TASKS_ASKED),
)
_PARTS = {Sense.LEAD: Part.LEAD, Sense.COOPERATE: Part.COOPERATE, Sense.EITHER: Part.EITHER}
#: what a noun becomes when "nào", "gì", "which" or "what is" goes with it
_ASKED = {
    Sym.TASK: Sym.TASKS_ASKED,
    Sym.UNIT_NOUN: Sym.WHO,
    Sym.DOCUMENT_NOUN: Sym.DOCUMENTS_ASKED,
    Sym.TIME_NOUN: Sym.TIME_ASKED,
}


def symbols_of(spans: Sequence[Span]) -> list[Symbol]:
    """The symbols of a question, words that say nothing left out."""
    telling = [s for s in spans if not s.filler]
    found = [_symbol(s, telling[i + 1 : i + 2]) for i, s in enumerate(telling)]
    return _asked([s for s in found if s is not None])


def _symbol(span: Span, following: Sequence[Span]) -> Symbol | None:
    if span.kind is not Kind.WORDS:
        return Symbol(_KINDS[span.kind], span)
    senses = _told_apart(span.senses, following[0].kind if following else None)
    for sense, sym in _SENSES:
        if sense in senses:
            return Symbol(sym, span, _PARTS.get(sense))
    return None if Sense.FILLER in senses else Symbol(Sym.LEFT, span)


def _told_apart(senses: frozenset[Sense], following: Kind | None) -> frozenset[Sense]:
    """The senses that fit what follows: "liên quan đến" a document cites it."""
    if Sense.CITES in senses and following is not Kind.DOCUMENT and len(senses) > 1:
        senses -= {Sense.CITES}
    if Sense.ABOUT in senses and following is Kind.DOCUMENT:
        return frozenset((Sense.CITES,))
    if Sense.EITHER in senses and Sense.ABOUT in senses and following is not Kind.UNIT:
        return senses - {Sense.EITHER}
    if Sense.EITHER in senses and following is Kind.UNIT:
        return frozenset((Sense.EITHER,))
    return senses


def _asked(symbols: list[Symbol]) -> list[Symbol]:
    """Nouns and the question words beside them as one symbol each."""
    out: list[Symbol] = []
    waiting: Symbol | None = None  # a question word before its noun: "which tasks", "bao nhiêu nhiệm vụ"
    for symbol in symbols:
        is_word = _is_question_word(symbol)
        before = out[-1] if out else None
        if symbol.sym in _ASKED and waiting is not None:
            out[-1] = _with_question(symbol, waiting)
            waiting = None
        elif is_word and before is not None and before.sym in _ASKED:
            out[-1] = _with_question(before, symbol)
        else:
            out.append(symbol)
            waiting = symbol if is_word else None
    return out


def _is_question_word(symbol: Symbol) -> bool:
    return symbol.sym is Sym.COUNT or symbol.span.says(Sense.WHICH) or symbol.sym is Sym.WHAT_IS


def _with_question(noun: Symbol, word: Symbol) -> Symbol:
    if word.sym is Sym.COUNT and noun.sym is Sym.TASK:
        return Symbol(Sym.COUNT, noun.span)
    return Symbol(_ASKED[noun.sym], noun.span, noun.part)
