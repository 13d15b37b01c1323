"""Known forms in running text: its words with what stands between them, and the longest form that begins at a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from kg.text import marked_syllables, vietnamese, words

T = TypeVar("T")

SPACE = " "
#: a group's name may be printed with or without its commas; every name may hold dashes, slashes and full stops
INSIDE = " -–.&/,"
#: what always parts two units
HARD = ";\n"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, its key, and what stands between it and the word before."""

    start: int
    end: int
    key: str
    gap: str


@lru_cache(maxsize=1024)
def tokens(text: str) -> list[Token]:
    """The words of ``text``; nobody changes the list, which is made once for a text."""
    text = vietnamese(text)
    out: list[Token] = []
    last = 0
    for start, end in words(text):
        key = marked_syllables(text[start:end])
        out.append(Token(start, end, key[0] if key else "", text[last:start] if out else ""))
        last = end
    return out


def segments(found: list[Token]) -> Iterator[list[Token]]:
    """Words between hard separators."""
    start = 0
    for i, token in enumerate(found):
        if i > start and any(c in HARD for c in token.gap):
            yield found[start:i]
            start = i
    if start < len(found):
        yield found[start:]


@dataclass(slots=True)
class _Node(Generic[T]):
    steps: dict[str, _Node[T]] = field(default_factory=dict)
    values: list[T] = field(default_factory=list)


class Trie(Generic[T]):
    """Forms and what they stand for; a form may have several owners."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, form: str, value: T) -> None:
        """``form`` stands for ``value``, too."""
        node = self._root
        for syllable in marked_syllables(form):
            node = node.steps.setdefault(syllable, _Node())
        if value not in node.values:
            node.values.append(value)

    def longest(self, found: list[Token], at: int, across: str = SPACE) -> list[tuple[int, list[T]]]:
        """Matches that begin at ``at``: the index after each and its owners, longest first. Between the words of a form
        stand only characters of ``across``."""
        matches: list[tuple[int, list[T]]] = []
        node, i = self._root, at
        while i < len(found) and (i == at or all(c in across for c in found[i].gap)):
            step = node.steps.get(found[i].key)
            if step is None:
                break
            node, i = step, i + 1
            if node.values:
                matches.append((i, node.values))
        return matches[::-1]
