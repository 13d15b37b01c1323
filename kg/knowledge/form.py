"""The form that a text in a knowledge file must have; a dataclass states it as ``Annotated[str, Form(...)]``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Form:
    """``pattern`` is what the whole text must match; ``vi`` and ``en`` say it in words."""

    pattern: str
    vi: str
    en: str
    day: bool = False

    def fits(self, text: str) -> bool:
        """Whether ``text`` has this form; a day must be one of the calendar.

        >>> DAY.fits("2025-02-28"), DAY.fits("2025-02-30"), DAY.fits("28/2/2025")
        (True, False, False)
        """
        if not re.fullmatch(self.pattern, text):
            return False
        return not self.day or _is_day(text)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def one_of(*words: str) -> Form:
    """The form of a text that is one of ``words``."""
    listed = ", ".join(words)
    return Form("|".join(map(re.escape, words)), f"một trong: {listed}", f"one of: {listed}")


DAY = Form(r"\d{4}-\d\d-\d\d", "ngày dạng năm-tháng-ngày, ví dụ 2025-02-28", "a day as 2025-02-28", day=True)
MARK = one_of("certain", "secondary", "likely", "general")
REGIME = one_of("party", "state")
FACT_MARK = one_of("certain", "secondary", "likely", "unverified")
FACT_FIELD = one_of("type", "code", "date", "issuer", "term", "title", "scope")
DATE_FORM = one_of("d/m/y", "d-m-y", "words")
TITLE_FORM = one_of("about", "quoted", "capital")
BELOW = Form(r"1?\d", "một số: số nhỏ hơn được thêm 0 ở trước", "a number: smaller ones get a 0 before them")
CHECK_RULE = one_of(
    "date", "issuer", "title", "type", "code-form", "padding", "first-mention", "several-fit", "followed", "unknown"
)
CHECK_LEVEL = one_of("differs", "note")
YEAR = Form(r"\d{4}", "năm, ví dụ 2008", "a year as 2008")
TAIL_CLASS = one_of("party", "state", "tier", "committee")
CYCLE = one_of("week", "month", "quarter", "half", "year")
