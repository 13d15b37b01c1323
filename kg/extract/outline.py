"""The tree of headings: which heading a number belongs under, and the ids that follow from it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.ids import heading_id, unique
from kg.places import Flow
from kg.records import Heading, UnitMention
from kg.text import slug

_ROMAN = re.compile(r"[IVXL]+")
#: ranks of headings inside a table begin here: all are below the section that holds the table
_IN_TABLE = 20


def rank(number: str | None) -> int:
    """How deep a number stands: A < I < 1 < 1.1 < 1.1.1 < a; a heading without a number stands with the sections."""
    if number is None or _ROMAN.fullmatch(number):
        return 1
    if number[0].isdigit():
        return 2 + number.count(".")
    return 0 if number.isupper() else 9


@dataclass(frozen=True, slots=True)
class _Open:
    rank: int
    path: tuple[str, ...]
    heading: Heading


class Outline:
    """Headings in the order of the text."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._stack: list[_Open] = []
        self.ids: set[str] = set()  #: taken, by tasks too: a heading and a task may print one number
        self.headings: list[Heading] = []

    @property
    def current(self) -> Heading | None:
        """The heading under which the text stands."""
        return self._stack[-1].heading if self._stack else None

    @property
    def top(self) -> Heading | None:
        """The section that holds it."""
        return self._stack[0].heading if self._stack else None

    def path(self, *below: str) -> str:
        """The numbers of the open headings, and of what stands ``below`` them, as a person cites them: "III.2"."""
        numbers = [*(o.heading.number for o in self._stack if o.heading.number), *below]
        return ".".join(
            n for i, n in enumerate(numbers) if not (i + 1 < len(numbers) and numbers[i + 1].startswith(f"{n}."))
        )

    def add(
        self, number: str | None, text: Flow, *, table: bool = False, lead: tuple[UnitMention, ...] = ()
    ) -> Heading:
        """Opens a heading; those that are not above it are closed."""
        depth = rank(number) + (_IN_TABLE if table else 0)
        while self._stack and self._stack[-1].rank >= depth:
            self._stack.pop()
        parent = self._stack[-1] if self._stack else None
        path = (*(parent.path if parent else ()), number or slug(text.text)[:40])
        heading = Heading(
            unique(heading_id(self._document, path), self.ids),
            number,
            parent.heading.id if parent else None,
            text.text,
            lead,
            text.source,
        )
        self._stack.append(_Open(depth, path, heading))
        self.headings.append(heading)
        return heading

    def close(self, number: str) -> None:
        """Closes the headings beside which an item of ``number`` stands: "2." after the heading "1."."""
        while self._stack and self._stack[-1].rank >= rank(number):
            self._stack.pop()

    def restart(self) -> None:
        """Closes all headings: an annex or the plan that a decision carries begins."""
        self._stack.clear()

    def leave_table(self) -> None:
        """Closes the headings of a table."""
        while self._stack and self._stack[-1].rank >= _IN_TABLE:
            self._stack.pop()
