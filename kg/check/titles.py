"""Two titles word by word: which words are missing, added or other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from kg.cite.compare import title_words
from kg.errors import Message
from kg.text import marked_syllables, words

#: longer titles are compared as far as this
_LONGEST = 300
#: titles that share so much are of one document
_ALIKE = 0.6


def alike(a: str, b: str) -> bool:
    """Whether two titles share most of their words, the shorter one perhaps cut off."""
    one, other = _sides(a, b)
    short = min(len(one), len(other))
    return short >= 4 and _matcher(one, other).ratio() >= _ALIKE


def difference(printed: str, due: str) -> Message:
    """What the printed title has otherwise than ``due``, in words.

    >>> difference("về một số vấn đề nâng cao chất lượng", "một số vấn đề về nâng cao chất lượng").vi
    'thiếu “về” sau “đề”'
    """
    ours, others = _own(printed), _own(due)
    matcher = _matcher([k for k, _ in ours], [k for k, _ in others])
    told = list(_told([w for _, w in ours], [w for _, w in others], matcher.get_opcodes()))
    return Message("; ".join(m.vi for m in told), "; ".join(m.en for m in told))


def _told(
    ours: Sequence[str], others: Sequence[str], steps: Sequence[tuple[str, int, int, int, int]]
) -> Iterator[Message]:
    for what, a, b, c, d in steps:
        here, there = " ".join(ours[a:b]), " ".join(others[c:d])
        if what == "insert" and b < len(ours):  # what is cut off at the end is no other title
            after = ours[a - 1] if a else ""
            yield (
                Message(f"thiếu “{there}” sau “{after}”", f"“{there}” is missing after “{after}”")
                if after
                else Message(f"thiếu “{there}” ở đầu", f"“{there}” is missing at the beginning")
            )
        elif what == "delete" and d < len(others):
            yield Message(f"thừa “{here}”", f"“{here}” is too much")
        elif what == "replace":
            yield Message(f"“{here}” ở chỗ của “{there}”", f"“{here}” in the place of “{there}”")


def _own(title: str) -> list[tuple[str, str]]:
    """The key and the form of each word that counts."""
    spans, keys = words(title), marked_syllables(title)
    kept = len(title_words(title))
    pairs = [(key, title[a:b]) for key, (a, b) in zip(keys, spans, strict=False)]
    return pairs[len(pairs) - kept :][:_LONGEST]


def _sides(a: str, b: str) -> tuple[list[str], list[str]]:
    one, other = title_words(a)[:_LONGEST], title_words(b)[:_LONGEST]
    short = max(4, min(len(one), len(other)))
    return one[: short + 3], other[: short + 3]


def _matcher(a: Sequence[str], b: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, a, b, autojunk=False)
