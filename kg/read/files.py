"""From a path to a reading: what kind of file it is, and which reader takes it."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO
from pathlib import Path

from kg.errors import Message, UnreadableError
from kg.places import Reading
from kg.read.plain import decode, read_plain

#: grows when a reader gives other blocks for the same bytes
VERSION = 1

_AS_TEXT = Message(
    "Hãy mở tệp bằng Word, chọn “Lưu thành văn bản thuần (.txt), mã hóa UTF-8” rồi đọc tệp .txt đó.",
    "Open it in Word, save it as plain text (.txt, UTF-8) and read that file.",
)


def read_file(path: Path, name: str | None = None) -> Reading:
    """The reading of the file at ``path``, called ``name`` in every record (the path as it was given).

    Raises:
        UnreadableError: no such file, a folder, no permission, empty, or of a form that cannot be read.
    """
    name = name if name is not None else str(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(Message("Không có tệp này.", "There is no such file."), name) from None
    except IsADirectoryError:
        raise UnreadableError(
            Message("Đây là thư mục, không phải tệp.", "This is a folder, not a file."), name
        ) from None
    except OSError as error:
        if path.is_dir():  # Windows answers "permission denied" for a folder
            raise UnreadableError(
                Message("Đây là thư mục, không phải tệp.", "This is a folder, not a file."), name
            ) from None
        raise UnreadableError(
            Message(f"Không đọc được tệp: {error.strerror}.", f"The file cannot be read: {error.strerror}."), name
        ) from None
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Reading:
    """The reading of ``data``; raises UnreadableError as ``read_file`` does."""
    kind = _other_format(data)
    if kind:
        raise UnreadableError(
            Message(f"Tệp ở dạng {kind}, chưa đọc được.", f"The file is {kind}, which is not read yet."), name, _AS_TEXT
        )
    text = decode(data, name)
    return read_plain(text, name, hashlib.sha256(data).hexdigest())


def _other_format(data: bytes) -> str | None:
    """The name of a format that is not plain text, told by its first bytes."""
    if data.startswith(b"%PDF"):
        return "PDF"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "Office 97-2003 (.doc, .xls)"
    if data.startswith(b"{\\rtf"):
        return "RTF"
    if data.startswith(b"PK\x03\x04"):
        return _zip_format(data)
    return None


def _zip_format(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return "ZIP"
    if "word/document.xml" in names:
        return "Word (.docx)"
    return "Excel (.xlsx)" if "xl/workbook.xml" in names else "ZIP"
