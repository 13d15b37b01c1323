"""Stage 3, mentions: documents named without a code: charters, laws, by a quoted title, a date or a bare number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.citations.bodies import Bodies
from kg.extract.citations.dates import Dated, date_at, year_at
from kg.extract.citations.meetings import Meetings, type_at
from kg.extract.citations.mention import Mention, Tail
from kg.extract.citations.tails import Tails
from kg.extract.citations.titles import quoted_at, title_end
from kg.extract.citations.view import Hit, View
from kg.extract.citations.vocabulary import TypeWord, Vocabulary
from kg.text import marked_key

#: "Luật Đất đai (sửa đổi)"
_AMENDED = re.compile(r"\s*+\((?:sửa đổi|sửa đổi, bổ sung)\)", re.IGNORECASE)
_LONGEST_LAW = 40
_OF, _AND = marked_key("của"), marked_key("và")
#: "PHÁP LUẬT" is no law
_NORM = marked_key("pháp")


class Named:
    """Finds documents named without a code."""

    def __init__(self, vocabulary: Vocabulary, bodies: Bodies, tails: Tails) -> None:
        self._vocabulary = vocabulary
        self._bodies = bodies
        self._tails = tails
        self._meetings = Meetings(vocabulary, bodies, tails)

    def find(self, view: View, taken: list[tuple[int, int]]) -> list[Mention]:
        """The mentions in ``view`` outside of the spans ``taken``, in order."""
        found: list[Mention] = []
        spans = iter([*taken, (len(view.text) + 1, len(view.text) + 1)])
        start, end = next(spans)
        at = 0
        for i in range(len(view)):
            while end <= view.start(i) and start <= len(view.text):
                start, end = next(spans)
            if view.start(i) < at or start <= view.start(i):
                continue
            for mention in self._at(view, i, start):
                if mention.end <= start:
                    found.append(mention)
                    at = mention.end
        return found

    def _at(self, view: View, i: int, limit: int) -> list[Mention]:
        hit = type_at(view, i, self._vocabulary)
        if not view.capital(i):  # "kết luận Hội nghị Trung ương 4 khóa IX"
            return self._meetings.in_small_letters(view, i, hit, limit)
        return (
            self._meetings.at(view, i, hit, limit)
            or self._charter(view, i, hit, limit)
            or self._law(view, i, limit)
            or (self._of_type(view, i, hit, limit) if hit else [])
        )

    def _tail(self, view: View, at: int, limit: int) -> Tail:
        return self._tails.read(view, at, frozenset({limit}), limit)

    # -- charters and laws

    def _charter(self, view: View, i: int, kind: Hit[TypeWord] | None, limit: int) -> list[Mention]:
        hit = self._vocabulary.kinds["charter"].at(view, i)
        if not hit or not kind:
            return []
        at = view.end(hit.end)
        year = year_at(view.text, at, bare=False) or self._revised(view, hit.end)
        tail = Tail(year.end, year=year.year) if year else Tail(at)
        return [Mention("charter", view.start(i), at, tail, kind.value.name, name=(view.start(i), at))]

    def _revised(self, view: View, k: int) -> Dated | None:
        """ "(bổ sung, phát triển năm 2011)": the year of the version that is meant."""
        if view.gap(k) != "(":
            return None
        hit = self._vocabulary.revised.at(view, k)
        year = year_at(view.text, view.end(hit.end), bare=False) if hit else None
        return Dated(year.end + 1, None, year.year) if year and view.text[year.end : year.end + 1] == ")" else None

    def _law(self, view: View, i: int, limit: int) -> list[Mention]:
        hit = self._vocabulary.kinds["law"].at(view, i)
        if not hit or view.gap(hit.end) or self._vocabulary.numbers.at(view, hit.end):
            return []
        if self._vocabulary.itself.at(view, hit.end) or view.key(i - 1) == _NORM:
            return []
        about = self._vocabulary.about.at(view, hit.end)  # "Pháp lệnh Về Hàm, cấp ngoại giao"
        first = about.end if about else hit.end
        known = self._known_law(view, first)
        end = known or (self._about_end(view, hit.end, first, limit) if about else self._law_end(view, first))
        if end is None or view.end(end) > limit:
            return []
        title = (view.start(first), view.end(end))
        amended = _AMENDED.match(view.text, view.end(end))
        at = amended.end() if amended else view.end(end)
        tail = self._tail(view, at, limit)
        if not (known or about or tail.date or tail.year or self._ends_clearly(view, first, end)):
            return []
        return [
            Mention(
                "law", view.start(i), at, tail, hit.phrase, issuer=tail.issuer, name=(view.start(i), at), title=title
            )
        ]

    def _known_law(self, view: View, first: int) -> int | None:
        """The end of a known law's name, or of "sửa đổi, bổ sung một số điều của Luật …"."""
        opening = self._vocabulary.amending.at(view, first)
        if opening:
            law = self._vocabulary.kinds["law"].at(view, opening.end)
            end = self._known_law(view, law.end) if law else None
            return self._further_laws(view, end) if end else None
        hit = self._vocabulary.laws.at(view, first)
        return hit.end if hit else None

    def _further_laws(self, view: View, end: int) -> int:
        """The end of the list of laws that one law amends."""
        while view.gap(end) == "," or view.key(end) == _AND:
            law = self._vocabulary.kinds["law"].at(view, end + 1 if view.key(end) == _AND else end)
            hit = self._vocabulary.laws.at(view, law.end) if law else None
            if not hit:
                break
            end = hit.end
        return end

    @staticmethod
    def _ends_clearly(view: View, first: int, end: int) -> bool:
        """Whether an unknown name is all that stands up to the next mark."""
        whole = all(view.gap(k) == "" for k in range(first + 1, end))
        return (
            whole
            and view.capital(first)
            and view.gap(end)[:1] in (";", ".", ")", "")
            and bool(view.gap(end) or end == len(view))
        )

    def _about_end(self, view: View, about: int, first: int, limit: int) -> int | None:
        """The end of a name that begins with "Về" and stands in a register: "Pháp lệnh Về Hàm, cấp ngoại giao"."""
        end = title_end(view, view.start(first), frozenset({limit}), self._vocabulary) if view.capital(about) else None
        return view.index(end) if end and self._vocabulary.in_force.at(view, view.index(end)) else None

    def _law_end(self, view: View, first: int) -> int | None:
        """The end of an unknown law's name. Its first words may be verbs ("Luật Tổ chức Quốc hội")."""
        if first >= len(view) or not view.word(first)[:1].isalpha():
            return None
        opening = self._vocabulary.ends.at(view, first)
        end = opening.end if opening else first + 1
        while end < min(len(view), first + _LONGEST_LAW) and self._law_goes_on(view, end):
            end += 1
        while end > first + 1 and view.key(end - 1) in (_AND, _OF):
            end -= 1
        return end if end < first + _LONGEST_LAW else None

    def _law_goes_on(self, view: View, i: int) -> bool:
        gap = view.gap(i)
        if gap not in ("", ",", "-") or (gap == "," and view.capital(i)) or view.word(i).isdigit():
            return False
        if view.key(i) == _OF and self._bodies.known_at(view, i + 1):
            return False
        if self._vocabulary.kinds["law"].at(view, i) and view.capital(i):
            return view.key(i - 1) == _OF
        return not self._vocabulary.ends.at(view, i) and not (view.capital(i) and type_at(view, i, self._vocabulary))

    # -- a type's word with a title, a date or a bare number

    def _of_type(self, view: View, i: int, hit: Hit[TypeWord], limit: int) -> list[Mention]:
        at = view.end(hit.end)
        start = view.start(i)
        unnumbered = self._vocabulary.no_number.at(view, hit.end)
        if unnumbered and not view.gap(hit.end):
            core = view.end(unnumbered.end)
            return [self._made("dated", start, core, self._tail(view, core, limit), hit)]
        if not hit.value.letters and quoted_at(view.text, at):
            tail = self._tail(view, at, limit)
            if tail.title and view.text.count(" ", *tail.title) >= 1:
                return [self._made("titled", start, at, tail, hit)]
        if not hit.value.letters and (date_at(view.text, at) or view.key(hit.end) == _OF):
            tail = self._tail(view, at, limit)
            if tail.date:
                return [self._made("dated", start, at, tail, hit)]
        return list(self._spoken(view, i, hit, limit))

    @staticmethod
    def _made(kind: str, start: int, core: int, tail: Tail, hit: Hit[TypeWord]) -> Mention:
        return Mention(kind, start, core, tail, hit.value.name, issuer=tail.issuer, title=tail.title)

    def _spoken(self, view: View, i: int, hit: Hit[TypeWord], limit: int) -> Iterator[Mention]:
        """ "Chỉ thị 28", "Nghị quyết 57, 59 và 66": a number that counts nothing."""
        if not hit.value.codes:
            return
        number = self._vocabulary.numbers.at(view, hit.end)
        k = number.end if number else hit.end
        start = view.start(i)
        while self._is_number(view, k, numbered=number is not None):
            at = view.end(k + 1)
            tail = self._tail(view, at, limit)
            yield Mention("spoken", start, at, tail, hit.value.name, view.word(k), issuer=tail.issuer, title=tail.title)
            joined = view.key(k + 1) == _AND and view.gap(k + 1) == ""
            k += 2 if joined else 1
            start = view.start(k)
            if tail.end > at or not (joined or view.gap(k) == ","):
                return

    def _is_number(self, view: View, k: int, numbered: bool) -> bool:
        word = view.word(k)
        if not word.isdigit() or len(word) > 4 or view.gap(k) not in ("", ",", ":"):
            return False
        if not numbered and (len(word) == 1 or (len(word) == 4 and word[:2] in ("19", "20"))):
            return False
        after = view.text[view.end(k + 1) : view.end(k + 1) + 2]
        if after[:1] in tuple("/-%&") or (after[:1] in tuple(".,:") and after[1:].isalnum()):
            return False
        if (
            view.gap(k + 1) == ""
            and view.word(k + 1).isupper()
            and len(view.word(k + 1)) > 1
            and not view.shouts(k - 1)
        ):
            return False  # "Kế hoạch 20 KCN"
        return view.gap(k + 1)[:1] not in tuple("-/%") and not self._vocabulary.counted.at(view, k + 1)


def _of_term(tail: Tail, term: str | None) -> Tail:
    return Tail(tail.end, tail.date, tail.year, None, (term,) if term else (), tail.title)
