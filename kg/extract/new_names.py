"""Names of units that the knowledge does not have: where one begins in a text, and where it ends."""

from __future__ import annotations

import re

from kg.extract.forms import HARD, INSIDE, SPACE, Token
from kg.extract.forms import tokens as tokens_of
from kg.extract.unit_names import KnownNames, UnitPhrase, capital

#: no name goes over these
_SENTENCE = ":.;!?"
#: words of a name at most that is not known
_NAME_TOKENS = 9


class NameReader(KnownNames):
    """Reads single units, known or not, with the names and the words of the knowledge."""

    def is_complete(self, text: str, tokens: list[Token], at: int) -> bool:
        """Whether a lone kind of body that ends before ``at`` names somebody in running text: a separator or a verb of
        what units do follows it."""
        return at >= len(tokens) or self.ends(text, tokens, at) or self._acts(text, tokens, at)

    def is_single(self, phrase: UnitPhrase, text: str) -> bool:
        """Whether a known name is a lone word in small letters ("báo" of "báo cáo"): running text names nobody so."""
        printed = text[phrase.start : phrase.end]
        return printed[:1].islower() and len(tokens_of(printed)) == 1

    def opens_list(self, tokens: list[Token]) -> bool:
        """Whether a word that opens a list of bodies stands first."""
        return bool(tokens) and tokens[0].key in self._quantifiers

    def has_noun(self, text: str, tokens: list[Token]) -> bool:
        """Whether a text opens with a noun of units in a capital letter."""
        return text[tokens[0].start].isupper() and bool(self._nouns.longest(tokens, 0))

    def opens_name(self, text: str, tokens: list[Token], at: int) -> bool:
        """Whether a name that is not known may begin at ``at``: a noun of units in a capital letter, and another
        capital behind it ("Phòng Nghiệp vụ Y", but not "Phòng ngừa …")."""
        if at >= len(tokens) or not text[tokens[at].start : tokens[at].end].istitle():
            return False
        return any(
            end < len(tokens) and tokens[end].gap == SPACE and text[tokens[end].start].isupper()
            for end, _ in self._nouns.longest(tokens, at)
        )

    def goes_on(self, text: str, tokens: list[Token], at: int, phrase: UnitPhrase, after: int) -> bool:
        """Whether the known name from ``at`` to ``after`` is the beginning of one that holds a comma: "Trung tâm Văn
        hóa, Thông tin và Truyền thông huyện"."""
        if phrase.entry is None or phrase.tail or phrase.place or after >= len(tokens) or tokens[after].gap != ", ":
            return False
        if self._begins(text, tokens, after) or not text[tokens[after].start : tokens[after].end].istitle():
            return False
        _, end = self.unknown(text, tokens, at)
        joined = any(t.key in self._joins for t in tokens[after:end])
        return joined and any(e == end for e, _ in self._tail_forms.longest(tokens, end - 1))

    def named(self, text: str, tokens: list[Token], at: int) -> tuple[UnitPhrase, int] | None:
        """A name that is not known in running text: it opens with a unit's noun, and ends at a separator, before a verb
        of what units do, or with the capitals of a place."""
        if not self.opens_name(text, tokens, at):
            return None
        end = self._name_end(text, tokens, at)
        if end <= at + 1:
            return None
        name = capital(text[tokens[at].start : tokens[end - 1].end])
        return UnitPhrase(tokens[at].start, tokens[end - 1].end, name, None, known=False), end

    def _name_end(self, text: str, tokens: list[Token], at: int) -> int:
        """The index after a name in running text; ``at`` where its end cannot be told."""
        _, stop = self.unknown(text, tokens, at)
        stop = next((i for i in range(at + 1, stop) if any(c in _SENTENCE for c in tokens[i].gap)), stop)
        if stop < len(tokens) and ":" in tokens[stop].gap and stop <= at + 2 * _NAME_TOKENS:
            return stop
        verb = next((i for i in range(at + 1, stop) if self._acts(text, tokens, i)), None)
        if verb is None and not self.ends(text, tokens, stop):
            return self._capitals(text, tokens, at)
        end = stop if verb is None else verb
        return end if end <= at + _NAME_TOKENS else self._capitals(text, tokens, at)

    def acts(self, text: str) -> bool:
        """Whether ``text`` opens with a verb of what units do, in small letters."""
        tokens = tokens_of(text)
        return bool(tokens) and self._acts(text, tokens, 0)

    def _acts(self, text: str, tokens: list[Token], at: int) -> bool:
        """Whether a verb of what units do stands at ``at``, in small letters."""
        return text[tokens[at].start].islower() and bool(self._predicates.longest(tokens, at))

    def _capitals(self, text: str, tokens: list[Token], at: int) -> int:
        """The index after a noun and two or more words in capitals ("Đại học An Bình"); ``at`` where there are none."""
        noun = max((end for end, _ in self._nouns.longest(tokens, at)), default=at)
        end = noun
        while end < len(tokens) and tokens[end].gap == SPACE and text[tokens[end].start].isupper():
            end += 1
        return end if end - noun > 1 else at

    def unknown(self, text: str, tokens: list[Token], at: int) -> tuple[UnitPhrase, int]:
        """Words up to a separator; a comma or "và" inside a name that opens with a unit's noun parts it only where
        another
        unit opens."""
        named = bool(self._nouns.longest(tokens, at))
        end = at + 1
        while end < len(tokens):
            gap, key = tokens[end].gap, tokens[end].key
            if any(c in HARD for c in gap):
                break
            joined = key in self._joins
            parted = bool(gap.strip(" -–.&/()\"“”'")) or joined
            if parted and (not named or self._begins(text, tokens, end + joined)) and not self._refers(tokens, end):
                break
            end += 1
        while end - 1 > at and tokens[end - 1].key in self._joins:
            end -= 1
        stop = tokens[end - 1].end
        closing = re.match(r"\s*\)", text[stop:]) if "(" in text[tokens[at].start : stop] else None
        stop += closing.end() if closing else 0
        return UnitPhrase(tokens[at].start, stop, capital(text[tokens[at].start : stop]), None, known=False), end

    def _refers(self, tokens: list[Token], at: int) -> bool:
        """Whether a reference goes on at ``at``: "… tại điểm d, khoản 1, mục III" is no list of units."""
        last = at + 1 == len(tokens) - 1 or bool(tokens[at + 2].gap.strip()) if at + 1 < len(tokens) else False
        return tokens[at].key in self._references and last

    def _begins(self, text: str, tokens: list[Token], at: int) -> bool:
        """Whether a unit may begin at ``at``, after a separator."""
        if at >= len(tokens):
            return True
        return bool(
            self._entries.longest(tokens, at, INSIDE)
            or (self._nouns.longest(tokens, at) and text[tokens[at].start].isupper())
            or tokens[at].key in self._quantifiers
            or self._address.longest(tokens, at)
        )
