"""Plain text: a line with tabs is a row of a table, any other a paragraph; a blank line ends a table."""

from __future__ import annotations

import codecs
import re

from kg.errors import Message, UnreadableError
from kg.places import Block, Cell, Paragraph, Piece, Reading, Row, Table, clean
from kg.text import nfc

READER = "text"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: control characters that no text holds
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_AS_UTF8 = Message(
    "Hãy mở tệp bằng chương trình đã tạo ra nó và lưu lại thành văn bản thuần, mã hóa UTF-8.",
    "Open the file in the program that made it and save it as plain text in UTF-8.",
)


def decode(data: bytes, name: str) -> str:
    """The text of ``data`` as read: composed, lines ended by ``\\n``.

    Raises:
        UnreadableError: empty, or bytes that are no text, with the line where this shows.
    """
    encoding = next((e for mark, e in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            Message(
                f"Không phải văn bản {encoding.upper()} (byte thứ {error.start + 1}).",
                f"This is no {encoding.upper()} text (byte {error.start + 1}).",
            ),
            f"{name}:{line}",
            _AS_UTF8,
        ) from None
    binary = _BINARY.search(text)
    if binary:
        line = text.count("\n", 0, binary.start()) + 1
        raise UnreadableError(
            Message("Tệp chứa dữ liệu nhị phân, không phải văn bản.", "The file holds binary data, not text."),
            f"{name}:{line}",
            _AS_UTF8,
        )
    text = nfc(text.replace("\r\n", "\n"))
    if not text.strip():
        raise UnreadableError(Message("Tệp rỗng, không có chữ nào.", "The file is empty."), name)
    return text


def read_plain(text: str, name: str, sha256: str) -> Reading:
    """The reading of ``text`` (as ``decode`` gives it)."""
    blocks: list[Block] = []
    rows: list[Row] = []
    table = start = 0
    for number, line in enumerate(text.split("\n"), 1):
        end = start + len(line)
        if _is_row(line, bool(rows)):
            rows.append(_row(text, start, end, Piece(line=number, table=table, row=len(rows))))
        else:
            if rows:
                blocks.append(Table(tuple(rows)))
                rows, table = [], table + 1
            flow = clean(text, start, end, Piece(line=number))
            if flow:
                blocks.append(Paragraph(flow))
        start = end + 1
    if rows:
        blocks.append(Table(tuple(rows)))
    return Reading(name, sha256, text, tuple(blocks), READER)


def _is_row(line: str, in_table: bool) -> bool:
    """A tab parts cells; one that only indents a line makes no table of it."""
    return "\t" in line and (
        in_table or "\t" in line.strip() or (line.rstrip(" ").endswith("\t") and bool(line.strip()))
    )


def _row(text: str, start: int, end: int, at: Piece) -> Row:
    cells = []
    for cell, part in enumerate(text[start:end].split("\t")):
        place = Piece(line=at.line, table=at.table, row=at.row, cell=cell)
        flow = clean(text, start, start + len(part), place)
        cells.append(Cell((flow,) if flow else ()))
        start += len(part) + 1
    return Row(tuple(cells))
