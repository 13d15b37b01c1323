"""Tasks in running text: "X chủ trì, phối hợp với Y …", and the numbered paragraphs of a section that assigns work."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.assign import Facts
from kg.extract.patterns import any_of
from kg.extract.scope import Scope
from kg.extract.times import TimeReader
from kg.extract.units import UnitParser
from kg.knowledge.model import SectionWords
from kg.places import Flow
from kg.records import UnitMention

_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-ZĐÀ-Ỹ])")
_AFTER_UNITS = re.compile(r"[\s,:;\-–]*")


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a paragraph assigns."""

    facts: Facts
    #: the paragraph is nothing but units: a heading for what follows
    only_units: bool


class ProseReader:
    """Finds who is to do what in paragraphs."""

    def __init__(self, words: SectionWords, units: UnitParser, times: TimeReader) -> None:
        self._units = units
        self._times = times
        self._lead = _words(words.assign_lead)
        self._cooperate = _words(words.assign_cooperate)

    def read(self, text: Flow, scope: Scope, organisation: bool) -> Assigned | None:
        """The units and times of a paragraph, or None where it assigns nothing. In a section that assigns work a
        sentence that opens
        with units does; elsewhere it must say that they lead."""
        lead: dict[str, UnitMention] = {}
        cooperate: dict[str, UnitMention] = {}
        for start, end in _sentences(text.text):
            sentence = text[start:end]
            phrases, stop = self._units.leading(sentence.text, scope)
            if not phrases:
                continue
            after = _AFTER_UNITS.sub("", sentence.text[stop:], count=1)
            if not after and len(text.text) - len(sentence.text) < 2:
                mentions = tuple(self._units.mention(p, sentence, scope) for p in phrases)
                return Assigned(Facts(mentions), only_units=True)
            if organisation or self._lead.match(after):
                lead |= {m.unit: m for m in (self._units.mention(p, sentence, scope) for p in phrases)}
                cooperate |= {m.unit: m for m in self.cooperating(sentence, scope)}
        if not lead:
            return None
        others = tuple(m for unit, m in cooperate.items() if unit not in lead)
        return Assigned(Facts(tuple(lead.values()), others, self._times.read_prose(text)), only_units=False)

    def cooperating(self, text: Flow, scope: Scope) -> tuple[UnitMention, ...]:
        """The units after "phối hợp với"."""
        found: list[UnitMention] = []
        for match in self._cooperate.finditer(text.text):
            rest = text[match.end() :]
            phrases, _ = self._units.leading(rest.text, scope)
            found.extend(self._units.mention(p, rest, scope) for p in phrases)
        return tuple(found)

    def item(self, text: Flow, scope: Scope, lead: tuple[UnitMention, ...]) -> Facts:
        """The facts of an item under a heading that names who is to do it."""
        others = tuple(m for m in self.cooperating(text, scope) if m.unit not in {x.unit for x in lead})
        return Facts(lead, others, self._times.read_prose(text))


def _words(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(forms)})\b", re.IGNORECASE)


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [m.span() for m in _SENTENCE.finditer(text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return list(zip(starts, ends, strict=True))
