"""Tasks in running text: "X chủ trì, phối hợp với Y …", "Giao X …", and paragraphs of a section that assigns work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.document import Warning
from kg.extract.assign import Facts
from kg.extract.doubts import Doubt, doubt
from kg.extract.patterns import any_of
from kg.extract.scope import Scope
from kg.extract.times import TimeReader
from kg.extract.unit_names import UnitPhrase
from kg.extract.units import UnitParser
from kg.knowledge.model import SectionWords
from kg.places import Flow
from kg.records import UnitMention

_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-ZĐÀ-Ỹ])")
_AFTER_UNITS = re.compile(r"[\s,:;\-–]*")
_COMMA = re.compile(r",\s+")
#: a role in brackets behind a unit: "Sở Tài chính (cơ quan chủ trì)"
_BRACKETED = re.compile(r"\s*\([^()]*\)")
#: before units that are not the subject
_PREPOSITION = re.compile(r"\b(?:của|với|do|bởi|cho|tại|giữa|từ)\s+", re.IGNORECASE)
#: words before a sentence's subject reach so far at most
_INTRO = 300
#: characters shown of a name that is not understood
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a paragraph assigns. ``warnings``: names that the list of units goes on with and that are not understood."""

    facts: Facts
    #: the paragraph is nothing but units: a heading for what follows
    only_units: bool
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True)
class _Subject:
    """The units that a sentence says are to do it: found in ``flow``, which ``rest`` follows."""

    phrases: tuple[UnitPhrase, ...]
    flow: Flow
    rest: str
    given: bool  #: a word such as "giao" stands before them
    cut: bool
    opens: bool  #: nothing stands before them


class ProseReader:
    """Finds who is to do what in paragraphs."""

    def __init__(self, words: SectionWords, units: UnitParser, times: TimeReader) -> None:
        self._units = units
        self._times = times
        self._lead = _words(words.assign_lead)
        self._cooperate = _words(words.assign_cooperate)
        self._assigns = re.compile(rf"(?:{any_of(words.assigns)})\b\s*:?\s*", re.IGNORECASE)
        self._intro = _words(words.intros)
        self._describes = re.compile(rf"\s*(?:[-–]|(?:{any_of(words.describes)})\b)", re.IGNORECASE)
        self._executes = re.compile(any_of(words.executes), re.IGNORECASE)

    def read(self, text: Flow, scope: Scope, organisation: bool, inherited: bool = False) -> Assigned | None:
        """The units and times of a paragraph, or None where it assigns nothing. In a section that assigns work
        (``organisation``) a sentence whose subject is units does; elsewhere it must say that they lead, or give it to
        them. ``inherited``: units stand above the paragraph, so that its own must open a sentence or be said to
        lead."""
        if (units := self._only_units(text, scope)) is not None:
            return Assigned(Facts(units), only_units=True)
        lead: dict[str, UnitMention] = {}
        cooperate: dict[str, UnitMention] = {}
        warnings: list[Warning] = []
        for start, end in _sentences(text.text):
            sentence = text[start:end]
            subject = self._subject(sentence, scope)
            if subject is None:
                continue
            mentions = tuple(self._units.mention(p, subject.flow, scope) for p in subject.phrases)
            if (organisation and (subject.opens or not inherited)) or self._says_so(subject):
                lead |= {m.unit: m for m in mentions}
                cooperate |= {m.unit: m for m in self.cooperating(sentence, scope)}
                if subject.cut or self._units.may_be_longer(subject.flow.text, subject.phrases[-1]):
                    after = subject.flow[subject.phrases[-1].end :]
                    warnings.append(doubt(Doubt.UNKNOWN_UNIT, after[:_SHOWN].source, after.text[:_SHOWN]))
        if not lead:
            return None
        others = tuple(m for unit, m in cooperate.items() if unit not in lead)
        facts = Facts(tuple(lead.values()), others, self._times.read_prose(text))
        return Assigned(facts, only_units=False, warnings=tuple(warnings))

    def _only_units(self, text: Flow, scope: Scope) -> tuple[UnitMention, ...] | None:
        """The units of a paragraph that is nothing else, but for a word that gives work and the places of the last."""
        given = self._assigns.match(text.text)
        part = text[given.end() :] if given else text
        subject = self._units_of(part, scope, given is not None, True)
        if subject is None or subject.flow.text != part.text:
            return None
        if all(p.entry is None and p.known for p in subject.phrases) and not self._units.counts(part.text):
            return None  # "Cá nhân:": kinds of body that nobody counts are those whom it is about
        rest = [w for w in re.split(r"[\s,;.]+|\bvà\b", subject.rest) if w]
        if rest and not (":" in part.text and all(w[:1].isupper() for w in rest)):
            return None
        return tuple(self._units.mention(p, part, scope) for p in subject.phrases)

    def announces(self, text: str) -> bool:
        """Whether a paragraph says that what follows gives work: "Giao các sở, ngành thực hiện các nhiệm vụ sau:"."""
        return text.endswith(":") and self._assigns.match(text) is not None

    def gives(self, text: Flow, scope: Scope) -> bool:
        """Whether an article of a decision gives work ("Giao Sở A …"), and does not only say who carries it out."""
        subject = self._subject(text, scope)
        return subject is not None and self._says_so(subject) and not self._executes.search(text.text)

    def names_body(self, text: Flow, scope: Scope) -> bool:
        """Whether a paragraph opens with a body or post that is known by name, and does not only describe it."""
        phrases, end = self._units.leading(text.text, scope)
        if not phrases or phrases[0].entry is None or not phrases[0].known:
            return False
        return self._describes.match(text.text[end:]) is None

    def cooperating(self, text: Flow, scope: Scope) -> tuple[UnitMention, ...]:
        """The units after "phối hợp với"."""
        found: list[UnitMention] = []
        for match in self._cooperate.finditer(text.text):
            rest = text[match.end() :]
            phrases, _ = self._units.leading(rest.text, scope)
            found.extend(self._units.mention(p, rest, scope) for p in phrases)
        return tuple(found)

    def only_cooperates(self, text: str) -> bool:
        """Whether a text ends with the words after which cooperating units are listed: "Chủ trì, phối hợp với:"."""
        return any(not text[m.end() :].strip(" :") for m in self._cooperate.finditer(text))

    def item(self, text: Flow, scope: Scope, lead: tuple[UnitMention, ...]) -> Facts:
        """The facts of an item under a heading that names who is to do it."""
        others = tuple(m for m in self.cooperating(text, scope) if m.unit not in {x.unit for x in lead})
        return Facts(lead, others, self._times.read_prose(text))

    # ── the subject of a sentence ────────────────────────────────────────────────────────────────────────────────────
    def _says_so(self, subject: _Subject) -> bool:
        if subject.given or self._lead.match(subject.rest):
            return True
        # "Sở Tài chính, trên cơ sở đề xuất của …, chủ trì tổng hợp"
        if not self._intro.match(subject.rest):
            return False
        return any(self._lead.match(subject.rest[m.end() :]) for m in _COMMA.finditer(subject.rest))

    def _subject(self, sentence: Flow, scope: Scope) -> _Subject | None:
        for start, opens in self._beginnings(sentence.text):
            given = self._assigns.match(sentence.text[start:])
            at = start + (given.end() if given else 0)
            part = sentence[at:]
            if not (opens or given or self._may_begin(part.text, sentence.text[:start], scope)):
                continue
            found = self._units_of(part, scope, given is not None, opens)
            if found is not None:
                return found
        return None

    def _beginnings(self, text: str) -> Iterator[tuple[int, bool]]:
        """Where the subject may stand: at the beginning, or behind the commas of words that open with an intro."""
        yield 0, True
        if self._intro.match(text):
            for comma in _COMMA.finditer(text[:_INTRO]):
                yield comma.end(), False

    def _may_begin(self, text: str, before: str, scope: Scope) -> bool:
        """Whether a subject may begin behind a comma: in a capital letter or with "các", and not where the comma parts
        a list of units that stands before it ("đề xuất của các Sở, Sở Tài chính")."""
        if not (text[:1].isupper() or self._units.counts(text)):
            return False
        listed = list(_PREPOSITION.finditer(before))
        tail = before[listed[-1].end() :].rstrip(" ,") if listed else ""
        phrases, end = self._units.leading(tail, scope)
        if not phrases or end < len(tail):
            return True
        # a list of kinds of body ("của các sở, ngành") does not go on with a body that is named
        own, _ = self._units.leading(text, scope)
        return all(p.entry is None for p in phrases) and bool(own) and own[0].entry is not None

    def _units_of(self, part: Flow, scope: Scope, given: bool, opens: bool) -> _Subject | None:
        phrases, stop, cut = self._units.opening(part.text, scope)
        if not phrases:
            return None
        rest = part.text[stop:]
        bracket = _BRACKETED.match(rest)
        rest = _AFTER_UNITS.sub("", rest[bracket.end() :] if bracket else rest, count=1)
        passed = self._assigns.match(rest) if not given else None
        if passed:  # "Ủy ban nhân dân tỉnh yêu cầu các Sở …": the second is to do it
            to = part[len(part.text) - len(rest) + passed.end() :]
            further = self._units_of(to, scope, True, opens)
            if further is not None:
                return further
        return _Subject(phrases, part, rest, given, cut, opens)


def _words(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(forms)})\b", re.IGNORECASE)


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [m.span() for m in _SENTENCE.finditer(text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return list(zip(starts, ends, strict=True))
