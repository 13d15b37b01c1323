"""Unit cells and lists of units in prose: cut by the known names and by grammar, never forced onto a known name.

A list is read from left to right: the longest known name (with its object, its tail and the place that follows), else
a list of
kinds of body ("các tổ chức, đơn vị liên quan"), else the words up to the next separator, kept as printed and flagged.
Then tails
and heads are shared: in "HĐND, UBND huyện" both are the district's, in "BTVĐU cơ quan Chính quyền, Quân sự, Công an
huyện" each
has its own Ban Thường vụ Đảng ủy.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.forms import Token, segments
from kg.extract.forms import tokens as tokens_of
from kg.extract.scope import Scope
from kg.extract.unit_names import NameReader, UnitPhrase
from kg.ids import unit_id
from kg.knowledge.model import Knowledge
from kg.places import Flow
from kg.records import Basis, UnitMention

#: characters after the units of a value that are a sentence about them, no longer name
_REST = 12


class UnitParser:
    """Cuts lists of units with the names of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._names = NameReader(knowledge)

    # ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────
    def parse(self, text: str, scope: Scope | None = None) -> tuple[UnitPhrase, ...]:
        """The units that a cell's text lists, in order."""
        out: list[UnitPhrase] = []
        tokens = tokens_of(text)
        for segment in segments(tokens):
            out.extend(self._shared(list(self._list(text, segment)), scope or Scope()))
        return tuple(out)

    def leading(self, text: str, scope: Scope | None = None) -> tuple[tuple[UnitPhrase, ...], int]:
        """The units with which running text opens, and the character at which they end; () where it opens with none."""
        tokens = tokens_of(text)
        found: list[UnitPhrase] = []
        at = 0
        while at < len(tokens):
            start = self._names.skip_address(tokens, at)
            phrase, after = (
                self._names.known(text, tokens, start) or self._names.kinds(text, tokens, start) or (None, start)
            )
            if phrase is None:
                break
            found.append(phrase)
            at = after
            if at < len(tokens) and self._names.joins(tokens[at]):
                at += 1
            elif at < len(tokens) and not tokens[at].gap.strip() and not self._names.opens(text, tokens, at):
                break
        return tuple(self._shared(found, scope or Scope())), (found[-1].end if found else 0)

    def continues(self, before: str, after: str) -> bool:
        """Whether ``after`` gives the last unit of ``before`` the tail that it lacks ("Ban Tổ chức" | "Huyện ủy")."""
        if not self._names.opens_with_tail(after):
            return False
        last = self.parse(before)[-1:]
        return bool(last) and last[0].lacks_tail and last[0].end == len(before.rstrip())

    def mentions(self, cell: Flow, scope: Scope, basis: Basis = Basis.STATED) -> tuple[UnitMention, ...]:
        """The units of a cell as records, each with its place; a name that stands twice is one mention."""
        seen: dict[str, UnitMention] = {}
        for phrase in self.parse(cell.text, scope):
            mention = self.mention(phrase, cell, scope, basis)
            seen.setdefault(mention.unit, mention)
        return tuple(seen.values())

    def in_value(self, value: Flow, scope: Scope) -> tuple[list[UnitMention], list[Flow]]:
        """The units of a value in words ("Bộ Công an tiến hành rà soát …; các bộ …"), and the words beside them."""
        found: list[UnitMention] = []
        rest: list[Flow] = []
        for segment in segments(tokens_of(value.text)):
            part = value[segment[0].start : _closed(value.text, segment[-1].end)]
            phrases: tuple[UnitPhrase, ...] = self.parse(part.text, scope)
            if not all(self.is_known(self.mention(p, part, scope)) for p in phrases):
                leading, end = self.leading(part.text, scope)
                if leading and len(part.text) - end > _REST and part.text[end:].lstrip()[:1].islower():
                    phrases = leading
                    rest.append(part[end:])
            found.extend(self.mention(p, part, scope) for p in phrases)
        return found, rest

    def mention(self, phrase: UnitPhrase, flow: Flow, scope: Scope, basis: Basis = Basis.STATED) -> UnitMention:
        """One phrase as a record."""
        part = flow[phrase.start : phrase.end]
        where = self._scope_of(phrase, scope)
        known = phrase.entry.name if phrase.entry and phrase.known else None
        return UnitMention(unit_id(phrase.name, where), phrase.name, part.text, basis, part.source, known)

    def is_known(self, mention: UnitMention) -> bool:
        """Whether the knowledge has the unit, or the grammar explains its name ("các tổ chức, đơn vị liên quan")."""
        if mention.known is not None:
            return True
        tokens = tokens_of(mention.name)
        kinds = self._names.kinds(mention.name, tokens, 0) if tokens else None
        return kinds is not None and kinds[1] == len(tokens)

    def _scope_of(self, phrase: UnitPhrase, scope: Scope) -> str | None:
        level = phrase.tail.level if phrase.tail else None
        if phrase.place:
            return scope.named(phrase.place) or f"{self._names.place_kind(phrase.tail)} {phrase.place}"
        if phrase.entry and not phrase.entry.tails and phrase.entry.levels:
            level = phrase.entry.levels[0]
        return scope.at(level)

    def _list(self, text: str, tokens: list[Token]) -> Iterator[UnitPhrase]:
        at = 0
        while at < len(tokens):
            if self._names.joins(tokens[at]) and at:
                at += 1
                continue
            start = self._names.skip_address(tokens, at)
            phrase, after = (
                self._names.known(text, tokens, start)
                or self._names.kinds(text, tokens, start)
                or self._names.unknown(text, tokens, start)
            )
            if not self._names.ends(text, tokens, after):
                phrase, after = self._names.unknown(text, tokens, start)
            yield phrase
            at = after

    # ── sharing ──────────────────────────────────────────────────────────────────────────────────────────────────────
    def _shared(self, phrases: list[UnitPhrase], scope: Scope) -> list[UnitPhrase]:
        phrases = self._share_heads(phrases)
        for i in range(len(phrases) - 2, -1, -1):
            if phrases[i].lacks_tail:
                phrases[i] = self._names.take_tail(phrases[i], phrases[i + 1])
        return [self._names.complete(p, scope) for p in phrases]

    def _share_heads(self, phrases: list[UnitPhrase]) -> list[UnitPhrase]:
        """ "BTVĐU cơ quan Chính quyền, Quân sự, Công an huyện": objects of one head, where its first lacks a tail."""
        out: list[UnitPhrase] = []
        head: UnitPhrase | None = None
        for phrase in phrases:
            if head is not None and head.entry is not None:
                own = self._names.as_object(head.entry, phrase)
                if own is not None:
                    phrase = own
                else:
                    head = None
            if head is None and phrase.obj and phrase.lacks_tail:
                head = phrase
            out.append(phrase)
        return out


def _closed(text: str, end: int) -> int:
    """``end``, or that of the bracket that closes after it."""
    return end + 1 if text[end : end + 1] in ")]" else end
