"""The marks of a syllable in one byte, so that the key of an entry holds them in a fifth of the room."""

from __future__ import annotations

from functools import lru_cache

_SHAPES = {"đ": 1, "â": 2, "ê": 2, "ô": 2, "ă": 4, "ư": 8, "ơ": 16}
_TONES = 32


@lru_cache(maxsize=65536)
def code(plain: str, marked: str) -> str:
    """The marks of ``marked`` (of ``kg.text.marked_syllables``), whose syllable without marks is ``plain``.

    >>> code("giao", "giao1") == code("khach", "khach1"), code("dan", "đan") == code("dan", "dân"), code("ban", "ban")
    (True, False, '0')
    """
    shape = 0
    for letter in marked:
        shape |= _SHAPES.get(letter, 0)
    tone = int(marked[-1]) if len(marked) > len(plain) and marked[-1] in "12345" else 0
    return chr(48 + tone * _TONES + shape)


def codes(plain: tuple[str, ...], marked: tuple[str, ...]) -> str:
    """The marks of syllables in a row, a character each."""
    return "".join(map(code, plain, marked))


def bears(key: str, marks: str, phrase: str, wanted: str) -> bool:
    """Whether ``phrase`` (with its blanks) stands in ``key`` with the marks ``wanted``; ``marks`` has a character for
    each word of ``key``.

    >>> bears(" dan dang dan ", "021", " dan ", "1"), bears(" dan dang dan ", "021", " dang dan ", "20")
    (True, False)
    """
    at = key.find(phrase)
    word, before = 0, 0
    while at >= 0:
        word += key.count(" ", before, at)
        if marks.startswith(wanted, word):
            return True
        before = at
        at = key.find(phrase, at + 1)
    return False
