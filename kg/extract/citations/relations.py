"""Relations that the words between two mentions state: "A thay thế B", "A được sửa đổi bởi B", "A kèm theo B"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.citations.mention import Mention, Span
from kg.extract.citations.view import View
from kg.extract.citations.vocabulary import Vocabulary
from kg.places import Flow
from kg.records import Relation

#: words between a mention and the words that state a relation, and between these and the next mention
_BEFORE, _AFTER = 4, 12


class Relations:
    """Finds stated relations."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

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
        itself: list[tuple[Span, int | None]] = [(span, None) for span in self.itself(view)]
        named: list[tuple[Span, int | None]] = [((m.start, m.end), n) for n, m in enumerate(mentions)]
        ends = sorted(itself + named, key=lambda x: x[0])
        found: list[Relation] = []
        for (left, a), (right, b) in zip(ends, ends[1:], strict=False):
            if b is not None and left[1] <= right[0]:
                found += self._between(view, flow, left[1], right[0], a, b)
        return tuple(found)

    def _between(self, view: View, flow: Flow, at: int, until: int, a: int | None, b: int) -> list[Relation]:
        first, last = view.index(at), view.index(until)
        if set(view.text[at:until]) & set(";|") or ". " in view.text[at:until]:
            return []
        for i in range(first, min(last, first + _BEFORE)):
            hit = self._vocabulary.relations.at(view, i)
            if hit and hit.end <= last and last - hit.end <= _AFTER:
                cut = flow[view.start(i) : view.end(hit.end)]
                return [Relation(a, b, hit.value, cut.text, cut.source)]
        return []
