"""Labelled queries: phrases drawn from a corpus, damaged; right is every entry that has the phrase as it was."""

from __future__ import annotations

import random
import re
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from damage import ABBREVIATIONS, MEDIUM, STRONG, WEAK, Damage, bare, clean, halves, no_marks, one_typo, telex, typos

_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[.;:\n!?()“”\"]+")
#: characters of texts in which it is affordable to look whether a phrase is unique
UNIQUE_BELOW = 100_000_000
#: kinds that take away so much that a short phrase would say nothing
LONGER = ("words left out", "half words")


class Query(NamedTuple):
    tier: str
    kind: str
    text: str
    target: int
    wanted: tuple[str, ...]  #: cleaned phrases that a right entry has
    either: str = ""  #: a phrase that makes an entry as right as they do (the abbreviation as typed)

    def fits(self, cleaned: str) -> bool:
        return all(f" {w} " in cleaned for w in self.wanted) or bool(self.either and f" {self.either} " in cleaned)


def phrases(text: str, low: int) -> list[list[str]]:
    """The stretches of ``text`` without a full stop, as words, that have at least ``low`` of them."""
    found = [_WORD.findall(part) for part in _BREAK.split(text)]
    return [words for words in found if len(words) >= low]


def cut(words: list[str], rng: random.Random, low: int, high: int) -> list[str]:
    length = min(len(words), rng.randint(low, high))
    at = rng.randrange(len(words) - length + 1)
    return words[at : at + length]


class Places:
    """In which of some texts a phrase stands; for a corpus that is too large to look, everything is unique."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [f" {clean(t)} " for t in texts] if sum(map(len, texts)) < UNIQUE_BELOW else []
        self._having: dict[str, array[int]] = {}
        for at, text in enumerate(self._texts):
            for word in set(text.split()):
                self._having.setdefault(word, array("I")).append(at)

    def unique(self, words: list[str]) -> bool:
        """Whether the phrase stands in one place only."""
        if not self._texts:
            return True
        phrase = f" {clean(' '.join(words))} "
        rarest = min((self._having[word] for word in phrase.split()), key=len)
        return sum(self._texts[at].count(phrase) for at in rarest) == 1


def _phrase(texts: Sequence[str], places: Places, rng: random.Random, low: int, high: int) -> tuple[int, list[str]]:
    while True:
        at = rng.randrange(len(texts))
        parts = phrases(texts[at], low)
        if parts:
            words = cut(rng.choice(parts), rng, low, high)
            fit = sum(w.isalpha() for w in words) >= low - 1 and len(set(words)) > len(words) // 2
            if fit and places.unique(words):
                return at, words


def _fragments(texts: Sequence[str], rng: random.Random) -> tuple[int, list[list[str]]]:
    """Two fragments of three to four words from different places of one text; the damage is in one of them."""
    while True:
        at = rng.randrange(len(texts))
        words = _WORD.findall(texts[at])
        if len(words) < 16:
            continue
        half = len(words) // 2
        one, two = cut(words[: half - 1], rng, 3, 4), cut(words[half + 1 :], rng, 3, 4)
        if all(w.isalpha() for w in one + two):
            return at, [one, two]


def make(texts: Sequence[str], places: Places, each: int, seed: int, low: int = 4, high: int = 8) -> list[Query]:
    """``each`` queries of every kind of damage. Where the texts are few enough to look, a phrase stands in one only."""
    rng = random.Random(seed)
    queries: list[Query] = []
    for tier, kinds in (("strong", STRONG), ("medium", MEDIUM), ("weak", WEAK)):
        for kind, damage in kinds.items():
            for _ in range(each):
                at, words = _phrase(texts, places, rng, low + (kind in LONGER) * 2, high + (kind in LONGER) * 2)
                queries.append(Query(tier, kind, " ".join(damage(words, rng)), at, (clean(" ".join(words)),)))
    for kind, hurt in (("fragments", no_marks), ("fragments, a typo", one_typo), ("fragments, half words", halves)):
        queries += [_two(texts, rng, kind, hurt) for _ in range(each)]
    for _ in range(each):
        at, words = _phrase(texts, places, rng, low, high)
        keyed = telex(words, rng)
        keyed = [*typos(keyed[:1], rng), *keyed[1:]]
        queries.append(Query("weak", "telex, typos", " ".join(keyed), at, (clean(" ".join(words)),)))
    return queries + _abbreviated(texts, rng, each)


def _two(texts: Sequence[str], rng: random.Random, kind: str, hurt: Damage) -> Query:
    at, parts = _fragments(texts, rng)
    bad = rng.randrange(2) if hurt is not no_marks else 2
    damaged = [hurt(p, rng) if i == bad else no_marks(p, rng) for i, p in enumerate(parts)]
    text = " ".join(" ".join(p) for p in damaged)
    return Query("weak", kind, text, at, tuple(clean(" ".join(p)) for p in parts))


def _abbreviated(texts: Sequence[str], rng: random.Random, each: int) -> list[Query]:
    """Phrases in which a body's name was written short."""
    found: list[Query] = []
    order = rng.sample(range(len(texts)), len(texts))
    for at in order:
        lowered = texts[at].lower()
        for long, short in ABBREVIATIONS.items():
            spot = lowered.find(long)
            if spot < 0:
                continue
            words = _WORD.findall(_BREAK.split(texts[at][spot + len(long) :])[0])[:5]
            if len(words) < 3:
                continue
            plain = rng.random() < 0.5
            text = " ".join([bare(short) if plain else short, *([bare(w) for w in words] if plain else words)])
            found.append(Query("medium", "abbreviation", text, at, (clean(f"{long} {' '.join(words)}"),), clean(text)))
            break
        if len(found) == each:
            break
    return found
