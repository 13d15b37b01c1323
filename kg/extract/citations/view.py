"""Stage 1, clean: a text seen without its mark-up, character for character, and cut into words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from kg.text import dashes, marked_syllables, words

V = TypeVar("V")

#: what is no words: addresses, and what Markdown adds (emphasis, ends of links, footnote marks, escapes)
_MARKUP = re.compile(r"https?://[^\s<>|]++|\]\([^()\s]{1,2000}\)|\[\^?\d{1,3}\]|[*_~`\\\[\]]")

#: words that stand next to numbers and codes, written without the space
_JOINED = re.compile(r"(số|ngày|Số|Ngày|SỐ|NGÀY)\d.*|(.*[A-ZĐ])(?:ngày|của|về)\d*")


def masked(text: str) -> str:
    """``text`` with plain dashes and blanks for mark-up; every character keeps its place.

    >>> masked("**Nghị quyết**[12] 57–NQ/TW")
    '  Nghị quyết       57-NQ/TW'
    """
    return _MARKUP.sub(lambda m: " " * len(m.group()), dashes(text))


@dataclass(frozen=True, slots=True)
class Word:
    """A word, by its key, and where it stands."""

    start: int
    end: int
    key: str


def _parts(text: str, start: int, end: int, key: str) -> Iterator[Word]:
    """The word, or the two words that a lost space joined: "số28", "CPngày"."""
    joined = _JOINED.fullmatch(text, start, end) if text[start:end] != key else None
    if not joined:
        yield Word(start, end, key)
        return
    cut = joined.end(joined.lastindex or 1)
    for a, b in ((start, cut), (cut, end)):
        yield Word(a, b, " ".join(marked_syllables(text[a:b])))


class View:
    """A text and its words. Positions are those of the text that it was made from."""

    def __init__(self, text: str) -> None:
        self.text = masked(text)
        spans = words(self.text)
        keys = marked_syllables(self.text)
        if len(keys) != len(spans):  # a letter whose small form is longer
            keys = [" ".join(marked_syllables(self.text[a:b])) for a, b in spans]
        self.words = tuple(w for (a, b), key in zip(spans, keys, strict=True) for w in _parts(self.text, a, b, key))

    @cached_property
    def _starts(self) -> list[int]:
        return [w.start for w in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def index(self, position: int) -> int:
        """The number of the first word that starts at or after ``position``."""
        return bisect_left(self._starts, position)

    def gap(self, i: int) -> str:
        """What stands between the word before ``i`` and word ``i``, without white space."""
        start = self.words[i - 1].end if i else 0
        end = self.words[i].start if i < len(self.words) else len(self.text)
        return self.text[start:end].strip()

    def key(self, i: int) -> str:
        """The key of word ``i``, empty beyond the ends."""
        return self.words[i].key if 0 <= i < len(self.words) else ""

    def start(self, i: int) -> int:
        """Where word ``i`` starts."""
        return self.words[i].start if i < len(self.words) else len(self.text)

    def end(self, i: int) -> int:
        """Where the word before ``i`` ends."""
        return self.words[i - 1].end if i else 0

    def word(self, i: int) -> str:
        """Word ``i`` as it stands."""
        return self.text[self.words[i].start : self.words[i].end] if 0 <= i < len(self.words) else ""

    def capital(self, i: int) -> bool:
        """Whether word ``i`` begins with a capital letter."""
        return self.word(i)[:1].isupper()

    def shouts(self, i: int) -> bool:
        """Whether word ``i`` is all capitals, and so are its neighbours: a heading."""
        return all(self.word(k).isupper() for k in (i, i + 1) if k < len(self.words))


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    """A phrase found: the word after its last one, and what it stands for."""

    end: int
    value: V
    phrase: str


class Phrases(Generic[V]):
    """Phrases by their first word; the longest that fits is found. Commas and dashes inside a phrase must stand in
    the text too."""

    def __init__(self, pairs: Iterable[tuple[str, V]]) -> None:
        table: dict[str, dict[tuple[tuple[str, str], ...], tuple[str, V]]] = {}
        for text, value in pairs:
            view = View(text)
            shape = tuple((view.gap(i) if i else "", view.key(i)) for i in range(len(view)))
            if shape:
                table.setdefault(shape[0][1], {}).setdefault(shape[1:], (text, value))
        self._table = {
            first: sorted(((rest, *found) for rest, found in shapes.items()), key=lambda x: -len(x[0]))
            for first, shapes in table.items()
        }

    def at(self, view: View, i: int) -> Hit[V] | None:
        """The longest phrase that begins with word ``i``."""
        return next(self.all_at(view, i), None)

    def all_at(self, view: View, i: int) -> Iterator[Hit[V]]:
        """The phrases that begin with word ``i``, longest first."""
        for rest, phrase, value in self._table.get(view.key(i), ()):
            if all(view.key(i + n) == key and view.gap(i + n) == gap for n, (gap, key) in enumerate(rest, start=1)):
                yield Hit(i + 1 + len(rest), value, phrase)

    def before(self, view: View, end: int, longest: int = 8) -> tuple[int, Hit[V]] | None:
        """The longest phrase whose last word is the one before ``end``, with its first word."""
        for first in range(max(0, end - longest), end):
            for hit in self.all_at(view, first):
                if hit.end == end:
                    return first, hit
        return None
