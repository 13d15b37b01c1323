"""What kind of file it is, told by its content; the name only decides between kinds that look alike."""

from __future__ import annotations

import csv
import re
import zipfile
from enum import StrEnum
from io import BytesIO
from itertools import islice


class Format(StrEnum):
    """The kinds of files that are told apart."""

    TEXT = "text"
    MARKDOWN = "markdown"
    CSV = "csv"
    HTML = "html"
    MHTML = "mhtml"
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    IMAGE = "image"
    OFFICE_97 = "office-97"
    RTF = "rtf"
    ODF = "odf"
    XLSB = "xlsb"
    PPTX = "pptx"
    ZIP = "zip"


_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_HTML = re.compile(
    rb"(?:\s|\xef\xbb\xbf|<\?xml[^>]*>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|meta|table|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHTML = re.compile(
    rb"\s*(?:(?:MIME-Version|From|Subject|Date|Content-Type|X-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}", re.I
)
_PIPE_ROW = re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE)
_PIPE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$", re.MULTILINE)
_LONE_PIPE = re.compile(r"^\|\s*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_STRONG = re.compile(r"\*\*[^*\n]+(?:\n[^*\n]+)?\*\*")
#: so many equal records make a table of separated values of a file of any name
_RECORDS = 4


def format_of(data: bytes, name: str) -> str:
    """The format of ``data``, one of ``Format``'s values; ``name`` helps where content can be two things."""
    for start, kind in ((b"%PDF", Format.PDF), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OFFICE_97)):
        if data.startswith(start):
            return kind
    if data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF"):
        return Format.PDF
    if data.startswith(_IMAGES):
        return Format.IMAGE
    if data.lstrip()[:5] == b"{\\rtf":
        return Format.RTF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data)
    head = data[:65536]
    if _HTML.match(_narrow(head)):
        return Format.HTML
    if _MHTML.match(head) and b"boundary=" in head and b"text/html" in data[: 1 << 20].lower():
        return Format.MHTML
    return Format.TEXT


def text_format(text: str, name: str) -> str:
    """Which kind of plain text ``text`` is: Markdown, separated values, or neither."""
    ending = name.lower().rpartition(".")[2]
    head = text[: 1 << 17]
    if ending in ("md", "markdown"):
        return Format.MARKDOWN
    if ending in ("csv", "tsv"):
        return Format.CSV
    if _is_markdown(head):
        return Format.MARKDOWN
    return Format.CSV if delimiter_of(head, sure=True) else Format.TEXT


def delimiter_of(text: str, sure: bool = False) -> str | None:
    """The sign that parts the values of ``text``; with ``sure`` only where several records in a row agree on it."""
    head = text[: 1 << 16]
    best: tuple[int, str] | None = None
    for sign in ("\t", ";", ",", "|"):
        if sure and sign in "\t|":
            continue  # tabs are read as rows of plain text, and pipes as Markdown
        try:
            widths = [len(r) for r in islice(csv.reader(head.splitlines(), delimiter=sign), 40) if r]
        except csv.Error:
            continue
        if len(widths) > 1:
            widths = widths[:-1] if len(head) < len(text) else widths
        most = max(set(widths), key=widths.count, default=0)
        same = widths.count(most)
        if most < 2 or (sure and (most < 3 or same < _RECORDS or same < 0.9 * len(widths))):
            continue
        if best is None or same * (most - 1) > best[0]:
            best = (same * (most - 1), sign)
    return best[1] if best else None


def _is_markdown(text: str) -> bool:
    if _PIPE_RULE.search(text) and len(_PIPE_ROW.findall(text)) >= 2:
        return True
    return len(_LONE_PIPE.findall(text)) >= 6 or len(_HEADING.findall(text)) >= 2 or len(_STRONG.findall(text)) >= 3


def _narrow(head: bytes) -> bytes:
    """The first bytes with one byte a character, for text in UTF-16 too."""
    return head.replace(b"\x00", b"").lstrip(b"\xff\xfe") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head


def _zip_format(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except Exception:  # a damaged archive raises many kinds of errors; the reader says where
        names = {name for name in ("word/document.xml", "xl/workbook.xml") if name.encode() in data}
    kinds = (
        (Format.DOCX, "word/"),
        (Format.XLSB, "xl/workbook.bin"),
        (Format.XLSX, "xl/"),
        (Format.PPTX, "ppt/"),
        (Format.ODF, "content.xml"),
    )
    return next((kind for kind, part in kinds if any(n.startswith(part) for n in names)), Format.ZIP)
