"""Stage 3, mentions: resolutions named after the plenum or the congress that passed them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.citations.bodies import Bodies
from kg.extract.citations.dates import Terms, terms_at
from kg.extract.citations.mention import Mention, Tail
from kg.extract.citations.tails import Tails
from kg.extract.citations.view import Hit, View
from kg.extract.citations.vocabulary import TypeWord, Vocabulary
from kg.text import marked_key

_ROMAN = re.compile(r"[IVXL]{1,7}|\d{1,2}")
_GLUED_PLENUM = re.compile(r"(?:nq)?tw(\d{1,2})")
_PERIOD = re.compile(r"\s*+,?+\s*+\(?+\s*+(?:nhiệm kỳ|NHIỆM KỲ)\s*+\d{4}\s*+-\s*+\d{4}(?!\w)\)?")
_SESSION = re.compile(r"\s*+\(?(lần (?:thứ )?\d)\b\)?")
_OF, _AND, _ORDINAL = (marked_key(w) for w in ("của", "và", "thứ"))


@dataclass(frozen=True, slots=True)
class _Plenum:
    """The name of a plenum's resolution: where it ends, and the number."""

    end: int
    number: str


def type_at(view: View, i: int, vocabulary: Vocabulary) -> Hit[TypeWord] | None:
    """The type's word that begins with word ``i``; letters that stand for one must stand as they are."""
    hit = vocabulary.types.at(view, i)
    if hit and hit.value.letters and view.text[view.start(i) : view.end(hit.end)] != hit.phrase:
        return None
    return hit


class Meetings:
    """Finds "Nghị quyết Trung ương 4 (khóa XI, khóa XII)" and "Nghị quyết Đại hội …"."""

    def __init__(self, vocabulary: Vocabulary, bodies: Bodies, tails: Tails) -> None:
        self._vocabulary = vocabulary
        self._bodies = bodies
        self._tails = tails

    def at(self, view: View, i: int, kind: Hit[TypeWord] | None, limit: int) -> list[Mention]:
        """The documents that word ``i`` begins to name: one for each plenum and term."""
        return self._congress(view, i, kind, limit) or self._plenums(view, i, kind, limit)

    def in_small_letters(self, view: View, i: int, kind: Hit[TypeWord] | None, limit: int) -> list[Mention]:
        """The same for a type's word in small letters, where a term follows."""
        return [m for m in self._plenums(view, i, kind, limit) if m.tail.terms] if kind else []

    def _plenums(self, view: View, i: int, kind: Hit[TypeWord] | None, limit: int) -> list[Mention]:
        found = self._first(view, i, kind)
        if not found:
            return []
        listed = [found, *self._further(view, view.index(found.end))]
        if view.key(view.index(listed[-1].end)) and self._counts(view, listed[-1].end):
            listed = listed[:1]
        terms = terms_at(view.text, listed[-1].end)
        if len(listed) > 1 and (not terms or len(terms.terms) > 1):  # which term is whose is not said
            listed, terms = listed[:1], terms_at(view.text, found.end)
        return list(self._mentions(view, view.start(i), listed, terms, kind, limit))

    def _mentions(
        self, view: View, start: int, listed: list[_Plenum], terms: Terms | None, kind: Hit[TypeWord] | None, limit: int
    ) -> Iterator[Mention]:
        at = listed[-1].end
        core = terms.end if terms else at
        if "(" in view.text[at:core] and view.text[core : core + 1] == ")":
            core += 1
        # the plenum is the issuer: none is looked for behind it
        tail = self._tails.read(view, core, frozenset({limit}), limit, Tail(core, issuer=(at, at)))
        name = (start, listed[0].end)
        for plenum in listed:
            for term in terms.terms if terms else (None,):
                yield Mention(
                    kind="plenum",
                    start=start,
                    core=core,
                    tail=Tail(tail.end, tail.date, tail.year, None, (term,) if term else (), tail.title),
                    type=kind.value.name if kind else "Nghị quyết",
                    plenum=plenum.number,
                    name=name,
                    title=tail.title,
                )

    def _first(self, view: View, i: int, kind: Hit[TypeWord] | None) -> _Plenum | None:
        k = kind.end if kind else i
        glued = _GLUED_PLENUM.fullmatch(view.key(k))
        if glued:
            return _Plenum(view.end(k + 1), glued[1])
        opening = self._vocabulary.kinds["plenum"].at(view, i)
        number = self._number(view, opening.end) if opening and not view.gap(opening.end) else None
        if not number:
            return None
        end, value = number
        session = _SESSION.match(view.text, view.end(end))
        if session:
            return _Plenum(session.end(), f"{value} {session[1]}")
        of = end + 1 if view.key(end) == _OF else end
        body = self._bodies.known_at(view, of) if view.gap(of) == "" else None
        return _Plenum(view.end(body or end), value)

    def _further(self, view: View, i: int) -> Iterator[_Plenum]:
        """The further numbers of a list: "Nghị quyết Trung ương 4, 6 và 7"."""
        while view.gap(i) == "," or view.key(i) == _AND:
            k = i + 1 if view.key(i) == _AND else i
            if not view.word(k).isdigit() or len(view.word(k)) > 2 or self._counts(view, view.end(k + 1)):
                return
            yield _Plenum(view.end(k + 1), str(int(view.word(k))))
            i = k + 1

    def _counts(self, view: View, at: int) -> bool:
        """Whether the number that ends at ``at`` counts something, or is a part of a longer one."""
        if _SESSION.match(view.text, at):
            return False
        return bool(self._vocabulary.counted.at(view, view.index(at))) or view.text[at : at + 1] in tuple("/-%")

    def _number(self, view: View, i: int) -> tuple[int, str] | None:
        word = view.word(i)
        if word.isdigit() and len(word) <= 2 and not self._counts(view, view.end(i + 1)):
            return i + 1, str(int(word))
        hit = self._vocabulary.ordinals.at(view, i)
        return (hit.end, str(hit.value)) if hit else None

    def _congress(self, view: View, i: int, kind: Hit[TypeWord] | None, limit: int) -> list[Mention]:
        opening = self._vocabulary.kinds["congress"].at(view, i)
        end = self._congress_end(view, opening.end) if opening and view.capital(i) else None
        if end is None:
            return []
        period = _PERIOD.match(view.text, view.end(end))
        at = period.end() if period else view.end(end)
        if at > limit:
            return []
        tail = self._tails.read(view, at, frozenset({limit}), limit)
        name = (view.start(i), at)
        return [Mention("congress", view.start(i), at, tail, kind.value.name if kind else None, name=name)]

    def _congress_end(self, view: View, i: int) -> int | None:
        end = i
        while end < len(view) and view.gap(end) == "":
            further = self._congress_part(view, end)
            if further is None:
                break
            end = further
        return end if end > i or _PERIOD.match(view.text, view.end(end)) else None

    def _congress_part(self, view: View, i: int) -> int | None:
        hit = self._vocabulary.congress_parts.at(view, i) or self._vocabulary.bodies.at(view, i)
        if hit:
            return hit.end
        if _ROMAN.fullmatch(view.word(i)):
            return i + 1
        ordinal = self._vocabulary.ordinals.at(view, i)
        if ordinal and view.key(i - 1) == _ORDINAL:
            return ordinal.end
        return i + 1 if view.capital(i) and not type_at(view, i, self._vocabulary) else None
