"""Why something was found: each word of the query, what stands for it in the text, and how the two are alike."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.search.answer import Matched
from kg.search.front import How, QueryReading
from kg.search.plan import Choice, Node
from kg.search.rank import Match
from kg.text import folded, words

#: from the surest to the least sure
_ORDER = tuple(How)
#: readings that say of themselves how they came about; the others are told by their marks
_AS_TYPED = frozenset((How.EXACT, How.WITHOUT_MARKS, How.OTHER_MARKS))


class Printed(NamedTuple):
    """A text with the places and both forms of its words."""

    text: str
    spans: list[tuple[int, int]]
    plain: list[str]
    marked: list[str]

    @classmethod
    def of(cls, text: str) -> "Printed":
        """The words of ``text``."""
        spans = words(text)
        both = folded(text)
        if len(both) != len(spans):  # a letter that folding drops or parts: word by word, the places stay right
            both = [pair for start, end in spans for pair in folded(text[start:end])[:1] or [("", "")]]
        return cls(text, spans, [p for p, _ in both], [m for _, m in both])

    def find(self, syllables: tuple[str, ...]) -> Iterator[int]:
        """Where ``syllables`` stand in a row."""
        wanted, at = list(syllables), -1
        while True:
            try:
                at = self.plain.index(wanted[0], at + 1)
            except ValueError:
                return
            if self.plain[at : at + len(wanted)] == wanted:
                yield at


def matched(reading: QueryReading, matches: Iterable[Match], places: tuple[Printed, ...]) -> tuple[Matched, ...]:
    """Each part of the query once, in order, with the place that stands best for it: in the first of ``places``, which
    is the text of the hit, or else beside it."""
    found: dict[int, Matched] = {}
    for match in sorted(matches, key=lambda m: -m.choice.weight):
        for node, at, printed in _placed(match.choice, places):
            if node.first not in found:
                found[node.first] = _told(reading, node, at, printed, printed is places[0])
    return tuple(found[at] for at in sorted(found))


def _placed(choice: Choice, places: tuple[Printed, ...]) -> Iterator[tuple[Node, int, Printed]]:
    """The readings of a choice with the place where they stand together, preferring that with the marks typed."""
    for printed in places:
        spots = list(printed.find(choice.syllables))
        if not spots:
            continue
        length = len(choice.syllables)
        at = next((s for s in spots if tuple(printed.marked[s : s + length]) == choice.marked), spots[0])
        for node in choice.nodes:
            yield node, at, printed
            at += len(node.candidate.syllables)
        return


def _told(reading: QueryReading, node: Node, at: int, printed: Printed, inside: bool) -> Matched:
    last = at + len(node.candidate.syllables) - 1
    start, end = printed.spans[at][0], printed.spans[last][1]
    typed = reading.text[reading.words[node.first].start : reading.words[node.last - 1].end]
    how = node.candidate.how
    if how in _AS_TYPED:
        how = _by_marks(reading, typed, tuple(printed.marked[at : last + 1]))
    place = (start, end) if inside else (None, None)
    return Matched(typed, printed.text[start:end], how.value, *place)


def _by_marks(reading: QueryReading, typed: str, marked: tuple[str, ...]) -> How:
    """Whether the marks in the text are those typed; a query without any leaves them open."""
    if tuple(m for _, m in folded(typed)) == marked:
        return How.EXACT
    return How.OTHER_MARKS if reading.marks else How.WITHOUT_MARKS


def weakest(found: Iterable[Matched]) -> str:
    """The least sure of the ways in which the parts were found."""
    return max((m.how for m in found), key=lambda how: _ORDER.index(How(how)), default=How.EXACT.value)
