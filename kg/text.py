"""The one door for text: everything that is read or typed passes here before it is compared.

Two forms, one function each:

* the *display form* keeps the words as printed (NFC, white space folded, tags of the source removed);
* a *key* is what is compared. ``marked_key`` keeps the Vietnamese marks but not where they are placed (hòa = hoà),
  ``search_key`` drops them too (đ, Đ and the look-alike Ð become d).

Index and query use the same functions. No other module calls ``unicodedata.normalize``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: mark-up that plans recognised from scans carry inside their text
TAG = re.compile(r"</?(?:i|p|b|u|em|strong)>", re.IGNORECASE)
DASHES = re.compile(r"[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]")
QUOTES = re.compile(r"[“”„‟\"«»‘’‚‛'`´]")
INVISIBLE = re.compile(r"[\u00AD\u200B-\u200F\u2028-\u202E\u2060\uFEFF]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
#: TƯ is an abbreviation of Trung ương; without its horn it would be TU, the province's committee
_CENTRAL = re.compile(r"(?<![^\W\d_])(BTC|BTG|BDV|BTGDV|UBKT|BNC|VP|BC[ĐD]|QU)?TƯ(?![^\W\d_])")
#: combining grave, acute, tilde, hook above, dot below → the digit that VNI gives them
_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_I_OR_Y = re.compile(r"^([hklmst]|qu)y(?=[1-5]?$)")


def nfc(text: str) -> str:
    """``text`` composed (NFC), and otherwise word for word: the look-alike Ð (U+00D0) stays as printed.

    >>> nfc("a\u0309") == "ả"
    True
    """
    return unicodedata.normalize("NFC", text)


def vietnamese(text: str) -> str:
    """``text`` composed, with the look-alike Ð, ð (U+00D0, U+00F0) as the Vietnamese Đ, đ: what patterns and keys see.
    Composed text keeps its length, so places found in the result hold for it.

    >>> vietnamese("ÐẢNG ỦY")
    'ĐẢNG ỦY'
    """
    return nfc(text).replace("Ð", "Đ").replace("ð", "đ")


def display(text: str) -> str:
    """The words as printed: composed, without tags and invisible characters, white space folded.

    >>> display(" <i>Từ\u00a0năm  2023</i>\\n")
    'Từ năm 2023'
    """
    text = INVISIBLE.sub("", _CONTROL.sub(" ", TAG.sub(" ", nfc(text))))
    return _SPACE.sub(" ", text).strip()


def central(text: str) -> str:
    """TƯ (Trung ương) as TW, so that no key confuses it with TU (Tỉnh ủy, Thành ủy).

    >>> central("Chỉ thị số 05-CT/TƯ, Hướng dẫn 02-HD/BTCTƯ")
    'Chỉ thị số 05-CT/TW, Hướng dẫn 02-HD/BTCTW'
    """
    return _CENTRAL.sub(lambda m: f"{m.group(1) or ''}TW", text)


@lru_cache(maxsize=65536)
def _marked_syllable(word: str) -> str:
    tone, letters = "", []
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    return _I_OR_Y.sub(r"\1i", unicodedata.normalize("NFC", "".join(letters)) + tone)


@lru_cache(maxsize=65536)
def _plain_syllable(word: str) -> str:
    letters = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return _I_OR_Y.sub(r"\1i", letters.replace("đ", "d"))


#: syllables that end in oa, oe, uy: where their tone stands is a matter of taste
_OPEN_PAIR = re.compile(
    r"(?<![^\W\d_])((?:[^\W\d_])*?)(o|u)([\u0300\u0301\u0303\u0309\u0323]?)(a|e|y)([\u0300\u0301\u0303\u0309\u0323]?)(?![^\W\d_]|[\u0300-\u036f])",
    re.IGNORECASE,
)


def tones_placed(text: str, *, new: bool) -> str:
    """``text`` with the tone of oa, oe, uy on the second vowel (``new``: hoà, uỷ) or on the first (hòa, ủy).

    >>> tones_placed("Ủy ban, hòa giải, quý", new=True), tones_placed("UỶ BAN khoá", new=False)
    ('Uỷ ban, hoà giải, quý', 'ỦY BAN khóa')
    """

    def placed(found: re.Match[str]) -> str:
        before, first, tone, second, other = found.groups()
        pair = (first + second).casefold()
        if pair not in ("oa", "oe", "uy") or (pair == "uy" and before[-1:].casefold() == "q"):
            return found[0]
        mark = tone or other
        return before + (first + second + mark if new else first + mark + second)

    return unicodedata.normalize("NFC", _OPEN_PAIR.sub(placed, unicodedata.normalize("NFD", text)))


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of each word of ``text`` (letters and digits; combining marks must be composed before)."""
    return [m.span() for m in _WORD.finditer(text)]


def _prepared(text: str) -> str:
    return central(INVISIBLE.sub("", vietnamese(text))).casefold()


def marked_syllables(text: str) -> list[str]:
    """The syllables of ``text`` with their marks, wherever these are placed, and one letter for i and y.

    >>> marked_syllables("Huyện uỷ") == marked_syllables("huyện ủy")
    True
    >>> marked_syllables("kỹ thuật") == marked_syllables("kĩ thuật")
    True
    """
    return [_marked_syllable(w) for w in _WORD.findall(_prepared(text))]


def marked_key(text: str) -> str:
    """What two texts share when only typography differs: case, tone placement, i/y, dashes, quotes, spaces."""
    return " ".join(marked_syllables(text))


def syllables(text: str) -> list[str]:
    """The syllables of ``text`` without marks: what search indexes and what is typed without marks.

    >>> syllables("Đảng ủy, ÐẢNG UỶ")
    ['dang', 'uy', 'dang', 'uy']
    """
    return [_plain_syllable(w) for w in _WORD.findall(_prepared(text))]


def folded(text: str) -> list[tuple[str, str]]:
    """``syllables`` and ``marked_syllables`` in one pass, for whoever wants both of much text.

    >>> folded("Đảng bộ")
    [('dang', 'đang3'), ('bo', 'bô5')]
    """
    return [_both_forms(w) for w in _WORD.findall(_prepared(text))]


@lru_cache(maxsize=65536)
def _both_forms(word: str) -> tuple[str, str]:
    return _plain_syllable(word), _marked_syllable(word)


def search_key(text: str) -> str:
    """``syllables`` as one string.

    >>> search_key("Chỉ thị 05-CT/TƯ"), search_key("Chỉ thị 05-CT/TU")
    ('chi thi 05 ct tw', 'chi thi 05 ct tu')
    """
    return " ".join(syllables(text))


def has_marks(text: str) -> bool:
    """Whether any letter of ``text`` carries a Vietnamese mark: what was typed with marks is compared with them."""
    return any(c in "đĐÐð" or unicodedata.combining(c) for c in unicodedata.normalize("NFD", text))


def unmarked(text: str) -> str:
    """``text`` in the same case and typography, its letters without marks: for a console that lacks them.

    >>> unmarked("Đảng bộ – 2023")
    'Dang bo – 2023'
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", nfc(text)) if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D")


def slug(text: str) -> str:
    """A readable identifier: the search key joined by hyphens.

    >>> slug("Ban Tuyên giáo Huyện ủy")
    'ban-tuyen-giao-huyen-uy'
    """
    return "-".join(syllables(text))


def dashes(text: str) -> str:
    """``text`` with every dash as a plain hyphen.

    >>> dashes("2021–2030")
    '2021-2030'
    """
    return DASHES.sub("-", text)


def quotes(text: str) -> str:
    """``text`` with every quotation mark as a plain one.

    >>> quotes("“tự diễn biến”")
    '"tự diễn biến"'
    """
    return QUOTES.sub('"', text)
