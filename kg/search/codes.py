"""Document codes in what was typed: ``28-CT/TW``, ``chỉ thị 28``, ``CT 28``, ``21``. They are compared exactly."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.ask.query import DocumentRef
from kg.ids import code_key
from kg.search.front import QueryReading, Word
from kg.text import syllables

_NUMBER = re.compile(r"\d{1,5}[a-z]?")
_GLUED = re.compile(r"([a-z]{2,4})(\d{1,4})")
_TIE = re.compile(r"\s?[-–—/.]\s?")
_DATE = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
#: parts of a code: its number, maybe a year, the letters of its type and of its body
_PARTS = re.compile(r"(\d+[A-Z]?)(?:[-/.](\d{4}))?[-/.]([^\W\d_]+)(?:[-/.]?([^\W_]+))?")
#: stands between the word for a type and the number ("chỉ thị số 28")
_NUMBER_WORD = "so"
#: most words of a type's name
_LONGEST = 4


class Asked(NamedTuple):
    """Documents that a query may name, any of them, and whether it says anything else. ``phrase`` is the number with
    its letters, as syllables: what a text must have that is about them."""

    refs: tuple[DocumentRef, ...]
    phrase: str
    alone: bool


def asked(reading: QueryReading, names: Mapping[str, str]) -> Asked | None:
    """The documents that a query names by code or number, or None. ``names``: types of document by what they are called
    (without marks)."""
    dates = [m.span() for m in _DATE.finditer(reading.text)]
    for at, word in enumerate(reading.words):
        dated = any(start <= word.start < end for start, end in dates)
        if not dated:
            found = _at(reading, names, at)
            if found:
                return _with_date(found, reading)
    return None


def _at(reading: QueryReading, names: Mapping[str, str], at: int) -> Asked | None:
    word = reading.words[at]
    glued = _GLUED.fullmatch(word.plain)
    if glued and glued[1] in names:
        ref = DocumentRef(word.typed, type=names[glued[1]], number=glued[2])
        return Asked((ref,), f" {glued[2]} ", len(reading.words) == 1)
    if not _NUMBER.fullmatch(word.plain):
        return None
    end = _code_end(reading, at)
    first, kind = _type_before(reading.words, names, at)
    if end > at + 1:
        said = reading.text[word.start : reading.words[end - 1].end]
        refs = tuple(DocumentRef(said, type=kind, code=code) for code in _codes(said))
        return Asked(refs, _phrase(reading, at, end), _alone(reading, first, end)) if refs else None
    if kind or len(reading.words) == 1 or (first < at and len(reading.words) == 2):
        ref = DocumentRef(word.typed, type=kind, number=word.plain)
        return Asked((ref,), f" {word.plain} ", _alone(reading, first, end))
    return None


def _code_end(reading: QueryReading, at: int) -> int:
    """The word after the code that begins at ``at``: numbers and letters tied by dashes and strokes."""
    end, letters = at + 1, False
    while end < len(reading.words):
        gap = reading.text[reading.words[end - 1].end : reading.words[end].start]
        if not _TIE.fullmatch(gap):
            break
        letters = letters or not reading.words[end].plain.isdigit()
        end += 1
    return end if letters else at + 1


def _type_before(words: tuple[Word, ...], names: Mapping[str, str], at: int) -> tuple[int, str | None]:
    """The first word of what introduces the number at ``at``, and the type that it names."""
    last = at - 1 if at and words[at - 1].plain == _NUMBER_WORD else at
    said = [w.candidates[0].syllables[0] if w.candidates else w.plain for w in words[:last]]
    for length in range(min(_LONGEST, last), 0, -1):
        for row in (said[last - length :], [w.plain for w in words[last - length : last]]):
            kind = names.get(" ".join(row))
            if kind:
                return last - length, kind
    return last, None


def _codes(said: str) -> Iterator[str]:
    """The ways to write the code ``said``: its number with or without a nought, its strokes and dashes either way."""
    code = code_key(said)
    yield code
    parts = _PARTS.fullmatch(code)
    if not parts:
        return
    number, year, one, two = parts.groups()
    bare = number.lstrip("0") or "0"
    for written in dict.fromkeys((number, bare, bare.zfill(2), bare.zfill(3))):
        head = f"{written}/{year}" if year else written
        forms = (f"{head}-{one}/{two}", f"{head}/{one}-{two}") if two else (f"{head}-{one}", f"{head}/{one}")
        yield from (form for form in forms if form != code)


def _phrase(reading: QueryReading, first: int, last: int) -> str:
    return f" {' '.join(w.plain for w in reading.words[first:last])} "


def _alone(reading: QueryReading, first: int, end: int) -> bool:
    """Whether the words ``first`` to ``end`` and a date are the whole query."""
    rest = _DATE.sub("", reading.text[: reading.words[first].start] + reading.text[reading.words[end - 1].end :])
    return all(s in ("ngay", _NUMBER_WORD) for s in syllables(rest))


def _with_date(found: Asked, reading: QueryReading) -> Asked:
    date = _DATE.search(reading.text)
    if not date:
        return found
    day = f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}"
    return found._replace(refs=tuple(ref._replace(date=day) for ref in found.refs))
