"""Short names that a document declares: "(sau đây viết tắt là Nghị quyết số 21-NQ/TW)"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.document import Alias
from kg.extract.citations.mention import Mention, Span, Tail
from kg.extract.citations.view import Phrases, View
from kg.extract.citations.vocabulary import Vocabulary
from kg.ids import code_key

#: a short name that is longer is none
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Declared:
    """Short names with the mention that each belongs to, and where they are declared."""

    names: tuple[tuple[str, Mention], ...]
    spans: tuple[Span, ...]


class Aliases:
    """Finds declarations of short names."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def find(self, view: View, text: str, mentions: list[Mention]) -> Declared:
        """The declarations in ``text``."""
        names: list[tuple[str, Mention]] = []
        spans: list[Span] = []
        for i in range(1, len(view)):
            hit = self._vocabulary.declares.at(view, i) if "(" in view.gap(i) else None
            if not hit or hit.end >= len(view):
                continue
            start, end = view.start(hit.end), text.find(")", view.end(hit.end), view.end(hit.end) + _LONGEST)
            if end < 0 or not self._vocabulary.types.at(view, hit.end):
                continue
            short = text[start:end].strip(' "“”«»*:')
            owner = _owner(short, view.end(i), mentions)
            if owner:
                names.append((short, owner))
                spans.append((view.end(i), end))
        return Declared(tuple(names), tuple(spans))

    def mentions(self, view: View, short_names: Iterable[str], taken: list[Mention]) -> list[Mention]:
        """Where short names stand that were declared before, outside of ``taken``. A type's word alone is none: it is
        said of every document of its type."""
        names = Phrases((name, True) for name in short_names if not self._is_type(View(name)))
        spans = {(m.start, m.end) for m in taken}
        found: list[Mention] = []
        for i in range(len(view)):
            hit = names.at(view, i)
            if not hit or not view.capital(i) or any(a <= view.start(i) < b for a, b in spans):
                continue
            start, end = view.start(i), view.end(hit.end)
            # its first word is a part of the name: "Chương trình OCOP" may be a decision
            found.append(Mention("short", start, end, Tail(end), name=(start, end)))
            spans.add((start, end))
        return found

    def _is_type(self, view: View) -> bool:
        hit = self._vocabulary.types.at(view, 0)
        return hit is not None and hit.end == len(view)

    @staticmethod
    def of(declared: Declared, mentions: list[Mention]) -> tuple[Alias, ...]:
        """The short names as records."""
        return tuple(Alias(short, mentions.index(owner)) for short, owner in declared.names if owner in mentions)


def _owner(short: str, at: int, mentions: list[Mention]) -> Mention | None:
    """The mention before ``at`` whose code stands in the short name; else the one that ends there, if there is one."""
    before = [m for m in mentions if m.start < at]
    key = code_key(short)
    same = [m for m in before if m.code and code_key(m.code) in key]
    if same:
        return same[0]
    if before and (before[-1].end >= at - 2) and not any(c.isdigit() for c in short if before[-1].code):
        return before[-1]
    return before[-1] if before and before[-1].end >= at - 2 and (before[-1].number or "") in short else None
