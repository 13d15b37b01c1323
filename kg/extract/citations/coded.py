"""Stage 3, mentions: documents named by a code, with the type's word before it or shared by a list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.citations.bodies import Bodies
from kg.extract.citations.codes import Code, canonical, find_codes
from kg.extract.citations.dates import terms_at
from kg.extract.citations.mention import Mention, Span, Tail
from kg.extract.citations.tails import Tails
from kg.extract.citations.view import View
from kg.extract.citations.vocabulary import TypeWord, Vocabulary
from kg.text import marked_key

_OF, _BY = marked_key("của"), marked_key("do")
#: ends the name of a type of which several bodies issue a document
_JOINT = marked_key("liên tịch")
#: how far before its code a type's word is looked for
_FAR = 40
#: words that may make a type's word longer
_NEAR = 4
_CONNECTORS = frozenset({*map(marked_key, ("và", "số", "cùng", "hoặc")), ""})


@dataclass(frozen=True, slots=True)
class Head:
    """A code with what stands before it."""

    code: Code
    start: int
    type: TypeWord | None
    numbered: bool
    issuer: Span | None = None
    title: Span | None = None
    shared: bool = False


class Coded:
    """Finds documents named by a code."""

    def __init__(self, vocabulary: Vocabulary, bodies: Bodies, tails: Tails) -> None:
        self._vocabulary = vocabulary
        self._bodies = bodies
        self._tails = tails

    def find(self, view: View) -> list[Mention]:
        """The mentions in ``view``, in order."""
        heads: list[Head] = []
        refused: Code | None = None  # "mẫu số 01/CKNS-BC, 02/CKNS-BC"
        for code in find_codes(view.text, self._vocabulary):
            head = None
            if not refused or not self._is_joined(view, refused.end, code.start):
                head = self._head(view, code, heads[-1] if heads else None)
            if head:
                heads.append(head)
            refused = None if head else code
        stops = frozenset(h.start for h in heads)
        limits = [*(h.start for h in heads[1:]), len(view.text)][: len(heads)]
        mentions: list[Mention] = []
        around: Mention | None = None  # whose title names the documents that follow
        for head, limit in zip(heads, limits, strict=True):
            if around and head.start >= around.end:
                around = None
            inside = around.title[1] if around and around.title and head.start < around.title[1] else limit
            made = self._mention(view, head, stops, min(limit, inside), mentions[-1].end if mentions else 0)
            mentions.append(made)
            around = around or (made if made.end > limit else None)
        return mentions

    def _mention(self, view: View, head: Head, stops: frozenset[int], limit: int, before: int) -> Mention:
        code = head.code
        joint = head.type is not None and marked_key(head.type.name).endswith(_JOINT)
        tail = self._tails.read(view, code.end, stops, limit, Tail(code.end, joint=joint))
        issuer = tail.issuer or head.issuer
        earlier = None if issuer else self._issued_before(view, head.start, before)
        if earlier:
            issuer, tail = earlier[0], replace(tail, terms=tail.terms or earlier[1])
        codes = head.type.codes if head.type else frozenset[str]()
        return Mention(
            kind="coded",
            start=head.start,
            core=code.end,
            tail=tail,
            type=head.type.name if head.type else None,
            number=code.number,
            symbol=code.symbol,
            code=code.text,
            canonical=canonical(code, codes, self._vocabulary),
            issuer=issuer,
            title=tail.title or head.title,
        )

    def _head(self, view: View, code: Code, before: Head | None) -> Head | None:
        k = view.index(code.start)
        first = self._number_word(view, k)
        numbered = first < k
        start = view.start(first)
        found = type_before(view, first, self._vocabulary)
        if found and self._fits(view, found[0], found[1], code):
            return Head(code, view.start(found[0]), found[1], numbered)
        misread = self._misread(view, first, code) if not found else None
        if misread:
            return Head(code, view.start(misread[0]), misread[1], numbered)
        if self._vocabulary.not_documents.before(view, first) or self._vocabulary.not_documents.before(view, k):
            return None
        far = self._far(view, first, code, before)
        if far and (code.strong or numbered or not far.shared):
            return Head(code, far.start, far.type, numbered, far.issuer, far.title, far.shared)
        told = self._told_by_letters(view, first, code)
        if told:
            return told
        listed = before.type if before and self._is_listed(view, before, code, start, numbered) else None
        if listed or (code.strong and (numbered or self._has_known_body(code))):
            return Head(code, start, listed, numbered, shared=True)
        return None

    def _told_by_letters(self, view: View, first: int, code: Code) -> Head | None:
        """The letters of the code again before it, where they stand for several types: "QĐ 06/QĐ-TTg"."""
        if first < 1 or view.gap(first) or not code.type_code or view.word(first - 1) != code.type_code:
            return None
        name = self._vocabulary.type_of_letters(code.type_code, code.symbol[len(code.segments[0]) + 1 :])
        word = TypeWord(name, frozenset({code.type_code}), True) if name else None
        return Head(code, view.start(first - 1), word, first < view.index(code.start))

    def _has_known_body(self, code: Code) -> bool:
        body = code.symbol[len(code.segments[0]) + 1 :] if code.type_code else code.symbol
        return self._vocabulary.is_party(body) or self._vocabulary.is_state(body)

    def _number_word(self, view: View, k: int) -> int:
        """The first word of "số", "số số", "số hiệu:" before the code at word ``k``; ``k`` if there is none."""
        first = k
        for _ in range(2):
            hit = self._vocabulary.numbers.before(view, first, 4)
            if not hit or view.gap(first) not in ("", ":", "."):
                break
            first = hit[0]
        return first

    def _fits(self, view: View, first: int, word: TypeWord, code: Code) -> bool:
        """A word in small letters, or before a bracket, is a type only if its letters stand in the code ("quy định
        30/2020/NĐ-CP", "Luật Quy hoạch (số 37/2019/NĐ-CP)")."""
        if not code.type_code or not word.codes or code.type_code in word.codes:
            return True
        return view.capital(first) and "(" not in view.text[view.start(first) : code.start]

    def _misread(self, view: View, end: int, code: Code) -> tuple[int, TypeWord] | None:
        """A type's word that lost its marks before word ``end``; the code's letters must be the type's."""
        for first in (end - 3, end - 2):
            if first < 0 or not view.capital(first) or any(view.gap(k) for k in range(first + 1, end + 1)):
                continue
            word = self._vocabulary.misread_type(view.text[view.start(first) : view.end(end)])
            if word and code.type_code in word.codes:
                return first, word
        return None

    def _far(self, view: View, first: int, code: Code, before: Head | None) -> Head | None:
        """A type's word some way before: a law's name or an issuer stands between, or the word opens a list."""
        low = max(0, first - _FAR, view.index(before.code.end) if before else 0)
        for i in range(first - 1, low - 1, -1):
            gap = view.gap(i + 1)
            if set(gap) & set(";|.") or (gap == ":" and i + 1 < first):
                return None
            hit = self._vocabulary.types.at(view, i)
            if hit and view.capital(i) and hit.end < first and self._matches(view, i, hit.value, hit.phrase, code):
                return self._between(view, i, hit.end, first, code, hit.value)
        return None

    def _matches(self, view: View, i: int, word: TypeWord, phrase: str, code: Code) -> bool:
        if word.letters and view.word(i) != phrase:
            return False
        if self._vocabulary.is_assembly(code.segments[-1]) and len(code.segments) == 1:
            return bool(self._vocabulary.kinds["law"].at(view, i) or self._vocabulary.plurals.before(view, i))
        return bool(code.type_code) and code.type_code in word.codes

    def _between(self, view: View, i: int, after: int, first: int, code: Code, word: TypeWord) -> Head:
        """What stands between the type's word and the code: its issuer, its name, or other words."""
        if self._vocabulary.kinds["law"].at(view, i) and view.gap(after) == "" and "(" not in view.gap(first):
            return Head(code, view.start(i), word, True, title=(view.start(after), view.end(first)))
        of = after + 1 if view.key(after) == _OF else after
        end = self._bodies.after_of(view, of) if of > after else self._bodies.known_at(view, of)
        if end == first and view.gap(after) == "":
            return Head(code, view.start(i), word, True, issuer=(view.start(of), view.end(end)))
        if first - after <= _NEAR and not any(view.gap(k) for k in range(after, first + 1)):
            return Head(code, view.start(i), word, True)  # "Quy chế làm việc số …"
        return Head(code, view.start(first), word, True, shared=True)

    def _is_listed(self, view: View, before: Head, code: Code, start: int, numbered: bool) -> bool:
        """Whether the code goes on a list whose type's word stands before its first item."""
        if before.code.type_code != code.type_code or before.type is None:
            return False
        if self._is_joined(view, before.code.end, start):
            return True
        between = view.text[before.code.end : start].rstrip()
        between = between.removesuffix(";")  # "…; số 12/QĐ-UBND ngày …"
        return numbered and len(between) < 400 and not set(between) & set(";|") and ". " not in between

    @staticmethod
    def _is_joined(view: View, end: int, start: int) -> bool:
        """Whether only the words and marks of a list stand between."""
        keys = {view.key(i) for i in range(view.index(end), view.index(start))}
        return keys <= _CONNECTORS and not set(view.text[end:start]) & set(".|")

    def _issued_before(self, view: View, start: int, before: int) -> tuple[Span, tuple[str, ...]] | None:
        """The body of "X ban hành Quyết định số …" and its term, if it is no part of the mention before."""
        last = view.index(start)
        verb = self._vocabulary.issues.before(view, last)
        if not verb or view.gap(last):
            return None
        end, terms = self._term_before(view, self._without_chair(view, verb[0]))
        found: Span | None = None
        for i in range(end - 1, max(-1, end - 20), -1):
            if view.start(i) < before or view.gap(i + 1) not in ("", "-", ",", "("):
                break
            if self._bodies.known_at(view, i) == end and view.key(i - 1) != _OF:
                found = (view.start(i), view.end(end))
        return (found, terms) if found else None

    def _without_chair(self, view: View, end: int) -> int:
        """The end of the body before "do … chủ trì, đã ban hành"."""
        if view.gap(end) != ",":
            return end
        return next((i for i in range(end - 1, max(0, end - 16), -1) if view.key(i) == _BY), end)

    @staticmethod
    def _term_before(view: View, end: int) -> tuple[int, tuple[str, ...]]:
        """The end of the body before "khóa XIII", and the term."""
        terms = terms_at(view.text, view.end(end - 2)) if end > 2 else None
        if terms and terms.end == view.end(end):
            return end - 2, terms.terms
        return end, ()


def type_before(view: View, end: int, vocabulary: Vocabulary) -> tuple[int, TypeWord] | None:
    """The type's word that ends before word ``end``, with its first word."""
    if view.gap(end) not in ("", "(", ":"):
        return None
    found = vocabulary.types.before(view, end)
    if not found:
        return None
    first, hit = found
    if hit.value.letters and view.text[view.start(first) : view.end(end)] != hit.phrase:
        return None
    return first, hit.value
