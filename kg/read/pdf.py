"""PDF: words and ruled tables of the text layer; a page that is only a picture is recognised if that is installed."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from kg.errors import Message, UnreadableError
from kg.places import Reading
from kg.read.build import DAMAGED, SAVE_AGAIN, SPLIT_IT, TOO_LARGE, Builder
from kg.read.layout import Box, Word
from kg.read.pages import Page, Pages

if TYPE_CHECKING:
    from pdfplumber.page import Page as PdfPage
    from pdfplumber.pdf import PDF

READER = "pdf"
MAX_PAGES = 3000
#: a stream of text or drawing that unpacks to more than this is made to do harm
_MAX_STREAM = 64 << 20
_STREAM = re.compile(rb"stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b|/DCTDecode|/JPXDecode|/FontFile")
#: fewer letters than this on a page with a picture are a stamp or page number over a scan
_FEW_LETTERS = 40
#: a rectangle thinner than this is a line
_THIN = 3.0
_LOCKED = Message("Tệp PDF được đặt mật khẩu.", "The PDF is protected by a password.")
_UNLOCK = Message("Hãy mở tệp, bỏ mật khẩu, lưu lại rồi thử lại.", "Open it, remove the password, save and try again.")


def read_pdf(data: bytes, name: str, sha256: str) -> Reading:
    """The reading of a PDF file.

    Raises:
        UnreadableError: damaged, locked, too large, or without text.
        MissingExtraError: all of it is a scan, and what recognises text is not installed.
    """
    _check_streams(data, name)
    builder = Builder(name, sha256, READER)
    pages = Pages(builder)
    with _opened(data, name) as pdf:
        if len(pdf.pages) > MAX_PAGES:
            raise UnreadableError(TOO_LARGE, name, SPLIT_IT)
        scanned = [i for i, page in enumerate(pdf.pages) if _is_scan(page, name)]
        whole = len(scanned) == len(pdf.pages)
        for i, page in enumerate(pdf.pages):
            if i in scanned:
                _recognise(data, i, name, pages, whole)
            else:
                pages.add(_page(page, name))
            page.close()
    pages.end()
    return builder.reading()


def _opened(data: bytes, name: str) -> PDF:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        pdf = pdfplumber.open(BytesIO(data))
        pages = pdf.pages
    except Exception as error:  # a damaged file makes pdfminer raise errors of every kind
        if isinstance(error, PDFPasswordIncorrect) or "PDFPasswordIncorrect" in repr(error):
            raise UnreadableError(_LOCKED, name, _UNLOCK) from None
        raise UnreadableError(DAMAGED, name, SAVE_AGAIN) from None
    if not pages:
        raise UnreadableError(DAMAGED, name, SAVE_AGAIN)
    return pdf


def _damaged(page: PdfPage, name: str) -> UnreadableError:
    return UnreadableError(DAMAGED, f"{name} (trang {page.page_number})", SAVE_AGAIN)


def _is_scan(page: PdfPage, name: str) -> bool:
    """Whether a page is a picture of text."""
    try:
        letters = sum(c["text"].isalnum() for c in page.chars)
        area = max((i["width"] * i["height"] for i in page.images), default=0)
        return letters < _FEW_LETTERS and area > 0.4 * page.width * page.height
    except Exception:
        raise _damaged(page, name) from None


def _page(page: PdfPage, name: str) -> Page:
    try:
        words = page.extract_words(x_tolerance_ratio=0.15, keep_blank_chars=False)
        found = page.filter(_is_drawn).find_tables()
    except Exception:
        raise _damaged(page, name) from None
    return Page(
        page.page_number,
        tuple(Word(w["x0"], w["top"], w["x1"], w["bottom"], w["text"]) for w in words),
        tuple(tuple(Box(*cell) for cell in table.cells) for table in found),
    )


def _is_drawn(each: dict[str, object]) -> bool:
    """Leaves out what only colours the ground of a text: its edges are no lines of a table."""
    thin = min(float(str(each.get("width") or 0)), float(str(each.get("height") or 0))) < _THIN
    return each.get("object_type") != "rect" or thin or bool(each.get("stroke"))


def _recognise(data: bytes, index: int, name: str, pages: Pages, whole: bool) -> None:
    """Recognises a page that is a picture. Where that is not installed, a document that has other pages says so at the
    page's place."""
    from kg.read.scan import MissingExtraError, page_of, render

    try:
        pages.add(page_of(render(data, index, name), index + 1, name))
    except MissingExtraError:
        if whole:
            raise
        pages.paragraph(f"[Trang {index + 1} là ảnh quét, chưa đọc được: cần cài Tesseract]", index + 1)


def _check_streams(data: bytes, name: str) -> None:
    """Refuses a file of which a stream unpacks without end; pictures and fonts are not unpacked by the reader."""
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - 400) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        if b"Flate" not in head or _PICTURE.search(head):
            continue
        packed: bytes = data[match.end() : match.end() + _MAX_STREAM]
        for _ in range(1 + head.count(b"FlateDecode")):
            try:
                unpacked = zlib.decompressobj().decompress(packed, _MAX_STREAM)
            except zlib.error:
                break
            if len(unpacked) >= _MAX_STREAM:
                raise UnreadableError(TOO_LARGE, name, SPLIT_IT)
            packed = unpacked
