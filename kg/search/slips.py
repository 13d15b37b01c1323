"""Spellings near a word: slips of the hand, of the ear and of a scanner. The vocabulary decides which are words."""

from __future__ import annotations

from string import ascii_lowercase

#: what a scanner reads, and what may have been printed
_SCANNED = (
    *(("0", "o"), ("1", "l"), ("1", "i"), ("5", "s"), ("8", "b")),
    *(("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("vv", "w"), ("ii", "n"), ("li", "h")),
)
#: initials and finals that regions speak alike, or that are written short; either way round
_HEARD_FIRST = (("tr", "ch"), ("s", "x"), ("l", "n"), ("gi", "d"), ("gi", "r"), ("d", "r"), ("v", "d"))
_WRITTEN_FIRST = (
    ("ph", "f"),
    ("qu", "w"),
    ("k", "c"),
    ("k", "qu"),
    ("ngh", "ng"),
    ("gh", "g"),
    ("gi", "j"),
    ("d", "z"),
)
_HEARD_LAST = (("ng", "n"), ("nh", "n"), ("c", "t"), ("i", "y"), ("ng", "nh"), ("ch", "t"), ("o", "u"))


def edits(word: str) -> set[str]:
    """All spellings one slip away: a letter dropped, doubled or foreign, two letters exchanged. Digits never change."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    near = {a + b[1:] for a, b in cuts if b}
    near |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    near |= {a + c + b[1:] for a, b in cuts if b for c in ascii_lowercase}
    near |= {a + c + b for a, b in cuts for c in ascii_lowercase}
    near.discard(word)
    return near


def struck(word: str) -> set[str]:
    """``word`` without one of its keys, or with two of them exchanged.

    >>> "giaos" in struck("giaaos"), "tuyeen" in struck("tuyene")
    (True, True)
    """
    cuts = [(word[:i], word[i:]) for i in range(len(word))]
    return {a + b[1:] for a, b in cuts} | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1} - {word}


def scanned(word: str) -> set[str]:
    """What ``word`` may be if a scanner misread one place of it (or every 0, 1 …).

    >>> sorted(scanned("c0ng"))
    ['cong']
    """
    near: set[str] = set()
    for read, printed in _SCANNED:
        if read in word:
            near |= {word.replace(read, printed), word.replace(read, printed, 1)}
    near.discard(word)
    return near


def heard(word: str) -> set[str]:
    """What ``word`` may be if it was written as it is spoken, or short.

    >>> "tri" in heard("chi"), "phong" in heard("fong"), "quyen" in heard("wuyen")
    (True, True, False)
    """
    near: set[str] = set()
    for one, other in _HEARD_FIRST + _WRITTEN_FIRST:
        for old, new in ((one, other), (other, one)):
            if word.startswith(old):
                near.add(new + word[len(old) :])
    for one, other in _HEARD_LAST:
        for old, new in ((one, other), (other, one)):
            if word.endswith(old):
                near.add(word[: -len(old)] + new)
    near.discard(word)
    return near
