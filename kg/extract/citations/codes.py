"""Stage 2, tokens: document codes ("05-CT/TW", "30/2020/NĐ-CP", "838/TTg") by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.citations.vocabulary import Vocabulary
from kg.text import central, search_key

_NUMBER = re.compile(
    r"(?:(?<=[Ss]ố)|(?<![\w/]))(?<!\d[.,:-])"
    # "số 1 25/2025/NĐ-CP": a space that a scan put into the number; "66.2/2025/NQ-CP"
    r"(?P<number>(?<=[Ss]ố\s)\d{1,2}\s\d{1,3}(?=/\d{4}\s?/)|\d{1,3}\.\d{1,2}(?=/\d{4}\s?/)"
    r"|\d{1,6}(?:[A-Za-zĐđ](?=\s?[-/]))?|[IlO]\s?\d{1,4}(?=/\d{4}\s?/)|\d{1,3}[IlO]\d{0,3}(?=/\d{4}\s?/))"
    r"(?:\s?/\s?(?P<year>\d{2,4})(?=\s?/|\s[A-ZĐ]{2,4}-)|-(?P<dashed>(?:19|20)\d\d)(?=-[A-ZĐ]{2}))?"
)
_FIRST_JOIN = re.compile(r"\s?[-/]\s?")
#: what stands for the dash after a number by a slip, where a type's letters follow: "57 NQ/TW", "57.NQ/TW", "57NQ/TW"
_SLIP_JOIN = re.compile(r"[\s.]?(?=[A-ZĐ][A-Za-zĐđ]{1,4}[-/])")
_DOT = re.compile(r"\.(?=[A-ZĐ]{2})")
#: a code in small letters ("số 85/2017/nđ-cp"), which only a number with its year opens
_SMALL = re.compile(r"/([a-zđ]{2,6})-([a-zđ]{2,12})(?![\w-])")
_LATE_YEAR = re.compile(r"/(?:19|20)\d\d(?![\w/])")
#: a spaced dash ends a symbol ("57-NQ/TW - Bộ Chính trị"), unless only the type's letters stand before it
_JOIN = re.compile(r"-\s?|\s-(?!\s)|\s?/\s?")
#: a lost space may join the next word to a code: "NĐ-CPngày"
_SEGMENT = re.compile(r"[A-ZĐa-zđ]{1,12}(?=(?:ngày|của|về)(?![^\W\d]))|[^\W\d_]{1,40}\d{0,3}(?!\w)")
#: the last digit of a law's symbol after a space: "QH1 5"
_DIGIT = re.compile(r"\s(\d)(?!\w)")
_REST = re.compile(r"\s([A-ZĐ]{1,3})(?!\w)")
_MISREAD = str.maketrans("IlO", "110")


@dataclass(frozen=True, slots=True)
class Code:
    """A code as printed. ``joins`` stand before each segment of the symbol; ``type_code`` is its first segment if that
    is the letters of a type; ``strong``: its shape alone says that it is a document's code."""

    start: int
    end: int
    number: str
    joins: tuple[str, ...]
    segments: tuple[str, ...]
    type_code: str | None
    strong: bool

    @property
    def symbol(self) -> str:
        """The letters: "NQ/TW"."""
        return self.segments[0] + "".join(j + s for j, s in zip(self.joins[1:], self.segments[1:], strict=True))

    @property
    def text(self) -> str:
        """Number and symbol without spaces."""
        return f"{self.number}{self.joins[0]}{self.symbol}"


def find_codes(text: str, vocabulary: Vocabulary) -> Iterator[Code]:
    """Everything in ``text`` that has the shape of a code."""
    for match in _NUMBER.finditer(text):
        code = _code(text, match, vocabulary) or _small(text, match, vocabulary)
        if code:
            yield code


def _small(text: str, match: re.Match[str], vocabulary: Vocabulary) -> Code | None:
    found = _SMALL.match(text, match.end()) if match["year"] else None
    letters = vocabulary.type_code(found[1].upper()) if found else None
    if not found or not letters:
        return None
    number = re.sub(r"\s", "", match.group())
    return Code(match.start(), found.end(), number, ("/", "-"), (found[1], found[2]), letters, True)


def _code(text: str, match: re.Match[str], vocabulary: Vocabulary) -> Code | None:
    join = _FIRST_JOIN.match(text, match.end())
    slip = None if join else _SLIP_JOIN.match(text, match.end())
    join = join or slip
    parts = _segments(text, join.end() if join else match.end(), vocabulary)
    if not parts:
        return None
    joins, segments, end = parts
    number = re.sub(r"\s", "", match.group())
    type_code = vocabulary.type_code(segments[0])
    if slip and (not type_code or len(segments) == 1):
        return None
    if not join and (len(segments[0]) < 2 or type_code):
        return None  # "5G", "12KH"
    cut = match["year"] and segments[-1].endswith("1") and vocabulary.is_assembly(segments[-1])
    digit = _DIGIT.match(text, end) if cut else None
    if digit:
        segments, end = (*segments[:-1], segments[-1] + digit[1]), digit.end()
    if len(segments) == 1 and match.group("year") and not type_code:
        segments, end = _unbroken(text, segments, end, vocabulary)
    strong = (
        join is not None
        and (not slip or bool(match["year"]))
        and _is_strong(number, joins, segments, type_code, vocabulary)
    )
    first = join.group().strip() if join else ""
    late = _LATE_YEAR.match(text, end) if type_code and len(segments) > 1 else None
    if late:  # "30/NĐ-CP/2020"
        joins, segments, end = (*joins, "/"), (*segments, late.group()[1:]), late.end()
    return Code(match.start(), end, number, (first, *joins), segments, type_code, strong)


def _segments(text: str, at: int, vocabulary: Vocabulary) -> tuple[tuple[str, ...], tuple[str, ...], int] | None:
    segment = _SEGMENT.match(text, at)
    if not segment or not _is_segment(segment.group(), vocabulary, first=True):
        return None
    segments, joins, end = [segment.group()], [], segment.end()
    while len(segments) < 9:
        alone = len(segments) == 1 and vocabulary.type_code(segments[0]) is not None
        join = (_FIRST_JOIN if alone else _JOIN).match(text, end) or (_DOT.match(text, end) if alone else None)
        segment = _SEGMENT.match(text, join.end()) if join else None
        if not join or not segment or not _is_segment(segment.group(), vocabulary, tight=len(join.group()) == 1):
            break
        joins.append(join.group().strip())
        segments.append(segment.group())
        end = segment.end()
    return tuple(joins), tuple(segments), end


def _is_segment(segment: str, vocabulary: Vocabulary, first: bool = False, tight: bool = True) -> bool:
    if vocabulary.type_code(segment) or segment in vocabulary.body_codes:
        return True
    letters = segment.rstrip("0123456789")
    capitals = sum(c.isupper() for c in letters)
    if capitals >= 2 and 2 * capitals >= len(letters):
        return True
    # "QĐ-Tg" for QĐ-TTg; "CV/VPTW/nb"
    return not first and tight and (segment in vocabulary.copies or (capitals == 1 and 1 < len(letters) <= 3))


def _is_strong(
    number: str, joins: tuple[str, ...], segments: tuple[str, ...], type_code: str | None, vocabulary: Vocabulary
) -> bool:
    if len(segments) == 1:
        return "/" in number and vocabulary.is_assembly(segments[0])
    if type_code:
        return True
    return joins[0] == "-" and all(len(s) > 1 for s in segments) and sum(map(len, segments)) > 4


def _unbroken(text: str, segments: tuple[str, ...], end: int, vocabulary: Vocabulary) -> tuple[tuple[str, ...], int]:
    """The last letters of a code that lost its dash at a line's end: "TTBNN MT" for TT-BNNMT."""
    rest = _REST.match(text, end)
    if rest and vocabulary.glued(segments[0]):
        return (segments[0] + rest.group(1),), rest.end()
    return segments, end


def canonical(code: Code, type_codes: frozenset[str], vocabulary: Vocabulary) -> str | None:
    """The well-formed code, where the printed one is odd or misread and only one reading is possible.

    ``type_codes`` are the letters of the type whose word stands before the code.
    """
    letters, body = _type_and_body(code, type_codes, vocabulary)
    number = code.number.replace("-", "/")
    number = number.translate(_MISREAD) if "/" in number else number
    if not letters or not body:
        made = number + code.text[len(code.number) :]
    elif vocabulary.is_party(body):
        made = f"{number}-{letters}/{body}"
    elif "/" in number or vocabulary.is_state(body):
        made = f"{number}/{letters}-{body}"
    else:
        made = number + code.text[len(code.number) :]
    made = central(made)
    return made if made != code.text else None


def _type_and_body(code: Code, type_codes: frozenset[str], vocabulary: Vocabulary) -> tuple[str | None, str]:
    first = code.segments[0]
    rest = code.symbol[len(first) + 1 :]
    if code.type_code:
        return code.type_code, rest.upper() if first.islower() else rest
    if len(code.segments) == 1:
        glued = vocabulary.glued(first, type_codes)
        return (glued, first[len(glued) :]) if glued else (None, "")
    folded = [c for c in type_codes if search_key(c) == search_key(first)]
    return (folded[0], rest) if len(folded) == 1 else (None, rest)
