"""Text on its way into a file of another program: what that program cannot hold, or would run, is made harmless."""

from __future__ import annotations

import re

#: what XML 1.0 cannot hold, and so no office file: control characters, lone surrogates, non-characters
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: what a spreadsheet takes for the beginning of a formula when it opens a text file
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: most characters of a spreadsheet's cell
CELL = 32_767


def xml_text(text: str) -> str:
    """``text`` with U+FFFD in place of what XML cannot hold.

    >>> xml_text("a\\x00b")
    'a\\ufffdb'
    """
    return _NOT_XML.sub("\ufffd", text)


def cell(text: str) -> tuple[str, bool]:
    """``text`` as a spreadsheet's cell can hold it, and whether it was too long and was cut."""
    text = xml_text(text)
    return (text, False) if len(text) <= CELL else (f"{text[: CELL - 1]}…", True)


def no_formula(text: str) -> str:
    """``text`` with an apostrophe before what a spreadsheet would take for a formula when it opens a text file.

    >>> no_formula("=cmd|' /C calc'!A0"), no_formula("Thường xuyên")
    ("'=cmd|' /C calc'!A0", 'Thường xuyên')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
