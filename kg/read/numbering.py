"""The numbers that Word prints before list paragraphs: they stand in no text, and staff cite tasks by them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DASHES = "-–—+•*●"
_BULLET = "•"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None  #: the level (1-based) whose number starts this one anew; 0: none does
    plain: bool = False  #: all numbers of the label as decimals


@dataclass(frozen=True, slots=True)
class _List:
    counter: str  #: lists with one counter go on with each other
    levels: tuple[Level, ...]
    starts: tuple[tuple[int, int], ...] = ()  #: levels that this list starts anew, once


class Numbering:
    """The lists of one document and how far each has counted."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self._lists = _lists(numbering)
        self._by_style = _style_lists(styles)
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, properties: _Element | None) -> str:
        """The number of the next paragraph with these properties; "" where it has none."""
        found = self._list_of(properties)
        if found is None:
            return ""
        number, level = found
        item = self._lists.get(number)
        if item is None or level >= len(item.levels):
            return ""
        counts = self._count(number, item, level)
        return _printed(item, level, counts)

    def _list_of(self, properties: _Element | None) -> tuple[str, int] | None:
        own = properties.find(f"{W}numPr") if properties is not None else None
        style = _val(properties.find(f"{W}pStyle")) if properties is not None else None
        inherited = self._by_style.get(style or "")
        number = _val(own.find(f"{W}numId")) if own is not None else None
        level = _val(own.find(f"{W}ilvl")) if own is not None else None
        if number is None:
            if inherited is None:
                return None
            number = inherited[0]
        if number == "0":
            return None
        at = level if level is not None else (inherited[1] if inherited else "0")
        return number, min(_int(at, 0), _LEVELS - 1)

    def _count(self, number: str, item: _List, level: int) -> list[int | None]:
        counts = self._counts.setdefault(item.counter, [None] * _LEVELS)
        for at, start in item.starts:
            if at <= level and (number, at) not in self._started:
                self._started.add((number, at))
                counts[at] = start - 1
        current = counts[level]
        counts[level] = item.levels[level].start if current is None else current + 1
        for below in range(level + 1, len(item.levels)):
            restart = item.levels[below].restart
            if restart is None or level < restart:
                counts[below] = None
        return counts


def _printed(item: _List, level: int, counts: list[int | None]) -> str:
    here = item.levels[level]
    if here.form == "bullet":
        mark = here.text.strip()
        return mark if mark and mark in _DASHES else _BULLET if mark else ""
    if here.form == "none":
        return ""
    text = here.text
    for at in range(level + 1):
        if f"%{at + 1}" in text:
            upper = item.levels[at]
            value = counts[at]
            number = formatted(upper.start if value is None else value, "decimal" if here.plain else upper.form)
            text = text.replace(f"%{at + 1}", number)
    return text.strip()


def formatted(value: int, form: str) -> str:
    """``value`` as Word prints it in a number format.

    >>> formatted(4, "upperRoman"), formatted(28, "lowerLetter"), formatted(3, "decimalZero")
    ('IV', 'bb', '03')
    """
    if form in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        roman = _roman(value)
        return roman.upper() if form == "upperRoman" else roman
    if form in ("upperLetter", "lowerLetter") and 0 < value <= 26 * 50:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{value:02}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    out = ""
    for size, letters in (*_ROMAN, *_ROMAN_ONES):
        while value >= size:
            out, value = out + letters, value - size
    return out


def _lists(numbering: _Element | None) -> dict[str, _List]:
    if numbering is None:
        return {}
    abstract: dict[str, tuple[Level, ...]] = {}
    links: dict[str, str] = {}  # of a list style → the abstract list that defines it
    wants: dict[str, str] = {}
    for each in numbering.iterchildren(f"{W}abstractNum"):
        key = each.get(f"{W}abstractNumId") or ""
        abstract[key] = _levels(each)
        if link := _val(each.find(f"{W}styleLink")):
            links[link] = key
        if want := _val(each.find(f"{W}numStyleLink")):
            wants[key] = want
    out: dict[str, _List] = {}
    for each in numbering.iterchildren(f"{W}num"):
        key = _val(each.find(f"{W}abstractNumId")) or ""
        key = links.get(wants.get(key, ""), key)
        out[each.get(f"{W}numId") or ""] = _overridden(_List(key, abstract.get(key, ())), each)
    return out


def _levels(parent: _Element) -> tuple[Level, ...]:
    found = {_int(each.get(f"{W}ilvl"), 0): _level(each) for each in parent.iterchildren(f"{W}lvl")}
    return tuple(found.get(at, Level()) for at in range(_LEVELS))


def _level(each: _Element) -> Level:
    restart = _val(each.find(f"{W}lvlRestart"))
    return Level(
        _int(_val(each.find(f"{W}start")), 1),
        _val(each.find(f"{W}numFmt")) or "decimal",
        _val(each.find(f"{W}lvlText")) or "",
        None if restart is None else _int(restart, 0),
        each.find(f"{W}isLgl") is not None,
    )


def _overridden(item: _List, number: _Element) -> _List:
    levels, starts = list(item.levels), []
    for each in number.iterchildren(f"{W}lvlOverride"):
        at = _int(each.get(f"{W}ilvl"), 0)
        if not 0 <= at < len(levels):
            continue
        own = each.find(f"{W}lvl")
        if own is not None:
            levels[at] = _level(own)
        start = _val(each.find(f"{W}startOverride"))
        if start is not None:
            starts.append((at, _int(start, 1)))
            levels[at] = replace(levels[at], start=_int(start, 1))
    return _List(item.counter, tuple(levels), tuple(starts))


def _style_lists(styles: _Element | None) -> dict[str, tuple[str, str]]:
    """Of each paragraph style that numbers its paragraphs, itself or by the style it is based on: list and level."""
    own: dict[str, tuple[str | None, str | None]] = {}
    based: dict[str, str] = {}
    for style in styles.iterchildren(f"{W}style") if styles is not None else ():
        key = style.get(f"{W}styleId") or ""
        numbered = style.find(f"{W}pPr/{W}numPr")
        if numbered is not None:
            own[key] = (_val(numbered.find(f"{W}numId")), _val(numbered.find(f"{W}ilvl")))
        if parent := _val(style.find(f"{W}basedOn")):
            based[key] = parent
    out: dict[str, tuple[str, str]] = {}
    for key in {*own, *based}:
        number: str | None = None
        level: str | None = None
        at: str | None = key
        for _ in range(12):
            if at is None:
                break
            has = own.get(at, (None, None))
            number, level = number or has[0], level or has[1]
            at = based.get(at)
        if number and number != "0":
            out[key] = (number, level or "0")
    return out


def _val(element: _Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def _int(text: str | None, default: int) -> int:
    """A number of the file; a damaged or absurd one is ``default``."""
    try:
        value = int(text or "")
    except ValueError:
        return default
    return value if 0 <= value <= 100_000 else default
