"""Stage 3, mentions: what follows the name of a document, in any order: year, date, issuer, term, title."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.citations.bodies import Bodies
from kg.extract.citations.dates import date_at, terms_at, year_at
from kg.extract.citations.mention import Span, Tail
from kg.extract.citations.titles import about_at, quoted_at, without_about
from kg.extract.citations.view import View
from kg.extract.citations.vocabulary import Vocabulary
from kg.text import marked_key

_OF, _DAY = marked_key("của"), marked_key("ngày")
_LONGEST_WORDS = 140
#: the sign of a footnote after a code: "84-CP (1)"
_FOOTNOTE = re.compile(r"\s?\(\d{1,2}\)")
_QUOTES, _CLOSERS = " “", tuple("”»)")
_BRACKET = re.compile(r"\s?\(")
_CODE_END = re.compile(r"\d[^\W_]{0,4}[\s/-]{1,3}[A-ZĐ][^\s]{1,30}$")


class Tails:
    """Reads tails."""

    def __init__(self, vocabulary: Vocabulary, bodies: Bodies) -> None:
        self._vocabulary = vocabulary
        self._bodies = bodies

    def read(self, view: View, at: int, stops: frozenset[int], limit: int, known: Tail | None = None) -> Tail:
        """The tail that begins at ``at``; ``stops`` are the starts of other mentions, ``limit`` the next of them."""
        tail = replace(known, end=at) if known else Tail(at)
        while True:
            longer = self._step(view, tail, stops, at)
            if longer is None:
                return tail
            if longer.end > limit:  # a title may name another document
                return longer if _may_enclose(longer) else tail
            tail = self._closed(view, longer, at)

    def _step(self, view: View, tail: Tail, stops: frozenset[int], first: int) -> Tail | None:
        """``tail`` with one more part, or None."""
        return (
            self._dated(view, tail, first)
            or self._issued(view, tail)
            or self._of_term(view, tail)
            or self._registered(view, tail, first)
            or self._titled(view, tail, stops)
        )

    @staticmethod
    def _dated(view: View, tail: Tail, first: int) -> Tail | None:
        if tail.date is None:
            found = date_at(view.text, tail.end)
            if found:
                return replace(tail, end=found.end, date=found.date)
        if tail.year is None and tail.date is None:
            found = year_at(view.text, tail.end, bare=tail.end == first)
            if found:
                return replace(tail, end=found.end, year=found.year)
        return None

    def _issued(self, view: View, tail: Tail) -> Tail | None:
        if tail.issuer is not None:
            return None
        i = view.index(tail.end)
        gap = view.text[tail.end : view.start(i)].strip()
        if gap not in ("", ",", ")", "),"):
            return None
        if view.key(i) == _OF:
            end = self._bodies.after_of(view, i + 1, tail.joint) if view.gap(i + 1) == "" else None
            return _with_issuer(view, tail, i + 1, end)
        end = self._bodies.meeting_at(view, i)
        if end is None and gap == "" and (tail.date or tail.year):
            end = self._bodies.known_at(view, i)
            if end is not None and not self._stands_alone(view, end):
                return None
        return _with_issuer(view, tail, i, end)

    def _stands_alone(self, view: View, end: int) -> bool:
        """Whether the body before word ``end`` is no subject of the sentence ("…, Bộ Chính trị yêu cầu")."""
        if view.gap(end) or end >= len(view):
            return True
        return self._vocabulary.after_issuer.at(view, end) is not None

    @staticmethod
    def _of_term(view: View, tail: Tail) -> Tail | None:
        if tail.terms or (tail.issuer is None and not (tail.date and _BRACKET.match(view.text, tail.end))):
            return None
        found = terms_at(view.text, tail.end)
        return replace(tail, end=found.end, terms=found.terms) if found else None

    def _titled(self, view: View, tail: Tail, stops: frozenset[int]) -> Tail | None:
        if tail.title is not None:
            return None
        found = quoted_at(view.text, tail.end) or about_at(view, tail.end, stops, self._vocabulary)
        if found is None:
            return None
        if not (found.quoted or tail.date):  # "… về phòng, chống thiên tai, ngày 24/3/2020"
            comma = view.text.rfind(",", found.first, found.last)
            day = date_at(view.text, comma) if comma > 0 else None
            if day and day.end >= found.last:
                return replace(tail, end=day.end, title=(found.first, comma), date=day.date)
        return replace(tail, end=found.end, title=(found.first, found.last))

    def _registered(self, view: View, tail: Tail, first: int) -> Tail | None:
        """The order of registers: code, title, then date and issuer ("Luật số 24/2018/QH14 An ninh mạng ngày
        12/06/2018 của Quốc hội"). Both must stand there, or the date is not the document's."""
        if tail.end != first or tail.date or tail.title or tail.issuer:
            return None
        note = _FOOTNOTE.match(view.text, first)
        i = view.index(note.end() if note else first)
        if view.text[note.end() if note else first : view.start(i)].strip(_QUOTES) or self._is_subject(view, i):
            return None
        certain = view.capital(i)
        for k in range(i, min(len(view), i + _LONGEST_WORDS)):
            gap = view.text[view.end(k) : view.start(k)] if k > i else ""
            if "|" in gap or (". " in gap and view.key(k) != _DAY):
                return None
            certain = certain and not (";" in gap and view.capital(k))
            longer = self._register_end(view, tail, first, k, certain) if view.key(k) == _DAY else None
            if longer:
                return longer
        return None

    def _is_subject(self, view: View, i: int) -> bool:
        """Whether a body that does something begins at word ``i``: no title, but the sentence's next part."""
        end = self._bodies.known_at(view, i)
        if end is None or self._vocabulary.after_issuer.at(view, end):
            return False
        return (self._vocabulary.issues.at(view, end) or self._vocabulary.ends.at(view, end)) is not None

    def _register_end(self, view: View, tail: Tail, first: int, k: int, certain: bool) -> Tail | None:
        """``tail`` with the title that ends before word ``k``, the date and the issuer that follow; where the title is
        not ``certain``, only with the words that end an entry of a register."""
        found = date_at(view.text, view.start(k))
        if not found:
            return None
        of = view.index(found.end)
        end = self._bodies.after_of(view, of + 1, tail.joint) if view.key(of) == _OF and view.gap(of) == "" else None
        if end is None:
            return None
        # the last day of an entry is its document's, even right after the name of another
        if not self._vocabulary.in_force.at(view, end):
            another = self._vocabulary.not_date_after.before(view, k) is not None
            if another or not certain or self._follows_name(view, k):
                return None
        title = self._register_title(view, first, view.end(k))
        return replace(
            tail, end=view.end(end), date=found.date, issuer=(view.start(of + 1), view.end(end)), title=title
        )

    def _follows_name(self, view: View, k: int) -> bool:
        """Whether the date at word ``k`` is that of the document named right before it."""
        named = self._vocabulary.types.before(view, k)
        if named and view.capital(named[0]):
            return True
        return bool(_CODE_END.search(view.text, max(0, view.end(k) - 40), view.end(k)))

    def _register_title(self, view: View, first: int, last: int) -> Span | None:
        """The title of a register, without the type's word or "về" before it."""
        i = view.index(first)
        hit = self._vocabulary.types.at(view, i)
        if hit and (self._vocabulary.after_issuer.at(view, hit.end) or self._vocabulary.types.at(view, hit.end)):
            i = hit.end
        start = min(view.start(i), last)
        while view.text[last : last + 1] in _CLOSERS and last < len(view.text):
            last += 1
        found = without_about(view.text, start, last, last, False)
        return (found.first, found.last) if found else None

    @staticmethod
    def _closed(view: View, tail: Tail, first: int) -> Tail:
        """``tail`` with the bracket that it opened."""
        text = view.text[first : tail.end]
        if text.count("(") > text.count(")") and view.text[tail.end : tail.end + 1] == ")":
            return replace(tail, end=tail.end + 1)
        return tail


def _may_enclose(tail: Tail) -> bool:
    """Whether the title may name other documents: it is quoted, or date and issuer follow it."""
    return tail.title is not None and tail.end > tail.title[1]


def _with_issuer(view: View, tail: Tail, first: int, end: int | None) -> Tail | None:
    if end is None:
        return None
    start, last = view.start(first), view.end(end)
    if view.text.count("(", start, last) > view.text.count(")", start, last) and view.text[last : last + 1] == ")":
        last += 1
    return replace(tail, end=last, issuer=(start, last))
