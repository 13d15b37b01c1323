"""Stage 2, tokens: dates, years and terms, as they stand after a document's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_LEAD = r"\s*+,?+\s*+\(?+\s*+"
_DATE = re.compile(
    _LEAD
    + r"ngày\s*+(?P<d>\d{1,2})\s*+(?:[/.-]|tháng)\s*+(?P<m>\d{1,2})\s*+(?:[/.,-]|,?+\s*năm)?+\s*+(?P<y>\d{4})(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\s*+,?+\s*+(?:\(\s*+)?+năm\s*+(?P<y>(?:19|20)\d\d)(?![\w/-])", re.IGNORECASE)
_BARE_YEAR = re.compile(r"\s++(?:\(\s*+)?+(?P<y>(?:19|20)\d\d)(?![\w/%.-])(?!\s*+-\s*+\d)")
_TERM_WORD = r"(?i:kh[oó][áa])"
_NUMERAL = r"(?:[IVXL]{1,7}|\d{1,2})(?!\w)"
_TERM = re.compile(
    rf"\s*+,?+\s*+\(?+\s*+{_TERM_WORD}\s*+{_NUMERAL}(?:\s*+(?:,|và|;)\s*+(?:{_TERM_WORD}\s*+)?+{_NUMERAL})*+"
)
_EACH = re.compile(_NUMERAL)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or a year, and where it ends."""

    end: int
    date: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms ("khóa XI, XII") of a committee, and where they end."""

    end: int
    terms: tuple[str, ...]


def date_at(text: str, at: int) -> Dated | None:
    """The date that stands at ``at`` after "ngày"; one that no calendar has is no date."""
    match = _DATE.match(text, at)
    if not match:
        return None
    try:
        day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    return Dated(match.end(), day.isoformat(), None)


def year_at(text: str, at: int, bare: bool) -> Dated | None:
    """The year that stands at ``at``: "năm 2025", and with ``bare`` also "2025"."""
    match = _YEAR.match(text, at) or (_BARE_YEAR.match(text, at) if bare else None)
    return Dated(match.end(), None, int(match["y"])) if match else None


def terms_at(text: str, at: int) -> Terms | None:
    """The terms that stand at ``at``: "khóa XIII", "(khoá XI, khoá XII)"."""
    match = _TERM.match(text, at)
    if not match:
        return None
    return Terms(match.end(), tuple(_EACH.findall(match.group())))
