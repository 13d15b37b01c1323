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
from kg.extract.new_names import NameReader
from kg.extract.scope import Scope
from kg.extract.unit_names import Place, UnitPhrase
from kg.ids import unit_id
from kg.knowledge.model import Knowledge
from kg.places import Flow
from kg.records import Basis, UnitMention

#: characters after the units of a value that are a sentence about them, no longer name
_REST = 12
#: after these a list of units in running text does not go on
_ENDS = ":.!?"
#: a word that opens a list is at most so long
_QUANTIFIER = 20
#: a name of more words is no name
_NAME_WORDS = 12


class UnitParser:
    """Cuts lists of units with the names of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._names = NameReader(knowledge)

    # ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────
    def parse(self, text: str, scope: Scope | None = None) -> tuple[UnitPhrase, ...]:
        """The units that a cell's text lists, in order."""
        out: list[UnitPhrase] = []
        tokens = tokens_of(text)
        places = scope.bare_places() if scope else ()
        for segment in segments(tokens):
            out.extend(self._shared(list(self._list(text, segment, places)), scope or Scope()))
        return tuple(out)

    def leading(self, text: str, scope: Scope | None = None) -> tuple[tuple[UnitPhrase, ...], int]:
        """The units with which running text opens, and the character at which they end; () where it opens with none."""
        found, end, _ = self.opening(text, scope)
        return found, end

    def opening(self, text: str, scope: Scope | None = None) -> tuple[tuple[UnitPhrase, ...], int, bool]:
        """The units with which running text opens, the character at which they end, and whether the list goes on with
        a name that is not known and whose end cannot be told. A name that is not known is taken as a unit where a
        separator ends it."""
        tokens = tokens_of(text)
        places = scope.bare_places() if scope else ()
        found: list[UnitPhrase] = []
        at, cut = 0, False
        while at < len(tokens) and not (found and any(c in _ENDS for c in tokens[at].gap)):
            start = self._names.skip_address(tokens, at)
            further = self._names.same_head(found[-1], text, tokens, start) if found and start < len(tokens) else None
            phrase, after = further or self._next(text, tokens, start, places)
            if phrase is None:
                cut = bool(found) and self._names.opens_name(text, tokens, start)
                break
            found.append(phrase)
            at = after
            if at < len(tokens) and self._names.joins(tokens[at]):
                at += 1
            elif at < len(tokens) and not tokens[at].gap.strip() and not self._names.opens(text, tokens, at):
                cut = text[tokens[at].start : tokens[at].end].istitle()  # a capital: the name may go on
                break
        return tuple(self._shared(found, scope or Scope())), (found[-1].end if found else 0), cut

    def _next(
        self, text: str, tokens: list[Token], at: int, places: tuple[Place, ...]
    ) -> tuple[UnitPhrase | None, int]:
        """The unit of running text at ``at``."""
        bracket = "(" in tokens[at].gap if at < len(tokens) else False
        found = self._names.known(text, tokens, at, places) if at < len(tokens) else None
        if found and (self._names.is_single(found[0], text) or self._is_word(text, tokens, *found)):
            found = None
        if found is None and at < len(tokens) and not bracket:
            found = self._names.kinds(text, tokens, at)
            if found and (self._names.is_verb(found[0].name) or not self._whole(text, tokens, at, *found)):
                found = None
        if found is None and at < len(tokens):
            found = self._names.named(text, tokens, at)
        return found or (None, at)

    def _is_word(self, text: str, tokens: list[Token], phrase: UnitPhrase, after: int) -> bool:
        """Whether a name that lacks the words of whose it is goes on as an ordinary word: "Chính quyền số"."""
        if not phrase.lacks_tail or after >= len(tokens) or text[tokens[after].start].isupper():
            return False
        return not self._names.is_complete(text, tokens, after)

    def _whole(self, text: str, tokens: list[Token], at: int, phrase: UnitPhrase, after: int) -> bool:
        """Whether a list of kinds of body is no beginning of a longer name ("Ban Quản lý các Khu chế xuất …")."""
        if any(c in ",;" for t in tokens[at + 1 : after] for c in t.gap) or self._names.opens_list(tokens[at:]):
            return True
        return self._names.is_complete(text, tokens, after)

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

    def is_name(self, mention: UnitMention) -> bool:
        """Whether a mention that is not known has the shape of a unit's name: a noun of units opens it, and no unit
        that is known, nor a kind of body, stands inside."""
        text = mention.printed
        tokens = tokens_of(text)
        if not tokens or len(tokens) > _NAME_WORDS or not self._names.has_noun(text, tokens):
            return False
        return not any(self._names.opens(text, tokens, i) for i in range(1, len(tokens))) and not any(
            c in text for c in ":;.!?"
        )

    def begins(self, text: str) -> bool:
        """Whether a unit begins with ``text`` in a capital letter: a known name, a noun of units, or "Các"."""
        tokens = tokens_of(text)
        if not tokens or not text[tokens[0].start].isupper():
            return False
        start = self._names.skip_address(tokens, 0)
        named = self._names.opens(text, tokens, start) or self._names.opens_name(text, tokens, start)
        return named or self._names.opens_list(tokens)

    def counts(self, text: str) -> bool:
        """Whether ``text`` opens with a word that opens a list of bodies: các, mỗi."""
        return self._names.opens_list(tokens_of(text[:_QUANTIFIER]))

    def may_be_longer(self, text: str, last: UnitPhrase) -> bool:
        """Whether the kinds of body ``last`` go on, straight or behind a comma, with words that are neither a verb of
        what units do nor a further unit: "Các tỉnh | bộ …", "Doanh nghiệp viễn thông | , bưu chính …"."""
        if last.entry is not None:
            return False
        tokens = tokens_of(text[last.end :])
        if not tokens or tokens[0].gap.strip() not in ("", ","):
            return False
        return text[last.end + tokens[0].start].islower() and not self._names.acts(text[last.end :])

    def names_unit(self, text: str) -> bool:
        """Whether a unit that is known, or a noun of units, stands somewhere in ``text`` in a capital letter."""
        tokens = tokens_of(text)
        return any(
            self._names.opens(text, tokens, i) or self._names.opens_name(text, tokens, i) for i in range(len(tokens))
        )

    def _scope_of(self, phrase: UnitPhrase, scope: Scope) -> str | None:
        level = phrase.tail.level if phrase.tail else None
        if phrase.place:
            return scope.named(phrase.place) or f"{self._names.place_kind(phrase.tail)} {phrase.place}"
        if phrase.entry and not phrase.entry.tails and phrase.entry.levels:
            level = phrase.entry.levels[0]
        return scope.at(level)

    def _list(self, text: str, tokens: list[Token], places: tuple[Place, ...]) -> Iterator[UnitPhrase]:
        at = 0
        while at < len(tokens):
            if self._names.joins(tokens[at]) and at:
                at += 1
                continue
            start = self._names.skip_address(tokens, at)
            phrase, after = (
                self._names.known(text, tokens, start, places)
                or self._names.kinds(text, tokens, start)
                or self._names.unknown(text, tokens, start)
            )
            if not self._names.ends(text, tokens, after) or self._names.goes_on(text, tokens, start, phrase, after):
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
