"""Markdown, and crawls flattened into it. The lines of the text as read are those of the file, without their marks, so
that a fact's line is the line at which the file is opened.

Tables come in two forms: pipe tables, a row a line, and *flattened* ones, in which a lone pipe stands before, between
and after the cells (see ``kg.read.flattened``).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kg.places import Block, Cell, Flow, Paragraph, Piece, Reading, Row, Table, clean, join
from kg.read.flattened import BLANK, flattened_rows
from kg.text import nfc

READER = "markdown"

_LONE = re.compile(r"\s*\|\s*")
_PIPES = re.compile(r"\s*\|.*\|\s*|[^|]+(?:\|[^|]+){2,}")
_RULE_ROW = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_LINE_RULE = re.compile(r"\s*(?:[-=_*~]\s*){3,}")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|$)")
_HEADING_END = re.compile(r"\s+#+\s*$")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")
_ITEM = re.compile(r"\s*(?:[-–—+•●]|\*(?!\*))\s+(?=\S)|\s*(?:\d+(?:\.\d+)*[.)]|[a-zđ]\))\s+(?=\S)")
_ENDED = re.compile(r"[.;:,!?/…”\"»)\]]\s*$")
_STRONG = re.compile(r"(?<!\\)\*{2,}|~~|(?<!\\)`+")
_STAR = re.compile(r"(?<![\\(])\*|(?<=\()\*(?!\))")
#: a star that opens an item: no other stands in its line
_BULLET_STAR = re.compile(r"^[ \t]*(\*)[ \t]+[^*\s][^*\n]*$", re.MULTILINE)
_UNDERLINED = re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])([^\n]*?(?:\n[^\n]+?)*?)\1(?!\w)")
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"\n]*\")?\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~<&\"'/:;,])")
_TAG = re.compile(
    r"</?(?:a|b|big|br|center|code|col|colgroup|del|div|em|font|h[1-6]|hr|i|img|ins|li|mark|o:p|ol|p|pre|s|small|span"
    r"|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul)(?:\s[^<>\n]*)?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
#: what stands for a break within a line: white space to all who read the text
_BROKEN = "\v"
_HTML_TABLE = re.compile(r"(<table\b.*?</table\s*>)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->")


def read_markdown(text: str, name: str, sha256: str) -> Reading:
    """The reading of ``text`` (as ``decode`` gives it)."""
    if _HTML_TABLE.search(text):
        return _with_html(text, name, sha256)
    raw = text.split("\n")
    lines = _without_marks(raw)
    return Reading(name, sha256, "\n".join(lines), tuple(_Reader(raw, lines).blocks()), READER)


def _with_html(text: str, name: str, sha256: str) -> Reading:
    """Markdown with tables of a web page in it: all of it is read as one."""
    from kg.read.html import read_page

    out: list[str] = []
    for i, part in enumerate(_HTML_TABLE.split(text)):
        if i % 2:
            out.append(part)
        elif part.strip():
            out.extend(map(_as_html, read_markdown(part, name, sha256).blocks))
    return read_page(f"<html><body>{''.join(out)}</body></html>", name, sha256, READER)


def _as_html(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{html.escape(block.flow.text)}</p>"
    cells = (("".join(f"<p>{html.escape(f.text)}</p>" for f in c.lines) for c in row.cells) for row in block.rows)
    rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in cells)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


# ── marks ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _without_marks(raw: list[str]) -> list[str]:
    """The lines without Markdown's marks, as many as before. Emphasis runs over the lines of a paragraph or cell."""
    out: list[str] = []
    stretch: list[str] = []
    for line in [*raw, None]:
        if line is not None and line.strip() and not _LONE.fullmatch(line):
            stretch.append(line)
            continue
        if stretch:
            out.extend(_plain(stretch))
            stretch = []
        if line is not None:
            out.append(line)
    return out


def _plain(lines: list[str]) -> list[str]:
    """The lines of one paragraph or cell without marks."""
    kept = ["" if _FENCE.match(x) or (_LINE_RULE.fullmatch(x) and "|" not in x) else x for x in lines]
    kept = [_HEADING_END.sub("", _HEADING.sub("", x)) if _HEADING.match(x) else x for x in kept]
    kept = [_QUOTE.sub("", _HARD_BREAK.sub("", x)) for x in kept]
    text = "\n".join(kept)
    text = _IMAGE_OR_LINK.sub(r"\1", _COMMENT.sub("", _BREAK.sub(_BROKEN, text)))
    text = _UNDERLINED.sub(r"\2", _without_stars(_STRONG.sub("", text)))
    text = _ESCAPE.sub(r"\1", _TAG.sub(" ", text))
    return [nfc(html.unescape(line).replace("\n", " ").replace("\r", " ")) for line in text.split("\n")]


def _without_stars(text: str) -> str:
    """Text without the stars that emphasise; one that opens an item or marks a note stays."""
    out: list[str] = []
    bullets = [m.start(1) for m in _BULLET_STAR.finditer(text)]
    stars = [m.start() for m in _STAR.finditer(text) if m.start() not in bullets]
    if len(stars) % 2:
        stars = sorted([*stars, bullets[0]]) if bullets else stars[:-1]
    at = 0
    for star in stars:
        out.append(text[at:star])
        at = star + 1
    return "".join([*out, text[at:]])


# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(slots=True)
class _Reader:
    raw: list[str]
    lines: list[str]
    tables: int = 0
    starts: list[int] = field(default_factory=list)
    text: str = ""
    wrapped: bool = False  #: whether lines end where a crawl broke them, anywhere in a sentence

    def __post_init__(self) -> None:
        self.text = "\n".join(self.lines)
        at = 0
        for line in self.lines:
            self.starts.append(at)
            at += len(line) + 1
        self.wrapped = sum(bool(_LONE.fullmatch(x)) for x in self.raw) >= 3

    def blocks(self) -> Iterator[Block]:
        at = 0
        while at < len(self.raw):
            if _LONE.fullmatch(self.raw[at]):
                end = self._flattened_end(at)
                yield from self._flattened(at, end)
            elif self._is_pipe_table(at):
                end = at
                while end < len(self.raw) and self.raw[end].strip() and _PIPES.fullmatch(self.raw[end]):
                    end += 1
                yield from self._piped(at, end)
            elif self._is_tabbed(at) and self._is_tabbed(at + 1):
                end = at + 2
                while self._is_tabbed(end, least=1):
                    end += 1
                yield self._tabbed(at, end)
            elif self.raw[at].strip():
                end = at + 1
                while end < len(self.raw) and self._goes_on(end):
                    end += 1
                yield from (Paragraph(f) for f in self._paragraphs(at, end))
            else:
                end = at + 1
            at = end

    def _goes_on(self, at: int) -> bool:
        line = self.raw[at]
        tabbed = self._is_tabbed(at) and self._is_tabbed(at + 1)
        return bool(line.strip()) and not (_LONE.fullmatch(line) or self._is_pipe_table(at) or tabbed)

    def _is_tabbed(self, at: int, least: int = 2) -> bool:
        """Whether tabs part the cells of a row in a line, as in text that was copied out of a table."""
        return at < len(self.raw) and self.raw[at].strip().count("\t") >= least

    def _tabbed(self, start: int, end: int) -> Table:
        rows: list[Row] = []
        for line in range(start, end):
            cells: list[Cell] = []
            at = 0
            for c, part in enumerate(self.lines[line].split("\t")):
                flow = self._flow(line, at, at + len(part), Piece(table=self.tables, row=len(rows), cell=c))
                cells.append(Cell((flow,) if flow else ()))
                at += len(part) + 1
            rows.append(Row(tuple(cells)))
        self.tables += 1
        return Table(tuple(rows))

    def _flow(self, line: int, start: int = 0, end: int | None = None, place: Piece | None = None) -> Flow:
        """The flow of a part of a line; ``place`` tells its cell."""
        place = place or Piece()
        begin = self.starts[line]
        stop = begin + (len(self.lines[line]) if end is None else end)
        return clean(self.text, begin + start, stop, Piece(line + 1, None, place.table, place.row, place.cell))

    # paragraphs
    def _paragraphs(self, start: int, end: int, place: Piece | None = None) -> Iterator[Flow]:
        """The paragraphs of these lines, which no blank line parts."""
        held: list[int] = []
        for line in range(start, end):
            if held and self._opens(held[-1], line, cell=place is not None):
                yield from self._joined(held, place)
                held = []
            held.append(line)
        yield from self._joined(held, place)

    def _joined(self, lines: list[int], place: Piece | None) -> Iterator[Flow]:
        flow = join(self._flow(line, place=place) for line in lines)
        if flow:
            yield flow

    def _opens(self, before: int, line: int, cell: bool) -> bool:
        """Whether ``line`` opens a paragraph of its own after the line ``before`` it."""
        above, below = self.raw[before], self.raw[line]
        if (
            _HEADING.match(above)
            or _HEADING.match(below)
            or _HARD_BREAK.search(above)
            or not self.lines[before].strip()
        ):
            return True
        ended = bool(_ENDED.search(self.lines[before]))
        if _ITEM.match(self.lines[line]):
            return ended or not self.wrapped
        if not cell:
            return False
        closed = self._closed(before)
        upper = self.lines[line].strip().strip('"“(')[:1].isupper()
        return upper and (closed or ended or (self.lines[before].isupper() and above.count("**") != 1))

    def _closed(self, line: int) -> bool:
        """Whether emphasis ends with this line of the file."""
        return self.raw[line].rstrip().endswith("*")

    # pipe tables
    def _is_pipe_table(self, at: int) -> bool:
        """A row of pipes, and a rule or another such row below or above it."""
        if not _PIPES.fullmatch(self.raw[at]):
            return False
        if self.raw[at].lstrip().startswith("|"):
            return len(_PIPE.findall(self.raw[at])) >= 3 or self._is_rule(at + 1) or self._is_rule(at)
        return self._is_rule(at + 1)

    def _is_rule(self, at: int) -> bool:
        return at < len(self.raw) and "|" in self.raw[at] and bool(_RULE_ROW.fullmatch(self.raw[at]))

    def _piped(self, start: int, end: int) -> Iterator[Block]:
        grid = [line for line in range(start, end) if not self._is_rule(line)]
        bounds = [self._cells_of(line) for line in grid]
        width = max((len(b) for b in bounds), default=0)
        rows: list[Row] = []
        for row, (line, cells) in enumerate(zip(grid, bounds, strict=True)):
            places = (Piece(table=self.tables, row=row, cell=c) for c in range(len(cells)))
            made = [Cell(self._broken(line, *bounds, place)) for bounds, place in zip(cells, places, strict=True)]
            rows.append(Row((*made, *([Cell()] * (width - len(made))))))
        if any(cell.lines for row in rows for cell in row.cells):
            self.tables += 1
            yield Table(tuple(rows))

    def _broken(self, line: int, start: int, end: int, place: Piece) -> tuple[Flow, ...]:
        """The paragraphs of a cell that stands in one line of the file."""
        flows: list[Flow] = []
        for part in self.lines[line][start:end].split(_BROKEN):
            flow = self._flow(line, start, start + len(part), place)
            start += len(part) + 1
            if flow:
                flows.append(flow)
        return tuple(flows)

    def _cells_of(self, line: int) -> list[tuple[int, int]]:
        """Start and end of each cell of a row of pipes."""
        text = self.lines[line]
        pipes = [m.start() for m in _PIPE.finditer(text)]
        edges = [-1, *pipes, len(text)]
        cells = [(low + 1, high) for low, high in pairwise(edges)]
        if text.lstrip().startswith("|"):
            cells = cells[1:]
        if text.rstrip().endswith("|"):
            cells = cells[:-1]
        return cells

    # flattened tables
    def _flattened_end(self, at: int) -> int:
        """The line after the last lone pipe of the table that opens at ``at``: it ends where two blank lines or
        several paragraphs follow a pipe."""
        last = at
        for line in range(at + 1, len(self.raw)):
            if _LONE.fullmatch(self.raw[line]):
                if not self._is_cell(last + 1, line):
                    break
                last = line
        return last + 1

    def _is_cell(self, start: int, end: int) -> bool:
        body = [bool(x.strip()) for x in self.raw[start:end]]
        if not any(body):
            return len(body) < 2
        first = body.index(True)
        last = len(body) - 1 - body[::-1].index(True)
        return first < 2 and all(body[first : last + 1])

    def _segment(self, start: int, end: int) -> str:
        """The text between two lone pipes; BLANK where a cell was written but holds nothing."""
        text = " ".join(" ".join(self.lines[start:end]).split())
        return text or (BLANK if any(x.strip() for x in self.raw[start:end]) else "")

    def _flattened(self, start: int, end: int) -> Iterator[Block]:
        pipes = [line for line in range(start, end) if _LONE.fullmatch(self.raw[line])]
        segments = [(a + 1, b) for a, b in pairwise(pipes)]
        texts = [self._segment(a, b) for a, b in segments]
        rows: list[Row] = []
        for row, columns in enumerate(flattened_rows(texts)):
            made: list[Cell] = []
            for c, segment in enumerate(columns.segments):
                place = Piece(table=self.tables, row=row, cell=c)
                flows = () if segment is None else tuple(self._paragraphs(*segments[segment], place))
                made.append(Cell(flows, segment is None and columns.spanned))
            rows.append(Row(tuple(made)))
        if any(cell.lines for row in rows for cell in row.cells):
            self.tables += 1
            yield Table(tuple(rows))
