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

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.scope import Scope
from kg.ids import unit_id
from kg.knowledge.model import Knowledge, Tail, UnitEntry, UnitKind, UnitWords
from kg.places import Flow
from kg.records import Basis, UnitMention
from kg.text import marked_key, marked_syllables, vietnamese, words


@dataclass(frozen=True, slots=True)
class UnitPhrase:
    """A unit as found in a text: ``entry`` None for a name that the knowledge does not have."""

    start: int
    end: int
    name: str
    entry: UnitEntry | None
    obj: str | None = None
    tail: Tail | None = None
    tail_text: str | None = None
    place: str | None = None
    known: bool = True

    @property
    def lacks_tail(self) -> bool:
        """Whether the words that say whose it is are still missing."""
        return self.entry is not None and bool(self.entry.tails) and self.tail is None


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    key: str
    #: what stands between this word and the one before
    gap: str


class _Trie:
    """Longest match of known forms over syllables."""

    def __init__(self) -> None:
        self._root: dict[str, object] = {}

    def add(self, form: str, value: object) -> None:
        node = self._root
        for syllable in marked_syllables(form):
            node = node.setdefault(syllable, {})  # type: ignore[assignment]  # nested dictionaries, closed over here
        values = node.setdefault("", [])
        if value not in values:  # type: ignore[operator]  # the list at the end of a form
            values.append(value)  # type: ignore[attr-defined]

    def longest(self, tokens: list[_Token], at: int, across: str) -> list[tuple[int, list[object]]]:
        """Matches at ``at``, longest first; gaps between the words of a form hold only characters of ``across``."""
        found: list[tuple[int, list[object]]] = []
        node, i = self._root, at
        while i < len(tokens) and (i == at or all(c in across for c in tokens[i].gap)):
            step = node.get(tokens[i].key)
            if not isinstance(step, dict):
                break
            node, i = step, i + 1
            values = node.get("")
            if isinstance(values, list):
                found.append((i, values))
        return found[::-1]


_SPACE = " "
#: a group's name may be printed with or without its commas; every name may hold dashes, slashes and full stops
_INSIDE = " -–.&/,"
_PLACE_WORD = re.compile(r"[^\W\d_][\w']*|\d+")
_HARD = ";\n"
#: characters after the units of a value that are a sentence about them, no longer name
_REST = 12


class UnitParser:
    """Cuts lists of units with the names of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._words: UnitWords = knowledge.unit_words
        self._tails = {t.name: t for t in knowledge.tails}
        self._entries, self._tail_forms, self._objects = _Trie(), _Trie(), _Trie()
        self._tailed = _Trie()
        self._generic, self._closings, self._nouns, self._address = _Trie(), _Trie(), _Trie(), _Trie()
        for entry in knowledge.units:
            for form in (entry.name, *entry.aliases, *entry.ambiguous):
                self._entries.add(form, entry)
            for alias in entry.tailed:
                self._tailed.add(alias.form, (entry, self._tails[alias.tail]))
            for obj in entry.objects:
                self._objects.add(obj, (entry.name, obj))
        for tail in knowledge.tails:
            for form in (tail.name, *tail.aliases):
                self._tail_forms.add(form, tail)
        for trie, forms in (
            (self._generic, (*self._words.generic, *self._words.levels)),
            (self._closings, self._words.closings),
            (self._nouns, self._words.nouns),
            (self._address, self._words.address),
        ):
            for form in forms:
                trie.add(form, form)
        self._quantifiers = {marked_key(q) for q in self._words.quantifiers}
        self._joins = {marked_key(j) for j in self._words.joins}
        self._levels = {marked_key(x) for x in self._words.levels}

    # ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────
    def parse(self, text: str, scope: Scope | None = None) -> tuple[UnitPhrase, ...]:
        """The units that a cell's text lists, in order."""
        out: list[UnitPhrase] = []
        tokens = _tokens(text)
        for segment in _segments(tokens):
            out.extend(self._shared(list(self._list(text, segment)), scope or Scope()))
        return tuple(out)

    def leading(self, text: str, scope: Scope | None = None) -> tuple[tuple[UnitPhrase, ...], int]:
        """The units with which running text opens, and the character at which they end; () where it opens with none."""
        tokens = _tokens(text)
        found: list[UnitPhrase] = []
        at = 0
        while at < len(tokens):
            start = self._skip_address(tokens, at)
            phrase, after = self._known(text, tokens, start) or self._kinds(text, tokens, start) or (None, start)
            if phrase is None:
                break
            found.append(phrase)
            at = after
            if at < len(tokens) and tokens[at].key in self._joins:
                at += 1
            elif at < len(tokens) and not tokens[at].gap.strip() and not self._opens(text, tokens, at):
                break
        return tuple(self._shared(found, scope or Scope())), (found[-1].end if found else 0)

    def continues(self, before: str, after: str) -> bool:
        """Whether ``after`` gives the last unit of ``before`` the tail that it lacks ("Ban Tổ chức" | "Huyện ủy")."""
        tokens = _tokens(after)
        if not tokens or not self._tail_forms.longest(tokens, 0, _INSIDE):
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
        for segment in _segments(_tokens(value.text)):
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
        tokens = _tokens(mention.name)
        kinds = self._kinds(mention.name, tokens, 0) if tokens else None
        return kinds is not None and kinds[1] == len(tokens)

    def _scope_of(self, phrase: UnitPhrase, scope: Scope) -> str | None:
        level = phrase.tail.level if phrase.tail else None
        if phrase.place:
            return scope.named(phrase.place) or f"{self._place_kind(phrase.tail)} {phrase.place}"
        if phrase.entry and not phrase.entry.tails and phrase.entry.levels:
            level = phrase.entry.levels[0]
        return scope.at(level)

    def _place_kind(self, tail: Tail | None) -> str:
        """The kind of place that a tail speaks of: of Huyện ủy, huyện."""
        while tail and tail.cls != "state" and tail.shares in self._tails:
            tail = self._tails[tail.shares]
        return tail.name if tail else ""

    # ── one unit ─────────────────────────────────────────────────────────────────────────────────────────────────────
    def _list(self, text: str, tokens: list[_Token]) -> Iterator[UnitPhrase]:
        at = 0
        while at < len(tokens):
            if tokens[at].key in self._joins and at:
                at += 1
                continue
            start = self._skip_address(tokens, at)
            phrase, after = (
                self._known(text, tokens, start)
                or self._kinds(text, tokens, start)
                or self._unknown(text, tokens, start)
            )
            if not self._ends(text, tokens, after):
                phrase, after = self._unknown(text, tokens, start)
            yield phrase
            at = after

    def _skip_address(self, tokens: list[_Token], at: int) -> int:
        for end, _ in self._address.longest(tokens, at, _SPACE):
            if end < len(tokens):
                return end
        return at

    def _ends(self, text: str, tokens: list[_Token], at: int) -> bool:
        """Whether a unit may end before ``at``: at a separator, a joining word, a bracket, or where another begins."""
        if at >= len(tokens) or tokens[at].gap.strip() or tokens[at].key in self._joins:
            return True
        return self._opens(text, tokens, at)

    def _opens(self, text: str, tokens: list[_Token], at: int) -> bool:
        """Whether a unit opens at ``at`` without a separator before it: a capital letter and a known name."""
        return text[tokens[at].start].isupper() and bool(self._entries.longest(tokens, at, _INSIDE))

    def _known(self, text: str, tokens: list[_Token], at: int) -> tuple[UnitPhrase, int] | None:
        tailed = self._with_tail(text, tokens, at)
        for end, values in self._entries.longest(tokens, at, _INSIDE):
            if tailed and tailed[1] > end:
                return tailed
            owners = [v for v in values if isinstance(v, UnitEntry) and _gaps_fit(tokens, at, end, v)]
            readings = [self._reading(e, text, tokens, at, end) for e in owners]
            if readings:
                # of several owners of a short form, the one that the tail completes; without one, none is chosen
                longest = max(stop for _, stop in readings)
                best = [r for r in readings if r[1] == longest]
                return best[0] if len(best) == 1 else None
        return tailed

    def _with_tail(self, text: str, tokens: list[_Token], at: int) -> tuple[UnitPhrase, int] | None:
        """A short name that holds its tail: "Huyện đoàn", "BTCTW"."""
        for end, values in self._tailed.longest(tokens, at, _SPACE):
            for value in values:
                if isinstance(value, tuple):
                    entry, tail = value
                    place, stop = self._place(tail, text, tokens, end)
                    name = _full_name(entry, None, tail.name)
                    start, last = tokens[at].start, tokens[stop - 1].end
                    return UnitPhrase(start, last, name, entry, None, tail, tail.name, place), stop
        return None

    def _reading(self, entry: UnitEntry, text: str, tokens: list[_Token], at: int, end: int) -> tuple[UnitPhrase, int]:
        """``entry``, which ends before ``end``, with its object, tail and place."""
        obj, end = self._object(entry, tokens, end)
        tail, tail_text, end = self._tail(entry.tails or ("state",), text, tokens, end_name := end)
        if tail and not entry.tails:
            return self._standing_alone(entry, tail, text, tokens, (at, end_name, end))
        place, end = self._place(tail, text, tokens, end)
        if tail and tail_text == tail.name:
            tail = self._preferred(entry, tail)
            tail_text = tail.name
        name = _full_name(entry, obj, tail_text)
        return UnitPhrase(tokens[at].start, tokens[end - 1].end, name, entry, obj, tail, tail_text, place), end

    def _standing_alone(
        self, entry: UnitEntry, tail: Tail, text: str, tokens: list[_Token], at: tuple[int, int, int]
    ) -> tuple[UnitPhrase, int]:
        """A unit that needs no tail ("Sở Nội vụ"); the words of its own level ("tỉnh Lào Cai") only place it."""
        start, end, after = at
        place, end_place = self._place(tail, text, tokens, after)
        if tail.level not in entry.levels:
            place, end_place = None, end
        last = tokens[end_place - 1].end
        return UnitPhrase(tokens[start].start, last, entry.name, entry, None, None, tail.name, place), end_place

    def _preferred(self, entry: UnitEntry, tail: Tail) -> Tail:
        """One unit has one name: a Bí thư "Đảng bộ huyện" is the Bí thư "Huyện ủy"."""
        first = self._tails.get(tail.shares) if tail.shares else None
        return first if first and tail.cls != entry.tails[0] == first.cls else tail

    def _object(self, entry: UnitEntry, tokens: list[_Token], at: int) -> tuple[str | None, int]:
        if not entry.objects:
            return None, at
        for end, values in self._objects.longest(tokens, at, _SPACE):
            for value in values:
                if (
                    isinstance(value, tuple)
                    and value[0] == entry.name
                    and (at >= len(tokens) or not tokens[at].gap.strip())
                ):
                    return str(value[1]), end
        return None, at

    def _tail(
        self, classes: tuple[str, ...], text: str, tokens: list[_Token], at: int
    ) -> tuple[Tail | None, str | None, int]:
        if not classes or at >= len(tokens) or tokens[at].gap.strip():
            return None, None, at
        plural = self._plural_places(text, tokens, at, classes)
        if plural:
            return plural
        for end, values in self._tail_forms.longest(tokens, at, _SPACE):
            for tail in values:
                if isinstance(tail, Tail) and tail.cls in classes:
                    return tail, tail.name, end
        return None, None, at

    def _plural_places(
        self, text: str, tokens: list[_Token], at: int, classes: tuple[str, ...]
    ) -> tuple[Tail, str, int] | None:
        """The tail "các xã, thị trấn": a list of kinds of place, for units of a state or committee."""
        if tokens[at].key not in self._quantifiers:
            return None
        end = at + 1
        last = end
        while end < len(tokens):
            match = next(
                (e for e, v in self._generic.longest(tokens, end, _SPACE) if marked_key(str(v[0])) in self._levels),
                None,
            )
            if match is None:
                break
            end = last = match
            if end < len(tokens) and tokens[end].key in self._joins:
                end += 1
        if last == at + 1:
            return None
        if last < len(tokens) and not tokens[last].gap.strip():
            last = next((e for e, _ in self._closings.longest(tokens, last, _SPACE)), last)
        name = text[tokens[at].start : tokens[last - 1].end]
        return Tail(name, classes[0]), name, last

    def _place(self, tail: Tail | None, text: str, tokens: list[_Token], at: int) -> tuple[str | None, int]:
        """The place named after a tail: capitalised words, up to one that opens another unit."""
        end = at
        if tail is None or not tail.place:
            return None, at
        while (
            end < len(tokens)
            and tokens[end].gap == _SPACE
            and _PLACE_WORD.fullmatch(text, tokens[end].start, tokens[end].end)
            and not text[tokens[end].start].islower()
        ):
            if self._opens(text, tokens, end):
                break
            end += 1
        return (text[tokens[at].start : tokens[end - 1].end], end) if end > at else (None, at)

    def _kinds(self, text: str, tokens: list[_Token], at: int) -> tuple[UnitPhrase, int] | None:
        """A list of kinds of body: "các tổ chức, đơn vị có liên quan", "mỗi cấp ủy, tổ chức, cá nhân"."""
        end = at + 1 if tokens[at].key in self._quantifiers else at
        last = end
        while end < len(tokens):
            matches = self._generic.longest(tokens, end, _SPACE)
            if not matches:
                break
            end = last = matches[0][0]
            while end < len(tokens) and tokens[end].key in self._joins | self._quantifiers and end < len(tokens) - 1:
                end += 1
        if last == at or (last == at + 1 and tokens[at].key in self._quantifiers):
            return None
        first = last
        while last < len(tokens):
            closing = self._closing(text, tokens, last)
            if closing == last:
                break
            last = closing
        if first == last == at + 1 and last < len(tokens) and not tokens[last].gap.strip():
            return None  # "Phòng Quản lý …": a noun that opens a name is no list
        name = text[tokens[at].start : tokens[last - 1].end]
        return UnitPhrase(tokens[at].start, tokens[last - 1].end, _capital(name), None), last

    def _closing(self, text: str, tokens: list[_Token], at: int) -> int:
        if tokens[at].gap.strip():
            return at
        for end, _ in self._closings.longest(tokens, at, _SPACE):
            return end
        tail, _, end = self._tail(tuple({t.cls for t in self._tails.values()}), text, tokens, at)
        return self._place(tail, text, tokens, end)[1]

    def _unknown(self, text: str, tokens: list[_Token], at: int) -> tuple[UnitPhrase, int]:
        """Words up to a separator; a comma or "và" inside a name that opens with a unit's noun parts it only where
        another
        unit opens."""
        named = bool(self._nouns.longest(tokens, at, _SPACE))
        end = at + 1
        while end < len(tokens):
            gap, key = tokens[end].gap, tokens[end].key
            if any(c in _HARD for c in gap):
                break
            joined = key in self._joins
            if (gap.strip(" -–.&/()\"“”'") or joined) and (not named or self._begins(text, tokens, end + joined)):
                break
            end += 1
        while end - 1 > at and tokens[end - 1].key in self._joins:
            end -= 1
        stop = tokens[end - 1].end
        closing = re.match(r"\s*\)", text[stop:]) if "(" in text[tokens[at].start : stop] else None
        stop += closing.end() if closing else 0
        return UnitPhrase(tokens[at].start, stop, _capital(text[tokens[at].start : stop]), None, known=False), end

    def _begins(self, text: str, tokens: list[_Token], at: int) -> bool:
        """Whether a unit may begin at ``at``, after a separator."""
        if at >= len(tokens):
            return True
        return bool(
            self._entries.longest(tokens, at, _INSIDE)
            or (self._nouns.longest(tokens, at, _SPACE) and text[tokens[at].start].isupper())
            or tokens[at].key in self._quantifiers
            or self._address.longest(tokens, at, _SPACE)
        )

    # ── sharing ──────────────────────────────────────────────────────────────────────────────────────────────────────
    def _shared(self, phrases: list[UnitPhrase], scope: Scope) -> list[UnitPhrase]:
        phrases = self._share_heads(phrases)
        for i in range(len(phrases) - 2, -1, -1):
            if phrases[i].lacks_tail:
                phrases[i] = self._take_tail(phrases[i], phrases[i + 1])
        return [self._complete(p, scope) for p in phrases]

    def _share_heads(self, phrases: list[UnitPhrase]) -> list[UnitPhrase]:
        """ "BTVĐU cơ quan Chính quyền, Quân sự, Công an huyện": objects of one head, where its first lacks a tail."""
        out: list[UnitPhrase] = []
        head: UnitPhrase | None = None
        for phrase in phrases:
            if head is not None and head.entry is not None:
                own = self._as_object(head.entry, phrase)
                if own is not None:
                    phrase = own
                else:
                    head = None
            if head is None and phrase.obj and phrase.lacks_tail:
                head = phrase
            out.append(phrase)
        return out

    def _as_object(self, entry: UnitEntry, phrase: UnitPhrase) -> UnitPhrase | None:
        bare = phrase.entry.name if phrase.entry else phrase.name
        obj = next((o for o in entry.objects if marked_key(o) == marked_key(bare)), None)
        if obj is None:
            tokens = _tokens(phrase.name)
            hit = next(((e, v) for e, v in self._objects.longest(tokens, 0, _SPACE)), None)
            if phrase.entry or hit is None:
                return None
            obj = next((str(v[1]) for v in hit[1] if isinstance(v, tuple) and v[0] == entry.name), None)
            tail, tail_text, end = self._tail(entry.tails, phrase.name, tokens, hit[0])
            if obj is None or end < len(tokens):
                return None
            return replace(
                phrase,
                name=_full_name(entry, obj, tail_text),
                entry=entry,
                obj=obj,
                tail=tail,
                tail_text=tail_text,
                known=True,
            )
        return replace(phrase, name=_full_name(entry, obj, phrase.tail_text), entry=entry, obj=obj, known=True)

    def _take_tail(self, phrase: UnitPhrase, following: UnitPhrase) -> UnitPhrase:
        assert phrase.entry is not None
        tail = following.tail
        while tail is not None and tail.cls not in phrase.entry.tails:
            tail = self._tails.get(tail.shares) if tail.shares else None
        if tail is None:
            return phrase
        tail = self._preferred(phrase.entry, tail)
        name = _full_name(phrase.entry, phrase.obj, tail.name)
        return replace(phrase, name=name, tail=tail, tail_text=tail.name, place=following.place)

    def _complete(self, phrase: UnitPhrase, scope: Scope) -> UnitPhrase:
        """A unit without a tail is that of the issuing body."""
        if not phrase.lacks_tail or phrase.entry is None or scope.level is None:
            return phrase
        for cls in phrase.entry.tails:
            tail = next((t for t in self._tails.values() if t.cls == cls and t.level == scope.level), None)
            if tail and phrase.entry.kind is not UnitKind.TIER:
                name = _full_name(phrase.entry, phrase.obj, tail.name)
                return replace(phrase, name=name, tail=tail, tail_text=tail.name)
        return phrase


def _closed(text: str, end: int) -> int:
    """``end``, or that of the bracket that closes after it."""
    return end + 1 if text[end : end + 1] in ")]" else end


def _full_name(entry: UnitEntry, obj: str | None, tail: str | None) -> str:
    return _capital(" ".join(x for x in (entry.name, obj, tail) if x))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _tokens(text: str) -> list[_Token]:
    text = vietnamese(text)
    out: list[_Token] = []
    last = 0
    for start, end in words(text):
        key = marked_syllables(text[start:end])
        out.append(_Token(start, end, key[0] if key else "", text[last:start] if out else ""))
        last = end
    return out


def _segments(tokens: list[_Token]) -> Iterable[list[_Token]]:
    """Tokens between hard separators."""
    start = 0
    for i, token in enumerate(tokens):
        if i > start and any(c in _HARD for c in token.gap):
            yield tokens[start:i]
            start = i
    if start < len(tokens):
        yield tokens[start:]


def _gaps_fit(tokens: list[_Token], at: int, end: int, entry: UnitEntry) -> bool:
    """A comma inside a name is a list's, unless the entry prints one or stands for several bodies."""
    if entry.kind is UnitKind.GROUP or any("," in form for form in (entry.name, *entry.aliases)):
        return True
    return not any("," in t.gap for t in tokens[at + 1 : end])
