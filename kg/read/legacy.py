"""Text of before Unicode: letters of TCVN3 (.VnTime) and VNI fonts look right only in their font. It is recognised by
the names of fonts and by the letters, and never read as if it were Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.errors import Message, UnreadableError

_FONT = re.compile(r"\.vn|vni[-\s]|vni\b", re.IGNORECASE)
_LETTER = r"A-Za-zÀ-ÖØ-öø-ÿ"
#: signs and foreign letters within words, where TCVN3 and VNI put the marked letters
_TCVN3 = re.compile(rf"(?<=[{_LETTER}])[µ¸¶·¹¨©ª«¬®¾»¼½ÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñö÷øûüþ]|[®µ¸¨©ª«¬­][a-z]")
_VNI = re.compile(r"[aeouAEOU][øùûõïäåüöâáàãéèëêØÙÛÕÏÄÅÜÖÂÁÀÃÉÈËÊ]|[öôÖÔ][øùûõïØÙÛÕÏ]|ñ[aeiouö]")
#: of these the ones that no Vietnamese in Unicode has: "oà" and "uê" stand in both
_VNI_ALONE = re.compile(r"[aeouAEOU][øûõïäåüöëØÛÕÏÄÅÜÖË]|[öÖ][øùûõïØÙÛÕÏ]|ñ[aeiouö]")
#: letters that only Vietnamese in Unicode has
_UNICODE = re.compile(r"[\u1EA0-\u1EF9ăđơưĂĐƠƯ\u0300-\u0303\u0309\u0323]")
_WORD_LETTER = re.compile(rf"[{_LETTER}ăđơưĂĐƠƯ\u1EA0-\u1EF9]")
#: so much is looked at: a document is in one encoding
_SAMPLE = 200_000

CONVERT = Message(
    "Hãy chuyển mã sang Unicode (Unikey: Ctrl+Shift+F6, nguồn TCVN3 hoặc VNI, đích Unicode), lưu lại rồi đọc tệp mới.",
    "Convert the text to Unicode (Unikey: Ctrl+Shift+F6, from TCVN3 or VNI to Unicode), save it and read the new file.",
)


def legacy_encoding(text: str) -> str | None:
    """ "TCVN3" or "VNI" where ``text`` is Vietnamese of before Unicode.

    >>> legacy_encoding("Céng hoµ x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc")
    'TCVN3'
    >>> legacy_encoding("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
    'VNI'
    >>> legacy_encoding("Cộng hòa xã hội chủ nghĩa Việt Nam")
    >>> legacy_encoding("Toàn khoá, toàn quê, ngoài hoà, loài quá, thoái hoá")
    """
    sample = text[:_SAMPLE]
    letters = len(_WORD_LETTER.findall(sample))
    if letters < 20 or len(_UNICODE.findall(sample)) > 0.01 * letters:
        return None
    counts = {"VNI": len(_VNI.findall(sample)), "TCVN3": len(_TCVN3.findall(sample))}
    found = max(counts, key=lambda k: counts[k])
    if found == "VNI" and len(_VNI_ALONE.findall(sample)) < max(2, 0.02 * letters):
        return None
    return found if counts[found] > 0.08 * letters else None


def check_text(text: str, where: str) -> None:
    """Raises UnreadableError where ``text`` is of before Unicode."""
    found = legacy_encoding(text)
    if found:
        raise _legacy(found, where)


def check_fonts(fonts: Iterable[tuple[str, int]], where: str) -> None:
    """Raises UnreadableError where a tenth of the characters is set in fonts of before Unicode."""
    total = old = 0
    names: dict[str, int] = {}
    for name, length in fonts:
        total += length
        if _FONT.match(name):
            old += length
            names[name] = names.get(name, 0) + length
    if old and old >= 0.1 * total:
        raise _legacy(max(names, key=lambda n: names[n]), where)


def _legacy(what: str, where: str) -> UnreadableError:
    return UnreadableError(
        Message(
            f"Văn bản dùng phông hoặc bảng mã cũ ({what}), không phải Unicode.",
            f"The text is in a font or encoding of before Unicode ({what}).",
        ),
        where,
        CONVERT,
    )
