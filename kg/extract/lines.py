"""Paragraphs out of printed lines: a sentence that a line break cuts is joined again, a new item or heading is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.places import Block, Flow, Paragraph, Table, join

#: "Nhiệm vụ 1. Rà soát …", "Hoạt động 2: Tập huấn …": a noun and its number
_NAMED = r"[A-ZĐ][^\W\d_]*(?:\s[^\W\d_A-ZĐ][^\W\d_]*){0,2}\s(?P<named>\d{1,2})\s*[.:]\s+(?=[\"“A-ZĐÀ-Ỹ])"
LABEL = re.compile(
    r"Điều\s+(?P<article>\d{1,3})\s*[.:]?\s+(?=\S)"
    rf"|{_NAMED}"
    r"|(?P<roman>[IVXLC]{1,6})\s*[.\-–—:/)]\s*(?=\S)"
    r"|(?P<arabic>\d{1,2}(?:\.\d{1,2}){0,3})\s*(?:[.)/:]|[-–—](?=\s)|(?<=\.\d)(?=\s)|(?<=\.\d\d)(?=\s))\s*(?=\D)"
    r"|(?P<letter>[A-ZĐ]|[a-zđ])\s*[.)]\s+(?=\S)"
)
MARK = re.compile(r"[-–—+•*●]\s+(?=\S)|[-–—+•](?=[A-ZĐÀ-Ỹ“\"])")
_ENDED = re.compile(r"[.;:!?…/]\s*[”\"')]*$")
_OPEN = re.compile(
    r"(?:[,(\-–/]|\b(?:số|và|với|của|các|cho|về|hoặc|ngày|tháng|năm|do|tại|theo|khóa|khoá|khi|từ|đến|trong|là|để))\s*$",
    re.IGNORECASE,
)
_CODE_FOLLOWS = re.compile(r"\b(?:số|ngày)\s*$", re.IGNORECASE)
#: a number, letter or bullet with nothing behind it: its text stands on the next line
_ALONE = re.compile(
    r"(?:Điều\s+\d{1,3}\s*[.:]?|[IVXLC]{1,6}\s*[.)/]|\d{1,2}(?:\.\d{1,2}){0,3}\s*[.)/]|\d{1,2}(?:\.\d{1,2})+|[A-ZĐa-zđ][.)]|[-–—+•●])"
)
_BRACKETED = re.compile(r"\(.*\)\s*[./]*")
#: a line this long was broken by the page's width
_WRAPPED = 55
#: characters by which lines of one width differ
_SLACK = 12


@dataclass(frozen=True, slots=True)
class Label:
    """The number that opens a heading or item: ``kind`` article, roman, arabic, letter or
    named ("Nhiệm vụ 1.")."""

    kind: str
    number: str
    end: int


def label_of(text: str) -> Label | None:
    """The label with which ``text`` opens; a date or a code's number is none."""
    match = LABEL.match(text)
    if match is None or match.lastgroup is None:
        return None
    return Label(match.lastgroup, match[match.lastgroup], match.end())


def is_upper(text: str) -> bool:
    """Whether all letters of ``text`` are capitals, and there are some."""
    return text.upper() == text and any(c.isalpha() for c in text)


def paragraphs(
    blocks: tuple[Block, ...], opens: Callable[[str], bool] = lambda _: False, wrapped: bool = True
) -> list[Flow | Table]:
    """Blocks with cut sentences joined; tables stay as they are. ``opens``: whether a line begins something of its own,
    whatever stands before it; ``wrapped``: whether the source may break lines at a page's width."""
    out: list[Flow | Table] = []
    lines: list[Flow] = []  # of the paragraph that is open
    for block in blocks:
        if isinstance(block, Paragraph) and lines and _goes_on(lines[-1].text, block.flow.text, opens, wrapped):
            lines.append(block.flow)
            continue
        if lines:
            out.append(join(lines))
        lines = [block.flow] if isinstance(block, Paragraph) else []
        if isinstance(block, Table):
            out.append(block)
    return [*out, join(lines)] if lines else out


def cells(table: Table) -> list[Paragraph]:
    """A table that lays out a letterhead or a signature, as paragraphs: column by column."""
    width = max(len(r.cells) for r in table.rows)
    return [Paragraph(line) for i in range(width) for row in table.rows for line in row[i].lines]


def _fills(before: str, after: str) -> bool:
    """Whether the first word of ``after`` would not have stood on the line of ``before``: only then it was broken."""
    return len(after) <= len(before) + len(after.split(maxsplit=1)[0]) + _SLACK


def _goes_on(before: str, after: str, opens: Callable[[str], bool], wrapped: bool) -> bool:
    """Whether a line break cut the sentence between ``before`` and ``after``."""
    if _ALONE.fullmatch(before):
        return not (MARK.match(after) or label_of(after) or _ALONE.fullmatch(after))
    if MARK.match(after) or label_of(after) or _ALONE.fullmatch(after) or not any(c.isalnum() for c in before):
        return False
    if _BRACKETED.fullmatch(before) or opens(after):
        return False
    if is_upper(before) or is_upper(after):
        # capitals are lines of their own, but for "Luật số" | "62/2020/QH14" and "NGÀY" | "08/10/2025 CỦA BỘ CHÍNH TRỊ"
        return bool(_CODE_FOLLOWS.search(before)) and after[:1].isdigit()
    if _ENDED.search(before):
        return False
    first = after.lstrip('“"(')[:1]
    if first.islower():
        return True
    return bool(_OPEN.search(before)) or (
        wrapped and len(before) >= _WRAPPED and _fills(before, after) and _cut_name(before, after)
    )


def _cut_name(before: str, after: str) -> bool:
    """Whether a long line may have been broken inside a name or before a quotation."""
    first = after[:1]
    return first in '“"(' or ((first.isupper() or first.isdigit()) and not before.rstrip().endswith(("”", '"')))
