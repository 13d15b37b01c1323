"""Web pages, and documents that Word saved as one: windows-1252 with entities, tables that span, marks of Office."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import UnreadableError
from kg.places import Reading
from kg.read.build import DAMAGED, SAVE_AGAIN, Builder, Part, Spans, hand_broken
from kg.read.encoding import decode_html

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "html"
_SKIPPED = frozenset({"head", "script", "style", "title", "noscript", "template", "del", "select", "button", "xml"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li"}
    | {"main", "nav", "ol", "p", "pre", "section", "td", "th", "tr", "ul"}
)
_ROW_GROUPS = ("tbody", "thead", "tfoot")
#: what a table is made of
_OF_TABLES = frozenset({"caption", "colgroup", "col", "tr", "td", "th", *_ROW_GROUPS})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
#: a reference to a note that Word made: its number stands in the note itself
_NOTE_MARK = re.compile(r"#_(?:ftn|edn)\d")
_DELETED = re.compile(r"\bmsoDel\b")
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
#: libxml2 itself stops a little deeper
_MAX_DEPTH = 220


def read_html(data: bytes, name: str, sha256: str) -> Reading:
    """The reading of a web page.

    Raises:
        UnreadableError: damaged, nested without end, or without text.
    """
    return read_page(decode_html(data, name), name, sha256)


def read_mhtml(data: bytes, name: str, sha256: str) -> Reading:
    """The reading of a page saved as one file (.mht, and .doc files that are one)."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page:
                return read_html(page, name, sha256)
    raise UnreadableError(DAMAGED, name, SAVE_AGAIN)


def read_page(text: str, name: str, sha256: str, reader: str = READER) -> Reading:
    """The reading of the page whose source is ``text``; raises as ``read_html`` does."""
    from lxml import etree, html

    # a declaration of an encoding says nothing of text that is decoded already
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise UnreadableError(DAMAGED, name, SAVE_AGAIN) from None
    builder = Builder(name, sha256, reader)
    _Reader(builder, name).body(root)
    return builder.reading()


@dataclass(slots=True)
class _Flow:
    """Where text goes while it is read: to paragraphs that end at blocks, and to tables if there may be any."""

    paragraph: Callable[[str], None]
    table: Callable[[Spans], None] | None = None  #: None within a cell: tables become lines
    lines: list[str] = field(default_factory=lambda: [""])
    label: str = ""

    def add(self, text: str) -> None:
        self.lines[-1] += text

    def end(self) -> None:
        """Ends the paragraph."""
        lines, self.lines = self.lines, [""]
        for text in hand_broken([_SPACE.sub(" ", x).strip() for x in lines]):
            self.paragraph(f"{self.label} {text}" if self.label else text)
            self.label = ""


class _Reader:
    def __init__(self, builder: Builder, name: str) -> None:
        self._builder = builder
        self._name = name

    def body(self, root: _Element) -> None:
        flow = _Flow(lambda text: self._builder.paragraph(Part(text)), self._table)
        self._walk(root, flow, 0)
        flow.end()

    def _table(self, spans: Spans) -> None:
        self._builder.table(spans.rows)

    def _walk(self, element: _Element, flow: _Flow, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise UnreadableError(DAMAGED, self._name, SAVE_AGAIN)
        flow.add(element.text or "")
        number = 0
        for child in element:
            if isinstance(child.tag, str) and not _is_hidden(child):
                if child.tag == "li":
                    number = _int(child.get("value"), number + 1 if number else _int(element.get("start"), 1))
                self._child(child, flow, depth, number)
            flow.add(child.tail or "")

    def _child(self, child: _Element, flow: _Flow, depth: int, number: int) -> None:
        tag = str(child.tag)
        if tag == "br":
            flow.lines.append("")
        elif tag == "table":
            flow.end()
            self._read_table(child, flow, depth + 1)
        elif tag in _BLOCKS:
            flow.end()
            if tag == "li":
                flow.label = _label(child, number)
            self._walk(child, flow, depth + 1)
            flow.end()
            flow.label = ""
        else:
            self._walk(child, flow, depth + 1)

    def _read_table(self, table: _Element, flow: _Flow, depth: int) -> None:
        spans = Spans()
        self._stray(table, flow, depth)
        for row in _rows(table):
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                lines: list[str] = []
                inner = _Flow(lines.append)
                if not _is_hidden(cell):
                    self._walk(cell, inner, depth + 2)
                    inner.end()
                spans.cell(lines, _int(cell.get("colspan"), 1), _int(cell.get("rowspan"), 1))
            spans.end_row()
        caption = [_SPACE.sub(" ", "".join(map(str, c.itertext()))).strip() for c in table.iterchildren("caption")]
        self._give(spans, caption, flow)

    def _stray(self, table: _Element, flow: _Flow, depth: int) -> None:
        """What stands in a table outside its cells, as browsers show it: before the table."""
        holders = [table, *(child for child in table if child.tag in _ROW_GROUPS), *_rows(table)]
        for holder in holders:
            flow.add(holder.text or "")
            flow.end()
            for child in holder:
                if isinstance(child.tag, str) and child.tag not in _OF_TABLES and not _is_hidden(child):
                    self._child(child, flow, depth, 0)
                flow.add(child.tail or "")
                flow.end()

    def _give(self, spans: Spans, caption: Sequence[str], flow: _Flow) -> None:
        for text in caption:
            flow.paragraph(text)
        if flow.table is not None:
            flow.table(spans)
            return
        for row in spans.rows:
            for cell in row:
                for line in cell.lines:
                    flow.paragraph(line)


def _rows(table: _Element) -> list[_Element]:
    rows: list[_Element] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in _ROW_GROUPS:
            rows.extend(row for row in child if row.tag == "tr")
    return [row for row in rows if not _is_hidden(row)]


def _is_hidden(element: _Element) -> bool:
    style = element.get("style") or ""
    return (
        element.tag in _SKIPPED
        or element.get("hidden") is not None
        or bool(_HIDDEN.search(style))
        or bool(_DELETED.search(element.get("class") or ""))
        or (element.tag == "a" and bool(_NOTE_MARK.match(element.get("href") or "")))
    )


def _label(item: _Element, number: int) -> str:
    """What a browser prints before an item of a list. Word's own lists print their marks themselves."""
    parent = item.getparent()
    kind = (parent.get("type") or "1") if parent is not None else "1"
    if parent is None or parent.tag != "ol":
        return "-"
    from kg.read.numbering import formatted

    forms = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    return f"{formatted(number, forms.get(kind, 'decimal'))}."


def _int(text: str | None, default: int) -> int:
    try:
        value = int((text or "").strip())
    except ValueError:
        return default
    return value if 0 <= value <= 10_000 else default
