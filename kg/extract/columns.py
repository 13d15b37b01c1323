"""Header rows of a plan's table: which rows they are, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kg.knowledge.model import ColumnRole, ColumnWords
from kg.places import Row, Table
from kg.text import marked_key, words

#: a header cell is short; a longer one is a task that happens to hold a header word
_MOST_WORDS = 14
_MOST_ROWS = 4
#: words of a cell of a second header row, at most
_SUB_WORDS = 6
#: columns whose header is not divided further: what stands below it is a row of the table
_WHOLE = (ColumnRole.NUMBER, ColumnRole.CONTENT, ColumnRole.TIME)
#: a header cell this long may differ by errors of recognition, if so much of it is the same
_COMPARED, _ALIKE = 6, 0.8
_NUMBERED = re.compile(r"\(?\d{1,2}\)?|\([a-z]\)")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: the role of each column (None: no rule knows it) and how many rows it takes."""

    roles: tuple[ColumnRole | None, ...]
    rows: int
    deadline: bool  #: its time column says that dates are ends
    both: bool  #: its column of leads names those who cooperate, too, and there is no other
    names: frozenset[tuple[ColumnRole | None, str]]  #: header words that stand alone, with the role of their column
    cells: tuple[str, ...]  #: the words of each column's header, as keys, by which a repeated one is known

    def repeats(self, row: Row) -> bool:
        """Whether ``row`` repeats the header, whole or a part of it, as printed or with errors of recognition, or is
        the header of a smaller table in the same columns."""
        filled = [(i, marked_key(c.flow.text)) for i, c in enumerate(row.cells) if c.flow]
        return len(filled) >= 2 and all(i < len(self.cells) and self._is_head(i, key) for i, key in filled)

    def _is_head(self, column: int, key: str) -> bool:
        own = self.cells[column]
        if len(key.split()) > _MOST_WORDS or not own:
            return False
        if f" {key} " in f" {own} " or (self.roles[column], key) in self.names:
            return True
        return len(key) >= _COMPARED and SequenceMatcher(None, own, key).ratio() >= _ALIKE

    @property
    def is_plan(self) -> bool:
        """Whether the table assigns tasks: it has a column of contents, and one of units or times."""
        found = set(self.roles)
        return ColumnRole.CONTENT in found and bool(found & {ColumnRole.LEAD, ColumnRole.COOPERATE, ColumnRole.TIME})


class HeaderReader:
    """Finds headers with the words of data/table_columns.yaml."""

    def __init__(self, columns: tuple[ColumnWords, ...]) -> None:
        forms = [(f" {marked_key(word)} ", c.role) for c in columns for word in c.words]
        self._names = {c.role: tuple(sorted(c.words, key=len, reverse=True)) for c in columns}
        self._forms = sorted(forms, key=lambda f: -len(f[0]))
        self._alone = frozenset((role, form.strip()) for form, role in forms)
        self._deadline = tuple(f" {marked_key(w)} " for c in columns for w in c.deadline)

    def role(self, text: str) -> ColumnRole | None:
        """What a column headed by ``text`` holds: the role of the longest known word in it."""
        key = f" {marked_key(text)} "
        return next((role for form, role in self._forms if form in key), None)

    def names(self, role: ColumnRole) -> tuple[str, ...]:
        """The words that name columns of ``role``, the longest first."""
        return self._names.get(role, ())

    def is_deadline(self, text: str) -> bool:
        """Whether ``text``, the name of a time, says that bare dates are ends."""
        key = f" {marked_key(text)} "
        return any(w in key for w in self._deadline)

    def read(self, table: Table) -> Header | None:
        """The header of ``table``, or None where it opens with no header row."""
        rows: list[Row] = []
        for row in table.rows[:_MOST_ROWS]:
            if not (self._is_header(row, rows[0] if rows else None) or (rows and is_column_numbers(row))):
                break
            rows.append(row)
        if not rows:
            return None
        width = max(len(r.cells) for r in table.rows)
        stacks = [[r[i].flow.text for r in rows] for i in range(width)]
        roles = _single(tuple(self._column(stack) for stack in stacks), table.rows[len(rows) :])
        times = [" ".join(s) for s, role in zip(stacks, roles, strict=True) if role is ColumnRole.TIME]
        deadline = any(map(self.is_deadline, times))
        cells = tuple(marked_key(" ".join(s)) for s in stacks)
        leads = " ".join(" ".join(s) for s, role in zip(stacks, roles, strict=True) if role is ColumnRole.LEAD)
        both = ColumnRole.COOPERATE not in roles and self._names_both(leads)
        return Header(roles, len(rows), deadline, both, self._alone, cells)

    def _names_both(self, text: str) -> bool:
        """Whether the header of a column names those who lead and those who cooperate."""
        key = f" {marked_key(text)} "
        found = {role for form, role in self._forms if form in key}
        return {ColumnRole.LEAD, ColumnRole.COOPERATE} <= found

    def _column(self, stack: list[str]) -> ColumnRole | None:
        """The lowest header cell that is understood says what the column holds."""
        return next((r for r in map(self.role, reversed([s for s in stack if s])) if r), None)

    def _is_header(self, row: Row, top: Row | None) -> bool:
        """Whether ``row`` is a header row, the first or one below ``top``."""
        filled = [c.flow.text for c in row.cells if c.flow]
        if not filled or any(len(words(t)) > _MOST_WORDS or t[0] in "-+•" for t in filled):
            return False
        hits = sum(self.role(t) is not None for t in filled)
        if top is None:
            return len(filled) >= 2 and hits >= max(2, round(0.6 * len(filled)))
        columns = [i for i, c in enumerate(row.cells) if c.flow]
        if hits == len(filled) and not any(self.role(top[i].flow.text) in _WHOLE for i in columns):
            return True
        # columns that the row above heads together: number and contents are blank, some cells stand under a blank one
        named = {ColumnRole.NUMBER, ColumnRole.CONTENT}
        return (
            hits >= 2
            and not any(self.role(top[i].flow.text) in named for i in columns)
            and any(not top[i].flow for i in columns)
            and all(len(words(t)) <= _SUB_WORDS for t in filled)
        )


def _single(roles: tuple[ColumnRole | None, ...], body: Sequence[Row]) -> tuple[ColumnRole | None, ...]:
    """Each role once, but for notes: a second column of contents or of leads is read as a note. Of two columns of
    contents, the first stands aside where its cells are merged over rows of the other: it names their group."""
    contents = [i for i, role in enumerate(roles) if role is ColumnRole.CONTENT]
    chosen = next((i for i in contents if i == contents[-1] or not _heads_rows(body, i, contents[-1])), None)
    seen: set[ColumnRole] = set()
    out: list[ColumnRole | None] = []
    for i, role in enumerate(roles):
        out.append(ColumnRole.NOTE if role in seen or (role is ColumnRole.CONTENT and i != chosen) else role)
        if role and role is not ColumnRole.CONTENT:
            seen.add(role)
    return tuple(out)


def _heads_rows(body: Sequence[Row], group: int, own: int) -> bool:
    """Whether cells of the column ``group`` are merged over rows that have texts of their own in the column ``own``."""
    return any(
        max(group, own) < len(r.cells) and r.cells[group].merged and not r.cells[own].merged and bool(r.cells[own].flow)
        for r in body
    )


def is_column_numbers(row: Row) -> bool:
    """A row "(1) (2) (3)" that numbers the columns."""
    filled = [c.flow.text for c in row.cells if c.flow]
    return len(filled) >= 3 and all(_NUMBERED.fullmatch(t) for t in filled) and len(set(filled)) == len(filled)
