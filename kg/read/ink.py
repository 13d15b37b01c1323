"""Which text elements of a Word file print the characters of the text as read: what a remark is anchored by."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from kg.text import nfc

if TYPE_CHECKING:
    from lxml.etree import _Element

LINE_END = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
#: what becomes one character: a break of lines, or a letter with the marks that stand after it
_CLUSTER = re.compile(rf"{LINE_END.pattern}|.[\u0300-\u036f]*", re.DOTALL)


class Ink(NamedTuple):
    """A stretch of text that one element prints: ``text[at:end]`` shows ``element.text[start:stop]``. Where both are
    of one length, they agree character for character. A tab prints one character, a blank."""

    at: int
    end: int
    element: _Element
    start: int
    stop: int

    @property
    def exact(self) -> bool:
        """Whether places within the stretch can be told."""
        return self.end - self.at == self.stop - self.start

    def moved(self, by: int) -> Ink:
        """The same ink where its text begins ``by`` characters further on."""
        return self._replace(at=self.at + by, end=self.end + by)


@dataclass(slots=True)
class Writing:
    """A line while it is read."""

    texts: list[str] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, element: _Element, printed: int) -> None:
        """Adds what ``element`` prints: ``text``, for ``printed`` characters of its own text."""
        if text:
            self.inks.append(Ink(self.length, self.length + len(text), element, 0, printed))
            self.texts.append(text)
            self.length += len(text)

    def line(self) -> Inked:
        """The line as it stands."""
        return Inked("".join(self.texts), tuple(self.inks))


@dataclass(frozen=True, slots=True)
class Inked:
    """A line of text and the inks that print it, in order; what no ink covers was computed (the number of a list)."""

    text: str = ""
    inks: tuple[Ink, ...] = ()

    def stripped(self) -> Inked:
        """Without white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self._cut(start, max(start, len(self.text.rstrip())))

    def ended(self) -> Inked:
        """Without white space at its end."""
        return self._cut(0, len(self.text.rstrip()))

    def labelled(self, label: str) -> Inked:
        """Behind ``label``, which no element prints."""
        return Inked(f"{label} {self.text}", tuple(i.moved(len(label) + 1) for i in self.inks))

    def clean(self) -> Inked:
        """Composed, breaks of lines as blanks, without white space at both ends: as a line of the text as read."""
        text = nfc(LINE_END.sub(" ", self.text))
        return (self if text == self.text else self._composed(text)).stripped()

    def _cut(self, start: int, stop: int) -> Inked:
        inks = (_clipped(i, start, stop) for i in self.inks if i.at < stop and start < i.end)
        return Inked(self.text[start:stop], tuple(i.moved(-start) for i in inks))

    def _composed(self, text: str) -> Inked:
        """The line as ``text``, which is this one composed: its inks cut into stretches of equal length."""
        clusters = [(m.start(), m.end(), len(nfc(LINE_END.sub(" ", m.group())))) for m in _CLUSTER.finditer(self.text)]
        if sum(size for *_, size in clusters) != len(text):  # letters that compose otherwise than by marks
            return Inked(text, tuple(i._replace(at=0, end=len(text)) for i in self.inks))
        starts = [start for start, *_ in clusters]
        inks: list[Ink] = []
        at = new = 0
        places = []
        for _, _, size in clusters:
            places.append(new)
            new += size
        for ink in self.inks:
            at = bisect_right(starts, ink.at) - 1
            while at < len(clusters) and starts[at] < ink.end:
                start, end, size = clusters[at]
                _grow(inks, _clipped_cluster(ink, start, end)._replace(at=places[at], end=places[at] + size))
                at += 1
        return Inked(text, tuple(inks))


def joined(lines: Sequence[Inked]) -> Inked:
    """Lines one behind the other, a blank between them; what stands before the first stays."""
    at, inks, texts = 0, list[Ink](), []
    for line in (each.stripped() if i else each.ended() for i, each in enumerate(lines)):
        inks.extend(i.moved(at) for i in line.inks)
        texts.append(line.text)
        at += len(line.text) + 1
    return Inked(" ".join(texts), tuple(inks))


def within(inks: Sequence[Ink], start: int, end: int) -> Sequence[Ink]:
    """Of inks in order those that print something of ``text[start:end]``, cut to it."""
    first = bisect_right(inks, start, key=lambda i: i.end)
    last = bisect_left(inks, end, lo=first, key=lambda i: i.at)
    return [_clipped(i, start, end) for i in inks[first:last]]


def shifted(inks: Iterable[Ink], by: int) -> Iterator[Ink]:
    """Inks of a line as those of the text that it stands in, from ``by`` on."""
    return (ink.moved(by) for ink in inks)


def _clipped(ink: Ink, start: int, stop: int) -> Ink:
    if ink.exact:
        left, right = max(0, start - ink.at), max(0, ink.end - stop)
        return Ink(ink.at + left, ink.end - right, ink.element, ink.start + left, ink.stop - right)
    return ink._replace(at=max(ink.at, start), end=min(ink.end, stop))


def _clipped_cluster(ink: Ink, start: int, end: int) -> Ink:
    return _clipped(ink, start, end) if ink.exact else ink


def _grow(inks: list[Ink], ink: Ink) -> None:
    """Adds ``ink``, as one with the one before where it goes on with it."""
    last = inks[-1] if inks else None
    goes_on = last and last.element is ink.element and (last.end, last.stop) == (ink.at, ink.start)
    if last and goes_on and last.exact and ink.exact:
        inks[-1] = last._replace(end=ink.end, stop=ink.stop)
    else:
        inks.append(ink)
