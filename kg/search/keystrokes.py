"""Raw keystrokes of the two Vietnamese typing methods, read back into letters: ``giaos`` and ``giao1`` → giáo.

These are guesses about one word; whoever calls them keeps a guess only if it is a word of the corpus. Nothing here
knows codes or abbreviations: those are kept away by the caller.
"""

from __future__ import annotations

from kg.text import nfc

_VOWELS = frozenset("aeiouyăâêôơư")
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"a": "ă", "o": "ơ", "u": "ư"}
#: combining acute, grave, hook above, tilde, dot below; nothing clears the tone
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323", "z": ""}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323", "0": ""}


class _Keys:
    """Letters typed so far, and the tone that stands for the whole syllable."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.tone = ""
        self.used = False

    def has_vowel(self) -> bool:
        return any(c in _VOWELS for c in self.letters)

    def swap_last(self, table: dict[str, str], only: str = "") -> bool:
        """Give the last letter that ``table`` has (or ``only`` that letter) its mark."""
        for at in range(len(self.letters) - 1, -1, -1):
            letter = self.letters[at]
            if letter in table and (not only or letter == only):
                self.letters[at] = table[letter]
                self.used = True
                return True
        return False

    def horn(self) -> bool:
        """``w`` or ``7``: uo becomes ươ, else the last of a, o, u takes its horn or breve."""
        for at in range(len(self.letters) - 1):
            if self.letters[at] == "u" and self.letters[at + 1] == "o":
                self.letters[at : at + 2] = ["ư", "ơ"]
                self.used = True
                return True
        return self.swap_last(_HORNS)

    def set_tone(self, tone: str) -> None:
        self.tone = tone
        self.used = True

    def bar(self) -> bool:
        """The bar of đ, if the syllable begins with d."""
        if self.letters[:1] != ["d"]:
            return False
        self.letters[0] = "đ"
        self.used = True
        return True

    def word(self) -> str | None:
        """The syllable, its tone on the first vowel (keys do not tell where it is placed)."""
        if not self.used:
            return None
        out = "".join(self.letters)
        at = next((i for i, c in enumerate(out) if c in _VOWELS), None)
        return nfc(out if at is None else f"{out[: at + 1]}{self.tone}{out[at + 1 :]}")


def telex(word: str) -> str | None:
    """What ``word`` says if its letters are Telex keys, or None if no key of Telex is in it.

    >>> telex("tuyeen"), telex("ddangr"), telex("dangrd") == telex("ddangr"), telex("ban")
    ('tuyên', 'đảng', True, None)
    """
    word = word.casefold()
    if not (word.isascii() and word.isalpha()):
        return None
    keys = _Keys()
    for letter in word:
        if not _telex_key(keys, letter):
            keys.letters.append(letter)
    return keys.word()


def _telex_key(keys: _Keys, letter: str) -> bool:
    """Whether ``letter`` was a key that changed what stands before it."""
    last = keys.letters[-1] if keys.letters else ""
    if letter in _TELEX_TONES and keys.has_vowel():
        keys.set_tone(_TELEX_TONES[letter])
        return True
    if letter == "d":
        return (last == "d" or keys.has_vowel()) and keys.bar()
    if letter in _HATS:
        # the hat may be typed at once (tuyeen) or after the end consonant (tuyene)
        late = bool(last) and last not in _VOWELS and keys.has_vowel()
        return (last == letter or late) and keys.swap_last(_HATS, letter)
    if letter == "w":
        if keys.horn():
            return True
        if not keys.has_vowel():
            keys.letters.append("ư")
            keys.used = True
            return True
    return False


def vni(word: str) -> str | None:
    """What ``word`` says if its digits are VNI keys; None unless it begins with a letter and has such digits.

    >>> vni("d9a3ng"), vni("huye6n5") == vni("huye65n"), vni("2023"), vni("ct")
    ('đảng', True, None, None)
    """
    word = word.casefold()
    if not word.isascii() or not word[:1].isalpha() or word.isalpha():
        return None
    keys = _Keys()
    for key in word:
        if not key.isdigit():
            keys.letters.append(key)
        elif not _vni_key(keys, key):
            return None
    return keys.word()


def _vni_key(keys: _Keys, key: str) -> bool:
    if key in _VNI_TONES:
        if not keys.has_vowel():
            return False
        keys.set_tone(_VNI_TONES[key])
        return True
    if key == "6":
        return keys.swap_last(_HATS)
    if key == "9":
        return keys.bar()
    if key == "8":
        return keys.swap_last({"a": "ă"})
    return keys.horn()
