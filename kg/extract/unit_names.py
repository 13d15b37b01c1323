"""One unit in a text: the longest known name with its object, tail and place, a list of kinds of body, or words that no
rule explains; and what it takes from the units beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.forms import INSIDE, SPACE, Token, Trie
from kg.extract.forms import tokens as tokens_of
from kg.extract.scope import Scope
from kg.knowledge.model import Knowledge, Level, Tail, UnitEntry, UnitKind, UnitWords
from kg.text import marked_key

#: a place of the document's scope: its level and its bare name ("Đồng Nai")
Place = tuple[Level, str]
_PLACE_WORD = re.compile(r"[^\W\d_][\w']*|\d+")


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


class KnownNames:
    """Reads single units that the knowledge names or the grammar of bodies explains."""

    def __init__(self, knowledge: Knowledge) -> None:
        said: UnitWords = knowledge.unit_words
        self._tails = {t.name: t for t in knowledge.tails}
        self._entries: Trie[UnitEntry] = Trie()
        self._tailed: Trie[tuple[UnitEntry, Tail]] = Trie()
        self._objects: Trie[tuple[str, str]] = Trie()
        self._tail_forms: Trie[Tail] = Trie()
        self._generic: Trie[str] = Trie()
        self._closings: Trie[str] = Trie()
        self._nouns: Trie[str] = Trie()
        self._address: Trie[str] = Trie()
        self._predicates: Trie[str] = Trie()
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
            (self._generic, (*said.generic, *said.levels)),
            (self._closings, said.closings),
            (self._nouns, said.nouns),
            (self._address, said.address),
            (self._predicates, said.predicates),
        ):
            for form in forms:
                trie.add(form, form)
        self._quantifiers = {marked_key(q) for q in said.quantifiers}
        self._references = {marked_key(r) for r in said.references}
        self._verbs = {marked_key(v) for v in said.verbs}
        self._joins = {marked_key(j) for j in said.joins}
        self._levels = {marked_key(x) for x in said.levels}

    def place_kind(self, tail: Tail | None) -> str:
        """The kind of place that a tail speaks of: of Huyện ủy, huyện."""
        while tail and tail.cls != "state" and tail.shares in self._tails:
            tail = self._tails[tail.shares]
        return tail.name if tail else ""

    def joins(self, token: Token) -> bool:
        """Whether a word ("và") joins two units where another follows."""
        return token.key in self._joins

    def opens_with_tail(self, text: str) -> bool:
        """Whether ``text`` opens with words that say whose a unit is."""
        return bool(self._tail_forms.longest(tokens_of(text), 0, INSIDE))

    def skip_address(self, tokens: list[Token], at: int) -> int:
        """The index after words of address ("các đồng chí"), which are no part of a post's name."""
        for end, _ in self._address.longest(tokens, at):
            if end < len(tokens):
                return end
        return at

    def ends(self, text: str, tokens: list[Token], at: int) -> bool:
        """Whether a unit may end before ``at``: at a separator, a joining word, a bracket, or where another begins."""
        if at >= len(tokens) or tokens[at].gap.strip() or tokens[at].key in self._joins:
            return True
        if tokens[at].key in self._quantifiers and text[tokens[at].start].isupper():
            return True
        return self.opens(text, tokens, at)

    def opens(self, text: str, tokens: list[Token], at: int) -> bool:
        """Whether a unit opens at ``at`` without a separator before it: a capital letter and a known name."""
        return text[tokens[at].start].isupper() and bool(self._entries.longest(tokens, at, INSIDE))

    def known(
        self, text: str, tokens: list[Token], at: int, places: tuple[Place, ...] = ()
    ) -> tuple[UnitPhrase, int] | None:
        """The unit of the knowledge that begins at ``at``, and the index after it. One of ``places`` may follow it
        without the word of its level ("Công an Đồng Nai"), and a body a post ("Bộ trưởng Bộ Văn hóa …")."""
        found = self._known(text, tokens, at)
        if found is None or found[1] >= len(tokens):
            return found
        phrase, end = found
        if phrase.entry is None:
            return found
        if (own := self._of_own_house(phrase, text, tokens, end)) is not None:
            return own
        if phrase.entry.kind is UnitKind.POST and not (phrase.obj or phrase.tail):
            return self._with_body(phrase, text, tokens, end) or found
        return self._with_place(phrase, text, tokens, end, places) or found

    def _of_own_house(
        self, phrase: UnitPhrase, text: str, tokens: list[Token], at: int
    ) -> tuple[UnitPhrase, int] | None:
        """ "Văn phòng Sở", "Thanh tra Bộ": a part of the office that issues the document, named by its kind."""
        if phrase.tail or phrase.place or tokens[at].gap != SPACE or not text[tokens[at].start].isupper():
            return None
        kinds = [end for end, _ in self._generic.longest(tokens, at)]
        if not kinds or self.opens(text, tokens, at) or self._tail_forms.longest(tokens, at):
            return None
        end = kinds[0]
        if end < len(tokens) and tokens[end].gap == SPACE and text[tokens[end].start].isupper():
            return None
        last = tokens[end - 1].end
        return UnitPhrase(phrase.start, last, capital(text[phrase.start : last]), None, known=False), end

    def _with_body(self, post: UnitPhrase, text: str, tokens: list[Token], at: int) -> tuple[UnitPhrase, int] | None:
        if tokens[at].gap == SPACE and tokens[at].key in self._quantifiers and (many := self.kinds(text, tokens, at)):
            name = text[post.start : many[0].end]
            return replace(post, end=many[0].end, name=capital(name), obj=many[0].name), many[1]
        body = self._known(text, tokens, at) if tokens[at].gap == SPACE and text[tokens[at].start].isupper() else None
        if body is None or body[0].entry is None or body[0].entry.kind is not UnitKind.BODY:
            return None
        name = f"{post.name} {body[0].name}"
        return replace(body[0], start=post.start, name=name, entry=post.entry, obj=body[0].name), body[1]

    def _with_place(
        self, phrase: UnitPhrase, text: str, tokens: list[Token], at: int, places: tuple[Place, ...]
    ) -> tuple[UnitPhrase, int] | None:
        if phrase.place or tokens[at].gap != SPACE or not text[tokens[at].start].isupper() or phrase.entry is None:
            return None
        keys = [t.key for t in tokens[at : at + 8]]
        for level, place in places:
            key = marked_key(place).split()
            end = at + len(key)
            if not key or keys[: len(key)] != key or any(t.gap != SPACE for t in tokens[at:end]):
                continue
            printed = text[tokens[at].start : tokens[end - 1].end]
            placed = replace(phrase, end=tokens[end - 1].end, place=printed)
            if phrase.tail or not phrase.entry.tails:
                return placed, end
            tail = self._tail_of(phrase.entry, level)
            if tail is None:
                return None
            name = full_name(phrase.entry, phrase.obj, tail.name)
            return replace(placed, name=name, tail=tail, tail_text=tail.name), end
        return None

    def _tail_of(self, entry: UnitEntry, level: Level) -> Tail | None:
        """The tail that ``entry`` takes at ``level``."""
        for cls in entry.tails:
            tail = next((t for t in self._tails.values() if t.cls == cls and t.level == level), None)
            if tail:
                return tail
        return None

    def _known(self, text: str, tokens: list[Token], at: int) -> tuple[UnitPhrase, int] | None:
        tailed = self._with_tail(text, tokens, at)
        for end, values in self._entries.longest(tokens, at, INSIDE):
            if tailed and tailed[1] > end:
                return tailed
            owners = [v for v in values if _gaps_fit(tokens, at, end, v)]
            readings = [self._reading(e, text, tokens, at, end) for e in owners]
            if readings:
                # of several owners of a short form, the one that the tail completes; without one, none is chosen
                longest = max(stop for _, stop in readings)
                best = [r for r in readings if r[1] == longest]
                return best[0] if len(best) == 1 else None
        return tailed

    def _with_tail(self, text: str, tokens: list[Token], at: int) -> tuple[UnitPhrase, int] | None:
        """A short name that holds its tail: "Huyện đoàn", "BTCTW"."""
        for end, owners in self._tailed.longest(tokens, at):
            if len(owners) > 1:
                return None  # none is chosen
            entry, tail = owners[0]
            place, stop = self._place(tail, text, tokens, end)
            name = full_name(entry, None, tail.name)
            return UnitPhrase(tokens[at].start, tokens[stop - 1].end, name, entry, None, tail, tail.name, place), stop
        return None

    def _reading(self, entry: UnitEntry, text: str, tokens: list[Token], at: int, end: int) -> tuple[UnitPhrase, int]:
        """``entry``, which ends before ``end``, with its object, tail and place."""
        obj, end = self._object(entry, tokens, end)
        tail, tail_text, end = self._tail(entry.tails or ("state",), text, tokens, end_name := end)
        if tail and not entry.tails:
            return self._standing_alone(entry, tail, text, tokens, (at, end_name, end))
        place, end = self._place(tail, text, tokens, end)
        if tail and tail_text == tail.name:
            tail = self._preferred(entry, tail)
            tail_text = tail.name
        name = full_name(entry, obj, tail_text)
        return UnitPhrase(tokens[at].start, tokens[end - 1].end, name, entry, obj, tail, tail_text, place), end

    def _standing_alone(
        self, entry: UnitEntry, tail: Tail, text: str, tokens: list[Token], at: tuple[int, int, int]
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

    def _object(self, entry: UnitEntry, tokens: list[Token], at: int) -> tuple[str | None, int]:
        if not entry.objects:
            return None, at
        for end, values in self._objects.longest(tokens, at):
            for value in values:
                if value[0] == entry.name and (at >= len(tokens) or not tokens[at].gap.strip()):
                    return value[1], end
        return None, at

    def _tail(
        self, classes: tuple[str, ...], text: str, tokens: list[Token], at: int
    ) -> tuple[Tail | None, str | None, int]:
        if not classes or at >= len(tokens) or tokens[at].gap.strip():
            return None, None, at
        plural = self._plural_places(text, tokens, at, classes)
        if plural:
            return plural
        for end, values in self._tail_forms.longest(tokens, at):
            short = end == at + 1 and text[tokens[at].start].islower()  # "thu" is no ThU (Thị ủy)
            for tail in values:
                if tail.cls in classes and not (short and " " in tail.name):
                    return tail, tail.name, end
        return None, None, at

    def _plural_places(
        self, text: str, tokens: list[Token], at: int, classes: tuple[str, ...]
    ) -> tuple[Tail, str, int] | None:
        """The tail "các xã, thị trấn" or "xã, phường, đặc khu": a list of kinds of place, for units of a state or
        committee."""
        counted = tokens[at].key in self._quantifiers
        end = last = at + counted
        kinds = 0
        while end < len(tokens):
            match = next((e for e, v in self._generic.longest(tokens, end) if marked_key(v[0]) in self._levels), None)
            if match is None:
                break
            end = last = match
            kinds += 1
            if end < len(tokens) and tokens[end].key in self._joins:
                end += 1
        if kinds < 1 or not (counted or kinds > 1):
            return None
        if last < len(tokens) and not tokens[last].gap.strip() and not self.opens(text, tokens, last):
            if not counted and text[tokens[last].start].isupper():
                return None  # the last of the kinds is that of a place that follows
            last = next((e for e, _ in self._closings.longest(tokens, last)), last)
        name = text[tokens[at].start : tokens[last - 1].end]
        return Tail(name, classes[0]), name, last

    def _place(self, tail: Tail | None, text: str, tokens: list[Token], at: int) -> tuple[str | None, int]:
        """The place named after a tail: capitalised words, up to one that opens another unit."""
        end = at
        if tail is None or not tail.place:
            return None, at
        while (
            end < len(tokens)
            and tokens[end].gap == SPACE
            and _PLACE_WORD.fullmatch(text, tokens[end].start, tokens[end].end)
            and not text[tokens[end].start].islower()
        ):
            if self.opens(text, tokens, end):
                break
            end += 1
        return (text[tokens[at].start : tokens[end - 1].end], end) if end > at else (None, at)

    def is_verb(self, text: str) -> bool:
        """Whether a lone kind of body may be a verb as well ("tổ chức"), and therefore names nobody."""
        return marked_key(text) in self._verbs

    def kinds(self, text: str, tokens: list[Token], at: int) -> tuple[UnitPhrase, int] | None:
        """A list of kinds of body: "các tổ chức, đơn vị có liên quan", "mỗi cấp ủy, tổ chức, cá nhân"."""
        end = at + 1 if tokens[at].key in self._quantifiers else at
        last = end
        while end < len(tokens):
            matches = self._generic.longest(tokens, end)
            if not matches:
                break
            if end > at + (tokens[at].key in self._quantifiers) and not self._is_listed(tokens, end, matches[0][1]):
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
        if first == last and self._opens_longer(text, tokens, at, last):
            return None
        name = text[tokens[at].start : tokens[last - 1].end]
        return UnitPhrase(tokens[at].start, tokens[last - 1].end, capital(name), None), last

    def _opens_longer(self, text: str, tokens: list[Token], at: int, last: int) -> bool:
        """Whether a lone kind from ``at`` to ``last`` opens a name: "Phòng Quản lý …", "Đại học An Bình"."""
        if last >= len(tokens) or tokens[last].gap.strip():
            return False
        if last == at + 1:
            return True
        lone = any(end == last for end, _ in self._generic.longest(tokens, at))
        return lone and text[tokens[last].start].isupper() and not self.opens(text, tokens, last)

    def _is_listed(self, tokens: list[Token], at: int, kinds: list[str]) -> bool:
        """Whether the kind at ``at`` goes on with a list: one that may be a verb only behind a separator ("các địa
        phương tổ chức …")."""
        parted = bool(tokens[at].gap.strip()) or tokens[at - 1].key in self._joins
        return parted or not any(self.is_verb(k) for k in kinds)

    def same_head(self, before: UnitPhrase, text: str, tokens: list[Token], at: int) -> tuple[UnitPhrase, int] | None:
        """A further place of the unit before: "Ủy ban nhân dân thành phố Hà Nội, thành phố Hải Phòng"."""
        if before.entry is None or before.tail is None or not before.place:
            return None
        for end, tails in self._tail_forms.longest(tokens, at):
            for tail in tails:
                place, stop = self._place(tail, text, tokens, end)
                if tail.cls == before.tail.cls and place:
                    name = full_name(before.entry, before.obj, tail.name)
                    start, last = tokens[at].start, tokens[stop - 1].end
                    return replace(
                        before, start=start, end=last, name=name, tail=tail, tail_text=tail.name, place=place
                    ), stop
        return None

    def _closing(self, text: str, tokens: list[Token], at: int) -> int:
        if tokens[at].gap.strip():
            return at
        for end, _ in self._closings.longest(tokens, at):
            return end
        tail, _, end = self._tail(tuple({t.cls for t in self._tails.values()}), text, tokens, at)
        return self._place(tail, text, tokens, end)[1]

    # ── what a list shares ───────────────────────────────────────────────────────────────────────────────────────────
    def as_object(self, entry: UnitEntry, phrase: UnitPhrase) -> UnitPhrase | None:
        """``phrase`` as an object of ``entry`` ("Quân sự" of the Ban Thường vụ Đảng ủy before it), if it may be one."""
        bare = phrase.entry.name if phrase.entry else phrase.name
        obj = next((o for o in entry.objects if marked_key(o) == marked_key(bare)), None)
        if obj is None:
            tokens = tokens_of(phrase.name)
            hit = next(((e, v) for e, v in self._objects.longest(tokens, 0)), None)
            if phrase.entry or hit is None:
                return None
            obj = next((v[1] for v in hit[1] if v[0] == entry.name), None)
            tail, tail_text, end = self._tail(entry.tails, phrase.name, tokens, hit[0])
            if obj is None or end < len(tokens):
                return None
            return replace(
                phrase,
                name=full_name(entry, obj, tail_text),
                entry=entry,
                obj=obj,
                tail=tail,
                tail_text=tail_text,
                known=True,
            )
        return replace(phrase, name=full_name(entry, obj, phrase.tail_text), entry=entry, obj=obj, known=True)

    def take_tail(self, phrase: UnitPhrase, following: UnitPhrase) -> UnitPhrase:
        """``phrase`` with the tail of the unit after it, or as it is where that does not fit."""
        assert phrase.entry is not None
        tail = following.tail
        while tail is not None and tail.cls not in phrase.entry.tails:
            tail = self._tails.get(tail.shares) if tail.shares else None
        if tail is None:
            return phrase
        tail = self._preferred(phrase.entry, tail)
        name = full_name(phrase.entry, phrase.obj, tail.name)
        return replace(phrase, name=name, tail=tail, tail_text=tail.name, place=following.place)

    def complete(self, phrase: UnitPhrase, scope: Scope) -> UnitPhrase:
        """A unit without a tail is that of the issuing body."""
        if not phrase.lacks_tail or phrase.entry is None or scope.level is None:
            return phrase
        tail = self._tail_of(phrase.entry, scope.level) if phrase.entry.kind is not UnitKind.TIER else None
        if tail is None:
            return phrase
        name = full_name(phrase.entry, phrase.obj, tail.name)
        return replace(phrase, name=name, tail=tail, tail_text=tail.name)


def full_name(entry: UnitEntry, obj: str | None, tail: str | None) -> str:
    """A unit's canonical name."""
    return capital(" ".join(x for x in (entry.name, obj, tail) if x))


def capital(name: str) -> str:
    """``name`` with a capital letter first."""
    return name[:1].upper() + name[1:]


def _gaps_fit(tokens: list[Token], at: int, end: int, entry: UnitEntry) -> bool:
    """A comma inside a name is a list's, unless the entry prints one or stands for several bodies."""
    if entry.kind is UnitKind.GROUP or any("," in form for form in (entry.name, *entry.aliases)):
        return True
    return not any("," in t.gap for t in tokens[at + 1 : end])
