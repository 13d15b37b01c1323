"""From a path to a reading: what kind of file it is, and which reader takes it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.errors import Message, UnreadableError
from kg.places import Reading
from kg.read.build import SPLIT_IT, TOO_LARGE
from kg.read.encoding import decode
from kg.read.legacy import check_text
from kg.read.plain import read_plain
from kg.read.sniff import Format, format_of, text_format

#: grows when a reader gives other blocks for the same bytes
VERSION = 4
#: scans are large; text of this size is none
MAX_FILE = 300 << 20
MAX_TEXT_FILE = 48 << 20

_AS_DOCX = Message(
    "Hãy mở tệp bằng Word hoặc LibreOffice, chọn “Lưu thành” .docx (bảng tính: .xlsx) rồi đọc tệp đó.",
    "Open it in Word or LibreOffice, save it as .docx (a spreadsheet as .xlsx) and read that file.",
)
_UNREAD = {
    Format.OFFICE_97: "Office 97-2003 (.doc, .xls)",
    Format.RTF: "RTF",
    Format.ODF: "OpenDocument (.odt, .ods)",
    Format.XLSB: "Excel (.xlsb)",
    Format.PPTX: "PowerPoint (.pptx)",
    Format.ZIP: "ZIP",
}
_FOLDER = Message("Đây là thư mục, không phải tệp.", "This is a folder, not a file.")


def read_file(path: Path, name: str | None = None) -> Reading:
    """The reading of the file at ``path``, called ``name`` in every record (the path as it was given).

    Raises:
        UnreadableError: no such file, a folder, no permission, empty, too large, or of a form that cannot be read.
        MissingExtraError: a scan, and what recognises its text is not installed.
    """
    name = name if name is not None else str(path)
    return read_bytes(file_bytes(path, name), name)


def file_bytes(path: Path, name: str) -> bytes:
    """The bytes of the file at ``path``, called ``name`` in errors; raises UnreadableError as ``read_file`` does."""
    try:
        if path.is_file() and path.stat().st_size > MAX_FILE:
            raise UnreadableError(TOO_LARGE, name, SPLIT_IT)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(Message("Không có tệp này.", "There is no such file."), name) from None
    except IsADirectoryError:
        raise UnreadableError(_FOLDER, name) from None
    except OSError as error:
        if path.is_dir():  # Windows answers "permission denied" for a folder
            raise UnreadableError(_FOLDER, name) from None
        raise UnreadableError(
            Message(f"Không đọc được tệp: {error.strerror}.", f"The file cannot be read: {error.strerror}."), name
        ) from None


def read_bytes(data: bytes, name: str) -> Reading:
    """The reading of ``data``; raises as ``read_file`` does."""
    if len(data) > MAX_FILE:
        raise UnreadableError(TOO_LARGE, name, SPLIT_IT)
    kind = format_of(data, name)
    if kind in _UNREAD:
        what = _UNREAD[Format(kind)]
        raise UnreadableError(
            Message(f"Tệp ở dạng {what}, chưa đọc được.", f"The file is {what}, which is not read."), name, _AS_DOCX
        )
    reading = _laid_out(kind, data, name)
    check_text(reading.text, name)
    return reading


def _laid_out(kind: str, data: bytes, name: str) -> Reading:
    """Reads one of the formats that are more than text; each reader loads its libraries when it is wanted."""
    sha256 = hashlib.sha256(data).hexdigest()
    if kind == Format.DOCX:
        from kg.read.docx import read_docx

        return read_docx(data, name, sha256)
    if kind == Format.XLSX:
        from kg.read.xlsx import read_xlsx

        return read_xlsx(data, name, sha256)
    if kind == Format.PDF:
        from kg.read.pdf import read_pdf

        return read_pdf(data, name, sha256)
    if kind == Format.IMAGE:
        from kg.read.scan import read_image

        return read_image(data, name, sha256)
    if len(data) > MAX_TEXT_FILE:
        raise UnreadableError(TOO_LARGE, name, SPLIT_IT)
    if kind in (Format.HTML, Format.MHTML):
        from kg.read.html import read_html, read_mhtml

        return (read_html if kind == Format.HTML else read_mhtml)(data, name, sha256)
    return _text(data, name, sha256)


def _text(data: bytes, name: str, sha256: str) -> Reading:
    text = decode(data, name)
    kind = text_format(text, name)
    if kind == Format.MARKDOWN:
        from kg.read.markdown import read_markdown

        return read_markdown(text, name, sha256)
    if kind == Format.CSV:
        from kg.read.csvs import read_csv

        return read_csv(text, name, sha256)
    return read_plain(text, name, sha256)
