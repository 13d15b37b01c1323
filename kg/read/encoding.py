"""From bytes to text: the encoding is found from the bytes, never assumed."""

from __future__ import annotations

import codecs
import re

from kg.errors import Message, UnreadableError
from kg.read.legacy import legacy_encoding
from kg.text import nfc

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: control characters that no text holds
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_VIETNAMESE = re.compile(r"[\u1EA0-\u1EF9ăđơưĂĐƠƯ]")
#: what Vietnamese in windows-1258 does not leave: tones without a vowel, letters of other languages
_STRANGE = re.compile(r"[\u0300\u0301\u0303\u0309\u0323µ¶·¸¹¨ª«¬®»¼½¾ÄÅÆÇËÎÏÑÖ×ØÛÜßäåæçëîïñö÷øûüÿ]")
_AS_UTF8 = Message(
    "Hãy mở tệp bằng chương trình đã tạo ra nó và lưu lại thành văn bản thuần, mã hóa UTF-8.",
    "Open the file in the program that made it and save it as plain text in UTF-8.",
)
_SAMPLE = 1 << 16


def decode(data: bytes, name: str) -> str:
    """The text of ``data`` as read: composed, lines ended by ``\\n``.

    Raises:
        UnreadableError: empty, or bytes that are no text, with the line where this shows.
    """
    encoding = _found(data)
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
    return _checked(text, name)


def decode_html(data: bytes, name: str) -> str:
    """The text of a web page in the encoding that it declares; as ``decode`` where it declares none that is known."""
    declared = _CHARSET.search(data[:8192])
    if declared and not any(data.startswith(mark) for mark, _ in _BOMS):
        try:
            codec = codecs.lookup(declared.group(1).decode("ascii"))
            if not codec.name.startswith("utf"):
                return _checked(data.decode(codec.name, "replace"), name)
        except LookupError:
            pass
    return decode(data, name)


def _found(data: bytes) -> str:
    """The encoding in which ``data`` reads as text; "utf-8" where there is no better one."""
    marked = next((e for mark, e in _BOMS if data.startswith(mark)), None)
    if marked:
        return marked
    sample = data[:_SAMPLE]
    if len(sample) >= 4 and len(sample) % 2 == len(data) % 2:
        for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
            zeros, others = sample[first::2].count(0), sample[1 - first :: 2].count(0)
            if zeros > len(sample) // 6 and others <= zeros // 50:
                return encoding
    return "utf-8" if _is_utf8(data, sample) else _one_byte(sample)


def _is_utf8(data: bytes, sample: bytes) -> bool:
    """Whether ``data`` is UTF-8, though perhaps damaged here and there."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = sample.decode("utf-8", "replace")
        marked = sum(c > "\x7f" for c in text)
        return text.count("\ufffd") < 0.2 * marked
    return True


def _one_byte(sample: bytes) -> str:
    """The encoding of text with one byte a character: what reads as Vietnamese in it, else UTF-8 (and its error)."""
    try:
        text = nfc(sample.decode("cp1258"))
    except UnicodeDecodeError:
        text = ""
    found = len(_VIETNAMESE.findall(text))
    if found > 0.03 * max(1, sum(map(str.isalpha, text))) and len(_STRANGE.findall(text)) <= 0.1 * found:
        return "cp1258"
    try:
        return "cp1252" if legacy_encoding(sample.decode("cp1252", "replace")) else "utf-8"
    except UnicodeDecodeError:
        return "utf-8"


def _checked(text: str, name: str) -> str:
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
