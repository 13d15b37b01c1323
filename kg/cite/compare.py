"""Whether two values of a field say the same: for dates and codes exactly, for bodies, places and terms by their words.

A value that says less than the other does not contradict it ("Ban Thường vụ Tỉnh ủy" beside "Ban Thường vụ Tỉnh ủy
Quảng Trị").
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.ids import code_key
from kg.knowledge.model import Issuer, Level
from kg.text import marked_syllables

#: opens the term of a committee ("khóa XIII"), which stands in a field of its own
_TERM = tuple(marked_syllables("khóa"))
#: years of congresses: of the Party in those after a multiple of five, of the committees below in the multiples
_TERM_YEARS = 5


class Issuers:
    """Compares bodies by the names that the knowledge has for them."""

    def __init__(self, issuers: Sequence[Issuer]) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        self._by_name = {issuer.name: issuer for issuer in issuers}
        self.codes: dict[str, list[Issuer]] = {}
        for issuer in issuers:
            for form in (issuer.name, *issuer.aliases):
                self._names[tuple(marked_syllables(form))] = issuer.name
            if issuer.code:
                self.codes.setdefault(issuer.code.upper(), []).append(issuer)

    def level(self, code: str) -> Level | None:
        """The level of the body whose letters end a code; None where they do not say it (UBND)."""
        found = {i.level for i in self.codes.get(code_key(code).rpartition("/")[2].rpartition("-")[2], ())}
        return found.pop() if len(found) == 1 else None

    def agree(self, a: str, b: str) -> bool:
        """Whether nothing in the two names contradicts: one body, or one name inside the other.

        The name of another known body never agrees, whatever words they share.
        """
        one, other = self._split(a), self._split(b)
        if one[0] and other[0]:
            return one[0] == other[0] and _within(one[1], other[1])
        return _within((*_words(a),), (*_words(b),))

    def known(self, name: str) -> Issuer | None:
        """The known body that the name begins with."""
        return self._by_name.get(self._split(name)[0] or "")

    def _split(self, name: str) -> tuple[str | None, tuple[str, ...]]:
        """The known body that the name begins with, and the words after it."""
        words = _words(name)
        for end in range(len(words), 0, -1):
            known = self._names.get(words[:end])
            if known:
                return known, words[end:]
        return None, words


def _words(name: str) -> tuple[str, ...]:
    words = tuple(marked_syllables(name))
    return words[: words.index(_TERM[0])] if _TERM[0] in words[1:] else words


def _within(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one of the two stands in the other, as a row of words."""
    short, long = sorted((a, b), key=len)
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def place_of(scope: str, level: Level | None) -> str:
    """The place whose body of ``level`` a paper of ``scope`` speaks of: of the province where its own committee is
    named, of the whole scope where the level is not known.

    >>> place_of("huyện Vĩnh Linh, tỉnh Quảng Trị", Level.PROVINCE)
    'tỉnh Quảng Trị'
    """
    kept = {Level.PROVINCE: 1, Level.DISTRICT: 2}.get(level or Level.COMMUNE)
    parts = scope.split(", ")
    return ", ".join(parts[-kept:] if kept else parts)


def scopes_agree(a: str | None, b: str | None) -> bool:
    """Whether one place is, or lies in, the other ("huyện Vĩnh Linh, tỉnh Quảng Trị" in "tỉnh Quảng Trị")."""
    if not a or not b:
        return True
    return _within(tuple(marked_syllables(a)), tuple(marked_syllables(b)))


def titles_agree(a: str, b: str) -> bool:
    """Whether two titles have the same words, but for "về", "về việc" before them and what one leaves off at its
    end."""
    short, long = sorted((title_words(a), title_words(b)), key=len)
    return bool(short) and long[: len(short)] == short


def title_words(title: str) -> list[str]:
    """The words of a title, as they are compared: without "về", "về việc" at the beginning.

    >>> title_words("về việc kết nạp đảng viên") == title_words("Kết nạp Đảng viên")
    True
    """
    words = marked_syllables(title)
    for opening in ("về việc", "về"):
        head = marked_syllables(opening)
        if words[: len(head)] == head and len(words) > len(head):
            return words[len(head) :]
    return words


def one_series(a: str, b: str, *, yearly: bool, central: bool) -> bool:
    """Whether two days (ISO) surely lie where a number is given once: in one year, or between two congresses.

    Party numbers begin again with each term of the committee (36-HD/VPTW, 1.3.1), the state's with each year.
    Congresses of lower committees fall in years that five divides, the Party's in the year after.

    >>> one_series("2022-06-16", "2023-06-16", yearly=False, central=True)
    True
    >>> one_series("2020-06-16", "2022-06-16", yearly=False, central=True)
    False
    """
    first, last = sorted((int(a[:4]), int(b[:4])))
    if yearly:
        return first == last
    congress = 1 if central else 0
    return not any(year % _TERM_YEARS == congress for year in range(first, last + 1)) or a == b
