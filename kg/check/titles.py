"""Two titles word by word: which words are missing, added or other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.cite.compare import title_words
from kg.errors import Message
from kg.text import marked_syllables, words

#: longer titles are compared as far as this
_LONGEST = 300
#: titles that share so much are of one document
_ALIKE = 0.6
#: words after a citation that agree in so much with a title are that title; the least that must agree, and how much
#: more of the text is looked at than the title is long
_SAME, _LEAST, _MORE = 0.7, 4, 8
#: a row of words that goes on with the title after other ones
_ROW = 2

_Step = tuple[str, int, int, int, int]
_Word = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Aligned:
    """The title of a document as a text prints it: it ends at ``end``, ``told`` is what it has otherwise. ``whole``: it
    is there to its last word."""

    end: int
    told: Message | None
    whole: bool


def alike(a: str, b: str) -> bool:
    """Whether two titles share most of their words, the shorter one perhaps cut off."""
    one, other = title_words(a)[:_LONGEST], title_words(b)[:_LONGEST]
    short = max(_LEAST, min(len(one), len(other)))
    matcher = SequenceMatcher(None, one[: short + 3], other[: short + 3], autojunk=False)
    return min(len(one), len(other)) >= _LEAST and matcher.ratio() >= _ALIKE


def difference(printed: str, due: str) -> Message | None:
    """What the printed title has otherwise than ``due``, in words; what it leaves off at its end is no difference.

    >>> difference("về một số vấn đề nâng cao chất lượng", "một số vấn đề về nâng cao chất lượng").vi
    'thiếu “về” sau “đề”'
    """
    ours, others = _words(printed)[:_LONGEST], _words(due)[:_LONGEST]
    return _message(ours, others, _matcher(ours, others).get_opcodes())


def aligned(text: str, due: str) -> Aligned | None:
    """The title ``due`` as ``text`` prints it from its first word on; None where it does not.

    >>> aligned("về kết nạp các đảng viên trẻ trong năm; Nghị quyết", "kết nạp đảng viên trẻ trong năm 2024").told.vi
    'thừa “các”'
    """
    others = _words(due)[:_LONGEST]
    ours = _words(text[: 4 * len(due) + 200])[: len(others) + _MORE]
    blocks = [b for b in _matcher(ours, others).get_matching_blocks() if b.size]
    rows = [b for b in blocks if b.size >= _ROW or b.a + b.b == 0 or b.b + b.size == len(others)]
    if not rows or max(rows[0].a, rows[0].b) > 1:
        return None
    last = rows[-1]
    ours, others, whole = ours[: last.a + last.size], others[: last.b + last.size], last.b + last.size == len(others)
    agreed = sum(b.size for b in blocks if b.a <= last.a)
    if agreed < _LEAST or agreed < _SAME * max(len(ours), len(others)):
        return None
    return Aligned(ours[-1][2], _message(ours, others, _matcher(ours, others).get_opcodes()), whole)


def _message(ours: Sequence[_Word], others: Sequence[_Word], steps: Sequence[_Step]) -> Message | None:
    told = list(_told([w for _, w, _ in ours], [w for _, w, _ in others], steps))
    return Message("; ".join(m.vi for m in told), "; ".join(m.en for m in told)) if told else None


def _told(ours: Sequence[str], others: Sequence[str], steps: Sequence[_Step]) -> Iterator[Message]:
    for what, a, b, c, d in steps:
        here, there = " ".join(ours[a:b]), " ".join(others[c:d])
        if what == "insert" and b < len(ours):  # what is cut off at the end is no other title
            yield _missing(there, ours[a - 1] if a else None)
        elif what == "delete" and d < len(others):
            yield Message(f"thừa “{here}”", f"“{here}” is too much")
        elif what == "replace":
            yield Message(f"“{here}” ở chỗ của “{there}”", f"“{here}” in the place of “{there}”")


def _missing(there: str, after: str | None) -> Message:
    if after is None:
        return Message(f"thiếu “{there}” ở đầu", f"“{there}” is missing at the beginning")
    return Message(f"thiếu “{there}” sau “{after}”", f"“{there}” is missing after “{after}”")


def _words(title: str) -> list[_Word]:
    """Key, form and end of each word that counts, without "về" before them."""
    found = [(key, title[a:b], b) for key, (a, b) in zip(marked_syllables(title), words(title), strict=False)]
    return found[len(found) - len(title_words(title)) :]


def _matcher(a: Sequence[_Word], b: Sequence[_Word]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [k for k, _, _ in a], [k for k, _, _ in b], autojunk=False)
