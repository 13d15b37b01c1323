"""What people and machines do to a phrase. Written from published descriptions of typing methods, regional spelling and
recognition errors; imports nothing of the program, so that it shares no table with what it measures.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

TONES = {"\u0300": "f2", "\u0301": "s1", "\u0303": "x4", "\u0309": "r3", "\u0323": "j5"}
SHAPES = {
    "\u0302": {"a": ("aa", "6"), "e": ("ee", "6"), "o": ("oo", "6")},
    "\u0306": {"a": ("aw", "8")},
    "\u031b": {"o": ("ow", "7"), "u": ("uw", "7")},
}
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
#: how regions write what they say
REGIONAL_FIRST = [
    ("tr", "ch"),
    ("ch", "tr"),
    ("s", "x"),
    ("x", "s"),
    ("gi", "d"),
    ("d", "gi"),
    ("r", "g"),
    ("l", "n"),
    ("n", "l"),
    ("v", "d"),
    ("d", "r"),
]
REGIONAL_LAST = [("n", "ng"), ("ng", "n"), ("t", "c"), ("c", "t"), ("nh", "n"), ("i", "y"), ("y", "i")]
#: what a scanner confuses, beside marks
SCANNER = [
    ("o", "0"),
    ("l", "1"),
    ("i", "1"),
    ("m", "rn"),
    ("rn", "m"),
    ("c", "e"),
    ("e", "c"),
    ("h", "b"),
    ("n", "u"),
    ("u", "n"),
    ("i", "l"),
    ("n", "i"),
    ("g", "q"),
    ("a", "o"),
    ("d", "cl"),
]
ABBREVIATIONS = {
    "tổ chức cơ sở đảng": "TCCSĐ",
    "ủy ban nhân dân": "UBND",
    "hội đồng nhân dân": "HĐND",
    "ủy ban kiểm tra": "UBKT",
    "mặt trận tổ quốc": "MTTQ",
    "ban tuyên giáo": "BTG",
    "ban tổ chức": "BTC",
    "ban thường vụ": "BTV",
    "ban chấp hành": "BCH",
    "ban dân vận": "BDV",
}
VOWELS = "aeiouy"


def bare(text: str) -> str:
    text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in text if not unicodedata.combining(c))


def clean(text: str) -> str:
    """As compared by the judge: no marks, no punctuation, one letter for i and y."""
    words = re.findall(r"[^\W_]+", bare(unicodedata.normalize("NFC", text)).lower())
    return " ".join(re.sub(r"^([hklmst]|qu)y$", r"\1i", w) for w in words)


def _keys(word: str, rng: random.Random, vni: bool) -> str:
    """``word`` as struck on a keyboard: the shape with its vowel, the tone after it or at the end of the word."""
    out, late, early = "", "", rng.random() < 0.5
    for char in word:
        base, *above = unicodedata.normalize("NFD", "d\0" if char == "đ" else "D\0" if char == "Đ" else char)
        out += base
        shapes = [("d", "9") if c == "\0" else SHAPES[c][base.lower()] for c in above if c not in TONES]
        out += "".join(s[vni][-1] for s in shapes)
        tone = "".join(TONES[c][vni] for c in above if c in TONES)
        out, late = (out + tone, late) if early else (out, late + tone)
    return out + late


def telex(words: list[str], rng: random.Random) -> list[str]:
    return [_keys(w, rng, vni=False) for w in words]


def vni(words: list[str], rng: random.Random) -> list[str]:
    return [_keys(w, rng, vni=True) for w in words]


def no_marks(words: list[str], rng: random.Random) -> list[str]:
    return [bare(w) for w in words]


def as_printed(words: list[str], rng: random.Random) -> list[str]:
    return words


def dressed(words: list[str], rng: random.Random) -> list[str]:
    """Capitals, surplus blanks and quotes, combining marks."""
    text = "  ".join(words)
    text = text.upper() if rng.random() < 0.5 else f'"{text}"...'
    return unicodedata.normalize("NFD", text).split(" ")


def tone_place(words: list[str], rng: random.Random) -> list[str]:
    """hòa ↔ hoà, ủy ↔ uỷ, kỹ ↔ kĩ."""
    out = []
    for word in words:
        nfd = unicodedata.normalize("NFD", word)
        nfd = (
            re.sub(r"(?<=[ou])([aey])([\u0300\u0301\u0303\u0309\u0323])$", r"\2\1", nfd)
            if rng.random() < 0.5
            else re.sub(r"(?<=[ou])([\u0300\u0301\u0303\u0309\u0323])([aey])$", r"\2\1", nfd)
        )
        if re.match(r"^[hklmst]y", nfd):
            nfd = nfd.replace("y", "i", 1)
        out.append(unicodedata.normalize("NFC", nfd))
    return out


def some_marks(words: list[str], rng: random.Random) -> list[str]:
    """Half of the words have lost their marks."""
    return [bare(w) if rng.random() < 0.5 else w for w in words]


def wrong_marks(words: list[str], rng: random.Random) -> list[str]:
    """One or two words bear another tone or have lost a hat (ổ → ô, hỏi ↔ ngã)."""
    out = list(words)
    marked = [i for i, w in enumerate(words) if bare(w) != w]
    for at in rng.sample(marked, min(2, len(marked))):
        nfd = unicodedata.normalize("NFD", out[at])
        tones = [c for c in nfd if c in TONES]
        new = rng.choice([t for t in TONES if t not in tones])
        changed = nfd.replace(tones[0], rng.choice([new, ""])) if tones else nfd.replace("\u0302", "", 1)
        out[at] = unicodedata.normalize("NFC", changed)
    return out


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    kind = rng.choice("dxsk")
    if kind == "d":
        return word[:at] + word[at + 1 :]
    if kind == "x":
        return word[:at] + word[at] + word[at:]
    if kind == "s" and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for row in KEYBOARD:
        if word[at] in row:
            near = row.index(word[at]) + rng.choice((-1, 1))
            if 0 <= near < len(row):
                return word[:at] + row[near] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]


def typos(words: list[str], rng: random.Random) -> list[str]:
    """One slip of the hand, or two in words apart, in a phrase typed without marks."""
    out = [bare(w) for w in words]
    long = [i for i, w in enumerate(out) if len(w) > 2 and w.isalpha()] or [0]
    for at in rng.sample(long, min(rng.choice((1, 2)), len(long))):
        out[at] = _slip(out[at], rng)
    return [w for w in out if w]


def one_typo(words: list[str], rng: random.Random) -> list[str]:
    """One slip of the hand."""
    out = [bare(w) for w in words]
    at = rng.choice([i for i, w in enumerate(out) if len(w) > 2 and w.isalpha()] or [0])
    out[at] = _slip(out[at], rng)
    return [w for w in out if w]


def scanned(words: list[str], rng: random.Random) -> list[str]:
    """Lost or other marks, and one or two letters misread."""
    out = wrong_marks(words, rng) if rng.random() < 0.6 else list(words)
    for at in rng.sample(range(len(out)), min(rng.choice((1, 2)), len(out))):
        fits = [(a, b) for a, b in SCANNER if a in out[at]]
        if fits:
            old, new = rng.choice(fits)
            out[at] = out[at].replace(old, new, 1)
    return out


def regional(words: list[str], rng: random.Random) -> list[str]:
    """One or two words written as they are spoken somewhere."""
    out = [bare(w) for w in words] if rng.random() < 0.5 else list(words)
    left = rng.choice((1, 2))
    for at in rng.sample(range(len(out)), len(out)):
        first = [(a, b) for a, b in REGIONAL_FIRST if out[at].startswith(a)]
        last = [(a, b) for a, b in REGIONAL_LAST if out[at].endswith(a)]
        if first and (rng.random() < 0.6 or not last):
            old, new = rng.choice(first)
            out[at] = new + out[at][len(old) :]
        elif last:
            old, new = rng.choice(last)
            out[at] = out[at][: -len(old)] + new
        else:
            continue
        left -= 1
        if not left:
            break
    return out


def halves(words: list[str], rng: random.Random) -> list[str]:
    """One or two words typed by their beginning, of at least two letters."""
    out = [bare(w) for w in words]
    long = [i for i, w in enumerate(out) if len(w) > 3]
    for at in rng.sample(long, min(rng.choice((1, 2)), len(long))):
        out[at] = out[at][: rng.randrange(2, len(out[at]))]
    return out


def joined(words: list[str], rng: random.Random) -> list[str]:
    """Blanks left out in one or two places."""
    out = [bare(w) for w in words]
    for _ in range(rng.choice((1, 2))):
        if len(out) > 2:
            at = rng.randrange(len(out) - 1)
            out[at : at + 2] = [out[at] + out[at + 1]]
    return out


def parted(words: list[str], rng: random.Random) -> list[str]:
    """A blank inside one word."""
    out = [bare(w) for w in words]
    long = [i for i, w in enumerate(out) if len(w) > 3] or [0]
    at = rng.choice(long)
    cut = rng.randrange(1, max(2, len(out[at])))
    out[at : at + 1] = [out[at][:cut], out[at][cut:]]
    return [w for w in out if w]


def dropped(words: list[str], rng: random.Random) -> list[str]:
    """A word left out of the middle, of a long phrase two."""
    out = [bare(w) for w in words]
    for _ in range(1 if len(out) < 8 else 2):
        del out[rng.randrange(1, len(out) - 1)]
    return out


Damage = Callable[[list[str], random.Random], list[str]]
STRONG: dict[str, Damage] = {
    "as printed": as_printed,
    "without marks": no_marks,
    "some marks": some_marks,
    "tone place, i/y": tone_place,
    "capitals, NFD": dressed,
}
MEDIUM: dict[str, Damage] = {
    "telex": telex,
    "vni": vni,
    "typos": typos,
    "scanner": scanned,
    "regional": regional,
    "wrong marks": wrong_marks,
    "joined": joined,
    "parted": parted,
    "half words": halves,
}
WEAK: dict[str, Damage] = {"words left out": dropped}
#: kinds made of other kinds, or of two fragments: built in ``queries``
MIXED = ("fragments", "fragments, a typo", "fragments, half words", "telex, typos", "abbreviation")
