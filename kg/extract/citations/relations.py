"""Relations that the words between two mentions state: "A thay thế B", "A được sửa đổi bởi B", "A kèm theo B".

Every word between the two must be understood: "A sửa đổi quy trình thực hiện B" states nothing between A and B.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.document import Relation
from kg.extract.citations.bodies import Bodies
from kg.extract.citations.mention import Mention, Span
from kg.extract.citations.view import Phrases, View
from kg.extract.citations.vocabulary import Vocabulary
from kg.places import Flow
from kg.text import marked_key

_OF, _AND, _NUMBER = (marked_key(w) for w in ("của", "và", "số"))
_LIST = frozenset({_AND, _NUMBER})
#: the kind that keeps its direction after "được": "được ban hành kèm theo"
_ATTACHED = "attached_to"


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a relation: a mention by its number, or the document itself (None)."""

    span: Span
    mention: int | None


@dataclass(frozen=True, slots=True)
class _Stated:
    """Words that state a relation: their place, the kind, whether it is turned round, whether a list follows."""

    span: Span
    kind: str
    back: bool
    plural: bool


class Relations:
    """Finds stated relations."""

    def __init__(self, vocabulary: Vocabulary, bodies: Bodies) -> None:
        self._vocabulary = vocabulary
        self._bodies = bodies

    def itself(self, view: View) -> tuple[Span, ...]:
        """Where the text speaks of the document that it stands in."""
        return tuple(self._itself(view))

    def _itself(self, view: View) -> Iterator[Span]:
        for i in range(len(view)):
            hit = self._vocabulary.types.at(view, i) if view.capital(i) else None
            this = self._vocabulary.itself.at(view, hit.end) if hit and not hit.value.letters else None
            if hit and this and view.gap(hit.end) == "":
                yield view.start(i), view.end(this.end)

    def find(self, view: View, flow: Flow, mentions: list[Mention]) -> tuple[Relation, ...]:
        """The relations between each mention, or the document itself, and the next mention."""
        named = [_End((m.start, m.end), n) for n, m in enumerate(mentions)]
        ends = sorted([*(_End(span, None) for span in self.itself(view)), *named], key=lambda e: e.span)
        found: list[Relation] = []
        open_list: tuple[_End, _Stated] | None = None
        opening = self._opening(view, ends)
        if opening:
            found.append(self._relation(flow, None, opening, ends[0].mention or 0))
        for left, right in pairwise(ends):
            if right.mention is None or left.span[1] > right.span[0]:
                open_list = None
                continue
            stated = self._stated(view, left, right)
            if stated:
                open_list = (left, stated) if stated.plural else None
                found.append(self._relation(flow, left.mention, stated, right.mention))
            elif open_list and self._goes_on(view, left, right):
                found.append(self._relation(flow, open_list[0].mention, open_list[1], right.mention))
            else:
                open_list = None
        return tuple(found)

    @staticmethod
    def _relation(flow: Flow, a: int | None, stated: _Stated, b: int) -> Relation:
        cut = flow[stated.span[0] : stated.span[1]]
        if stated.back and a is not None:
            return Relation(b, a, stated.kind, cut.text, cut.source)
        return Relation(a, b, stated.kind, cut.text, cut.source)

    def _opening(self, view: View, ends: list[_End]) -> _Stated | None:
        """ "(Ban hành kèm theo Quyết định số …)" at the very start speaks of the document that it stands in."""
        if not ends or ends[0].mention is None:
            return None
        hit = self._vocabulary.relations.at(view, 0)
        if not hit or hit.value != _ATTACHED or view.start(hit.end) != ends[0].span[0]:
            return None
        return _Stated((view.start(0), view.end(hit.end)), hit.value, False, False)

    def _stated(self, view: View, left: _End, right: _End) -> _Stated | None:
        first, last = view.index(left.span[1]), view.index(right.span[0])
        marks = set(view.text[left.span[1] : right.span[0]])
        if marks & set(";|:") or not self._unbroken(view, first, last):
            return None
        for i in range(first, last):
            hit = self._vocabulary.relations.at(view, i)
            if not hit or hit.end > last:
                continue
            back = self._is_understood_before(view, first, i, left.mention is None)
            after = self._covers(view, hit.end, last, self._vocabulary.relation_after)
            if back is not None and after and (back or left.mention is None or "," not in view.gap(first)):
                turned = back and hit.value != _ATTACHED
                plural = any(self._vocabulary.plurals.at(view, k) for k in range(hit.end, last))
                return (
                    None
                    if turned and left.mention is None
                    else _Stated((view.start(i), view.end(hit.end)), hit.value, turned, plural)
                )
        return None

    @staticmethod
    def _unbroken(view: View, first: int, last: int) -> bool:
        return all(not view.gap(i).startswith(".") for i in range(first, last + 1))

    def _is_understood_before(self, view: View, first: int, end: int, itself: bool) -> bool | None:
        """Whether the words before those of the relation turn it round; None where they are not understood.

        After "Quyết định này" more may stand ("có hiệu lực từ ngày ký và thay thế …").
        """
        if itself and end > first and view.key(end - 1) == _AND:
            return False
        turned = False
        i = first
        while i < end:
            passive = self._vocabulary.passives.at(view, i)
            hit = passive or self._vocabulary.relation_before.at(view, i)
            after = self._enacted(view, i) or (hit.end if hit else None)
            if after is None or after > end:
                return None
            turned = turned or passive is not None
            i = after
        return turned

    def _enacted(self, view: View, i: int) -> int | None:
        """The end of the plan that a decision issues: "ban hành Kế hoạch của Ủy ban nhân dân tỉnh"."""
        opening = self._vocabulary.enacts.at(view, i)
        hit = self._vocabulary.types.at(view, opening.end) if opening else None
        if not opening or not hit or hit.value.letters or not view.capital(opening.end):
            return None
        if view.key(hit.end) == _OF:
            return self._bodies.known_at(view, hit.end + 1)
        return hit.end

    @staticmethod
    def _covers(view: View, first: int, last: int, phrases: Phrases[bool]) -> bool:
        i = first
        while i < last:
            hit = phrases.at(view, i)
            if not hit:
                return False
            i = hit.end
        return i == last

    @staticmethod
    def _goes_on(view: View, left: _End, right: _End) -> bool:
        keys = {view.key(i) for i in range(view.index(left.span[1]), view.index(right.span[0]))}
        return keys <= _LIST and ";" not in view.text[left.span[1] : right.span[0]]
