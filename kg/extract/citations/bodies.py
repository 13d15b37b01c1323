"""Stage 3, mentions: the name of the body that issued a document.

A known name is read exactly, and may be completed by further known names, a level and its place ("Ban Thường vụ" +
"Tỉnh ủy" + "Lào Cai"). An unknown name runs to the first word that cannot belong to one.
"""

from __future__ import annotations

from kg.extract.citations.view import View
from kg.extract.citations.vocabulary import Vocabulary
from kg.text import marked_key

#: a name that is longer was not understood
_LONGEST = 24
_LONGEST_JOINT = 60
_OF, _AND, _ORDINAL, _TIMES = (marked_key(w) for w in ("của", "và", "thứ", "lần"))
_JOINT = marked_key("liên")
_MEETING = tuple(marked_key(w).split() for w in ("Hội nghị", "Đại hội", "Kỳ họp"))


class Bodies:
    """Reads names of bodies."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def after_of(self, view: View, i: int, joint: bool = False) -> int | None:
        """The end of the name that begins with word ``i`` after "của": known, or else in capitals. ``joint``: several
        bodies may be listed."""
        if self._opens(view, i):
            return self._known(view, i, joint)
        return self._run(view, i) if view.capital(i) and not self._is_type(view, i) else None

    def known_at(self, view: View, i: int) -> int | None:
        """The end of the known name that begins with word ``i``."""
        return self._known(view, i) if self._opens(view, i) and view.capital(i) else None

    def meeting_at(self, view: View, i: int) -> int | None:
        """The end of the name of a plenum, a congress or a session that begins with word ``i``."""
        return self._known(view, i) if self._is_meeting(view, i) and view.capital(i) else None

    def _opens(self, view: View, i: int) -> bool:
        if self._vocabulary.small_openings.at(view, i):
            return True
        return view.capital(i) and (self._vocabulary.bodies.at(view, i) is not None or self._is_meeting(view, i))

    @staticmethod
    def _is_meeting(view: View, i: int) -> bool:
        return [view.key(i), view.key(i + 1)] in _MEETING

    def _known(self, view: View, first: int, joint: bool = False) -> int | None:
        hit = self._vocabulary.bodies.at(view, first) or self._vocabulary.small_openings.at(view, first)
        end = hit.end if hit else first + 2
        while end < len(view):
            further = self._further(view, first, end, joint)
            if further is None:
                return end
            if further - first > (_LONGEST_JOINT if joint else _LONGEST):
                return None
            end = further
        return end

    def _further(self, view: View, first: int, end: int, joint: bool) -> int | None:
        """The end of one more part of the name, or None where the name ends."""
        gap = view.gap(end)
        if gap == ")" and "(" in view.text[view.start(first) : view.end(end)]:
            gap = ""
        if gap == "." and self._is_short_place(view, end):
            return self._place(view, end)
        if gap == "":
            return self._adjacent(view, first, end)
        if gap == "," and (joint or self._may_list(view, first)):
            return self._next_body(view, end)
        if gap == "-" and view.capital(end) and not self._is_type(view, end):
            return self._run(view, end, view.shouts(first))
        if gap == "(" and view.key(end) == _TIMES and view.gap(end + 2).startswith(")"):
            return end + 2
        return None

    def _is_short_place(self, view: View, end: int) -> bool:
        """Whether the word before ``end`` shortens the word before a place's name: "TP. Đà Nẵng"."""
        return view.word(end - 1).isupper() and self._vocabulary.places.before(view, end, 1) is not None

    def _adjacent(self, view: View, first: int, end: int) -> int | None:
        vocabulary = self._vocabulary
        if view.key(end) in (_OF, _AND):
            return self._next_body(view, end + 1)
        if view.key(end) == _TIMES:
            return end + 3 if view.key(end + 1) == _ORDINAL else end + 2
        if self._is_type(view, end):
            return None
        hit = vocabulary.bodies.at(view, end)
        if hit and (view.capital(end) or vocabulary.places.at(view, end) or not hit.phrase[:1].isupper()):
            return hit.end
        if vocabulary.places.before(view, end, 2):
            return self._place(view, end)
        if view.word(end).isdigit() and vocabulary.places.at(view, end + 1):  # "Ban Chỉ đạo 35 tỉnh"
            return end + 1
        if view.capital(end) and not vocabulary.ends.at(view, end):
            return self._run(view, end, view.shouts(first))
        return None

    def _next_body(self, view: View, i: int) -> int | None:
        hit = self._vocabulary.bodies.at(view, i)
        if hit and view.gap(i) == "" and view.capital(i) and not self._is_type(view, i):
            return hit.end
        return hit.end if hit and view.capital(i) and view.gap(i) == "," else None

    def _may_list(self, view: View, first: int) -> bool:
        return view.key(first) == _JOINT or self._is_meeting(view, first)

    def _place(self, view: View, i: int) -> int | None:
        """The end of a place's name: up to five words in capitals."""
        end = i
        while end < len(view) and end - i < 5 and (end == i or view.gap(end) in ("", "-")):
            if not (view.capital(end) or (end == i and view.word(end).isdigit())) or self._is_type(view, end):
                break
            hit = self._vocabulary.ends.at(view, end)
            if hit and (view.shouts(i) or hit.end > end + 1 or self._vocabulary.after_issuer.at(view, end)):
                break
            end += 1
        return end if end > i else None

    def _run(self, view: View, first: int, shouts: bool | None = None) -> int | None:
        """The end of an unknown name: the words up to one at which a name ends."""
        loud = view.shouts(first) if shouts is None else shouts
        end = first + 1
        while end < len(view) and view.gap(end) in ("", "-") and not self._ends(view, end, loud):
            if end - first > _LONGEST:
                return None
            end += 1
        while end > first + 1 and view.key(end - 1) in (_AND, _OF):
            end -= 1
        return end

    def _ends(self, view: View, i: int, loud: bool) -> bool:
        """Whether a name ends before word ``i``. A capital letter speaks for a part of the name, save in "Về"."""
        if view.word(i).isdigit():
            return view.key(i - 1) not in (_ORDINAL, _TIMES)
        if self._is_type(view, i):
            return True
        hit = self._vocabulary.ends.at(view, i)
        if not hit:
            return False
        certain = self._vocabulary.after_issuer.at(view, i) or self._vocabulary.ends.at(view, hit.end)
        return loud or not view.capital(i) or bool(certain)

    def _is_type(self, view: View, i: int) -> bool:
        """Whether a document's name begins with word ``i``: a type, then a number, a quotation or a date."""
        hit = self._vocabulary.types.at(view, i)
        if not hit or not view.capital(i) or (hit.value.letters and view.word(i) != hit.phrase):
            return False
        if self._vocabulary.bodies.at(view, i):
            return False
        gap = view.gap(hit.end)
        following = self._vocabulary.numbers.at(view, hit.end) or view.word(hit.end)[:1].isdigit()
        return bool(following) or gap[:1] in tuple('"“') or bool(self._vocabulary.ends.at(view, hit.end))
